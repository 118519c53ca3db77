package distance

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
		{"spells.txt", Set()},
		{"years.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "spells.txt", "years.txt") }

// TestReal reads the real files.
func TestReal(t *testing.T) {
	for path, rows := range map[string]int{"peacesciencer/cow_mindist_spells.csv": 26_733, "peacesciencer/gw_mindist_spells.csv": 22_386} {
		k := check.Shared(t, Set(), path, rows)
		if !k.Has(entente.Distance, "BLR", "RUS", 2019) || !k.Has(entente.Distance, "BLR", "USA", 2019) || k.Has(entente.Distance, "BLR", "USA", 1985) {
			t.Errorf("%s: Belarus has distances since it is a state, and through 2019", path)
		}
	}
}
