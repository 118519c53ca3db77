package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// A Batch is what is kept at once. Of two entries with one ID the later is kept.
type Batch struct {
	Documents []entente.Document
	Events    []entente.Event // those of a document: the document is in the batch
	Ties      []entente.Tie
}

// Kept says what a Keep changed.
type Kept struct {
	Documents, Events, Ties int // new, or otherwise than before
	Known                   int // documents that were there with the same coding
}

// A Coding is a document with everything that was coded from it.
type Coding struct {
	Document entente.Document
	Events   []entente.Event // by ID
	Ties     []entente.Tie   // by ID
}

// Codings sorts a batch out by document, in the order of their IDs. A Coding
// with the zero Document comes first and holds the events and ties that rest on
// none, if there are any. An error wraps [ErrUnfit] and names the first entry
// that must not be kept: one without identity, kind or evidence, one whose ID is
// not that of its content, a span outside the text, a number that is none, words
// that are not UTF-8.
func (b Batch) Codings() ([]Coding, error) {
	byID := map[entente.DocumentID]*Coding{}
	for _, d := range b.Documents {
		if err := checkDocument(d); err != nil {
			return nil, err
		}
		byID[d.ID] = &Coding{Document: d}
	}
	if err := b.addEvents(byID); err != nil {
		return nil, err
	}
	if err := b.addTies(byID); err != nil {
		return nil, err
	}
	out := make([]Coding, 0, len(byID))
	for _, c := range byID {
		c.Events = lastByID(c.Events, func(e entente.Event) string { return string(e.ID) })
		c.Ties = lastByID(c.Ties, func(t entente.Tie) string { return string(t.ID) })
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Coding) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	return out, nil
}

func (b Batch) addEvents(byID map[entente.DocumentID]*Coding) error {
	for _, e := range b.Events {
		c, err := codingOf(byID, e.Evidence, "event "+string(e.ID))
		if err != nil {
			return err
		}
		if err := checkEvent(e, c.Document); err != nil {
			return err
		}
		c.Events = append(c.Events, e)
	}
	return nil
}

func (b Batch) addTies(byID map[entente.DocumentID]*Coding) error {
	for _, t := range b.Ties {
		c, err := codingOf(byID, t.Evidence, "tie "+string(t.ID))
		if err != nil {
			return err
		}
		if err := checkTie(t, c.Document); err != nil {
			return err
		}
		c.Ties = append(c.Ties, t)
	}
	return nil
}

// codingOf is the Coding that what rests on ev belongs to.
func codingOf(byID map[entente.DocumentID]*Coding, ev entente.Evidence, what string) (*Coding, error) {
	c := byID[ev.Document]
	if c == nil && ev.Document == "" {
		c = &Coding{}
		byID[""] = c
	}
	if c == nil {
		return nil, fmt.Errorf("%s is %w: it rests on document %s, which is not in the batch; keep the two together", what, ErrUnfit, ev.Document)
	}
	return c, nil
}

// lastByID is list sorted by ID, the last of those that share one.
func lastByID[T any](list []T, id func(T) string) []T {
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	return slices.CompactFunc(list, func(a, b T) bool { return id(a) == id(b) })
}

