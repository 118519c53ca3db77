package measure

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	entente "github.com/entente-project/entente"
)

// A Book is what the measures read of a ledger.
type Book interface {
	// Events yields the events between the two of pair (the zero Pair: every
	// event) in the months of window, by date, then ID.
	Events(context.Context, entente.Pair, entente.Window) iter.Seq2[entente.Event, error]
	// Ties yields the ties between the two of pair (the zero Pair: every tie),
	// whenever they were seen.
	Ties(context.Context, entente.Pair) iter.Seq2[entente.Tie, error]
	// Documents returns the documents of ids in the order asked.
	Documents(context.Context, ...entente.DocumentID) ([]entente.Document, error)
}

// A Field is all pairs of states of a ledger over one window: what one pair is
// compared with. It is computed once by [Rules.Survey] and then only read.
type Field struct {
	rules    *Rules
	window   entente.Window
	lines    []*line // by pair
	volumes  []int   // episodes of each line that has any, ascending
	seeming  pool
	conduct  pool
	peers    int                  // lines with enough evidence on either side, however uncertain their gap
	gaps     []entente.Reading    // of the lines with enough evidence, ascending
	standing map[string][]float64 // by measure: values of the lines with enough evidence, ascending
	last     entente.Month        // of the last act that is known to have happened
}

// A line is one pair of the field.
type line struct {
	pair     entente.Pair
	basis    Basis
	reports  int
	outlets  int
	first    entente.Month // of the earliest and the latest dated episode
	last     entente.Month
	typical  bool // the other pairs are enough to set this one against
	enough   bool
	wider    float64
	readings map[string]entente.Point // by measure; hold has two, see holds
	holds    [2]entente.Point
	sources  map[source]bool
}

// A pool gathers net shares of pairs, each with the weight n/(n+k) of its
// evidence, so that a mean of pairs can be taken.
type pool struct{ weight, sum float64 }

// part is what s adds to a pool.
func part(s Side) pool {
	n := s.For + s.Against
	if n == 0 {
		return pool{}
	}
	return pool{n / (n + Shrink), (s.For - s.Against) / (n + Shrink)}
}

func (p *pool) add(q pool) { p.weight, p.sum = p.weight+q.weight, p.sum+q.sum }

// without is the mean of p when what s added to it is taken out. Less than two
// pairs' worth of evidence teaches less than its mean; a mean of nearly all or
// nearly nothing is kept off the edge, where a prior would admit no exception.
func (p pool) without(s Side) float64 {
	q := part(s)
	m := (p.sum - q.sum) / max(p.weight-q.weight, 2)
	return min(max(m, -Edge), Edge)
}

// A Line is one pair of a [Field]: its profile without series and exhibits,
// which [Field.Look] adds, and the months of its earliest and latest episode
// (zero when none is known to the month).
type Line struct {
	entente.Profile
	First, Last entente.Month
}

// Survey reads every pair of states in the book over window. It reads all events
// and the documents they rest on once, and keeps only counts.
func (r *Rules) Survey(ctx context.Context, book Book, window entente.Window) (*Field, error) {
	f := &Field{rules: r, window: window, standing: map[string][]float64{}}
	lines := map[entente.Pair]*line{}
	at := func(p entente.Pair) *line {
		if lines[p] == nil {
			lines[p] = &line{pair: p}
		}
		return lines[p]
	}
	if err := f.count(ctx, book, at); err != nil {
		return nil, err
	}
	if err := f.commit(ctx, book, at); err != nil {
		return nil, err
	}
	if err := f.outlets(ctx, book, lines); err != nil {
		return nil, err
	}
	for _, l := range lines {
		f.lines = append(f.lines, l)
	}
	slices.SortFunc(f.lines, func(a, b *line) int { return comparePairs(a.pair, b.pair) })
	f.rank()
	return f, nil
}

