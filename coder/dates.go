package coder

import (
	"strings"
	"time"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
)

// calendar is the words of dates.tsv. The kinds are
//
//	weekday    1 Monday to 7 Sunday
//	month      1 to 12
//	number     its value
//	day        days from the day of publication: today 0, yesterday -1
//	unit       day, week, month, year, decade
//	shift      -1 last, 0 this, 1 next
//	ago        -1 before the day of publication, 1 after it
//	frequency  each, annually: the act is habitual
//	anchor     a preposition after which a bare number is a year
//	part       early, late: words that may stand before a date and belong to it
type calendar struct {
	kinds map[string]map[string]string
	begin map[string]bool // words with which a phrase of time may begin
}

var calendarKinds = []string{"weekday", "month", "number", "day", "unit", "shift", "ago", "frequency", "anchor", "part"}

func newCalendar(l lang.Language) (*calendar, error) {
	tab, err := l.Table("dates", "word", "kind", "value")
	if err != nil {
		return nil, err
	}
	c := &calendar{kinds: map[string]map[string]string{}, begin: map[string]bool{}}
	for _, k := range calendarKinds {
		c.kinds[k] = map[string]string{}
	}
	for _, r := range tab.Rows {
		kind := r.Get("kind")
		if c.kinds[kind] == nil {
			return nil, unknownWord(r, "kind", kind, calendarKinds)
		}
		value := r.Get("value")
		if _, ok := number(value); !ok && kind != "unit" && kind != "frequency" && kind != "anchor" && kind != "part" {
			return nil, r.Errorf("%q is no number", value)
		}
		word := strings.ToLower(r.Get("word"))
		c.kinds[kind][word] = value
		c.begin[word] = true
	}
	return c, nil
}

// num is the number that word has under the kind.
func (c *calendar) num(kind, word string) (int, bool) {
	v, ok := c.kinds[kind][word]
	if !ok {
		return 0, false
	}
	return number(v)
}

func (c *calendar) is(kind, word string) bool {
	_, ok := c.kinds[kind][word]
	return ok
}

// A when is a phrase of time: tokens [first, last], what it means for something
// past and for something to come, or that it says how often.
type when struct {
	first, last  int
	past, future entente.Date
	habitual     bool
}

// times finds the phrases of time in the sentence, left to right.
func (v *view) times() []when {
	var out []when
	for i := 0; i < v.len(); {
		w, ok := v.timeAt(i)
		if !ok {
			i++
			continue
		}
		w.first = i
		for w.first > 0 && v.c.calendar.is("part", v.word(w.first-1)) {
			w.first--
		}
		out = append(out, w)
		i = w.last + 1
	}
	return out
}

// word is the lower-case form of token i, "" outside the sentence.
func (v *view) word(i int) string {
	if i < 0 || i >= v.len() {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(v.tok(i).Form), ".")
}

func (v *view) timeAt(i int) (when, bool) {
	w := v.word(i)
	if _, ok := number(w); !ok && !v.c.calendar.begin[w] && (w == "" || w[0] < '0' || w[0] > '9') {
		return when{}, false
	}
	for _, read := range []func(int) (when, bool){v.isoDate, v.fullDate, v.shifted, v.ago, v.weekday, v.dayWord, v.bareYear, v.often} {
		if w, ok := read(i); ok {
			return w, true
		}
	}
	return when{}, false
}

func fixed(d entente.Date, last int) (when, bool) {
	return when{last: last, past: d, future: d}, !d.IsZero()
}

func (v *view) isoDate(i int) (when, bool) {
	if _, ok := number(v.tok(i).Form[:1]); !ok {
		return when{}, false
	}
	d, err := entente.ParseDate(v.tok(i).Form)
	if err != nil || d.Precision() != entente.Day {
		return when{}, false
	}
	return fixed(d, i)
}

