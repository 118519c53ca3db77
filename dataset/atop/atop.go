// Package atop reads the Alliance Treaty Obligations and Provisions set: what states
// pledged one another in treaties, 1815 to 2018. In come directed dyad-years, as ATOP
// (atop5_1ddyr.csv) and the R package peacesciencer publish them; out come ties from the
// first year to the last of each pledge.
//
//	ccode1,ccode2,year,atop_defense,...     370,365,1995,1,...  370,365,1996,1,...
//	-> BLR>RUS defence pledge 1995 to 1996
package atop

import (
	"context"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const by = "atop/5.1"

// pledges are the columns of the set and the ties that they speak of.
func pledges() []struct {
	column string
	kind   entente.TieKind
} {
	return []struct {
		column string
		kind   entente.TieKind
	}{
		{"atop_defense", entente.DefencePledge},
		{"atop_offense", entente.OffencePledge},
		{"atop_neutral", entente.Neutrality},
		{"atop_nonagg", entente.NonAggression},
		{"atop_consul", entente.Consultation},
	}
}

func layouts() []grid.Layout {
	return []grid.Layout{{
		Name: "directed dyad-years",
		Columns: []string{"ccode1|stateA", "ccode2|stateB", "year", "atop_defense|defense", "atop_offense|offense",
			"atop_neutral|neutral", "atop_nonagg|nonagg", "atop_consul|consul"},
	}}
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "atop", Title: "Alliance Treaty Obligations and Provisions", Version: by,
		Official: "http://www.atopdata.org", Licence: "free with citation",
		Cite: `@article{leedsetal2002atop,
  author = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin and Long, Andrew G.},
  title = {Alliance Treaty Obligations and Provisions, 1815-1944},
  journal = {International Interactions}, volume = {28}, number = {3}, pages = {237--260}, year = {2002}}`,
		Traps: []string{
			"A year counts from the one in which the treaty was signed to the one in which it ended, both whole.",
			"Obligations have a direction: from the state that pledges to the one that may call on it; some 500 dyad-years of defence have one only.",
			"The set stops in 2018: a pledge of that year has no end here and was last seen then; it is not known to have ended.",
			"Non-aggression is by far the most common obligation, since regional treaties bind all their members to it.",
		},
		From: entente.NewDate(1815, 0, 0), To: entente.NewDate(2018, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(layouts()),
		Read:  read,
	}
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	fold, all := grid.NewFold(s), pledges()
	fold.Stands = true
	err := grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error {
		on := r.Year("year")
		a, b := r.Sides("cow", "ccode1", "ccode2", on)
		var made []entente.TieKind
		for _, p := range all {
			if n, ok := r.Maybe(p.column); ok && n == 1 {
				made = append(made, p.kind)
			}
		}
		if len(made) == 0 {
			r.Fault(grid.NoTie, "")
		}
		if r.Faulty() {
			return nil
		}
		for _, kind := range made {
			if err := fold.Year(grid.Tie(kind, a, b, on, on, by)); err != nil {
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
