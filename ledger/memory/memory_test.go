package memory_test

import (
	"testing"

	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/ledgertest"
	"github.com/entente-project/entente/ledger/memory"
)

func open(testing.TB) ledger.Ledger { return memory.Open() }

func TestLedger(t *testing.T) {
	ledgertest.Run(t, open)
}

func BenchmarkKeep500(b *testing.B) { ledgertest.BenchmarkKeep(b, open, 500) }
func BenchmarkTally(b *testing.B)   { ledgertest.BenchmarkTally(b, open) }
func BenchmarkEvents(b *testing.B)  { ledgertest.BenchmarkEvents(b, open) }
