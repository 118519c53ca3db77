package entente

import "strings"

// An EntityID names who acts: a state by its ISO 3166 alpha-3 code ("BLR", or
// "SUN" and the like for states that are no more), an intergovernmental
// organisation ("IGO:EU"), an armed group or other non-state actor
// ("NSA:ISIS"). "" is an entity not known.
type EntityID string

// IsState reports whether id names a state.
func (id EntityID) IsState() bool { return id != "" && !strings.Contains(string(id), ":") }

// A Sector is the role in which an entity acts, by PLOVER's three-letter
// codes: GOV, MIL, REB ... Package ontology lists them. "" is not known.
type Sector string

// A Party is an entity in a role in one event. Span covers the words that name
// it; zero when no words do (data sets).
type Party struct {
	Entity EntityID `json:"entity"`
	Sector Sector   `json:"sector,omitempty"`
	Span   Span     `json:"span,omitzero"`
}

// String is the entity with its sector: "BLR:GOV".
func (p Party) String() string {
	if p.Sector == "" {
		return string(p.Entity)
	}
	return string(p.Entity) + ":" + string(p.Sector)
}

// A Dyad is directed: From acts, To is acted upon. It is not a [Pair].
type Dyad struct {
	From EntityID `json:"from"`
	To   EntityID `json:"to"`
}

// Pair forgets the direction of d.
func (d Dyad) Pair() Pair { return NewPair(d.From, d.To) }

// Reverse is the dyad the other way.
func (d Dyad) Reverse() Dyad { return Dyad{d.To, d.From} }

// String is "BLR>RUS".
func (d Dyad) String() string { return string(d.From) + ">" + string(d.To) }

// A Pair is undirected; A < B. Make one with [NewPair].
type Pair struct {
	A EntityID `json:"a"`
	B EntityID `json:"b"`
}

// NewPair is the pair of a and b in either order.
func NewPair(a, b EntityID) Pair {
	if b < a {
		a, b = b, a
	}
	return Pair{a, b}
}

// Dyads are the two directions of p: A to B, then B to A.
func (p Pair) Dyads() [2]Dyad { return [2]Dyad{{p.A, p.B}, {p.B, p.A}} }

// Has reports whether id is one of the two.
func (p Pair) Has(id EntityID) bool { return p.A == id || p.B == id }

// String is "BLR-RUS".
func (p Pair) String() string { return string(p.A) + "-" + string(p.B) }
