// Package rivalry reads strategic rivalries: pairs of states that see each other as
// competitors, as threats and as enemies. In come the lists of Thompson, Sakuwa and Suhas
// (2021) and of Thompson and Dreyer (2012), a rivalry a row; out comes a tie each, with what
// the rivalry is about.
//
//	tssr_id,rivalry,ccode1,ccode2,start,end,positional,spatial,...     11,A-B,365,200,1816,1956,1,,
//	-> GBR-RUS rivalry 1816 to 1956
package rivalry

import (
	"context"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

func tssLayouts() []grid.Layout {
	return []grid.Layout{{
		Name:    "tss",
		Columns: []string{"tssr_id", "ccode1", "ccode2", "start", "end"},
		Maybe:   []string{"spatial"},
	}}
}

func tdLayouts() []grid.Layout {
	return []grid.Layout{{
		Name:    "td",
		Columns: []string{"rivalryno", "ccode1", "ccode2", "styear", "endyear"},
		Maybe:   []string{"type1", "type2", "type3"},
	}}
}

// TSS is the list of Thompson, Sakuwa and Suhas.
func TSS() dataset.Set {
	const by = "tss-rivalry/2021"
	to := entente.NewDate(2020, 0, 0)
	return dataset.Set{
		Name: "tss-rivalry", Title: "Strategic Rivalries by Thompson, Sakuwa and Suhas", Version: by,
		Official: "https://svmiller.com/peacesciencer/ (tss_rivalries), from the book", Licence: "free with citation",
		Cite: `@book{thompsonetal2021asr,
  author = {Thompson, William R. and Sakuwa, Kentaro and Suhas, Prashant Hosur},
  title = {Analyzing Strategic Rivalries in World Politics: Types of Rivalry, Regional Variation, and Escalation/De-escalation},
  publisher = {Springer}, year = {2021}}`,
		Traps: traps("2020"),
		From:  entente.NewDate(1494, 0, 0), To: to, Gives: []string{"tie"},
		Knows: grid.Knows(tssLayouts()),
		Read: reader(by, tssLayouts(), columns{"tssr_id", "start", "end"}, func(r *grid.Row) bool {
			return r.Text("spatial") == "1"
		}),
	}
}

// TD is the list of Thompson and Dreyer.
func TD() dataset.Set {
	const by = "td-rivalry/2012"
	to := entente.NewDate(2010, 0, 0)
	return dataset.Set{
		Name: "td-rivalry", Title: "Strategic Rivalries by Thompson and Dreyer", Version: by,
		Official: "https://svmiller.com/peacesciencer/ (td_rivalries), from the book", Licence: "free with citation",
		Cite: `@book{thompsondreyer2012hir,
  author = {Thompson, William R. and Dreyer, David},
  title = {Handbook of International Rivalries, 1494-2010},
  publisher = {CQ Press}, year = {2012}}`,
		Traps: traps("2010"),
		From:  entente.NewDate(1494, 0, 0), To: to, Gives: []string{"tie"},
		Knows: grid.Knows(tdLayouts()),
		Read: reader(by, tdLayouts(), columns{"rivalryno", "styear", "endyear"}, func(r *grid.Row) bool {
			return slices.Contains([]string{r.Text("type1"), r.Text("type2"), r.Text("type3")}, "spatial")
		}),
	}
}

func traps(last string) []string {
	return []string{
		"Rivalries are judged by what decision makers perceived, not by disputes: a rivalry may pass years without any.",
		"Rivalries that end in " + last + " were going on when the list stops: they have no end here and were last seen then.",
		"A rivalry passes from a state to the one that took its number: the Soviet Union's to Russia. Years before the states of the tables are noted and cut off.",
	}
}

// columns are the names of the number of a rivalry, its first and its last year.
type columns struct{ number, start, end string }

func reader(by string, layouts []grid.Layout, c columns, spatial func(*grid.Row) bool) func(context.Context, dataset.File, dataset.Sink) error {
	return func(ctx context.Context, f dataset.File, s dataset.Sink) error {
		fold := grid.NewFold(s)
		fold.Stands = true
		err := grid.Read(ctx, f, s, layouts, func(r *grid.Row) error {
			start, end := r.Year(c.start), r.Year(c.end)
			if !r.Faulty() && end.Compare(start) < 0 {
				r.Fault("ends before it starts", start.String()+" "+end.String())
			}
			for _, m := range r.Spells("cow", "ccode1", "ccode2", start, end) {
				t := grid.Tie(entente.Rivalry, m.A, m.B, m.Start, m.End, grid.By(by, r.Text(c.number)))
				if spatial(r) {
					t.Contexts = []entente.Context{"territory"}
				}
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
}
