package brief_test

import (
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
)

// The title and the lead follow from the probability that the gap is above zero
// and from whether there is enough evidence.
func TestClaims(t *testing.T) {
	gap := func(v, low, high float64, above, among int) entente.Reading {
		return entente.Reading{Measure: "gap", Point: entente.Point{Value: v, Low: low, High: high, N: 40}, Above: above, Among: among}
	}
	for _, c := range []struct {
		gap         entente.Reading
		wider       float64
		enough      bool
		deeds       int
		title, lead string
	}{
		{gap(0.714, 0.4, 1.05, 6, 8), 0.998, true, 19, "Cuba and the United States look closer than they act",
			"It is almost certain (above 0.99) that Cuba and the United States look closer than they act: the gap between how they look and how they act is 0.71 (90% interval 0.40 to 1.05), higher than for 6 of the 8 other pairs with enough evidence."},
		{gap(0.2, -0.2, 0.5, 1, 1), 0.74, true, 19, "Cuba and the United States look closer than they act",
			"It is likely (0.74) that Cuba and the United States look closer than they act: the gap between how they look and how they act is 0.20 (90% interval −0.20 to 0.50), higher than for the one other pair with enough evidence."},
		{gap(-0.5, -0.8, -0.1, 1, 8), 0.04, true, 19, "Cuba and the United States act closer than they look",
			"It is almost certain (0.96) that Cuba and the United States act closer than they look: the gap between how they look and how they act is −0.50 (90% interval −0.80 to −0.10), lower than for 7 of the 8 other pairs with enough evidence."},
		{gap(0.001, -0.3, 0.3, 4, 8), 0.5, true, 19, "Cuba and the United States are about as close as they seem",
			"Cuba and the United States act about as they look: the gap between how they look and how they act is 0.00 (90% interval −0.30 to 0.30), which may as well be none."},
		{gap(0.6, -0.2, 1.3, 0, 0), 0.95, false, 19, "Cuba and the United States look closer than they act, on thin evidence",
			"The evidence is thin (9 episodes), but it says that Cuba and the United States look closer than they act (probability 0.95): the gap between how they look and how they act is 0.60 (90% interval −0.20 to 1.30)."},
		{gap(-0.3, -1.2, 0.4, 0, 0), 0.2, false, 19, "Cuba and the United States act closer than they look, on thin evidence",
			"The evidence is thin (9 episodes), but it says that Cuba and the United States act closer than they look (probability 0.80): the gap between how they look and how they act is −0.30 (90% interval −1.20 to 0.40)."},
		{gap(0.1, -0.8, 1, 0, 0), 0.6, false, 19, "Too few events to tell how close Cuba and the United States are",
			"9 episodes are too few to tell: the gap between how they look and how they act is 0.10 (90% interval −0.80 to 1.00)."},
		{gap(0.7, 0, 1.3, 0, 0), 0.94, false, 1, "Too few events to tell how close Cuba and the United States are",
			"9 episodes are too few to tell: the gap between how they look and how they act is 0.70 (90% interval 0.00 to 1.30)."},
		{entente.Reading{}, 0, false, 0, "Too few events to tell how close Cuba and the United States are",
			"9 episodes tell not enough of both words and deeds to set the one against the other."},
	} {
		p := entente.Profile{Pair: entente.NewPair("USA", "CUB"), Gap: c.gap, Wider: c.wider, Enough: c.enough, Episodes: 9, Reports: 12, Outlets: 2}
		p.Seeming.Point.N, p.Conduct.Point.N = 21, c.deeds
		p.Exhibits = []entente.Exhibit{{
			Event:    &entente.Event{ID: "e", Type: entente.Accuse, Actor: parties("CUB"), Recipient: parties("USA"), Evidence: entente.Evidence{Document: "d"}},
			Document: entente.Document{ID: "d", Outlet: "A", Text: "Havana blamed Washington."}, Block: entente.Words, Sign: -1,
		}}
		phrases, err := brief.Open(nil)
		if err != nil {
			t.Fatal(err)
		}
		b := phrases.Write(p, called)
		if b.Title != c.title {
			t.Errorf("probability %g, enough %v: title %q, want %q", c.wider, c.enough, b.Title, c.title)
		}
		if b.Lead.Text != c.lead {
			t.Errorf("probability %g, enough %v: lead\n%q, want\n%q", c.wider, c.enough, b.Lead.Text, c.lead)
		}
		if len(b.Lead.Citations) == 0 {
			t.Errorf("%q cites nothing", b.Lead.Text)
		}
	}
}

// The evidence against a claim is never left out: where there is none, the brief
// says that there is none.
func TestOpponentsAreHeard(t *testing.T) {
	heard := 0
	for seed := range uint64(60) {
		s := anyShelf(seed)
		_, b := write(t, s, entente.NewPair("BLR", "RUS"))
		if strings.HasPrefix(b.Title, "Too few") {
			continue
		}
		heard++
		found := false
		for _, sec := range b.Sections {
			found = found || sec.Heading == "The strongest evidence against"
		}
		if !found {
			t.Errorf("seed %d: %q without the evidence against", seed, b.Title)
		}
	}
	if heard == 0 {
		t.Error("no seed made a claim")
	}
}
