package codes

import (
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lib/table"
	"github.com/entente-project/entente/ontology"
)

func gazetteer(t testing.TB) *entity.Gazetteer {
	t.Helper()
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func actors(t testing.TB, name string, schemes ...string) *Actors {
	t.Helper()
	a, err := NewActors(name, gazetteer(t), schemes...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSide(t *testing.T) {
	cameo, weis := actors(t, CAMEO, "gdelt", "cameo", "iso3"), actors(t, WEIS)
	for _, c := range []struct {
		table *Actors
		code  string
		year  int
		want  string
	}{
		{cameo, "USA", 2018, "USA"},
		{cameo, "USAGOV", 2018, "USA:GOV"},
		{cameo, "MNCUSA", 2018, "USA:BUS"},
		{cameo, "ETH", 2018, "ETH"}, // Ethiopia, not an ethnic group
		{cameo, "ROU", 2018, "ROU"}, // GDELT writes it and gives no country beside it
		{cameo, "RUS", 1985, "SUN"}, // as of the row's date
		{cameo, "DEU", 1979, "DEU"}, // not East Germany, whose code in CAMEO is DEU too
		{weis, "GER", 1985, "DEU"},  //
		{cameo, "GME", 1985, "DDR"}, //
		{cameo, "YEM", 1985, "YEM"}, // not South Yemen
		{cameo, "YMS", 1985, "YMD"},
		{cameo, "IGOUNO", 2018, "IGO:UN:IGO"},       //
		{cameo, "IGOEUREEC", 2018, "IGO:EU:IGO"},    //
		{cameo, "IGOWSTNAT", 2018, "IGO:NATO:IGO"},  //
		{cameo, "IGOUNOPKO", 2018, "IGO:UN:MIL"},    // peacekeepers
		{cameo, "IGOUNODEVWBK", 2018, "IGO:WB:IGO"}, // the agency rather than the United Nations
		{cameo, "LBNREBHEZ", 2006, "LBN:REB"},       //
		{cameo, "PSEGOVHMS", 2007, "PSE:GOV"},       // the first role counts
		{cameo, "HMS", 2007, "PSE:REB"},             //
		{cameo, "IMGMOSALQUAF", 2018, "NSA:ALQ:REB"},
		{cameo, "CYPTRKGOV", 2000, "CYP:GOV"},
		{cameo, "IRQKUR", 2000, "IRQ:ETH"},
		{cameo, "IRQNOR", 2000, "IRQ"}, // the north of Iraq, not Norway
		{cameo, "COP", 2018, ":COP"},
		{cameo, "EUR", 2018, ""},
		{cameo, "WST", 2018, ""},
		{cameo, "AFRGOV", 2018, ":GOV"},
		{cameo, "ukr", 2018, ":ETH"}, // Ukrainians, wherever they live
		{cameo, "XQZ12", 2018, ""},
		{weis, "AUS", 1995, "AUT"},
		{weis, "AUL", 1995, "AUS"},
		{weis, "FRN", 1985, "FRA"},
		{weis, "AFGTAL", 1997, "AFG:REB"},
		{weis, "KAZEXE", 1997, "KAZ:GOV"},
		{weis, "BOSSERMIL", 1993, "BIH:MIL"},
		{weis, "UN", 1993, "IGO:UN:IGO"},
		{weis, "TAI", 1993, ""},
	} {
		s := c.table.Side(c.code, "", entente.NewDate(c.year, 6, 1))
		if got := (entente.Party{Entity: s.Entity, Sector: s.Sector}).String(); got != c.want || s.Raw != c.code {
			t.Errorf("%s in %d = %q (%s); want %q", c.code, c.year, got, s.Raw, c.want)
		}
	}
}

// A state's code beside the actor's counts where the actor's names none.
func TestSideBesideState(t *testing.T) {
	a := actors(t, CAMEO, "gdelt")
	on := entente.NewDate(2018, 1, 1)
	if s := a.Side("COP", "AUS", on); s.Entity != "AUS" || s.Sector != "COP" {
		t.Errorf("COP beside AUS = %+v", s)
	}
	if s := a.Side("IGOWSTNAT", "WST", on); s.Entity != "IGO:NATO" {
		t.Errorf("IGOWSTNAT beside WST = %+v", s)
	}
	if s := a.Side("", "EUR", on); s.Entity != "" || s.Raw != "EUR" {
		t.Errorf("EUR alone = %+v", s)
	}
}

// Codes that change their meaning within a year are read by the day.
func TestSideWithinAYear(t *testing.T) {
	a := actors(t, CAMEO, "cameo")
	before := a.Side("SRB", "", entente.NewDate(2006, 5, 1)).Entity
	after := a.Side("SRB", "", entente.NewDate(2006, 8, 1)).Entity
	if before != "SCG" || after != "SRB" {
		t.Errorf("SRB in May and August 2006 = %s, %s", before, after)
	}
}

// Every entity and state of the tables is known to the gazetteer, every sector to the
// ontology, and no part hides a state's own code by accident.
func TestTables(t *testing.T) {
	g := gazetteer(t)
	sectors, err := ontology.Sectors(nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"": true}
	for _, s := range sectors {
		known[string(s.Sector)] = true
	}
	on := entente.NewDate(1995, 1, 1)
	for _, name := range []string{CAMEO, WEIS} {
		f, err := files.Open(name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		rows, err := table.Read(name+".tsv", f, "code", "state", "entity", "sector", "name")
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows.Rows {
			id := entente.EntityID(r.Get("entity"))
			if id.IsState() {
				if _, err := g.State(string(id)); err != nil {
					t.Errorf("%s: %v", r.Place(), err)
				}
			} else if id != "" && g.Name(id) == string(id) {
				t.Errorf("%s: the gazetteer does not know %s", r.Place(), id)
			}
			if s := r.Get("state"); s != "" {
				if _, ok := g.FromCode("cameo", s, on); !ok {
					t.Errorf("%s: no state has the code %s", r.Place(), s)
				}
			}
			if !known[r.Get("sector")] {
				t.Errorf("%s: no sector %s", r.Place(), r.Get("sector"))
			}
			for _, scheme := range []string{"cameo", "gdelt"} {
				if own, ok := g.FromCode(scheme, r.Get("code"), on); ok && name == CAMEO && r.Get("state") == "" && id == "" {
					t.Errorf("%s: %s is the code of %s", r.Place(), r.Get("code"), own)
				}
			}
		}
	}
}

func TestActs(t *testing.T) {
	acts, err := Acts(nil)
	if err != nil {
		t.Fatal(err)
	}
	if a := acts["042"]; a.Type != entente.Consult || a.Mode != "visit" {
		t.Errorf("042 = %+v", a)
	}
	if a, ok := acts["010"]; !ok || a.Type != "" {
		t.Errorf("010 = %+v, %t; a statement is known and has no type", a, ok)
	}
	if _, ok := acts["223"]; ok {
		t.Error("223 is no code of CAMEO")
	}
}

func FuzzSide(f *testing.F) {
	for _, s := range []string{"USAGOV", "IGOUNODEVWBK", "é", "ukr", "A", strings.Repeat("X", 100)} {
		f.Add(s, "USA", 1990)
	}
	tables := []*Actors{actors(f, CAMEO, "gdelt", "iso3"), actors(f, WEIS)}
	f.Fuzz(func(t *testing.T, code, state string, year int) {
		for _, a := range tables {
			on := entente.NewDate(year%3000, 1, 1)
			s := a.Side(code, state, on)
			if s != a.Side(code, state, on) {
				t.Errorf("%q reads in two ways", code)
			}
			if (s.Entity != "" || s.Sector != "") && s.Raw == "" {
				t.Errorf("%q gives %+v", code, s)
			}
		}
	})
}

func BenchmarkSide(b *testing.B) {
	a := actors(b, CAMEO, "gdelt", "iso3")
	codes := []string{"USAGOV", "RUS", "IGOUNO", "COP", "CHNMIL"}
	on := entente.NewDate(2018, 1, 1)
	b.ReportAllocs()
	for i := range b.N {
		a.Side(codes[i%len(codes)], "", on)
	}
}
