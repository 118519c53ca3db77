package coder

import (
	"slices"

	"github.com/entente-project/entente/entity"
)

// mend puts right what names and the lexicon know better than the parser: verbs
// taken for nouns and nouns for verbs, the object behind a particle, the subject
// right before its verb. It changes the tree of the view, never the sentence.
func (v *view) mend() {
	v.s.Tokens = slices.Clone(v.s.Tokens)
	for i := range v.len() {
		switch {
		case v.isVerbLikeNoun(i):
			v.toNoun(i)
		case v.isNounLikeVerb(i):
			v.toVerb(i)
		}
	}
	for i := range v.len() {
		v.mendDay(i)
		v.mendTitle(i)
		v.mendList(i)
		v.mendCase(i)
		v.mendAgent(i)
		v.mendPossessor(i)
		v.mendObject(i)
		v.mendBetween(i)
		v.mendWeapons(i)
		v.mendLeader(i)
		v.mendTime(i)
		if !v.isVerb(i) {
			continue
		}
		v.mendParticle(i)
		v.mendNaming(i)
		v.mendSubject(i)
		v.mendReported(i)
	}
}

// mendReported makes the subject of a reported verb of what stands right before it
// and was taken for the object of the verb that reports: "Kabul claims Pakistani
// jets bombed a clinic".
func (v *view) mendReported(i int) {
	h := v.head[i]
	tag := v.tok(i).Tag
	if v.rel[i] != "ccomp" || h == none || !v.speaks(h) || tag != "VBD" && tag != "VBP" && tag != "VBZ" || v.hasSubject(i) || v.kid(i, "mark") != none {
		return
	}
	o := v.kid(h, "obj")
	if o == none || o <= h || o >= i {
		return
	}
	if _, last := v.phrase(o); last != i-1 {
		return
	}
	v.rehang(o, i)
	v.rel[o], v.sub[o] = "nsubj", ""
}

// mendBetween hangs the sides of talks from them that were taken for the subject of
// the verb behind: "talks held in Doha between Oman and Iran collapse".
func (v *view) mendBetween(i int) {
	h := v.head[i]
	if v.rel[i] != "nsubj" || h == none || !v.marked(i, "between") {
		return
	}
	for _, k := range v.kids[h] {
		if k != i && k < i && v.rel[k] == "nsubj" && v.isNoun(k) {
			v.rehang(i, k)
			v.rel[i], v.sub[i] = "nmod", ""
			return
		}
	}
}

// mendWeapons makes one phrase of an act told with two means of which the first was
// taken for a phrase of its own: "killed in Russian missile and drone strikes".
func (v *view) mendWeapons(i int) {
	h := v.head[i]
	if h == none || v.rel[i] != "obl" && v.rel[i] != "nmod" && !(v.rel[i] == "conj" && v.isVerb(h)) || !v.isNoun(i) || !v.plural(i) || v.hasCase(i) {
		return
	}
	for _, k := range v.kids[h] {
		if k >= i || v.rel[k] != v.rel[i] && !(v.rel[i] == "conj" && v.rel[k] == "obl") || v.tok(k).Tag != "NN" || v.at[k] != none || k+1 >= i || v.lower[k+1] != "and" || v.head[k+1] != i {
			continue
		}
		for j := k + 2; j < i; j++ {
			if !v.under(j, i) {
				return
			}
		}
		for _, m := range slices.Clone(v.kids[k]) {
			v.rehang(m, i)
		}
		v.rel[i], v.sub[i] = v.rel[k], v.sub[k]
		v.rel[k], v.sub[k] = "compound", ""
		v.rehang(k, i)
		return
	}
}

