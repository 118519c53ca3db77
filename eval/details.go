package eval

import (
	"fmt"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
)

// Details are how aspect, date and speaker compare where gold states them. They
// are looked at in paired acts: a gold event and a coded one of the same type
// that share a dyad, a domestic one too, or, where neither names whom it is
// directed at, an actor. A coded event is paired once, with its own trigger
// before another.
type Details struct {
	Acts, Paired int // events in gold, and those of them with a coded one
	Dates        struct{ Right, Stated int }
	Speakers     Count // of the acts that have one

	aspects labels
}

// add compares the paired acts of one item.
func (d *Details) add(it GoldItem, coding coder.Coding) {
	used := make([]bool, len(coding.Events))
	d.Acts += len(it.Events)
	for _, g := range it.Events {
		i := pairOf(g, it.Text, coding.Events, used)
		if i < 0 {
			continue
		}
		used[i] = true
		d.Paired++
		d.compare(g, it.Text, coding.Events[i])
	}
}

// pairOf is the index of the unused event that is g, -1 when none is.
func pairOf(g GoldEvent, text string, events []entente.Event, used []bool) int {
	first := -1
	for i, e := range events {
		if used[i] || !sameAct(g.event(), e) {
			continue
		}
		if !g.Trigger.none() && g.Trigger.at(text, e.Evidence.Span(entente.RoleTrigger)) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// sameAct reports whether a and b are of one type and between the same parties,
// at least in part.
func sameAct(a, b entente.Event) bool {
	if a.Type != b.Type {
		return false
	}
	da, db := a.Dyads(), b.Dyads()
	if len(da) > 0 || len(db) > 0 {
		return slices.ContainsFunc(da, func(d entente.Dyad) bool { return slices.Contains(db, d) })
	}
	return slices.ContainsFunc(a.Actor, func(p entente.Party) bool {
		return p.Entity != "" && slices.ContainsFunc(b.Actor, func(q entente.Party) bool { return p.Entity == q.Entity })
	})
}

func (d *Details) compare(g GoldEvent, text string, e entente.Event) {
	if g.Aspect != "" {
		d.aspects.add(string(g.Aspect), string(e.Aspect))
	}
	if g.Date != "" {
		d.Dates.Stated++
		if e.Date.String() == g.Date {
			d.Dates.Right++
		}
	}
	if g.Speaker == nil {
		return
	}
	if len(e.Speaker) > 0 {
		d.Speakers.System++
	}
	if g.Speaker.none() {
		return
	}
	d.Speakers.Gold++
	if slices.ContainsFunc(e.Speaker, func(p entente.Party) bool { return g.Speaker.at(text, p.Span) }) {
		d.Speakers.Right++
	}
}

// figures leave out what gold does not state.
func (d *Details) figures(suite string) []Figure {
	out := []Figure{{suite, "acts paired", percent(d.Paired, d.Acts), fmt.Sprintf("%% %d of %d in gold, of any aspect and domestic ones too", d.Paired, d.Acts)}}
	if n := d.aspects.total; n > 0 {
		of := fmt.Sprintf("%% of %d paired acts", n)
		out = append(out, Figure{suite, "aspect accuracy", percent(d.aspects.right, n), of}, Figure{suite, "aspect macro-F1", d.aspects.macro(), of})
	}
	if n := d.Dates.Stated; n > 0 {
		out = append(out, Figure{suite, "date accuracy", percent(d.Dates.Right, n), fmt.Sprintf("%% of %d paired acts, to the same day, month or year", n)})
	}
	if d.Speakers.Gold+d.Speakers.System > 0 {
		out = append(out, d.Speakers.figures(suite, "speakers")...)
	}
	return out
}