// count adds the episodes of all events in the book to their lines.
func (f *Field) count(ctx context.Context, book Book, at func(entente.Pair) *line) error {
	today := map[entente.Pair][]*entente.Event{}  // of one date
	longer := map[entente.Pair][]*entente.Event{} // habits and undated acts fold across dates
	close := func(events map[entente.Pair][]*entente.Event) {
		for p, es := range events {
			l := at(p)
			for _, e := range f.rules.fold(p, es) {
				l.count(e)
			}
		}
		clear(events)
	}
	var date entente.Date
	for e, err := range book.Events(ctx, entente.Pair{}, f.window) {
		if err != nil {
			return err
		}
		if c := e.Date.Compare(date); c < 0 {
			return fmt.Errorf("event %s of %s comes after one of %s; the book must yield events by date", e.ID, e.Date, date)
		} else if c > 0 {
			close(today)
			date = e.Date
		}
		if !f.window.Has(entente.MonthOf(e.Date)) {
			continue
		}
		if e.Aspect == entente.Actual {
			f.last = max(f.last, entente.MonthOf(e.Date))
		}
		for _, p := range pairs(&e) {
			if !p.A.IsState() || !p.B.IsState() {
				continue
			}
			if e.Date.IsZero() || e.Aspect == entente.Habitual {
				longer[p] = append(longer[p], &e)
				continue
			}
			today[p] = append(today[p], &e)
		}
	}
	close(today)
	close(longer)
	return nil
}

// commit adds the ties that stood in the window to their lines.
func (f *Field) commit(ctx context.Context, book Book, at func(entente.Pair) *line) error {
	ties := map[entente.Pair][]entente.Tie{}
	for t, err := range book.Ties(ctx, entente.Pair{}) {
		if err != nil {
			return err
		}
		if p := t.Dyad.Pair(); p.A != p.B && p.A.IsState() && p.B.IsState() {
			ties[p] = append(ties[p], t)
		}
	}
	for p, ts := range ties {
		for _, b := range f.rules.bonds(ts) {
			if b, ok := b.in(f.window); ok {
				at(p).tie(b)
			}
		}
	}
	return nil
}

// count adds an episode to l.
func (l *line) count(e episode) {
	l.basis.add(e.verdict, 1)
	l.basis.Episodes++
	l.reports += len(e.reports)
	for _, r := range e.reports {
		l.rest(r.Evidence)
	}
	if m := e.month(); m != 0 {
		l.last = max(l.last, m)
		if l.first == 0 || m < l.first {
			l.first = m
		}
	}
}

// tie adds a tie to l.
func (l *line) tie(b bond) {
	l.basis.bind(b, l.pair)
	for _, t := range b.reports {
		l.rest(t.Evidence)
	}
}

// add counts evidence of a verdict with a weight.
func (b *Basis) add(v verdict, weight float64) {
	s := &b.Seeming
	switch v.block {
	case entente.Conduct:
		s = &b.Conduct
	case entente.Holds, entente.Neutral:
		return
	}
	if v.sign > 0 {
		s.For += weight
	} else {
		s.Against += weight
	}
	s.N++
}

// told reports whether the evidence on either side outweighs what is assumed.
func (b Basis) told() bool { return b.Seeming.outweighs() && b.Conduct.outweighs() }

// bind counts a tie of pair.
func (b *Basis) bind(t bond, pair entente.Pair) {
	b.add(t.verdict, t.weight)
	if t.block != entente.Holds {
		return
	}
	i := 0
	if t.reports[0].Dyad.From == pair.B {
		i = 1
	}
	b.Depends[i] += fields(t.reports)
}

