package eval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/ontology"
	"github.com/entente-project/entente/ontology/plover"
)

var newsSuite = Suite{
	Name:     "news",
	Question: "How much of who did what to whom between states is right in 200 real news items?",
	Accuracy: true,
	Run:      scoreNews,
}

func scoreNews(_ context.Context, b *Bench) ([]Figure, error) {
	name := filepath.Join(b.Shared, "gold", "news_dev", "gold.jsonl")
	r, err := News(b.Rooms.Coder, b.Rooms.Codebook, name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errSkipped{name + " is not there"}
	}
	if err != nil {
		return nil, err
	}
	if b.Detail != nil {
		r.Write(b.Detail)
	}
	return r.Figures("news"), nil
}

// A newsItem is one line of news gold.
type newsItem struct {
	ID     string
	Date   string
	Text   string
	Events []struct {
		Actor      []entente.EntityID
		Recipient  []entente.EntityID
		Type       entente.Type
		Aspect     entente.Aspect
		Reciprocal bool
	}
}

// A Triple is one directed act between two known entities.
type Triple struct {
	Dyad entente.Dyad
	Type entente.Type
}

// A Count is how many of the things looked for are there: right in both, System
// of them coded, Gold of them real.
type Count struct{ Right, System, Gold int }

// Precision is the share of what was coded that is right, in percent.
func (c Count) Precision() float64 { return percent(c.Right, c.System) }

// Recall is the share of what is there that was coded, in percent.
func (c Count) Recall() float64 { return percent(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, in percent.
func (c Count) F1() float64 { return percent(2*c.Right, c.System+c.Gold) }

// A NewsReport is how codings compare with gold on directed acts between two
// different known entities. Acts that are negated or hypothetical do not count.
type NewsReport struct {
	Triples, Quads, Dyads Count
	Empty, False          int // items without any such act, and those of them where one was coded
	Lines                 []string
}

// Write writes the items with mistakes.
func (r NewsReport) Write(w io.Writer) {
	for _, l := range r.Lines {
		fmt.Fprintln(w, l)
	}
}

// Figures are the report's figures for scores.txt.
func (r NewsReport) Figures(suite string) []Figure {
	var out []Figure
	for _, row := range []struct {
		name string
		c    Count
	}{{"triples", r.Triples}, {"quad triples", r.Quads}, {"dyads", r.Dyads}} {
		of := fmt.Sprintf("%% %d coded, %d there", row.c.System, row.c.Gold)
		out = append(out,
			Figure{suite, row.name + " precision", row.c.Precision(), of},
			Figure{suite, row.name + " recall", row.c.Recall(), of},
			Figure{suite, row.name + " F1", row.c.F1(), of})
	}
	return append(out, Figure{suite, "items with false events", float64(r.False), fmt.Sprintf("of %d without any", r.Empty)})
}

// News codes the items of the gold file name and compares.
func News(c *coder.Coder, book *plover.Codebook, name string) (NewsReport, error) {
	var r NewsReport
	items, err := readLines[newsItem](name)
	if err != nil {
		return r, err
	}
	for _, it := range items {
		day, err := entente.ParseDate(it.Date)
		if err != nil {
			return r, fmt.Errorf("%s: %s: %w", name, it.ID, err)
		}
		doc := entente.Document{Published: day, Text: it.Text}
		coding := c.Code(doc)
		r.add(it, triplesOf(coding.Events), goldTriples(it), book, coding, doc)
	}
	return r, nil
}

func (r *NewsReport) add(it newsItem, got, want []Triple, book *plover.Codebook, coding coder.Coding, doc entente.Document) {
	quad := func(t Triple) quadTriple { return quadTriple{t.Dyad, book.Quad(t.Type)} }
	dyad := func(t Triple) entente.Dyad { return t.Dyad }
	count(&r.Triples, got, want)
	count(&r.Quads, project(got, quad), project(want, quad))
	count(&r.Dyads, project(got, dyad), project(want, dyad))
	if len(want) == 0 {
		r.Empty++
		if len(got) > 0 {
			r.False++
		}
	}
	if slices.Equal(got, want) {
		return
	}
	r.Lines = append(r.Lines, it.ID+" "+it.Text)
	for _, t := range want {
		if !slices.Contains(got, t) {
			r.Lines = append(r.Lines, fmt.Sprintf("  missed %s %s", t.Dyad, t.Type))
		}
	}
	for _, e := range coding.Events {
		mark := "  right "
		for _, t := range triplesOf([]entente.Event{e}) {
			if !slices.Contains(want, t) {
				mark = "  wrong "
			}
		}
		r.Lines = append(r.Lines, fmt.Sprintf("%s%s %s %s %q %.2f %s", mark, strings.Join(dyadNames(e), ","), e.Type, e.Aspect,
			e.Evidence.Span(entente.RoleTrigger).Of(doc.Text), e.Confidence, e.Evidence.By))
	}
}

func dyadNames(e entente.Event) []string {
	var out []string
	for _, d := range e.Dyads() {
		out = append(out, d.String())
	}
	return out
}

type quadTriple struct {
	entente.Dyad
	quad ontology.Quad
}

// count adds what got and want have in common.
func count[T comparable](c *Count, got, want []T) {
	c.System += len(got)
	c.Gold += len(want)
	for _, t := range got {
		if slices.Contains(want, t) {
			c.Right++
		}
	}
}

// project maps every element and keeps each result once.
func project[T any, U comparable](in []T, f func(T) U) []U {
	var out []U
	for _, t := range in {
		if u := f(t); !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out
}

// triplesOf lists the directed acts of events between two entities, sorted.
func triplesOf(events []entente.Event) []Triple {
	var out []Triple
	for _, e := range events {
		if e.Aspect == entente.Negated || e.Aspect == entente.Hypothetical {
			continue
		}
		for _, d := range e.Dyads() {
			t := Triple{d, e.Type}
			if d.From != d.To && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	slices.SortFunc(out, compareTriples)
	return out
}

func compareTriples(a, b Triple) int {
	return cmp.Or(cmp.Compare(a.Dyad.From, b.Dyad.From), cmp.Compare(a.Dyad.To, b.Dyad.To), cmp.Compare(a.Type, b.Type))
}

// goldTriples lists the directed acts of an item by its annotators, sorted.
func goldTriples(it newsItem) []Triple {
	var events []entente.Event
	for _, g := range it.Events {
		e := entente.Event{Type: g.Type, Aspect: g.Aspect, Actor: parties(g.Actor), Recipient: parties(g.Recipient)}
		if g.Reciprocal {
			e.Actor = append(e.Actor, e.Recipient...)
			e.Recipient = nil
		}
		events = append(events, e)
	}
	return triplesOf(events)
}
