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
		var last *entente.Event
		for {
			events, err := eventPage(ctx, tx, q, last)
			if err != nil {
				yield(entente.Event{}, l.explain(ctx, err))
				return
			}
			for _, e := range events {
				if !yield(e, nil) {
					return
				}
			}
			if len(events) < page {
				return
			}
			last = &events[page-1]
		}
	}
}

// eventPage is the next page of what q asks for, after last.
func eventPage(ctx context.Context, tx *sql.Tx, q ledger.Query, last *entente.Event) ([]entente.Event, error) {
	w := whereEvents(q)
	if last != nil {
		w.after(*last)
	}
	rows, err := tx.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM events e%s ORDER BY e.date NULLS FIRST, e.id LIMIT %d`, eventColumns, w, page), w.args...)
	return scanAll(rows, err, scanEvent)
}

// after adds that an event stands behind last in order.
func (w *where) after(last entente.Event) {
	if last.Date.IsZero() {
		w.and(`(e.date IS NULL AND e.id > ? OR e.date IS NOT NULL)`, string(last.ID))
		return
	}
	w.and(`e.date >= ?`, day(last.Date))
	w.and(`(e.date > ? OR e.id > ?)`, day(last.Date), string(last.ID))
}

// Ties implements [ledger.Ledger].
func (l *Ledger) Ties(ctx context.Context, q ledger.Query) iter.Seq2[entente.Tie, error] {
	return func(yield func(entente.Tie, error) bool) {
		w := whereTies(q)
		rows, err := l.db.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM ties t%s
			ORDER BY t.kind, t.from_entity, t.to_entity, t.start_date NULLS FIRST, t.id`, tieColumns, w), w.args...)
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
