// Package igo reads in how many intergovernmental organisations two states sit
// together, from the COW project's set: dyad-years in, ties of shared bodies out, from the
// first year to the last with the same number.
//
//	ccode1,ccode2,year,dyadigos     365,370,2003,60   365,370,2004,60
//	-> BLR-RUS shared bodies 2003 to 2004, 60
package igo

import (
	"context"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const by = "cow-igo/3.0"

// Bodies is the unit of the value.
const Bodies = "intergovernmental organisations"

func layouts() []grid.Layout {
	return []grid.Layout{{Name: "dyad-years", Columns: []string{"ccode1", "ccode2", "year", "dyadigos"}}}
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "cow-igo", Title: "COW Intergovernmental Organizations", Version: by,
		Official: "https://correlatesofwar.org/data-sets/igos/", Licence: "free with citation",
		Cite: `@article{pevehouseetal2020tow,
  author = {Pevehouse, Jon C. W. and Nordstrom, Timothy and McManus, Roseanne W. and Jamison, Anne Spencer},
  title = {Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets},
  journal = {Journal of Peace Research}, volume = {57}, number = {3}, pages = {492--503}, year = {2020}}`,
		Traps: []string{
			"The count is of full members, in bodies of three states and more with a secretariat; it says nothing of what they are for.",
			"0 is a count of none and is kept; a year that is not there is unknown.",
			"Counts grow with the number of bodies in the world: compare pairs within a year, not years.",
			"The set stops in 2014.",
		},
		From: entente.NewDate(1816, 0, 0), To: entente.NewDate(2014, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(layouts()),
		Read:  read,
	}
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	fold := grid.NewFold(s)
	fold.Stands = true
	err := grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error {
		on := r.Year("year")
		a, b := r.Sides("cow", "ccode1", "ccode2", on)
		n := r.Whole("dyadigos", 0, 10_000)
		if r.Faulty() {
			return nil
		}
		t := grid.Tie(entente.SharedBodies, a, b, on, on, by)
		t.Value = entente.Quantity{Number: float64(n), Unit: Bodies}
		return fold.Year(t)
	})
	if err != nil {
		return err
	}
	return fold.End()
}
