package measure

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// rivals is a book of n pairs, each with five agreements and a rebuke, five
// refusals and a delivery.
func rivals(t *testing.T, n int) *shelf {
	t.Helper()
	s := &shelf{}
	for i := range n {
		for _, act := range []string{"AGREE x5", "ACCUSE", "REJECT x5", "AID"} {
			words := append([]string{"2015-03", fmt.Sprintf("A%02d>B%02d", i, i)}, strings.Fields(act)...)
			if err := s.give(words); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

// TestTypicalPairNeedsAPopulation holds zero to an even balance until thirty
// other pairs have evidence, and to their mean from then on.
func TestTypicalPairNeedsAPopulation(t *testing.T) {
	for _, c := range []struct {
		pairs   int
		typical bool
		gap     float64
	}{
		{Peers, false, 8. / 11}, // (5-1)/(6+5) in words less (1-5)/(6+5) in deeds
		{Peers + 1, true, 0},    // like all the others
	} {
		rules, err := Open(nil)
		if err != nil {
			t.Fatal(err)
		}
		f, err := rules.Survey(context.Background(), rivals(t, c.pairs), entente.Window{})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range f.Lines() {
			if l.Typical != c.typical || math.Abs(l.Gap.Point.Value-c.gap) > 0.06 {
				t.Fatalf("%d pairs: %s has gap %.2f, typical %t; want %.2f, %t", c.pairs, l.Pair, l.Gap.Point.Value, l.Typical, c.gap, c.typical)
			}
		}
	}
}
