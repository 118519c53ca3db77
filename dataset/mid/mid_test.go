package mid

import (
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/check"
)

// TestStories reads rows of each layout and holds what comes out against the story.
func TestStories(t *testing.T) {
	for _, s := range []struct {
		name string
		set  dataset.Set
	}{
		{"dyads.txt", COW()},
		{"participants.txt", COW()},
		{"gml.txt", GML()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			if s.name != "participants.txt" && s.name != "intra.txt" { // which give nothing one by one
				check.Silent(t, s.set, s.name, nil)
			}
		})
	}
}

func FuzzCOW(f *testing.F) { check.Fuzz(f, COW(), "dyads.txt", "participants.txt") }

func FuzzGML(f *testing.F) { check.Fuzz(f, GML(), "gml.txt") }

// TestReal reads the real files: every row that is taken is a year of a dispute.
func TestReal(t *testing.T) {
	for _, c := range []struct {
		set  dataset.Set
		path string
		rows int
	}{
		{COW(), "peacesciencer/cow_mid_dirdisps.csv", 11_390},
		{GML(), "peacesciencer/gml_dirdisp.csv", 10_276},
	} {
		k := check.Shared(t, c.set, c.path, c.rows)
		if got, want := k.Years(entente.Dispute), c.rows-len(k.Refused); got != want {
			t.Errorf("%s: %d years; %d rows were taken", c.path, got, want)
		}
		if !k.Has(entente.Dispute, "SUN", "USA", 1962) || !k.Has(entente.Dispute, "GEO", "RUS", 2008) || k.Has(entente.Dispute, "CAN", "BEL", 1990) {
			t.Errorf("%s: the Cuban missiles and the war in Georgia are disputes, Canada and Belgium have none", c.path)
		}
	}
}
