package igo

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
		{"shared.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "shared.txt") }

// TestReal reads the real file: every row that is taken is a year of a tie.
func TestReal(t *testing.T) {
	k := check.Shared(t, Set(), "peacesciencer/cow_igo_ndy.csv", 917_695)
	if got, want := k.Years(entente.SharedBodies), 917_695-len(k.Refused); got != want {
		t.Errorf("%d years; %d rows were taken", got, want)
	}
	if !k.Has(entente.SharedBodies, "BLR", "RUS", 2014) || k.Has(entente.SharedBodies, "BLR", "RUS", 2015) {
		t.Error("Belarus and Russia share bodies through 2014, the last year of the set")
	}
}
