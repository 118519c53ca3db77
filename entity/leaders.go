package entity

import (
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// A person is one leader with all terms, in file order.
type person struct {
	name     string
	entity   entente.EntityID
	full     []string // names that nobody else bears
	surnames []string
	titled   bool
	terms    []term
}

type term struct {
	start, end day
	sector     entente.Sector
	row        string
}

// A surname alone still means its bearer for some years after office, and for a
// year before.
const (
	yearsBefore = 1
	yearsAfter  = 6
)

// readLeaders reads who governs, one office and term a row; rows of the same name
// and entity are one person. A surname in parentheses counts only behind a title.
func readLeaders(b *builder) error {
	var order []*person
	people := map[string]*person{}
	columns := []string{"name", "surname", "variants", "entity", "office", "sector"}
	err := b.each("leaders", columns, func(r table.Row, start, end entente.Date) error {
		if r.Get("name") == "" || r.Get("entity") == "" || start.IsZero() {
			return r.Errorf("a leader has a name, an entity and a start")
		}
		key := r.Get("entity") + " " + r.Get("name")
		p := people[key]
		if p == nil {
			p = newPerson(r)
			people[key] = p
			order = append(order, p)
		}
		p.terms = append(p.terms, term{firstDay(start), lastDay(end), office(r), r.Place()})
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range order {
		b.lead(p)
	}
	return nil
}

func newPerson(r table.Row) *person {
	p := &person{name: r.Get("name"), entity: entente.EntityID(r.Get("entity")), full: []string{r.Get("name")}}
	last := r.Get("surname")
	if bare, ok := strings.CutPrefix(last, "("); ok {
		p.titled, last = true, strings.TrimSuffix(bare, ")")
	}
	if last != "" {
		p.surnames = append(p.surnames, last)
	}
	for _, v := range variants(r) {
		if strings.ContainsAny(v, " -") {
			p.full = append(p.full, v)
			continue
		}
		p.surnames = append(p.surnames, v)
	}
	return p
}

// lead gives p's names their meanings: in office, out of office, not yet in it.
func (b *builder) lead(p *person) {
	first, last := p.terms[0].start, p.terms[0].end
	var times []bearer
	for _, t := range p.terms {
		first, last = min(first, t.start), max(last, t.end)
		times = append(times, p.bearer(t))
	}
	row := p.terms[len(p.terms)-1].row
	for _, gap := range p.gaps(first, last) {
		times = append(times, p.bearer(term{gap.start, gap.end, elite, row}))
	}
	times = append(times, p.bearer(term{0, first - 1, "", row}))
	if last != forever {
		times = append(times, p.bearer(term{last + 1, p.remembered(last), elite, row}))
	}
	for i := range times {
		times[i].strict = strings.HasPrefix(string(p.entity), "IGO:") && last != forever
	}
	b.bear(p.full, 0, times...)
	for i := range times {
		t := &times[i]
		t.strict, t.titled = true, p.titled
		t.start = max(t.start, first-yearsBefore<<9)
		if last != forever {
			t.end = min(t.end, last+yearsAfter<<9)
		}
	}
	for _, n := range p.surnames {
		guards := surname
		if n == "May" {
			guards |= month
		}
		b.bear([]string{n}, guards, times...)
	}
}

// remembered is until when p, who held the last office until last, stands for its
// entity: for good of a state, of an organisation for a year, as its officers come
// from states and go back to them.
func (p *person) remembered(last day) day {
	if strings.HasPrefix(string(p.entity), "IGO:") {
		return last + 1<<9
	}
	return forever
}

func (p *person) bearer(t term) bearer {
	return bearer{Meaning: Meaning{Entity: p.entity, Sector: t.sector, Kind: Leader, Row: t.row}, start: t.start, end: t.end}
}

// office is the sector of a row's office: what the row says, else IGO for
// organisations and GOV for states.
func office(r table.Row) entente.Sector {
	switch {
	case r.Get("sector") != "":
		return entente.Sector(r.Get("sector"))
	case strings.HasPrefix(r.Get("entity"), "IGO:"):
		return "IGO"
	}
	return government
}

// gaps lists the times between first and last in which p holds no office.
func (p *person) gaps(first, last day) []term {
	var out []term
	for d := first; ; {
		end, next := d-1, forever
		for _, t := range p.terms {
			switch {
			case t.start <= d && d <= t.end:
				end = max(end, t.end)
			case t.start > d:
				next = min(next, t.start)
			}
		}
		switch {
		case end >= last:
			return out
		case end >= d:
			d = end + 1
		default:
			out = append(out, term{start: d, end: next - 1})
			d = next
		}
	}
}
