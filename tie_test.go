package entente_test

import (
	"testing"

	entente "github.com/entente-project/entente"
)

// TestTieIDs shows which ties are one. In a document the span tells; of a data set, what
// it says of its case; a figure that the set corrects is no new tie.
func TestTieIDs(t *testing.T) {
	base := entente.Tie{
		Kind: entente.Dispute, Dyad: entente.Dyad{From: "RUS", To: "UKR"},
		Start: entente.NewDate(2014, 0, 0), End: entente.NewDate(2014, 0, 0),
		Evidence: entente.Evidence{By: "mid/5.0#1"}, Value: entente.Quantity{Number: 4, Unit: "hostility level"},
	}
	id := entente.NewTieID(base)
	for what, change := range map[string]func(*entente.Tie){
		"another case":     func(t *entente.Tie) { t.Evidence.By = "mid/5.0#2" },
		"another set":      func(t *entente.Tie) { t.Evidence.By = "gml/2.2.1#1" },
		"another kind":     func(t *entente.Tie) { t.Kind = entente.DisputeFatalities },
		"the other way":    func(t *entente.Tie) { t.Dyad = t.Dyad.Reverse() },
		"another end":      func(t *entente.Tie) { t.End = entente.Date{} },
		"another document": func(t *entente.Tie) { t.Evidence.Document = "d1" },
	} {
		other := base
		change(&other)
		if entente.NewTieID(other) == id {
			t.Errorf("%s leaves the ID as it is", what)
		}
	}
	corrected := base
	corrected.Value.Number = 5
	if entente.NewTieID(corrected) != id {
		t.Error("a corrected value makes another tie")
	}
	inText := base
	inText.Evidence.Document = "d1"
	other := inText
	other.Evidence.By = "en/ties.tsv:7"
	if entente.NewTieID(inText) != entente.NewTieID(other) {
		t.Error("a tie in a document is another one when another rule finds it")
	}
}

// TestMutual shows which ties hold both ways.
func TestMutual(t *testing.T) {
	for kind, want := range map[entente.TieKind]bool{
		entente.Ally: true, entente.War: true, entente.Rivalry: true, entente.SharedBodies: true, entente.Contiguity: true, entente.Distance: true,
		entente.DefencePledge: false, entente.OffencePledge: false, entente.Neutrality: false, entente.Consultation: false, entente.Dispute: false,
		entente.Trade: false, entente.Arms: false, entente.Representation: false, entente.SanctionsThreat: false,
	} {
		if kind.Mutual() != want {
			t.Errorf("%s is mutual: %v", kind, !want)
		}
	}
}
