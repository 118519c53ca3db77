// Package wars reads wars between states: those of the COW project (inter-state wars,
// and intra-state wars in which states fought on both sides) and the armed conflicts of
// UCDP and PRIO. Out come ties of war from the first year to the last, or between days
// where a set has them.
//
//	warnum,ccode1,ccode2,year,...     211,2,645,1991,...
//	-> IRQ-USA war 1991
package wars

import (
	"context"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

// Intensity is the unit of the value of UCDP's ties: 1 for 25 to 999 battle deaths in the
// year, 2 for more.
const Intensity = "UCDP intensity"

func interLayouts() []grid.Layout {
	return []grid.Layout{
		{Name: "dyad-years", Columns: []string{"warnum", "ccode1", "ccode2", "year", "cowinterongoing", "sidea1", "sidea2"}},
		{
			Name: "participants",
			Columns: []string{"WarNum", "ccode", "Side", "StartYear1", "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1",
				"StartYear2", "StartMonth2", "StartDay2", "EndYear2", "EndMonth2", "EndDay2"},
		},
	}
}

// Inter is the set of inter-state wars.
func Inter() dataset.Set {
	const by = "cow-inter/4.0"
	return dataset.Set{
		Name: "cow-inter", Title: "COW Inter-State War", Version: by,
		Official: "https://correlatesofwar.org/data-sets/cow-war/", Licence: "free with citation",
		Cite: cowCite,
		Traps: []string{
			"Deaths are those of a state in a whole war, not of a dyad, and are left out.",
			"Each state is at war with all of the other side from the year in which both were in it, whether or not their forces met.",
			"Wars have at least 1,000 battle deaths among all; below that see mid.",
			"The set was seen through 2010 and holds no war that went on then: no war afterwards means unknown, not peace.",
		},
		From: entente.NewDate(1816, 0, 0), To: entente.NewDate(2010, 0, 0), Gives: []string{"tie"},
		Knows: grid.Knows(interLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return reading(ctx, f, s, interLayouts(), func(r *grid.Row, fold *grid.Fold, cross *grid.Cross) error {
				if r.Layout == "participants" {
					return fighter(r, by, cross)
				}
				on := r.Year("year")
				a, b := r.Sides("cow", "ccode1", "ccode2", on)
				if r.Faulty() {
					return nil
				}
				return fold.Year(grid.Tie(entente.War, a, b, on, on, grid.By(by, r.Text("warnum"))))
			})
		},
	}
}

const cowCite = `@book{sarkeeswayman2010rw,
  author = {Sarkees, Meredith Reid and Wayman, Frank},
  title = {Resort to War: 1816-2007},
  publisher = {CQ Press}, year = {2010}}`

// fighter reads a row of the participants of the COW project's own file: up to two
// stretches of fighting.
func fighter(r *grid.Row, by string, cross *grid.Cross) error {
	side := r.Whole("Side", 1, 2)
	for _, n := range []string{"1", "2"} {
		p := grid.Stint{Case: grid.By(by, r.Text("WarNum")), Side: side}
		p.Start = r.Parts("StartYear"+n, "StartMonth"+n, "StartDay"+n)
		p.End = r.Parts("EndYear"+n, "EndMonth"+n, "EndDay"+n)
		if p.Start.IsZero() && n == "2" {
			return nil
		}
		if p.Start.IsZero() {
			r.Fault(grid.Missing, "StartYear1")
		}
		p.State = r.During("cow", "ccode", p.Start, p.End)
		if r.Faulty() {
			return nil
		}
		if err := cross.Add(p); err != nil {
			return err
		}
	}
	return nil
}

func intraLayouts() []grid.Layout {
	return []grid.Layout{{Name: "sides", Columns: []string{"warnum", "year", "cowintraongoing", "ccodea", "ccodeb", "sidea", "sideb"}}}
}

// Intra is the set of wars within states.
func Intra() dataset.Set {
	const by = "cow-intra/4.1"
	return dataset.Set{
		Name: "cow-intra", Title: "COW Intra-State War", Version: by,
		Official: "https://correlatesofwar.org/data-sets/cow-war/", Licence: "free with citation",
		Cite: `@book{dixonsarkees2016giw,
  author = {Dixon, Jeffrey S. and Sarkees, Meredith Reid},
  title = {A Guide to Intra-state Wars: An Examination of Civil, Regional, and Intercommunal Wars, 1816-2014},
  publisher = {CQ Press}, year = {2016}}`,
		Traps: []string{
			"Most wars have a state on one side only and give nothing here: each such row is noted as one without a second state.",
			"States on opposite sides of one war in one year are given as at war: that is how the set records who intervened against whom.",
			"The set stops in 2007 as read here: wars of that year may have gone on beyond what it saw.",
		},
		From: entente.NewDate(1816, 0, 0), To: entente.NewDate(2007, 0, 0), Gives: []string{"tie"},
		Knows: grid.Knows(intraLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return reading(ctx, f, s, intraLayouts(), func(r *grid.Row, _ *grid.Fold, cross *grid.Cross) error {
				return sides(r, by, cross)
			})
		},
	}
}

func sides(r *grid.Row, by string, cross *grid.Cross) error {
	on := r.Year("year")
	if r.Faulty() {
		return nil
	}
	for side, name := range []string{"a", "b"} {
		if r.Missed("ccode" + name) {
			r.Note("one side is no state", r.Text("side"+name))
			continue
		}
		p := grid.Stint{Case: grid.By(by, r.Text("warnum")), Side: side, Start: on, End: on}
		if !r.Try(func() { p.State = r.State("cow", "ccode"+name, on) }) {
			continue
		}
		if err := cross.Add(p); err != nil {
			return err
		}
	}
	return nil
}

func ucdpLayouts() []grid.Layout {
	return []grid.Layout{{
		Name:    "conflict-years",
		Columns: []string{"conflict_id", "year", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd", "intensity_level", "type_of_conflict"},
		Maybe:   []string{"incompatibility"},
	}}
}

// UCDP is the Armed Conflict Dataset of UCDP and PRIO.
func UCDP() dataset.Set {
	const by = "ucdp-acd/25.1"
	return dataset.Set{
		Name: "ucdp-acd", Title: "UCDP/PRIO Armed Conflict Dataset", Version: by,
		Official: "https://ucdp.uu.se/downloads/", Licence: "CC BY 4.0",
		Cite: `@article{gleditschetal2002ac,
  author = {Gleditsch, Nils Petter and Wallensteen, Peter and Eriksson, Mikael and Sollenberg, Margareta and Strand, H{\aa}vard},
  title = {Armed Conflict 1946-2001: A New Dataset},
  journal = {Journal of Peace Research}, volume = {39}, number = {5}, pages = {615--637}, year = {2002}}`,
		Traps: []string{
			"A conflict counts in years with at least 25 battle deaths: a year without is quiet, not at peace.",
			"States that sent troops to one side (the secondary parties) are given as fighting the states of the other side, also where the other side's main party is a rebel group.",
			"The intensity is that of the whole conflict in the year, not of the dyad.",
			"Conflicts of one state with groups only have no second state and are rejected for it.",
			"Sides A and B say nothing about who began.",
			"Where a government falls, a helper can stand on both sides in one year; that it fought itself is noted and not given.",
		},
		From: entente.NewDate(1946, 0, 0), To: entente.NewDate(2024, 0, 0), Gives: []string{"tie"},
		Knows: grid.Knows(ucdpLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return reading(ctx, f, s, ucdpLayouts(), func(r *grid.Row, fold *grid.Fold, _ *grid.Cross) error {
				return conflictYear(r, by, fold)
			})
		},
	}
}

func conflictYear(r *grid.Row, by string, fold *grid.Fold) error {
	on, level := r.Year("year"), r.Whole("intensity_level", 1, 2)
	a, b := camp(r, on, "gwno_a", "gwno_a_2nd"), camp(r, on, "gwno_b", "gwno_b_2nd")
	if len(a) == 0 || len(b) == 0 {
		r.Fault("one side is no state", r.Text("conflict_id"))
	}
	if r.Faulty() {
		return nil
	}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				r.Note(grid.Same, string(x))
				continue
			}
			t := grid.Tie(entente.War, x, y, on, on, grid.By(by, r.Text("conflict_id")))
			t.Value = entente.Quantity{Number: float64(level), Unit: Intensity}
			if what := r.Text("incompatibility"); what == "territory" || what == "1" || what == "3" {
				t.Contexts = []entente.Context{"territory"}
			}
			if err := fold.Year(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// camp is the states of one side: columns hold one code or several between commas.
func camp(r *grid.Row, on entente.Date, columns ...string) []entente.EntityID {
	var out []entente.EntityID
	for _, c := range columns {
		for code := range strings.SplitSeq(r.Text(c), ",") {
			if code = strings.TrimSpace(code); code == "" || strings.HasPrefix(code, "-") {
				continue
			}
			if id := r.Code("gw", code, on); id != "" {
				out = append(out, id)
			}
		}
	}
	return out
}

// reading reads f row by row and gives what the rows of a case make together.
func reading(ctx context.Context, f dataset.File, s dataset.Sink, layouts []grid.Layout, take func(*grid.Row, *grid.Fold, *grid.Cross) error) error {
	fold := grid.NewFold(s)
	cross := &grid.Cross{Meet: func(a, b grid.Stint, start, end entente.Date) error {
		t := grid.Tie(entente.War, a.State, b.State, start, end, a.Case)
		if start == end && start.Precision() == entente.Year {
			return fold.Year(t)
		}
		return fold.Span(t)
	}}
	err := grid.Read(ctx, f, s, layouts, func(r *grid.Row) error { return take(r, fold, cross) })
	if err == nil {
		err = cross.End()
	}
	if err != nil {
		return err
	}
	return fold.End()
}
