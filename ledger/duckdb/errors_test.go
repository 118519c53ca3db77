//go:build unix

package duckdb

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/ledgertest"
)

// wantError fails the test unless err wraps kind, names path and says words.
func wantError(t *testing.T, err, kind error, path, words string) {
	t.Helper()
	if !errors.Is(err, kind) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), words) {
		t.Errorf("got error %v\nwant one that wraps %q, names %s and says %q", err, kind, path, words)
	}
}

func openFails(t *testing.T, path string, o Options) error {
	t.Helper()
	l, err := Open(path, o)
	if err == nil {
		l.Close()
		t.Errorf("%s opens", path)
		return errors.New("it opens")
	}
	return err
}

// filled is a ledger with a batch in it, closed.
func filled(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.duckdb")
	l := mustOpen(t, path, Options{})
	if _, err := l.Keep(context.Background(), numbered(n)); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNotALedger(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.duckdb")
	db, err := sql.Open("duckdb", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE ledger (account VARCHAR, amount DOUBLE)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for path, words := range map[string]string{
		write("report.txt", []byte("Minsk has said no, officials said on Tuesday.\n")): "name another file",
		write("long.txt", bytes.Repeat([]byte("Minsk has said no.\n"), 4000)):          "name another file",
		write("empty.duckdb", nil): "it is empty",
		other:                      "something else",
		dir:                        "it is a folder",
	} {
		before, _ := os.ReadFile(path)
		for _, o := range []Options{{}, {ReadOnly: true}} {
			wantError(t, openFails(t, path, o), ledger.ErrNotLedger, path, words)
		}
		if after, _ := os.ReadFile(path); path != other && !bytes.Equal(before, after) {
			t.Errorf("%s was changed", path)
		}
	}
}

func TestNoLedgerThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.duckdb")
	wantError(t, openFails(t, path, Options{ReadOnly: true}), fs.ErrNotExist, path, "no ledger here")
	path = filepath.Join(path, "ledger.duckdb")
	wantError(t, openFails(t, path, Options{}), fs.ErrNotExist, path, "no folder")
	path = filepath.Join(t.TempDir(), "what?.duckdb")
	if err := openFails(t, path, Options{}); !strings.Contains(err.Error(), "choose another") {
		t.Errorf("got error %v", err)
	}
}

func TestNewerAndOlderVersions(t *testing.T) {
	path := filled(t, 3)
	next := append(append([]string{}, schema...), `ALTER TABLE documents ADD COLUMN desk VARCHAR`)

	_, err := openAt(path, Options{ReadOnly: true}, next)
	wantError(t, err, ledger.ErrOlder, path, "open it once for writing")
	l, err := openAt(path, Options{}, next)
	if err != nil {
		t.Fatal(err)
	}
	if n := countDocuments(t, l); n != batchSize(3) {
		t.Errorf("%d documents after the step to the next version, want %d", n, batchSize(3))
	}
	l.Close()
	for _, o := range []Options{{}, {ReadOnly: true}} {
		wantError(t, openFails(t, path, o), ledger.ErrNewer, path, fmt.Sprintf("version %d", len(next)))
	}
}

// TestFirstVersionIsReadAndBroughtUp makes a ledger of version 1, as an older
// program left it: a reader reads it as it is, and a writer brings it up to date
// with its events whole and their places known to no coordinates.
func TestFirstVersionIsReadAndBroughtUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.duckdb")
	l, err := openAt(path, Options{}, schema[:1])
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.db.Exec(`INSERT INTO events VALUES ('e1', NULL, 20150919, 201509, '[{"entity":"BLR"}]', '[{"entity":"RUS"}]', ['BLR', 'RUS'],
		'REJECT', NULL, NULL, NULL, 'actual', NULL, 'UKR', 'Crimea', 10, 16, NULL, 'old', 0.5)`)
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	for _, o := range []Options{{ReadOnly: true}, {}, {ReadOnly: true}} {
		l := mustOpen(t, path, o)
		n := 0
		for e, err := range l.Events(t.Context(), ledger.Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			want := entente.Place{State: "UKR", Name: "Crimea", Span: entente.Span{Start: 10, End: 16}}
			if e.ID != "e1" || e.Place != want || e.Confidence != 0.5 {
				t.Errorf("opened with %+v: %+v", o, e)
			}
		}
		if n != 1 {
			t.Errorf("opened with %+v: %d events", o, n)
		}
		l.Close()
	}
}

