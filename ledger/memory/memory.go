// Package memory is a ledger in plain Go that forgets everything when the
// process ends: the store of tests, and the yardstick of the other stores.
package memory

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

var errClosed = errors.New("the ledger is closed")

// A Ledger holds everything in maps. Make one with [Open].
type Ledger struct {
	mu      sync.RWMutex
	closed  bool
	codings map[entente.DocumentID]coding
	events  map[entente.EventID]entente.Event // those that rest on no document
	ties    map[entente.TieID]entente.Tie
}

type coding struct {
	ledger.Coding
	digest [sha256.Size]byte
}

var _ ledger.Ledger = (*Ledger)(nil)

// Open returns an empty ledger.
func Open() *Ledger {
	return &Ledger{
		codings: map[entente.DocumentID]coding{},
		events:  map[entente.EventID]entente.Event{},
		ties:    map[entente.TieID]entente.Tie{},
	}
}

// Close forgets everything.
func (l *Ledger) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed, l.codings, l.events, l.ties = true, nil, nil, nil
	return nil
}

// Keep implements [ledger.Ledger].
func (l *Ledger) Keep(ctx context.Context, b ledger.Batch) (ledger.Kept, error) {
	codings, err := b.Codings()
	if err != nil {
		return ledger.Kept{}, err
	}
	digests := make([][sha256.Size]byte, len(codings))
	for i, c := range codings {
		if digests[i], err = c.Digest(); err != nil {
			return ledger.Kept{}, err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.usable(ctx); err != nil {
		return ledger.Kept{}, err
	}
	var kept ledger.Kept
	for i, c := range codings {
		if c.Document.ID == "" {
			l.keepLoose(c, &kept)
			continue
		}
		l.keepCoding(coding{c, digests[i]}, &kept)
	}
	return kept, nil
}

func (l *Ledger) keepCoding(c coding, kept *ledger.Kept) {
	old, ok := l.codings[c.Document.ID]
	if ok && old.digest == c.digest {
		kept.Known++
		return
	}
	kept.Documents++
	for _, e := range c.Events {
		if !slices.ContainsFunc(old.Events, func(o entente.Event) bool { return same(o, e) }) {
			kept.Events++
		}
	}
	for _, t := range c.Ties {
		if !slices.ContainsFunc(old.Ties, func(o entente.Tie) bool { return same(o, t) }) {
			kept.Ties++
		}
	}
	c.Events, c.Ties = cloneAll(c.Events, cloneEvent), cloneAll(c.Ties, cloneTie)
	l.codings[c.Document.ID] = c
}

// keepLoose keeps events and ties that rest on no document.
func (l *Ledger) keepLoose(c ledger.Coding, kept *ledger.Kept) {
	for _, e := range c.Events {
		if old, ok := l.events[e.ID]; !ok || !same(old, e) {
			kept.Events++
			l.events[e.ID] = cloneEvent(e)
		}
	}
	for _, t := range c.Ties {
		if old, ok := l.ties[t.ID]; !ok || !same(old, t) {
			kept.Ties++
			l.ties[t.ID] = cloneTie(t)
		}
	}
}

// Documents implements [ledger.Ledger].
func (l *Ledger) Documents(ctx context.Context, ids ...entente.DocumentID) ([]entente.Document, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return nil, err
	}
	out := make([]entente.Document, 0, len(ids))
	for _, id := range ids {
		c, ok := l.codings[id]
		if !ok {
			return nil, fmt.Errorf("document %q is %w", id, ledger.ErrNotFound)
		}
		out = append(out, c.Document)
	}
	return out, nil
}

// AllDocuments implements [ledger.Ledger].
func (l *Ledger) AllDocuments(ctx context.Context) iter.Seq2[entente.Document, error] {
	return yieldAll(ctx, func() ([]entente.Document, error) {
		l.mu.RLock()
		defer l.mu.RUnlock()
		if err := l.usable(ctx); err != nil {
			return nil, err
		}
		out := make([]entente.Document, 0, len(l.codings))
		for _, id := range slices.Sorted(maps.Keys(l.codings)) {
			out = append(out, l.codings[id].Document)
		}
		return out, nil
	})
}

// Events implements [ledger.Ledger].
func (l *Ledger) Events(ctx context.Context, q ledger.Query) iter.Seq2[entente.Event, error] {
	return yieldAll(ctx, func() ([]entente.Event, error) { return l.eventsOf(ctx, q) })
}

// Ties implements [ledger.Ledger].
func (l *Ledger) Ties(ctx context.Context, q ledger.Query) iter.Seq2[entente.Tie, error] {
	return yieldAll(ctx, func() ([]entente.Tie, error) { return l.tiesOf(ctx, q) })
}

// yieldAll yields what list gives, or its error.
func yieldAll[T any](ctx context.Context, list func() ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		all, err := list()
		if err != nil {
			yield(none, err)
			return
		}
		for _, v := range all {
			if err := ctx.Err(); err != nil {
				yield(none, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}

// eventsOf is a copy of the events that match q, in order.
func (l *Ledger) eventsOf(ctx context.Context, q ledger.Query) ([]entente.Event, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return nil, err
	}
	var out []entente.Event
	add := func(e entente.Event) {
		if q.Matches(e) {
			out = append(out, cloneEvent(e))
		}
	}
	for _, c := range l.codings {
		for _, e := range c.Events {
			add(e)
		}
	}
	for _, e := range l.events {
		add(e)
	}
	slices.SortFunc(out, func(a, b entente.Event) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// tiesOf is a copy of the ties that match q, in order.
func (l *Ledger) tiesOf(ctx context.Context, q ledger.Query) ([]entente.Tie, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return nil, err
	}
	var out []entente.Tie
	add := func(t entente.Tie) {
		if q.MatchesTie(t) {
			out = append(out, cloneTie(t))
		}
	}
	for _, c := range l.codings {
		for _, t := range c.Ties {
			add(t)
		}
	}
	for _, t := range l.ties {
		add(t)
	}
	slices.SortFunc(out, func(a, b entente.Tie) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), compareDyads(a.Dyad, b.Dyad), a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// usable reports why nothing can be asked of l now. The caller holds l.mu.
func (l *Ledger) usable(ctx context.Context) error {
	if l.closed {
		return errClosed
	}
	return ctx.Err()
}

func compareDyads(a, b entente.Dyad) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}

// same reports whether a and b are written alike.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

func cloneAll[T any](list []T, clone func(T) T) []T {
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = clone(v)
	}
	return out
}

// cloneEvent is e with lists of its own.
func cloneEvent(e entente.Event) entente.Event {
	e.Actor, e.Recipient, e.Speaker = slices.Clone(e.Actor), slices.Clone(e.Recipient), slices.Clone(e.Speaker)
	e.Contexts, e.Evidence.Spans = slices.Clone(e.Contexts), slices.Clone(e.Evidence.Spans)
	return e
}

// cloneTie is t with lists of its own.
func cloneTie(t entente.Tie) entente.Tie {
	t.Speaker, t.Contexts, t.Evidence.Spans = slices.Clone(t.Speaker), slices.Clone(t.Contexts), slices.Clone(t.Evidence.Spans)
	return t
}
