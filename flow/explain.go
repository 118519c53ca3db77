package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/ledger"
)

// An Explanation says how an event came out of a text.
type Explanation struct {
	coder.Explanation
	Document entente.Document
	Chances  []coder.Chance // what the arbiter thinks of the two sides; empty unless both have words
	Examples map[string]Row // the rows named, by Evidence.By's name of each
}

// A Row is a row of the coder's tables.
type Row struct {
	Place   string `json:"place"` // file and line
	Example string `json:"example"`
}

// Explain says how each event of doc is coded.
func (r *Rooms) Explain(doc entente.Document) ([]Explanation, error) {
	rows, err := r.exampleRows()
	if err != nil {
		return nil, err
	}
	var out []Explanation
	for _, x := range r.Coder.Explain(doc) {
		e := Explanation{Explanation: x, Document: doc, Examples: map[string]Row{}}
		for _, use := range slices.Concat(x.Rows, x.Tried) {
			if row, ok := rows[use.By]; ok {
				e.Examples[use.By] = row
			}
		}
		e.Chances = r.chances(doc, x)
		out = append(out, e)
	}
	return out, nil
}

// chances asks the arbiter about the two sides of x in its sentence.
func (r *Rooms) chances(doc entente.Document, x coder.Explanation) []coder.Chance {
	sides := slices.Concat(x.Event.Actor, x.Event.Recipient)
	if len(sides) < 2 || len(x.Event.Actor) == 0 {
		return nil
	}
	s := x.Event.Evidence.Span(entente.RoleSentence)
	in := func(p entente.Party) entente.Span {
		return entente.Span{Start: p.Span.Start - s.Start, End: p.Span.End - s.Start}
	}
	a, b := in(sides[0]), in(sides[len(sides)-1])
	if a.Start < 0 || b.Start < 0 || a.IsZero() || b.IsZero() || a == b {
		return nil
	}
	return r.Coder.Chances(s.Of(doc.Text), a, b)
}

func (r *Rooms) exampleRows() (map[string]Row, error) {
	out := map[string]Row{}
	for _, name := range coder.ExampleTables {
		list, err := r.Coder.Examples(name)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			out[r.Coder.Language()+"/"+name+".tsv:"+x.ID] = Row{x.Place, x.Text}
		}
	}
	return out, nil
}

// ExplainEvent says how the event of the ledger with this ID, or the only one whose
// ID begins with it, is coded from its document today.
func (r *Rooms) ExplainEvent(ctx context.Context, l ledger.Ledger, id string) (Explanation, error) {
	found, err := findEvent(ctx, l, id)
	if err != nil {
		return Explanation{}, err
	}
	if found.Evidence.Document == "" {
		return Explanation{}, fmt.Errorf("event %s was not coded from a text but taken from %s", found.ID, found.Evidence.By)
	}
	docs, err := l.Documents(ctx, found.Evidence.Document)
	if err != nil {
		return Explanation{}, err
	}
	list, err := r.Explain(docs[0])
	if err != nil {
		return Explanation{}, err
	}
	for _, x := range list {
		if x.Event.ID == found.ID {
			return x, nil
		}
	}
	return Explanation{}, fmt.Errorf("event %s was coded by %s, but this program no longer codes it so from document %q; read the text again to bring the ledger up to date", found.ID, found.Evidence.By, docs[0].Name)
}

func findEvent(ctx context.Context, l ledger.Ledger, id string) (entente.Event, error) {
	for e, err := range l.Events(ctx, ledger.Query{Event: entente.EventID(id)}) {
		return e, err
	}
	var found []entente.Event
	for e, err := range l.Events(ctx, ledger.Query{}) {
		if err != nil {
			return e, err
		}
		if strings.HasPrefix(string(e.ID), id) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return entente.Event{}, fmt.Errorf("event %s is %w; entente events --json lists them", id, ledger.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return entente.Event{}, fmt.Errorf("%d events begin with %s, %s and %s among them; write more of the ID", len(found), id, found[0].ID, found[1].ID)
}
