// Package rows takes files of rows apart. In comes a text file of any length; out come
// its lines with their numbers, and their cells at tabs or, quoted or not, at commas.
//
// Lines are cut from blocks of the file without being copied one by one: a million
// rows cost some thousands of allocations.
package rows

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	block   = 64 << 10 // bytes read at a time
	longest = 1 << 20  // bytes of a line; what is beyond is left out
)

// A Reader reads lines. Make one with [New].
type Reader struct {
	in   io.Reader
	buf  []byte // read and not yet given as text
	text string // complete lines to be given
	line int
	end  error
	skip bool // the rest of a line that was too long is being left out
	long bool
}

// New is a reader of the lines of in, which is UTF-8; bytes that are not become U+FFFD.
func New(in io.Reader) *Reader { return &Reader{in: in} }

// Next is the next line, without its end, and its number, from 1. The error is io.EOF
// after the last one, or that of the file.
func (r *Reader) Next() (string, int, error) {
	for {
		if i := strings.IndexByte(r.text, '\n'); i >= 0 {
			line := r.text[:i]
			r.text = r.text[i+1:]
			r.line++
			if r.line == 1 {
				line = strings.TrimPrefix(line, "\ufeff")
			}
			return strings.TrimSuffix(line, "\r"), r.line, nil
		}
		if err := r.fill(); err != nil {
			return "", r.line, err
		}
	}
}

// Long reports whether the last line was longer than a mebibyte and is cut short.
func (r *Reader) Long() bool { return r.long && r.text == "" }

// Peek is the lines that the file has in its first 64 KiB and that Next has not given
// yet; the last one may be cut.
func (r *Reader) Peek() string {
	for r.text == "" && r.fill() == nil {
	}
	return r.text + string(r.buf)
}

// fill moves complete lines to r.text, which holds none.
func (r *Reader) fill() error {
	r.long = false
	for {
		if r.end != nil && len(r.buf) == 0 {
			return r.end
		}
		if r.end != nil {
			if !errors.Is(r.end, io.EOF) {
				return r.end
			}
			if r.buf[len(r.buf)-1] != '\n' {
				r.buf = append(r.buf, '\n')
			}
		}
		if r.skip {
			i := bytes.IndexByte(r.buf, '\n')
			if i < 0 {
				r.buf = r.buf[:0]
			} else {
				r.buf = r.buf[:copy(r.buf, r.buf[i+1:])]
				r.skip = false
			}
		}
		if i := bytes.LastIndexByte(r.buf, '\n'); i >= 0 {
			r.give(r.buf[:i+1])
			r.buf = r.buf[:copy(r.buf, r.buf[i+1:])]
			return nil
		}
		if len(r.buf) >= longest {
			r.give(append(r.buf[:longest:longest], '\n'))
			r.buf = r.buf[:0]
			r.skip, r.long = true, true
			return nil
		}
		if r.end == nil {
			r.read()
		}
	}
}

func (r *Reader) give(lines []byte) {
	r.text = string(lines)
	if !utf8.ValidString(r.text) {
		r.text = strings.ToValidUTF8(r.text, "\uFFFD")
	}
}

// read reads a block more behind what r.buf holds.
func (r *Reader) read() {
	n := len(r.buf)
	if cap(r.buf)-n < block {
		r.buf = append(make([]byte, 0, 2*n+2*block), r.buf...)
	}
	k, err := io.ReadAtLeast(r.in, r.buf[n:n+block], 1)
	r.buf = r.buf[:n+k]
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	r.end = err
}

// Tabs takes line apart at tabs into cells, as many as fit, and returns how many the
// line has.
func Tabs(line string, cells []string) int {
	n, start := 0, 0
	for i := range len(line) {
		if line[i] != '\t' {
			continue
		}
		if n < len(cells) {
			cells[n] = line[start:i]
		}
		n++
		start = i + 1
	}
	if n < len(cells) {
		cells[n] = line[start:]
	}
	return n + 1
}

// Commas takes line apart at commas into cells, as many as fit, and returns how many
// the line has. Cells may stand in double quotes, a quote within doubled; ok is false
// when a quote is not closed or has text behind it.
func Commas(line string, cells []string) (n int, ok bool) {
	for {
		var cell string
		if strings.HasPrefix(line, `"`) {
			end := closing(line)
			if end < 0 {
				return n + 1, false
			}
			cell, line = line[1:end], line[end+1:]
			if strings.Contains(cell, `"`) {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			if line != "" && line[0] != ',' {
				return n + 1, false
			}
		} else if i := strings.IndexByte(line, ','); i >= 0 {
			cell, line = line[:i], line[i:]
		} else {
			cell, line = line, ""
		}
		if n < len(cells) {
			cells[n] = cell
		}
		n++
		if line == "" {
			return n, true
		}
		line = line[1:]
	}
}

// closing is where the quote closes that opens line; -1 when it does not.
func closing(line string) int {
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		if i+1 < len(line) && line[i+1] == '"' {
			i++
			continue
		}
		return i
	}
	return -1
}

// A Header says in which cell of a row each column stands.
type Header struct {
	names []string
	Comma bool // cells are parted by commas, not tabs
}

// Head reads a header line; names count without regard to case, and a space is as
// good as an underscore.
func Head(line string) Header {
	h := Header{Comma: !strings.Contains(line, "\t")}
	h.names = make([]string, strings.Count(line, "\t")+strings.Count(line, ",")+1)
	h.names = h.names[:min(len(h.names), max(h.Cells(line, h.names), 0))]
	for i, n := range h.names {
		h.names[i] = plain(n)
	}
	return h
}

// Len is the number of columns.
func (h Header) Len() int { return len(h.names) }

// Index is where the column stands; -1 when the header does not have it.
func (h Header) Index(column string) int {
	column = plain(column)
	for i, n := range h.names {
		if n == column {
			return i
		}
	}
	return -1
}

// Missing is which of the columns the header does not have.
func (h Header) Missing(columns ...string) []string {
	var out []string
	for _, c := range columns {
		if h.Index(c) < 0 {
			out = append(out, c)
		}
	}
	return out
}

// Cells takes a line under h apart and returns how many cells it has; -1 when a quote
// is not closed.
func (h Header) Cells(line string, cells []string) int {
	if !h.Comma {
		return Tabs(line, cells)
	}
	n, ok := Commas(line, cells)
	if !ok {
		return -1
	}
	return n
}

func plain(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.Trim(strings.TrimSpace(name), `"`)), " ", "_")
}