// TestMigrationIsWholeOrNot breaks in the second of two steps; the first has
// left nothing behind.
func TestMigrationIsWholeOrNot(t *testing.T) {
	path := filled(t, 3)
	broken := append(append([]string{}, schema...), `ALTER TABLE documents ADD COLUMN desk VARCHAR`, `ALTER TABLE nothing ADD COLUMN desk VARCHAR`)
	if l, err := openAt(path, Options{}, broken); err == nil {
		l.Close()
		t.Error("a broken step passes")
	}
	l := mustOpen(t, path, Options{})
	defer l.Close()
	if _, err := l.Keep(context.Background(), numbered(4)); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyLedger(t *testing.T) {
	path := filled(t, 3)
	l := mustOpen(t, path, Options{ReadOnly: true})
	defer l.Close()
	_, err := l.Keep(context.Background(), numbered(4))
	wantError(t, err, ledger.ErrReadOnly, path, "open it for writing")
	if n := countDocuments(t, l); n != batchSize(3) {
		t.Errorf("%d documents, want %d", n, batchSize(3))
	}
}

// TestUserMayNotWrite opens a ledger as a user who may only read it.
func TestUserMayNotWrite(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can become another user")
	}
	path := filled(t, 3)
	dir := filepath.Dir(path)
	for _, open := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(open, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	c := start(t, copyOfSelf(t, dir), "nobody", path)
	if line := c.line(); !strings.HasPrefix(line, "error ErrReadOnly "+path) || !strings.Contains(line, "change the permissions") {
		t.Errorf("a file that others own: the child said %q", line)
	}
	c = start(t, filepath.Join(dir, "self"), "nobody", filepath.Join(dir, "new.duckdb"))
	if line := c.line(); !strings.HasPrefix(line, "error ErrReadOnly "+dir) {
		t.Errorf("a folder that others own: the child said %q", line)
	}
}

// copyOfSelf puts this program where any user may run it.
func copyOfSelf(t *testing.T, dir string) string {
	t.Helper()
	in, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(filepath.Join(dir, "self"), os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Name()
}

// TestHeldByAnotherProcess meets another process that writes, then one that
// reads.
func TestHeldByAnotherProcess(t *testing.T) {
	path := filled(t, 3)
	for _, test := range []struct {
		verb string
		may  map[bool]bool // ReadOnly -> whether it opens beside it
	}{
		{"hold", map[bool]bool{false: false, true: false}},
		{"read", map[bool]bool{false: false, true: true}},
	} {
		c := start(t, os.Args[0], test.verb, path)
		if line := c.line(); line != "open" {
			t.Fatalf("%s: the child said %q", test.verb, line)
		}
		for readOnly, may := range test.may {
			l, err := Open(path, Options{ReadOnly: readOnly})
			if err == nil {
				l.Close()
			}
			if may != (err == nil) {
				t.Errorf("beside %s, read-only %v: got error %v", test.verb, readOnly, err)
			}
			if err != nil {
				wantError(t, err, ledger.ErrHeld, path, "held by process "+strconv.Itoa(c.cmd.Process.Pid)+" (")
			}
		}
		c.end()
		mustOpen(t, path, Options{}).Close()
	}
}

func TestHolderSaysWhoAndSince(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("this system has no /proc")
	}
	said := holder("/usr/bin/entente", strconv.Itoa(os.Getpid()))
	if !regexp.MustCompile(`^held by process \d+ \(\S+\), running since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$`).MatchString(said) {
		t.Errorf("got %q", said)
	}
	if said := holder("/usr/bin/entente", "none"); said != "held by process none (entente)" {
		t.Errorf("of a process that is gone: got %q", said)
	}
	for line, want := range map[string]string{
		"/usr/bin/entente\x00serve\x00--port\x008686\x00": "entente serve",
		"entente\x00--ledger\x00x.duckdb\x00":             "entente",
		"./entente\x00":                                   "entente",
	} {
		if got := commandName(line); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

// TestTwoLedgersOnOneFile opens one file twice in one process; batches kept
// through both at once end up there once each.
func TestTwoLedgersOnOneFile(t *testing.T) {
	path := filled(t, 0)
	one, two := mustOpen(t, path, Options{}), mustOpen(t, path, Options{})
	defer one.Close()
	wantReadOnly := openFails(t, path, Options{ReadOnly: true})
	if !strings.Contains(wantReadOnly.Error(), "open in this process already") {
		t.Errorf("got error %v", wantReadOnly)
	}
	var wg sync.WaitGroup
	for _, l := range []*Ledger{one, two} {
		wg.Go(func() {
			for n := range 6 {
				if _, err := l.Keep(context.Background(), numbered(n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	two.Close()
	checkWhole(t, path, 6, 0)
	if _, err := one.Keep(context.Background(), numbered(6)); err != nil {
		t.Error(err)
	}
}

// TestFileLimit keeps until files may grow no more, and then opens the ledger
// again: what was acknowledged is there, and it keeps on.
func TestFileLimit(t *testing.T) {
	for _, limit := range []int{1 << 20, 4 << 20} {
		path := filled(t, 0)
		next := keepUntilFull(t, path, "limited", path, strconv.Itoa(limit))
		keepsOn(t, path, next)
	}
}

// keepUntilFull lets a child keep until there is no room and returns how many
// batches it acknowledged, one at least being there already.
func keepUntilFull(t *testing.T, path, verb string, args ...string) int {
	t.Helper()
	c := start(t, os.Args[0], verb, args[0], args[1:]...)
	kept := 0
	line := c.line()
	for ; strings.HasPrefix(line, "kept "); line = c.line() {
		kept++
	}
	if !strings.HasPrefix(line, "error ErrFull "+path) || !strings.Contains(line, "what was kept before is safe") {
		t.Errorf("%v: after %d batches the child said %q", args, kept, line)
	}
	c.end()
	return max(kept, 1)
}

// keepsOn opens a ledger that had no room, with room: the batches before next
// are there, and it keeps more.
func keepsOn(t *testing.T, path string, next int) {
	t.Helper()
	next = checkWhole(t, path, next, 0)
	l := mustOpen(t, path, Options{})
	if _, err := l.Keep(context.Background(), numbered(next)); err != nil {
		t.Errorf("with room again: %v", err)
	}
	l.Close()
	checkWhole(t, path, next+1, 0)
}

// TestDamagedFile cuts a ledger short and changes single bytes of it: it is said
// to be damaged, or gives back exactly what was kept.
func TestDamagedFile(t *testing.T) {
	whole, err := os.ReadFile(filled(t, 6))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ledger.duckdb")
	damage := func(what string, content []byte) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		os.Remove(path + ".wal")
		if err := readThrough(path); err != nil && (!errors.Is(err, ledger.ErrCorrupt) || !strings.Contains(err.Error(), path)) {
			t.Errorf("%s: got error %v", what, err)
		} else if err == nil && strings.HasPrefix(what, "cut") {
			t.Errorf("%s: no error", what)
		}
	}
	for _, n := range []int{20, 4096, 8192, 12288, len(whole) / 2, len(whole) - 1} {
		damage(fmt.Sprint("cut to ", n), whole[:n])
	}
	found := 0
	for at := 13; at < len(whole); at += len(whole) / 23 {
		content := bytes.Clone(whole)
		content[at] ^= 0x55
		damage(fmt.Sprint("byte ", at, " changed"), content)
		if readThrough(path) != nil {
			found++
		}
	}
	if found < 12 {
		t.Errorf("of 23 changed bytes %d were noticed", found)
	}
}

// TestDamagedLog cuts the log of a killed process short, and changes single bytes
// of it. What is lost is lost from the end and in whole batches, or the ledger
// is said to be damaged.
func TestDamagedLog(t *testing.T) {
	path := filled(t, 0)
	c := start(t, os.Args[0], "keep", path, "1")
	for range 3 {
		c.line()
	}
	c.cmd.Process.Kill()
	c.cmd.Wait()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + ".wal")
	if err != nil {
		t.Fatal(err)
	}
	try := func(log []byte) (*Ledger, error) {
		for name, content := range map[string][]byte{path: file, path + ".wal": log} {
			if err := os.WriteFile(name, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return Open(path, Options{})
	}
	for _, n := range []int{1, 100, len(log) / 4, len(log) / 2, len(log) - 1} {
		l, err := try(log[:n])
		if err != nil {
			t.Errorf("log cut to %d: %v", n, err)
			continue
		}
		checkHas(t, l, batchesOf(t, l))
		l.Close()
	}
	for at := 100; at < len(log); at += len(log) / 7 {
		content := bytes.Clone(log)
		content[at] ^= 0x55
		l, err := try(content)
		if err == nil {
			checkHas(t, l, batchesOf(t, l))
			l.Close()
			continue
		}
		wantError(t, err, ledger.ErrCorrupt, path, ".wal beside it")
	}
}

// batchesOf is how many batches, from 0 on, l has.
func batchesOf(t *testing.T, l *Ledger) int {
	t.Helper()
	for n := 0; ; n++ {
		if _, err := l.Documents(context.Background(), documentIDs(numbered(n))[0]); err != nil {
			return n
		}
	}
}

// readThrough reads all that TestDamagedFile kept and compares it.
func readThrough(path string) error {
	l, err := Open(path, Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	batch := numbered(6)
	got, err := l.Documents(context.Background(), documentIDs(batch)...)
	if err != nil {
		return err
	}
	for i, d := range got {
		if d != batch.Documents[i] {
			return fmt.Errorf("document %d is not as it was", i)
		}
	}
	events := 0
	for _, err := range l.Events(context.Background(), ledger.Query{}) {
		if err != nil {
			return err
		}
		events++
	}
	if events != len(batch.Events) {
		return fmt.Errorf("%d events, want %d", events, len(batch.Events))
	}
	_, err = l.Tally(context.Background(), ledger.Query{})
	return err
}

// TestManyPages reads more events than are fetched at once, most of them without
// a date or on the same one.
func TestManyPages(t *testing.T) {
	const many = 2*page + 100
	l := mustOpen(t, "", Options{})
	defer l.Close()
	var acts []string
	for i := range many {
		switch {
		case i < page+50:
			acts = append(acts, fmt.Sprintf("- A%d>B AID actual", i))
		case i%2 == 0:
			acts = append(acts, fmt.Sprintf("2015-01-01 A%d>B AID actual", i))
		default:
			acts = append(acts, fmt.Sprintf("%d A%d>B AID actual", 1900+i%100, i))
		}
	}
	b := ledgertest.Report("Reuters", "2015-02-10", strings.Repeat("Many things happened. ", many/20), acts...)
	if _, err := l.Keep(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	n, last := 0, ""
	for e, err := range l.Events(context.Background(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		at := e.Date.String() + " " + string(e.ID)
		if n > 0 && at <= last {
			t.Fatalf("event %d: %s stands behind %s", n, at, last)
		}
		n, last = n+1, at
	}
	if n != many {
		t.Errorf("read %d events, want %d", n, many)
	}
}