// mendLeader joins a leader that was joined to the state of another leader to that
// leader: "the presidents of Congo and Paul Kagame of Rwanda".
func (v *view) mendLeader(i int) {
	h := v.head[i]
	if v.rel[i] != "conj" || h == none || v.at[i] == none || v.at[h] == none {
		return
	}
	if v.ment[v.at[i]].Meanings[0].Kind != entity.Leader || v.ment[v.at[h]].Meanings[0].Kind != entity.State {
		return
	}
	top := h
	for v.rel[top] == "nmod" || v.rel[top] == "appos" || v.rel[top] == "flat" || v.at[top] == v.at[h] && v.rel[top] != "nsubj" {
		if top = v.head[top]; top == none {
			return
		}
	}
	if top != h && (v.isNoun(top) || v.tok(top).POS == "PROPN") {
		v.rehang(i, top)
	}
}

// isVerbLikeNoun reports whether i is tagged a verb but has an article or
// adjective and neither subject nor object of its own: "carried out joint
// exercises".
func (v *view) isVerbLikeNoun(i int) bool {
	if v.tok(i).POS != "VERB" || v.tok(i).Tag == "VBG" || v.tok(i).Tag == "VBN" {
		return false
	}
	modified := false
	for _, k := range v.kids[i] {
		switch v.rel[k] {
		case "amod", "det":
			modified = modified || k < i
		case "nsubj", "obj", "aux", "cop", "iobj", "csubj":
			return false
		}
	}
	return modified
}

func (v *view) toNoun(i int) {
	v.setPOS(i, "NOUN", "NN")
	if v.tok(i).Form != v.tok(i).Lemma {
		v.setPOS(i, "NOUN", "NNS")
	}
	if h := v.head[i]; h != none && v.isVerb(h) && (v.rel[i] == "ccomp" || v.rel[i] == "xcomp" || v.rel[i] == "advcl") && !v.hasCase(i) {
		v.rel[i] = "obj"
	}
}

// isNounLikeVerb reports whether i is tagged a noun but governs a that-clause
// behind a subject ("the doctrine states that"), an object behind "to", or an
// object as the head of the sentence ("Indian police arrest the envoy").
func (v *view) isNounLikeVerb(i int) bool {
	if v.tok(i).POS != "NOUN" {
		return false
	}
	if v.marked(i, "to") && v.kid(i, "obj") != none && v.rel[i] != "nmod" {
		return true
	}
	if v.head[i] == none && v.kid(i, "obj") > i && v.chunkBefore(i) != none && v.c.verbs.rows["V"+v.lemma[i]] != nil {
		return true
	}
	c := v.kid(i, "ccomp")
	return c != none && v.marked(c, "that") && v.chunkBefore(i) != none && v.c.speech.verbs[v.lemma[i]] != ""
}

// chunkBefore is the noun right before i that hangs from it, or none.
func (v *view) chunkBefore(i int) int {
	if i > 0 && v.head[i-1] == i && v.isNoun(i-1) {
		return i - 1
	}
	return none
}

func (v *view) toVerb(i int) {
	v.setPOS(i, "VERB", "VB")
	s := v.chunkBefore(i)
	if s == none || v.kid(i, "nsubj") != none {
		return
	}
	v.rel[s], v.sub[s] = "nsubj", ""
	for _, k := range slices.Clone(v.kids[i]) {
		switch v.rel[k] {
		case "det", "amod", "nmod", "compound", "nummod":
			if k < s {
				v.rehang(k, s)
			}
		}
	}
}

func (v *view) setPOS(i int, pos, tag string) {
	t := &v.s.Tokens[i]
	t.POS, t.Tag = pos, tag
}

// rehang makes k a dependent of h, in text order among its others.
func (v *view) rehang(k, h int) {
	if v.under(h, k) {
		return
	}
	if o := v.head[k]; o != none {
		v.kids[o] = slices.DeleteFunc(v.kids[o], func(j int) bool { return j == k })
	}
	v.head[k] = h
	kids := slices.Clone(v.kids[h])
	at, _ := slices.BinarySearch(kids, k)
	v.kids[h] = slices.Insert(kids, at, k)
}