// Digest is a hash of everything in c but the document's name: two codings with
// one digest are the same, wherever the document was read from.
func (c Coding) Digest() ([sha256.Size]byte, error) {
	c.Document.Name = ""
	h := sha256.New()
	if err := writeJSON(h, c.Document); err != nil {
		return [sha256.Size]byte{}, err
	}
	for _, e := range c.Events {
		if err := writeJSON(h, e); err != nil {
			return [sha256.Size]byte{}, err
		}
	}
	for _, t := range c.Ties {
		if err := writeJSON(h, t); err != nil {
			return [sha256.Size]byte{}, err
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

func writeJSON(w io.Writer, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnfit, err)
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func checkDocument(d entente.Document) error {
	what := fmt.Sprintf("document %s %q", d.ID, d.Name)
	if d.ID == "" || d.ID != entente.NewDocumentID(d.Outlet, d.URL, d.Published, d.Text) {
		return fmt.Errorf("%s is %w: its ID is not that of its content; set it last, with entente.NewDocumentID", what, ErrUnfit)
	}
	return checkWords(what, d.Name, d.Outlet, d.URL, d.Language, d.Title, d.Text)
}

func checkEvent(e entente.Event, d entente.Document) error {
	what := fmt.Sprintf("event %s of document %q", e.ID, d.Name)
	if e.ID == "" || d.ID != "" && e.ID != entente.NewEventID(e) {
		return fmt.Errorf("%s is %w: its ID is not that of its content; set it last, with entente.NewEventID", what, ErrUnfit)
	}
	if e.Type == "" || e.Aspect == "" {
		return fmt.Errorf("%s is %w: it has no type or no aspect", what, ErrUnfit)
	}
	if !e.Place.Coordinates.Valid() {
		return fmt.Errorf("%s is %w: its place lies at %v, %v, which is not on the globe", what, ErrUnfit, e.Place.Coordinates.Lat, e.Place.Coordinates.Lon)
	}
	words := []string{string(e.ID), string(e.Type), string(e.Mode), e.CAMEO, string(e.Aspect), string(e.Place.State), e.Place.Name, string(e.Place.Precision)}
	spans := []entente.Span{e.Place.Span}
	for _, parties := range [][]entente.Party{e.Actor, e.Recipient, e.Speaker} {
		words, spans = addParties(words, spans, parties)
	}
	return check(what, d, e.Evidence, e.Contexts, e.Confidence, words, spans)
}

func checkTie(t entente.Tie, d entente.Document) error {
	what := fmt.Sprintf("tie %s of document %q", t.ID, d.Name)
	if t.ID == "" || d.ID != "" && t.ID != entente.NewTieID(t) {
		return fmt.Errorf("%s is %w: its ID is not that of its content; set it last, with entente.NewTieID", what, ErrUnfit)
	}
	if t.Kind == "" {
		return fmt.Errorf("%s is %w: it has no kind", what, ErrUnfit)
	}
	if !finite(t.Value.Number) {
		return fmt.Errorf("%s is %w: its value is not a number", what, ErrUnfit)
	}
	words := []string{string(t.ID), string(t.Kind), string(t.Dyad.From), string(t.Dyad.To), t.Value.Unit}
	words, spans := addParties(words, nil, t.Speaker)
	return check(what, d, t.Evidence, t.Contexts, t.Confidence, words, spans)
}

func addParties(words []string, spans []entente.Span, parties []entente.Party) ([]string, []entente.Span) {
	for _, p := range parties {
		words = append(words, string(p.Entity), string(p.Sector))
		spans = append(spans, p.Span)
	}
	return words, spans
}

// check holds what events and ties have in common against what may be kept.
func check(what string, d entente.Document, ev entente.Evidence, contexts []entente.Context, confidence float64, words []string, spans []entente.Span) error {
	if ev.By == "" {
		return fmt.Errorf("%s is %w: its evidence does not say by what it was coded; set Evidence.By", what, ErrUnfit)
	}
	if !finite(confidence) {
		return fmt.Errorf("%s is %w: its confidence is not a number", what, ErrUnfit)
	}
	words = append(words, ev.By)
	for _, c := range contexts {
		words = append(words, string(c))
	}
	for _, m := range ev.Spans {
		words, spans = append(words, string(m.Role)), append(spans, m.Span)
	}
	for _, s := range spans {
		if d.ID != "" && (s.Start < 0 || s.End < s.Start || s.End > len(d.Text)) {
			return fmt.Errorf("%s is %w: its span %d-%d does not lie in the %d bytes of the text", what, ErrUnfit, s.Start, s.End, len(d.Text))
		}
	}
	return checkWords(what, words...)
}

func checkWords(what string, words ...string) error {
	for _, w := range words {
		if !utf8.ValidString(w) {
			return fmt.Errorf("%s is %w: it holds bytes that are not UTF-8: %.40q", what, ErrUnfit, w)
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
