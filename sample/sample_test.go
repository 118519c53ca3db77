package sample

import (
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

func chronicle(t *testing.T) []Report {
	t.Helper()
	reports, err := Reports()
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

// least is the fewest reports that each pair must have.
var least = map[string]int{
	"BLR-RUS": 120, "CUB-USA": 22, "RUS-TUR": 22, "IRN-SAU": 22, "CHN-JPN": 22,
	"IND-PAK": 22, "ARM-RUS": 22, "GBR-USA": 22, "RUS-UKR": 22,
}

func TestChronicleIsLargeAndWide(t *testing.T) {
	reports := chronicle(t)
	if len(reports) < 300 {
		t.Errorf("%d reports; want at least 300", len(reports))
	}
	count, outlets := map[string]int{}, map[string]bool{}
	for _, r := range reports {
		count[r.Pair.String()]++
		outlets[r.Document.Outlet] = true
	}
	for pair, n := range least {
		if count[pair] < n {
			t.Errorf("%d reports of %s; want at least %d", count[pair], pair, n)
		}
	}
	if len(count) != len(least) {
		t.Errorf("pairs = %v", Pairs(reports))
	}
	if len(outlets) < 40 {
		t.Errorf("%d outlets; want at least 40", len(outlets))
	}
}

func TestReportsStandInOrderWithinTheirYears(t *testing.T) {
	reports := chronicle(t)
	for _, r := range reports {
		if y := r.Document.Published.Year(); y < 1994 || y > 2025 {
			t.Errorf("%s: the year %d is not within 1994-2025", r.Place, y)
		}
	}
	for i := 1; i < len(reports); i++ {
		a, b := reports[i-1], reports[i]
		c := a.Document.Published.Compare(b.Document.Published)
		if c > 0 || c == 0 && a.Pair.String() > b.Pair.String() {
			t.Errorf("%s: stands after a later report", b.Place)
		}
	}
}

func TestTextsAreShortAndTheirOwn(t *testing.T) {
	seen := map[string]string{}
	for _, r := range chronicle(t) {
		text := r.Document.Text
		if before, ok := seen[text]; ok {
			t.Errorf("%s: the same text as %s", r.Place, before)
		}
		seen[text] = r.Place
		if len(text) >= 700 {
			t.Errorf("%s: %d bytes; want fewer than 700", r.Place, len(text))
		}
		if n := sentences(text); n < 1 || n > 4 {
			t.Errorf("%s: %d sentences; want 1 to 4", r.Place, n)
		}
		if strings.Contains(text, "  ") {
			t.Errorf("%s: two spaces", r.Place)
		}
	}
}

// sentences counts the ends of sentences: a full stop, question or exclamation
// mark, with closing quotes, before the end of the text or before a space and a
// capital. A stop after a title or an initial is not one.
func sentences(text string) int {
	n := 0
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.TrimRight(w, `"'”’)`)
		if !strings.ContainsAny(bare[max(0, len(bare)-1):], ".?!") {
			continue
		}
		if i+1 < len(words) && (len(bare) == 2 || slices.Contains([]string{"Mr.", "St.", "U.S.", "Gen."}, bare)) {
			continue
		}
		n++
	}
	return n
}

// TestExpectationsTouchTheirPair catches a row filed under the wrong pair: what
// a report tells of involves one of the two states at least, no act stays within
// one state, and each pair has its talks, accusations and refusals.
func TestExpectationsTouchTheirPair(t *testing.T) {
	reports := chronicle(t)
	for _, r := range reports {
		touches := len(r.Expect) == 0
		for _, e := range r.Expect {
			touches = touches || slices.ContainsFunc(slices.Concat(e.Actor, e.Recipient), r.Pair.Has)
			if slices.Equal(e.Actor, e.Recipient) {
				t.Errorf("%s: %s stays within one state", r.Place, e)
			}
		}
		if !touches {
			t.Errorf("%s: %v has neither side of %s", r.Place, r.Expect, r.Pair)
		}
	}
	for _, p := range Pairs(reports) {
		for _, want := range []entente.Type{entente.Consult, entente.Accuse, entente.Reject} {
			if !slices.ContainsFunc(reports, func(r Report) bool {
				return r.Pair == p && slices.ContainsFunc(r.Expect, func(e Expectation) bool { return e.Type == want })
			}) {
				t.Errorf("%s has no %s", p, want)
			}
		}
	}
}

func TestDocumentsCarryTheirReport(t *testing.T) {
	docs, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[entente.DocumentID]bool{}
	for _, d := range docs {
		if d.Language != "en" || d.Outlet == "" || d.Published.Precision() != entente.Day {
			t.Errorf("%s: %+v", d.Name, d)
		}
		if d.ID != entente.NewDocumentID(d.Outlet, d.URL, d.Published, d.Text) || ids[d.ID] {
			t.Errorf("%s: identity %s is not its own", d.Name, d.ID)
		}
		ids[d.ID] = true
	}
}

func TestParseExpectations(t *testing.T) {
	es, err := ParseExpectations("RUS>BLR AID future; BLR,RUS CONSULT; BLR>RUS,UKR REJECT")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range es {
		got = append(got, e.String())
	}
	want := []string{"RUS>BLR AID future", "BLR,RUS CONSULT", "BLR>RUS,UKR REJECT"}
	if !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
	if es, err := ParseExpectations("-"); err != nil || es != nil {
		t.Errorf("no event = %v, %v", es, err)
	}
}

func TestBadRowsSayWhere(t *testing.T) {
	const head = "date\tpair\toutlet\ttext\texpect\n"
	for _, c := range []struct{ row, want string }{
		{"2004-02\tBLR-RUS\tX\tY.\t-", `c.tsv:2: "2004-02" names no day; write 2015-09-19`},
		{"2004-02-30\tBLR-RUS\tX\tY.\t-", `c.tsv:2: "2004-02-30" is not a date; write 2015, 2015-09 or 2015-09-19`},
		{"2004-02-18\tRUS-BLR\tX\tY.\t-", `c.tsv:2: pair "RUS-BLR" is out of order; write BLR-RUS`},
		{"2004-02-18\tBLR\tX\tY.\t-", `c.tsv:2: "BLR" is not a pair; write BLR-RUS`},
		{"2004-02-18\tBLR-RUS\t\tY.\t-", `c.tsv:2: a report needs an outlet and a text`},
		{"2004-02-18\tBLR-RUS\tX\tY.\t", `c.tsv:2: "" is not an expected event; write RUS>BLR AID future, BLR,RUS CONSULT, or - for none`},
		{"2004-02-18\tBLR-RUS\tX\tY.\tBLR CONSULT", `c.tsv:2: "BLR CONSULT" has one side; a symmetric event needs two, a directed one a >`},
		{"2004-02-18\tBLR-RUS\tX\tY.\tBLR,RUS CONSLUT", `c.tsv:2: unknown event type "CONSLUT"; did you mean CONSULT?`},
		{"2004-02-18\tBLR-RUS\tX\tY.\tBLR>RUS AID futur", `c.tsv:2: unknown aspect "futur"; did you mean future?`},
		{"2004-02-18\tBLR-RUS\tX\tY.\tBy>RUS AID", `c.tsv:2: "By" is not an entity; write RUS, IGO:EU or NSA:ISIS`},
	} {
		tab, err := table.Read("c.tsv", strings.NewReader(head+c.row+"\n"), "date", "pair", "outlet", "text", "expect")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := read(tab); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v; want %s", c.row, err, c.want)
		}
	}
}