// mendPossessor hangs a possessor from the noun that it and an adjective stand
// before: "Russia's closest ally".
func (v *view) mendPossessor(i int) {
	a := v.head[i]
	if v.rel[i] != "nsubj" || a == none || v.rel[a] != "amod" || v.head[a] == none {
		return
	}
	for _, k := range v.kids[i] {
		if v.rel[k] == "case" && v.tok(k).Tag == "POS" {
			v.rel[i], v.sub[i] = "nmod", "poss"
			v.rehang(i, v.head[a])
			return
		}
	}
}

// mendTitle hangs the title before a name from the name and what is before a noun
// from the noun, where the parser took each for a subject: "Presidents Yeltsin and
// Lukashenko signed", "Korean arms shipments are".
func (v *view) mendTitle(i int) {
	n := v.nextSubject(i)
	if n == none {
		return
	}
	if v.tok(i).POS == "NOUN" && v.tok(n).POS == "NOUN" && n == i+1 {
		v.rel[i], v.sub[i] = "compound", ""
		v.rehang(i, n)
		return
	}
	if m := v.at[i]; m != none && v.tok(n).POS == "NOUN" && v.ment[m].Meanings[0].Kind == entity.Demonym {
		v.rel[i], v.sub[i] = "amod", ""
		v.rehang(i, n)
		return
	}
	if v.tok(n).POS != "PROPN" {
		return
	}
	if _, agent := v.c.agents.sector(v.tree, i); !agent {
		return
	}
	v.rel[i], v.sub[i] = "nmod", "desc"
	v.rehang(i, n)
}

// nextSubject is the subject of the same verb that stands right behind the
// subject i and what hangs from it, or none.
func (v *view) nextSubject(i int) int {
	if v.rel[i] != "nsubj" {
		return none
	}
	for n := i + 1; n < v.len() && v.tok(n).POS != "PUNCT"; n++ {
		if v.rel[n] == "nsubj" && v.head[n] == v.head[i] {
			return n
		}
		if !v.under(n, i) && v.rel[n] != "compound" && v.rel[n] != "amod" {
			return none
		}
	}
	return none
}

// mendCase hangs a preposition before a title from the name that the title
// belongs to: "on Colombian president Petro".
func (v *view) mendCase(i int) {
	if t := v.head[i]; v.rel[i] == "case" && t != none && v.rel[t] == "nmod" && v.sub[t] == "desc" && v.head[t] > t {
		v.rehang(i, v.head[t])
	}
}

// mendList joins the second of two subjects to the first where "and" stands
// between them: "The United States and Cuba will restore".
func (v *view) mendList(b int) {
	h := v.head[b]
	if v.rel[b] != "nsubj" || h == none || h < b {
		return
	}
	first, _ := v.phrase(b)
	and := first - 1
	if v.joinsComma(b, and) {
		return
	}
	if and < 1 || v.rel[and] != "cc" || v.head[and] != h && v.head[and] != b {
		return
	}
	a := none
	for _, k := range v.kids[h] {
		if k < and && v.rel[k] == "nsubj" {
			a = k
		}
	}
	if a == none || v.isVerb(a) {
		return
	}
	v.rehang(and, b)
	v.rel[b], v.sub[b] = "conj", ""
	v.rehang(b, a)
}

// joinsComma joins the subject b of the same verb to the name before the comma at
// token comma: "the ministers of Russia, Turkey and Iran met".
func (v *view) joinsComma(b, comma int) bool {
	if comma < 1 || v.lower[comma] != "," || v.at[b] == none || v.kid(b, "conj") == none {
		return false
	}
	c := comma - 1
	if v.at[c] == none {
		return false
	}
	c = v.nameHead(v.ment[v.at[c]])
	for s := c; s != none; s = v.head[s] {
		if v.rel[s] == "nsubj" && v.head[s] == v.head[b] {
			v.rel[b], v.sub[b] = "conj", ""
			v.rehang(b, c)
			return true
		}
	}
	return false
}

