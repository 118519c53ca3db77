package trade

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
		{"cow.txt", COW()},
		{"dots-bulk.txt", DOTS()},
		{"dots-panel.txt", DOTS()},
		{"dots-series.txt", DOTS()},
		{"dots-sdmx.txt", DOTS()},
		{"imts.txt", DOTS()},
		{"comtrade.txt", Comtrade()},
		{"legacy.txt", Comtrade()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzCOW(f *testing.F) { check.Fuzz(f, COW(), "cow.txt") }

func FuzzDOTS(f *testing.F) {
	check.Fuzz(f, DOTS(), "dots-bulk.txt", "dots-panel.txt", "dots-series.txt", "dots-sdmx.txt", "imts.txt")
}

func FuzzComtrade(f *testing.F) { check.Fuzz(f, Comtrade(), "comtrade.txt", "legacy.txt") }