func FuzzParseExpectations(f *testing.F) {
	f.Add("RUS>BLR AID future; BLR,RUS CONSULT")
	f.Add("-")
	f.Fuzz(func(t *testing.T, s string) {
		es, err := ParseExpectations(s)
		if err != nil || len(es) == 0 {
			return
		}
		var parts []string
		for _, e := range es {
			parts = append(parts, e.String())
		}
		again, err := ParseExpectations(strings.Join(parts, "; "))
		if err != nil || len(again) != len(es) {
			t.Fatalf("%q read back as %v, %v", s, again, err)
		}
	})
}

// TestOneActInSeveralReports holds that the chronicle lets episodes fold: on a
// dozen days two outlets tell of the same act.
func TestOneActInSeveralReports(t *testing.T) {
	outlets := map[string]string{} // day and act to the outlet first seen
	twice := map[string]bool{}
	for _, r := range chronicle(t) {
		for _, e := range r.Expect {
			act := r.Document.Published.String() + " " + e.String()
			if first, ok := outlets[act]; ok && first != r.Document.Outlet {
				twice[act] = true
			}
			outlets[act] = r.Document.Outlet
		}
	}
	if len(twice) < 12 {
		t.Errorf("%d acts reported by two outlets on one day; want at least 12", len(twice))
	}
	t.Logf("%d acts reported by two outlets on one day", len(twice))
}
