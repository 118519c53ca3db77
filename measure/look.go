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
	if err := l.lay(ctx, book, &p, episodes, f.standingBonds(bonds)); err != nil {
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
		l.count(e)
	}
	for _, b := range f.standingBonds(bonds) {
		l.tie(b)
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
// all evidence of a side it is the value of the side, exactly: the sum of
// w(s - m)/(P + N + k) is (P - N - (P + N) m)/(P + N + k).
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

// lay lays out the exhibits of p with their documents, by absolute share, then
// date, then ID, and counts the outlets.
func (l *line) lay(ctx context.Context, book Book, p *entente.Profile, episodes []episode, bonds []bond) error {
	texts, names := map[source]entente.Document{}, map[source]string{}
	err := documents(ctx, book, l.sources, func(s source, d entente.Document) { texts[s], names[s] = d, d.Outlet })
	if err != nil {
		return err
	}
	p.Outlets = outlets(l.sources, names)
	lay := func(x entente.Exhibit, v verdict, weight float64, of ...entente.Evidence) {
		x.Block, x.Sign, x.Share = v.block, v.sign, l.basis.share(v, weight)
		sources := map[source]bool{}
		for _, e := range of {
			sources[sourceOf(e)] = true
		}
		x.Document, x.Reports, x.Outlets = texts[sourceOf(of[0])], len(of), outlets(sources, names)
		p.Exhibits = append(p.Exhibits, x)
	}
	for _, e := range episodes {
		var of []entente.Evidence
		for _, r := range e.reports {
			of = append(of, r.Evidence)
		}
		lay(entente.Exhibit{Event: e.reports[0]}, e.verdict, 1, of...)
	}
	for _, b := range bonds {
		var of []entente.Evidence
		for _, t := range b.reports {
			of = append(of, t.Evidence)
		}
		lay(entente.Exhibit{Tie: &b.reports[0]}, b.verdict, b.weight, of...)
	}
	slices.SortStableFunc(p.Exhibits, func(a, b entente.Exhibit) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Share), math.Abs(a.Share)), dateOf(a).Compare(dateOf(b)), cmp.Compare(idOf(a), idOf(b)))
	})
	return nil
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
