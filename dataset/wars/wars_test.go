package wars

import (
	"testing"

	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/check"
)

// TestStories reads rows of each layout and holds what comes out against the story.
func TestStories(t *testing.T) {
	for _, s := range []struct {
		name string
		set  dataset.Set
	}{
		{"inter.txt", Inter()},
		{"participants.txt", Inter()},
		{"intra.txt", Intra()},
		{"ucdp.txt", UCDP()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			if s.name != "participants.txt" && s.name != "intra.txt" { // which give nothing one by one
				check.Silent(t, s.set, s.name, nil)
			}
		})
	}
}

func FuzzInter(f *testing.F) { check.Fuzz(f, Inter(), "inter.txt", "participants.txt") }

func FuzzIntra(f *testing.F) { check.Fuzz(f, Intra(), "intra.txt") }

func FuzzUCDP(f *testing.F) { check.Fuzz(f, UCDP(), "ucdp.txt") }
