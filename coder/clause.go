package coder

import "slices"

// A clause is a verb with what it governs. subj is who does it, also in the
// passive ("by Russia"); obj is whom or what it is done to, also as the subject
// of a passive.
type clause struct {
	known    bool // memo is filled
	busy     bool // being computed
	subj     int
	obj      int
	iobj     int
	passive  bool
	borrowed bool // subj or passive obj stands in a governing clause
}

// clauseOf is the clause of token v, a verb or the head of a copular clause.
func (t *tree) clauseOf(v int) clause {
	if c := t.clause[v]; c.known || c.busy {
		if c.busy {
			return clause{subj: none, obj: none, iobj: none}
		}
		return c
	}
	t.clause[v].busy = true
	c := clause{known: true, subj: none, obj: t.object(v), iobj: t.kid(v, "iobj")}
	c.passive = t.isPassive(v)
	if c.obj == none && !c.passive {
		c.obj = c.iobj
	}
	surface, borrowed := t.surface(v)
	c.borrowed = borrowed
	if c.passive {
		c.subj = t.agent(v)
		if c.obj == none {
			c.obj = surface
		}
	} else {
		c.subj = surface
	}
	t.clause[v] = c
	return c
}

// object is the direct object of v. A relative pronoun stands for the noun that
// its clause hangs from, which is also the object when the pronoun is left out.
func (t *tree) object(v int) int {
	if o := t.kid(v, "obj"); o != none {
		if t.relative(o) {
			return t.antecedent(v)
		}
		return o
	}
	if t.rel[v] != "acl" || t.sub[v] != "relcl" || t.isPassive(v) {
		return none
	}
	s := t.kid(v, "nsubj")
	if s == none || t.relative(s) || t.kid(v, "xcomp") != none || t.kid(v, "ccomp") != none {
		return none
	}
	for _, k := range t.kids[v] {
		if t.rel[k] == "obl" && t.relative(k) {
			return none
		}
	}
	return t.antecedent(v)
}

// antecedent is the noun that the relative clause of v hangs from, or none.
func (t *tree) antecedent(v int) int {
	for t.rel[v] == "conj" || t.rel[v] == "xcomp" || t.rel[v] == "ccomp" {
		if t.head[v] == none {
			return none
		}
		v = t.head[v]
	}
	if t.rel[v] != "acl" {
		return none
	}
	return t.head[v]
}

// isPassive reports whether v is in the passive: with its auxiliary, as a
// participle after a noun or before a main clause, or joined to such a verb.
func (t *tree) isPassive(v int) bool {
	aux := false
	for _, k := range t.kids[v] {
		switch {
		case t.rel[k] == "aux" && t.sub[k] == "pass", t.rel[k] == "nsubj" && t.sub[k] == "pass":
			return true
		case t.rel[k] == "aux", t.rel[k] == "cop":
			aux = true
		}
	}
	if t.rel[v] == "conj" && t.tok(v).Tag == "VBD" && !aux && t.kid(v, "obj") == none && t.agent(v) != none && t.kid(v, "nsubj") == none {
		return t.head[v] != none && t.isVerb(t.head[v]) && t.isPassive(t.head[v])
	}
	if t.tok(v).Tag != "VBN" || aux || t.kid(v, "obj") != none {
		return false
	}
	switch t.rel[v] {
	case "acl":
		return t.sub[v] != "relcl" || t.kid(v, "nsubj") == none
	case "advcl", "amod":
		return true
	case "conj", "xcomp":
		return t.head[v] != none && t.isVerb(t.head[v]) && (t.isPassive(t.head[v]) || t.rel[v] == "xcomp")
	}
	return t.agent(v) != none
}

// agent is the by-phrase of a passive verb.
func (t *tree) agent(v int) int {
	if a := t.kidSub(v, "obl", "agent"); a != none {
		return a
	}
	for _, k := range t.kids[v] {
		if t.rel[k] == "obl" && t.marked(k, "by") {
			return k
		}
	}
	return none
}

