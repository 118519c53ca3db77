// Package table reads knowledge tables. In comes a TSV file: the first line
// that is neither blank nor a comment names the columns, `#` begins a comment
// line, every other line is one fact. Out come rows that know their file and
// line, so that an error about a fact can say where it stands:
//
//	lang/en/verbs.tsv:41: unknown event type "CONSLUT"; did you mean CONSULT?
package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Table is a knowledge table in file order.
type Table struct {
	Name    string // as errors show it: "lang/en/verbs.tsv"
	Columns []string
	Rows    []Row
}

// A Row is one fact of a table.
type Row struct {
	Line  int // counted from 1
	cells []string
	table *Table
}

// Get returns the cell in the named column, without surrounding space. A column
// that the table does not have is a fault of the caller and panics.
func (r Row) Get(column string) string {
	i := slices.Index(r.table.Columns, column)
	if i < 0 {
		panic(fmt.Sprintf("%s has no column %q", r.table.Name, column))
	}
	return r.cells[i]
}

// GetOr is Get for a column that the table need not have: "" when it has none.
func (r Row) GetOr(column string) string {
	if i := slices.Index(r.table.Columns, column); i >= 0 {
		return r.cells[i]
	}
	return ""
}

// List returns the cell in the named column split at spaces.
func (r Row) List(column string) []string { return strings.Fields(r.Get(column)) }

// Errorf is an error about the row that begins with its file and line.
func (r Row) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", r.table.Name, r.Line, fmt.Errorf(format, args...))
}

// Place is the row's file and line: "lang/en/verbs.tsv:41".
func (r Row) Place() string { return fmt.Sprintf("%s:%d", r.table.Name, r.Line) }

// Read reads a table. The columns named in want must be there; others may be.
// A row may leave out empty cells at its end, and may have no more cells than
// the header.
func Read(name string, r io.Reader, want ...string) (*Table, error) {
	t := &Table{Name: name}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimRight(sc.Text(), "\r")
		if line == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		cells := strings.Split(text, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if t.Columns == nil {
			if err := t.head(cells, want); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, line, err)
			}
			continue
		}
		if len(cells) > len(t.Columns) {
			return nil, fmt.Errorf("%s:%d: %d cells under %d columns; is there a tab too many?", name, line, len(cells), len(t.Columns))
		}
		for len(cells) < len(t.Columns) {
			cells = append(cells, "")
		}
		t.Rows = append(t.Rows, Row{Line: line, cells: cells, table: t})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if t.Columns == nil {
		return nil, fmt.Errorf("%s:1: no header row; name the columns %s", name, strings.Join(want, ", "))
	}
	return t, nil
}

func (t *Table) head(cells, want []string) error {
	t.Columns = cells
	for _, w := range want {
		if !slices.Contains(cells, w) {
			return fmt.Errorf("no column %q; the columns are %s", w, strings.Join(cells, ", "))
		}
	}
	return nil
}

// A Shelf is a folder of tables with the user's own laid over it: a file NAME.tsv
// in Over replaces the one in Base, and the rows of NAME.add.tsv come after it.
type Shelf struct {
	Prefix string // what errors put before file names of Base: "lang/en"
	Base   fs.FS
	Over   fs.FS // nil when there are none; errors about its files begin with "--data"
}

// Open reads the table name (without ".tsv") as the user wants it.
func (s Shelf) Open(name string, want ...string) (*Table, error) {
	over := path.Join("--data", path.Base(strings.TrimSuffix(s.Prefix, "/data")))
	t, err := readFile(s.Over, over, name+".tsv", want)
	if errors.Is(err, fs.ErrNotExist) {
		t, err = readFile(s.Base, s.Prefix, name+".tsv", want)
	}
	if err != nil {
		return nil, err
	}
	more, err := readFile(s.Over, over, name+".add.tsv", want)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.Rows = append(t.Rows, more.Rows...)
	return t, nil
}

func readFile(fsys fs.FS, prefix, name string, want []string) (*Table, error) {
	if fsys == nil {
		return nil, fs.ErrNotExist
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(path.Join(prefix, name), f, want...)
}

// Nearest returns the candidate with the fewest edits from s, or "" when none is
// near enough to be meant: "did you mean ...". A first letter is seldom
// mistyped, so another one counts as three edits more.
func Nearest(s string, candidates []string) string {
	best, least := "", max(2, len(s)/2)+1
	s = strings.ToLower(s)
	for _, c := range candidates {
		l := strings.ToLower(c)
		d := distance(s, l)
		if s != "" && l != "" && s[0] != l[0] {
			d += 3
		}
		if d < least {
			best, least = c, d
		}
	}
	return best
}

// distance is Levenshtein's over bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		left := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := left
			if a[i] != b[j] {
				cost = 1 + min(left, row[j], row[j+1])
			}
			left, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
