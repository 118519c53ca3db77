package wars

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

// TestReal reads the real files.
func TestReal(t *testing.T) {
	inter := check.Shared(t, Inter(), "peacesciencer/cow_war_inter.csv", 1932)
	if !inter.Has(entente.War, "IRQ", "USA", 1991) || !inter.Has(entente.War, "DEU", "SUN", 1943) || inter.Has(entente.War, "SUN", "USA", 1943) {
		t.Error("Iraq and the United States were at war in 1991, Germany and the Soviet Union in 1943, allies not")
	}
	check.Shared(t, Intra(), "peacesciencer/cow_war_intra.csv", 1361)
	ucdp := check.Shared(t, UCDP(), "peacesciencer/ucdp_acd.csv", 5652)
	if !ucdp.Has(entente.War, "RUS", "UKR", 2022) || !ucdp.Has(entente.War, "IRN", "IRQ", 1984) || ucdp.Has(entente.War, "IRN", "IRQ", 1995) {
		t.Error("Russia and Ukraine fought in 2022, Iran and Iraq in 1984 and not in 1995")
	}
}
