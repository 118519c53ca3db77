package mid

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
