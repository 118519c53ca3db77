// Package contiguity reads which states border on each other by land or across how much
// water, from the COW project's set: spells in, ties out.
//
//	ccode1,ccode2,conttype,stdate,enddate     2,20,1,1922-05-01,2016-12-01
//	-> CAN-USA contiguity since 1922-05, 0 miles of water, seen 2016-12-31
package contiguity

import (
	"context"
	"strconv"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const by = "contiguity/3.2"

// Water is the unit of the value: the most that the class allows.
const Water = "miles of water"

func layouts() []grid.Layout {
	return []grid.Layout{
		{Name: "spells", Columns: []string{"ccode1|statelno|state1no", "ccode2|statehno|state2no", "conttype", "stdate|begin", "enddate|end"}},
	}
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "contiguity", Title: "COW Direct Contiguity", Version: by,
		Official: "https://correlatesofwar.org/data-sets/direct-contiguity/", Licence: "free with citation",
		Cite: `@article{stinnettetal2002cow,
  author = {Stinnett, Douglas M. and Tir, Jaroslav and Schafer, Philip and Diehl, Paul F. and Gochman, Charles},
  title = {The Correlates of War Project Direct Contiguity Data, Version 3},
  journal = {Conflict Management and Peace Science}, volume = {19}, number = {2}, pages = {58--66}, year = {2002}}`,
		Traps: []string{
			"The classes are not a scale: 1 is a border on land, 2 to 5 are up to 12, 24, 150 and 400 miles of water; the value is that bound, 0 on land.",
			"Spells are known to the month; the days of the R package's file mean nothing and are dropped.",
			"Colonies do not count: a state borders where its own territory does.",
			"Rows of class 0 say that two states were not contiguous, and give no tie.",
		},
		From: entente.NewDate(1816, 1, 0), To: entente.NewDate(2016, 12, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(layouts()),
		Read:  read,
	}
}

// miles are the bounds of the classes.
func miles() [6]float64 { return [6]float64{0, 0, 12, 24, 150, 400} }

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	fold := grid.NewFold(s)
	fold.Stands = true
	err := grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error {
		class := r.Whole("conttype", 0, 5)
		start, end := month(r, "stdate"), month(r, "enddate")
		switch {
		case r.Faulty():
		case class == 0:
			r.Fault(grid.NoTie, "conttype 0")
		case end.Compare(start) < 0:
			r.Fault("ends before it starts", start.String()+" "+end.String())
		}
		for _, m := range r.Spells("cow", "ccode1", "ccode2", start, end) {
			t := grid.Tie(entente.Contiguity, m.A, m.B, m.Start, m.End, by)
			t.Value = entente.Quantity{Number: miles()[class], Unit: Water}
			if err := fold.Span(t); err != nil {
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

// month is the month in a column, written 192001 or 1920-01-01.
func month(r *grid.Row, column string) entente.Date {
	d := entente.Date{}
	if s := r.Text(column); len(s) == 6 {
		n := r.Whole(column, 1, 999_999)
		d = entente.NewDate(n/100, n%100, 0)
	} else {
		d = r.Day(column)
		d = entente.NewDate(d.Year(), d.Month(), 0)
	}
	if d.Precision() != entente.MonthOfYear {
		r.Fault(grid.NoDate, column+" "+strconv.Quote(r.Text(column)))
	}
	return d
}
