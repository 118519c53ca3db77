package flow

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"sync"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/measure"
	"github.com/entente-project/entente/ontology/plover"
	"github.com/entente-project/entente/page"
)

// A Desk answers questions about pairs from one ledger. It is safe for
// concurrent use; surveys of the whole ledger are kept for as long as it lives,
// so it does not see what is kept after it was opened.
type Desk struct {
	book      book
	gazetteer *entity.Gazetteer
	codebook  *plover.Codebook
	rules     *measure.Rules
	phrases   *brief.Phrases

	mu     sync.Mutex
	fields map[entente.Window]*measure.Field
}

// surveys is how many windows a Desk remembers.
const surveys = 32

// NewDesk opens a desk over l, with the user's own tables laid over the
// product's as in [Open].
func NewDesk(l ledger.Ledger, over fs.FS) (*Desk, error) {
	gazetteer, err := entity.Open(below(over, "entity"))
	if err != nil {
		return nil, err
	}
	codebook, err := plover.Open(below(over, "plover"))
	if err != nil {
		return nil, err
	}
	rules, err := measure.Open(below(over, "measure"))
	if err != nil {
		return nil, err
	}
	phrases, err := brief.Open(below(over, "brief"))
	if err != nil {
		return nil, err
	}
	return &Desk{
		book: book{l}, gazetteer: gazetteer, codebook: codebook, rules: rules, phrases: phrases,
		fields: map[entente.Window]*measure.Field{},
	}, nil
}

// A book is a ledger as the measures read it.
type book struct{ ledger.Ledger }

// Events yields the events of the pair in the window.
func (b book) Events(ctx context.Context, pair entente.Pair, w entente.Window) iter.Seq2[entente.Event, error] {
	return b.Ledger.Events(ctx, ledger.Query{Pair: pair, Window: w})
}

// Ties yields the ties of the pair, whenever they were seen.
func (b book) Ties(ctx context.Context, pair entente.Pair) iter.Seq2[entente.Tie, error] {
	return b.Ledger.Ties(ctx, ledger.Query{Pair: pair})
}

// Name is how an entity is called in a sentence.
func (d *Desk) Name(id entente.EntityID) string { return d.gazetteer.Name(id) }

// Adjective is what is said of an entity's people and bodies: "Belarusian".
func (d *Desk) Adjective(id entente.EntityID) string { return d.gazetteer.Adjective(id) }

// Entity is the state that a user means by s: a code or a name.
func (d *Desk) Entity(s string) (entente.EntityID, error) { return d.gazetteer.State(s) }

// Type is the event type that a user means by s.
func (d *Desk) Type(s string) (entente.Type, error) { return d.codebook.ParseType(s) }

// field is the survey of the ledger over w.
func (d *Desk) field(ctx context.Context, w entente.Window) (*measure.Field, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.fields[w]; f != nil {
		return f, nil
	}
	f, err := d.rules.Survey(ctx, d.book, w)
	if err != nil {
		return nil, err
	}
	if len(d.fields) == surveys {
		clear(d.fields)
	}
	d.fields[w] = f
	return f, nil
}

// Look is the profile and the brief of one pair over a window.
func (d *Desk) Look(ctx context.Context, pair entente.Pair, w entente.Window) (entente.Profile, entente.Brief, error) {
	f, err := d.field(ctx, w)
	if err != nil {
		return entente.Profile{}, entente.Brief{}, err
	}
	p, err := f.Look(ctx, d.book, pair)
	if err != nil {
		return entente.Profile{}, entente.Brief{}, err
	}
	return p, d.phrases.Write(p, d), nil
}

// Pairs lists the pairs of states that the ledger holds anything on.
func (d *Desk) Pairs(ctx context.Context) ([]page.Line, error) {
	f, err := d.field(ctx, entente.Window{})
	if err != nil {
		return nil, err
	}
	var out []page.Line
	for _, l := range f.Lines() {
		out = append(out, page.Line{
			Pair: l.Pair, Seeming: l.Seeming, Conduct: l.Conduct, Gap: l.Gap, Wider: l.Wider, Typical: l.Typical,
			Episodes: l.Episodes, Reports: l.Reports, Outlets: l.Outlets,
			First: l.First, Last: l.Last, Enough: l.Enough,
		})
	}
	return out, nil
}

// Event returns the report that the event was coded from and after it the other
// reports of the same episode, by date and outlet.
func (d *Desk) Event(ctx context.Context, id entente.EventID) ([]page.Report, error) {
	found, err := d.reports(ctx, ledger.Query{Event: id})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("event %s: %w", id, page.ErrNotFound)
	}
	first := found[0]
	m := entente.MonthOf(first.Event.Date)
	q := ledger.Query{Window: entente.Window{From: m, To: m}, Types: []entente.Type{first.Event.Type}}
	if len(first.Event.Actor) > 0 {
		q.Entity = first.Event.Actor[0].Entity
	}
	others, err := d.reports(ctx, q)
	if err != nil {
		return nil, err
	}
	others = slices.DeleteFunc(others, func(r page.Report) bool {
		return r.Event.ID == id || r.Event.Episode() != first.Event.Episode()
	})
	slices.SortStableFunc(others, func(a, b page.Report) int {
		return cmp.Or(a.Document.Published.Compare(b.Document.Published), cmp.Compare(a.Document.Outlet, b.Document.Outlet))
	})
	return append(found[:1], others...), nil
}

// reports are the events that match q in their documents, by date.
func (d *Desk) reports(ctx context.Context, q ledger.Query) ([]page.Report, error) {
	var out []page.Report
	var ids []entente.DocumentID
	for e, err := range d.book.Ledger.Events(ctx, q) {
		if err != nil {
			return nil, err
		}
		out = append(out, page.Report{Event: e})
		if e.Evidence.Document != "" {
			ids = append(ids, e.Evidence.Document)
		}
	}
	docs, err := d.book.Documents(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].Event.Evidence.Document != "" {
			out[i].Document, docs = docs[0], docs[1:]
		}
	}
	return out, nil
}

// Events lists the events that match q with the documents they stand in.
func (d *Desk) Events(ctx context.Context, q ledger.Query) ([]entente.Exhibit, error) {
	found, err := d.reports(ctx, q)
	if err != nil {
		return nil, err
	}
	out := make([]entente.Exhibit, len(found))
	for i := range found {
		out[i] = entente.Exhibit{Event: &found[i].Event, Document: found[i].Document, Reports: 1, Outlets: 1}
	}
	return out, nil
}

// PageOptions is what the pages say of the program and the ledger.
func (d *Desk) PageOptions(ctx context.Context, version string) (page.Options, error) {
	lines, err := d.Pairs(ctx)
	if err != nil {
		return page.Options{}, err
	}
	var last entente.Month
	episodes := 0
	for _, l := range lines {
		last = max(last, l.Last)
		episodes += l.Episodes
	}
	colophon := fmt.Sprintf("%d episodes between %d pairs of states", episodes, len(lines))
	if last != 0 {
		colophon += ", to " + last.String()
	}
	return page.Options{Version: version, Colophon: colophon}, nil
}
