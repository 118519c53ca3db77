// Package leaders reads who led a state and when: from Archigos, 1840 to 2015, and from
// the leaders of REIGN, 1921 to 2021. Out come terms.
//
//	obsid,gwcode,leader,startdate,enddate     CAN-2,20,Birch,1955-04-05,2015-12-31
//	-> CAN, Birch, from 1955-04-05
package leaders

import (
	"context"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

// Office is what both sets call who ruled in fact, whatever the title.
const Office = "effective leader"

func archigosLayouts() []grid.Layout {
	columns := []string{"obsid", "gwcode|ccode", "leader", "startdate", "enddate"}
	return []grid.Layout{
		{Name: "leaders", Columns: columns},
		{Name: "leaders", Columns: columns, Comma: '\t'},
	}
}

// Archigos is the set of Goemans, Gleditsch and Chiozza.
func Archigos() dataset.Set {
	return dataset.Set{
		Name: "archigos", Title: "Archigos: A Data Set on Leaders", Version: "archigos/4.1",
		Official: "https://www.rochester.edu/college/faculty/hgoemans/data.htm", Licence: "free with citation",
		Cite: `@article{goemansetal2009ia,
  author = {Goemans, Henk E. and Gleditsch, Kristian Skrede and Chiozza, Giacomo},
  title = {Introducing Archigos: A Dataset of Political Leaders},
  journal = {Journal of Peace Research}, volume = {46}, number = {2}, pages = {269--283}, year = {2009}}`,
		Traps: []string{
			"The leader is who ruled in fact: a prime minister here, a president there, a general behind both.",
			"31 December 2015 is where the set stops: terms that end on that day have no end here.",
			"A leader who comes back has a row for each term.",
			"Names are surnames, in the spelling of the set.",
		},
		From: entente.NewDate(1840, 0, 0), To: entente.NewDate(2015, 12, 31),
		Gives: []string{"term"},
		Knows: grid.Knows(archigosLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, archigosLayouts(), func(r *grid.Row) error {
				start, end := r.Day("startdate"), r.Day("enddate")
				return give(r, s, "gw", "gwcode", start, end, entente.NewDate(2015, 12, 31))
			})
		},
	}
}

func reignLayouts() []grid.Layout {
	return []grid.Layout{{Name: "leaders", Columns: []string{"ccode", "leadid", "leader", "sdate", "smonth", "syear", "emonth", "eyear"}}}
}

// REIGN is the list of leaders of the Rulers, Elections, and Irregular Governance set.
func REIGN() dataset.Set {
	return dataset.Set{
		Name: "reign", Title: "Rulers, Elections, and Irregular Governance: leaders", Version: "reign/2021-03",
		Official: "https://oefdatascience.github.io/REIGN.github.io/", Licence: "free with citation",
		Cite: `@misc{bell2016reign,
  author = {Bell, Curtis},
  title = {The Rulers, Elections, and Irregular Governance Dataset (REIGN)},
  year = {2016}, howpublished = {One Earth Future Foundation}}`,
		Traps: []string{
			"Terms begin on a day and end in a month.",
			"The set is no longer kept: it stops in March 2021, and a term without an end was going on then.",
			"The file is not UTF-8 throughout; names are read as Latin-1 where they are not.",
		},
		From: entente.NewDate(1921, 0, 0), To: entente.NewDate(2021, 3, 0),
		Gives: []string{"term"},
		Knows: grid.Knows(reignLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, reignLayouts(), func(r *grid.Row) error {
				start, end := r.Parts("syear", "smonth", "sdate"), r.Parts("eyear", "emonth", "")
				return give(r, s, "cow", "ccode", start, end, entente.Date{})
			})
		},
	}
}

// give gives a term; one that ends when the set stops has no end.
func give(r *grid.Row, s dataset.Sink, scheme, column string, start, end, stops entente.Date) error {
	name := strings.Clone(r.Text("leader"))
	switch {
	case name == "":
		r.Fault(grid.Missing, "leader")
	case start.IsZero():
		r.Fault(grid.Missing, "start")
	case !end.IsZero() && end.Last().Compare(start.First()) < 0:
		r.Fault("ends before it starts", start.String()+" "+end.String())
	}
	state := r.During(scheme, column, start, end)
	if r.Faulty() {
		return nil
	}
	if end == stops {
		end = entente.Date{}
	}
	return s.Term(dataset.Term{State: state, Person: name, Office: Office, Start: start, End: end})
}