// rank fits every line and sorts the values that others are compared with.
func (f *Field) rank() {
	for _, l := range f.lines {
		f.seeming.add(part(l.basis.Seeming))
		f.conduct.add(part(l.basis.Conduct))
		if l.basis.told() {
			f.peers++
		}
		if l.basis.Episodes > 0 {
			f.volumes = append(f.volumes, l.basis.Episodes)
		}
	}
	slices.Sort(f.volumes)
	for _, l := range f.lines {
		f.fit(l)
		if !l.enough {
			continue
		}
		f.gaps = append(f.gaps, entente.Reading{Measure: Gap.Name, Point: l.readings[Gap.Name]})
		for name, p := range l.readings {
			if p.N > 0 {
				f.standing[name] = append(f.standing[name], p.Value)
			}
		}
		for _, p := range l.holds {
			if p.N > 0 {
				f.standing[Hold.Name] = append(f.standing[Hold.Name], p.Value)
			}
		}
	}
	for _, values := range f.standing {
		slices.Sort(values)
	}
	slices.SortStableFunc(f.gaps, func(a, b entente.Reading) int { return cmp.Compare(a.Point.Value, b.Point.Value) })
}

// fit learns the means of the other pairs and takes every reading of l.
func (f *Field) fit(l *line) {
	state := l.pair.A.IsState() && l.pair.B.IsState()
	own := Basis{}
	if state {
		own = l.basis
	}
	peers := f.peers
	if own.told() {
		peers-- // itself
	}
	if l.typical = peers >= f.rules.peers; l.typical {
		l.basis.Seeming.Mean = f.seeming.without(own.Seeming)
		l.basis.Conduct.Mean = f.conduct.without(own.Conduct)
	}
	l.basis.Typical = medianWithout(f.volumes, own.Episodes)
	gap, wider := l.basis.gap()
	l.wider = wider
	l.enough = l.basis.told() && gap.High-gap.Low <= Widest
	l.readings = map[string]entente.Point{Gap.Name: gap}
	for _, m := range All() {
		if m.Name != Gap.Name && m.Name != Hold.Name {
			l.readings[m.Name] = m.Of(l.basis)
		}
	}
	l.holds = [2]entente.Point{Hold.Of(l.basis), Hold.Of(l.basis.Reverse())}
}

// medianWithout is the median of ascending values when one that equals v is
// taken out; 0 when none are left.
func medianWithout(values []int, v int) float64 {
	if i, ok := slices.BinarySearch(values, v); ok {
		values = slices.Delete(slices.Clone(values), i, i+1)
	}
	n := len(values)
	if n == 0 {
		return 0
	}
	return float64(values[(n-1)/2]+values[n/2]) / 2
}

// reading is point among the other pairs with enough evidence. A pair that has
// not enough of it is not ranked.
func (f *Field) reading(measure string, p entente.Point, enough bool) entente.Reading {
	r := entente.Reading{Measure: measure, Point: p}
	if !enough || p.N == 0 {
		return r
	}
	values := f.standing[measure]
	r.Above, _ = slices.BinarySearch(values, p.Value)
	r.Among = len(values)
	if r.Above < len(values) && values[r.Above] == p.Value {
		r.Among-- // itself
	}
	return r
}

// Window is the window that f was surveyed over.
func (f *Field) Window() entente.Window { return f.window }

// Lines are the pairs of the field, by pair.
func (f *Field) Lines() []Line {
	out := make([]Line, len(f.lines))
	for i, l := range f.lines {
		out[i] = Line{f.profile(l), l.first, l.last}
	}
	return out
}

func (f *Field) profile(l *line) entente.Profile {
	read := func(m Measure) entente.Reading { return f.reading(m.Name, l.readings[m.Name], l.enough) }
	p := entente.Profile{
		Pair: l.pair, Window: f.window,
		Seeming: read(Seeming), Conduct: read(Conduct), Gap: read(Gap), Engagement: read(Engagement),
		Wider: l.wider, Typical: l.typical, Field: f.gaps, Enough: l.enough,
		Episodes: l.basis.Episodes, Reports: l.reports, Outlets: l.outlets,
	}
	for i, h := range l.holds {
		p.Hold[i] = f.reading(Hold.Name, h, l.enough)
	}
	return p
}
