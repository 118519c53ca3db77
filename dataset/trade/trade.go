// Package trade reads who sells how much to whom: the COW project's dyadic trade, the
// IMF's Direction of Trade Statistics and UN Comtrade. Out come ties of trade from seller
// to buyer, one for each period and report, in US dollars of the time.
//
//	ccode1,ccode2,year,...,flow1,flow2,...     20,40,1999,...,12.5,100
//	-> CUB>CAN trade 1999, 12,500,000 USD; CAN>CUB trade 1999, 100,000,000 USD
//
// A flow that both sides report comes twice, once by each, with the report in Evidence.By
// ("dots/1#imports CIF"). Reports by importers include insurance and freight (CIF),
// those by exporters do not (FOB): the two differ by a tenth as a rule, and by far more
// where goods go by way of a third state.
package trade

import (
	"context"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

// Dollars is the unit of the value: US dollars of the time, not of one year.
const Dollars = "USD"

func cowLayouts() []grid.Layout {
	return []grid.Layout{{Name: "dyad-years", Columns: []string{"ccode1", "ccode2", "year", "flow1", "flow2"}}}
}

// COW is the dyadic file of the COW project's trade set.
func COW() dataset.Set {
	const by = "cow-trade/4.0"
	return dataset.Set{
		Name: "cow-trade", Title: "COW Trade, dyadic", Version: by,
		Official: "https://correlatesofwar.org/data-sets/bilateral-trade/", Licence: "free with citation",
		Cite: `@article{barbierietal2009td,
  author = {Barbieri, Katherine and Keshk, Omar M. G. and Pollins, Brian M.},
  title = {Trading Data: Evaluating our Assumptions and Coding Rules},
  journal = {Conflict Management and Peace Science}, volume = {26}, number = {5}, pages = {471--491}, year = {2009}}`,
		Traps: []string{
			"flow1 is what the first state imports from the second: it is given from the second to the first. Reading it as exports turns all trade round.",
			"Flows are in millions of US dollars of the time and given in dollars; nothing is deflated.",
			"-9 is missing and never 0; a flow of 0 is a report of none.",
			"The smoothed flows are estimates over gaps and are left out.",
			"The set stops in 2014.",
		},
		From: entente.NewDate(1870, 0, 0), To: entente.NewDate(2014, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(cowLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, cowLayouts(), func(r *grid.Row) error { return flows(r, s, by) })
		},
	}
}

// flows gives the two flows of a row; one that is missing is noted.
func flows(r *grid.Row, s dataset.Sink, by string) error {
	on := r.Year("year")
	one, two := r.Sides("cow", "ccode1", "ccode2", on)
	in1, known1 := money(r, "flow1")
	in2, known2 := money(r, "flow2")
	if !known1 && !known2 {
		r.Fault(grid.Missing, "flow1 and flow2")
	}
	if r.Faulty() {
		return nil
	}
	for _, side := range []struct {
		column   string
		from, to entente.EntityID
		millions float64
		known    bool
	}{{"flow1", two, one, in1, known1}, {"flow2", one, two, in2, known2}} {
		if !side.known {
			r.Note(grid.Missing, side.column)
			continue
		}
		if err := grid.Give(s, tie(side.from, side.to, on, on, side.millions*1e6, by)); err != nil {
			return err
		}
	}
	return nil
}

// money is a value that may be missing and is not negative.
func money(r *grid.Row, column string) (float64, bool) {
	n, known := r.Maybe(column)
	if n < 0 {
		r.Fault("a number out of its range", column+" "+r.Text(column))
	}
	return n, known
}

func tie(from, to entente.EntityID, start, end entente.Date, dollars float64, by string) entente.Tie {
	t := grid.Tie(entente.Trade, from, to, start, end, by)
	t.Value = entente.Quantity{Number: dollars, Unit: Dollars}
	return t
}

func dotsLayouts() []grid.Layout {
	return []grid.Layout{
		{
			Name:    "series",
			Columns: []string{"country|Country Name", "partner|Counterpart Country Name", "indicator|Indicator Code", "attribute|Attribute"},
		},
		{
			Name: "bulk",
			Columns: []string{"country|Country Name", "partner|Counterpart Country Name", "indicator|Indicator Code",
				"period|Time Period", "value|Value"},
		},
		{
			Name: "panel",
			Columns: []string{"country|Country Name", "partner|Counterpart Country Name", "period|Time Period",
				"TXG_FOB_USD|Goods, Value of Exports, Free on board (FOB), US Dollars (TXG_FOB_USD)"},
			Maybe: []string{
				"TMG_CIF_USD|Goods, Value of Imports, Cost, Insurance, Freight (CIF), US Dollars (TMG_CIF_USD)",
				"TMG_FOB_USD|Goods, Value of Imports, Free on board (FOB), US Dollars (TMG_FOB_USD)",
			},
		},
		{
			Name:    "sdmx",
			Columns: []string{"country|REF_AREA", "partner|COUNTERPART_AREA", "indicator|INDICATOR", "period|TIME_PERIOD", "value|OBS_VALUE", "multiplier|UNIT_MULT"},
		},
		{
			Name:    "imts",
			Columns: []string{"country|COUNTRY", "partner|COUNTERPART_COUNTRY", "indicator|INDICATOR", "period|TIME_PERIOD", "value|OBS_VALUE"},
		},
	}
}

// DOTS is the IMF's Direction of Trade Statistics, since 2025 International Trade in
// Goods by partner.
func DOTS() dataset.Set {
	return dataset.Set{
		Name: "dots", Title: "IMF Direction of Trade Statistics", Version: "dots/1",
		Official: "https://data.imf.org", Licence: "free for use with citation by the IMF's terms",
		Cite: `@misc{imfdots,
  author = {{International Monetary Fund}},
  title = {Direction of Trade Statistics},
  howpublished = {https://data.imf.org}}`,
		Traps: []string{
			"Each flow is reported twice, FOB by the exporter and CIF by the importer, and the two are given apart: never add them.",
			"Years, quarters and months stand in one file; each is given as its period, and their sums overlap.",
			"Many values are the IMF's estimates; the file marks them in a column that is not read.",
			"Countries of the bulk files go by the IMF's names, which are partly its own; what no table knows is rejected, the world and its regions among it.",
			"Values of bulk files and of those since 2025 are taken as US dollars, those of the older SDMX files by their multiplier (mostly millions).",
			"Where a row has a column for each period, periods that are empty are missing without a note.",
		},
		From:  entente.NewDate(1948, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(dotsLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, dotsLayouts(), func(r *grid.Row) error { return observation(r, s) })
		},
	}
}

// observation gives the values of a row: one, or in a panel one of each indicator.
func observation(r *grid.Row, s dataset.Sink) error {
	if r.Layout == "series" {
		return series(r, s)
	}
	start, end := period(r, "period")
	reporter, partner := country(r, "country", start), country(r, "partner", start)
	if !r.Faulty() && reporter == partner {
		r.Fault(grid.Same, string(reporter))
	}
	values := []value{one(r)}
	if r.Layout == "panel" {
		values = panel(r)
	}
	if r.Faulty() {
		return nil
	}
	for _, v := range values {
		from, to := reporter, partner
		if v.imports {
			from, to = partner, reporter
		}
		if err := grid.Give(s, tie(from, to, start, end, v.dollars, grid.By("dots/1", v.report))); err != nil {
			return err
		}
	}
	return nil
}

// series gives the values of a row that has a column for each period.
func series(r *grid.Row, s dataset.Sink) error {
	v, ok := reported(r.Text("indicator"))
	switch {
	case !ok:
		r.Fault("no such indicator", r.Text("indicator"))
	case r.Text("attribute") != "Value":
		r.Fault("no value", r.Text("attribute"))
	}
	if r.Faulty() {
		return nil
	}
	given := 0
	for i, name := range r.Header {
		start, end, ok := span(name)
		if !ok {
			continue
		}
		dollars, known := r.At(i)
		if !known {
			continue
		}
		var from, to entente.EntityID
		there := r.Try(func() {
			if dollars < 0 {
				r.Fault("a number out of its range", name)
			}
			if from, to = country(r, "country", start), country(r, "partner", start); from == to {
				r.Fault(grid.Same, string(from))
			}
		})
		if !there {
			continue
		}
		if v.imports {
			from, to = to, from
		}
		given++
		if err := grid.Give(s, tie(from, to, start, end, dollars, grid.By("dots/1", v.report))); err != nil {
			return err
		}
	}
	if given == 0 {
		r.Fault(grid.Missing, "every value")
	}
	return nil
}

// A value is what one side reports of a flow.
type value struct {
	report  string
	imports bool
	dollars float64
}

// reported is what an indicator of the IMF means; false for one that is no flow.
func reported(indicator string) (value, bool) {
	switch strings.TrimPrefix(indicator, "T") {
	case "XG_FOB_USD":
		return value{report: "exports FOB"}, true
	case "MG_CIF_USD":
		return value{report: "imports CIF", imports: true}, true
	case "MG_FOB_USD":
		return value{report: "imports FOB", imports: true}, true
	}
	return value{}, false
}

// one is the value of a row that has one.
func one(r *grid.Row) value {
	if r.Layout == "panel" {
		return value{}
	}
	v, ok := reported(r.Text("indicator"))
	if !ok {
		r.Fault("no such indicator", r.Text("indicator"))
	}
	var known bool
	if v.dollars, known = money(r, "value"); !known {
		r.Fault(grid.Missing, "value")
	}
	if n, ok := r.Maybe("multiplier"); ok {
		for range min(int(n), 12) {
			v.dollars *= 10
		}
	}
	return v
}

// panel are the values of a row that has one of each indicator; what is missing of
// exports and imports is noted.
func panel(r *grid.Row) []value {
	var out []value
	for _, indicator := range []string{"TXG_FOB_USD", "TMG_CIF_USD", "TMG_FOB_USD"} {
		v, _ := reported(indicator)
		var known bool
		if v.dollars, known = money(r, indicator); known {
			out = append(out, v)
		} else if r.Has(indicator) && indicator != "TMG_FOB_USD" {
			r.Note(grid.Missing, indicator)
		}
	}
	if len(out) == 0 {
		r.Fault(grid.Missing, "every value")
	}
	return out
}

// country is the state of a column by name in bulk files and panels, by ISO code in others.
func country(r *grid.Row, column string, on entente.Date) entente.EntityID {
	s := r.Cell(column)
	switch {
	case r.Layout == "bulk" || r.Layout == "panel" || r.Layout == "series":
		return r.Named(plainName(s), on)
	case len(s) == 2:
		return r.Code("iso2", s, on)
	}
	return r.Code("iso3", s, on)
}

// plainName takes from a name of the IMF what it adds to the common one: "Belarus, Rep.
// of" is Belarus, "China, P.R.: Mainland" China; but "Hong Kong" and "Macao" stand in the
// same place and stay.
func plainName(s string) string {
	if name, rest, ok := strings.Cut(s, ", P.R.: "); ok {
		if rest == "Mainland" {
			return name
		}
		return rest
	}
	for _, end := range []string{"Rep. of", "The", "Islamic Rep. of", "Kingdom of", "Islamic Rep.", "Rep. Bolivariana de", "The Kingdom of"} {
		if name, ok := strings.CutSuffix(s, ", "+end); ok && !strings.HasPrefix(s, "Congo") && !strings.HasPrefix(s, "Korea") {
			return name
		}
	}
	switch s {
	case "Korea, Rep. of":
		return "South Korea"
	case "Korea, Dem. People's Rep. of":
		return "North Korea"
	case "Congo, Rep. of":
		return "Republic of the Congo"
	case "Congo, Dem. Rep. of the":
		return "Democratic Republic of the Congo"
	}
	return s
}

// period is the first and the last date of the period in a column.
func period(r *grid.Row, column string) (start, end entente.Date) {
	start, end, ok := span(r.Text(column))
	if !ok {
		r.Fault(grid.NoDate, column+" "+r.Text(column))
	}
	return start, end
}

// span is the first and the last date of "2015", "2015Q1", "2015-Q1", "2015M09",
// "2015-M09", "201509" or "2015-09". The two are one but for quarters.
func span(s string) (start, end entente.Date, ok bool) {
	s = strings.ReplaceAll(strings.ToUpper(s), "-", "")
	year, rest := s[:min(4, len(s))], s[min(4, len(s)):]
	y, err := strconv.Atoi(year)
	switch {
	case err != nil || len(year) < 4:
	case rest == "":
		start = entente.NewDate(y, 0, 0)
		end = start
	case len(rest) == 2 && rest[0] == 'Q' && '1' <= rest[1] && rest[1] <= '4':
		q := int(rest[1] - '0')
		start, end = entente.NewDate(y, 3*q-2, 0), entente.NewDate(y, 3*q, 0)
	default:
		if m, err := strconv.Atoi(strings.TrimPrefix(rest, "M")); err == nil && m > 0 {
			start = entente.NewDate(y, m, 0)
			end = start
		}
	}
	return start, end, !start.IsZero()
}

func comtradeLayouts() []grid.Layout {
	return []grid.Layout{
		{
			Name:    "comtrade",
			Columns: []string{"period", "reporterISO", "partnerISO", "flowCode", "cmdCode", "value|primaryValue"},
			Maybe:   []string{"partner2Code", "customsCode", "motCode"},
		},
		{
			Name:    "legacy",
			Columns: []string{"period", "reporterISO|Reporter ISO", "partnerISO|Partner ISO", "flowCode|Trade Flow", "cmdCode|Commodity Code", "value|Trade Value (US$)"},
		},
	}
}

// Comtrade is the United Nations' database.
func Comtrade() dataset.Set {
	return dataset.Set{
		Name: "comtrade", Title: "UN Comtrade", Version: "comtrade/1",
		Official: "https://comtradeplus.un.org", Licence: "free for use with citation; the UN limits republication",
		Cite: `@misc{uncomtrade,
  author = {{United Nations Statistics Division}},
  title = {UN Comtrade Database},
  howpublished = {https://comtradeplus.un.org}}`,
		Traps: []string{
			"Only totals of all goods are read (cmdCode TOTAL), with all customs regimes and means of transport: other rows are parts of them and are rejected as such.",
			"Imports are CIF and exports FOB as a rule; both reports of a flow are given apart: never add them.",
			"Re-exports and re-imports are in the totals already and are rejected.",
			"Who does not report is seen through its partners only: a year without a report is unknown, not 0.",
		},
		From:  entente.NewDate(1962, 0, 0),
		Gives: []string{"tie"},
		Knows: grid.Knows(comtradeLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, comtradeLayouts(), func(r *grid.Row) error { return report(r, s) })
		},
	}
}

