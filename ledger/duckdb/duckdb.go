// Package duckdb is the ledger that Entente keeps by default: one DuckDB file,
// read and written inside the process. In go a path and batches; out come what
// package ledger promises and errors that say what is wrong with the file and
// what to do.
//
// One process writes and nobody else reads meanwhile; several may read when
// none writes. Every batch is one transaction, written to PATH.wal and flushed
// before Keep returns; DuckDB moves it into PATH in its own time, and a file
// whose writer was killed is whole again when it is next opened.
//
// The tables are described in doc/format.md; schema.go holds them.
package duckdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	driver "github.com/duckdb/duckdb-go/v2"

	"github.com/entente-project/entente/ledger"
)

// Options say how a ledger is opened. The zero value opens it for writing.
type Options struct {
	ReadOnly bool  // open what is there and keep nothing
	Memory   int64 // bytes that DuckDB may use for its buffers; 0: four fifths of the machine's
	Threads  int   // threads that DuckDB may use; 0: one a core
}

// A Ledger is an open DuckDB file. Make one with [Open].
type Ledger struct {
	path     string // as the caller named it, for errors
	db       *sql.DB
	readOnly bool
	columns  string // of events, as this file's version has them

	keep    sync.Mutex // one batch at a time
	stopped error      // why no more batches are kept
}

var _ ledger.Ledger = (*Ledger)(nil)

// Open opens the ledger at path, and makes one there when there is none and o
// allows writing. With path "" the ledger is in memory and gone when closed.
// An error wraps one of package ledger's that fits, or [fs.ErrNotExist].
func Open(path string, o Options) (*Ledger, error) {
	return openAt(path, o, schema)
}

// openAt is Open for a program whose newest format is the last of steps.
func openAt(path string, o Options, steps []string) (*Ledger, error) {
	if path == "" {
		return openMemory(o, steps)
	}
	if err := checkPath(path, o); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := create(path, o, steps); err != nil {
			return nil, explain(path, err)
		}
	}
	l, err := connect(path, path, o)
	if err != nil {
		return nil, explain(path, err)
	}
	if err := l.settle(steps); err != nil {
		l.db.Close()
		return nil, explain(path, err)
	}
	return l, nil
}

func openMemory(o Options, steps []string) (*Ledger, error) {
	o.ReadOnly = false
	l, err := connect("the ledger in memory", "", o)
	if err != nil {
		return nil, err
	}
	if err := migrate(context.Background(), l.db, 0, steps); err != nil {
		l.db.Close()
		return nil, err
	}
	return l, nil
}

// checkPath refuses what DuckDB would misread or take for something else.
func checkPath(path string, o Options) error {
	if strings.ContainsAny(path, "?#%") {
		return fmt.Errorf("%s: a ledger's name cannot hold ?, # or %%; choose another", path)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && o.ReadOnly:
		return fmt.Errorf("%s: there is no ledger here: %w", path, fs.ErrNotExist)
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return fmt.Errorf("%s: there is no folder %s to put a ledger in: %w", path, filepath.Dir(path), fs.ErrNotExist)
		}
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", path, err)
	case info.IsDir():
		return fmt.Errorf("%s is %w: it is a folder; name a file", path, ledger.ErrNotLedger)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is %w: it is not an ordinary file", path, ledger.ErrNotLedger)
	case info.Size() == 0:
		return fmt.Errorf("%s is %w: it is empty; remove it, and a ledger is made in its place", path, ledger.ErrNotLedger)
	}
	return nil
}

// create makes an empty ledger at path: beside it first, so that nobody finds
// half a ledger there whenever the process ends.
func create(path string, o Options, steps []string) error {
	fresh := fmt.Sprintf("%s.new-%d", path, os.Getpid())
	remove := func() { os.Remove(fresh); os.Remove(fresh + ".wal") }
	remove()
	defer remove()
	l, err := connect(path, fresh, o)
	if err != nil {
		return err
	}
	err = errors.Join(migrate(context.Background(), l.db, 0, steps), l.db.Close())
	if err != nil {
		return err
	}
	err = os.Link(fresh, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(fresh, path) // a file system without links
}

// connect opens the DuckDB file at path, which errors call name.
func connect(name, path string, o Options) (*Ledger, error) {
	if path != "" {
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		path = full
	}
	connector, err := driver.NewConnector(path+"?"+settings(o).Encode(), nil)
	if err != nil {
		return nil, err
	}
	return &Ledger{path: name, db: sql.OpenDB(connector), readOnly: o.ReadOnly, columns: eventColumns}, nil
}

// settings are o in DuckDB's words. Nothing is fetched from the network.
func settings(o Options) url.Values {
	v := url.Values{
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
	}
	if o.ReadOnly {
		v.Set("access_mode", "READ_ONLY")
	}
	if o.Memory > 0 {
		v.Set("memory_limit", strconv.FormatInt(o.Memory, 10)+"B")
	}
	if o.Threads > 0 {
		v.Set("threads", strconv.Itoa(o.Threads))
	}
	return v
}

// Close ends all use of the ledger. What was kept is safe whether or not Close
// is called or succeeds.
func (l *Ledger) Close() error {
	l.keep.Lock()
	defer l.keep.Unlock()
	return explain(l.path, l.db.Close())
}
