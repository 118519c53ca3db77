package flow

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/duckdb"
)

// ledgerMemory bounds what the store may take for its buffers, in bytes; the
// coder and the measures need room beside it.
const ledgerMemory = 1 << 30

// OpenLedger opens the embedded store at path: to keep (making it when it is not
// there), or only to read, in which case other readers may share it.
func OpenLedger(path string, keep bool) (ledger.Ledger, error) {
	if !keep {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: no ledger here; read some text into one first (entente read FILE), or name yours with --ledger", path)
		}
	}
	l, err := duckdb.Open(path, duckdb.Options{ReadOnly: !keep, Memory: ledgerMemory})
	if err != nil {
		return nil, err
	}
	return l, nil
}
