package ledger

import (
	"slices"

	entente "github.com/entente-project/entente"
)

// A Query says which events, ties and tallies are meant; what it leaves zero
// does not matter. Its zero value means all of them. Event and Types say
// nothing about ties.
type Query struct {
	Pair     entente.Pair       // one of the two upon the other; zero: every pair
	Entity   entente.EntityID   // an actor or a recipient, also of an event that has no dyad; "": everyone
	Window   entente.Window     // months of the event; ties: of Seen
	Document entente.DocumentID // coded from this one; "": any
	Event    entente.EventID    // this event; "": any
	Types    []entente.Type     // one of these; empty: any
}

// Matches reports whether q means e.
func (q Query) Matches(e entente.Event) bool {
	is := func(p entente.Party) bool { return p.Entity == q.Entity }
	switch {
	case q.Event != "" && e.ID != q.Event,
		q.Document != "" && e.Evidence.Document != q.Document,
		len(q.Types) > 0 && !slices.Contains(q.Types, e.Type),
		!q.Window.Has(entente.MonthOf(e.Date)),
		q.Entity != "" && !slices.ContainsFunc(e.Actor, is) && !slices.ContainsFunc(e.Recipient, is),
		q.Pair != entente.Pair{} && !slices.ContainsFunc(e.Dyads(), q.joins):
		return false
	}
	return true
}

// MatchesTie reports whether q means t.
func (q Query) MatchesTie(t entente.Tie) bool {
	return (q.Document == "" || t.Evidence.Document == q.Document) &&
		q.Window.Has(entente.MonthOf(t.Seen)) && q.MatchesDyad(t.Dyad)
}

// MatchesDyad reports whether d is of q's pair, in either direction, and has
// q's entity on either side.
func (q Query) MatchesDyad(d entente.Dyad) bool {
	return (q.Pair == entente.Pair{} || q.joins(d)) && (q.Entity == "" || d.From == q.Entity || d.To == q.Entity)
}

// joins reports whether d runs between the two of q's pair. A side that is not
// known is nobody's.
func (q Query) joins(d entente.Dyad) bool {
	if d.From == "" || d.To == "" {
		return false
	}
	return d == entente.Dyad{From: q.Pair.A, To: q.Pair.B} || d == entente.Dyad{From: q.Pair.B, To: q.Pair.A}
}
