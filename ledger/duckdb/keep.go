package duckdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	sqldriver "database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"

	driver "github.com/duckdb/duckdb-go/v2"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// attempts is how often a batch is tried when another open ledger of this
// process keeps one in the same file at the same time.
const attempts = 100

// Keep implements [ledger.Ledger].
func (l *Ledger) Keep(ctx context.Context, b ledger.Batch) (ledger.Kept, error) {
	if l.readOnly {
		return ledger.Kept{}, fmt.Errorf("%s is opened %w; open it for writing to keep", l.path, ledger.ErrReadOnly)
	}
	codings, err := digested(b)
	if err != nil {
		return ledger.Kept{}, err
	}
	l.keep.Lock()
	defer l.keep.Unlock()
	if l.stopped != nil {
		return ledger.Kept{}, fmt.Errorf("nothing more is kept until the ledger is opened again: %w", l.stopped)
	}
	for try := 1; ; try++ {
		kept, err := l.keepOnce(ctx, codings)
		if !conflict(err) || try == attempts {
			return kept, l.explain(ctx, err)
		}
	}
}

// A coding is a ledger.Coding with its digest.
type coding struct {
	ledger.Coding
	digest [sha256.Size]byte
}

// digested is b by document.
func digested(b ledger.Batch) ([]coding, error) {
	all, err := b.Codings()
	if err != nil {
		return nil, err
	}
	out := make([]coding, len(all))
	for i, c := range all {
		out[i].Coding = c
		if out[i].digest, err = c.Digest(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// keepOnce keeps codings in one transaction.
func (l *Ledger) keepOnce(ctx context.Context, codings []coding) (ledger.Kept, error) {
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return ledger.Kept{}, err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return ledger.Kept{}, err
	}
	defer tx.Rollback()
	news, kept, err := sift(ctx, tx, codings)
	if err != nil {
		return ledger.Kept{}, err
	}
	if len(news) == 0 {
		return kept, nil
	}
	// The row that every batch changes lets two batches at once not both pass.
	if _, err := tx.ExecContext(ctx, `UPDATE ledger SET revision = revision + 1`); err != nil {
		return ledger.Kept{}, err
	}
	if err := appendAll(conn, news); err != nil {
		return ledger.Kept{}, l.stop(ctx, err)
	}
	if err := tx.Commit(); err != nil {
		return ledger.Kept{}, l.stop(ctx, err)
	}
	return kept, nil
}

// stop ends keeping after a write that failed: DuckDB 1.5.0 crashes on a read
// that follows a failed commit and a later commit that succeeds. Reading on and
// closing are safe, and what was acknowledged is.
func (l *Ledger) stop(ctx context.Context, err error) error {
	if ctx.Err() == nil && !conflict(err) {
		l.stopped = explain(l.path, err)
	}
	return err
}

// sift finds what of codings is new or otherwise than before, counts it, and
// takes what it replaces out of the ledger.
func sift(ctx context.Context, tx *sql.Tx, codings []coding) ([]coding, ledger.Kept, error) {
	var kept ledger.Kept
	known, err := digests(ctx, tx, codings)
	if err != nil {
		return nil, kept, err
	}
	var news []coding
	var recoded []string
	for _, c := range codings {
		id := c.Document.ID
		old, there := known[id]
		switch {
		case id == "":
			if c, err = siftRows(ctx, tx, c); err != nil {
				return nil, kept, err
			}
			if len(c.Events)+len(c.Ties) == 0 {
				continue
			}
		case there && old == c.digest:
			kept.Known++
			continue
		case there:
			recoded = append(recoded, string(id))
			kept.Documents++
		default:
			kept.Documents++
		}
		kept.Events += len(c.Events)
		kept.Ties += len(c.Ties)
		news = append(news, c)
	}
	if len(recoded) == 0 {
		return news, kept, nil
	}
	events, ties, err := unchanged(ctx, tx, news, recoded)
	if err != nil {
		return nil, kept, err
	}
	kept.Events, kept.Ties = kept.Events-events, kept.Ties-ties
	return news, kept, remove(ctx, tx, recoded)
}

// digests are those of the documents in codings that the ledger has.
func digests(ctx context.Context, tx *sql.Tx, codings []coding) (map[entente.DocumentID][sha256.Size]byte, error) {
	var ids []entente.DocumentID
	for _, c := range codings {
		ids = append(ids, c.Document.ID)
	}
	out := map[entente.DocumentID][sha256.Size]byte{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, coding FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))`, listArg(ids))
	_, err = scanAll(rows, err, func(rows *sql.Rows) (none struct{}, err error) {
		var id entente.DocumentID
		var digest []byte
		if err := rows.Scan(&id, &digest); err != nil {
			return none, err
		}
		out[id] = [sha256.Size]byte(digest)
		return none, nil
	})
	return out, err
}

// siftRows leaves of the events and ties without a document those that are new
// or otherwise than before, and takes the old ones out.
func siftRows(ctx context.Context, tx *sql.Tx, c coding) (coding, error) {
	oldEvents, oldTies, err := readRows(ctx, tx, `e.document IS NULL AND e.id IN (SELECT unnest(?::VARCHAR[]))`, eventIDs(c.Events),
		`t.document IS NULL AND t.id IN (SELECT unnest(?::VARCHAR[]))`, tieIDs(c.Ties))
	if err != nil {
		return c, err
	}
	events, ties := c.Events, c.Ties
	c.Events, c.Ties = nil, nil
	for _, e := range events {
		if oldEvents[e.ID] != written(e) {
			c.Events = append(c.Events, e)
		}
	}
	for _, t := range ties {
		if oldTies[t.ID] != written(t) {
			c.Ties = append(c.Ties, t)
		}
	}
	for _, statement := range []string{
		`DELETE FROM events WHERE document IS NULL AND id IN (SELECT unnest(?::VARCHAR[]))`,
		`DELETE FROM dyads WHERE document IS NULL AND event IN (SELECT unnest(?::VARCHAR[]))`,
	} {
		if err := execute(ctx, tx, statement, eventIDs(c.Events)); err != nil {
			return c, err
		}
	}
	return c, execute(ctx, tx, `DELETE FROM ties WHERE document IS NULL AND id IN (SELECT unnest(?::VARCHAR[]))`, tieIDs(c.Ties))
}

// unchanged counts the events and ties of the recoded documents that are in
// codings as they are in the ledger.
func unchanged(ctx context.Context, tx *sql.Tx, codings []coding, recoded []string) (events, ties int, err error) {
	oldEvents, oldTies, err := readRows(ctx, tx, `e.document IN (SELECT unnest(?::VARCHAR[]))`, listArg(recoded),
		`t.document IN (SELECT unnest(?::VARCHAR[]))`, listArg(recoded))
	if err != nil {
		return 0, 0, err
	}
	for _, c := range codings {
		if c.Document.ID == "" {
			continue
		}
		for _, e := range c.Events {
			if oldEvents[e.ID] == written(e) {
				events++
			}
		}
		for _, t := range c.Ties {
			if oldTies[t.ID] == written(t) {
				ties++
			}
		}
	}
	return events, ties, nil
}

// readRows are the events and ties that meet the conditions, each in writing.
func readRows(ctx context.Context, tx *sql.Tx, ofEvents string, eventArg []any, ofTies string, tieArg []any) (map[entente.EventID]string, map[entente.TieID]string, error) {
	events, ties := map[entente.EventID]string{}, map[entente.TieID]string{}
	rows, err := tx.QueryContext(ctx, `SELECT `+eventColumns+` FROM events e WHERE `+ofEvents, eventArg)
	oldEvents, err := scanAll(rows, err, scanEvent)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range oldEvents {
		events[e.ID] = written(e)
	}
	rows, err = tx.QueryContext(ctx, `SELECT `+tieColumns+` FROM ties t WHERE `+ofTies, tieArg)
	oldTies, err := scanAll(rows, err, scanTie)
	for _, t := range oldTies {
		ties[t.ID] = written(t)
	}
	return events, ties, err
}

// remove takes documents and all that was coded from them out.
func remove(ctx context.Context, tx *sql.Tx, documents []string) error {
	for _, statement := range []string{
		`DELETE FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))`,
		`DELETE FROM events WHERE document IN (SELECT unnest(?::VARCHAR[]))`,
		`DELETE FROM dyads WHERE document IN (SELECT unnest(?::VARCHAR[]))`,
		`DELETE FROM ties WHERE document IN (SELECT unnest(?::VARCHAR[]))`,
	} {
		if err := execute(ctx, tx, statement, listArg(documents)); err != nil {
			return err
		}
	}
	return nil
}

// execute runs a statement on a list, if there is anything in it.
func execute(ctx context.Context, tx *sql.Tx, statement string, list []any) error {
	if len(list) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, statement, list)
	return err
}

// appendAll appends codings to the tables within the transaction of conn.
func appendAll(conn *sql.Conn, codings []coding) error {
	return conn.Raw(func(c any) error {
		raw, ok := c.(sqldriver.Conn)
		if !ok {
			return fmt.Errorf("a connection of database/sql is a %T", c)
		}
		for _, t := range tables {
			if err := appendTable(raw, t, codings); err != nil {
				return err
			}
		}
		return nil
	})
}

// A table is filled with what its rows makes of each coding.
type table struct {
	name string
	rows func(coding, func(row) error) error
}

var tables = []table{{"documents", documentRows}, {"events", eventRows}, {"dyads", dyadRows}, {"ties", tieRows}}

// appendTable appends the rows of all codings to one table.
func appendTable(conn sqldriver.Conn, t table, codings []coding) error {
	a, err := driver.NewAppenderFromConn(conn, "", t.name)
	if err != nil {
		return err
	}
	for _, c := range codings {
		if err := t.rows(c, func(r row) error { return a.AppendRow(r...) }); err != nil {
			return errors.Join(err, a.Close())
		}
	}
	return a.Close()
}

func documentRows(c coding, add func(row) error) error {
	if c.Document.ID == "" {
		return nil
	}
	return add(documentRow(c.Document, c.digest[:]))
}

func eventRows(c coding, add func(row) error) error {
	for _, e := range c.Events {
		if err := add(eventRow(e)); err != nil {
			return err
		}
	}
	return nil
}

func dyadRows(c coding, add func(row) error) error {
	for _, e := range c.Events {
		for _, d := range e.Dyads() {
			if err := add(dyadRow(d, e, c.Document.Outlet)); err != nil {
				return err
			}
		}
	}
	return nil
}

func tieRows(c coding, add func(row) error) error {
	for _, t := range c.Ties {
		if err := add(tieRow(t)); err != nil {
			return err
		}
	}
	return nil
}

func eventIDs(events []entente.Event) []any {
	out := make([]any, len(events))
	for i, e := range events {
		out[i] = string(e.ID)
	}
	return out
}

func tieIDs(ties []entente.Tie) []any {
	out := make([]any, len(ties))
	for i, t := range ties {
		out[i] = string(t.ID)
	}
	return out
}

// written is an event or tie in writing, by which two are the same or not.
// Codings has been through the same writer, so that there is no error left.
func written(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
