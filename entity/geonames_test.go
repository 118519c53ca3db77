package entity

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
)

// geoRow is a row as GeoNames writes it.
func geoRow(name, code, country string, population int, lat, lon string) string {
	return fmt.Sprintf("1\t%s\t%s\t\t%s\t%s\tP\t%s\t%s\t\t01\t\t\t\t%d\t\t10\tEurope/Example\t2026-01-01\n", name, plain(name), lat, lon, code, country, population)
}

func withTowns(t *testing.T, rows ...string) *Gazetteer {
	t.Helper()
	g, err := Open(fstest.MapFS{"cities15000.txt": {Data: []byte(strings.Join(rows, ""))}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestGeoNames lays a file of GeoNames over the tables: a town that they do not
// have is found where the words around say that a place is meant, the larger of
// two namesakes first, and nothing that they have changes.
func TestGeoNames(t *testing.T) {
	g := withTowns(t,
		geoRow("Ålesund", "PPLA", "NO", 44000, "62.47225", "6.15492"),
		geoRow("Paris", "PPL", "US", 25000, "33.66", "-95.55"),
		geoRow("Saidpur", "PPL", "IN", 30000, "25.53", "83.26"),
		geoRow("Saidpur", "PPL", "BD", 230000, "25.77", "88.89"),
		geoRow("Quarter", "PPLX", "NO", 1, "60", "10"),
		geoRow("Basse-Terre", "PPLA", "GP", 11000, "15.99", "-61.73"),
		geoRow("Putin", "PPL", "US", 16000, "40", "-80"),
		geoRow("Nowhere", "PPL", "QQ", 16000, "40", "-80"),
	)
	for sentence, want := range map[string]string{
		"Envoys met in Alesund on Sunday .":             "Alesund=NOR/city",
		"Envoys met in Ålesund on Sunday .":             "Ålesund=NOR/city",
		"Alesund won .":                                 "",
		"A train stopped in Saidpur on Sunday .":        "Saidpur=BGD/city",
		"A train stopped in Saidpur , India , today .":  "Saidpur=IND/city | India=IND/state",
		"They met in Paris on Sunday .":                 "Paris=FRA:GOV/capital",
		"They met in Paris , Texas , on Sunday .":       "Paris=USA/city | Texas=USA/region",
		"They met in Quarter on Sunday .":               "",
		"They met in Nowhere on Sunday .":               "",
		"A ship docked in Basse-Terre on Sunday .":      "Basse-Terre=FRA/city",
		"In Moscow Putin met the envoy on that evening": "Moscow=RUS:GOV/capital | Putin=RUS:GOV/leader",
	} {
		ws := strings.Fields(sentence)
		if got := show(ws, g.Find(ws, date(t, "2024-06-14"))); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", sentence, got, want)
		}
	}
	m := g.Lookup("Alesund", entente.Date{})[0]
	if want := (entente.Coordinates{Lat: 62.47225, Lon: 6.15492}); m.At != want || m.Row != "--data/entity/cities15000.txt:1" {
		t.Errorf("%+v", m)
	}
}

// TestGeoNamesFaults names file and line, and says what to do.
func TestGeoNamesFaults(t *testing.T) {
	for want, rows := range map[string]string{
		"--data/entity/cities15000.txt:2: 2 cells where GeoNames has 19": geoRow("A", "PPL", "NO", 1, "1", "1") + "\n" + "a\tb\n",
		"--data/entity/cities15000.txt:1: lat \"91\"":                    geoRow("A", "PPL", "NO", 1, "91", "1"),
		"--data/entity/cities15000.txt:1: a town without a name":         geoRow(" ", "PPL", "NO", 1, "1", "1"),
	} {
		if want[len("--data/entity/cities15000.txt:")] == '2' {
			rows = strings.Replace(rows, "\n\n", "\n", 1)
		}
		_, err := Open(fstest.MapFS{"cities15000.txt": {Data: []byte(rows)}})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// FuzzGeoNames reads anything: rows on the globe with a name, or an error that
// says where.
func FuzzGeoNames(f *testing.F) {
	f.Add(geoRow("Ålesund", "PPLA", "NO", 44000, "62.47225", "6.15492"))
	f.Add("a\tb\n")
	f.Add(geoRow("A", "PPL", "NO", 1, "NaN", "Inf"))
	f.Fuzz(func(t *testing.T, text string) {
		towns, err := readTowns("cities.txt", strings.NewReader(text))
		if err != nil && !strings.HasPrefix(err.Error(), "cities.txt:") {
			t.Errorf("%v", err)
		}
		for _, w := range towns {
			if len(w.names) == 0 || !w.at.Valid() || w.row == "" {
				t.Errorf("%+v", w)
			}
		}
	})
}
