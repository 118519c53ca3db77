package coder

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// ExampleTables lists the tables whose rows carry an example sentence and the
// codes that it must give.
var ExampleTables = []string{"verbs", "operators", "ties"}

// exampleDay is the day on which the examples are published.
var exampleDay = entente.NewDate(2024, 6, 14)

// An Example is a row's sentence with what must be coded from it.
type Example struct {
	ID    string // of the row
	Place string // file and line of the row
	Text  string
	Want  string // codes and type, or the two ends and kind of a tie

	codes, kind string
	tie         bool
}

// Examples lists the examples of one of [ExampleTables] in the order of its rows.
func (c *Coder) Examples(name string) ([]Example, error) {
	columns := []string{"id", "example", "codes"}
	if name == "ties" {
		columns = append(columns, "kind")
	} else {
		columns = append(columns, "type")
	}
	tab, err := c.lang.Table(name, columns...)
	if err != nil {
		return nil, err
	}
	out := make([]Example, len(tab.Rows))
	for i, r := range tab.Rows {
		out[i] = newExample(r, name == "ties")
	}
	return out, nil
}

func newExample(r table.Row, tie bool) Example {
	x := Example{ID: r.Get("id"), Place: r.Place(), Text: r.Get("example"), codes: r.Get("codes"), tie: tie}
	if tie {
		x.kind = r.Get("kind")
	} else {
		x.kind = r.Get("type")
	}
	x.Want = strings.TrimSpace(x.codes + " " + x.kind)
	return x
}

// Try codes the example: what came out, and whether what must come out is among
// it.
func (c *Coder) Try(x Example) (got []string, ok bool) {
	coding := c.Code(entente.Document{Published: exampleDay, Text: x.Text})
	if x.tie {
		for _, t := range coding.Ties {
			got = append(got, string(t.Dyad.From)+" "+string(t.Dyad.To)+" "+string(t.Kind))
		}
		return got, slices.Contains(got, x.Want)
	}
	for _, e := range coding.Events {
		got = append(got, codesOf(e)+" "+string(e.Type))
	}
	return got, x.holds(coding.Events)
}

// holds reports whether events hold one for each of the codes, of the type when
// there is one. No codes: nothing actual may be coded.
func (x Example) holds(events []entente.Event) bool {
	if x.codes == "" {
		return !slices.ContainsFunc(events, func(e entente.Event) bool { return e.Aspect == entente.Actual })
	}
	for want := range strings.SplitSeq(x.codes, ";") {
		want = evenCodes(want)
		if !slices.ContainsFunc(events, func(e entente.Event) bool {
			return codesOf(e) == want && (x.kind == "" || x.kind == "same" || string(e.Type) == x.kind)
		}) {
			return false
		}
	}
	return true
}

// codesOf is the event as a codes column writes it, sides sorted.
func codesOf(e entente.Event) string {
	ids := func(ps []entente.Party) string {
		var out []string
		for _, p := range ps {
			if p.Entity != "" {
				out = append(out, string(p.Entity))
			}
		}
		return strings.Join(out, ",")
	}
	return evenCodes(ids(e.Actor) + ">" + ids(e.Recipient) + " " + string(e.Aspect))
}

// evenCodes is a codes cell with its sides sorted and its spaces made even; the
// aspect actual goes without saying.
func evenCodes(s string) string {
	from, to, _ := strings.Cut(s, ">")
	aspect := ""
	if words := strings.Fields(to); len(words) > 0 {
		if last := words[len(words)-1]; strings.ToLower(last) == last {
			to, aspect = strings.TrimSuffix(strings.TrimSpace(to), last), last
		}
	}
	if aspect == string(entente.Actual) {
		aspect = ""
	}
	return strings.TrimSpace(sides(from) + " > " + sides(to) + " " + aspect)
}

func sides(s string) string {
	out := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
	slices.Sort(out)
	return strings.Join(out, ", ")
}
