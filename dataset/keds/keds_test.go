package keds

import (
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/codes"
	"github.com/entente-project/entente/dataset/datasettest"
	"github.com/entente-project/entente/ontology/cameo"
)

func TestBothLayoutsAndSchemes(t *testing.T) {
	g := datasettest.Gazetteer(t)
	for _, c := range []struct {
		name, text, code string
		mode             entente.Mode
		actor, recipient dataset.Side
	}{
		{"a.csv", "\"date\",\"source\",\"target\",\"code\"\n1999-05-02,\"AUSGOV\",\"IGOUNO\",\"042\"\n1999-05-03,\"USA\",\"RUS\",\"0211\"\n",
			"042", "visit", dataset.Side{Entity: "AUS", Sector: "GOV", Raw: "AUSGOV"}, dataset.Side{Entity: "IGO:UN", Sector: "IGO", Raw: "IGOUNO"}},
		{"a.csv", "date,source,target,code,desc\n1999-05-02,AUSGOV,UNO,032,(VISIT)\n1999-05-03,USA,RUS,223,(MIL)\n",
			"042", "visit", dataset.Side{Entity: "AUT", Sector: "GOV", Raw: "AUSGOV"}, dataset.Side{Entity: "IGO:UN", Sector: "IGO", Raw: "UNO"}},
		{"balkans.weis", "990502\tFRN\tUNK\t032\tVISIT\n", "042", "visit", dataset.Side{Entity: "FRA", Raw: "FRN"}, dataset.Side{Entity: "GBR", Raw: "UNK"}},
		{"levant.cameo.tab", "19990502\tFRA\tGBR\t042\n", "042", "visit", dataset.Side{Entity: "FRA", Raw: "FRA"}, dataset.Side{Entity: "GBR", Raw: "GBR"}},
	} {
		r := datasettest.Read(t, Events(), "dir/"+c.name, c.text, g)
		if len(r.Events) == 0 || len(r.Rejects) != 0 {
			t.Errorf("%s: %d events, %v", c.name, len(r.Events), r.Rejects)
			continue
		}
		e := r.Events[0]
		if e.Date != entente.NewDate(1999, 5, 2) || e.CAMEO != c.code || e.Type != entente.Consult || e.Mode != c.mode || e.Actor != c.actor || e.Recipient != c.recipient {
			t.Errorf("%s: %+v", c.name, e)
		}
		if line := e.ID[strings.LastIndexByte(e.ID, ':')+1:]; !strings.HasPrefix(e.ID, c.name) || line != "1" && line != "2" {
			t.Errorf("%s: ID %s", c.name, e.ID)
		}
	}
}

// What a file holds counts more than what its name says.
func TestSchemeByContent(t *testing.T) {
	g := datasettest.Gazetteer(t)
	r := datasettest.Read(t, Events(), "gulf.cameo.csv", "date,source,target,code\n1990-08-02,IRQ,KUW,223\n", g)
	if len(r.Events) != 1 || r.Events[0].CAMEO != "190" || r.Events[0].Recipient.Entity != "KWT" {
		t.Errorf("%+v %v", r.Events, r.Rejects)
	}
	err := Events().Read(t.Context(), dataset.File{Name: "x.csv", In: strings.NewReader("date,source,target,code\n1990-08-02,IRQ,KUW,190\n"), Entities: g}, &datasettest.Record{})
	if want := "x.csv: the codes may be WEIS's or CAMEO's; put weis or cameo into the file's name"; err == nil || err.Error() != want {
		t.Errorf("err = %v", err)
	}
}

func TestRejects(t *testing.T) {
	g := datasettest.Gazetteer(t)
	const header = "date,source,target,code\n1990-08-02,IRQ,KUW,223\n"
	for _, c := range []struct{ text, reason, what string }{
		{",IRQ,KUW,223", "no date", ""},
		{"1990-02-30,IRQ,KUW,223", "date that does not exist", "1990-02-30"},
		{"1990-08-02,IRQ,KUW,999", "no such code in WEIS", "999"},
		{"1990-08-02,IRQ,KUW,223]", "no such code in WEIS", "223]"},
		{"1990-08-02,IRQ,KUW,034", "code of WEIS without a counterpart in CAMEO", "034"},
		{"1990-08-02,---,,223", "no actor at all", ""},
		{"1990-08-02,IRQ,KUW", "wrong number of columns", "3"},
		{`1990-08-02,"IRQ,KUW,223`, "quote that is not closed", ""},
	} {
		r := datasettest.Read(t, Events(), "x.weis", header+c.text+"\n", g)
		if len(r.Events) != 1 || len(r.Rejects) != 1 || r.Rejects[0].Line != 3 || r.Rejects[0].Reason != c.reason || r.Rejects[0].What != c.what {
			t.Errorf("%d events, %+v; want %q, %q", len(r.Events), r.Rejects, c.reason, c.what)
		}
	}
}

