package grid

import (
	"fmt"

	entente "github.com/entente-project/entente"
)

// A Stay is a stretch of time in which a code means one state, its ends in it.
type Stay struct {
	ID         entente.EntityID
	Start, End entente.Date
}

// maxYears is over how many years a row may tell of codes.
const maxYears = 1000

// Held are the states that a code means from start to end, in order of time: 365 is the
// Soviet Union through 1991 and Russia from 1992. States change with the years, those
// of the first and last one keeping the row's own dates. Years in which no state had
// the code are noted; that there is none at all is a fault.
func (r *Row) Held(scheme, code string, start, end entente.Date) []Stay {
	if r.faulty {
		return nil
	}
	if end.Year()-start.Year() > maxYears {
		r.Fault("longer than states last", start.String()+" to "+end.String())
		return nil
	}
	var out []Stay
	var none []int
	reason := NoCode
	for y := start.Year(); y <= end.Year(); y++ {
		on := entente.NewDate(y, 0, 0)
		a := stateAnswer{reason: NoCode}
		if y == start.Year() {
			a = r.answer(scheme, code, start)
		}
		if a.reason != "" {
			a = r.answer(scheme, code, on)
		}
		if a.reason != "" {
			none, reason = append(none, y), a.reason
			continue
		}
		if n := len(out); n > 0 && out[n-1].ID == a.id && out[n-1].End.Year() == y-1 {
			out[n-1].End = on
			continue
		}
		out = append(out, Stay{a.id, on, on})
	}
	if len(out) == 0 {
		r.Fault(reason, scheme+" "+code)
		return nil
	}
	if len(none) > 0 {
		r.Note(reason, fmt.Sprintf("%s %s, %d of the years %d to %d", scheme, code, len(none), start.Year(), end.Year()))
	}
	if first := &out[0]; first.Start.Year() == start.Year() {
		first.Start = start
	}
	if last := &out[len(out)-1]; last.End.Year() == end.Year() {
		last.End = end
	}
	return out
}

// A Spell is a stretch of time in which two codes mean two states.
type Spell struct {
	A, B       entente.EntityID
	Start, End entente.Date
}

// Together are the spells in which the states of a and b are there at once and are two.
// That there is none is a fault.
func (r *Row) Together(a, b []Stay) []Spell {
	var out []Spell
	for _, x := range a {
		for _, y := range b {
			start, end := later(x.Start, y.Start), earlier(x.End, y.End)
			if x.ID != y.ID && end.Last().Compare(start.First()) >= 0 {
				out = append(out, Spell{x.ID, y.ID, start, end})
			}
		}
	}
	if len(out) == 0 && len(a) > 0 && len(b) > 0 {
		r.Fault(Same, "or never at once")
	}
	return out
}

// Spells are the spells of the codes in two columns from start to end.
func (r *Row) Spells(scheme, first, second string, start, end entente.Date) []Spell {
	if r.faulty {
		return nil
	}
	for _, column := range []string{first, second} {
		if r.Text(column) == "" {
			r.Fault(Missing, column)
		}
	}
	a := r.Held(scheme, r.Text(first), start, end)
	b := r.Held(scheme, r.Text(second), start, end)
	if r.faulty {
		return nil
	}
	return r.Together(a, b)
}
