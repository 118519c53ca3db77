package eval

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/ontology"
	"github.com/entente-project/entente/ontology/plover"
)

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

// figures are precision, recall and F1 of c under a name.
func (c Count) figures(suite, name string) []Figure {
	of := fmt.Sprintf("%% %d coded, %d there", c.System, c.Gold)
	return []Figure{
		{suite, name + " precision", c.Precision(), of},
		{suite, name + " recall", c.Recall(), of},
		{suite, name + " F1", c.F1(), of},
	}
}

// A NewsReport is how codings compare with gold on directed acts between two
// different known entities. Acts that are negated or hypothetical do not count.
type NewsReport struct {
	Triples, Quads, Dyads Count
	Empty, False          int // items without any such act, and those of them where one was coded
	Details               Details
	Reliability           Reliability
	Lines                 []string // items with mistakes

	types, quads, pairs map[string]Count // the triples by type, quad triples by class, dyads by dyad
}

// Write writes the items with mistakes.
func (r NewsReport) Write(w io.Writer) {
	for _, l := range r.Lines {
		fmt.Fprintln(w, l)
	}
	r.Reliability.Write(w)
}

// Figures are the report's figures for scores.txt.
func (r NewsReport) Figures(suite string) []Figure {
	out := slices.Concat(r.Triples.figures(suite, "triples"), r.Quads.figures(suite, "quad triples"), r.Dyads.figures(suite, "dyads"))
	out = append(out, Figure{suite, "items with false events", float64(r.False), fmt.Sprintf("of %d without any", r.Empty)})
	return append(out, r.Reliability.figures(suite)...)
}

// Full are all figures of the report: those of [NewsReport.Figures], which count
// every act alike (micro); means over types, quad classes and dyads, which count
// rare ones as much as frequent ones (macro); aspects, dates and speakers; and F1
// of each type.
func (r NewsReport) Full(suite string) []Figure {
	out := slices.Concat(r.Figures(suite),
		macro(suite, "triples macro-F1", "types", r.types),
		macro(suite, "quad triples macro-F1", "classes", r.quads),
		macro(suite, "dyads macro-F1", "dyads", r.pairs),
		r.Details.figures(suite))
	for _, t := range slices.Sorted(maps.Keys(r.types)) {
		c := r.types[t]
		of := fmt.Sprintf("%% precision %.2f, recall %.2f, %d coded, %d there", c.Precision(), c.Recall(), c.System, c.Gold)
		out = append(out, Figure{suite, t + " F1", c.F1(), of})
	}
	return out
}

// macro is the mean F1 of the labels that gold holds; none when it holds none.
func macro(suite, name, labels string, by map[string]Count) []Figure {
	var sum float64
	n := 0
	for _, l := range slices.Sorted(maps.Keys(by)) {
		if by[l].Gold > 0 {
			sum += by[l].F1()
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []Figure{{suite, name, sum / float64(n), fmt.Sprintf("%% mean of the %d %s in gold", n, labels)}}
}

// Compare codes items and compares with what their annotators found.
func Compare(ctx context.Context, c *coder.Coder, book *plover.Codebook, items []GoldItem) (NewsReport, error) {
	var r NewsReport
	for _, it := range items {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		day, _ := entente.ParseDate(it.Date) // ReadGold let pass only what is a date
		doc := entente.Document{Published: day, Text: it.Text}
		coding := c.Code(doc)
		r.add(it.ID, doc, coding, it.events(), book)
		r.Details.add(it, coding)
	}
	return r, nil
}

// add compares the coding of one document with the events in it.
func (r *NewsReport) add(id string, doc entente.Document, coding coder.Coding, gold []entente.Event, book *plover.Codebook) {
	if r.types == nil {
		r.types, r.quads, r.pairs = map[string]Count{}, map[string]Count{}, map[string]Count{}
	}
	got, want := triplesOf(coding.Events), triplesOf(gold)
	quad := func(t Triple) quadTriple { return quadTriple{t.Dyad, book.Quad(t.Type)} }
	dyad := func(t Triple) entente.Dyad { return t.Dyad }
	count(&r.Triples, r.types, got, want, func(t Triple) string { return string(t.Type) })
	count(&r.Quads, r.quads, project(got, quad), project(want, quad), func(t quadTriple) string { return t.quad.String() })
	count(&r.Dyads, r.pairs, project(got, dyad), project(want, dyad), entente.Dyad.String)
	r.Reliability.add(coding.Events, want)
	if len(want) == 0 {
		r.Empty++
		if len(got) > 0 {
			r.False++
		}
	}
	if !slices.Equal(got, want) {
		r.mistakes(id, doc, coding, got, want)
	}
}

// mistakes notes what was missed in a document, and all that was coded in it.
func (r *NewsReport) mistakes(id string, doc entente.Document, coding coder.Coding, got, want []Triple) {
	r.Lines = append(r.Lines, id+" "+doc.Text)
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

// count adds what got and want have in common, in all and by label.
func count[T comparable](all *Count, by map[string]Count, got, want []T, label func(T) string) {
	add := func(t T, c Count) {
		sum := by[label(t)]
		for _, s := range []*Count{all, &sum} {
			*s = Count{s.Right + c.Right, s.System + c.System, s.Gold + c.Gold}
		}
		by[label(t)] = sum
	}
	for _, t := range got {
		c := Count{System: 1}
		if slices.Contains(want, t) {
			c.Right = 1
		}
		add(t, c)
	}
	for _, t := range want {
		add(t, Count{Gold: 1})
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
