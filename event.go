package entente

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Type is an event type of PLOVER, the house tongue. Package ontology holds
// what each means, its modes, quad class and score.
type Type string

// PLOVER's sixteen event types (Open Event Data Alliance, manual of 2021),
// from most to least cooperative in the order of its own list.
const (
	Agree     Type = "AGREE"
	Consult   Type = "CONSULT"
	Support   Type = "SUPPORT"
	Concede   Type = "CONCEDE"
	Cooperate Type = "COOPERATE"
	Aid       Type = "AID"
	Retreat   Type = "RETREAT"
	Request   Type = "REQUEST"
	Accuse    Type = "ACCUSE"
	Reject    Type = "REJECT"
	Threaten  Type = "THREATEN"
	Protest   Type = "PROTEST"
	Sanction  Type = "SANCTION"
	Mobilize  Type = "MOBILIZE"
	Coerce    Type = "COERCE"
	Assault   Type = "ASSAULT"
)

// A Mode refines a Type (PLOVER: "visit" of CONSULT); "" when none is given.
type Mode string

// A Context is a subject of an event (PLOVER: "military", "territory").
type Context string

// An Aspect says how real an event is: PLOVER's auxiliary modes. A promise, a
// refusal and a deed are different things, and only deeds are conduct.
type Aspect string

// The aspects.
const (
	Actual       Aspect = "actual"       // it happened or is happening
	Future       Aspect = "future"       // it is announced, planned or expected
	Hypothetical Aspect = "hypothetical" // it could, would or may happen
	Negated      Aspect = "negated"      // it is said not to have happened
	Historical   Aspect = "historical"   // it happened more than a year before the report
	Habitual     Aspect = "habitual"     // it happens again and again
)

// An EventID is the content hash of an Event. See [NewEventID].
type EventID string

// An Event is one political act: who did what to whom, when, and according to
// whom. A symmetric act (two presidents meet) has all sides in Actor and an
// empty Recipient, as PLOVER asks.
type Event struct {
	ID         EventID   `json:"id"`
	Date       Date      `json:"date,omitzero"` // when it happened, as far as known
	Actor      []Party   `json:"actor"`
	Recipient  []Party   `json:"recipient"`
	Type       Type      `json:"type"`
	Mode       Mode      `json:"mode,omitempty"`
	Contexts   []Context `json:"contexts,omitempty"` // sorted
	CAMEO      string    `json:"cameo,omitempty"`    // CAMEO 1.1b3 code ("120"), "" when none fits
	Aspect     Aspect    `json:"aspect"`
	Speaker    []Party   `json:"speaker,omitempty"` // according to whom, outermost first; empty: the outlet itself
	Place      Place     `json:"place,omitzero"`
	Evidence   Evidence  `json:"evidence"`
	Confidence float64   `json:"confidence"` // probability that the coding is right, 0 to 1
}

// A Place is where an event happened: the state it lies in, the words that name
// it, how exactly they do and, unless they name no more than a state, where that
// is. The zero Place is unknown.
type Place struct {
	State       EntityID       `json:"state,omitempty"`
	Name        string         `json:"name,omitempty"`
	Span        Span           `json:"span,omitzero"`
	Precision   PlacePrecision `json:"precision,omitempty"`
	Coordinates Coordinates    `json:"coordinates,omitzero"`
}

// A PlacePrecision says how exactly a place is known.
type PlacePrecision string

// The precisions. Coordinates of a region are those of a point within it.
const (
	PreciseToState  PlacePrecision = "state"
	PreciseToRegion PlacePrecision = "region"
	PreciseToCity   PlacePrecision = "city"
)

// Coordinates are where a place lies, in degrees of WGS 84, north and east
// positive. The zero Coordinates are unknown: at 0, 0 there is open sea, and no
// place that bears a name.
type Coordinates struct {
	Lat float64 `json:"lat"` // -90 to 90
	Lon float64 `json:"lon"` // -180 to 180
}

