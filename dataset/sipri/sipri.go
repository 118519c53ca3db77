// Package sipri reads deliveries of major arms from SIPRI's Arms Transfers Database:
// supplier, recipient and year in, a tie for each year out.
//
//	supplier,recipient,year,value,supplier_cown,recipient_cown     A,B,2015,12,365,370
//	-> RUS>BLR arms 2015, 12 million TIV
package sipri

import (
	"context"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const by = "sipri/2022-03"

// TIV is the unit of the value.
const TIV = "million TIV"

func layouts() []grid.Layout {
	return []grid.Layout{{
		Name:    "transfers",
		Columns: []string{"supplier", "recipient", "year", "value"},
		Maybe:   []string{"supplier_cown", "recipient_cown"},
	}}
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "sipri", Title: "SIPRI Arms Transfers Database", Version: by,
		Official: "https://armstransfers.sipri.org", Licence: "free for use with citation; SIPRI limits republication",
		Cite: `@misc{sipriarms,
  author = {{Stockholm International Peace Research Institute}},
  title = {SIPRI Arms Transfers Database},
  year = {2022}, howpublished = {https://armstransfers.sipri.org}}`,
		Traps: []string{
			"A trend-indicator value measures what weapons can do by their known cost of production: it is no price, and not to be added to trade.",
			"Small arms, ammunition, and most parts and services are left out.",
			"Years are those of delivery, not of the order, and deliveries go up and down: compare averages of five years.",
			"0 is a delivery of less than half a million; no row is no delivery known.",
			"Rebel groups (one star behind the name) and bodies (two) are rejected: copies of the set give groups the number of the state that they fight, so that arms for rebels read as arms for their government.",
			"Some suppliers are unknown, and rejected as such.",
		},
		From: entente.NewDate(1950, 0, 0), To: entente.NewDate(2021, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(layouts()),
		Read:  read,
	}
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	return grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error {
		on, n := r.Year("year"), r.Number("value")
		if !r.Faulty() && n < 0 {
			r.Fault("a number out of its range", "value "+r.Text("value"))
		}
		a, b := side(r, "supplier", on), side(r, "recipient", on)
		if !r.Faulty() && a == b {
			r.Fault(grid.Same, string(a))
		}
		if r.Faulty() {
			return nil
		}
		t := grid.Tie(entente.Arms, a, b, on, on, by)
		t.Value = entente.Quantity{Number: n, Unit: TIV}
		return grid.Give(s, t)
	})
}

// side is a state by its COW number, or where there is none by its name. Serbia is also
// what Yugoslavia and Serbia and Montenegro are called; they share its number.
func side(r *grid.Row, column string, on entente.Date) entente.EntityID {
	name := r.Text(column)
	if strings.HasSuffix(name, "*") {
		r.Fault("a group or body and no state", name)
		return ""
	}
	if !r.Missed(column + "_cown") {
		return r.State("cow", column+"_cown", on)
	}
	if name == "Serbia" {
		return r.Code("cow", "345", on)
	}
	return r.Named(name, on)
}
