// Package diplomacy reads which state keeps a mission in which: from Wikidata's list of
// embassies, as of a day, and from the COW project's Diplomatic Exchange set, at intervals
// of five years and more. Out come ties of representation from who sends to who hosts.
//
//	operator;...;country;...;type;...     Belarus;...;Russia;...;embassy;...
//	-> BLR>RUS representation, seen 2022-11
package diplomacy

import (
	"context"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

// Level is the unit of the COW set's value: 1 chargé d'affaires, 2 minister, 3 ambassador.
const Level = "level of representation (1 to 3)"

func embassyLayouts() []grid.Layout {
	return []grid.Layout{{
		Name: "missions", Comma: ';', Lazy: true,
		Columns: []string{"operator", "country", "type", "creation", "QID"},
	}}
}

// Embassies is the list of missions that Wikidata knows.
func Embassies() dataset.Set {
	seen := entente.NewDate(2022, 11, 0)
	const by = "embassies/2022-11"
	return dataset.Set{
		Name: "embassies", Title: "Database of Embassies (Wikidata)", Version: by,
		Official: "https://database-of-embassies.github.io and https://www.wikidata.org", Licence: "CC0",
		Cite: `@misc{databaseofembassies,
  author = {{Wikidata contributors}},
  title = {Database of Embassies},
  year = {2022}, howpublished = {https://github.com/database-of-embassies/database-of-embassies}}`,
		Traps: []string{
			"A list as of November 2022 that volunteers keep: a mission that is not in it may exist, and one in it may have closed.",
			"The host is where the mission stands; the states to which it is accredited besides are left out.",
			"Consulates and offices of regions and firms are rejected: they are no representation of a state to a state.",
			"Few missions have a year of founding; it is often that of the building or of an earlier mission, and no reason to think that ties were not cut between.",
		},
		From: entente.NewDate(2022, 11, 0), To: seen,
		Gives: []string{"tie"},
		Knows: grid.Knows(embassyLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, embassyLayouts(), func(r *grid.Row) error { return mission(r, s, by, seen) })
		},
	}
}

func mission(r *grid.Row, s dataset.Sink, by string, seen entente.Date) error {
	if !diplomatic(r.Text("type")) {
		r.Fault("no diplomatic mission", r.Text("type"))
	}
	from, to := r.Named(r.Text("operator"), seen), r.Named(r.Text("country"), seen)
	if !r.Faulty() && from == to {
		r.Fault(grid.Same, string(from))
	}
	start := r.Day("creation")
	if start.Month() == 1 && start.Day() == 1 {
		start = entente.NewDate(start.Year(), 0, 0) // Wikidata writes a year as its first day
	}
	if r.Faulty() {
		return nil
	}
	qid := r.Text("QID")
	t := grid.Tie(entente.Representation, from, to, start, entente.Date{}, grid.By(by, qid[strings.LastIndexByte(qid, '/')+1:]))
	t.Seen = seen
	return grid.Give(s, t)
}

// diplomatic reports whether a type of Wikidata is a mission of a state to a state.
func diplomatic(kind string) bool {
	kind = strings.ToLower(kind)
	switch kind {
	case "liaison office", "interests section", "diplomatic mission", "representative office":
		return true
	}
	for _, part := range []string{"embassy", "high commission", "nunciature", "diplomatic mission of"} {
		if strings.Contains(kind, part) {
			return true
		}
	}
	return false
}

func exchangeLayouts() []grid.Layout {
	return []grid.Layout{{Name: "dyad-years", Columns: []string{"ccode1", "ccode2", "year", "DR_at_1", "DR_at_2"}}}
}

// Exchange is the Diplomatic Exchange set of the COW project.
func Exchange() dataset.Set {
	const by = "cow-diplomacy/2006.1"
	return dataset.Set{
		Name: "cow-diplomacy", Title: "COW Diplomatic Exchange", Version: by,
		Official: "https://correlatesofwar.org/data-sets/diplomatic-exchange/", Licence: "free with citation",
		Cite: `@misc{bayer2006dip,
  author = {Bayer, Re{\c{s}}at},
  title = {Diplomatic Exchange Data Set, v2006.1},
  year = {2006}, howpublished = {Correlates of War Project}}`,
		Traps: []string{
			"DR_at_1 is the mission of the second state at the first: it is given from the second to the first.",
			"The years are 1817, 1824 and so on to 1940, then every fifth from 1950 to 2005: what held between is not known, and ties are of the one year.",
			"0 is no evidence of a mission, which is not evidence of none; it gives no tie.",
			"Level 9 is a mission of another kind: a tie without a level.",
		},
		From: entente.NewDate(1817, 0, 0), To: entente.NewDate(2005, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(exchangeLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, exchangeLayouts(), func(r *grid.Row) error { return exchange(r, s, by) })
		},
	}
}

func exchange(r *grid.Row, s dataset.Sink, by string) error {
	on := r.Year("year")
	one, two := r.Sides("cow", "ccode1", "ccode2", on)
	at1, known1 := level(r, "DR_at_1")
	at2, known2 := level(r, "DR_at_2")
	switch {
	case r.Faulty():
		return nil
	case !known1 && !known2:
		r.Fault(grid.Missing, "DR_at_1 and DR_at_2")
		return nil
	case at1 == 0 && at2 == 0:
		r.Fault(grid.NoTie, "0 and 0")
		return nil
	}
	for _, side := range []struct {
		from, to entente.EntityID
		level    int
	}{{two, one, at1}, {one, two, at2}} {
		if side.level == 0 {
			continue
		}
		t := grid.Tie(entente.Representation, side.from, side.to, on, on, by)
		if side.level < 9 {
			t.Value = entente.Quantity{Number: float64(side.level), Unit: Level}
		}
		if err := grid.Give(s, t); err != nil {
			return err
		}
	}
	return nil
}

// level is the level in a column, 0 to 3 or 9.
func level(r *grid.Row, column string) (n int, known bool) {
	if r.Missed(column) {
		return 0, false
	}
	n = r.Whole(column, 0, 9)
	if n > 3 && n < 9 {
		r.Fault("a number out of its range", column+" "+r.Text(column))
	}
	return n, true
}
