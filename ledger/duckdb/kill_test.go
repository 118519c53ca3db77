//go:build unix

package duckdb

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// TestKilledProcessLosesNothing kills a process that keeps batches, again and
// again on one ledger: each batch that it said was kept is there whole, and no
// other is there in part. ENTENTE_KILLS asks for more kills than the usual.
func TestKilledProcessLosesNothing(t *testing.T) {
	kills := 8
	if s := os.Getenv("ENTENTE_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("ENTENTE_KILLS: %v", err)
		}
		kills = n
	}
	path := filepath.Join(t.TempDir(), "ledger.duckdb")
	r := rand.New(rand.NewPCG(1, 9))
	next, acknowledged := 0, 0
	for kill := range kills {
		kept := killOnce(t, path, next, time.Duration(r.IntN(400))*time.Millisecond)
		acknowledged += kept
		next += kept
		next = checkWhole(t, path, next, kill)
		if t.Failed() {
			t.Fatalf("kill %d", kill)
		}
	}
	if acknowledged < kills/2 {
		t.Errorf("%d batches were kept in %d lives: too few to tell anything", acknowledged, kills)
	}
	t.Logf("%d kills, %d batches acknowledged, %d found", kills, acknowledged, next)
}

// killOnce lets a child keep batches from next on, kills it some time after it
// has begun, and returns how many it acknowledged. Every third one is killed
// without waiting for it to begin.
func killOnce(t *testing.T, path string, next int, after time.Duration) int {
	t.Helper()
	c := start(t, os.Args[0], "keep", path, strconv.Itoa(next))
	kept := 0
	acknowledge := func(line string) {
		if line != fmt.Sprint("kept ", next+kept) {
			t.Errorf("the child said %q, not that it kept %d", line, next+kept)
		}
		kept++
	}
	if after.Milliseconds()%3 != 0 {
		acknowledge(c.line())
	}
	time.AfterFunc(after, func() { c.cmd.Process.Kill() })
	for c.lines.Scan() {
		acknowledge(c.lines.Text())
	}
	c.cmd.Wait()
	return kept
}

// checkWhole opens the ledger at path and looks for batches 0 to next-1, and
// perhaps the one that was kept but not acknowledged. It returns the number of
// the first batch that is not there.
func checkWhole(t *testing.T, path string, next, kill int) int {
	t.Helper()
	if _, err := os.Stat(path); os.IsNotExist(err) && next == 0 {
		return 0 // killed before there was a ledger
	}
	l := mustOpen(t, path, Options{ReadOnly: kill%2 == 1})
	defer l.Close()
	present := func(n int) bool {
		ids := documentIDs(numbered(n))
		_, err := l.Documents(context.Background(), ids[len(ids)-1])
		return err == nil
	}
	if present(next) {
		next++
	}
	checkHas(t, l, next)
	return next
}

// checkHas looks for batches 0 to next-1 in l, and for nothing else.
func checkHas(t *testing.T, l *Ledger, next int) {
	t.Helper()
	documents := 0
	for n := range next {
		batch := numbered(n)
		documents += len(batch.Documents)
		got, err := l.Documents(context.Background(), documentIDs(batch)...)
		if err != nil {
			t.Errorf("batch %d: %v", n, err)
			continue
		}
		for i, d := range got {
			if d != batch.Documents[i] {
				t.Errorf("batch %d: document %d is not as it was", n, i)
			}
		}
	}
	tallies, err := l.Tally(context.Background(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	reports := 0
	for _, y := range tallies {
		reports += y.Reports
	}
	events := 0
	for _, err := range l.Events(context.Background(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		events++
	}
	if reports != 2*documents || events != 2*documents || countDocuments(t, l) != documents {
		t.Errorf("%d documents, %d events and %d reports tallied, want %d, %d and %d",
			countDocuments(t, l), events, reports, documents, 2*documents, 2*documents)
	}
}

func documentIDs(b ledger.Batch) []entente.DocumentID {
	var out []entente.DocumentID
	for _, d := range b.Documents {
		out = append(out, d.ID)
	}
	return out
}

func countDocuments(t *testing.T, l *Ledger) (n int) {
	t.Helper()
	if err := l.db.QueryRow(`SELECT count(*) FROM documents`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
