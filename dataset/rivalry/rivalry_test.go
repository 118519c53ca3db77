package rivalry

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
		{"tss.txt", TSS()},
		{"td.txt", TD()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzTSS(f *testing.F) { check.Fuzz(f, TSS(), "tss.txt") }

func FuzzTD(f *testing.F) { check.Fuzz(f, TD(), "td.txt") }

// TestReal reads the real lists: every rivalry that is not rejected is one tie or more,
// where a state took the place of another.
func TestReal(t *testing.T) {
	for _, c := range []struct {
		set  dataset.Set
		path string
		rows int
	}{
		{TSS(), "peacesciencer/tss_rivalries.csv", 264},
		{TD(), "peacesciencer/td_rivalries.csv", 197},
	} {
		k := check.Shared(t, c.set, c.path, c.rows)
		if !k.Has(entente.Rivalry, "IND", "PAK", 2009) || !k.Has(entente.Rivalry, "SUN", "USA", 1960) || k.Has(entente.Rivalry, "SUN", "USA", 1930) {
			t.Errorf("%s: India and Pakistan are rivals in 2009, the Soviet Union and the United States in 1960 and not in 1930", c.path)
		}
	}
}