// surface is the grammatical subject of v: its own or, where it has none, the
// one that the governing clause lends it.
func (t *tree) surface(v int) (subject int, borrowed bool) {
	for _, k := range t.kids[v] {
		if t.rel[k] != "nsubj" {
			continue
		}
		if t.relative(k) {
			if a := t.antecedent(v); a != none {
				return a, false
			}
		}
		return k, false
	}
	h := t.head[v]
	if h == none || t.kid(v, "csubj") != none {
		return none, false
	}
	switch t.rel[v] {
	case "conj":
		if t.isVerb(v) != t.isVerb(h) && t.kid(h, "cop") == none && t.kid(v, "cop") == none {
			return none, false
		}
		s, _ := t.surface(h)
		return s, true
	case "xcomp":
		return t.controller(h), true
	case "ccomp":
		if t.marked(v, "to") {
			return t.controller(h), true
		}
	case "advcl":
		if t.marked(v, "for") && t.tok(v).Tag == "VBG" && t.g.is("judging", t.lemma[h]) {
			return t.controller(h), true
		}
		if tag := t.tok(v).Tag; tag == "VBG" || tag == "VBN" || t.marked(v, "to") || t.kid(v, "cop") != none || !t.isVerb(v) {
			return t.clauseSurface(h), true
		}
	case "acl":
		if t.marked(v, "to") {
			return t.planner(h), true
		}
		if tag := t.tok(v).Tag; tag == "VBG" || tag == "VBN" {
			return h, true
		}
	}
	return none, false
}

// controller is the subject that verb h lends its open complement: its object
// ("urged Minsk to sign") or else its own subject.
func (t *tree) controller(h int) int {
	if !t.isVerb(h) && t.kid(h, "cop") == none {
		return t.clauseSurface(h)
	}
	for _, rel := range []string{"obj", "iobj"} {
		if o := t.kid(h, rel); o != none && !t.relative(o) {
			return o
		}
	}
	return t.clauseSurface(h)
}

func (t *tree) clauseSurface(h int) int {
	s, _ := t.surface(h)
	return s
}

// planner is who would do what the infinitive after noun h says: the possessor
// of the noun ("Moscow's plan to build") or the subject of its host verb.
func (t *tree) planner(h int) int {
	if p := t.kidSub(h, "nmod", "poss"); p != none {
		return p
	}
	v := t.host(h)
	if v == none {
		return none
	}
	return t.clauseOf(v).subj
}

// host is the verb that noun n depends on as subject, object or oblique,
// through nouns it is joined to; none when there is no such verb.
func (t *tree) host(n int) int {
	for h := t.head[n]; h != none; n, h = h, t.head[h] {
		if t.isVerb(h) || t.kid(h, "cop") != none {
			return h
		}
		if t.rel[n] != "conj" && t.rel[n] != "nmod" && t.rel[n] != "compound" && t.rel[n] != "appos" {
			return none
		}
	}
	return none
}

// oblique lists the dependents of i, a verb or noun, that have the preposition
// or marker word: "with Moscow", "of building a base". Those behind i come first.
func (t *tree) oblique(i int, word string) []int {
	var out, before []int
	for _, k := range t.kids[i] {
		if word == "with" && t.circumstance(k) {
			continue
		}
		switch t.rel[k] {
		case "obl", "nmod", "advcl", "acl", "advmod", "xcomp", "ccomp":
			if t.sub[k] != "poss" && word != "to" && (t.marked(k, word) || t.behindParticle(i, k, word)) || word == "to" && t.isCaseTo(k) {
				if k < i {
					before = append(before, k)
				} else {
					out = append(out, k)
				}
			}
		}
	}
	return append(out, before...)
}

// circumstance reports whether a phrase with "with" tells in what role somebody
// was there and not who took part: "with Belarus as host".
func (t *tree) circumstance(k int) bool {
	return slices.ContainsFunc(t.kids[k], func(j int) bool { return t.rel[j] == "nmod" && t.marked(j, "as") })
}

// behindParticle reports whether k is the "of" phrase behind verb i and its
// particle word: "pulled out of the talks" has the talks in the role "out".
func (t *tree) behindParticle(i, k int, word string) bool {
	if t.rel[k] != "obl" || !t.marked(k, "of") {
		return false
	}
	for _, p := range t.kids[i] {
		if t.rel[p] == "compound" && t.sub[p] == "prt" && t.lower[p] == word {
			return true
		}
	}
	return false
}

// isCaseTo reports whether k is a phrase with "to" that is no infinitive.
func (t *tree) isCaseTo(k int) bool {
	if t.marked(k, "according") {
		return false
	}
	switch t.rel[k] {
	case "obl", "nmod", "advmod":
		return t.marked(k, "to") || t.marked(k, "towards") || t.marked(k, "toward")
	}
	return t.tok(k).Tag == "VBG" && t.marked(k, "to")
}
