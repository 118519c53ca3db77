package eval

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
)

var seedSuite = Suite{
	Name:     "seed",
	Question: "How much of what a careful reader finds in the article that the product starts from is coded?",
	Accuracy: true,
	Run:      scoreSeed,
}

func scoreSeed(_ context.Context, b *Bench) ([]Figure, error) {
	dir := filepath.Join(b.Shared, "seed")
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return nil, errSkipped{dir + " is not there"}
	}
	r, err := Seed(b.Rooms.Coder, dir)
	if err != nil {
		return nil, err
	}
	if b.Detail != nil {
		r.Write(b.Detail)
	}
	return []Figure{
		{"seed", "must rows found", float64(r.Found), fmt.Sprintf("of %d", r.Must)},
		{"seed", "other rows found", float64(r.Extra), fmt.Sprintf("of %d", r.Good)},
		{"seed", "never rows broken", float64(r.Broken), fmt.Sprintf("of %d", r.Never)},
	}, nil
}

// seedPublished is the day on which the seed article appeared; its text does
// not say it.
var seedPublished = entente.NewDate(2015, 9, 22)

// A seedRow is one line of expected.jsonl.
type seedRow struct {
	N         int
	Kind      string // event, tie, never
	Must      bool
	Actor     []entente.EntityID
	Recipient []entente.EntityID
	Pair      []entente.EntityID
	Accept    []string
	Types     []string
	Aspect    []entente.Aspect
	Date      string
	Speaker   string
	Text      string
}

// A SeedReport is how a coding of the seed article compares with what it holds.
type SeedReport struct {
	Must, Found   int // rows that have to be found
	Good, Extra   int // rows that are good to find
	Never, Broken int // mistakes that must not be made
	Lines         []string
}

// Write writes the report row by row.
func (r SeedReport) Write(w io.Writer) {
	for _, l := range r.Lines {
		fmt.Fprintln(w, l)
	}
}

// Seed codes dir/article.txt and holds it against dir/expected.jsonl. A row
// counts as found when one event of its stretch of text has exactly its actors
// and recipients, an accepted type and aspect, the date (or a finer one within
// it) and the speaker where they are given.
func Seed(c *coder.Coder, dir string) (SeedReport, error) {
	var r SeedReport
	text, err := os.ReadFile(filepath.Join(dir, "article.txt"))
	if err != nil {
		return r, err
	}
	rows, err := readLines[seedRow](filepath.Join(dir, "expected.jsonl"))
	if err != nil {
		return r, err
	}
	doc := entente.Document{Published: seedPublished, Text: string(text)}
	coding := c.Code(doc)
	for _, row := range rows {
		r.add(row, doc, coding)
	}
	return r, nil
}

func (r *SeedReport) add(row seedRow, doc entente.Document, coding coder.Coding) {
	at := stretch(doc.Text, row.Text)
	found := row.in(doc.Text, at, coding)
	verdict := "missed"
	if found {
		verdict = "found"
	}
	switch {
	case row.Kind == "never":
		r.Never++
		if found {
			r.Broken++
		}
		verdict = map[bool]string{true: "BROKEN", false: "kept"}[found]
	case row.Must:
		r.Must++
		if found {
			r.Found++
		}
	default:
		r.Good++
		if found {
			r.Extra++
		}
	}
	r.Lines = append(r.Lines, fmt.Sprintf("%2d %-6s %-6s %s", row.N, row.Kind, verdict, row.Text))
}

func (row seedRow) in(text string, at entente.Span, coding coder.Coding) bool {
	if row.Kind == "tie" {
		return slices.ContainsFunc(coding.Ties, func(t entente.Tie) bool {
			return slices.Contains(row.Accept, string(t.Kind)) && t.Dyad.Pair() == entente.NewPair(row.Pair[0], row.Pair[1]) &&
				overlap(t.Evidence.Span(entente.RoleSentence), at)
		})
	}
	return slices.ContainsFunc(coding.Events, func(e entente.Event) bool {
		if !overlap(e.Evidence.Span(entente.RoleSentence), at) {
			return false
		}
		if row.Kind == "never" {
			return row.forbids(e)
		}
		return row.accepts(e, text)
	})
}

func (row seedRow) forbids(e entente.Event) bool {
	return e.Aspect == entente.Actual &&
		(len(row.Types) == 0 || slices.Contains(row.Types, string(e.Type))) &&
		(len(row.Actor) == 0 || sameEntities(e.Actor, row.Actor)) &&
		(len(row.Recipient) == 0 || sameEntities(e.Recipient, row.Recipient))
}

func (row seedRow) accepts(e entente.Event, text string) bool {
	if !sameEntities(e.Actor, row.Actor) || !sameEntities(e.Recipient, row.Recipient) ||
		!slices.Contains(row.Accept, string(e.Type)) || !slices.Contains(row.Aspect, e.Aspect) {
		return false
	}
	if row.Date != "" && !strings.HasPrefix(e.Date.String(), row.Date) {
		return false
	}
	if row.Speaker == "" {
		return true
	}
	return slices.ContainsFunc(e.Speaker, func(p entente.Party) bool {
		s, want := plain(p.Span.Of(text)), plain(row.Speaker)
		return s != "" && (strings.Contains(s, want) || strings.Contains(want, s))
	})
}

// sameEntities reports whether the known entities among ps are exactly want.
func sameEntities(ps []entente.Party, want []entente.EntityID) bool {
	var got []entente.EntityID
	for _, p := range ps {
		if p.Entity != "" && !slices.Contains(got, p.Entity) {
			got = append(got, p.Entity)
		}
	}
	if len(got) != len(want) {
		return false
	}
	return !slices.ContainsFunc(want, func(id entente.EntityID) bool { return !slices.Contains(got, id) })
}

func overlap(a, b entente.Span) bool { return a.Start < b.End && b.Start < a.End }

// stretch is where words stand in text, as far as their first dots; the whole
// text when they do not. Straight and curly quotes count as the same.
func stretch(text, words string) entente.Span {
	words, _, _ = strings.Cut(words, " ...")
	flat, at := flatten(text)
	want, _ := flatten(words)
	i := strings.Index(flat, want)
	if i < 0 {
		return entente.Span{Start: 0, End: len(text)}
	}
	return entente.Span{Start: at[i], End: at[i+len(want)]}
}

// flatten is s with straight quotes, and where each byte of it stood in s.
func flatten(s string) (flat string, at []int) {
	var b strings.Builder
	for i, r := range s {
		p := plain(string(r))
		for range len(p) {
			at = append(at, i)
		}
		b.WriteString(p)
	}
	return b.String(), append(at, len(s))
}

// plain is s with straight quotes.
func plain(s string) string {
	return strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"").Replace(s)
}

// readLines reads a file of JSON lines.
func readLines[T any](name string) ([]T, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []T
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		var row T
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		out = append(out, row)
	}
	return out, sc.Err()
}
