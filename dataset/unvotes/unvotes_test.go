package unvotes

import (
	"testing"

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
		{"undl.txt", Set()},
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

func FuzzRead(f *testing.F) {
	check.Fuzz(f, Set(), "votes.txt", "rolls.txt", "issues.txt", "voeten.txt", "undl.txt", "points.txt", "nuclear.txt")
}
