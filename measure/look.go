package measure

import (
	"cmp"
	"context"
	"math"
	"slices"

	entente "github.com/entente-project/entente"
)

// Look measures one pair over the window of the field, with its series and the
// episodes and ties behind every figure.
func (f *Field) Look(ctx context.Context, book Book, pair entente.Pair) (entente.Profile, error) {
	events, err := f.eventsOf(ctx, book, pair)
	if err != nil {
		return entente.Profile{}, err
	}
	var ties []entente.Tie
	for t, err := range book.Ties(ctx, pair) {
		if err != nil {
			return entente.Profile{}, err
		}
		if t.Dyad.Pair() == pair {
			ties = append(ties, t)
		}
	}
	within := slices.DeleteFunc(slices.Clone(events), func(e *entente.Event) bool { return !f.window.Has(entente.MonthOf(e.Date)) })
	episodes, bonds := f.rules.fold(pair, within), f.rules.bonds(ties)
	l := f.line(pair, episodes, bonds)
	p := f.profile(l)
	p.Series = f.series(pair, l.basis, f.rules.fold(pair, events), bonds)
	p.Exhibits = exhibits(l.basis, episodes, f.standingBonds(bonds))
	if err := f.lay(ctx, book, &p, episodes, f.standingBonds(bonds)); err != nil {
		return entente.Profile{}, err
	}
	return p, nil
}

// eventsOf reads the events of pair in the window and in the months before it
// that the first points of the series trail.
func (f *Field) eventsOf(ctx context.Context, book Book, pair entente.Pair) ([]*entente.Event, error) {
	w := f.window
	if w.From != 0 {
		w.From = max(w.From-(Trailing-1), 1)
	}
	var out []*entente.Event
	for e, err := range book.Events(ctx, pair, w) {
		if err != nil {
			return nil, err
		}
		if slices.Contains(pairs(&e), pair) {
			out = append(out, &e)
		}
	}
	return out, nil
}

// line counts the evidence of pair.
func (f *Field) line(pair entente.Pair, episodes []episode, bonds []bond) *line {
	l := &line{pair: pair}
	for _, e := range episodes {
		l.basis.add(e.verdict, 1)
		l.basis.Episodes++
		l.reports += len(e.reports)
	}
	for _, b := range f.standingBonds(bonds) {
		l.basis.bind(b, pair)
	}
	f.fit(l)
	return l
}

func (f *Field) standingBonds(bonds []bond) []bond {
	var out []bond
	for _, b := range bonds {
		if b, ok := b.in(f.window); ok {
			out = append(out, b)
		}
	}
	return out
}

// share is what evidence of a verdict with a weight adds to the gap. Summed over
// all evidence of a side it is the value of the side minus its mean m, exactly:
// the sum of w(s - m)/(P + N + k) is (P - N + k m)/(P + N + k) - m.
func (b Basis) share(v verdict, weight float64) float64 {
	add := func(s Side) float64 { return weight * (float64(v.sign) - s.Mean) / (s.For + s.Against + Shrink) }
	switch v.block {
	case entente.Words, entente.Commitments:
		return add(b.Seeming)
	case entente.Conduct:
		return -add(b.Conduct)
	}
	return 0
}

// exhibits lays out episodes, then ties, without their documents.
func exhibits(b Basis, episodes []episode, bonds []bond) []entente.Exhibit {
	var out []entente.Exhibit
	for _, e := range episodes {
		out = append(out, entente.Exhibit{
			Event: e.reports[0], Block: e.block, Sign: e.sign, Share: b.share(e.verdict, 1), Reports: len(e.reports),
		})
	}
	for _, t := range bonds {
		out = append(out, entente.Exhibit{
			Tie: &t.reports[0], Block: t.block, Sign: t.sign, Share: b.share(t.verdict, t.weight), Reports: len(t.reports),
		})
	}
	return out
}

// lay puts the documents into the exhibits of p, counts outlets, and sorts the
// exhibits by absolute share, then date, then ID.
func (f *Field) lay(ctx context.Context, book Book, p *entente.Profile, episodes []episode, bonds []bond) error {
	var sources [][]entente.Evidence // of each exhibit, in order
	for _, e := range episodes {
		var of []entente.Evidence
		for _, r := range e.reports {
			of = append(of, r.Evidence)
		}
		sources = append(sources, of)
	}
	for _, b := range bonds {
		var of []entente.Evidence
		for _, t := range b.reports {
			of = append(of, t.Evidence)
		}
		sources = append(sources, of)
	}
	documents, err := documentsOf(ctx, book, sources)
	if err != nil {
		return err
	}
	all := map[string]bool{}
	for i, of := range sources {
		outlets := map[string]bool{}
		for _, e := range of {
			outlet := documents[e.Document].Outlet
			if e.Document == "" {
				outlet = e.By
			}
			outlets[outlet], all[outlet] = true, true
		}
		p.Exhibits[i].Document, p.Exhibits[i].Outlets = documents[of[0].Document], len(outlets)
	}
	p.Outlets = len(all)
	slices.SortStableFunc(p.Exhibits, func(a, b entente.Exhibit) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Share), math.Abs(a.Share)), dateOf(a).Compare(dateOf(b)), cmp.Compare(idOf(a), idOf(b)))
	})
	return nil
}

// documentsOf reads each document of the evidence once, some hundred at a time.
func documentsOf(ctx context.Context, book Book, sources [][]entente.Evidence) (map[entente.DocumentID]entente.Document, error) {
	var ids []entente.DocumentID
	for _, of := range sources {
		for _, e := range of {
			if e.Document != "" {
				ids = append(ids, e.Document)
			}
		}
	}
	slices.Sort(ids)
	out := map[entente.DocumentID]entente.Document{}
	for some := range slices.Chunk(slices.Compact(ids), 500) {
		docs, err := book.Documents(ctx, some...)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			out[d.ID] = d
		}
	}
	return out, nil
}

func dateOf(x entente.Exhibit) entente.Date {
	if x.Event != nil {
		return x.Event.Date
	}
	return cmp.Or(x.Tie.Start, x.Tie.Seen)
}

func idOf(x entente.Exhibit) string {
	if x.Event != nil {
		return string(x.Event.ID)
	}
	return string(x.Tie.ID)
}

func comparePairs(a, b entente.Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) }

func compareFloats(a, b float64) int { return cmp.Compare(a, b) }
