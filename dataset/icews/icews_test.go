package icews

import (
	"io"
	"strconv"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/datasettest"
	"github.com/entente-project/entente/ontology"
	"github.com/entente-project/entente/ontology/cameo"
)

const header = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"

// visit is a row: the Belarusian foreign ministry calls on the European Union.
const visit = "101\t2015-09-19\tForeign Affairs (Belarus)\tExecutive,Foreign Ministry,Government\tBelarus\tMake a visit\t042\t1.9\tEuropean Union\tInternational Government Organization,Regional Diplomatic IGOs,Regional\tNA\t9001\t3\tExample Wire\tBrussels\tNA\tNA\tBelgium\t50.85\t4.35\n"

func TestAVisit(t *testing.T) {
	g := datasettest.Gazetteer(t)
	comma := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(header, " ", "_"), "\t", ",")) +
		strings.ReplaceAll(`"`+strings.ReplaceAll(strings.TrimSpace(visit), "\t", "\"\t\"")+`"`, "\t", ",") + "\n"
	for _, text := range []string{header + visit, "\ufeff" + strings.ReplaceAll(header+visit, "\n", "\r\n"), comma} {
		r := datasettest.Read(t, Events(), "x.tab", text, g)
		if len(r.Events) != 1 {
			t.Fatalf("%d events, %v", len(r.Events), r.Rejects)
		}
		e := r.Events[0]
		if e.ID != "101" || e.Date != entente.NewDate(2015, 9, 19) || e.Type != entente.Consult || e.Mode != "visit" || e.CAMEO != "042" {
			t.Errorf("%+v", e)
		}
		if e.Actor != (dataset.Side{Entity: "BLR", Sector: "GOV", Raw: "Foreign Affairs (Belarus)"}) || e.Recipient != (dataset.Side{Entity: "IGO:EU", Sector: "IGO", Raw: "European Union"}) {
			t.Errorf("%+v > %+v", e.Actor, e.Recipient)
		}
		if e.Outlet != "Example Wire" || e.Place != "BEL" || e.PlaceName != "Brussels" || !e.Precise || e.Lat != 50.85 {
			t.Errorf("%q in %s %q %g", e.Outlet, e.Place, e.PlaceName, e.Lat)
		}
	}
}

func TestSides(t *testing.T) {
	g := datasettest.Gazetteer(t)
	a, err := newActors(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, country, sectors string
		year                   int
		want                   string
	}{
		{"Military (Vietnam)", "Vietnam", "Military,Government", 2018, "VNM:MIL"},
		{"Angela Merkel", "Germany", "Parties,Executive,Executive Office,Legislative / Parliamentary,Government", 2015, "DEU:GOV"},
		{"House of Representatives (United States)", "United States", "Government,Legislative / Parliamentary,Lower House", 2018, "USA:LEG"},
		{"Russia", "Russian Federation", "", 2015, "RUS"},
		{"Palestinian Territory, Occupied", "Occupied Palestinian Territory", "", 2018, "PSE"},
		{"Congo", "Congo", "", 2018, "COG"},
		{"Criminal (Al Qaeda)", "", "International Religious,Sunni,International Insurgents", 2018, "NSA:ALQ:REB"},
		{"Secretariat (Organization of American States)", "", "International Government Organization", 2018, "IGO:OAS:IGO"},
		{"Africa", "", "", 2018, ""},
		{"Unspecified Actor", "", "Unspecified", 2018, ""},
		{"Citizen (Hong Kong)", "Hong Kong", "General Population / Civilian / Social,Social", 2018, ":CVL"},
		{"Google", "", "Business,Multinational Corporation,Social", 2018, ":BUS"},
	} {
		s := a.side(c.name, c.country, c.sectors, entente.NewDate(c.year, 6, 1))
		if got := (entente.Party{Entity: s.Entity, Sector: s.Sector}).String(); got != c.want || s.Raw != c.name {
			t.Errorf("%s = %q; want %q", c.name, got, c.want)
		}
	}
}

func TestRejects(t *testing.T) {
	g := datasettest.Gazetteer(t)
	change := func(old, new string) string { return strings.Replace(visit, old, new, 1) }
	for _, c := range []struct{ text, reason, what string }{
		{change("2015-09-19", "NULL"), "no date", ""},
		{change("2015-09-19", "2015-09-31"), "date that does not exist", "2015-09-31"},
		{change("2015-09-19", "2015-09"), "date that does not exist", "2015-09"},
		{change("\t042\t", "\t42\t"), "no such code in CAMEO", "42"},
		{change("\t042\t", "\t\t"), "no such code in CAMEO", ""},
		{change("101\t", "\t"), "no number of the event", ""},
		{change("50.85", "150.85"), "coordinates that do not exist", "150.85 4.35"},
		{"101\t2015-09-19\n", "wrong number of columns", "2"},
		{"101\t2015-09-19\tNA\t\tNULL\t\t042\t1.9\t---\t\t\t\t\t\t\t\t\t\t\t\n", "no actor at all", ""},
	} {
		r := datasettest.Read(t, Events(), "x", header+visit+c.text+visit, g)
		if len(r.Events) != 2 || len(r.Rejects) != 1 || r.Rejects[0].Line != 3 || r.Rejects[0].Reason != c.reason || r.Rejects[0].What != c.what {
			t.Errorf("%d events, %+v; want %q, %q", len(r.Events), r.Rejects, c.reason, c.what)
		}
	}
}

