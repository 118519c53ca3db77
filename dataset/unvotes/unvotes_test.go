package unvotes

import (
	"fmt"
	"math"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/check"
)

// siblings lie beside the votes.
func siblings(t testing.TB) map[string]string {
	return map[string]string{rollCalls: check.Rows(t, "rolls.txt"), rollIssues: check.Rows(t, "issues.txt")}
}

// TestStories reads rows of each layout and holds what comes out against the story.
func TestStories(t *testing.T) {
	for _, s := range []struct {
		name string
		set  dataset.Set
	}{
		{"votes.txt", Set()},
		{"rolls.txt", Set()},
		{"issues.txt", Set()},
		{"voeten.txt", Set()},
		{"undl.txt", Library()},
		{"points.txt", Set()},
		{"nuclear.txt", Set()},
	} {
		t.Run(s.name, func(t *testing.T) {
			check.Story(t, s.set, s.name, siblings(t))
			if s.name != "issues.txt" { // which give nothing but with the rolls
				check.Silent(t, s.set, s.name, siblings(t))
			}
		})
	}
}

func FuzzLibrary(f *testing.F) { check.Fuzz(f, Library(), "undl.txt") }

func FuzzRead(f *testing.F) {
	check.Fuzz(f, Set(), "votes.txt", "rolls.txt", "issues.txt", "voeten.txt", "points.txt", "nuclear.txt")
}

// TestReal reads the real files: every row is a vote, a roll or a score.
func TestReal(t *testing.T) {
	for path, rows := range map[string]int{
		"un_roll_calls.csv": 6203, "IdealpointestimatesAll_Apr2020.csv": 10_469, "IdealpointestimatesHumanRights_Apr2020.csv": 8440,
		"IdealpointestimatesImportant_Apr2020.csv": 6443, "IdealpointestimatesMiddleEast_Apr2020.csv": 7896,
		"IdealpointestimatesNoNukes_Apr2020.csv": 10_468, "IdealpointestimatesNuclear_Apr2020.csv": 7203,
	} {
		k := check.Shared(t, Set(), "unvotes/"+path, rows)
		if len(k.Rolls)+len(k.Scores)+len(k.Refused) != rows {
			t.Errorf("%s: %d rows; %d rolls, %d scores, %d rejected", path, rows, len(k.Rolls), len(k.Scores), len(k.Refused))
		}
	}
	check.Shared(t, Set(), "unvotes/un_roll_call_issues.csv", 5745)
	k := check.Shared(t, Set(), "unvotes/un_votes.csv", 870_109)
	if len(k.Votes)+len(k.Refused) != 870_109 {
		t.Errorf("%d votes and %d rejects of 870,109 rows", len(k.Votes), len(k.Refused))
	}
	agreement(t, k.Votes)
}

// agreement holds the votes of Belarus and Russia against what the field finds for them:
// the share of the roll calls of a year in which they chose the same, and the share in
// which an abstention counts as half of a disagreement.
func agreement(t *testing.T, votes []entente.Vote) {
	t.Helper()
	choice := map[entente.Choice]float64{entente.No: 0, entente.Abstain: 0.5, entente.Yes: 1}
	type question struct {
		year int
		roll string
	}
	russia := map[question]float64{}
	for _, v := range votes {
		if v.State == "RUS" {
			russia[question{v.Date.Year(), v.Roll}] = choice[v.Choice]
		}
	}
	both, same, near := map[int]float64{}, map[int]float64{}, map[int]float64{}
	for _, v := range votes {
		y := v.Date.Year()
		r, ok := russia[question{y, v.Roll}]
		if v.State != "BLR" || !ok {
			continue
		}
		both[y]++
		near[y] += 1 - math.Abs(r-choice[v.Choice])
		if r == choice[v.Choice] {
			same[y]++
		}
	}
	for _, c := range []struct {
		year       int
		same, near string
	}{{2009, "0.84", "0.91"}, {2015, "0.69", "0.78"}, {2019, "0.77", "0.83"}} {
		if got := fmt.Sprintf("%.2f", same[c.year]/both[c.year]); got != c.same {
			t.Errorf("in %d Belarus and Russia agree in %s of their roll calls; want %s", c.year, got, c.same)
		}
		if got := fmt.Sprintf("%.2f", near[c.year]/both[c.year]); got != c.near {
			t.Errorf("in %d they are %s near; want %s", c.year, got, c.near)
		}
	}
}
