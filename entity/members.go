package entity

import (
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// A membership is the time in which a state belongs to an organisation.
type membership struct {
	state      entente.EntityID
	start, end day
}

// readMembers reads which states belong to which organisation and when.
func readMembers(b *builder) error {
	return b.each("members", []string{"entity", "state", "why"}, func(r table.Row, start, end entente.Date) error {
		of, state := entente.EntityID(r.Get("entity")), entente.EntityID(r.Get("state"))
		if of.IsState() || b.g.titles[of] == "" {
			return r.Errorf("%q is no organisation; name one of igos.tsv: IGO:EU", of)
		}
		if b.g.states[state] == nil {
			return r.Errorf("%q is no state; write a code of states.tsv: BLR", state)
		}
		m := membership{state, firstDay(start), lastDay(end)}
		for _, o := range b.g.members[of] {
			if o.state == state && o.start <= m.end && m.start <= o.end {
				return r.Errorf("%s belongs to %s in the time of another row; end the one before the other starts", state, of)
			}
		}
		b.g.members[of] = append(b.g.members[of], m)
		return nil
	})
}

// Members lists the states that belong to an organisation on the date, sorted;
// nil for an entity of which members.tsv knows none on that day.
func (g *Gazetteer) Members(id entente.EntityID, date entente.Date) []entente.EntityID {
	d := on(date)
	var out []entente.EntityID
	for _, m := range g.members[id] {
		if m.start <= d && d <= m.end {
			out = append(out, m.state)
		}
	}
	slices.Sort(out)
	return out
}
