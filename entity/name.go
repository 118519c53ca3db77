package entity

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
)

// A name is a run of words and who bears it when.
type name struct {
	text    []string
	words   []word
	bearers []bearer // none: the words hold a name but mean something else
	guard   guard
	spans   []span // in order of time; the first one begins at day 0
	bare    []span // the same where no title stands before the name
}

// A word is a token's identity: as spelt, and in capitals. 0 is a word that no
// name holds.
type word struct{ exact, fold int32 }

// A guard says when a name found may be something else.
type guard uint8

const (
	surname  guard = 1 << iota // a surname: not behind another first name
	month                      // also the name of a month
	personal                   // also someone's first name or surname
	common                     // also a common word: not where all words have capitals
	placed                     // mostly something else: only where the words around say that it is a place
)

// A bearer is one meaning of a name with its time. From the day start through
// the day end; 0 and forever are open ends.
type bearer struct {
	Meaning
	start, end day
	strict     bool // means nothing outside its time
	titled     bool // counts only behind a title
}

// A day is year<<9 | month<<5 | day, so that days compare as numbers.
type day int32

const forever day = 1 << 30

func firstDay(d entente.Date) day {
	if d.IsZero() {
		return 0
	}
	return dayOf(d.First())
}

func lastDay(d entente.Date) day {
	if d.IsZero() {
		return forever
	}
	return dayOf(d.Last())
}

func dayOf(d entente.Date) day { return day(d.Year()<<9 | d.Month()<<5 | d.Day()) }

// on is the day that names are resolved on: the end of the tables when d is not
// known.
func on(d entente.Date) day {
	if d.IsZero() {
		return forever
	}
	return dayOf(d.First())
}

// A span is a stretch of time in which a name keeps its meanings.
type span struct {
	from     day
	meanings []Meaning
}

// at is what n means on day d behind a title.
func (n *name) at(d day) []Meaning { return meaningsAt(n.spans, d) }

// bareAt is what n means on day d by itself.
func (n *name) bareAt(d day) []Meaning { return meaningsAt(n.bare, d) }

func meaningsAt(spans []span, d day) []Meaning {
	for i := len(spans) - 1; i >= 0; i-- {
		if spans[i].from <= d {
			return spans[i].meanings
		}
	}
	return nil
}

// resolve works out what n means in every stretch of time. Of two who have left
// office the one who left it later comes first.
func (n *name) resolve() {
	slices.SortStableFunc(n.bearers, func(a, b bearer) int {
		if c := cmp.Compare(rank(a.Meaning), rank(b.Meaning)); c != 0 || a.Sector != elite {
			return c
		}
		return cmp.Compare(b.start, a.start)
	})
	n.spans = stretches(n.bearers)
	n.bare = n.spans
	if slices.ContainsFunc(n.bearers, func(b bearer) bool { return b.titled }) {
		n.bare = stretches(slices.DeleteFunc(slices.Clone(n.bearers), func(b bearer) bool { return b.titled }))
	}
}

// isPlaceOnly reports whether n has meanings, and all are cities or regions.
func (n *name) isPlaceOnly() bool {
	return len(n.bearers) > 0 && !slices.ContainsFunc(n.bearers, func(b bearer) bool { return b.Kind != City && b.Kind != Region })
}

// stretches cuts time where a bearer begins or ends.
func stretches(bearers []bearer) []span {
	switch {
	case len(bearers) == 0:
		return nil
	case len(bearers) == 1 && !bearers[0].strict:
		return []span{{0, []Meaning{bearers[0].Meaning}}}
	}
	cuts := []day{0}
	for _, b := range bearers {
		cuts = append(cuts, b.start)
		if b.end != forever {
			cuts = append(cuts, b.end+1)
		}
	}
	slices.Sort(cuts)
	var out []span
	for _, from := range slices.Compact(cuts) {
		out = append(out, span{from, borne(bearers, from)})
	}
	return out
}

// borne lists who bears a name on day d, best first. When nobody does, it is who
// bore it last, or else who bears it first.
func borne(bearers []bearer, d day) []Meaning {
	var out []Meaning
	last, next := bearer{end: -1}, bearer{start: forever}
	for _, b := range bearers {
		switch {
		case b.start <= d && d <= b.end:
			out = addMeaning(out, b.Meaning)
		case b.strict:
		case b.end < d && b.end > last.end:
			last = b
		case b.start > d && b.start < next.start:
			next = b
		}
	}
	switch {
	case len(out) > 0:
		return out
	case last.end >= 0:
		return []Meaning{last.Meaning}
	case next.start < forever:
		return []Meaning{next.Meaning}
	}
	return nil
}

// addMeaning appends m unless its entity is there with the same sector and kind.
func addMeaning(ms []Meaning, m Meaning) []Meaning {
	for _, o := range ms {
		if o.Entity == m.Entity && o.Sector == m.Sector && o.Kind == m.Kind && slices.Equal(o.Entities, m.Entities) {
			return ms
		}
	}
	return append(ms, m)
}

// rank orders the meanings of a name that has several at a time.
func rank(m Meaning) int {
	order := []Kind{State, Demonym, Seat, Capital, IGO, Body, Group, Bloc, Leader, People, Region, City}
	r := 4 * slices.Index(order, m.Kind)
	switch {
	case m.Kind != Leader || m.Sector == government || m.Sector == "IGO":
	case m.Sector == "":
		r += 3
	case m.Sector == elite:
		r += 2
	default: // a president who is also commander acts as president
		r++
	}
	return r
}

// elite is PLOVER's sector of those who held office and hold it no more.
const elite entente.Sector = "ELI"
