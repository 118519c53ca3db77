package rows

import (
	"strconv"

	entente "github.com/entente-project/entente"
)

// Number reads a count, "" as 0; false when it is none or beyond a billion.
func Number(s string) (int, bool) {
	if len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = 10*n + int(c)
	}
	return n, true
}

// Float reads a number between low and high; false when it is none.
func Float(s string, low, high float64) (float64, bool) {
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && x >= low && x <= high
}

// Digits reads a date of eight digits or more, of which it takes the first eight:
// 20150919 or 20150919234500. The date is zero when it does not exist.
func Digits(s string) entente.Date {
	if len(s) < 8 {
		return entente.Date{}
	}
	n, ok := Number(s[:8])
	if !ok || n%100 == 0 || n/100%100 == 0 {
		return entente.Date{}
	}
	return entente.NewDate(n/10000, n/100%100, n%100)
}

// Day reads a date of the form 2015-09-19, with or without a time behind it. The date
// is zero when it does not exist.
func Day(s string) entente.Date {
	if len(s) > 10 && (s[10] == ' ' || s[10] == 'T') {
		s = s[:10]
	}
	d, err := entente.ParseDate(s)
	if err != nil || d.Precision() != entente.Day {
		return entente.Date{}
	}
	return d
}

// Days reads dates by f and remembers them: files repeat a few.
type Days struct {
	f    func(string) entente.Date
	last string
	date entente.Date
	seen map[string]entente.Date
}

// NewDays remembers what f, [Digits] or [Day], reads.
func NewDays(f func(string) entente.Date) *Days {
	return &Days{f: f, seen: map[string]entente.Date{}}
}

// Read is f of s.
func (d *Days) Read(s string) entente.Date {
	if s == d.last {
		return d.date
	}
	date, ok := d.seen[s]
	if !ok {
		date = d.f(s)
		if len(d.seen) < 1<<16 && len(s) < 32 {
			d.seen[string([]byte(s))] = date
		}
	}
	d.last, d.date = s, date
	return date
}
