package grid

import (
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
)

// By is what evidence says of a case of a set that numbers its cases: the set, its
// version and the case, "mid/5.0#4343".
func By(set, number string) string { return set + "#" + number }

// Tie is a tie of a data set, without a value yet and with its ID: a mutual one with
// its sides in their order. Its confidence is 1: no set says how sure it is.
func Tie(kind entente.TieKind, from, to entente.EntityID, start, end entente.Date, by string) entente.Tie {
	d := entente.Dyad{From: from, To: to}
	if kind.Mutual() {
		p := d.Pair()
		d = entente.Dyad{From: p.A, To: p.B}
	}
	t := entente.Tie{Kind: kind, Dyad: d, Start: start, End: end, Evidence: entente.Evidence{By: by}, Confidence: 1}
	t.ID = entente.NewTieID(t)
	return t
}

// Open is a tie whose end lies beyond what its set saw: it has no end, and was seen to
// hold through the day on which the set stops.
func Open(t entente.Tie, through entente.Date) entente.Tie {
	t.End, t.Seen = entente.Date{}, through.Last()
	t.ID = entente.NewTieID(t)
	return t
}

// A Fold joins ties of single years into ties over years: those of one kind, dyad,
// value and By whose years follow one another without a gap.
//
// It wants the rows of a dyad to stand together and their years in order, and gives
// shorter ties where they do not. A tie that holds in the last year of the file is
// open: what came after, the set does not say.
type Fold struct {
	// Once is set for files that list a pair in both directions: a mutual tie that was
	// given in one is not given again in the other. It takes memory for each.
	Once bool

	sink  dataset.Sink
	spans []entente.Tie   // of the dyad at hand
	late  []entente.Tie   // that reach since
	since entente.Date    // from when on the file may end
	last  entente.Date    // the latest date in the file
	seen  map[yearOf]bool // mutual ties given
}

type yearOf struct {
	kind  entente.TieKind
	pair  entente.Pair
	by    string
	start entente.Date
}

// NewFold gives its ties to s. The file may end at since or later: ties that reach it
// are held until the end of the file.
func NewFold(s dataset.Sink, since entente.Date) *Fold {
	return &Fold{sink: s, since: since, seen: map[yearOf]bool{}}
}

// Span takes a tie with its start and end, which is joined with no other.
func (f *Fold) Span(t entente.Tie) error {
	if f.reach(t.End); f.again(t) {
		return nil
	}
	return f.give(t)
}

// Year takes a tie that holds in the year in which it starts.
func (f *Fold) Year(t entente.Tie) error {
	year := t.Start.Year()
	if f.reach(t.Start); f.again(t) {
		return nil
	}
	if len(f.spans) > 0 && f.spans[0].Dyad.Pair() != t.Dyad.Pair() {
		if err := f.flush(); err != nil {
			return err
		}
	}
	for i := range f.spans {
		s := &f.spans[i]
		if s.Kind != t.Kind || s.Dyad != t.Dyad || s.Value != t.Value || s.Evidence.By != t.Evidence.By {
			continue
		}
		if s.Start.Year() <= year && year <= s.End.Year() {
			return nil
		}
		if s.End.Year()+1 == year {
			s.End = t.Start
			return nil
		}
	}
	t.End = t.Start
	f.spans = append(f.spans, t)
	return nil
}

// reach notes that the file has come to d.
func (f *Fold) reach(d entente.Date) {
	if d.Last().Compare(f.last.Last()) > 0 {
		f.last = d
	}
}

// again reports whether a mutual tie was given before, and notes it.
func (f *Fold) again(t entente.Tie) bool {
	if !f.Once || !t.Kind.Mutual() {
		return false
	}
	k := yearOf{t.Kind, t.Dyad.Pair(), t.Evidence.By, t.Start}
	given := f.seen[k]
	f.seen[k] = true
	return given
}

// give hands a tie on, or holds it back where it may reach the end of the file.
func (f *Fold) give(t entente.Tie) error {
	if t.End.Last().Compare(f.since.First()) >= 0 {
		f.late = append(f.late, t)
		return nil
	}
	t.ID = entente.NewTieID(t)
	return f.sink.Tie(t)
}

// flush gives the ties of the dyad at hand, by their start.
func (f *Fold) flush() error {
	slices.SortStableFunc(f.spans, func(a, b entente.Tie) int { return a.Start.Compare(b.Start) })
	for _, t := range f.spans {
		if err := f.give(t); err != nil {
			return err
		}
	}
	f.spans = f.spans[:0]
	return nil
}

// End gives what was held back. It is called once, when the file is read.
func (f *Fold) End() error {
	if err := f.flush(); err != nil {
		return err
	}
	for _, t := range f.late {
		if t.End.Last().Compare(f.last.Last()) >= 0 {
			t = Open(t, t.End)
		}
		t.ID = entente.NewTieID(t)
		if err := f.sink.Tie(t); err != nil {
			return err
		}
	}
	f.late = nil
	return nil
}