// fullDate reads "5 March 2014", "March 5, 2014", "March 2014", "March 5" and
// "March". A month without a year is the last such month that had begun on the
// day of publication, or the next one for what is to come.
func (v *view) fullDate(i int) (when, bool) {
	day, at := 0, i
	if n, ok := v.dayNumber(i); ok && v.isMonth(i+1) {
		day, at = n, i+1
	}
	if !v.isMonth(at) {
		return when{}, false
	}
	month, _ := v.c.calendar.num("month", v.word(at))
	last := at
	if n, ok := v.dayNumber(at + 1); ok && day == 0 {
		day, last = n, at+1
	}
	y := last + 1
	if v.word(y) == "," {
		y++
	}
	if year, ok := v.year(y); ok && (y == last+1 || day > 0) {
		return fixed(entente.NewDate(year, month, day), y)
	}
	return v.thisYear(month, day, last)
}

// isMonth reports whether token i is the name of a month: capitalised, and no
// verb or name of a person.
func (v *view) isMonth(i int) bool {
	if _, ok := v.c.calendar.num("month", v.word(i)); !ok {
		return false
	}
	form := v.tok(i).Form
	if form == strings.ToLower(form) || v.at[i] != none {
		return false
	}
	if len(form) > 3 && form != "March" {
		return true
	}
	_, next := v.dayNumber(i + 1)
	_, year := v.year(i + 1)
	_, day := v.dayNumber(i - 1)
	prev := v.word(i - 1)
	return next || year || day || v.c.calendar.is("anchor", prev) || v.c.calendar.is("part", prev) || v.c.calendar.is("shift", prev)
}

func (v *view) dayNumber(i int) (int, bool) {
	w := v.word(i)
	for _, s := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, s)
	}
	n, ok := number(w)
	return n, ok && n >= 1 && n <= 31 && len(w) <= 2
}

func (v *view) year(i int) (int, bool) {
	w := v.word(i)
	n, ok := number(w)
	return n, ok && len(w) == 4 && n >= 1800 && n <= 2100
}

func (v *view) thisYear(month, day, last int) (when, bool) {
	pub := v.doc.published
	if pub.IsZero() {
		return when{}, false
	}
	y := pub.Year()
	d := entente.NewDate(y, month, day)
	w := when{last: last, past: d, future: d}
	if d.First().Compare(pub.Last()) > 0 {
		w.past = entente.NewDate(y-1, month, day)
	} else if d.Last().Compare(pub.First()) < 0 {
		w.future = entente.NewDate(y+1, month, day)
	}
	return w, !w.past.IsZero()
}

// shifted reads "last year", "this month", "next week", "last Friday", "last
// March". A week is known to the month, when all of it lies in one.
func (v *view) shifted(i int) (when, bool) {
	shift, ok := v.c.calendar.num("shift", v.word(i))
	pub := v.doc.published
	if !ok || pub.IsZero() || i+1 >= v.len() {
		return when{}, false
	}
	next := v.word(i + 1)
	if unit, ok := v.c.calendar.kinds["unit"][next]; ok {
		return fixed(move(pub, unit, shift), i+1)
	}
	if n, ok := v.c.calendar.num("weekday", next); ok {
		past, future := around(pub, n)
		if shift < 0 {
			if past.Compare(pub) == 0 {
				past = past.AddDays(-7)
			}
			return fixed(past, i+1)
		}
		return when{last: i + 1, past: future, future: future}, true
	}
	if v.isMonth(i + 1) {
		m, _ := v.c.calendar.num("month", next)
		w, ok := v.thisYear(m, 0, i+1)
		switch {
		case shift < 0:
			w.future = w.past
			if shift < 0 && entente.MonthOf(w.past) == entente.MonthOf(pub) {
				w.past = entente.NewDate(pub.Year()-1, m, 0)
				w.future = w.past
			}
		case shift > 0:
			w.past = w.future
		}
		return w, ok
	}
	return when{}, false
}

// move is the day, month or year that lies n units from d, as exactly as the
// unit tells.
func move(d entente.Date, unit string, n int) entente.Date {
	t := d.Time()
	switch unit {
	case "day":
		return entente.DateOf(t.AddDate(0, 0, n))
	case "week":
		monday := t.AddDate(0, 0, 7*n-(int(t.Weekday())+6)%7)
		return common(entente.DateOf(monday), entente.DateOf(monday.AddDate(0, 0, 6)))
	case "month":
		m := int(entente.MonthOf(entente.NewDate(t.Year(), int(t.Month()), 1))) + n
		return entente.Month(m).Date()
	case "year":
		return entente.NewDate(t.Year()+n, 0, 0)
	}
	return entente.Date{}
}

