package quads

import (
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/datasettest"
)

const header = `"i","j","year","verbCoop","matlCoop","verbConf","matlConf","i_iso3c","j_iso3c","i_pop"` + "\n"

func TestARowIsFourTotals(t *testing.T) {
	g := datasettest.Gazetteer(t)
	want := []dataset.Total{}
	dyad := entente.Dyad{From: "BLR", To: "RUS"}
	for k, n := range []int{12, 3, 0, 1} {
		want = append(want, dataset.Total{Dyad: dyad, Period: entente.NewDate(2010, 0, 0), Quad: k + 1, Events: n})
	}
	for _, text := range []string{
		header + `"Belarus","Russian Federation",2010,12,3,0,1,"BLR","RUS",9490000` + "\n",
		"i\tj\tyear\tverbcoop\tmatlcoop\tverbconf\tmatlconf\r\nBelarus\tRussia\t2010\t12\t3\t0\t1\r\n",
	} {
		if r := datasettest.Read(t, Totals(), "x", text, g); !slices.Equal(r.Totals, want) {
			t.Errorf("%+v, %v", r.Totals, r.Rejects)
		}
	}
}

// A cell that is missing is no total, and a month is read where there is one.
func TestMissingStaysMissing(t *testing.T) {
	r := datasettest.Read(t, Totals(), "x", "i,j,year,month,verbCoop,matlCoop,verbConf,matlConf\nBelarus,Russia,2010,9,4,NA,,0\n", datasettest.Gazetteer(t))
	if len(r.Totals) != 2 || r.Totals[0].Events != 4 || r.Totals[1].Quad != 4 || r.Totals[0].Period != entente.NewDate(2010, 9, 0) {
		t.Errorf("%+v", r.Totals)
	}
}

func TestRejects(t *testing.T) {
	g := datasettest.Gazetteer(t)
	good := "Belarus,Russia,2010,1,1,1,1,,,\n"
	for _, c := range []struct{ text, reason, what string }{
		{"Belarus,Russia,,1,1,1,1,,,", "no date", ""},
		{"Belarus,Russia,20x0,1,1,1,1,,,", "date that does not exist", "20x0"},
		{"Belarus,Atlantis,2010,1,1,1,1,,,", "no such state", "Atlantis"},
		{",Russia,2010,1,1,1,1,,,", "no such state", ""},
		{"Russia,Russia,2010,1,1,1,1,,,", "a state with itself", "RUS"},
		{"Belarus,Russia,2010,-1,1,1,1,,,", "count that is no number", "-1"},
		{"Belarus,Russia,2010,NA,,,NA,,,", "no count", ""},
		{"Belarus,Russia,2010", "wrong number of columns", "3"},
	} {
		r := datasettest.Read(t, Totals(), "x", header+good+c.text+"\n", g)
		if len(r.Totals) != 4 || len(r.Rejects) != 1 || r.Rejects[0].Line != 3 || r.Rejects[0].Reason != c.reason || r.Rejects[0].What != c.what {
			t.Errorf("%d totals, %+v; want %q, %q", len(r.Totals), r.Rejects, c.reason, c.what)
		}
	}
}

func TestAnotherLayoutIsAnError(t *testing.T) {
	err := Totals().Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader("i,j,year\n"), Entities: datasettest.Gazetteer(t)}, &datasettest.Record{})
	if want := "x:1: expected a header with the column verbCoop (counts by quad class), found 3 columns without it; is it a file of another data set?"; err == nil || err.Error() != want {
		t.Errorf("err = %v", err)
	}
	if !Totals().Knows("x", []byte(header)) || Totals().Knows("x", []byte("i,j,year\n")) {
		t.Error("Knows")
	}
}

func FuzzTotals(f *testing.F) {
	f.Add(header + "Belarus,Russia,2010,1,1,1,1,BLR,RUS,\n\n\"x")
	g := datasettest.Gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := &datasettest.Record{}
		if Totals().Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader(text), Entities: g}, r) != nil || datasettest.Rows(text) == 0 {
			return
		}
		r.Check(t)
		given := 0
		for i, x := range r.Totals {
			if i == 0 || x.Quad <= r.Totals[i-1].Quad {
				given++
			}
		}
		if got, rows := given+len(r.Rejects), datasettest.Rows(text)-1; got != rows {
			t.Errorf("%d given and %d rejected of %d rows", given, len(r.Rejects), rows)
		}
	})
}

func TestRealFile(t *testing.T) {
	r := &datasettest.Record{}
	f := dataset.File{Name: "quads", In: datasettest.Shared(t, "../..", "icews/icews_dyad_year_quads_2002_2014.csv.gz"), Entities: datasettest.Gazetteer(t)}
	if err := Totals().Read(t.Context(), f, r); err != nil {
		t.Fatal(err)
	}
	r.Check(t)
	if len(r.Totals) != 4*298_376 || len(r.Rejects) != 0 {
		t.Errorf("%d totals, %d rejects: %v", len(r.Totals), len(r.Rejects), r.Shares().Rejecting)
	}
	n := 0
	for _, x := range r.Totals {
		if x.Dyad == (entente.Dyad{From: "BLR", To: "RUS"}) {
			n += x.Events
		}
	}
	if n == 0 {
		t.Error("Belarus did nothing to Russia in thirteen years")
	}
}
