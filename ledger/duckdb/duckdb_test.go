package duckdb

import (
	"path/filepath"
	"testing"

	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/ledgertest"
	"github.com/entente-project/entente/ledger/memory"
)

// inFile opens a ledger in a file of its own.
func inFile(t testing.TB) ledger.Ledger {
	return mustOpen(t, filepath.Join(t.TempDir(), "ledger.duckdb"), Options{Threads: 2})
}

func inMemory(t testing.TB) ledger.Ledger { return mustOpen(t, "", Options{Threads: 2}) }

func mustOpen(t testing.TB, path string, o Options) *Ledger {
	t.Helper()
	l, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLedger(t *testing.T) { ledgertest.Run(t, inFile) }

// TestAgreesWithMemory holds the store against the yardstick on random batches.
func TestAgreesWithMemory(t *testing.T) {
	for seed := range uint64(3) {
		ledgertest.Agree(t, inMemory, func(testing.TB) ledger.Ledger { return memory.Open() }, seed, 8)
	}
}

// TestReadingLetsGo reads in part and to the end, and holds on to nothing of the
// ledger afterwards.
func TestReadingLetsGo(t *testing.T) {
	l := mustOpen(t, "", Options{})
	defer l.Close()
	b := ledgertest.Report("Reuters", "2015-02-10", "They met.", "2015-02-10 BLR+RUS CONSULT actual", "2015-02-10 BLR>RUS REJECT actual")
	if _, err := l.Keep(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	for range l.Events(t.Context(), ledger.Query{}) {
		break
	}
	for _, err := range l.Events(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if n := l.db.Stats().InUse; n != 0 {
		t.Errorf("%d connections are still in use", n)
	}
}

func BenchmarkKeepOne(b *testing.B) { ledgertest.BenchmarkKeep(b, inFile, 1) }
func BenchmarkKeep500(b *testing.B) { ledgertest.BenchmarkKeep(b, inFile, 500) }
func BenchmarkTally(b *testing.B)   { ledgertest.BenchmarkTally(b, inFile) }
func BenchmarkEvents(b *testing.B)  { ledgertest.BenchmarkEvents(b, inFile) }
