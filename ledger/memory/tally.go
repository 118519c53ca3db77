package memory

import (
	"cmp"
	"context"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// A cell is what a tally counts under.
type cell struct {
	dyad   entente.Dyad
	month  entente.Month
	typ    entente.Type
	aspect entente.Aspect
}

// A count is what was seen in a cell.
type count struct {
	reports  int
	episodes map[string]bool
	outlets  map[string]bool
}

// Tally implements [ledger.Ledger].
func (l *Ledger) Tally(ctx context.Context, q ledger.Query) ([]entente.Tally, error) {
	events, err := l.eventsOf(ctx, q)
	if err != nil {
		return nil, err
	}
	outlets := l.outlets()
	counts := map[cell]*count{}
	for _, e := range events {
		for _, d := range e.Dyads() {
			if q.MatchesDyad(d) {
				add(counts, cell{d, entente.MonthOf(e.Date), e.Type, e.Aspect}, e.Episode(), outlets[e.Evidence.Document])
			}
		}
	}
	return tallies(counts), nil
}

// outlets tells who published each document.
func (l *Ledger) outlets() map[entente.DocumentID]string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[entente.DocumentID]string{}
	for id, c := range l.codings {
		out[id] = c.Document.Outlet
	}
	return out
}

// add counts one report of an episode in a cell.
func add(counts map[cell]*count, at cell, episode, outlet string) {
	c := counts[at]
	if c == nil {
		c = &count{episodes: map[string]bool{}, outlets: map[string]bool{}}
		counts[at] = c
	}
	c.reports++
	c.episodes[episode] = true
	if outlet != "" {
		c.outlets[outlet] = true
	}
}

// tallies are the counts in order of their cells.
func tallies(counts map[cell]*count) []entente.Tally {
	var out []entente.Tally
	for at, c := range counts {
		out = append(out, entente.Tally{Dyad: at.dyad, Month: at.month, Type: at.typ, Aspect: at.aspect,
			Events: len(c.episodes), Reports: c.reports, Outlets: len(c.outlets)})
	}
	slices.SortFunc(out, func(a, b entente.Tally) int {
		return cmp.Or(compareDyads(a.Dyad, b.Dyad), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Aspect, b.Aspect))
	})
	return out
}
