package brief

import (
	"fmt"
	"slices"

	entente "github.com/entente-project/entente"
)

func friendly(x entente.Exhibit) bool { return x.Sign > 0 }
func hostile(x entente.Exhibit) bool  { return x.Sign < 0 }
func deed(x entente.Exhibit) bool     { return x.Block == entente.Conduct }
func word(x entente.Exhibit) bool {
	return x.Block == entente.Words || x.Block == entente.Commitments
}

func both(f, g func(entente.Exhibit) bool) func(entente.Exhibit) bool {
	return func(x entente.Exhibit) bool { return f(x) && g(x) }
}

// news are the latest acts, within a month of the last one that a report dates
// to the day.
func (w *writer) news() entente.Section {
	var last entente.Date
	for _, x := range w.p.Exhibits {
		if fresh(x) && last.Compare(x.Event.Date) < 0 {
			last = x.Event.Date
		}
	}
	return entente.Section{Heading: "What just happened", Findings: w.pickLatest(latest, func(x entente.Exhibit) bool {
		return fresh(x) && x.Event.Date.Compare(last.AddDays(-31)) >= 0
	})}
}

// fresh reports whether x is an act on a day that its report names.
func fresh(x entente.Exhibit) bool {
	return x.Event != nil && x.Sign != 0 && x.Event.Aspect == entente.Actual && x.Event.Date.Precision() == entente.Day && dated(x)
}

// dated reports whether the report names the date of x, rather than leaving it
// to be understood; rows of data sets do.
func dated(x entente.Exhibit) bool {
	e := x.Event
	return e.Evidence.Document == "" || !e.Evidence.Span(entente.RoleDate).IsZero() || e.Date != x.Document.Published
}

// pickLatest tells the n latest exhibits that fit.
func (w *writer) pickLatest(n int, fit func(entente.Exhibit) bool) []entente.Finding {
	var order []int
	for i, x := range w.p.Exhibits {
		if fit(x) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return when(w.p.Exhibits[j]).Compare(when(w.p.Exhibits[i])) })
	order = order[:min(n, len(order))]
	slices.Reverse(order)
	var out []entente.Finding
	for _, i := range order {
		w.told = append(w.told, i)
		out = append(out, w.tell(w.p.Exhibits[i]))
	}
	return out
}

// first is what the claim begins from: what looks close, unless they act closer
// than they look.
func (w *writer) first() entente.Section {
	switch w.claim() {
	case closer:
		return w.section("What looks close", both(word, friendly), w.p.Seeming)
	case cooler:
		return w.section("What they do for each other", both(deed, friendly), w.p.Conduct)
	}
	return w.section("What brings them together", friendly, w.p.Seeming)
}

// second is what shows otherwise.
func (w *writer) second() entente.Section {
	switch w.claim() {
	case closer:
		return w.section("What shows otherwise", hostile, w.p.Conduct)
	case cooler:
		return w.section("What sounds colder", both(word, hostile), w.p.Seeming)
	}
	return w.section("What parts them", hostile, w.p.Conduct)
}

// section tells the exhibits that fit, and then the reading they bear on.
func (w *writer) section(heading string, fit func(entente.Exhibit) bool, r entente.Reading) entente.Section {
	s := entente.Section{Heading: heading, Findings: w.pick(most, fit)}
	if r.Point.N > 0 && w.p.Gap.Point.N > 0 {
		side, what := word, "words, shows and commitments"
		if r.Measure == w.p.Conduct.Measure {
			side, what = deed, "deeds and refusals"
		}
		yes, all := w.balance(side)
		text := fmt.Sprintf("Of %d %s, %s friendly: that puts the two at %s, where 0 is %s%s.", all, what, are(yes), interval(r.Point), w.zero(), w.rank(r))
		if all == 1 {
			text = fmt.Sprintf("One act alone puts the two at %s in %s, where 0 is %s%s.", interval(r.Point), what, w.zero(), w.rank(r))
		}
		s.Findings = append(s.Findings, w.stated(text, r))
	}
	return s
}

// balance counts the friendly and all exhibits of a side.
func (w *writer) balance(side func(entente.Exhibit) bool) (yes, all int) {
	for _, x := range w.p.Exhibits {
		if !side(x) || x.Sign == 0 {
			continue
		}
		all++
		if friendly(x) {
			yes++
		}
	}
	return yes, all
}

// opposed is the strongest evidence against the claim. Where there is none, it
// says so.
func (w *writer) opposed() entente.Section {
	s := entente.Section{Heading: "The strongest evidence against"}
	fit, none := both(deed, friendly), "No deed of cooperation stands against this"
	switch w.claim() {
	case cooler:
		fit = func(x entente.Exhibit) bool { return deed(x) && hostile(x) || word(x) && friendly(x) }
		none = "No hostile deed and no friendly word stands against this"
	case asTheySeem:
		fit, none = func(x entente.Exhibit) bool { return x.Share != 0 }, "Nothing else bears on it"
	case untold:
		return s
	}
	s.Findings = w.pick(against, fit)
	if len(s.Findings) == 0 {
		s.Findings = append(s.Findings, w.counted(fmt.Sprintf("%s in %s.", none, w.evidence())))
	}
	return s
}

