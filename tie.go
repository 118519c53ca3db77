package entente

import "fmt"

// A TieKind names what holds between two states.
type TieKind string

// The kinds of tie. Mutual kinds hold both ways and are kept once, with
// Dyad.From < Dyad.To; the others run from the one that gives, hosts or depends.
const (
	Ally             TieKind = "ally"              // mutual: called or bound as allies
	DefencePledge    TieKind = "defence pledge"    // From pledges to defend To
	NonAggression    TieKind = "non-aggression"    // mutual
	Base             TieKind = "base"              // From hosts a base of To
	Membership       TieKind = "membership"        // mutual: both belong to one body, or From belongs to IGO To
	Recognition      TieKind = "recognition"       // From recognises To
	Dependence       TieKind = "dependence"        // From depends on To
	Exercises        TieKind = "exercises"         // mutual: regular joint military exercises
	SanctionsInForce TieKind = "sanctions"         // From has sanctions in force on To
	TerritorialClaim TieKind = "territorial claim" // From claims land that To holds
)

// Mutual reports whether ties of kind k hold both ways.
func (k TieKind) Mutual() bool {
	switch k {
	case Ally, NonAggression, Exercises:
		return true
	}
	return false
}

// A TieID is the content hash of a Tie. See [NewTieID].
type TieID string

// A Tie is what holds between two states over time: events happen, ties hold.
type Tie struct {
	ID         TieID     `json:"id"`
	Kind       TieKind   `json:"kind"`
	Dyad       Dyad      `json:"dyad"`
	Start      Date      `json:"start,omitzero"` // since when; zero when not said
	End        Date      `json:"end,omitzero"`   // until when; zero when it stands or is not said
	Seen       Date      `json:"seen,omitzero"`  // the day on which the evidence says that it holds
	Contexts   []Context `json:"contexts,omitempty"`
	Value      Quantity  `json:"value,omitzero"` // a trade share, a number of troops
	Speaker    []Party   `json:"speaker,omitempty"`
	Evidence   Evidence  `json:"evidence"`
	Confidence float64   `json:"confidence"`
}

// A Quantity is a number with its unit; without a unit it is unknown.
type Quantity struct {
	Number float64 `json:"number"`
	Unit   string  `json:"unit"`
}

// IsZero reports whether q is unknown.
func (q Quantity) IsZero() bool { return q.Unit == "" }

// NewTieID is the identity of a tie: a hash of its document, trigger span,
// kind, dyad and dates.
func NewTieID(t Tie) TieID {
	s := t.Evidence.Span(RoleTrigger)
	return TieID(contentID("t", string(t.Evidence.Document), fmt.Sprint(s.Start, s.End),
		string(t.Kind), t.Dyad.String(), t.Start.String(), t.End.String()))
}
