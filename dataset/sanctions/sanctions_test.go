package sanctions

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
		{"cases.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "cases.txt") }
