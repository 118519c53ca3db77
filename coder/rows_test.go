package coder_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/en"
)

// rowsDay is the day on which the examples of rows are published.
const rowsDay = "2024-06-14"

// TestRows runs every row of the lexicon: its example must give what its codes
// say. ROWS=verbs, operators or ties runs one table; ROWS=verbs:ID one row.
func TestRows(t *testing.T) {
	c := open(t)
	l, err := en.Open(over())
	if err != nil {
		t.Fatal(err)
	}
	table, only, _ := strings.Cut(os.Getenv("ROWS"), ":")
	day, _ := entente.ParseDate(rowsDay)
	for _, name := range []string{"verbs", "operators", "ties"} {
		if table != "" && table != name {
			continue
		}
		tab, err := l.Table(name, "id", "example", "codes")
		if err != nil {
			t.Fatal(err)
		}
		right := 0
		for _, r := range tab.Rows {
			id := r.Get("id")
			if only != "" && only != id {
				continue
			}
			doc := entente.Document{Published: day, Text: r.Get("example")}
			coding := c.Code(doc)
			var got []string
			ok := true
			switch name {
			case "ties":
				for _, e := range coding.Ties {
					got = append(got, string(e.Dyad.From)+" "+string(e.Dyad.To)+" "+string(e.Kind))
				}
				ok = slices.Contains(got, r.Get("codes")+" "+r.Get("kind"))
			default:
				want := r.Get("type")
				for _, e := range coding.Events {
					got = append(got, code(e)+" "+string(e.Type))
				}
				ok = satisfies(coding.Events, r.Get("codes"), want)
			}
			if ok {
				right++
				continue
			}
			t.Errorf("%s %s: %s\n\twant %s %s\n\tgot  %s", r.Place(), id, doc.Text, r.Get("codes"), rowType(name, r.Get), strings.Join(got, " | "))
		}
		t.Logf("%s.tsv: %d of %d rows give what they say", name, right, len(tab.Rows))
	}
}

func rowType(name string, get func(string) string) string {
	if name == "ties" {
		return get("kind")
	}
	return get("type")
}

// satisfies reports whether events hold one for each of the codes, of the type
// when there is one. No codes: nothing actual may be coded.
func satisfies(events []entente.Event, codes, typ string) bool {
	if strings.TrimSpace(codes) == "" {
		return !slices.ContainsFunc(events, func(e entente.Event) bool { return e.Aspect == entente.Actual })
	}
	for _, want := range strings.Split(codes, ";") {
		want = normal(want)
		if !slices.ContainsFunc(events, func(e entente.Event) bool {
			return code(e) == want && (typ == "" || typ == "same" || string(e.Type) == typ)
		}) {
			return false
		}
	}
	return true
}

// code is the event as codes columns write it, sides sorted.
func code(e entente.Event) string {
	ids := func(ps []entente.Party) string {
		var out []string
		for _, p := range ps {
			if p.Entity != "" {
				out = append(out, string(p.Entity))
			}
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	s := ids(e.Actor) + " > " + ids(e.Recipient)
	if e.Aspect != entente.Actual {
		s += " " + string(e.Aspect)
	}
	return normal(s)
}

// normal is a code with its sides sorted and its spaces made even.
func normal(s string) string {
	from, to, _ := strings.Cut(s, ">")
	aspect := ""
	for _, a := range []string{"future", "hypothetical", "negated", "historical", "habitual", "actual"} {
		if rest, ok := strings.CutSuffix(strings.TrimSpace(to), a); ok {
			to = rest
			if a != "actual" {
				aspect = a
			}
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%s > %s %s", sides(from), sides(to), aspect))
}

func sides(s string) string {
	out := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
	slices.Sort(out)
	return strings.Join(out, ",")
}
