package grid

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
)

// A Fold joins ties of single years into ties over years: those of one kind, dyad,
// value and By whose years follow one another without a gap, in whatever order they come.
// What comes twice, as mutual ties do in files that list a pair in both directions, is
// given once. It keeps all spans of a file, some 100 bytes each, until its end.
type Fold struct {
	// Stands is set for what lasts, as alliances do: a tie that holds at the end of the
	// file has no end then, and was seen on its last day. Disputes and wars end with their
	// last year whatever the file does: a year of theirs tells of acts in it.
	Stands bool

	sink  dataset.Sink
	dyads map[entente.Dyad]int // in spans
	spans [][]span             // by dyad, in order of appearance
	last  entente.Date         // the latest in the file
}

// A span is a tie but for its dyad.
type span struct {
	kind       entente.TieKind
	by         string
	value      entente.Quantity
	contexts   []entente.Context
	start, end entente.Date
	years      bool // of whole years, to be joined with others
	dyad       entente.Dyad
}

// NewFold gives its ties to s.
func NewFold(s dataset.Sink) *Fold { return &Fold{sink: s, dyads: map[entente.Dyad]int{}} }

// Year takes a tie that holds in the year in which it starts.
func (f *Fold) Year(t entente.Tie) error {
	t.End = t.Start
	f.add(t, true)
	return nil
}

// Span takes a tie with its start and end, which is joined with no other.
func (f *Fold) Span(t entente.Tie) error {
	f.add(t, false)
	return nil
}

func (f *Fold) add(t entente.Tie, years bool) {
	if t.End.Last().Compare(f.last.Last()) > 0 {
		f.last = t.End
	}
	i, ok := f.dyads[t.Dyad]
	if !ok {
		i = len(f.spans)
		f.dyads[t.Dyad] = i
		f.spans = append(f.spans, nil)
	}
	s := span{t.Kind, t.Evidence.By, t.Value, t.Contexts, t.Start, t.End, years, t.Dyad}
	for j := len(f.spans[i]) - 1; j >= 0; j-- {
		if f.spans[i][j].join(s) {
			return
		}
	}
	f.spans[i] = append(f.spans[i], s)
}

// join adds o to s where the two are one tie: years that touch, or the same twice.
func (s *span) join(o span) bool {
	if s.kind != o.kind || s.by != o.by || s.value != o.value || s.years != o.years {
		return false
	}
	if !s.years {
		return s.start == o.start && s.end == o.end
	}
	if o.start.Year() > s.end.Year()+1 || o.end.Year() < s.start.Year()-1 {
		return false
	}
	if o.start.Year() < s.start.Year() {
		s.start = o.start
	}
	if o.end.Year() > s.end.Year() {
		s.end = o.end
	}
	return true
}

// End gives the ties, those of a dyad together and by their start. It is called once,
// when the file is read.
func (f *Fold) End() error {
	for _, spans := range f.spans {
		slices.SortStableFunc(spans, func(a, b span) int {
			return cmp.Or(a.start.First().Compare(b.start.First()), cmp.Compare(a.kind, b.kind))
		})
		var whole []span
		for _, s := range spans {
			if !joined(whole, s) {
				whole = append(whole, s)
			}
		}
		for _, s := range whole {
			if err := f.give(s); err != nil {
				return err
			}
		}
	}
	f.dyads, f.spans = nil, nil
	return nil
}

// joined adds s to the first of the spans before it that it touches.
func joined(before []span, s span) bool {
	for i := range before {
		if before[i].join(s) {
			return true
		}
	}
	return false
}

func (f *Fold) give(s span) error {
	t := Tie(s.kind, s.dyad.From, s.dyad.To, s.start, s.end, s.by)
	t.Value, t.Contexts = s.value, s.contexts
	if f.Stands && t.End.Last().Compare(f.last.Last()) >= 0 {
		t = open(t)
	}
	return Give(f.sink, t)
}

// open is a tie whose end lies beyond what its set saw: it has no end, and was seen to
// hold on the last day of what was its end.
func open(t entente.Tie) entente.Tie {
	t.End, t.Seen = entente.Date{}, t.End.Last()
	return t
}
