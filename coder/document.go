package coder

import (
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// A document is what the coder has understood of a text so far: who its pronouns
// and descriptions may mean. It knows only what stood before the sentence at
// hand, but for the pair that the whole text is about.
type document struct {
	c         *Coder
	doc       entente.Document
	published entente.Date

	pair    []entente.EntityID // the two states named most, when two stand out
	subject reading            // last main subject that is a party
	person  reading            // last subject that is one human being with an entity
	group   reading            // last subject that is several parties
	outlet  entente.Party      // last outlet that was named as speaker
	people  map[string]entente.Party
	owners  map[string][]entente.Party   // thing -> whose it is: "air base" -> RUS
	deeds   map[string]reading           // event noun -> who did it: "annexation" -> RUS
	acts    map[entente.Type]reading     // event type -> who did the last such act
	foes    map[entente.EntityID]reading // who acted against whom in the sentence before
}

func newDocument(c *Coder, doc entente.Document) *document {
	return &document{c: c, doc: doc, published: doc.Published,
		people: map[string]entente.Party{}, owners: map[string][]entente.Party{}, deeds: map[string]reading{}, acts: map[entente.Type]reading{}, foes: map[entente.EntityID]reading{}}
}

// lead finds the pair that the text is about: the two states it names most, when
// no third one is named as often as the second.
func (d *document) lead(views []*view) {
	count := map[entente.EntityID]int{}
	var order []entente.EntityID
	for _, v := range views {
		for _, m := range v.ment {
			id := m.Meanings[0].Entity
			if !id.IsState() || m.Meanings[0].Kind == entity.Region || m.Meanings[0].Kind == entity.City {
				continue
			}
			if count[id] == 0 {
				order = append(order, id)
			}
			count[id]++
		}
	}
	var first, second, third entente.EntityID
	for _, id := range order {
		switch n := count[id]; {
		case n > count[first]:
			first, second, third = id, first, second
		case n > count[second]:
			second, third = id, second
		case n > count[third]:
			third = id
		}
	}
	if second != "" && count[second] > count[third] {
		d.pair = []entente.EntityID{first, second}
	}
}

// introduced is the person or outlet that an earlier sentence introduced under
// the name.
func (d *document) introduced(name string) (entente.Party, bool) {
	p, ok := d.people[name]
	return p, ok
}

// learn takes from sentence v what later sentences may refer to.
func (d *document) learn(v *view) {
	d.learnSubjects(v)
	for i := range v.len() {
		if !v.isNoun(i) {
			continue
		}
		d.learnOwner(v, i)
		d.learnPerson(v, i)
		if f := v.frames[i].f; f != nil && f.actor.known() && f.row.pos == 'N' {
			d.deeds[v.lemma[i]] = f.actor
		}
	}
}

func (d *document) learnSubjects(v *view) {
	person, subject, group := false, false, false
	for i := range v.len() {
		if v.rel[i] != "nsubj" || v.relative(i) {
			continue
		}
		r := v.read(i)
		if !r.known() || r.place {
			continue
		}
		if r.person && !person {
			d.person, person = r, true
		}
		if len(r.parties) > 1 && !group {
			d.group, group = r, true
		}
		if h := v.head[i]; !subject && h != none && v.head[h] == none {
			d.subject, subject = r, true
		}
	}
}

// learnOwner keeps whose the thing at i is when a demonym or possessor says it.
func (d *document) learnOwner(v *view, i int) {
	if v.at[i] != none || v.tok(i).POS != "NOUN" {
		return
	}
	if _, agent := v.c.agents.sector(v.tree, i); agent {
		return
	}
	r := v.modifiers(i)
	if !r.known() || r.coref {
		return
	}
	for _, key := range v.things(i) {
		d.owners[key] = r.parties
	}
}

// things is the keys under which the thing at i may be named again: its noun,
// and with the noun before it.
func (v *view) things(i int) []string {
	keys := []string{v.lemma[i]}
	if i > 0 && v.head[i-1] == i && v.rel[i-1] == "compound" && v.at[i-1] == none {
		keys = append(keys, v.lemma[i-1]+" "+v.lemma[i])
	}
	return keys
}

// learnPerson keeps a person or outlet with a full name for the surname alone.
func (d *document) learnPerson(v *view, i int) {
	if v.tok(i).POS != "PROPN" || v.at[i] != none || v.rel[i] == "flat" || v.rel[i] == "compound" {
		return
	}
	first, last := v.phrase(i)
	if first == last {
		return
	}
	name := v.tok(last).Form
	for k := first; k <= last; k++ {
		if v.rel[k] == "flat" || k == i {
			name = v.tok(k).Form
		}
	}
	r := v.read(i)
	if len(r.parties) == 1 && !r.coref && d.people[name].Span.IsZero() {
		d.people[name] = r.parties[0]
	}
}

// pronoun is who the pronoun at i means; ok reports that i is a pronoun.
func (v *view) pronoun(i int) (r reading, ok bool) {
	kind := v.c.grammar.value("pronoun", v.lower[i])
	if kind == "" || v.tok(i).POS != "PRON" && v.tok(i).POS != "DET" {
		return reading{}, false
	}
	r = reading{tok: i}
	a := v.governing(i, kind)
	if !a.known() {
		a = v.before(i, kind)
	}
	if a.known() {
		r = v.refer(a, i)
	}
	return r, true
}

// refer is the reading a as the words at i mean it again.
func (v *view) refer(a reading, i int) reading {
	r := reading{tok: i, coref: true, cost: 1, person: a.person}
	span := v.span(v.phrase(i))
	for _, p := range a.parties {
		p.Span = span
		r.parties = append(r.parties, p)
	}
	return r
}

// fits reports whether a can be what a pronoun of the kind means.
func fits(a reading, kind string) bool {
	if !a.known() || a.place {
		return false
	}
	switch kind {
	case "person":
		return a.person
	case "thing":
		return !a.person && len(a.parties) == 1 && a.cost <= 1
	}
	return len(a.parties) > 1
}

// governing is the subject of a clause around i that stands before it and fits.
func (v *view) governing(i int, kind string) reading {
	for k := i; k != none; k = v.head[k] {
		if !v.isVerb(k) && v.kid(k, "nsubj") == none {
			continue
		}
		s := v.clauseSurface(k)
		if s == none || v.under(i, s) && (v.at[s] == none || i < s) || s > i && !v.fronted(i, k) {
			continue
		}
		if kind == "group" && v.plural(s) {
			if r := v.read(s); r.known() && !r.place {
				return r
			}
		}
		if r := v.read(s); fits(r, kind) {
			return r
		}
		if o := v.kid(k, "obj"); kind == "group" && o != none && o < i && !v.under(i, o) {
			if r := v.read(o); fits(r, kind) {
				return r
			}
		}
	}
	return reading{}
}

// fronted reports whether i stands in a phrase before the subject of k that hangs
// from k itself: "During his visit Trump promised".
func (v *view) fronted(i, k int) bool {
	for ; v.head[i] != none; i = v.head[i] {
		if v.head[i] == k {
			return v.rel[i] == "obl" || v.rel[i] == "advcl"
		}
		if v.isVerb(i) {
			return false
		}
	}
	return false
}

// before is what an earlier sentence says that fits. A thing is only taken up
// by a pronoun that begins its own clause.
func (v *view) before(i int, kind string) reading {
	d := v.doc
	switch kind {
	case "person":
		return d.person
	case "thing":
		if v.rel[i] == "nsubj" && fits(d.subject, kind) {
			return d.subject
		}
	case "group":
		if v.rel[i] == "nsubj" && d.group.known() {
			return d.group
		}
	}
	return reading{}
}

// description is who a bare definite noun means: "the two countries", "the
// country", "the newspaper". An outlet keeps the words that introduced it: it has
// no other name.
func (v *view) description(i int) (reading, bool) {
	g := v.c.grammar
	if v.tok(i).POS != "NOUN" {
		return reading{}, false
	}
	if g.is("pair", v.lemma[i]) && v.isBoth(i) && len(v.doc.pair) == 2 {
		r := reading{tok: i, coref: true, cost: 1}
		for _, id := range v.doc.pair {
			r.parties = append(r.parties, entente.Party{Entity: id, Span: v.span(v.phrase(i))})
		}
		return r, true
	}
	if !v.isThe(i) {
		return reading{}, false
	}
	if g.is("echo", v.lemma[i]) && !v.doc.outlet.Span.IsZero() {
		return reading{tok: i, coref: true, cost: 1, parties: []entente.Party{v.doc.outlet}}, true
	}
	if g.is("country", v.lemma[i]) && !v.plural(i) && !v.hasModifiers(i) {
		if a := v.governingState(i); a.known() {
			return v.refer(a, i), true
		}
	}
	return reading{}, false
}

// governingState is the state behind the subject of a clause around i.
func (v *view) governingState(i int) reading {
	for k := i; k != none; k = v.head[k] {
		if !v.isVerb(k) {
			continue
		}
		s := v.clauseSurface(k)
		if s == none || s >= i || v.under(i, s) || v.core(k, "obj") == i {
			continue
		}
		if r := v.read(s); r.known() && len(r.parties) == 1 && r.parties[0].Entity.IsState() {
			r.person = false
			return r
		}
	}
	if r := v.doc.subject; v.rel[i] == "nsubj" && len(r.parties) == 1 && r.parties[0].Entity.IsState() {
		r.person = false
		return r
	}
	return reading{}
}

// isBoth reports whether the noun at i is "the two ..." or "both ...".
func (v *view) isBoth(i int) bool {
	if !v.plural(i) {
		return false
	}
	for _, k := range v.kids[i] {
		if w := v.lower[k]; w == "two" || w == "both" {
			return true
		}
	}
	return false
}

func (v *view) isThe(i int) bool {
	for _, k := range v.kids[i] {
		if v.rel[k] == "det" && (v.lower[k] == "the" || strings.HasPrefix(v.lower[k], "th")) {
			return true
		}
	}
	return false
}

func (v *view) hasModifiers(i int) bool {
	for _, k := range v.kids[i] {
		switch v.rel[k] {
		case "amod", "compound", "nmod", "acl", "nummod":
			return true
		}
	}
	return false
}

// theme is the side that the definite thing at i belongs to, by what the text
// said of it before, other than the actor: "the air base" after "a Russian air
// base", "the annexation" after "Russia's annexation".
func (v *view) theme(i int, actor reading) reading {
	if i == none || v.isVerb(i) {
		return reading{}
	}
	first, last := v.phrase(i)
	the := v.isThe(i)
	for k := last; k >= first; k-- {
		if !the || !v.isNoun(k) {
			continue
		}
		for _, key := range v.things(k) {
			r := v.doc.deeds[key]
			if !r.known() {
				r = reading{parties: v.doc.owners[key]}
			}
			if o := r.without(actor); o.known() && len(o.parties) == 1 {
				return v.refer(o, i).at3()
			}
		}
		if o := v.deed(k).without(actor); o.known() {
			return v.refer(o, i).at3()
		}
	}
	return reading{}
}

// at3 is r marked as known from the document alone.
func (r reading) at3() reading {
	r.cost = 3
	r.through = "theme"
	return r
}

// learnActs keeps who did the last act of each type that is told as done, and who
// has just acted against whom.
func (d *document) learnActs(events []entente.Event) {
	clear(d.foes)
	for _, e := range events {
		if !d.c.book.cooperative(e.Type) && len(e.Actor) > 0 && e.Actor[0].Entity != "" && e.Aspect == entente.Actual {
			for _, p := range e.Recipient {
				d.foes[p.Entity] = reading{parties: e.Actor}
			}
		}
		if len(e.Actor) == 1 && e.Actor[0].Entity != "" && e.Aspect == entente.Actual {
			d.acts[e.Type] = reading{parties: e.Actor}
		}
	}
}

// deed is who did what the definite event noun at i refers back to: the last act
// of the same type. "The attack" after "Cuban fighters shot down" is Cuba's.
func (v *view) deed(i int) reading {
	rows := v.c.verbs.rows["N"+v.lemma[i]]
	if len(rows) == 0 || v.hasModifiers(i) {
		return reading{}
	}
	return v.doc.acts[rows[0].typ]
}

// learnOutlet keeps the last newspaper, agency or station that spoke.
func (d *document) learnOutlet(v *view) {
	for i := range v.len() {
		if !v.speaks(i) {
			continue
		}
		for _, p := range v.read(v.clauseOf(i).subj).parties {
			if isOutletParty(p) && p.Entity == "" && p.Span != d.outlet.Span {
				d.outlet = p
			}
		}
	}
}
