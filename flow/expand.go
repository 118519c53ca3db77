package flow

import (
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// ExpandGroups is c with organisations replaced by the states that belong to them
// on the day of the event or, where that is not known, of the document: what the
// EU does to Russia, 27 states do. Each member has the span of the organisation's
// name and, in place of the sector IGO, GOV. A state that is named in the event
// stands there once, where it is named.
//
// A mutual act of an organisation and others becomes one event for each side, so
// that no act between members comes of it. What does not say what a member does
// stays as it is: an organisation that acts upon nobody known, two organisations
// that share members, and every tie.
func ExpandGroups(c Coded, g *entity.Gazetteer) Coded {
	var out []entente.Event
	for _, e := range c.Coding.Events {
		out = append(out, expansion{g, e, c.Document.Published}.events()...)
	}
	c.Coding.Events = out
	return c
}

// An expansion is an event with what its organisations are resolved by.
type expansion struct {
	g *entity.Gazetteer
	entente.Event
	published entente.Date
}

// events are the event's, expanded; the event itself when it cannot be.
func (x expansion) events() []entente.Event {
	sides := [][]entente.Party{x.Actor, x.Recipient}
	if len(x.Recipient) == 0 {
		sides = sides[:0]
		for _, p := range x.Actor {
			sides = append(sides, []entente.Party{p})
		}
	}
	if len(sides) < 2 || !slices.ContainsFunc(slices.Concat(sides...), func(p entente.Party) bool { return x.states(p) != nil }) {
		return []entente.Event{x.Event}
	}
	states := map[entente.EntityID]int{} // and the side that each came to by its organisation
	for i, side := range sides {
		sides[i] = x.members(side)
		for _, p := range sides[i] {
			if k, taken := states[p.Entity]; taken && k != i {
				return []entente.Event{x.Event}
			}
			if !x.named(p.Entity) {
				states[p.Entity] = i
			}
		}
		if len(sides[i]) == 0 {
			return []entente.Event{x.Event}
		}
	}
	if len(x.Recipient) > 0 {
		return []entente.Event{x.between(sides[0], sides[1])}
	}
	var out []entente.Event
	for i, side := range sides {
		others := slices.Concat(slices.Concat(sides[:i]...), slices.Concat(sides[i+1:]...))
		out = append(out, x.between(side, others))
	}
	return out
}

// between is the event as actor's act upon recipient.
func (x expansion) between(actor, recipient []entente.Party) entente.Event {
	e := x.Event
	e.Actor, e.Recipient = actor, recipient
	e.ID = entente.NewEventID(e)
	return e
}

// members is side with organisations replaced by those members that the event
// does not name.
func (x expansion) members(side []entente.Party) []entente.Party {
	var out []entente.Party
	for _, p := range side {
		states := x.states(p)
		if states == nil {
			out = append(out, p)
			continue
		}
		if p.Sector == "IGO" {
			p.Sector = "GOV"
		}
		for _, id := range states {
			p.Entity = id
			if !x.named(id) && !slices.ContainsFunc(out, func(o entente.Party) bool { return o.Entity == id }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// named reports whether the event has id as a party of its own.
func (x expansion) named(id entente.EntityID) bool {
	is := func(p entente.Party) bool { return p.Entity == id }
	return slices.ContainsFunc(x.Actor, is) || slices.ContainsFunc(x.Recipient, is)
}

// states are the members of p; nil when it is no organisation with members known.
func (x expansion) states(p entente.Party) []entente.EntityID {
	on := x.Date
	if on.IsZero() {
		on = x.published
	}
	return x.g.Members(p.Entity, on)
}
