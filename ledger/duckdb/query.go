package duckdb

import (
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// A where collects the conditions of a question and their arguments.
type where struct {
	conditions []string
	args       []any
}

func (w *where) and(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

// String is the WHERE clause, "" without conditions.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// whereEvents is q asked of the table events, called e.
func whereEvents(q ledger.Query) *where {
	w := &where{}
	w.event(q, "e.id")
	w.window(q.Window, "e.month")
	w.document(q, "e.document")
	w.types(q, "e.type")
	if q.Entity != "" {
		w.and(`list_contains(e.entities, ?)`, string(q.Entity))
	}
	if pair := (&where{}); pair.pair(q, "") {
		w.and(`e.id IN (SELECT event FROM dyads`+pair.String()+`)`, pair.args...)
	}
	return w
}

// whereDyads is q asked of the table dyads, called d.
func whereDyads(q ledger.Query) *where {
	w := &where{}
	w.pair(q, "d.")
	w.entity(q, "d.")
	w.event(q, "d.event")
	w.window(q.Window, "d.month")
	w.document(q, "d.document")
	w.types(q, "d.type")
	return w
}

// whereTies is q asked of the table ties, called t.
func whereTies(q ledger.Query) *where {
	w := &where{}
	w.pair(q, "t.")
	w.entity(q, "t.")
	w.window(q.Window, "t.seen_month")
	w.document(q, "t.document")
	return w
}

// pair adds q's pair, if there is one, of the columns behind prefix.
func (w *where) pair(q ledger.Query, prefix string) bool {
	if (q.Pair == entente.Pair{}) {
		return false
	}
	a, b := string(q.Pair.A), string(q.Pair.B)
	from, to := prefix+"from_entity", prefix+"to_entity"
	w.and("("+from+" = ? AND "+to+" = ? OR "+from+" = ? AND "+to+" = ?)", a, b, b, a)
	return true
}

func (w *where) entity(q ledger.Query, prefix string) {
	if q.Entity != "" {
		w.and("("+prefix+"from_entity = ? OR "+prefix+"to_entity = ?)", string(q.Entity), string(q.Entity))
	}
}

func (w *where) event(q ledger.Query, column string) {
	if q.Event != "" {
		w.and(column+" = ?", string(q.Event))
	}
}

func (w *where) document(q ledger.Query, column string) {
	if q.Document != "" {
		w.and(column+" = ?", string(q.Document))
	}
}

func (w *where) types(q ledger.Query, column string) {
	if len(q.Types) == 0 {
		return
	}
	var args []any
	for _, t := range q.Types {
		args = append(args, string(t))
	}
	w.and(column+" IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
}

// window adds the months of window; an unknown month, NULL, lies in none.
func (w *where) window(window entente.Window, column string) {
	if window.From != 0 {
		w.and(column+" >= ?", monthNumber(window.From))
	}
	if window.To != 0 {
		w.and(column+" <= ?", monthNumber(window.To))
	}
}