func TestAnotherLayoutIsAnError(t *testing.T) {
	f := dataset.File{Name: "x.tab", In: strings.NewReader("date\tsource\ttarget\n"), Entities: datasettest.Gazetteer(t)}
	err := Events().Read(t.Context(), f, &datasettest.Record{})
	if want := "x.tab:1: expected a header with the column Event ID (ICEWS on Dataverse), found 3 columns without it; is it a file of another data set?"; err == nil || err.Error() != want {
		t.Errorf("err = %v", err)
	}
	if !Events().Knows("x", []byte(header)) || Events().Knows("x", []byte(visit)) {
		t.Error("Knows")
	}
}

// Sectors and countries of the tables are the ontology's and the gazetteer's.
func TestTables(t *testing.T) {
	g := datasettest.Gazetteer(t)
	list, err := ontology.Sectors(nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[entente.Sector]bool{}
	for _, s := range list {
		known[s.Sector] = true
	}
	a, err := newActors(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range a.sectors {
		if !known[s.is] {
			t.Errorf("%+v: no such sector", s)
		}
	}
	for name, id := range a.countries {
		if id == "" {
			continue
		}
		if _, err := a.entities.State(string(id)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzEvents(f *testing.F) {
	f.Add(header + visit)
	f.Add(header + visit + "\n\n" + visit[:40])
	f.Add(strings.ReplaceAll(header+visit, "\t", ",") + `"open` + "\n")
	g := datasettest.Gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := &datasettest.Record{}
		if Events().Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader(text), Entities: g}, r) != nil || datasettest.Rows(text) == 0 {
			return
		}
		r.Check(t)
		if got, rows := len(r.Events)+len(r.Rejects), datasettest.Rows(text)-1; got != rows {
			t.Errorf("%d given or rejected of %d rows", got, rows)
		}
	})
}

func BenchmarkEvents(b *testing.B) {
	const n = 20_000
	text := header + strings.Repeat(visit, n)
	g := datasettest.Gazetteer(b)
	b.ReportAllocs()
	for b.Loop() {
		var c count
		if err := Events().Read(b.Context(), dataset.File{Name: "x", In: strings.NewReader(text), Entities: g}, &c); err != nil || c.events != n {
			b.Fatal(err, c.events)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
}

type count struct {
	dataset.Sink
	events int
}

func (c *count) Event(dataset.Event) error { c.events++; return nil }

func TestRealFiles(t *testing.T) {
	g := datasettest.Gazetteer(t)
	for _, c := range []struct {
		file   string
		rows   int
		states float64
	}{
		{"events.2018.sample.tab.gz", 3705, 0.93},
		{"icews_sample.csv.gz", 4993, 0.93},
	} {
		r := &datasettest.Record{}
		if err := Events().Read(t.Context(), dataset.File{Name: c.file, In: datasettest.Shared(t, "../..", "icews/"+c.file), Entities: g}, r); err != nil {
			t.Error(err)
			continue
		}
		r.Check(t)
		s := r.Shares()
		if len(r.Events) != c.rows || len(r.Rejects) != 0 {
			t.Errorf("%s: %d events, rejects %v; want %d", c.file, len(r.Events), s.Rejecting, c.rows)
		}
		t.Logf("%s: %s\n  nameless: %v", c.file, s, s.Nameless[:min(20, len(s.Nameless))])
		if mapped := float64(s.States+s.Bodies) / float64(max(s.Sides, 1)); mapped < c.states {
			t.Errorf("%s: %.2f of the sides are mapped", c.file, mapped)
		}
	}
}

// The set's Intensity is the Goldstein score of its code, so that nothing is lost by
// not keeping it.
func TestIntensityIsGoldstein(t *testing.T) {
	book, err := cameo.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := lines(t, "events.2018.sample.tab.gz")
	for _, l := range lines[1:] {
		cells := strings.Split(l, "\t")
		want, _ := book.Goldstein(cells[6])
		if got := number(t, cells[7]); got != want {
			t.Fatalf("%s scores %g in the set and %g in the codebook", cells[6], got, want)
		}
	}
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	text, err := io.ReadAll(datasettest.Shared(t, "../..", "icews/"+file))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