// mendDay takes a weekday from the name behind it: "In Kyiv on Saturday Yeltsin
// signed".
func (v *view) mendDay(i int) {
	h := v.head[i]
	if h == none || h < i || !v.c.calendar.is("weekday", v.lower[i]) || v.tok(h).POS != "PROPN" || v.at[h] == none {
		return
	}
	verb, top := v.head[h], h
	for verb != none && !v.isVerb(verb) {
		verb, top = v.head[verb], verb
	}
	if verb == none || verb < h {
		return
	}
	for _, k := range slices.Clone(v.kids[h]) {
		if v.rel[k] == "case" && k < i {
			v.rehang(k, i)
		}
	}
	v.rel[i], v.sub[i] = "obl", ""
	v.rehang(i, verb)
	if top == h || v.rel[top] != "nsubj" || !v.hasCase(top) {
		return
	}
	v.rel[top], v.rel[h], v.sub[h] = "obl", "nsubj", ""
	v.rehang(h, verb)
}

// mendObject gives a verb the name right behind it that the parser took for a
// second subject of the clause that follows: "its plan to attack Ukraine leaked".
func (v *view) mendObject(s int) {
	h := v.head[s]
	if v.rel[s] != "nsubj" || h == none || h < s {
		return
	}
	first, _ := v.phrase(s)
	k := first - 1
	if k < 0 || !v.isVerb(k) || v.tok(k).POS == "AUX" || k == h || v.kid(k, "obj") != none || v.isPassive(k) || v.tok(k).Tag == "VBN" {
		return
	}
	next := none
	for _, o := range v.kids[h] {
		if v.rel[o] == "nsubj" && o != s {
			next = o
		}
	}
	if next == none {
		if next = v.listed(s); next == none {
			return
		}
		v.rel[next], v.sub[next] = "nsubj", ""
		v.rehang(next, h)
	}
	v.rel[s], v.sub[s] = "obj", ""
	if v.under(k, s) {
		return
	}
	v.rehang(s, k)
}

// mendTime gives a verb the name right behind it that the parser took for a part
// of the time that follows: "visit Mongolia next month".
func (v *view) mendTime(i int) {
	h := v.head[i]
	if v.rel[i] != "compound" || h == none || v.at[i] == none || !v.c.calendar.is("unit", v.lower[h]) && !v.c.calendar.is("weekday", v.lower[h]) {
		return
	}
	k := i - 1
	if k < 0 || v.head[h] != k || !v.isVerb(k) || v.kid(k, "obj") != none {
		return
	}
	for j := i + 1; j < h; j++ {
		if v.c.calendar.is("shift", v.lower[j]) {
			v.rel[i] = "obj"
			v.rehang(i, k)
			return
		}
	}
}

// listed is the name joined to s by a comma alone, or none.
func (v *view) listed(s int) int {
	k := v.kid(s, "conj")
	if k == none || v.kid(k, "cc") != none || v.kid(k, "conj") != none {
		return none
	}
	for _, p := range v.kids[k] {
		if v.lower[p] == "," {
			return k
		}
	}
	return none
}

// mendParticle makes the noun behind a particle the object: "handed over its
// base" is no place.
func (v *view) mendParticle(i int) {
	if v.kid(i, "obj") != none || i+1 >= v.len() || !v.c.particles[v.lemma[i]+" "+v.lower[i+1]] {
		return
	}
	p := i + 1
	n := v.head[p]
	if v.rel[p] != "case" || n == none || v.head[n] != i || v.rel[n] != "obl" || v.isPassive(i) {
		return
	}
	v.rel[n], v.sub[n] = "obj", ""
	v.rel[p], v.sub[p] = "compound", "prt"
	v.rehang(p, i)
}

