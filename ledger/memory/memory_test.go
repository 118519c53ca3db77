package memory_test

import (
	"testing"

	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/ledgertest"
	"github.com/entente-project/entente/ledger/memory"
)

func TestLedger(t *testing.T) {
	ledgertest.Run(t, func(testing.TB) ledger.Ledger { return memory.Open() })
}
