package coder

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// place is where the act happened, when the sentence says so beside the act: the
// most exact of the places it names in the state that it names first.
func (v *view) place(f *frame) entente.Place {
	var best entente.Place
	for _, p := range v.scenes(f) {
		if best.State == "" || p.State == best.State && fineness(p.Precision) > fineness(best.Precision) {
			best = p
		}
	}
	return best
}

func fineness(p entente.PlacePrecision) int {
	return slices.Index([]entente.PlacePrecision{entente.PreciseToState, entente.PreciseToRegion, entente.PreciseToCity}, p)
}

// scenes lists the places that the sentence gives for the act: phrases of place on
// it and around it, then what an attack hit or a visit went to, then those on an
// act that is its subject ("an explosion in Kabul killed ten").
func (v *view) scenes(f *frame) []entente.Place {
	var out []entente.Place
	for _, k := range v.sites(f.tok) {
		if !v.isOfAnother(f, k) && !v.isTopic(f, k) {
			out = v.within(k, out, 0)
		}
	}
	if f.typ == entente.Assault || f.mode == "visit" {
		out = v.target(f.recipient.tok, out)
	}
	if f.mode == "deport" {
		for _, k := range v.follow(f.tok, "from") {
			out = v.within(k, out, 0)
		}
	}
	for _, h := range v.hosts(f) {
		for _, k := range v.sites(h) {
			out = v.within(k, out, 0)
		}
	}
	return out
}

// hosts lists nouns beside the act whose place is that of the act too: what it
// happened during, those whom it was done to when they are counted ("a group of
// migrants in Tapachula"), an act that is its subject, and of protests and arrests
// whoever made them. Who shoots from a place may hit another.
func (v *view) hosts(f *frame) []int {
	out := v.follow(f.tok, "during")
	if !v.isVerb(f.tok) {
		return out
	}
	if o := v.core(f.tok, "obj"); o != none && !v.c.book.verbal(f.typ) {
		out = append(out, v.counted(o)...)
	}
	if s := v.core(f.tok, "subj"); s != none && (v.isEvent(s) || f.typ == entente.Protest || f.mode == "arrest") {
		out = append(append(out, s), v.counted(s)...)
	}
	return out
}

// target adds the place that was hit or visited, when t names one.
func (v *view) target(t int, out []entente.Place) []entente.Place {
	switch {
	case t == none:
	case v.c.grammar.is("locality", v.lemma[t]):
		return v.within(t, out, 0)
	case v.at[t] == none:
	case v.ment[v.at[t]].Meanings[0].Kind == entity.State && !v.isAim(t):
	case v.ment[v.at[t]].Meanings[0].Kind != entity.Demonym:
		return v.namedPlace(t, out)
	}
	return out
}

// isAim reports whether the name of a state at t is itself what is hit: the object,
// or behind "on", "against" and the like. Who hits U.S. soldiers, an aid worker from
// France or Iran's ship need not do so there.
func (v *view) isAim(t int) bool {
	switch v.rel[t] {
	case "obj", "nsubj":
		return true
	case "obl", "nmod":
		return slices.ContainsFunc([]string{"on", "against", "at", "of", "in", "into", "across", "to"}, func(p string) bool { return v.marked(t, p) })
	}
	return false
}

// counted is what a noun like thousands counts.
func (v *view) counted(i int) []int {
	if !v.c.grammar.is("transparent", v.lemma[i]) {
		return nil
	}
	return v.oblique(i, "of")
}