// IsZero reports whether c is unknown.
func (c Coordinates) IsZero() bool { return c == Coordinates{} }

// Valid reports whether c is unknown or a point on the globe.
func (c Coordinates) Valid() bool {
	return c.Lat >= -90 && c.Lat <= 90 && c.Lon >= -180 && c.Lon <= 180
}

// A Role says what a marked span does in an event or tie.
type Role string

// The roles of marked spans.
const (
	RoleSentence  Role = "sentence" // the whole sentence the coding rests on
	RoleTrigger   Role = "trigger"  // the words that say what was done
	RoleActor     Role = "actor"
	RoleRecipient Role = "recipient"
	RoleDate      Role = "date"
	RoleSpeaker   Role = "speaker"
	RolePlace     Role = "place"
)

// A Mark is a span with its role.
type Mark struct {
	Role Role `json:"role"`
	Span Span `json:"span"`
}

// Evidence says what an event or tie rests on. No event or tie is without it.
type Evidence struct {
	Document DocumentID `json:"document"`        // "" for a row of a data set
	Spans    []Mark     `json:"spans,omitempty"` // sentence, trigger and date; for ties also actor and recipient
	By       string     `json:"by"`              // the rule row, the model and its version, or the data set and its version
}

// Span is the first span of e with role r; zero when there is none.
func (e Evidence) Span(r Role) Span {
	for _, m := range e.Spans {
		if m.Role == r {
			return m.Span
		}
	}
	return Span{}
}

// NewEventID is the identity of an event: a hash of its document and trigger
// span, its parties, type, aspect and date. Evidence.By and Confidence are left
// out, so that a better model changes neither identity nor count.
func NewEventID(e Event) EventID {
	t := e.Evidence.Span(RoleTrigger)
	return EventID(contentID("e", string(e.Evidence.Document), fmt.Sprint(t.Start, t.End),
		partyKey(e.Actor), partyKey(e.Recipient), string(e.Type), string(e.Aspect), e.Date.String()))
}

// Episode is the key under which reports of one act are folded: the same
// parties, type and aspect on the same date, in whatever document.
func (e Event) Episode() string {
	return contentID("p", entityKey(e.Actor), entityKey(e.Recipient), string(e.Type), string(e.Aspect), e.Date.String())
}

// Dyads lists who acts upon whom, each directed dyad once, in order of
// appearance: every actor upon every recipient or, of a symmetric event, every
// side upon every other. Parties that are not known give none.
func (e Event) Dyads() []Dyad {
	to := e.Recipient
	if len(to) == 0 {
		to = e.Actor
	}
	var out []Dyad
	for _, a := range e.Actor {
		for _, r := range to {
			d := Dyad{a.Entity, r.Entity}
			if d.From == "" || d.To == "" || len(e.Recipient) == 0 && d.From == d.To || slices.Contains(out, d) {
				continue
			}
			out = append(out, d)
		}
	}
	return out
}

// Marks lists every span of the event but the sentence's, in text order, the
// outer of two nested ones first.
func (e Event) Marks() []Mark {
	var out []Mark
	add := func(r Role, parties []Party) {
		for _, p := range parties {
			if !p.Span.IsZero() {
				out = append(out, Mark{r, p.Span})
			}
		}
	}
	add(RoleActor, e.Actor)
	add(RoleRecipient, e.Recipient)
	add(RoleSpeaker, e.Speaker)
	if !e.Place.Span.IsZero() {
		out = append(out, Mark{RolePlace, e.Place.Span})
	}
	for _, m := range e.Evidence.Spans {
		if m.Role != RoleSentence {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return out
}

// partyKey is parties with sectors in sorted order, for hashing.
func partyKey(ps []Party) string { return joinSorted(ps, Party.String) }

// entityKey is parties without sectors in sorted order, for hashing.
func entityKey(ps []Party) string {
	return joinSorted(ps, func(p Party) string { return string(p.Entity) })
}

func joinSorted(ps []Party, text func(Party) string) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = text(p)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
