package coder

import (
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// A reading is the parties that a noun phrase means and how directly it names
// them. The zero reading means nobody.
type reading struct {
	parties []entente.Party
	tok     int    // head of the phrase
	cost    int    // 0 the head is the name, 1 a modifier is, 2 a phrase after it is, 3 the document tells
	place   bool   // the phrase names where, not who: a city, a region
	coref   bool   // a pronoun or description that the document resolves
	person  bool   // one human being
	through string // the role by which it was reached: "obj", "with"
}

// known reports whether r names at least one entity.
func (r reading) known() bool {
	return len(r.parties) > 0 && r.parties[0].Entity != ""
}

// same reports whether r and o name the same entities.
func (r reading) same(o reading) bool {
	if len(r.parties) != len(o.parties) {
		return false
	}
	for _, p := range r.parties {
		if !o.has(p.Entity) {
			return false
		}
	}
	return true
}

func (r reading) has(id entente.EntityID) bool {
	return slices.ContainsFunc(r.parties, func(p entente.Party) bool { return p.Entity == id })
}

// without is r less the parties that o has.
func (r reading) without(o reading) reading {
	out := r
	out.parties = nil
	for _, p := range r.parties {
		if !o.has(p.Entity) {
			out.parties = append(out.parties, p)
		}
	}
	return out
}

// join is the parties of r and then those of o that r has not.
func (r reading) join(o reading) reading {
	parties := append(slices.Clone(r.parties), o.without(r).parties...)
	r.parties = parties
	r.cost = max(r.cost, o.cost)
	r.coref = r.coref || o.coref
	r.place = r.place && o.place
	r.person = false
	return r
}

// A view is a sentence with the names found in it.
type view struct {
	*tree
	c    *Coder
	doc  *document
	at   []int // token -> mention that covers it, or none
	ment []entity.Mention
	memo []readMemo

	frames []frameMemo
	chosen []*frame // the frames that events made events of
}

type readMemo struct {
	state byte // 0 unread, 1 being read, 2 read
	r     reading
}

func newView(d *document, t *tree) *view {
	v := plainView(d, t)
	v.mend()
	return v
}

// plainView is a view whose tree is not mended yet.
func plainView(d *document, t *tree) *view {
	v := &view{tree: t, c: d.c, doc: d, at: make([]int, t.len()), memo: make([]readMemo, t.len()), frames: make([]frameMemo, t.len())}
	words := make([]string, t.len())
	for i := range words {
		words[i] = t.tok(i).Form
		v.at[i] = none
	}
	v.ment = d.c.gaz.Find(words, d.published)
	for m, x := range v.ment {
		for i := x.First; i < x.Last && i < len(v.at); i++ {
			v.at[i] = m
		}
	}
	return v
}

// read is who the noun phrase headed by token i means, with what it is joined to.
func (v *view) read(i int) reading {
	if i == none {
		return reading{tok: none}
	}
	m := &v.memo[i]
	if m.state == 1 {
		return reading{tok: i}
	}
	if m.state == 2 {
		return m.r
	}
	m.state = 1
	r := v.phraseReading(i)
	for _, k := range v.kids[i] {
		if v.rel[k] != "conj" || !v.isNominal(k) {
			continue
		}
		if o := v.read(k); o.known() && (o.cost <= 1 || r.cost >= o.cost || v.isAgent(k)) && !(o.place && !r.place) {
			if !r.known() {
				r = o
				continue
			}
			r = r.join(o)
		}
	}
	r.tok = i
	v.memo[i] = readMemo{2, r}
	return r
}

// isAgent reports whether the noun i is somebody who acts for a party.
func (v *view) isAgent(i int) bool {
	_, agent := v.c.agents.sector(v.tree, i)
	return agent
}

func (v *view) isNominal(i int) bool {
	switch v.tok(i).POS {
	case "NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "SYM", "X":
		return true
	}
	return false
}

// phraseReading is the reading of the phrase of i without what it is joined to.
func (v *view) phraseReading(i int) reading {
	if r, ok := v.pronoun(i); ok {
		return r
	}
	if r, ok := v.named(i); ok {
		return r
	}
	sector, agent := v.c.agents.sector(v.tree, i)
	if v.c.grammar.is("transparent", v.lemma[i]) {
		for _, k := range v.oblique(i, "of") {
			if r := v.read(k); r.known() {
				return r
			}
		}
	}
	if r := v.modifiers(i); r.known() {
		return v.asAgent(r, i, sector, agent)
	}
	if r, ok := v.description(i); ok {
		return v.asAgent(r, i, sector, agent)
	}
	if r := v.after(i, agent); r.known() {
		return v.asAgent(r, i, sector, agent)
	}
	if agent || v.tok(i).POS == "PROPN" {
		return v.stranger(i, sector)
	}
	return reading{tok: i}
}

// asAgent gives the parties of r the sector of the agent noun i, and the words
// of its phrase.
func (v *view) asAgent(r reading, i int, sector entente.Sector, agent bool) reading {
	r.tok = i
	r.person = agent && !v.plural(i) && v.c.agents.person(v.tree, i)
	if !agent {
		return r
	}
	parties := slices.Clone(r.parties)
	for k := range parties {
		parties[k].Sector = sector
		if len(parties) == 1 && !r.coref {
			parties[k].Span = v.span(v.phrase(i))
		}
	}
	r.parties = parties
	return r
}

// stranger is a party that no table knows: its words and sector alone.
func (v *view) stranger(i int, sector entente.Sector) reading {
	if sector == "" && v.isOutlet(i) {
		sector = "MED"
	}
	if p, ok := v.doc.introduced(v.tok(i).Form); ok && v.tok(i).POS == "PROPN" {
		p.Span = v.span(v.phrase(i))
		return reading{parties: []entente.Party{p}, tok: i, person: true, coref: true, cost: 1}
	}
	if sector == "" && v.tok(i).POS == "PROPN" {
		if p := v.kidSub(i, "nmod", "poss"); p != none && v.isOutlet(p) {
			sector = "MED"
		}
	}
	return reading{parties: []entente.Party{{Sector: sector, Span: v.span(v.phrase(i))}}, tok: i, person: v.tok(i).POS == "PROPN"}
}

// isOutlet reports whether the name headed by i holds a word that names
// newspapers, agencies or stations.
func (v *view) isOutlet(i int) bool {
	first, last := v.phrase(i)
	for k := first; k <= last; k++ {
		if v.tok(k).POS == "PROPN" && v.c.grammar.is("outlet", v.lower[k]) {
			return true
		}
	}
	return false
}

// named is the reading of a token that is part of a name.
func (v *view) named(i int) (reading, bool) {
	m := v.at[i]
	if m == none {
		return v.compound(i)
	}
	x := v.ment[m]
	best := x.Meanings[0]
	if best.Kind == entity.Demonym && v.tok(i).POS != "PROPN" && v.tok(i).POS != "NOUN" && v.tok(i).POS != "ADJ" {
		return reading{}, false
	}
	r := reading{tok: i, parties: partiesOf(best, v.mentionSpan(x))}
	switch best.Kind {
	case entity.City, entity.Region:
		r.place = true
	case entity.Leader:
		r.person = true
		r.parties[0].Span = v.nameSpan(i, x)
	case entity.People:
		return r, best.Entity != ""
	case entity.Body:
		if o := v.ownerOfHouse(i, x); o != "" {
			r.parties[0].Entity = o
		}
	}
	for _, k := range v.kids[i] {
		if k < x.First && (v.rel[k] == "compound" || v.rel[k] == "amod") && v.isListed(k, x.First) {
			if o := v.modifier(k, false); o.known() {
				r = o.join(r)
				r.cost = 0
			}
		}
	}
	return r, len(r.parties) > 0
}

// ownerOfHouse is the state that the words before a parliament or court x with the
// head i say it is of, when its name alone would mean another state's: "Peru's
// Congress", "the Peruvian Congress"; "" when they do not.
func (v *view) ownerOfHouse(i int, x entity.Mention) entente.EntityID {
	best := x.Meanings[0]
	if best.Sector != "LEG" && best.Sector != "JUD" || !best.Entity.IsState() {
		return ""
	}
	for _, k := range v.kids[i] {
		if k >= x.First || v.rel[k] != "amod" && v.rel[k] != "compound" && v.sub[k] != "poss" || v.at[k] == none {
			continue
		}
		m := v.ment[v.at[k]].Meanings[0]
		if m.Entity.IsState() && m.Entity != best.Entity && (m.Kind == entity.Demonym || m.Kind == entity.State) {
			return m.Entity
		}
	}
	return ""
}

// compound is the reading of a head like "Belarusian-Russian": both parts.
func (v *view) compound(i int) (reading, bool) {
	parts, tail := v.hyphened(i)
	if len(parts) == 0 || tail != "" && !v.c.grammar.is("acting", tail) {
		return reading{}, false
	}
	r := reading{tok: i}
	for _, p := range parts {
		r.parties = append(r.parties, partiesOf(p, v.tok(i).Span)...)
	}
	return r, len(r.parties) > 0
}

func (v *view) hyphened(i int) ([]entity.Meaning, string) {
	form := v.tok(i).Form
	for k := 1; k < len(form); k++ {
		if form[k] == '-' || form[k] == '/' {
			return v.c.gaz.Compound(form, v.doc.published)
		}
	}
	return nil, ""
}

func (v *view) mentionSpan(x entity.Mention) entente.Span { return v.span(x.First, x.Last-1) }

// nameSpan is the span of mention x with the words of the name that the table
// does not have: "Vladimir" before "Putin".
func (v *view) nameSpan(i int, x entity.Mention) entente.Span {
	first, last := x.First, x.Last-1
	for _, k := range v.kids[i] {
		if v.rel[k] == "flat" && v.tok(k).POS == "PROPN" {
			first, last = min(first, k), max(last, k)
		}
	}
	return v.span(first, last)
}

func partiesOf(m entity.Meaning, span entente.Span) []entente.Party {
	if m.Entities == nil {
		if m.Entity == "" {
			return nil
		}
		return []entente.Party{{Entity: m.Entity, Sector: m.Sector, Span: span}}
	}
	var out []entente.Party
	for _, id := range m.Entities {
		out = append(out, entente.Party{Entity: id, Sector: m.Sector, Span: span})
	}
	return out
}

// modifiers is who the words before the head of i say it belongs to, nearest
// first: a demonym, a name in compound, a possessor; or who the name after it is.
func (v *view) modifiers(i int) reading {
	if v.c.grammar.is("republic", v.lemma[i]) && v.hasModifier(i, []string{"former"}) {
		return reading{}
	}
	if v.c.grammar.is("adversary", v.lemma[i]) {
		return reading{} // whose enemy he is does not say whose man
	}
	member := v.c.grammar.is("member", v.lemma[i])
	var best reading
	nearest := none
	for _, k := range slices.Backward(v.kids[i]) {
		switch v.rel[k] {
		case "appos", "flat":
			if r := v.read(k); r.known() && !r.place && (r.cost == 0 || v.frames[i].f == nil && v.c.verbs.rows["N"+v.lemma[i]] == nil) {
				r.cost = min(r.cost, 1)
				return r
			}
		case "compound", "amod", "nmod", "nummod", "obl":
			if v.rel[k] == "obl" && (!v.isVerb(i) || !v.c.grammar.is("acting", v.lower[i]) || k > i) {
				continue
			}
			// "an Iranian Khorramshahr missile": whose it is, and not where.
			if best.place && v.rel[k] == "amod" {
				if r := v.modifier(k, member); r.known() && !r.place && r.parties[0].Entity == best.parties[0].Entity {
					best, nearest = r, k
				}
				continue
			}
			if v.rel[k] == "nmod" && v.sub[k] != "poss" && v.hasCase(k) || best.known() && !v.isListed(k, nearest) {
				continue
			}
			if r := v.modifier(k, member); r.known() {
				if best.known() {
					r = r.join(best)
				}
				best, nearest = r, k
			}
		case "det":
			if v.tok(k).Tag != "PRP$" || best.known() {
				continue
			}
			best = v.modifier(k, member)
		}
	}
	return best
}

// isListed reports whether the modifiers k and next of one noun are joined by
// "and": "US and Iraqi forces".
func (v *view) isListed(k, next int) bool {
	if k >= next || v.rel[k] == "nmod" || v.rel[next] == "nmod" {
		return false
	}
	joined := false
	for i := k + 1; i < next; i++ {
		switch {
		case v.rel[i] == "cc":
			joined = true
		case v.rel[i] != "punct" && !v.under(i, next):
			return false
		}
	}
	return joined
}

func (v *view) modifier(k int, member bool) reading {
	switch v.tok(k).POS {
	case "PROPN", "ADJ", "NOUN", "PRON", "DET", "X", "VERB":
	default:
		return reading{}
	}
	if v.at[k] == none && !v.isNamed(k) {
		return reading{}
	}
	if v.isVerb(k) && !v.c.grammar.is("acting", v.lower[k]) || v.isOpposed(k) {
		return reading{}
	}
	r := v.read(k)
	if !r.known() || r.place && v.sub[k] != "poss" && v.rel[k] != "compound" && v.rel[k] != "amod" {
		return reading{}
	}
	if o := v.hyphenPair(k); o.known() {
		r = o.join(r)
	}
	if member && !r.parties[0].Entity.IsState() {
		return reading{}
	}
	r.cost = max(r.cost, 1)
	r.person = false
	return r
}

// isOpposed reports whether the word k stands behind "anti-" or the like.
func (v *view) isOpposed(k int) bool {
	return k > 1 && v.tok(k-1).Form == "-" && v.c.grammar.is("skip", v.lower[k-2])
}

// hyphenPair is the name before the hyphen before name k: "Belarusian-Russian".
func (v *view) hyphenPair(k int) reading {
	if v.at[k] == none {
		return reading{}
	}
	first := v.ment[v.at[k]].First
	if first < 2 || v.tok(first-1).Form != "-" || v.at[first-2] == none || v.tok(first-2).Span.End != v.tok(first-1).Span.Start {
		return reading{}
	}
	x := v.ment[v.at[first-2]]
	return reading{parties: partiesOf(x.Meanings[0], v.mentionSpan(x)), tok: first - 2}
}

// isNamed reports whether a modifier that is no name itself may still lead to
// one: a pronoun, a hyphened word, a noun with a name in its own phrase.
func (v *view) isNamed(k int) bool {
	if v.tok(k).POS == "PRON" || v.tok(k).Tag == "PRP$" || v.sub[k] == "poss" {
		return true
	}
	if parts, tail := v.hyphened(k); len(parts) > 0 {
		return tail == "" || v.c.grammar.is("acting", tail)
	}
	for _, j := range v.kids[k] {
		if v.at[j] != none || v.rel[j] == "conj" {
			return true
		}
	}
	return false
}

// after is who the phrases after the head of i say it belongs to: "of Russia",
// "from Minsk" and, of agents, "in Minsk".
func (v *view) after(i int, agent bool) reading {
	preps := []string{"of", "from"}
	if agent {
		preps = []string{"of", "from", "in", "at", "across", "throughout"}
	}
	for _, p := range preps {
		for _, k := range v.oblique(i, p) {
			if !v.isNominal(k) || v.rel[k] != "nmod" {
				continue
			}
			r := v.read(k)
			if !r.known() || r.place && !agent {
				continue
			}
			r.cost = max(r.cost, 2)
			r.place = false
			r.person = false
			return r
		}
	}
	return reading{}
}
