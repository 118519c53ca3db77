package contiguity

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
		{"official.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "spells.txt", "official.txt") }

// TestReal reads the real file, in which each pair stands in both directions.
func TestReal(t *testing.T) {
	k := check.Shared(t, Set(), "peacesciencer/cow_contdir.csv", 1874)
	if !k.Has(entente.Contiguity, "BLR", "RUS", 2016) || !k.Has(entente.Contiguity, "CAN", "USA", 1950) || k.Has(entente.Contiguity, "BLR", "DEU", 2000) {
		t.Error("Belarus borders on Russia, Canada on the United States, Belarus not on Germany")
	}
}
