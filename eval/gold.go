package eval

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lib/pack"
	"github.com/entente-project/entente/ontology/plover"
)

// Gold measures the coder on the user's own gold, the file name, as the suite news
// is measured and further: every figure that its lines allow.
func Gold(ctx context.Context, b *Bench, name string) ([]Figure, error) {
	items, err := OpenGold(name, b.Rooms.Codebook)
	if err != nil {
		return nil, err
	}
	r, err := Compare(ctx, b.Rooms.Coder, b.Rooms.Codebook, items)
	if err != nil {
		return nil, err
	}
	if b.Detail != nil {
		r.Write(b.Detail)
	}
	return append(r.Full("gold"), strangers(b.Rooms.Gazetteer, items)...), nil
}

// strangers counts the entities of gold that the gazetteer does not know, which
// no coding can match; there is no figure when it knows all.
func strangers(g *entity.Gazetteer, items []GoldItem) []Figure {
	all := map[entente.EntityID]bool{}
	var unknown []string
	for _, it := range items {
		for _, e := range it.Events {
			for _, id := range slices.Concat(e.Actor, e.Recipient) {
				if id != "" && !all[id] && g.Name(id) == string(id) {
					unknown = append(unknown, string(id))
				}
				all[id] = true
			}
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	of := fmt.Sprintf("of %d; no coding matches %s", len(all), strings.Join(unknown, ", "))
	return []Figure{{"gold", "entities not in the tables", float64(len(unknown)), of}}
}

// A GoldItem is one line of gold: a text and the events its annotators found in
// it. doc/format.md specifies the lines.
type GoldItem struct {
	ID     string
	Date   string // of publication; "" when not known
	Text   string
	SHA256 string // of a text that is kept elsewhere, in hexadecimal, in place of Text
	Events []GoldEvent
}

// A GoldEvent is one act by an item's annotators. What they left open is not
// scored.
type GoldEvent struct {
	Actor      []entente.EntityID
	Recipient  []entente.EntityID
	Type       entente.Type
	Aspect     entente.Aspect // "" is left open, and counts as actual
	Reciprocal bool           // every side acts upon every other
	Date       string         // "" is left open
	Trigger    *Words         // nil is left open
	Speaker    *Words         // nil is left open; empty words are the outlet itself
}

// Words are words of an item's text: in JSON the words themselves or, to tell
// them from the same words elsewhere, their Span.
type Words struct {
	Text string
	Span entente.Span
}

// UnmarshalJSON reads "said" or {"start":12,"end":16}.
func (w *Words) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		return json.Unmarshal(b, &w.Span)
	}
	return json.Unmarshal(b, &w.Text)
}

// none reports whether w are no words.
func (w *Words) none() bool { return w == nil || w.Span.IsZero() && strings.TrimSpace(w.Text) == "" }

// at reports whether w stand in text where s does, at least in part. Words that
// the text does not hold as they are written agree with a span that holds them or
// that they hold, in either case of letters.
func (w *Words) at(text string, s entente.Span) bool {
	if !w.Span.IsZero() {
		return overlap(w.Span, s)
	}
	if !strings.Contains(text, w.Text) {
		a, b := strings.ToLower(w.Text), strings.ToLower(s.Of(text))
		return b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
	}
	for from := 0; ; {
		i := strings.Index(text[from:], w.Text)
		if i < 0 {
			return false
		}
		start := from + i
		if overlap(entente.Span{Start: start, End: start + len(w.Text)}, s) {
			return true
		}
		from = start + len(w.Text)
	}
}

// OpenGold reads the gold file name, which may be packed.
func OpenGold(name string, book *plover.Codebook) ([]GoldItem, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := pack.Open(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	return ReadGold(name, r, book, nil)
}

// maxGoldLine is the length of the longest line of gold, in bytes.
const maxGoldLine = 16 << 20

// ReadGold reads lines of gold. texts gives the text of an item that has only its
// hash; it may be nil.
func ReadGold(name string, r io.Reader, book *plover.Codebook, texts map[string]string) ([]GoldItem, error) {
	var out []GoldItem
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxGoldLine)
	line := 1
	for ; sc.Scan(); line++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		it, err := readItem(sc.Bytes(), texts)
		if err == nil {
			err = it.check(book)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		if it.ID == "" {
			it.ID = fmt.Sprint(line)
		}
		out = append(out, it)
	}
	if errors.Is(sc.Err(), bufio.ErrTooLong) {
		return nil, fmt.Errorf("%s:%d: a line of more than %d MiB; write one item a line", name, line, maxGoldLine>>20)
	}
	if sc.Err() != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, line, sc.Err())
	}
	return out, nil
}

func readItem(line []byte, texts map[string]string) (GoldItem, error) {
	var it GoldItem
	if !utf8.Valid(line) {
		return it, errors.New("not UTF-8; save the file as UTF-8")
	}
	if err := json.Unmarshal(line, &it); err != nil {
		return it, fmt.Errorf("%w; the heading Gold of doc/format.md says what stands in a line", err)
	}
	if it.Text == "" {
		it.Text = texts[it.SHA256]
	}
	return it, nil
}

// check reports what of an item cannot be meant.
func (it GoldItem) check(book *plover.Codebook) error {
	if strings.TrimSpace(it.Text) == "" {
		return errors.New("no text; every item needs the text that its events are in")
	}
	if _, err := entente.ParseDate(it.Date); err != nil {
		return err
	}
	for i, e := range it.Events {
		if err := e.check(it.Text, book); err != nil {
			return fmt.Errorf("event %d: %w", i+1, err)
		}
	}
	return nil
}

func (e GoldEvent) check(text string, book *plover.Codebook) error {
	if _, err := book.ParseType(string(e.Type)); err != nil {
		return err
	}
	if e.Aspect != "" && !slices.Contains(aspects, e.Aspect) {
		return fmt.Errorf("unknown aspect %q; there are %v", e.Aspect, aspects)
	}
	if _, err := entente.ParseDate(e.Date); err != nil {
		return err
	}
	for _, w := range []*Words{e.Trigger, e.Speaker} {
		if w == nil || w.Span.IsZero() {
			continue
		}
		if w.Span.Start < 0 || w.Span.End <= w.Span.Start || w.Span.End > len(text) {
			return fmt.Errorf("no words from byte %d to %d in a text of %d bytes", w.Span.Start, w.Span.End, len(text))
		}
	}
	return nil
}

var aspects = []entente.Aspect{entente.Actual, entente.Future, entente.Hypothetical, entente.Negated, entente.Historical, entente.Habitual}

// event is e as an event: a reciprocal one has all sides as actors.
func (e GoldEvent) event() entente.Event {
	out := entente.Event{Type: e.Type, Aspect: e.Aspect, Actor: parties(e.Actor), Recipient: parties(e.Recipient)}
	if e.Reciprocal {
		out.Actor = append(out.Actor, out.Recipient...)
		out.Recipient = nil
	}
	return out
}

func (it GoldItem) events() []entente.Event {
	var out []entente.Event
	for _, e := range it.Events {
		out = append(out, e.event())
	}
	return out
}

func parties(ids []entente.EntityID) []entente.Party {
	var out []entente.Party
	for _, id := range ids {
		out = append(out, entente.Party{Entity: id})
	}
	return out
}
