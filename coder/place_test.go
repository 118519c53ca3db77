package coder_test

import (
	"os"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// TestPlaces codes every text of testdata/places.tsv and holds the places of its
// events against those that the row gives. A text from which nothing is coded
// tells nothing and fails.
func TestPlaces(t *testing.T) {
	f, err := os.Open("testdata/places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab, err := table.Read("testdata/places.tsv", f, "place", "text")
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for _, r := range tab.Rows {
		doc := entente.Document{Published: entente.NewDate(2024, 6, 14), Text: r.Get("text")}
		got := []string{}
		for _, e := range open(t).Code(doc).Events {
			got = append(got, placeWords(e.Place))
			if p := e.Place; !p.Coordinates.IsZero() && (p.Precision == entente.PreciseToState || p.Precision == "") {
				t.Errorf("%s: %q has the coordinates %v", r.Place(), placeWords(p), p.Coordinates)
			}
		}
		if len(got) == 0 || strings.Trim(strings.Join(got, ";"), ";") == "" || wrong(got, r.Get("place")) {
			t.Errorf("%s: %q is at %q, want %q", r.Place(), doc.Text, got, r.Get("place"))
			continue
		}
		right++
	}
	t.Logf("%d of %d right", right, len(tab.Rows))
}

func wrong(got []string, want string) bool {
	for _, g := range got {
		if g != want {
			return true
		}
	}
	return false
}

func placeWords(p entente.Place) string {
	if p.State == "" {
		return "-"
	}
	return string(p.State) + " " + p.Name + " " + string(p.Precision)
}