// mendNaming takes the second of two objects of a verb of naming for what the
// first is called ("called the raid a crime"), and the first of two objects of
// another verb for who is given the second ("sent Yemen a deposit").
func (v *view) mendNaming(i int) {
	first := none
	for _, k := range v.kids[i] {
		if v.rel[k] != "obj" && v.rel[k] != "iobj" {
			continue
		}
		if first == none {
			first = k
			continue
		}
		switch {
		case v.c.grammar.is("naming", v.lemma[i]):
			v.rel[first], v.rel[k], v.sub[k] = "obj", "xcomp", ""
		case v.rel[k] == "obj" && v.rel[first] == "obj" && v.at[k] == none && v.isSomebody(first):
			v.rel[first] = "iobj"
		}
		return
	}
}

// isSomebody reports whether the noun i is a name or somebody who acts.
func (v *view) isSomebody(i int) bool {
	if v.at[i] != none {
		return true
	}
	_, agent := v.c.agents.sector(v.tree, i)
	return agent
}

// mendSubject gives a finite verb without a subject the name right before it.
func (v *view) mendSubject(i int) {
	if v.kid(i, "nsubj") != none || v.rel[i] == "acl" || v.rel[i] == "xcomp" {
		return
	}
	if tag := v.tok(i).Tag; tag != "VBD" && tag != "VBZ" && tag != "VBP" && tag != "VBN" {
		return
	}
	k := i - 1
	for k >= 0 && v.head[k] == i && (v.rel[k] == "aux" || v.rel[k] == "advmod" && v.at[k] == none) {
		k--
	}
	if k < 0 || v.at[k] == none || v.tok(i).Tag == "VBN" && k == i-1 && k > 0 {
		return
	}
	m := v.ment[v.at[k]]
	switch m.Meanings[0].Kind {
	case entity.State, entity.Capital, entity.Seat, entity.Leader, entity.IGO, entity.Group, entity.Body:
	default:
		return
	}
	h := v.nameHead(m)
	if v.fallen(h, i) {
		v.rehang(h, i)
		v.rel[h] = "nmod"
	}
	if v.head[h] != i || v.hasCase(h) || v.rel[h] == "obj" {
		return
	}
	v.rel[h], v.sub[h] = "nsubj", ""
	if v.isPassive(i) {
		v.sub[h] = "pass"
	}
	if v.tok(h).POS != "PROPN" && v.tok(h).POS != "NOUN" {
		v.setPOS(h, "PROPN", "NNP")
	}
}

// fallen reports whether the name h right before verb i was joined by a comma
// alone to the phrase that the sentence begins with: "After talks in Bonn, Rome
// announced".
func (v *view) fallen(h, i int) bool {
	if v.rel[h] != "conj" && v.rel[h] != "appos" && v.rel[h] != "nmod" || v.hasCase(h) || v.kid(h, "cc") != none || v.under(i, h) {
		return false
	}
	first, _ := v.phrase(h)
	return first > 0 && v.lower[first-1] == "," && v.head[h] != none && v.head[h] < h
}

// mendAgent hangs a phrase with a preposition that the parser took for a second
// subject from the verb before it: "sanctions imposed on Minsk by Vilnius hurt".
func (v *view) mendAgent(i int) {
	h := v.head[i]
	if v.rel[i] != "nsubj" || h == none || h < i || !v.hasCase(i) {
		return
	}
	s := v.kid(h, "nsubj")
	if s == none || s >= i {
		return
	}
	for k := i - 1; k >= 0; k-- {
		if v.isVerb(k) && v.tok(k).POS == "VERB" {
			v.rel[i], v.sub[i] = "obl", ""
			v.rehang(i, k)
			return
		}
	}
	v.rel[i], v.sub[i] = "nmod", ""
	v.rehang(i, s)
}

// nameHead is the token of mention m that the rest hangs from.
func (v *view) nameHead(m entity.Mention) int {
	for i := m.First; i < m.Last; i++ {
		if h := v.head[i]; h < m.First || h >= m.Last {
			return i
		}
	}
	return m.First
}