func TestAnotherLayoutIsAnError(t *testing.T) {
	err := Events().Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader("a\tb\n"), Entities: datasettest.Gazetteer(t)}, &datasettest.Record{})
	if want := `x:1: expected date, source, target and code (KEDS), at tabs or under a header, found "a\tb"; is it a file of another data set?`; err == nil || err.Error() != want {
		t.Errorf("err = %v", err)
	}
	for text, want := range map[string]bool{"date,source,target,code\n": true, "990502\tFRN\tUNK\t032\tVISIT\n": true, "a\tb\tc\td\n": false, "": false} {
		if Events().Knows("x", []byte(text)) != want {
			t.Errorf("Knows(%q) = %t", text, !want)
		}
	}
}

// Every class of WEIS has its three digits and a name, and an act goes to a class of
// CAMEO on its own side: what WEIS calls force is not cooperation.
func TestTable(t *testing.T) {
	known, err := codes.Acts(nil)
	if err != nil {
		t.Fatal(err)
	}
	acts, err := weis(known)
	if err != nil {
		t.Fatal(err)
	}
	classes := map[string]int{}
	for code, a := range acts {
		classes[code[:2]]++
		if len(code) == 3 && a.Code != "" && (code < "110") != (a.Code < "09") && code != "140" && code[:2] != "14" && code != "133" {
			t.Errorf("WEIS %s is %s", code, a.Code)
		}
	}
	if len(classes) != 22 {
		t.Errorf("%d classes; WEIS has 22", len(classes))
	}
	for c, n := range classes {
		if n < 2 {
			t.Errorf("class %s has no refinement", c)
		}
	}
}

func FuzzEvents(f *testing.F) {
	f.Add("date,source,target,code\n1990-08-02,IRQ,KUW,223\n1990-08-02,IRQ,KUW,0211\n")
	f.Add("990502\tFRN\tUNK\t032\tVISIT\n\n1\t2\n")
	f.Add("\ufeffdate,source,target,code\r\n1990-08-02,\"I\"\"Q\",KUW,223")
	g := datasettest.Gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := &datasettest.Record{}
		if Events().Read(t.Context(), dataset.File{Name: "weis", In: strings.NewReader(text), Entities: g}, r) != nil || text == "" {
			return
		}
		r.Check(t)
		first, _, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
		rows := datasettest.Rows(text)
		if headed(strings.ToValidUTF8(strings.TrimSuffix(first, "\r"), "\uFFFD")) {
			rows--
		}
		if got := len(r.Events) + len(r.Rejects); got != rows {
			t.Errorf("%d given or rejected of %d rows", got, rows)
		}
	})
}

func TestRealFiles(t *testing.T) {
	g := datasettest.Gazetteer(t)
	for _, c := range []struct {
		file          string
		rows, rejects int
		mapped        float64 // least share of named sides that are states or bodies
	}{
		{"levant.cameo.csv.gz", 145_709, 1, 0.85},
		{"gulf.cameo.csv.gz", 54_466, 0, 0.85},
		{"turkey.cameo.csv.gz", 29_029, 9, 0.85},
		{"casia.weis.csv.gz", 8_377, 90, 0.85},
		{"balkans.weis.csv.gz", 72_953, 587, 0.80},
	} {
		r := &datasettest.Record{}
		if err := Events().Read(t.Context(), dataset.File{Name: c.file, In: datasettest.Shared(t, "../..", "keds/"+c.file), Entities: g}, r); err != nil {
			t.Error(err)
			continue
		}
		r.Check(t)
		s := r.Shares()
		t.Logf("%s: %s\n  nameless: %v", c.file, s, s.Nameless[:min(20, len(s.Nameless))])
		if len(r.Events)+len(r.Rejects) != c.rows || len(r.Rejects) != c.rejects {
			t.Errorf("%s: %d events and %d rejects %v; want %d rows and %d rejects", c.file, len(r.Events), len(r.Rejects), s.Rejecting, c.rows, c.rejects)
		}
		if mapped := float64(s.States+s.Bodies) / float64(max(s.Sides, 1)); mapped < c.mapped {
			t.Errorf("%s: %.3f of the sides are mapped", c.file, mapped)
		}
	}
}

// The reading of WEIS in CAMEO keeps what acts weigh: the scores of Goldstein for WEIS and
// of their counterparts in CAMEO go together.
func TestWeightsAreKept(t *testing.T) {
	text, err := io.ReadAll(datasettest.Shared(t, "../..", "keds/weis.goldstein.scale.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	book, err := cameo.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	known, err := codes.Acts(book)
	if err != nil {
		t.Fatal(err)
	}
	acts, err := weis(known)
	if err != nil {
		t.Fatal(err)
	}
	var x, y []float64
	for line := range strings.Lines(string(text)) {
		code, score, _ := strings.Cut(strings.TrimSpace(line), ",")
		a, ok := acts[code]
		if !ok && code != "code" {
			t.Errorf("the table has no code %s", code)
		}
		if a.Code == "" {
			continue
		}
		weight, err := strconv.ParseFloat(score, 64)
		if err != nil {
			t.Fatal(err)
		}
		other, _ := book.Goldstein(a.Code)
		x, y = append(x, weight), append(y, other)
	}
	if r := correlation(x, y); r < 0.9 {
		t.Errorf("the scores of %d codes correlate at %.2f", len(x), r)
	}
}

// correlation is Pearson's.
func correlation(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	return (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
}
