package diplomacy

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
		{"missions.txt", Embassies()},
		{"exchange.txt", Exchange()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzEmbassies(f *testing.F) { check.Fuzz(f, Embassies(), "missions.txt") }

func FuzzExchange(f *testing.F) { check.Fuzz(f, Exchange(), "exchange.txt") }

// TestReal reads the real list: each row that is taken is a tie.
func TestReal(t *testing.T) {
	k := check.Shared(t, Embassies(), "diplomacy/embassies_wikidata_2022-11.csv", 9852)
	if got, want := len(k.Ties), 9852-len(k.Refused); got != want {
		t.Errorf("%d ties; %d rows were taken", got, want)
	}
	found := map[entente.Dyad]bool{}
	for _, tie := range k.Ties {
		found[tie.Dyad] = true
	}
	if !found[entente.Dyad{From: "BLR", To: "RUS"}] || !found[entente.Dyad{From: "RUS", To: "BLR"}] || found[entente.Dyad{From: "USA", To: "PRK"}] {
		t.Error("Belarus and Russia keep missions in each other, the United States none in North Korea")
	}
}
