package grid

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
)

// Reasons for which rows are rejected by several sets.
const (
	NoCode   = "no such country code"
	NoState  = "no such state"
	NotYet   = "no state then"
	Same     = "both sides are one state"
	Missing  = "missing"
	NoNumber = "not a number"
	NoDate   = "not a date"
	NoTie    = "says that nothing holds"
)

// A Row is one row of a file. Its methods read columns; the first that fails says why
// in [Row.Fault], and what the others give is then of no use.
type Row struct {
	Layout string   // the name of the layout of the file
	Header []string // the names of all columns, as the file has them
	Line   int      // from 1, the header's

	cells        []string
	at           map[string]int
	entities     dataset.Entities
	states       map[stateKey]stateAnswer
	faulty       bool
	reason, what string
	notes        []note
}

// A note says what of a row that is taken could not be.
type note struct{ reason, what string }

type stateKey struct {
	scheme, code string
	date         entente.Date
}

type stateAnswer struct {
	id     entente.EntityID
	reason string // why there is none
}

func (r *Row) begin(cells []string) {
	r.cells, r.faulty, r.reason, r.what, r.notes = cells, false, "", "", r.notes[:0]
}

// Faulty reports whether something of the row could not be read.
func (r *Row) Faulty() bool { return r.faulty }

// Fault notes why the row cannot be taken; what was noted first counts.
func (r *Row) Fault(reason, what string) {
	if !r.faulty {
		r.faulty, r.reason, r.what = true, reason, what
	}
}

// Note notes a part of the row that cannot be taken, such as one of several senders;
// the sink hears of it as of a row that is rejected, and the rest of the row counts.
func (r *Row) Note(reason, what string) { r.notes = append(r.notes, note{reason, what}) }

// Try does what may find the row faulty and takes its fault for a note on a part of it:
// whether there was none.
func (r *Row) Try(part func()) bool {
	if r.faulty {
		return false
	}
	part()
	if !r.faulty {
		return true
	}
	r.Note(r.reason, r.what)
	r.faulty, r.reason, r.what = false, "", ""
	return false
}

// Has reports whether the file has the column.
func (r *Row) Has(column string) bool {
	_, ok := r.at[column]
	return ok
}

// Text is the cell without space around it; "" where it is missing: empty, NA or a
// lone point. Bytes that are no UTF-8 are read as Latin-1. It lasts until the next row
// and is cloned to be kept.
func (r *Row) Text(column string) string {
	return present(r.Cell(column))
}

// present is a cell, or "" for one that says that it is missing.
func present(s string) string {
	if s == "NA" || s == "." {
		return ""
	}
	return s
}

// At is a number in a column by its place in the header, as [Row.Maybe] has it by name.
func (r *Row) At(i int) (n float64, ok bool) {
	return r.number(present(r.cell(i)), r.Header[i])
}

// Cell is Text of columns in which NA is a value: the ISO 3166 code of Namibia.
func (r *Row) Cell(column string) string {
	i, ok := r.at[column]
	if !ok {
		return ""
	}
	return r.cell(i)
}

// cell is the cell at a place of the header, in UTF-8.
func (r *Row) cell(i int) string {
	if i >= len(r.cells) {
		return ""
	}
	s := strings.TrimSpace(r.cells[i])
	if !utf8.ValidString(s) {
		runes := make([]rune, len(s))
		for i := range len(s) {
			runes[i] = rune(s[i])
		}
		s = string(runes)
	}
	return s
}

// Missed reports whether the cell is missing: as for [Row.Text], a question mark, or -9, -99 or -999, which the
// field's sets write where nothing is known, or -8, where nothing applies.
func (r *Row) Missed(column string) bool {
	return missed(r.Text(column))
}

func missed(s string) bool {
	switch s {
	case "", "?", "-8", "-9", "-99", "-999":
		return true
	}
	return false
}

// Maybe is a number that may be missing: ok is false then. What is there and no number
// is a fault.
func (r *Row) Maybe(column string) (n float64, ok bool) {
	return r.number(r.Text(column), column)
}

// number is the number in a cell of a column.
func (r *Row) number(s, column string) (n float64, ok bool) {
	if missed(s) {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		r.Fault(NoNumber, column+" "+s)
		return 0, false
	}
	return n, true
}

// Number is a number that must be there.
func (r *Row) Number(column string) float64 {
	n, ok := r.Maybe(column)
	if !ok {
		r.Fault(Missing, column)
	}
	return n
}

// Whole is a whole number that must be there, between low and high.
func (r *Row) Whole(column string, low, high int) int {
	n := r.Number(column)
	if !r.faulty && (n != math.Trunc(n) || n < float64(low) || n > float64(high)) {
		r.Fault("a number out of its range", column+" "+r.Text(column))
	}
	if r.faulty {
		return 0
	}
	return int(n)
}

// Year is the year that must be there.
func (r *Row) Year(column string) entente.Date {
	return entente.NewDate(r.Whole(column, 1, 9999), 0, 0)
}

