package flow

import (
	"errors"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ontology/plover"
	"github.com/entente-project/entente/source"
)

// A Record is a coded document as one line of JSON: the contract of
// `entente code`, field by field in doc/coding.md. A document in which nothing
// was found has empty lists, one that could not be read says why in Errors.
type Record struct {
	ID     string        `json:"id"`
	Events []EventRecord `json:"events"`
	Ties   []TieRecord   `json:"ties"`
	Errors []string      `json:"errors"`
}

// An EventRecord is an event in a [Record]. Lists of parties run in parallel:
// ActorSector[i] is the sector of Actor[i].
type EventRecord struct {
	ID              entente.EventID        `json:"id"`
	Actor           []string               `json:"actor"`
	ActorSector     []string               `json:"actor_sector"`
	Recipient       []string               `json:"recipient"`
	RecipientSector []string               `json:"recipient_sector"`
	Type            entente.Type           `json:"type"`
	Mode            entente.Mode           `json:"mode"`
	Contexts        []entente.Context      `json:"contexts"`
	CAMEO           string                 `json:"cameo"`
	Quad            int                    `json:"quad"` // 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict
	Aspect          entente.Aspect         `json:"aspect"`
	Date            entente.Date           `json:"date"`
	Speaker         string                 `json:"speaker"` // the words that name who said so, outermost first
	Place           string                 `json:"place"`
	PlaceState      entente.EntityID       `json:"place_state"`
	PlacePrecision  entente.PlacePrecision `json:"place_precision"` // state, region or city; "" where the place is not known
	Lat             *float64               `json:"lat"`             // degrees, WGS 84; nil where no more than the state is known
	Lon             *float64               `json:"lon"`
	Confidence      float64                `json:"confidence"`
	Trigger         entente.Span           `json:"trigger"`
	Spans           map[string][]span      `json:"spans"` // by role
	Rule            string                 `json:"rule"`
}

// A TieRecord is a tie in a [Record].
type TieRecord struct {
	ID         entente.TieID     `json:"id"`
	Kind       entente.TieKind   `json:"kind"`
	From       string            `json:"from"`
	To         string            `json:"to"`
	Start      entente.Date      `json:"start"`
	End        entente.Date      `json:"end"`
	Contexts   []entente.Context `json:"contexts"`
	Speaker    string            `json:"speaker"`
	Confidence float64           `json:"confidence"`
	Spans      map[string][]span `json:"spans"`
	Rule       string            `json:"rule"`
}

type span = entente.Span

// NewRecord is the record of a coded document.
func NewRecord(c Coded, codebook *plover.Codebook) Record {
	r := Record{ID: RecordID(c.Document, c.Err), Events: []EventRecord{}, Ties: []TieRecord{}, Errors: []string{}}
	if c.Err != nil {
		r.Errors = []string{c.Err.Error()}
	}
	for _, e := range c.Coding.Events {
		r.Events = append(r.Events, newEventRecord(e, c.Document.Text, codebook))
	}
	for _, t := range c.Coding.Ties {
		r.Ties = append(r.Ties, newTieRecord(t, c.Document.Text))
	}
	return r
}

// RecordID is the id that the record of a document bears: the document's own or
// its hash and, of one that could not be read, where it lies.
func RecordID(d entente.Document, err error) string {
	if fault := (*source.Fault)(nil); errors.As(err, &fault) {
		return fault.Place()
	}
	if d.Name != "" {
		return d.Name
	}
	return string(d.ID)
}

func newEventRecord(e entente.Event, text string, codebook *plover.Codebook) EventRecord {
	spans := map[string][]span{}
	for _, m := range e.Marks() {
		spans[string(m.Role)] = append(spans[string(m.Role)], m.Span)
	}
	if s := e.Evidence.Span(entente.RoleSentence); !s.IsZero() {
		spans[string(entente.RoleSentence)] = []span{s}
	}
	actor, actorSector := columns(e.Actor)
	recipient, recipientSector := columns(e.Recipient)
	var lat, lon *float64
	if c := e.Place.Coordinates; !c.IsZero() {
		lat, lon = &c.Lat, &c.Lon
	}
	return EventRecord{
		ID: e.ID, Actor: actor, ActorSector: actorSector, Recipient: recipient, RecipientSector: recipientSector,
		Type: e.Type, Mode: e.Mode, Contexts: contexts(e.Contexts), CAMEO: e.CAMEO, Quad: int(codebook.Quad(e.Type)),
		Aspect: e.Aspect, Date: e.Date, Speaker: SpeakerWords(e.Speaker, text), Place: e.Place.Name,
		PlaceState: e.Place.State, PlacePrecision: e.Place.Precision, Lat: lat, Lon: lon,
		Confidence: e.Confidence, Trigger: e.Evidence.Span(entente.RoleTrigger), Spans: spans, Rule: e.Evidence.By,
	}
}

func newTieRecord(t entente.Tie, text string) TieRecord {
	spans := map[string][]span{}
	for _, m := range t.Evidence.Spans {
		spans[string(m.Role)] = append(spans[string(m.Role)], m.Span)
	}
	return TieRecord{
		ID: t.ID, Kind: t.Kind, From: string(t.Dyad.From), To: string(t.Dyad.To), Start: t.Start, End: t.End,
		Contexts: contexts(t.Contexts), Speaker: SpeakerWords(t.Speaker, text), Confidence: t.Confidence,
		Spans: spans, Rule: t.Evidence.By,
	}
}

// columns are the entities and the sectors of parties.
func columns(parties []entente.Party) (entities, sectors []string) {
	entities, sectors = []string{}, []string{}
	for _, p := range parties {
		entities = append(entities, string(p.Entity))
		sectors = append(sectors, string(p.Sector))
	}
	return entities, sectors
}

// contexts is cs, never nil, so that JSON has a list.
func contexts(cs []entente.Context) []entente.Context {
	if cs == nil {
		return []entente.Context{}
	}
	return cs
}

// SpeakerWords are the words of text that name who said so, outermost first,
// parted by "; ".
func SpeakerWords(speaker []entente.Party, text string) string {
	words := ""
	for _, p := range speaker {
		w := p.Span.Of(text)
		if w == "" {
			w = string(p.Entity)
		}
		if words != "" {
			words += "; "
		}
		words += w
	}
	return words
}
