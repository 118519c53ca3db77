package plain

import (
	"os"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

func TestNumbers(t *testing.T) {
	for got, want := range map[string]string{
		Number(-0.214):        "−0.21",
		Number(-0.001):        "0.00", // what rounds to nothing has no sign
		Signed(0.07):          "+0.07",
		Signed(0.004):         "0.00",
		Signed(-1.2):          "−1.20",
		Probability(0.9999):   "above 0.99",
		Probability(0.001):    "below 0.01",
		Probability(0.663):    "0.66",
		Grouped(999):          "999",
		Grouped(1234567):      "1,234,567",
		Count(1, "report"):    "1 report",
		Count(2718, "report"): "2,718 reports",
		Count(2, "day"):       "2 days",
		Count(0, "entity"):    "0 entities",
		Interval(entente.Point{Low: -0.5, High: 0.25}): "−0.50 to 0.25",
		And([]string{"a"}):           "a",
		And([]string{"a", "b", "c"}): "a, b and c",
		Aside("Belarus, government"): "Belarus (government)",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestDatesSayNoMoreThanIsKnown holds that a day is never invented.
func TestDatesSayNoMoreThanIsKnown(t *testing.T) {
	for got, want := range map[string]string{
		Date(entente.NewDate(2015, 9, 14)):                                                   "14 September 2015",
		Date(entente.NewDate(2015, 9, 0)):                                                    "September 2015",
		Date(entente.NewDate(2015, 0, 0)):                                                    "2015",
		Date(entente.Date{}):                                                                 "date not known",
		ShortDate(entente.NewDate(2015, 9, 14)):                                              "14 Sept 2015",
		Month(entente.NewMonth(1999, 12)):                                                    "December 1999",
		Span(entente.Window{}):                                                               "all time",
		Span(entente.Window{From: entente.NewMonth(2014, 1)}):                                "since January 2014",
		Span(entente.Window{To: entente.NewMonth(2014, 1)}):                                  "to January 2014",
		Span(entente.Window{From: entente.NewMonth(2014, 1), To: entente.NewMonth(2014, 1)}): "January 2014",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestEveryCodeHasItsWord holds the table to the nouns.
func TestEveryCodeHasItsWord(t *testing.T) {
	w := Read()
	for _, typ := range []entente.Type{entente.Agree, entente.Consult, entente.Support, entente.Concede, entente.Cooperate, entente.Aid, entente.Retreat, entente.Request,
		entente.Accuse, entente.Reject, entente.Threaten, entente.Protest, entente.Sanction, entente.Mobilize, entente.Coerce, entente.Assault} {
		if _, ok := w["type "+string(typ)]; !ok {
			t.Errorf("words.tsv has no word for the type %s", typ)
		}
	}
	for _, kind := range []entente.TieKind{entente.Ally, entente.DefencePledge, entente.NonAggression, entente.Base, entente.Membership, entente.Recognition,
		entente.Dependence, entente.Exercises, entente.SanctionsInForce, entente.TerritorialClaim} {
		if _, ok := w["tie "+string(kind)]; !ok {
			t.Errorf("words.tsv has no word for the tie %s", kind)
		}
	}
	for _, a := range []entente.Aspect{entente.Actual, entente.Future, entente.Hypothetical, entente.Negated, entente.Historical, entente.Habitual} {
		if _, ok := w["aspect "+string(a)]; !ok {
			t.Errorf("words.tsv has no word for the aspect %s", a)
		}
	}
	if got := w.One("type", "NEW-THING"); got != "new thing" {
		t.Errorf("a code that is not in the table is said as %q", got)
	}
}

// TestEverySectorHasItsWord holds the table to the codebook.
func TestEverySectorHasItsWord(t *testing.T) {
	f, err := os.Open("../../../ontology/sectors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sectors, err := table.Read("ontology/sectors.tsv", f, "sector", "name")
	if err != nil {
		t.Fatal(err)
	}
	w := Read()
	for _, r := range sectors.Rows {
		if got := w.One("sector", r.Get("sector")); got != r.Get("name") {
			t.Errorf("sector %s is said as %q; %s calls it %q", r.Get("sector"), got, r.Place(), r.Get("name"))
		}
	}
}
