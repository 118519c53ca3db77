// Package quads reads tables of counts by dyad, period and quad class, the form in which
// event data are mostly published with articles: how many acts of verbal and material
// cooperation and conflict one state directed at another in a year or month.
//
// # Layout
//
// A header and a row for each directed dyad and period, at commas or tabs. Columns are
// found by name: i and j are who acts and who is acted upon, as names or, in i_iso3c and
// j_iso3c, as ISO 3166 codes, which count first where they are there; year and perhaps
// month; verbCoop, matlCoop, verbConf and matlConf. This is the table of the R package
// netify (icews_dyad_year_quads_2002_2014), made from ICEWS. A row gives a total for each
// of the four that it has; a count of 0 is one, an empty cell and NA are none.
//
// # Citation, licence, address
//
// Counts of ICEWS: Elizabeth Boschee and others, ICEWS Coded Event Data, Harvard
// Dataverse, 2015, https://doi.org/10.7910/DVN/28075. The table: Cassy Dorff, Shahryar
// Minhas and others, netify, https://github.com/netify-dev/netify (MIT).
package quads

import (
	"context"
	"fmt"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/codes"
	"github.com/entente-project/entente/dataset/rows"
)

// Totals is the tables.
func Totals() dataset.Set {
	return dataset.Set{
		Name: "quads", Title: "Counts by dyad, period and quad class", Version: "quads/netify",
		Official: "https://github.com/netify-dev/netify", Licence: "MIT (the table); ICEWS's terms (the counts)",
		Cite: `@misc{netify,
  author = {Dorff, Cassy and Minhas, Shahryar},
  title = {netify: dyad-year quad counts from {ICEWS}, 2002--2014},
  note = {Counts after Boschee, Elizabeth and others, {ICEWS} Coded Event Data, doi:10.7910/DVN/28075},
  url = {https://github.com/netify-dev/netify}
}`,
		Traps: []string{
			"All pairs of the states listed are there: a 0 is a pair without a report, which is not a pair without contact.",
			"A state that is not listed (Serbia, Kosovo, small states) is missing, not without acts.",
			"Counts cannot be traced to acts or reports: they carry no evidence but the table.",
			"What was counted is not said: whether domestic actors, rebels and firms are in it depends on its maker.",
		},
		From: entente.NewDate(2002, 1, 1), To: entente.NewDate(2014, 12, 31), Gives: []string{"total"},
		Knows: knows, Read: read,
	}
}

// counts is the columns of the quad classes, from the first.
var counts = [4]string{"verbCoop", "matlCoop", "verbConf", "matlConf"}

// missing is which column a file lacks, "" when it lacks none.
func missing(h rows.Header) string {
	for _, c := range append([]string{"i", "j", "year"}, counts[:]...) {
		if h.Index(c) < 0 {
			return c
		}
	}
	return ""
}

func knows(_ string, head []byte) bool {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	return missing(rows.Head(strings.TrimSuffix(line, "\r"))) == ""
}

// A reader reads one file.
type reader struct {
	head             rows.Header
	cells            []string
	i, j, iISO, jISO int
	year, month      int
	counts           [4]int
	entities         dataset.Entities
	memo             codes.Memo[state, entente.EntityID]
}

// A state is as a row has it.
type state struct{ name, iso string }

func (s state) clone() state { return state{strings.Clone(s.name), strings.Clone(s.iso)} }

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	lines := rows.New(f.In)
	h, any, err := lines.Header(f.Name)
	if err != nil || !any {
		return err
	}
	if c := missing(h); c != "" {
		return dataset.WrongLayout(f, "a header with the column "+c+" (counts by quad class)", fmt.Sprintf("%d columns without it", h.Len()))
	}
	r := &reader{
		head: h, cells: make([]string, h.Len()), entities: f.Entities,
		i: h.Index("i"), j: h.Index("j"), iISO: h.Index("i_iso3c"), jISO: h.Index("j_iso3c"),
		year: h.Index("year"), month: h.Index("month"),
	}
	for k, c := range counts {
		r.counts[k] = h.Index(c)
	}
	return lines.Each(ctx, f.Name, func(line string, _ int) (rows.Fault, error) { return r.give(line, s) }, s.Reject)
}

// give reads a row and gives its totals, all of them or none.
func (r *reader) give(line string, s dataset.Sink) (rows.Fault, error) {
	switch n := r.head.Cells(line, r.cells); {
	case n < 0:
		return rows.Fault{Reason: "quote that is not closed"}, nil
	case n != r.head.Len():
		return rows.Fault{Reason: "wrong number of columns", What: fmt.Sprint(n)}, nil
	}
	period, bad := r.period()
	if bad.Reason != "" {
		return bad, nil
	}
	from, to := r.state(r.i, r.iISO, period), r.state(r.j, r.jISO, period)
	switch {
	case from == "":
		return rows.Fault{Reason: "no such state", What: r.cell(r.i)}, nil
	case to == "":
		return rows.Fault{Reason: "no such state", What: r.cell(r.j)}, nil
	case from == to:
		return rows.Fault{Reason: "a state with itself", What: string(from)}, nil
	}
	return r.totals(entente.Dyad{From: from, To: to}, period, s)
}

func (r *reader) totals(d entente.Dyad, period entente.Date, s dataset.Sink) (rows.Fault, error) {
	var n [4]int
	any := false
	for k, c := range r.counts {
		text := r.cell(c)
		if text == "" {
			n[k] = -1
			continue
		}
		var ok bool
		if n[k], ok = rows.Number(text); !ok {
			return rows.Fault{Reason: "count that is no number", What: text}, nil
		}
		any = true
	}
	if !any {
		return rows.Fault{Reason: "no count"}, nil
	}
	for k := range n {
		if n[k] < 0 {
			continue
		}
		if err := s.Total(dataset.Total{Dyad: d, Period: period, Quad: k + 1, Events: n[k]}); err != nil {
			return rows.Fault{}, err
		}
	}
	return rows.Fault{}, nil
}

// period is the year or month of the row at hand.
func (r *reader) period() (entente.Date, rows.Fault) {
	text := r.cell(r.year)
	if text == "" {
		return entente.Date{}, rows.Fault{Reason: "no date"}
	}
	year, ok := rows.Number(text)
	month, ok2 := 0, true
	if m := r.cell(r.month); m != "" {
		month, ok2 = rows.Number(m)
		text += "-" + m
	}
	d := entente.NewDate(year, min(month, 13), 0)
	if !ok || !ok2 || d.IsZero() || d.Month() != month {
		return entente.Date{}, rows.Fault{Reason: "date that does not exist", What: text}
	}
	return d, rows.Fault{}
}

// cell is the cell at i of the row at hand, "" when it is missing.
func (r *reader) cell(i int) string {
	if i < 0 {
		return ""
	}
	if s := strings.TrimSpace(r.cells[i]); s != "NA" && s != "NULL" {
		return s
	}
	return ""
}

// state is the state of a code or, without one, a name at the end of the period.
func (r *reader) state(name, iso int, period entente.Date) entente.EntityID {
	k := state{r.cell(name), r.cell(iso)}
	return r.memo.Get(k, period.Last(), state.clone, func(k state, on entente.Date) entente.EntityID {
		if id, ok := r.entities.FromCode("iso3", k.iso, on); ok && k.iso != "" {
			return id
		}
		if k.name == "" {
			return ""
		}
		id, err := r.entities.State(k.name)
		if err != nil {
			return ""
		}
		return id
	})
}