// sites lists the phrases of place around the act at i: "in Kyiv", "north of Kyiv".
func (v *view) sites(i int) []int {
	var out []int
	for _, p := range v.c.grammar.list("site") {
		for _, k := range v.follow(i, p) {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	for _, k := range v.kids[i] {
		if v.c.grammar.is("compass", v.lower[k]) && !v.hasCase(k) {
			out = append(out, v.oblique(k, "of")...)
		}
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Or(v.depth(a)-v.depth(b), a-b) })
	return out
}

// isOfAnother reports whether the place at k is rather that of what the act speaks
// of: who demands a ceasefire in Gaza need not be there. Of an act of words a place
// right behind a noun goes with the noun, unless the noun is the meeting itself.
func (v *view) isOfAnother(f *frame, k int) bool {
	if !v.c.book.verbal(f.typ) || f.typ == entente.Consult {
		return false
	}
	first := k
	for _, j := range v.kids[k] {
		if v.rel[j] == "case" {
			first = min(first, j)
		}
	}
	if first == 0 || first <= f.tok {
		return false
	}
	b := first - 1
	return b != f.tok && v.isNoun(b) && !v.isActOf(b, f.typ)
}

// isTopic reports whether the name at k, behind "on", "over" and the like, is what
// the act is about and not where it is: sanctions on Russia, talks over Kashmir.
func (v *view) isTopic(f *frame, k int) bool {
	m := v.at[k]
	if m == none || !v.marked(k, "on") && !v.marked(k, "over") && !v.marked(k, "around") {
		return false
	}
	state := v.ment[m].Meanings[0].Kind == entity.State
	return state || v.c.book.verbal(f.typ) || k == f.recipient.tok && f.typ != entente.Assault
}

// isActOf reports whether the noun i is one of an act of the type.
func (v *view) isActOf(i int, t entente.Type) bool {
	return slices.ContainsFunc(v.c.verbs.rows["N"+v.lemma[i]], func(w *row) bool { return w.typ == t })
}

// within adds the places that the phrase at k names: its own name, or one that
// tells where the thing it names is: "the town of Adre", "Kabul airport", "a depot
// near Palmyra in central Syria", "Zaytun, Gaza". What lies at a border lies on
// either side of it.
func (v *view) within(k int, out []entente.Place, depth int) []entente.Place {
	if depth > 4 || v.c.grammar.is("margin", v.lemma[k]) {
		return out
	}
	out = v.namedPlace(k, out)
	locality := v.c.grammar.is("locality", v.lemma[k])
	for _, j := range v.kids[k] {
		switch v.rel[j] {
		case "compound", "flat":
			if v.at[j] != v.at[k] || v.at[j] == none {
				out = v.namedPlace(j, out)
			}
		case "amod":
			if locality || v.c.grammar.is("compass", v.lemma[k]) {
				out = v.namedPlace(j, out)
			}
		case "nmod", "obl", "appos", "conj", "parataxis":
			if v.sub[j] == "poss" || v.kid(j, "cc") != none {
				if v.sub[j] == "poss" && (locality || v.c.grammar.is("compass", v.lemma[k])) {
					out = v.namedPlace(j, out)
				}
				continue
			}
			if v.isSite(j) || !v.hasCase(j) && j > k || v.marked(j, "of") && (locality || v.c.grammar.is("compass", v.lemma[k])) {
				out = v.within(j, out, depth+1)
			}
		}
	}
	return out
}

// isSite reports whether the phrase at j begins with a preposition of place.
func (v *view) isSite(j int) bool {
	return slices.ContainsFunc(v.kids[j], func(c int) bool { return v.rel[c] == "case" && v.c.grammar.is("site", v.lower[c]) })
}

// namedPlace adds the place that the name at k means, if it means one.
func (v *view) namedPlace(k int, out []entente.Place) []entente.Place {
	m := v.at[k]
	if m == none {
		return out
	}
	best := v.ment[m].Meanings[0]
	if best.Entity == "" {
		return out
	}
	span := v.mentionSpan(v.ment[m])
	p := entente.Place{State: best.Entity, Name: span.Of(v.doc.doc.Text), Span: span, Coordinates: best.At}
	switch best.Kind {
	case entity.City, entity.Capital:
		p.Precision = entente.PreciseToCity
		if next := v.ment[m].Last; next < len(v.lower) && v.c.grammar.is("land", v.lower[next]) {
			p.Precision = entente.PreciseToRegion // Sumy Oblast
		}
	case entity.Seat:
		if best.At.IsZero() {
			return out
		}
		p.Precision = entente.PreciseToCity // Camp David
	case entity.Region:
		p.Precision = entente.PreciseToRegion
	case entity.State:
		p.Precision = entente.PreciseToState
	case entity.Demonym:
		if !best.Entity.IsState() || v.plural(k) {
			return out
		}
		p.Name, p.Precision, p.Coordinates = v.c.gaz.Name(best.Entity), entente.PreciseToState, entente.Coordinates{}
	default:
		return out
	}
	return append(out, p)
}