// hold is who depends on whom, and whether the one who depends more still refuses.
func (w *writer) hold() entente.Section {
	s := entente.Section{Heading: "Who depends on whom"}
	sides := []entente.EntityID{w.p.Pair.A, w.p.Pair.B}
	if w.p.Hold[1].Point.N > w.p.Hold[0].Point.N {
		slices.Reverse(sides)
	}
	weak, strong := sides[0], sides[1]
	uneven := w.p.Hold[0].Point.N != w.p.Hold[1].Point.N
	if uneven {
		s.Heading = fmt.Sprintf("Why %s cannot easily say no", w.name(weak))
	}
	s.Findings = w.pick(most, func(x entente.Exhibit) bool { return x.Block == entente.Holds })
	for _, side := range sides {
		r := w.p.Hold[slices.Index([]entente.EntityID{w.p.Pair.A, w.p.Pair.B}, side)]
		if r.Point.N == 0 {
			continue
		}
		text := fmt.Sprintf("Reports name %s in which %s depends on %s, which makes a hold of %s on a scale from 0 to 1.",
			count(r.Point.N, "field"), w.name(side), w.name(w.other(side)), interval(r.Point))
		s.Findings = append(s.Findings, w.stated(text, r))
	}
	if f, ok := w.stillRefuses(weak, strong); ok && uneven {
		s.Findings = append(s.Findings, f)
	}
	return s
}

// stillRefuses says how often the weaker one refused the stronger, by the words
// of up to three refusals.
func (w *writer) stillRefuses(weak, strong entente.EntityID) (entente.Finding, bool) {
	var f entente.Finding
	n := 0
	for _, x := range w.p.Exhibits {
		if x.Event == nil || x.Block != entente.Conduct || x.Event.Type != entente.Reject || !slices.Contains(x.Event.Dyads(), entente.Dyad{From: weak, To: strong}) {
			continue
		}
		if n++; n <= against {
			f.Citations = append(f.Citations, w.cite(x))
		}
	}
	f.Text = fmt.Sprintf("Yet %s turned %s down %s, so %s cannot count on a yes either.", w.name(weak), w.name(strong), times(n), w.name(strong))
	return f, n > 0
}

// times is "once", "twice" or "7 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return count(n, "time")
}

// unknown is what the evidence leaves open.
func (w *writer) unknown() entente.Section {
	s := entente.Section{Heading: "What is not known"}
	add := func(f entente.Finding) { s.Findings = append(s.Findings, f) }
	if g := w.p.Gap; g.Point.N > 0 && !w.p.Enough {
		add(w.stated(fmt.Sprintf("With so little evidence the gap may lie anywhere from %s to %s.", number(g.Point.Low), number(g.Point.High)), g))
	}
	if w.p.Gap.Point.N > 0 && !w.p.Typical {
		add(w.counted("Too few other pairs were read to say what gap is usual: news tell of friendly words and hostile deeds of nearly every pair."))
	}
	single, vague, episodes := 0, 0, 0
	by := map[entente.EntityID]int{}
	for _, x := range w.p.Exhibits {
		if x.Event == nil || x.Sign == 0 {
			continue
		}
		episodes++
		if x.Outlets <= 1 {
			single++
		}
		if x.Event.Date.Precision() != entente.Day || !dated(x) {
			vague++
		}
		for _, d := range x.Event.Dyads() {
			if deed(x) && d.Pair() == w.p.Pair {
				by[d.From]++
			}
		}
	}
	switch {
	case episodes == 0:
	case w.p.Outlets == 1:
		add(w.counted("Everything here rests on one outlet; no second one was read."))
	case single > 0:
		add(w.counted(fmt.Sprintf("Of %s that speak for or against, %s on one outlet alone.", count(episodes, "episode"), rest(single, episodes))))
	}
	if vague > 0 {
		add(w.counted(fmt.Sprintf("The day of %s is not named in the report.", count(vague, "episode"))))
	}
	for _, side := range []entente.EntityID{w.p.Pair.A, w.p.Pair.B} {
		if other := w.other(side); by[side] == 0 && by[other] > 0 {
			add(w.counted(fmt.Sprintf("Every deed that counts was done by %s; no report read tells of one by %s.", w.name(other), w.name(side))))
		}
	}
	return s
}

// are is "none is", "1 is" or "7 are".
func are(n int) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// rest is "1 rests", "3 rest each" or "all rest each".
func rest(n, of int) string {
	switch {
	case n == of:
		return "all rest each"
	case n == 1:
		return "1 rests"
	}
	return fmt.Sprintf("%d rest each", n)
}

func (w *writer) other(id entente.EntityID) entente.EntityID {
	if id == w.p.Pair.A {
		return w.p.Pair.B
	}
	return w.p.Pair.A
}
