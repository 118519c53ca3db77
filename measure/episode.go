package measure

import (
	"cmp"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
)

// An episode is one act in the world between the two states of a pair with all
// the reports of it.
type episode struct {
	verdict
	reports []*entente.Event // the one that speaks for it first
}

// month is when e took place; the zero Month when that is not known to the month.
func (e episode) month() entente.Month { return entente.MonthOf(e.reports[0].Date) }

// pairs lists the pairs of different entities that e passes between, each once.
func pairs(e *entente.Event) []entente.Pair {
	var out []entente.Pair
	for _, d := range e.Dyads() {
		if p := d.Pair(); p.A != p.B && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// act is the key under which reports of one act between the two of pair may
// fold: who acted on whom (a meeting has no direction), type, aspect and date. A
// habit folds within its year. What has no date folds within its document,
// because nothing says that two documents mean the same act.
func act(e *entente.Event, pair entente.Pair) string {
	who := ""
	if e.Type != entente.Consult {
		for _, d := range e.Dyads() {
			if d.Pair() == pair {
				who += d.String() + " "
			}
		}
	}
	when := e.Date.String()
	if e.Date.IsZero() {
		when = string(e.Evidence.Document)
	} else if e.Aspect == entente.Habitual {
		when = entente.NewDate(e.Date.Year(), 0, 0).String()
	}
	return strings.Join([]string{who, string(e.Type), string(e.Aspect), when}, "|")
}

// fold gathers events of pair into episodes, in order of date and ID. The result
// does not depend on the order of events.
func (r *Rules) fold(pair entente.Pair, events []*entente.Event) []episode {
	type key struct {
		act string
		verdict
	}
	groups := map[key][]*entente.Event{}
	var keys []key
	for _, e := range events {
		k := key{act(e, pair), r.judge(e, pair)}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], e)
	}
	var out []episode
	for _, k := range keys {
		for _, reports := range split(groups[k]) {
			out = append(out, episode{k.verdict, reports})
		}
	}
	slices.SortFunc(out, func(a, b episode) int {
		x, y := a.reports[0], b.reports[0]
		return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// split parts reports under one key into acts: one document that tells of
// refusals on two subjects (sets of contexts) tells of two acts. Reports in
// other documents join the act on the same subject, else the first.
func split(reports []*entente.Event) [][]*entente.Event {
	slices.SortFunc(reports, func(a, b *entente.Event) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.ID, b.ID))
	})
	var acts [][]*entente.Event
	for _, e := range byRichest(reports) {
		i := slices.IndexFunc(acts, func(a []*entente.Event) bool {
			return slices.ContainsFunc(a, func(o *entente.Event) bool { return slices.Equal(o.Contexts, e.Contexts) })
		})
		if i < 0 {
			i = slices.IndexFunc(acts, func(a []*entente.Event) bool {
				return !slices.ContainsFunc(a, func(o *entente.Event) bool { return o.Evidence.Document == e.Evidence.Document })
			})
		}
		if i < 0 {
			acts, i = append(acts, nil), len(acts)
		}
		acts[i] = append(acts[i], e)
	}
	for _, a := range acts {
		slices.SortFunc(a, func(x, y *entente.Event) int {
			return cmp.Or(cmp.Compare(y.Confidence, x.Confidence), cmp.Compare(x.ID, y.ID))
		})
	}
	return acts
}

// byRichest puts the reports of the document with the most subjects first, so
// that the others join its acts.
func byRichest(reports []*entente.Event) []*entente.Event {
	subjects := map[entente.DocumentID]map[string]bool{}
	for _, e := range reports {
		d := e.Evidence.Document
		if subjects[d] == nil {
			subjects[d] = map[string]bool{}
		}
		subjects[d][subject(e)] = true
	}
	out := slices.Clone(reports)
	slices.SortStableFunc(out, func(a, b *entente.Event) int {
		x, y := a.Evidence.Document, b.Evidence.Document
		return cmp.Or(cmp.Compare(len(subjects[y]), len(subjects[x])), cmp.Compare(x, y))
	})
	return out
}

func subject(e *entente.Event) string {
	var b strings.Builder
	for _, c := range e.Contexts {
		b.WriteString(string(c) + " ")
	}
	return b.String()
}
