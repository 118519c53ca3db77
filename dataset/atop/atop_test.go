package atop

import (
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
		{"pledges.txt", Set()},
		{"official.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, nil)
			check.Silent(t, s.set, s.name, nil)
		})
	}
}

func FuzzRead(f *testing.F) { check.Fuzz(f, Set(), "pledges.txt", "official.txt") }

// TestReal reads the real file: every pledge of a row that is taken is a year of a tie.
func TestReal(t *testing.T) {
	const path = "peacesciencer/atop_alliance.csv"
	k := check.Shared(t, Set(), path, 273_296)
	at, rows := check.Table(t, path)
	for _, p := range pledges() {
		years := map[[3]string]bool{} // apart from Germany and Yemen, which have two numbers in 1990
		one := strings.NewReplacer("260", "255", "678", "679")
		for i, row := range rows {
			if row[at[p.column]] != "1" || k.Refused[i+2] {
				continue
			}
			year := [3]string{one.Replace(row[at["ccode1"]]), one.Replace(row[at["ccode2"]]), row[at["year"]]}
			if p.kind.Mutual() && year[0] > year[1] {
				year[0], year[1] = year[1], year[0]
			}
			years[year] = true
		}
		if got := k.Years(p.kind); got != len(years) {
			t.Errorf("%d years of %s; the file has %d", got, p.kind, len(years))
		}
	}
	for _, c := range []struct {
		kind     entente.TieKind
		from, to entente.EntityID
		year     int
		want     bool
	}{
		{entente.DefencePledge, "USA", "CAN", 1995, true}, {entente.DefencePledge, "USA", "CAN", 1940, false},
		{entente.DefencePledge, "RUS", "BLR", 2018, true}, {entente.DefencePledge, "BLR", "RUS", 2018, true},
		{entente.DefencePledge, "USA", "RUS", 2018, false}, {entente.NonAggression, "DEU", "SUN", 1940, true},
	} {
		if k.Has(c.kind, c.from, c.to, c.year) != c.want {
			t.Errorf("%s %s>%s in %d: %v", c.kind, c.from, c.to, c.year, !c.want)
		}
	}
}
