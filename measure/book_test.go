package measure

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	entente "github.com/entente-project/entente"
)

// shelf is a book in memory.
type shelf struct {
	events    []entente.Event
	ties      []entente.Tie
	documents map[entente.DocumentID]entente.Document
}

func (s *shelf) Events(_ context.Context, pair entente.Pair, w entente.Window) iter.Seq2[entente.Event, error] {
	sorted := slices.SortedFunc(slices.Values(s.events), func(a, b entente.Event) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return func(yield func(entente.Event, error) bool) {
		for _, e := range sorted {
			if w.Has(entente.MonthOf(e.Date)) && (pair == entente.Pair{} || slices.Contains(pairs(&e), pair)) && !yield(e, nil) {
				return
			}
		}
	}
}

func (s *shelf) Ties(_ context.Context, pair entente.Pair) iter.Seq2[entente.Tie, error] {
	return func(yield func(entente.Tie, error) bool) {
		for _, t := range s.ties {
			if (pair == entente.Pair{} || t.Dyad.Pair() == pair) && !yield(t, nil) {
				return
			}
		}
	}
}

func (s *shelf) Documents(_ context.Context, ids ...entente.DocumentID) ([]entente.Document, error) {
	out := make([]entente.Document, len(ids))
	for i, id := range ids {
		d, ok := s.documents[id]
		if !ok {
			return nil, fmt.Errorf("document %s is not in the book", id)
		}
		out[i] = d
	}
	return out, nil
}

// report writes a document of an outlet, numbered so that no two are the same.
func (s *shelf) report(outlet string, published entente.Date) entente.DocumentID {
	text := fmt.Sprintf("Report %d.", len(s.documents))
	d := entente.Document{Outlet: outlet, Published: published, Text: text}
	d.ID = entente.NewDocumentID(outlet, "", published, text)
	if s.documents == nil {
		s.documents = map[entente.DocumentID]entente.Document{}
	}
	s.documents[d.ID] = d
	return d.ID
}

// tell keeps one event with a report of its own.
func (s *shelf) tell(outlet string, e entente.Event) {
	e.Evidence.Document = s.report(outlet, e.Date)
	e.Evidence.By = "test"
	e.ID = entente.NewEventID(e)
	s.events = append(s.events, e)
}

// bind keeps one tie with a report of its own.
func (s *shelf) bind(outlet string, t entente.Tie) {
	t.Evidence.Document = s.report(outlet, t.Seen)
	t.Evidence.By = "test"
	t.ID = entente.NewTieID(t)
	s.ties = append(s.ties, t)
}
