package sanctions

import (
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/check"
	"github.com/entente-project/entente/dataset/internal/grid"
)

// TestStories reads rows of each layout and holds what comes out against the story.
func TestStories(t *testing.T) {
	for _, s := range []struct {
		name string
		set  dataset.Set
	}{
		{"cases.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "cases.txt") }

// TestReal reads the real file.
func TestReal(t *testing.T) {
	k := check.Shared(t, Set(), "sanctions/ties_v4.csv", 1412)
	cases := map[string]bool{}
	for _, tie := range k.Ties {
		cases[tie.Evidence.By] = true
	}
	at, rows := check.Table(t, "sanctions/ties_v4.csv")
	for i, row := range rows {
		if id := row[at["caseid"]]; !cases[grid.By(by, id)] && !k.Refused[i+2] {
			t.Errorf("case %s on line %d gives nothing and is not rejected", id, i+2)
		}
	}
	if !k.Has(entente.SanctionsInForce, "USA", "CUB", 1965) || k.Has(entente.SanctionsInForce, "CUB", "USA", 1965) {
		t.Error("the United States has sanctions on Cuba in 1965, and not the other way")
	}
}