// Day is a date written 2015-09-19, with or without an hour behind it, or coarser;
// zero where it is missing.
func (r *Row) Day(column string) entente.Date {
	if r.Missed(column) {
		return entente.Date{}
	}
	s, _, _ := strings.Cut(r.Text(column), "T")
	s, _, _ = strings.Cut(s, " ")
	d, err := entente.ParseDate(s)
	if err != nil {
		r.Fault(NoDate, column+" "+r.Text(column))
	}
	return d
}

// Parts is a date whose year, month and day stand in columns, as far as it is known;
// the columns of month and day may be "". A date of which a coarser part is missing
// is known no finer than that.
func (r *Row) Parts(year, month, day string) entente.Date {
	var n [3]int
	for i, column := range []string{year, month, day} {
		if column == "" || r.Missed(column) || r.Text(column) == "0" {
			break
		}
		n[i] = r.Whole(column, 1, 9999)
	}
	if r.faulty || n[0] == 0 {
		return entente.Date{}
	}
	d := entente.NewDate(n[0], n[1], n[2])
	if d.IsZero() {
		r.Fault(NoDate, year+" "+strconv.Itoa(n[0])+"-"+strconv.Itoa(n[1])+"-"+strconv.Itoa(n[2]))
	}
	return d
}

// State is the state that the code in the column means by the scheme on the date: on
// its first day or else on its last, so that a state of part of a year is one of that
// year. A code that means no state then is a fault.
func (r *Row) State(scheme, column string, on entente.Date) entente.EntityID {
	if r.faulty {
		return ""
	}
	code := r.Text(column)
	if code == "" {
		r.Fault(Missing, column)
		return ""
	}
	return r.Code(scheme, code, on)
}

// Code is State of a code that stands in no column of its own.
func (r *Row) Code(scheme, code string, on entente.Date) entente.EntityID {
	if r.faulty {
		return ""
	}
	a := r.answer(scheme, code, on)
	if a.reason != "" {
		r.Fault(a.reason, scheme+" "+code)
	}
	return a.id
}

// answer is what a code means on a date, from what was asked before where it was.
func (r *Row) answer(scheme, code string, on entente.Date) stateAnswer {
	key := stateKey{scheme, code, on}
	a, ok := r.states[key]
	if !ok {
		a = resolve(r.entities, scheme, code, on)
		key.code = strings.Clone(code)
		r.states[key] = a
	}
	return a
}

func resolve(e dataset.Entities, scheme, code string, on entente.Date) stateAnswer {
	if s, ok := strings.CutSuffix(code, ".0"); ok {
		code = s
	}
	reason := NoCode
	for _, day := range []entente.Date{on.First(), on.Last()} {
		id, ok := e.FromCode(scheme, code, day)
		if !ok {
			continue
		}
		if e.Exists(id, on) {
			return stateAnswer{id: id}
		}
		reason = NotYet
	}
	return stateAnswer{reason: reason}
}

// During is the state that the code in the column means on the first of two dates or
// else on the second, for what lasts from one to the other.
func (r *Row) During(scheme, column string, start, end entente.Date) entente.EntityID {
	var id entente.EntityID
	if !end.IsZero() && !r.faulty {
		notes := len(r.notes)
		if r.Try(func() { id = r.State(scheme, column, start) }) {
			return id
		}
		r.notes = r.notes[:notes]
		return r.State(scheme, column, end)
	}
	return r.State(scheme, column, start)
}

// Bearer is the entity that the code means on the date, whether it was a state then or
// not: Belarus was a member of the United Nations before it was a state.
func (r *Row) Bearer(scheme, code string, on entente.Date) entente.EntityID {
	if r.faulty {
		return ""
	}
	if code == "" {
		r.Fault(Missing, scheme)
		return ""
	}
	id, ok := r.entities.FromCode(scheme, code, on)
	if !ok {
		r.Fault(NoCode, scheme+" "+code)
	}
	return id
}

// Sides are two states by the codes in two columns. That they are one is a fault.
func (r *Row) Sides(scheme, from, to string, on entente.Date) (entente.EntityID, entente.EntityID) {
	a, b := r.State(scheme, from, on), r.State(scheme, to, on)
	if !r.faulty && a == b {
		r.Fault(Same, string(a))
	}
	return a, b
}

// Named is the state that a name means, on a date when it exists.
func (r *Row) Named(name string, on entente.Date) entente.EntityID {
	if r.faulty {
		return ""
	}
	key := stateKey{"name", name, on}
	a, ok := r.states[key]
	if !ok {
		id, err := r.entities.State(name)
		switch {
		case err != nil:
			a.reason = NoState
		case !on.IsZero() && !r.entities.Exists(id, on):
			a.reason = NotYet
		default:
			a.id = id
		}
		key.code = strings.Clone(name)
		r.states[key] = a
	}
	if a.reason != "" {
		r.Fault(a.reason, name)
	}
	return a.id
}
