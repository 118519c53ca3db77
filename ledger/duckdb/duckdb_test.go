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

func BenchmarkKeepOne(b *testing.B) { ledgertest.BenchmarkKeep(b, inFile, 1) }
func BenchmarkKeep500(b *testing.B) { ledgertest.BenchmarkKeep(b, inFile, 500) }
func BenchmarkTally(b *testing.B)   { ledgertest.BenchmarkTally(b, inFile) }
func BenchmarkEvents(b *testing.B)  { ledgertest.BenchmarkEvents(b, inFile) }
