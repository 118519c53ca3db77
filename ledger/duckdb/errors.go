package duckdb

import (
	"context"
	"errors"
	"fmt"
	"strings"

	driver "github.com/duckdb/duckdb-go/v2"

	"github.com/entente-project/entente/ledger"
)

// A symptom is how DuckDB, or the system through it, says that something is
// wrong, and what the user is told.
type symptom struct {
	says   string
	kind   error
	remedy string
}

// symptoms are looked for in this order.
var symptoms = []symptom{
	{"No space left on device", ledger.ErrFull, "what was kept before is safe; make room, open it again and go on"},
	{"File too large", ledger.ErrFull, "what was kept before is safe; raise the limit on the size of files, open it again and go on"},
	{"Disk quota exceeded", ledger.ErrFull, "what was kept before is safe; make room, open it again and go on"},
	{"is not a valid DuckDB database file", ledger.ErrNotLedger, "name another file"},
	{"Trying to read a database file with version number", ledger.ErrNewer, "use a newer entente"},
	{"Permission denied", ledger.ErrReadOnly, "this user may not write it; change the permissions of the file and its folder, or work on a copy"},
	{"Read-only file system", ledger.ErrReadOnly, "work on a copy elsewhere"},
	{"Operation not permitted", ledger.ErrReadOnly, "this user may not write it; work on a copy"},
	{"read-only mode", ledger.ErrReadOnly, "open it for writing"},
	{"Corrupt database file", ledger.ErrCorrupt, "restore it from a copy, or read the documents again into a new ledger"},
	{"Could not read enough bytes", ledger.ErrCorrupt, "it ends too early; restore it from a copy, or read the documents again into a new ledger"},
	{"Failure while replaying WAL", ledger.ErrCorrupt, "the file .wal beside it does not fit it; restore both from a copy"},
	{"Serialization Error", ledger.ErrCorrupt, "restore it from a copy, or read the documents again into a new ledger"},
}

// explain is err with the path, what is wrong and what to do. Errors that are
// explained already pass.
func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	for _, kind := range []error{ledger.ErrNotLedger, ledger.ErrNewer, ledger.ErrOlder} {
		if errors.Is(err, kind) {
			return fmt.Errorf("%s is %w", path, err)
		}
	}
	said := err.Error()
	if h := heldBy.FindStringSubmatch(said); h != nil {
		return fmt.Errorf("%s is %w: %s; wait for it or end it", path, ledger.ErrHeld, holder(h[1], h[2]))
	}
	if strings.Contains(said, "different configuration than existing connections") {
		return fmt.Errorf("%s is open in this process already, with other options; close it first", path)
	}
	for _, s := range symptoms {
		if strings.Contains(said, s.says) {
			return fmt.Errorf("%s: %w: %s (%w)", path, s.kind, s.remedy, err)
		}
	}
	return fmt.Errorf("%s: %w", path, err)
}

// explain is explain for a question asked under ctx: what was cancelled says so.
func (l *Ledger) explain(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(l.path, err)
}

// conflict reports whether err says that another batch was kept meanwhile.
func conflict(err error) bool {
	var said *driver.Error
	return errors.As(err, &said) && said.Type == driver.ErrorTypeTransaction && strings.Contains(strings.ToLower(said.Msg), "conflict")
}
