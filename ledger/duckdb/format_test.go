package duckdb

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	heading = regexp.MustCompile(`^## (\w+)$`)
	column  = regexp.MustCompile(`^\| ([a-z_, ]+) \| ([A-Z\[\], ]+) \|`)
)

// TestFormatIsDocumented holds doc/format.md against the tables, column by
// column.
func TestFormatIsDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "doc", "format.md"))
	if err != nil {
		t.Fatal(err)
	}
	documented := ""
	table := ""
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSpace(line)
		if h := heading.FindStringSubmatch(line); h != nil {
			table = h[1]
		}
		c := column.FindStringSubmatch(line)
		if c == nil {
			continue
		}
		for name := range strings.SplitSeq(c[1], ", ") {
			documented += fmt.Sprintln(table, name, c[2])
		}
	}
	l := mustOpen(t, "", Options{})
	defer l.Close()
	rows, err := l.db.Query(`SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal
		ORDER BY list_position(['ledger', 'documents', 'events', 'dyads', 'ties'], table_name), column_index`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	there := ""
	for rows.Next() {
		var table, name, kind string
		if err := rows.Scan(&table, &name, &kind); err != nil {
			t.Fatal(err)
		}
		there += fmt.Sprintln(table, name, kind)
	}
	if there == "" || there != documented {
		t.Errorf("the tables are\n%s\nand doc/format.md says\n%s", there, documented)
	}
	if !strings.Contains(string(page), fmt.Sprintf("\n| %d | ", len(schema))) {
		t.Errorf("doc/format.md has no row for version %d", len(schema))
	}
}