func report(r *grid.Row, s dataset.Sink) error {
	start, end := period(r, "period")
	if code := r.Text("cmdCode"); code != "TOTAL" {
		r.Fault("a part of the goods", code)
	}
	for _, c := range []struct{ column, all string }{{"partner2Code", "0"}, {"customsCode", "C00"}, {"motCode", "0"}} {
		if part := r.Text(c.column); part != "" && part != c.all {
			r.Fault("a part of the flow", c.column+" "+part)
		}
	}
	value, known := money(r, "value")
	if !known {
		r.Fault(grid.Missing, "value")
	}
	reporter, partner := r.State("iso3", "reporterISO", start), r.State("iso3", "partnerISO", start)
	if !r.Faulty() && reporter == partner {
		r.Fault(grid.Same, string(reporter))
	}
	if r.Faulty() {
		return nil
	}
	switch flow := strings.ToUpper(r.Text("flowCode")); flow {
	case "X", "EXPORT", "EXPORTS":
		return grid.Give(s, tie(reporter, partner, start, end, value, "comtrade/1#exports"))
	case "M", "IMPORT", "IMPORTS":
		return grid.Give(s, tie(partner, reporter, start, end, value, "comtrade/1#imports"))
	default:
		r.Fault("no flow of its own", flow)
	}
	return nil
}
