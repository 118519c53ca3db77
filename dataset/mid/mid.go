// Package mid reads militarised interstate disputes: threats, displays and uses of
// force short of war and in war, by whom against whom. In come the COW project's set and
// its revision by Gibler, Miller and Little, as directed dyad-years (as the R
// package peacesciencer publishes both) or as the participants of MIDB; out come two ties
// for each state and opponent: how far the state went, and its dead.
//
//	dispnum,ccode1,ccode2,year,...,hostlev1     9003,365,369,2014,...,4
//	-> RUS>UKR dispute 2014, hostility level 4
package mid

import (
	"context"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

// Units of the values of ties.
const (
	Hostility  = "hostility level" // 1 no action, 2 threat, 3 display, 4 use of force, 5 war
	Fatalities = "fatality class"  // 0 none, 1 to 25, 2 to 100, 3 to 250, 4 to 500, 5 to 999, 6 more
)

func cowLayouts() []grid.Layout {
	return []grid.Layout{
		{
			Name: "directed dyad-years",
			Columns: []string{"dispnum", "ccode1", "ccode2", "year", "dispongoing", "hostlev1", "hostlev2",
				"fatality1", "fatality2"},
		},
		{
			Name: "participants",
			Columns: []string{"dispnum|dispnum3|dispnum4", "ccode", "styear", "stmon", "stday", "endyear", "endmon", "endday", "sidea",
				"fatality", "hostlev"},
		},
	}
}

func gmlLayouts() []grid.Layout {
	return []grid.Layout{{
		Name: "directed dyad-years",
		Columns: []string{"dispnum", "ccode1", "ccode2", "year", "midongoing|gmlmidongoing", "hostlev1", "hostlev2",
			"fatality1", "fatality2"},
	}}
}

// COW is the set of the Correlates of War project.
func COW() dataset.Set {
	const by = "mid/5.0"
	return dataset.Set{
		Name: "mid", Title: "Militarized Interstate Disputes", Version: by,
		Official: "https://correlatesofwar.org/data-sets/mids/", Licence: "free with citation",
		Cite: `@article{palmeretal2021mid5,
  author = {Palmer, Glenn and McManus, Roseanne W. and D'Orazio, Vito and Kenwick, Michael R. and Karstens, Mikaela and Bloch, Chase and Dietrich, Nick and Kahn, Kayla and Ritter, Kellan and Soules, Michael J.},
  title = {The MID5 Dataset, 2011-2014: Procedures, Coding Rules, and Description},
  journal = {Conflict Management and Peace Science}, volume = {39}, number = {4}, pages = {470--482}, year = {2022}}`,
		Traps: append(traps(),
			"Participants of a dispute (MIDB) are set here against all of the other side, whether or not they met."),
		From: entente.NewDate(1816, 0, 0), To: entente.NewDate(2014, 0, 0), Gives: []string{"tie"},
		Knows: grid.Knows(cowLayouts()),
		Read:  reader(by, cowLayouts()),
	}
}

// GML is the revision by Gibler, Miller and Little.
func GML() dataset.Set {
	const by = "gml/2.2.1"
	return dataset.Set{
		Name: "gml", Title: "Gibler-Miller-Little revision of the Militarized Interstate Disputes", Version: by,
		Official: "https://svmiller.com/gml-mid-data/", Licence: "free with citation",
		Cite: `@article{gibleretal2016amid,
  author = {Gibler, Douglas M. and Miller, Steven V. and Little, Erin K.},
  title = {An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816-2001},
  journal = {International Studies Quarterly}, volume = {60}, number = {4}, pages = {719--730}, year = {2016}}`,
		Traps: append(traps(),
			"It drops and joins disputes of the COW set: the two count the same disputes twice when they are added up."),
		From: entente.NewDate(1816, 0, 0), To: entente.NewDate(2010, 0, 0), Gives: []string{"tie"},
		Knows: grid.Knows(gmlLayouts()),
		Read:  reader(by, gmlLayouts()),
	}
}

func traps() []string {
	return []string{
		"The hostility level and the dead are those of the state in the whole dispute, not of what it did to this opponent.",
		"Level 1 means that the state took no militarised action: it was a target.",
		"-9 is unknown: no tie of deaths is given for it; 0 is none.",
		"A dyad without a dispute is peaceful only until the year in which the set stops.",
	}
}

func reader(by string, layouts []grid.Layout) func(context.Context, dataset.File, dataset.Sink) error {
	return func(ctx context.Context, f dataset.File, s dataset.Sink) error {
		fold := grid.NewFold(s)
		cross := &grid.Cross{Meet: func(a, b grid.Stint, start, end entente.Date) error {
			return give(a, b, start, end, fold.Span)
		}}
		err := grid.Read(ctx, f, s, layouts, func(r *grid.Row) error {
			if r.Layout == "participants" {
				return participant(r, by, cross)
			}
			return dyadYear(r, by, fold)
		})
		if err == nil {
			err = cross.End()
		}
		if err != nil {
			return err
		}
		return fold.End()
	}
}

func dyadYear(r *grid.Row, by string, fold *grid.Fold) error {
	on := r.Year("year")
	a, b := r.Sides("cow", "ccode1", "ccode2", on)
	from := grid.Stint{Case: grid.By(by, r.Text("dispnum")), State: a}
	from.Level = float64(r.Whole("hostlev1", 1, 5))
	from.Deaths, from.Counted = fatalities(r, "fatality1")
	if r.Faulty() {
		return nil
	}
	return give(from, grid.Stint{State: b}, on, on, fold.Year)
}

func participant(r *grid.Row, by string, cross *grid.Cross) error {
	p := grid.Stint{Case: grid.By(by, r.Text("dispnum")), Side: r.Whole("sidea", 0, 1)}
	p.Start, p.End = r.Parts("styear", "stmon", "stday"), r.Parts("endyear", "endmon", "endday")
	if p.Start.IsZero() {
		r.Fault(grid.Missing, "styear")
	}
	p.State = r.During("cow", "ccode", p.Start, p.End)
	p.Level = float64(r.Whole("hostlev", 1, 5))
	p.Deaths, p.Counted = fatalities(r, "fatality")
	if r.Faulty() {
		return nil
	}
	return cross.Add(p)
}

func fatalities(r *grid.Row, column string) (class float64, ok bool) {
	if r.Missed(column) {
		return 0, false
	}
	return float64(r.Whole(column, 0, 6)), true
}

// give hands on what from did in a dispute with to, and its dead where they are known.
func give(from, to grid.Stint, start, end entente.Date, take func(entente.Tie) error) error {
	t := grid.Tie(entente.Dispute, from.State, to.State, start, end, from.Case)
	t.Value = entente.Quantity{Number: from.Level, Unit: Hostility}
	if err := take(t); err != nil || !from.Counted {
		return err
	}
	t = grid.Tie(entente.DisputeFatalities, from.State, to.State, start, end, from.Case)
	t.Value = entente.Quantity{Number: from.Deaths, Unit: Fatalities}
	return take(t)
}
