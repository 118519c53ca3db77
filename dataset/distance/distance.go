// Package distance reads how far two states lie apart at their nearest points, from the
// minimum distances that the R package peacesciencer computes from the borders of
// CShapes: spells or years in, ties out.
//
//	ccode1,ccode2,styear,endyear,mindist_km     2,40,1912,2019,201.5
//	-> CUB-USA distance since 1912, 201.5 km, seen 2019-12-31
package distance

import (
	"context"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const by = "distance/2.0"

// Kilometres is the unit of the value.
const Kilometres = "km"

func layouts() []grid.Layout {
	return []grid.Layout{
		{Name: "cow", Columns: []string{"ccode1", "ccode2", "styear", "endyear", "mindist_km|mindist"}},
		{Name: "gw", Columns: []string{"gwcode1", "gwcode2", "styear", "endyear", "mindist_km|mindist"}},
		{Name: "cow years", Columns: []string{"ccode1", "ccode2", "year", "mindist"}},
		{Name: "gw years", Columns: []string{"gwcode1", "gwcode2", "year", "mindist"}},
	}
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "distance", Title: "Minimum distances between states (CShapes 2.0)", Version: by,
		Official: "https://svmiller.com/peacesciencer/ and https://icr.ethz.ch/data/cshapes/", Licence: "CC BY-NC-SA 4.0 (CShapes)",
		Cite: `@article{schvitz2021mis,
  author = {Schvitz, Guy and Girardin, Luc and R{\"u}egger, Seraina and Weidmann, Nils B. and Cederman, Lars-Erik and Gleditsch, Kristian Skrede},
  title = {Mapping the International System, 1886-2019: The CShapes 2.0 Dataset},
  journal = {Journal of Conflict Resolution}, volume = {66}, number = {1}, pages = {144--161}, year = {2022}}`,
		Traps: []string{
			"Distances are between borders, colonies left out: 0 is a border on land, which need not be one by the COW contiguity set.",
			"They are as of 1 January or the first day in a year on which both states were there.",
			"The set stops in 2019; distances change only where borders do.",
			"The COW and the Gleditsch-Ward list of states differ: read one of the two files, or the pairs of both count twice; evidence says which.",
		},
		From: entente.NewDate(1886, 0, 0), To: entente.NewDate(2019, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(layouts()),
		Read:  read,
	}
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	fold := grid.NewFold(s)
	fold.Stands = true
	err := grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error {
		scheme, start, end := "cow", entente.Date{}, entente.Date{}
		first, second, km := "ccode1", "ccode2", "mindist_km"
		if r.Has("gwcode1") {
			scheme, first, second = "gw", "gwcode1", "gwcode2"
		}
		if r.Has("year") {
			start, km = r.Year("year"), "mindist"
			end = start
		} else {
			start, end = r.Year("styear"), r.Year("endyear")
		}
		n := r.Number(km)
		switch {
		case r.Faulty():
		case n < 0:
			r.Fault("a number out of its range", km)
		case end.Compare(start) < 0:
			r.Fault("ends before it starts", start.String()+" "+end.String())
		}
		take := fold.Span
		if r.Has("year") {
			take = fold.Year
		}
		for _, m := range r.Spells(scheme, first, second, start, end) {
			t := grid.Tie(entente.Distance, m.A, m.B, m.Start, m.End, grid.By(by, scheme))
			t.Value = entente.Quantity{Number: n, Unit: Kilometres}
			if err := take(t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return fold.End()
}
