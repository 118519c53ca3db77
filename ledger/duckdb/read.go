package duckdb

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// page is how many events are fetched at once: so much of a ledger is in memory
// while it is read through.
const page = 8192

// Documents implements [ledger.Ledger].
func (l *Ledger) Documents(ctx context.Context, ids ...entente.DocumentID) ([]entente.Document, error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	rows, err := l.db.QueryContext(ctx, `SELECT `+documentColumns+` FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))`, listArg(ids))
	found, err := scanAll(rows, err, scanDocument)
	if err != nil {
		return nil, l.explain(ctx, err)
	}
	byID := map[entente.DocumentID]entente.Document{}
	for _, d := range found {
		byID[d.ID] = d
	}
	out := make([]entente.Document, 0, len(ids))
	for _, id := range ids {
		d, ok := byID[id]
		if !ok {
			return nil, fmt.Errorf("%s: document %q is %w", l.path, id, ledger.ErrNotFound)
		}
		out = append(out, d)
	}
	return out, nil
}

// shelf is how many documents are fetched at once: texts are longer than events.
const shelf = 256

// AllDocuments implements [ledger.Ledger].
func (l *Ledger) AllDocuments(ctx context.Context) iter.Seq2[entente.Document, error] {
	return func(yield func(entente.Document, error) bool) {
		tx, err := l.db.BeginTx(ctx, nil)
		if err != nil {
			yield(entente.Document{}, l.explain(ctx, err))
			return
		}
		defer tx.Rollback()
		last := entente.DocumentID("")
		for {
			rows, err := tx.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM documents WHERE id > ? ORDER BY id LIMIT %d`, documentColumns, shelf), string(last))
			docs, err := scanAll(rows, err, scanDocument)
			if err != nil {
				yield(entente.Document{}, l.explain(ctx, err))
				return
			}
			for _, d := range docs {
				last = d.ID
				if !yield(d, nil) {
					return
				}
			}
			if len(docs) < shelf {
				return
			}
		}
	}
}

// Events implements [ledger.Ledger].
func (l *Ledger) Events(ctx context.Context, q ledger.Query) iter.Seq2[entente.Event, error] {
	return func(yield func(entente.Event, error) bool) {
		// One transaction sees one state of the ledger, however many pages it reads.
		tx, err := l.db.BeginTx(ctx, nil)
		if err != nil {
			yield(entente.Event{}, l.explain(ctx, err))
			return
		}
		defer tx.Rollback()
		stretches, err := stretchesOf(ctx, tx, q)
		if err != nil {
			yield(entente.Event{}, l.explain(ctx, err))
			return
		}
		for _, s := range stretches {
			for e, err := range s.events(ctx, tx, l.columns, q) {
				if !yield(e, l.explain(ctx, err)) || err != nil {
					return
				}
			}
		}
	}
}

// A stretch is a run of dates with no more than a page of events, or one date
// that has more. Dates are in the table's own form; NULL is not known.
type stretch struct {
	from, to sql.NullInt32
	count    int
}

// stretchesOf are the stretches of what q asks for, in order.
func stretchesOf(ctx context.Context, tx *sql.Tx, q ledger.Query) ([]stretch, error) {
	w := whereEvents(q)
	rows, err := tx.QueryContext(ctx, `SELECT e.date, count(*) FROM events e`+w.String()+` GROUP BY 1 ORDER BY 1 NULLS FIRST`, w.args...)
	dates, err := scanAll(rows, err, func(rows *sql.Rows) (s stretch, err error) {
		err = rows.Scan(&s.from, &s.count)
		s.to = s.from
		return s, err
	})
	var out []stretch
	for _, d := range dates {
		if n := len(out); n > 0 && out[n-1].from.Valid && out[n-1].count+d.count <= page {
			out[n-1].to, out[n-1].count = d.to, out[n-1].count+d.count
			continue
		}
		out = append(out, d)
	}
	return out, err
}

// events yields the events of s that match q, fetching a page at a time.
func (s stretch) events(ctx context.Context, tx *sql.Tx, columns string, q ledger.Query) iter.Seq2[entente.Event, error] {
	return func(yield func(entente.Event, error) bool) {
		last := entente.EventID("")
		for left := s.count; left > 0; left -= page {
			w := whereEvents(q)
			s.bound(w, last)
			rows, err := tx.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM events e%s ORDER BY e.date, e.id LIMIT %d`, columns, w, page), w.args...)
			events, err := scanAll(rows, err, scanEvent)
			if err != nil {
				yield(entente.Event{}, err)
				return
			}
			for _, e := range events {
				last = e.ID
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

// bound adds that an event is of s and, on the one date of a long stretch, stands
// behind last.
func (s stretch) bound(w *where, last entente.EventID) {
	if s.from.Valid {
		w.and(`e.date BETWEEN ? AND ?`, s.from.Int32, s.to.Int32)
	} else {
		w.and(`e.date IS NULL`)
	}
	if last != "" {
		w.and(`e.id > ?`, string(last))
	}
}

// Ties implements [ledger.Ledger].
func (l *Ledger) Ties(ctx context.Context, q ledger.Query) iter.Seq2[entente.Tie, error] {
	return func(yield func(entente.Tie, error) bool) {
		w := whereTies(q)
		rows, err := l.db.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM ties t%s
			ORDER BY t.kind, t.from_entity NULLS FIRST, t.to_entity NULLS FIRST, t.start_date NULLS FIRST, t.id`, tieColumns, w), w.args...)
		ties, err := scanAll(rows, err, scanTie)
		if err != nil {
			yield(entente.Tie{}, l.explain(ctx, err))
			return
		}
		for _, t := range ties {
			if !yield(t, nil) {
				return
			}
		}
	}
}

// scanAll reads all rows with scan and closes them. It takes the error of the
// query itself too.
func scanAll[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// listArg is ids as DuckDB takes a list.
func listArg[S ~string](ids []S) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
