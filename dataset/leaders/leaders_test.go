package leaders

import (
	"slices"
	"strings"
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
		{"archigos.txt", Archigos()},
		{"reign.txt", REIGN()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzArchigos(f *testing.F) { check.Fuzz(f, Archigos(), "archigos.txt") }

func FuzzREIGN(f *testing.F) { check.Fuzz(f, REIGN(), "reign.txt") }

// TestReal reads the real files: each row that is taken is a term.
func TestReal(t *testing.T) {
	for _, c := range []struct {
		set  dataset.Set
		path string
		rows int
	}{
		{Archigos(), "peacesciencer/archigos.csv", 3409},
		{REIGN(), "leaders/reign_leaderlist_3_21.csv", 2524},
	} {
		k := check.Shared(t, c.set, c.path, c.rows)
		if got, want := len(k.Terms), c.rows-len(k.Refused); got != want {
			t.Errorf("%s: %d terms; %d rows were taken", c.path, got, want)
		}
		found := slices.ContainsFunc(k.Terms, func(x dataset.Term) bool {
			return x.State == "BLR" && strings.HasPrefix(x.Person, "Luka") && x.Start == entente.NewDate(1994, 7, 20) && x.End.IsZero()
		})
		if !found {
			t.Errorf("%s: Lukashenko leads Belarus from 20 July 1994 on", c.path)
		}
	}
}
