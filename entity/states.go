package entity

import (
	"fmt"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// A stateRow is a state in a time in which its names and codes stay the same.
type stateRow struct {
	id                                                 entente.EntityID
	name, official, adjective, people, capital, before string
	codes                                              [len(schemes)][]string // preferred first
	start, end                                         day
	row                                                string
}

// schemes are the columns of states.tsv that hold codes. A cell with several
// codes gives the preferred one first.
var schemes = [...]string{"iso3", "iso2", "cow", "gw", "fips", "cameo", "gdelt"}

type coded struct {
	id         entente.EntityID
	start, end day
}

// readStates reads every state with its names and codes.
func readStates(b *builder) error {
	columns := append([]string{"entity", "name", "official", "adjective", "people", "capital", "before"}, schemes[:]...)
	if err := b.each("states", columns, func(r table.Row, start, end entente.Date) error {
		s := stateRow{
			id: entente.EntityID(r.Get("entity")), name: r.Get("name"), official: r.Get("official"),
			adjective: r.Get("adjective"), people: r.Get("people"), capital: r.Get("capital"), before: r.Get("before"),
			start: firstDay(start), end: lastDay(end), row: r.Place(),
		}
		if !s.id.IsState() || s.name == "" {
			return r.Errorf("a state has an entity of three letters and a name")
		}
		for i, scheme := range schemes {
			s.codes[i] = r.List(scheme)
			for _, c := range s.codes[i] {
				key := codeKey(scheme, c)
				b.g.codes[key] = append(b.g.codes[key], coded{s.id, s.start, s.end})
			}
		}
		b.g.states[s.id] = append(b.g.states[s.id], s)
		b.states = append(b.states, s)
		return nil
	}); err != nil {
		return err
	}
	for _, rows := range b.g.states {
		slices.SortStableFunc(rows, func(a, b stateRow) int { return int(a.start - b.start) })
	}
	return nil
}

// nameStates gives the names in states.tsv their meanings.
func nameStates(b *builder) error {
	for _, s := range b.states {
		bear := func(k Kind, sector entente.Sector, names ...string) {
			names = slices.DeleteFunc(names, func(n string) bool { return n == "" })
			m := Meaning{Entity: s.id, Sector: sector, Kind: k, Row: s.row}
			if k == Capital {
				m.At = b.seat(s.id, s.capital)
			}
			b.bearBy(names, m, s)
		}
		bear(State, "", s.name, s.official)
		bear(Demonym, "", s.adjective, s.people)
		bear(Capital, government, s.capital)
	}
	return nil
}

// bearBy gives names the meaning m while the state row s holds. Between the end of
// the state's row before and the start of this one they mean the state in which
// the land lay.
func (b *builder) bearBy(names []string, m Meaning, s stateRow) {
	b.bear(names, 0, bearer{Meaning: m, start: s.start, end: s.end})
	if s.before == "" || s.start == 0 {
		return
	}
	from := day(0)
	for _, o := range b.g.states[s.id] {
		if o.end < s.start {
			from = max(from, o.end+1)
		}
	}
	m.Sector = ""
	switch m.Kind {
	case City:
	case Capital:
		m.Kind = City
	default:
		m.Kind = Region
	}
	b.within = append(b.within, land{names, s.before, m, from, s.start - 1})
}

// bearFor gives names that a row dates neither way the meaning m while its state
// exists; a row's own dates count as they stand.
func (b *builder) bearFor(names []string, m Meaning, start, end entente.Date) {
	rows := b.g.states[m.Entity]
	if len(rows) == 0 || !start.IsZero() || !end.IsZero() {
		b.bear(names, 0, bearer{Meaning: m, start: firstDay(start), end: lastDay(end)})
		return
	}
	for _, s := range rows {
		b.bearBy(names, m, s)
	}
}

// A land is names of a state at a time when it lay in another one.
type land struct {
	names    []string
	in       string
	meaning  Meaning // but for the entity
	from, to day
}

// lands gives the names of lands their meanings: the state that held them, or
// while that one did not exist yet, the state that held it.
func (b *builder) lands() {
	for _, l := range b.within {
		for in := l.in; in != "" && l.from <= l.to; {
			rows := b.g.states[entente.EntityID(in)]
			from := l.from
			if len(rows) > 0 && rows[0].before != "" {
				from = max(from, rows[0].start)
			}
			if from <= l.to {
				m := l.meaning
				m.Entity = entente.EntityID(in)
				b.bear(l.names, 0, bearer{Meaning: m, start: from, end: l.to, strict: true})
				l.to = from - 1
			}
			if len(rows) == 0 || rows[0].before == "" {
				break
			}
			in = rows[0].before
		}
	}
}

// gatherNames lists the names that State may offer.
func (g *Gazetteer) gatherNames() {
	for _, n := range g.whole {
		if slices.ContainsFunc(n.bearers, func(b bearer) bool { return b.Kind == State }) {
			g.wanted = append(g.wanted, strings.Join(n.text, " "))
		}
	}
	slices.Sort(g.wanted)
	g.wanted = slices.Compact(g.wanted)
}

// codeKey is the index key of a code: numbers without leading zeros.
func codeKey(scheme, code string) string {
	code = strings.ToUpper(strings.TrimSpace(code))
	if scheme == "cow" || scheme == "gw" {
		code = strings.TrimLeft(code, "0")
	}
	return scheme + " " + code
}

// at is the row of rows that holds on day d, or the nearest one in time; nil when
// there is none.
func at(rows []stateRow, d day) *stateRow {
	var best *stateRow
	for i := range rows {
		if r := &rows[i]; best == nil || r.start <= d {
			best = r
		}
	}
	return best
}

// State is the state that a user means: by entity or ISO 3166 code or by a
// present or former name, in any case. The error says what else may be meant.
func (g *Gazetteer) State(s string) (entente.EntityID, error) {
	s = strings.TrimSpace(s)
	if id := entente.EntityID(strings.ToUpper(s)); g.states[id] != nil {
		return id, nil
	}
	if id, ok := g.FromCode("iso3", s, entente.Date{}); ok {
		return id, nil
	}
	var found []entente.EntityID
	for _, m := range g.Lookup(s, entente.Date{}) {
		if m.Kind == State && !slices.Contains(found, m.Entity) {
			found = append(found, m.Entity)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		if id, ok := g.FromCode("iso2", s, entente.Date{}); ok {
			return id, nil
		}
		if near := table.Nearest(s, g.wanted); near != "" && len(s) > 2 {
			return "", fmt.Errorf("no state matches %q; did you mean %q?", s, near)
		}
		return "", fmt.Errorf("no state matches %q; write a name or an ISO 3166 code: Belarus, BLR", s)
	}
	return "", fmt.Errorf("%q may be %s (%s) or %s (%s); write the code", s, g.Name(found[0]), found[0], g.Name(found[1]), found[1])
}

// Name is what id is called in English, by its latest row: "Belarus". An entity
// that is not known is called by its id.
func (g *Gazetteer) Name(id entente.EntityID) string {
	if r := g.latest(id); r != nil {
		return r.name
	}
	if t, ok := g.titles[id]; ok {
		return t
	}
	return string(id)
}

// Adjective is "Belarusian" of BLR; of what is no state it is the name.
func (g *Gazetteer) Adjective(id entente.EntityID) string {
	if r := g.latest(id); r != nil && r.adjective != "" {
		return r.adjective
	}
	return g.Name(id)
}

// Capital is "Minsk" of BLR; "" where none is known.
func (g *Gazetteer) Capital(id entente.EntityID) string {
	if r := g.latest(id); r != nil {
		return r.capital
	}
	return ""
}

func (g *Gazetteer) latest(id entente.EntityID) *stateRow { return at(g.states[id], forever) }

// FromCode is the state that bears a code of a scheme (iso3, iso2, cow, gw, fips,
// cameo, gdelt) on the date, or else bore it last, or bears it first afterwards.
func (g *Gazetteer) FromCode(scheme, code string, date entente.Date) (entente.EntityID, bool) {
	d := on(date)
	last, next := coded{end: -1}, coded{start: forever}
	for _, c := range g.codes[codeKey(scheme, code)] {
		switch {
		case c.start <= d && d <= c.end:
			return c.id, true
		case c.end < d && c.end > last.end:
			last = c
		case c.start > d && c.start < next.start:
			next = c
		}
	}
	if last.id != "" {
		return last.id, true
	}
	return next.id, next.id != ""
}

// Code is the preferred code of a state in a scheme on the date; false when the
// scheme has none for it.
func (g *Gazetteer) Code(id entente.EntityID, scheme string, date entente.Date) (string, bool) {
	i := slices.Index(schemes[:], scheme)
	r := at(g.states[id], on(date))
	if i < 0 || r == nil || len(r.codes[i]) == 0 {
		return "", false
	}
	return r.codes[i][0], true
}

// Exists reports whether the state exists on some day that the date may mean; of the
// zero Date, whether the tables know it.
func (g *Gazetteer) Exists(id entente.EntityID, date entente.Date) bool {
	first, last := firstDay(date), lastDay(date)
	return slices.ContainsFunc(g.states[id], func(r stateRow) bool { return r.start <= last && first <= r.end })
}

// States lists the states that exist on the date, sorted.
func (g *Gazetteer) States(date entente.Date) []entente.EntityID {
	d := on(date)
	var out []entente.EntityID
	for id, rows := range g.states {
		if slices.ContainsFunc(rows, func(r stateRow) bool { return r.start <= d && d <= r.end }) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
