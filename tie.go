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

// The kinds of tie that data sets give.
const (
	OffencePledge     TieKind = "offence pledge"   // From pledges to fight beside To in a war that To begins
	Neutrality        TieKind = "neutrality"       // From pledges not to fight To, or not to help who fights it
	Consultation      TieKind = "consultation"     // From pledges to consult To in a crisis
	SanctionsThreat   TieKind = "sanctions threat" // From threatens To with sanctions
	Dispute           TieKind = "dispute"          // From takes part against To in a militarised dispute; Value: From's hostility level, 1 to 5
	DisputeFatalities TieKind = "dispute deaths"   // From has dead in a dispute in which To is on the other side; Value: class of MID, 0 (none) to 6 (over 999)
	War               TieKind = "war"              // mutual: their forces fight each other
	Rivalry           TieKind = "rivalry"          // mutual: each holds the other for its rival
	Representation    TieKind = "representation"   // From keeps a mission in To; Value: level of its head, where the set says so
	SharedBodies      TieKind = "shared bodies"    // mutual; Value: number of intergovernmental organisations to which both belong
	Contiguity        TieKind = "contiguity"       // mutual: they border on each other; Value: miles of water between them at most, 0 by land
	Distance          TieKind = "distance"         // mutual; Value: km between their nearest points
	Trade             TieKind = "trade"            // From sells goods to To; Value: US dollars of the time, in the period from Start to End
	Arms              TieKind = "arms"             // From delivers arms to To; Value: millions of SIPRI's trend-indicator values in the period
)

// Mutual reports whether ties of kind k hold both ways.
func (k TieKind) Mutual() bool {
	switch k {
	case Ally, NonAggression, Exercises, War, Rivalry, SharedBodies, Contiguity, Distance:
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
// kind, dyad and dates. A tie of a data set has neither document nor span; Evidence.By,
// which names the set and its case, stands for them. The value is left out, so that a
// figure that a set corrects replaces the one before.
func NewTieID(t Tie) TieID {
	s := t.Evidence.Span(RoleTrigger)
	parts := []string{string(t.Evidence.Document), fmt.Sprint(s.Start, s.End),
		string(t.Kind), t.Dyad.String(), t.Start.String(), t.End.String()}
	if t.Evidence.Document == "" {
		parts = append(parts, t.Evidence.By)
	}
	return TieID(contentID("t", parts...))
}
