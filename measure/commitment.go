package measure

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
)

// A bond is one tie with all the reports of it.
type bond struct {
	tieRule
	reports []entente.Tie // the one that speaks for it first
}

// bonds folds the ties of one pair by kind and direction, in that order. Kinds
// that ties.tsv does not list are left out.
func (r *Rules) bonds(ties []entente.Tie) []bond {
	type key struct {
		kind entente.TieKind
		dyad entente.Dyad
	}
	groups := map[key][]entente.Tie{}
	var keys []key
	for _, t := range ties {
		if _, ok := r.ties[t.Kind]; !ok {
			continue
		}
		k := key{t.Kind, t.Dyad}
		if p := t.Dyad.Pair(); t.Kind.Mutual() {
			k.dyad = entente.Dyad{From: p.A, To: p.B}
		}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], t)
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.dyad.From, b.dyad.From), cmp.Compare(a.dyad.To, b.dyad.To))
	})
	out := make([]bond, len(keys))
	for i, k := range keys {
		reports := groups[k]
		slices.SortFunc(reports, func(a, b entente.Tie) int {
			return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), b.Seen.Compare(a.Seen), cmp.Compare(a.ID, b.ID))
		})
		out[i] = bond{r.ties[k.kind], reports}
	}
	return out
}

// in is the part of b that stood at some time in w, and whether any did.
func (b bond) in(w entente.Window) (bond, bool) {
	var standing []entente.Tie
	for _, t := range b.reports {
		if stands(t, b.lasts, w) {
			standing = append(standing, t)
		}
	}
	return bond{b.tieRule, standing}, len(standing) > 0
}

// stands reports whether t stood at some time in w: from its start, else from
// the day it was reported, to its end, else lasts years after that day.
func stands(t entente.Tie, lasts int, w entente.Window) bool {
	from := t.Start
	if from.IsZero() {
		from = t.Seen
	}
	if from.IsZero() {
		return w == entente.Window{}
	}
	first, last := entente.MonthOf(from.First()), entente.Month(0)
	switch {
	case !t.End.IsZero():
		last = entente.MonthOf(t.End.Last())
	case lasts > 0 && !t.Seen.IsZero():
		last = entente.MonthOf(t.Seen.Last()) + entente.Month(12*lasts)
	case lasts > 0:
		last = first + entente.Month(12*lasts)
	}
	return (w.To == 0 || first <= w.To) && (w.From == 0 || last == 0 || last >= w.From)
}

// fields counts the fields in which From is reported to depend on To: each
// context once, and one for reports that name none.
func fields(ties []entente.Tie) int {
	var seen []entente.Context
	bare := 0
	for _, t := range ties {
		if len(t.Contexts) == 0 {
			bare = 1
		}
		for _, c := range t.Contexts {
			if !slices.Contains(seen, c) {
				seen = append(seen, c)
			}
		}
	}
	if len(seen) > 0 {
		return len(seen)
	}
	return bare
}
