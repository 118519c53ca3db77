package sipri

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
		{"transfers.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "transfers.txt") }

// TestReal reads the real file: each row that is taken is a tie.
func TestReal(t *testing.T) {
	k := check.Shared(t, Set(), "arms/sipri_tiv_1950_2021.csv", 21_324)
	if got, want := len(k.Ties), 21_324-len(k.Refused); got != want {
		t.Errorf("%d ties; %d rows were taken", got, want)
	}
	if !k.Has(entente.Arms, "RUS", "IND", 2015) || !k.Has(entente.Arms, "SUN", "IND", 1985) || k.Has(entente.Arms, "IND", "RUS", 2015) {
		t.Error("Russia and before it the Soviet Union arm India, and not the other way")
	}
}
