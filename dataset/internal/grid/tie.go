package grid

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
)

// By is what evidence says of a case of a set that numbers its cases, or has several
// reports: the set, its version and the case, "mid/5.0#9003".
func By(set, number string) string { return set + "#" + number }

// Tie is a tie of a data set, without a value and an ID yet: a mutual one with its sides
// in their order. Its confidence is 1: no set says how sure it is.
func Tie(kind entente.TieKind, from, to entente.EntityID, start, end entente.Date, by string) entente.Tie {
	d := entente.Dyad{From: from, To: to}
	if kind.Mutual() {
		p := d.Pair()
		d = entente.Dyad{From: p.A, To: p.B}
	}
	return entente.Tie{Kind: kind, Dyad: d, Start: start, End: end, Evidence: entente.Evidence{By: by}, Confidence: 1}
}

// Give gives s a tie with its ID.
func Give(s dataset.Sink, t entente.Tie) error {
	t.ID = entente.NewTieID(t)
	return s.Tie(t)
}
