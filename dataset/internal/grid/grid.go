// Package grid reads files of rows under a header, as most data sets of the field are:
// in come bytes, out comes a row at a time whose columns go by their names. What a row
// lacks is said once, by the first column that could not be read, and the row is then
// rejected; a value that is missing is told apart from one that is broken.
//
//	ways := []grid.Layout{{Name: "dyad-years", Columns: []string{"ccode1|statea", "ccode2|stateb", "year"}}}
//	err := grid.Read(ctx, f, s, ways, func(r *grid.Row) error {
//		on := r.Year("year")
//		a, b := r.Sides("cow", "ccode1", "ccode2", on)
//		if r.Faulty() {
//			return nil // Read rejects it
//		}
//		return grid.Give(s, grid.Tie(entente.Ally, a, b, on, on, by))
//	})
package grid

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/entente-project/entente/dataset"
)

// A Layout is the shape of one kind of file of a set.
type Layout struct {
	Name  string // told to the reader of rows: "dyad-years"
	Comma rune   // ',' when 0
	Lazy  bool   // quotes may stand bare in a cell
	// Columns must all stand in the header. Each is the name by which a [Row] is asked,
	// and after bars other names that the column goes by. Case does not matter.
	Columns []string
	// Maybe are columns that a file may have or lack.
	Maybe []string
}

// comma is what parts the columns of l.
func (l Layout) comma() rune {
	if l.Comma == 0 {
		return ','
	}
	return l.Comma
}

// index is where the columns of l stand in a header; false where one that must be
// there is not.
func (l Layout) index(header []string) (map[string]int, bool) {
	at := map[string]int{}
	for i, columns := range [][]string{l.Columns, l.Maybe} {
		for _, c := range columns {
			names := strings.Split(c, "|")
			n := slices.IndexFunc(header, func(h string) bool {
				return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, strings.TrimSpace(h)) })
			})
			if n < 0 && i == 0 {
				return nil, false
			}
			if n >= 0 {
				at[names[0]] = n
			}
		}
	}
	return at, true
}

// wants says which columns must be there.
func (l Layout) wants() string {
	names := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		names[i], _, _ = strings.Cut(c, "|")
	}
	return strings.Join(names, " "+string(l.comma())+" ")
}

// Knows is the Knows of a set with the layouts: whether the first line is a header of
// one of them.
func Knows(layouts []Layout) func(name string, head []byte) bool {
	return func(_ string, head []byte) bool {
		line, _, _ := bytes.Cut(head, []byte("\n"))
		_, ok := choose(layouts, line)
		return ok
	}
}

// A choice is a layout with where its columns stand.
type choice struct {
	Layout
	at     map[string]int
	header []string
	width  int
}

// choose is the first layout that the header line fits.
func choose(layouts []Layout, line []byte) (choice, bool) {
	line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	for _, l := range layouts {
		r := csv.NewReader(bytes.NewReader(line))
		r.Comma = l.comma()
		header, err := r.Read()
		if err != nil {
			continue
		}
		if at, ok := l.index(header); ok {
			return choice{l, at, header, width(header)}, true
		}
	}
	return choice{}, false
}

// width is how many columns a row has: the header's but for empty ones at its end.
func width(cells []string) int {
	n := len(cells)
	for n > 0 && cells[n-1] == "" {
		n--
	}
	return n
}

// maxHeader is the longest header line that is read, in bytes.
const maxHeader = 64 << 10

// header reads the first line of in, with its end.
func header(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for len(line) < maxHeader {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		break
	}
	return line, nil
}

// Read reads f by the first of the layouts that its header fits and hands each row to
// take, until the first error of take, of the sink, of the file or of ctx. A row that
// is not CSV, has another number of columns than the header or is found faulty by
// take is rejected.
func Read(ctx context.Context, f dataset.File, s dataset.Sink, layouts []Layout, take func(*Row) error) error {
	in := bufio.NewReader(f.In)
	first, err := header(in)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	c, ok := choose(layouts, first)
	if !ok {
		return otherLayout(f.Name, layouts, first)
	}
	kept := &tape{in: in}
	lines := csv.NewReader(kept)
	lines.Comma, lines.FieldsPerRecord, lines.ReuseRecord, lines.LazyQuotes = c.comma(), -1, true, c.Lazy
	row := &Row{Layout: c.Name, Header: c.header, at: c.at, entities: f.Entities, states: map[stateKey]stateAnswer{}}
	for n := 0; ; n++ {
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		from := lines.InputOffset()
		cells, err := lines.Read()
		if err == io.EOF {
			return nil
		}
		row.begin(cells)
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			row.Line = broken.StartLine + 1
			row.Fault("not a row of CSV", broken.Err.Error())
		case err != nil:
			return fmt.Errorf("%s: %w", f.Name, err)
		case len(cells) < c.width || width(cells) > c.width:
			row.Line = startLine(lines)
			row.Fault("another number of columns than the header", fmt.Sprintf("%d, not %d", len(cells), c.width))
		default:
			row.Line = startLine(lines)
			if err := take(row); err != nil {
				return err
			}
		}
		raw := kept.cut(from, lines.InputOffset(), row.Faulty() || len(row.notes) > 0)
		if err := row.tell(s, raw); err != nil {
			return err
		}
	}
}

// tell gives the sink what could not be read of the row.
func (r *Row) tell(s dataset.Sink, raw []byte) error {
	if r.faulty {
		return s.Reject(r.Line, r.reason, r.what, raw)
	}
	for _, n := range r.notes {
		if err := s.Reject(r.Line, n.reason, n.what, raw); err != nil {
			return err
		}
	}
	return nil
}

// startLine is the line of the file, the header being the first, on which the row just
// read begins.
func startLine(r *csv.Reader) int {
	line, _ := r.FieldPos(0)
	return line + 1
}

func otherLayout(name string, layouts []Layout, first []byte) error {
	var wanted []string
	for _, l := range layouts {
		wanted = append(wanted, l.wants())
	}
	found := strings.ToValidUTF8(strings.TrimSpace(string(first[:min(len(first), 200)])), "?")
	return fmt.Errorf("%s:1: a header with the columns %s was expected; found %q", name, strings.Join(wanted, ", or "), found)
}

// A tape keeps what was read through it until it is cut.
type tape struct {
	in   io.Reader
	kept []byte
	base int64 // the offset of kept[0]
}

func (t *tape) Read(p []byte) (int, error) {
	n, err := t.in.Read(p)
	t.kept = append(t.kept, p[:n]...)
	return n, err
}

// cut is the bytes from offset from to offset to without the end of the line, when
// wanted, and lets go of most of what lies before to.
func (t *tape) cut(from, to int64, wanted bool) []byte {
	var out []byte
	if wanted {
		out = bytes.Trim(bytes.Clone(t.kept[from-t.base:to-t.base]), "\r\n")
	}
	if n := to - t.base; n > 1<<16 {
		t.kept = append(t.kept[:0], t.kept[n:]...)
		t.base = to
	}
	return out
}
