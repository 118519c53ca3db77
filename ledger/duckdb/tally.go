package duckdb

import (
	"context"
	"database/sql"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// Tally implements [ledger.Ledger].
func (l *Ledger) Tally(ctx context.Context, q ledger.Query) ([]entente.Tally, error) {
	w := whereDyads(q)
	rows, err := l.db.QueryContext(ctx, `SELECT d.from_entity, d.to_entity, coalesce(d.month, 0) AS month, d.type, d.aspect,
			count(DISTINCT d.episode), count(*), count(DISTINCT d.outlet)
		FROM dyads d`+w.String()+` GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`, w.args...)
	tallies, err := scanAll(rows, err, scanTally)
	return tallies, l.explain(ctx, err)
}

func scanTally(rows *sql.Rows) (entente.Tally, error) {
	var t entente.Tally
	var month int
	err := rows.Scan(&t.Dyad.From, &t.Dyad.To, &month, &t.Type, &t.Aspect, &t.Events, &t.Reports, &t.Outlets)
	if month != 0 {
		t.Month = entente.NewMonth(month/100, month%100)
	}
	return t, err
}