// common is what two days share: the month, or else the year.
func common(a, b entente.Date) entente.Date {
	switch {
	case entente.MonthOf(a) == entente.MonthOf(b):
		return entente.MonthOf(a).Date()
	case a.Year() == b.Year():
		return entente.NewDate(a.Year(), 0, 0)
	}
	return entente.Date{}
}

// around is the last weekday n on or before pub and the first one after it.
func around(pub entente.Date, n int) (past, future entente.Date) {
	today := (int(pub.Time().Weekday()) + 6) % 7
	back := (today - (n - 1) + 7) % 7
	return pub.AddDays(-back), pub.AddDays(7 - back)
}

// ago reads "two years ago", "24 years ago", "a week ago", "three days later".
func (v *view) ago(i int) (when, bool) {
	pub := v.doc.published
	n, ok := v.c.calendar.num("number", v.word(i))
	if !ok {
		n, ok = number(v.word(i))
	}
	unit, isUnit := v.c.calendar.kinds["unit"][v.word(i+1)]
	way, isAgo := v.c.calendar.num("ago", v.word(i+2))
	if !ok || !isUnit || !isAgo || pub.IsZero() || n > 2000 {
		return when{}, false
	}
	switch unit {
	case "decade":
		return fixed(move(pub, "year", 10*n*way), i+2)
	case "week":
		return fixed(common(pub.AddDays(7*n*way-3), pub.AddDays(7*n*way+3)), i+2)
	}
	return fixed(move(pub, unit, n*way), i+2)
}

func (v *view) weekday(i int) (when, bool) {
	n, ok := v.c.calendar.num("weekday", v.word(i))
	if pub := v.doc.published; ok && pub.Precision() == entente.Day && v.tok(i).Form != v.word(i) {
		past, future := around(pub, n)
		return when{last: i, past: past, future: future}, true
	}
	return when{}, false
}

func (v *view) dayWord(i int) (when, bool) {
	n, ok := v.c.calendar.num("day", v.word(i))
	if !ok || v.doc.published.Precision() != entente.Day {
		return when{}, false
	}
	return fixed(v.doc.published.AddDays(n), i)
}

// bareYear reads a number of four digits as a year after a preposition of time,
// or before the noun it dates: "in 2014", "the 2014 war".
func (v *view) bareYear(i int) (when, bool) {
	y, ok := v.year(i)
	if !ok {
		return when{}, false
	}
	before := v.word(i - 1)
	dates := v.rel[i] != "nummod" && v.rel[i] != "compound" && v.rel[i] != "amod"
	if v.c.calendar.is("anchor", before) && (dates || v.word(i+1) == "," || v.word(i+1) == "") ||
		v.c.calendar.is("part", before) ||
		!dates && v.head[i] != none && !v.plural(v.head[i]) && (before == "the" || v.tok(max(i-1, 0)).Tag == "POS") {
		return fixed(entente.NewDate(y, 0, 0), i)
	}
	return when{}, false
}

// often reads "each year", "every month", "annually", "regularly".
func (v *view) often(i int) (when, bool) {
	if !v.c.calendar.is("frequency", v.word(i)) {
		return when{}, false
	}
	if v.c.calendar.kinds["frequency"][v.word(i)] != "unit" {
		return when{last: i, habitual: true}, true
	}
	if v.c.calendar.is("unit", v.word(i+1)) || v.c.calendar.is("weekday", v.word(i+1)) {
		return when{last: i + 1, habitual: true}, true
	}
	return when{}, false
}

// longAgo reports whether d lies more than a year before pub.
func longAgo(d, pub entente.Date) bool {
	if d.IsZero() || pub.IsZero() {
		return false
	}
	if d.Precision() == entente.Year {
		return d.Year() < pub.Year()-1
	}
	return d.Last().Time().Before(pub.Time().Add(-366 * 24 * time.Hour))
}
