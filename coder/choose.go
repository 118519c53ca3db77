package coder

import (
	"cmp"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// events are the events of the sentence in text order: every frame that no
// operator has taken and that has the parties it needs.
func (v *view) events() []entente.Event {
	list := v.coded()
	events := make([]entente.Event, len(list))
	for i, c := range list {
		events[i] = c.event
	}
	return events
}

// coded are the frames that become events, with these.
func (v *view) coded() []coded {
	frames := v.choose()
	times := v.times()
	var out []coded
	for _, f := range frames {
		out = append(out, coded{f, v.event(f, times)})
	}
	out = distinct(out, v)
	for i := range out {
		out[i].event.ID = entente.NewEventID(out[i].event)
	}
	return out
}

type coded struct {
	frame *frame
	event entente.Event
}

// choose lists the frames to code.
func (v *view) choose() []*frame {
	for i := range v.len() {
		v.frameAt(i)
	}
	var out []*frame
	for i := range v.len() {
		f := v.frames[i].f
		if f == nil || f.typ == "" || v.isTaken(i) {
			continue
		}
		v.complete(f)
		if v.licensed(f) {
			out = append(out, f)
		}
	}
	v.chosen = out
	return out
}

// isTaken reports whether the act at i has become part of another, and need not
// be coded itself.
func (v *view) isTaken(i int) bool {
	f := v.frames[i].f
	if !f.taken {
		return f.row.pos == 'N' && len(f.ops) == 0 && v.isObjectOfAct(i)
	}
	return !f.keep || !f.actor.known() || !f.recipient.known() && !f.sym
}

// isObjectOfAct reports whether the event noun i is what the row of its verb asks
// for as the object: who freezes aid gives none.
func (v *view) isObjectOfAct(i int) bool {
	h := v.head[i]
	if h == none || !v.isVerb(h) || v.frames[h].f == nil || v.core(h, "obj") != i {
		return false
	}
	if g := v.frames[h].f; !g.actor.known() || !g.recipient.known() && len(g.actor.parties) == 1 {
		return false
	}
	for _, k := range v.frames[h].f.row.conds {
		if k.role == "obj" && !k.not && (k.class != none || k.words != nil) {
			return true
		}
	}
	return false
}

// complete fills what the act itself leaves open from around it: the actor of
// an attack named beside its victims, the place as the recipient, the speaker
// who announces what will be done, the side that a thing belongs to.
func (v *view) complete(f *frame) {
	i := f.tok
	v.keepPeace(f)
	quad := v.c.book.Quad(f.typ)
	if !f.actor.known() && quad.Material() && quad.Conflictual() {
		a := v.attacker(i, f)
		if !a.known() && f.actor.tok == none && f.typ == entente.Assault {
			a = v.whileFiring(i)
		}
		if a.known() {
			f.actor = a
			f.recipient = f.recipient.minus(a)
		}
	}
	if h := v.outerClause(i); h != none && v.force(f.typ) {
		if r := v.read(v.clauseOf(h).subj); !f.actor.known() && r.known() && !r.place {
			f.actor, f.recipient = r, f.recipient.minus(r)
		}
		if r := v.placeReading(v.head[i], f.actor); !f.recipient.known() && f.actor.known() && r.known() {
			f.recipient = r
		}
	}
	if r := v.among(f); r.known() {
		f.recipient = r
	}
	if !f.actor.known() && f.actor.tok != none {
		if r := v.behind(f); r.known() {
			f.actor, f.recipient = r, f.recipient.minus(r)
		}
	}
	if !f.actor.known() && f.aspect == entente.Future && len(f.actor.parties) == 0 {
		if r := v.announcer(i); r.known() {
			r.cost, r.coref, r.through = 3, true, "announcer"
			f.actor = r
		}
	}
	if !f.recipient.known() && f.actor.known() && !f.sym && f.recipient.tok != none {
		if r := v.themeAlong(f); r.known() {
			f.recipient = r
		}
	}
	if !f.recipient.known() && !f.sym && (f.typ == entente.Assault || f.typ == entente.Coerce) {
		for _, k := range v.joined(i) {
			if r := v.placeReading(k, f.actor); r.known() {
				f.recipient = r
				break
			}
		}
	}
	if !f.recipient.known() && !f.sym && f.typ == entente.Assault {
		for _, k := range f.words {
			if !v.isAttack(k) {
				continue
			}
			if r := v.struck(k, f.actor); r.known() {
				f.recipient = r
				break
			}
		}
	}
	v.local(f)
	v.localVictim(f)
	v.helped(f)
	if !f.recipient.known() && f.recipient.tok == none && f.actor.known() && !f.sym {
		if r := v.provoker(f); r.known() {
			f.recipient = r
		}
	}
	if !f.actor.known() && f.typ == entente.Protest {
		r := v.residence(f.actor.tok)
		if !r.known() {
			r = v.placeReading(i, f.recipient)
		}
		if r.known() {
			f.actor = r
		}
	}
	if !f.recipient.known() && f.actor.known() && !f.sym {
		if r := v.soleOther(f); r.known() {
			f.recipient = r
		}
	}
}

// soleOther is the one state or body besides the actor of f that the sentence
// names as somebody, when it names no third: not where something was or is about
// ("in Iraq", "the Iran war").
func (v *view) soleOther(f *frame) reading {
	if f.row.pos == 'N' || f.row.pos == 'M' || len(f.actor.parties) > 1 || f.inward || v.isOwnPeople(f.recipient) {
		return reading{}
	}
	if n := len(f.ops); n > 0 && f.ops[n-1].pos == 'M' && f.typ == entente.Request {
		return reading{}
	}
	switch f.typ {
	case entente.Agree, entente.Consult, entente.Support, entente.Cooperate, entente.Aid, entente.Mobilize, entente.Retreat:
		if !f.row.sym || f.row.op != nil {
			return reading{} // but a mutual act has another side
		}
	}
	var found reading
	somebody := false
	for n, m := range v.ment {
		best := m.Meanings[0]
		for _, p := range partiesOf(best, v.mentionSpan(m)) {
			if p.Entity == "" || f.actor.has(p.Entity) {
				continue
			}
			if found.known() && !found.has(p.Entity) {
				return reading{}
			}
			if !found.known() {
				found = reading{parties: []entente.Party{p}, tok: m.First, cost: 3, through: "sentence"}
			}
			somebody = somebody || v.isDoneTo(n)
		}
	}
	if !somebody {
		return reading{}
	}
	return found
}

// isOwnPeople reports whether the people of r, whom no table knows, are by their
// calling at home where the actor is (demonstrators, ministers), or have a name.
func (v *view) isOwnPeople(r reading) bool {
	for _, p := range r.parties {
		if p.Sector != "" || r.person {
			return true
		}
	}
	return false
}

// isEvent reports whether the noun i is one that verbs.tsv knows as an act.
func (v *view) isEvent(i int) bool { return i != none && len(v.c.verbs.rows["N"+v.lemma[i]]) > 0 }

// isDoneTo reports whether mention n may mean somebody to whom things are done.
func (v *view) isDoneTo(n int) bool {
	m := v.ment[n]
	switch m.Meanings[0].Kind {
	case entity.City, entity.Region:
		return false
	}
	for i := m.First; i < m.Last; i++ {
		h := v.head[i]
		if h >= m.First && h < m.Last {
			continue
		}
		for _, k := range v.kids[i] {
			if v.rel[k] == "case" && v.c.grammar.is("where", v.lower[k]) {
				return false
			}
		}
		if v.isBorder(i) {
			return false
		}
		if v.rel[i] == "compound" && !v.isAgent(h) || v.rel[i] == "amod" && v.isEvent(h) {
			return false
		}
	}
	return true
}

// outerClause is the clause that the participle i goes on from though it hangs from a
// clause on a noun in it: "fired at a car carrying a family, killing eleven".
func (v *view) outerClause(i int) int {
	h := v.head[i]
	if v.rel[i] != "advcl" || v.tok(i).Tag != "VBG" || h == none || v.rel[h] != "acl" || v.head[h] == none || i < 2 || v.tok(i-1).Form != "," {
		return none
	}
	return v.host(v.head[h])
}

// among is who is named as one of the people whom no table knows and to whom f is
// done: "arrested six people, including an Iranian national".
func (v *view) among(f *frame) reading {
	if f.recipient.known() || f.sym || f.recipient.tok < 0 || v.isVerb(f.recipient.tok) {
		return reading{}
	}
	for _, k := range v.kids[f.recipient.tok] {
		if v.rel[k] != "nmod" || !v.marked(k, "including") {
			continue
		}
		if r := v.read(k).without(f.actor); r.known() && !r.place {
			r.cost = max(r.cost, 2)
			return r
		}
	}
	return reading{}
}

// local makes the state in which something was done the actor, where those who did
// it are named without one and belong to the place: rebels and, of arrests and
// convictions that nobody is said to have made, its authorities.
func (v *view) local(f *frame) {
	if f.actor.known() {
		return
	}
	rebels := len(f.actor.parties) == 1 && v.c.grammar.is("local", strings.ToLower(string(f.actor.parties[0].Sector)))
	law := f.actor.tok == none && f.recipient.known() && !f.promise && (f.mode == "arrest" || f.mode == "convict")
	if !rebels && !law {
		return
	}
	r := v.placeReading(f.tok, f.recipient)
	if !r.known() && rebels {
		r = v.scene(f.recipient)
	}
	if !r.known() {
		return
	}
	r.through, r.place = "place", false
	if rebels {
		r.cost = 3
		r.parties = []entente.Party{{Entity: r.parties[0].Entity, Sector: f.actor.parties[0].Sector, Span: f.actor.parties[0].Span}}
	}
	f.actor = r
}

// localVictim makes rebels without a state those of the state where it happens: of
// one of those that fight them together, or where another fights them alone.
func (v *view) localVictim(f *frame) {
	if f.recipient.known() || !f.actor.known() || f.sym || len(f.recipient.parties) != 1 {
		return
	}
	rebel := f.recipient.parties[0]
	if !v.c.grammar.is("local", strings.ToLower(string(rebel.Sector))) {
		return
	}
	alone := len(f.actor.parties) == 1
	if r := v.scene(reading{}); r.known() && f.actor.has(r.parties[0].Entity) != alone {
		rebel.Entity = r.parties[0].Entity
		f.recipient = reading{parties: []entente.Party{rebel}, tok: f.recipient.tok, cost: 3}
	}
}

// scene is the one state in which the sentence says that something was, other than
// those of the reading other.
func (v *view) scene(other reading) reading {
	var found reading
	for n, m := range v.ment {
		best := m.Meanings[0]
		switch best.Kind {
		case entity.State, entity.Capital, entity.City, entity.Region:
		default:
			continue
		}
		if v.isDoneTo(n) && best.Kind == entity.State || other.has(best.Entity) || found.has(best.Entity) {
			continue
		}
		if found.known() {
			return reading{}
		}
		found = reading{parties: partiesOf(best, v.mentionSpan(m)), tok: m.First, cost: 3}
	}
	return found
}

// helped makes the subject of a clause the one that the help was for with which
// the clause says it acts: "with Ugandan support, the army took the town".
func (v *view) helped(f *frame) {
	if f.row.pos != 'N' || f.recipient.known() || !f.actor.known() || f.sym || f.typ != entente.Aid && f.typ != entente.Support {
		return
	}
	h := v.head[f.tok]
	if v.rel[f.tok] != "obl" || !v.marked(f.tok, "with") && !v.marked(f.tok, "thanks") || h == none || !v.isVerb(h) {
		return
	}
	r := v.read(v.clauseOf(h).subj)
	if o := r.without(f.actor); o.known() && !o.place {
		f.recipient = o
		f.recipient.cost = max(o.cost, 2)
	}
}

// keepPeace makes aid of troops that are sent to keep the peace, or to another
// state to help it, as PLOVER's manual has it.
func (v *view) keepPeace(f *frame) {
	if f.typ == entente.Aid && !f.promise && v.isInquiry(f.tok) {
		f.typ, f.mode, f.cameo, f.contexts = entente.Accuse, "investigate", "090", nil
		return
	}
	if f.typ != entente.Mobilize || f.promise {
		return
	}
	if o := v.core(f.tok, "obj"); o != none {
		for _, k := range v.kids[o] {
			if v.rel[k] != "acl" || !v.c.grammar.is("bearing", v.lemma[k]) || !v.classOf(v.core(k, "obj")).has(v.c.classes.number["aid"]) && !v.classOf(v.core(k, "obj")).has(v.c.classes.number["aid-goods"]) {
				continue
			}
			f.typ, f.mode, f.cameo, f.contexts = entente.Aid, "", "073", nil
			for _, to := range append(v.follow(k, "to"), v.low(v.core(k, "obj"), "to")...) {
				if r := v.read(to).without(f.actor); r.known() && !f.recipient.known() {
					f.recipient = r
				}
			}
			return
		}
	}
	for _, k := range v.kids[f.tok] {
		if (v.rel[k] == "advcl" || v.rel[k] == "xcomp") && v.marked(k, "to") && v.c.grammar.is("helping", v.lemma[k]) && f.recipient.known() {
			f.typ, f.mode, f.cameo = entente.Aid, "", "072"
			return
		}
	}
	for k := range v.len() {
		if v.under(k, f.tok) && slices.Contains(v.c.contexts[v.lemma[k]], peacekeeping) {
			f.typ, f.mode, f.contexts, f.cameo = entente.Aid, "", []entente.Context{peacekeeping}, "074"
			return
		}
	}
}

// isInquiry reports whether what is sent at i is sent to investigate.
func (v *view) isInquiry(i int) bool {
	for _, k := range v.kids[i] {
		if v.rel[k] != "advcl" && v.rel[k] != "xcomp" && v.rel[k] != "obj" {
			continue
		}
		if v.rel[k] == "obj" {
			if slices.ContainsFunc(v.kids[k], func(j int) bool { return v.rel[j] == "acl" && v.investigates(j) }) {
				return true
			}
			continue
		}
		if v.investigates(k) {
			return true
		}
	}
	return false
}

// investigates reports whether k is an infinitive for an investigation.
func (v *view) investigates(k int) bool {
	return v.infinitive(k) && slices.ContainsFunc(v.c.verbs.rows["V"+v.lemma[k]], func(w *row) bool { return w.mode == "investigate" })
}

const peacekeeping entente.Context = "peacekeeping"

// provoker is who has just acted against the one that f complains, asks or
// refuses for: "Chinese jets circled a Japanese ship, and Tokyo protested". It
// looks to the left in the sentence and at the sentence before.
func (v *view) provoker(f *frame) reading {
	switch f.typ {
	case entente.Accuse, entente.Request, entente.Reject:
	default:
		return reading{}
	}
	if len(f.actor.parties) != 1 {
		return reading{}
	}
	me := f.actor.parties[0].Entity
	for k := f.tok - 1; k >= 0; k-- {
		g := v.frames[k].f
		if g == nil || g.typ == "" || g.taken || !g.actor.known() || !g.recipient.has(me) || g.actor.has(me) || v.c.book.cooperative(g.typ) {
			continue
		}
		return v.refer(g.actor, f.tok).at3()
	}
	if r := v.doc.foes[me]; r.known() && !r.has(me) {
		return v.refer(r, f.tok).at3()
	}
	return reading{}
}

// minus is r without the parties of o, nobody when none is left.
func (r reading) minus(o reading) reading {
	if !r.known() {
		return r
	}
	return r.without(o)
}

// attacker is who did what the act at i leaves without a doer, by an attack named
// beside it: "were killed in a Russian strike". The place of the attack is hit
// when nobody else is named.
func (v *view) attacker(i int, f *frame) reading {
	if !v.isVerb(i) {
		return reading{}
	}
	toks := []int{f.actor.tok}
	for _, k := range v.joined(i) {
		for _, p := range []string{"in", "by", "during", "after", "from", "following", "amid"} {
			toks = append(toks, v.oblique(k, p)...)
		}
	}
	for _, t := range toks {
		if t == none || v.isVerb(t) {
			continue
		}
		if v.c.grammar.is("transparent", v.lemma[t]) && !v.isAttack(t) {
			for _, k := range v.oblique(t, "of") {
				t = k
				break
			}
		}
		g := v.frames[t].f
		r := reading{}
		if g != nil && g.row.pos == 'N' && v.force(g.typ) {
			r = g.actor
		}
		if !r.known() && v.isAttack(t) {
			r = v.striker(t)
		}
		if !r.known() && t == f.actor.tok && v.isAttack(t) && v.isThe(t) {
			r = v.deed(t).at3()
		}
		if !r.known() {
			continue
		}
		if g != nil {
			g.taken = true
		}
		f.recipient = f.recipient.minus(r)
		if !f.recipient.known() {
			if hit := v.struck(t, r); hit.known() {
				f.recipient = hit
			}
		}
		return r
	}
	return reading{}
}

// joined is the passive verb i and the passive verbs joined to it that may share
// what stands behind the last of them: "were killed and a road cut in a raid".
func (v *view) joined(i int) []int {
	out := []int{i}
	for _, k := range v.kids[i] {
		if v.rel[k] == "conj" && v.isVerb(k) && v.isPassive(k) && v.agent(k) == none {
			out = append(out, k)
		}
	}
	if h := v.head[i]; v.rel[i] == "conj" && h != none && v.isVerb(h) && v.isPassive(h) {
		for _, k := range v.kids[h] {
			if k > i && v.rel[k] == "conj" && v.isVerb(k) && v.isPassive(k) && v.agent(k) == none {
				out = append(out, k)
			}
		}
	}
	return out
}

// whileFiring is who did what i leaves without a doer, by a clause that says when:
// "were killed when a Syrian tank fired at a bus".
func (v *view) whileFiring(i int) reading {
	for _, k := range v.kids[i] {
		if v.rel[k] != "advcl" || !v.isVerb(k) || v.infinitive(k) {
			continue
		}
		if g := v.frames[k].f; g != nil && g.typ == entente.Assault && !g.promise && g.actor.known() && !g.actor.place {
			return g.actor
		}
	}
	return reading{}
}

func (v *view) force(t entente.Type) bool {
	q := v.c.book.Quad(t)
	return q.Material() && q.Conflictual()
}

// striker is whose the attack t is: by the words before it or the by-phrase
// somewhere behind it.
func (v *view) striker(t int) reading {
	if r := v.owner(t); r.known() {
		return r
	}
	for k := t + 1; k < v.len(); k++ {
		if v.under(k, t) && v.rel[k] == "nmod" && v.marked(k, "by") {
			if r := v.read(k); r.known() {
				return r
			}
		}
	}
	for _, k := range v.kids[t] {
		if v.rel[k] != "acl" || !v.c.grammar.is("origin", v.lemma[k]) {
			continue
		}
		for _, o := range v.oblique(k, "from") {
			if r := v.read(o); r.known() {
				if g := v.frames[k].f; g != nil {
					g.taken = true
				}
				r.cost = max(r.cost, 2)
				return r
			}
		}
	}
	return reading{}
}

// struck is the first state or place named behind the attack t that is not the
// striker's own.
func (v *view) struck(t int, striker reading) reading {
	for k := t + 1; k < v.len(); k++ {
		if v.at[k] == none || !v.under(k, t) || v.marked(k, "by") || v.marked(k, "from") {
			continue
		}
		best := v.ment[v.at[k]].Meanings[0]
		switch best.Kind {
		case entity.State, entity.Capital, entity.City, entity.Region, entity.Group, entity.Demonym:
		default:
			continue
		}
		r := reading{tok: k, parties: partiesOf(best, v.mentionSpan(v.ment[v.at[k]])), place: true, cost: 2, through: "place"}
		if v.isBorder(k) {
			continue
		}
		o := r.without(striker)
		if o.known() || best.Kind != entity.Demonym && best.Kind != entity.Group {
			return o // at home there is nobody else
		}
	}
	return reading{}
}

// isBorder reports whether the name at k only says whose border is near.
func (v *view) isBorder(k int) bool {
	h := v.head[k]
	return v.rel[k] == "nmod" && h != none && v.c.classes.is("border", v.lemma[h]) && v.marked(k, "with")
}

// announcer is the government or force whose spokesman says what will be done.
func (v *view) announcer(i int) reading {
	speakers, _ := v.speakers(i)
	if len(speakers) == 0 {
		return reading{}
	}
	r := speakers[len(speakers)-1]
	if !r.known() || !r.parties[0].Entity.IsState() || r.parties[0].Sector == "MED" {
		return reading{}
	}
	return r
}

// behind is who acts through the weapon that is the actor of f: who the clause
// that sends it acts for.
func (v *view) behind(f *frame) reading {
	if !v.c.grammar.is("weapon", v.lemma[f.actor.tok]) {
		return reading{}
	}
	for h := v.host(f.actor.tok); h != none && h != f.tok; h = v.head[h] {
		g := v.frames[h].f
		if g == nil || g.typ == "" || g.tok == f.tok {
			continue
		}
		v.complete(g)
		if g.actor.known() {
			r := g.actor
			r.cost = max(r.cost, 2)
			return r
		}
	}
	return reading{}
}

// themeAlong looks for the side behind a definite thing in the recipient's
// place.
func (v *view) themeAlong(f *frame) reading {
	toks := []int{f.recipient.tok}
	for n := 0; n < len(toks) && n < 6; n++ {
		t := toks[n]
		if t < 0 || v.isVerb(t) {
			continue
		}
		if r := v.theme(t, f.actor); r.known() {
			return r
		}
		for _, p := range []string{"of", "for", "on", "in"} {
			toks = append(toks, v.oblique(t, p)...)
		}
	}
	return reading{}
}

// residence is the state in which the phrase of t says that its people are: "thousands
// of people across Italy".
func (v *view) residence(t int) reading {
	if t < 0 {
		return reading{}
	}
	for n, m := range v.ment {
		best := m.Meanings[0]
		switch best.Kind {
		case entity.State, entity.Capital, entity.City, entity.Region:
		default:
			continue
		}
		if v.under(m.First, t) && m.First != t && (!v.isDoneTo(n) || best.Kind != entity.State) {
			return v.asPlace(reading{tok: m.First, parties: partiesOf(best, v.mentionSpan(m)), cost: 2, through: "place"})
		}
	}
	return reading{}
}

// placeReading is the state in which the act at i happened, when other has no
// part in it.
func (v *view) placeReading(i int, other reading) reading {
	for _, k := range v.placesOf(i) {
		r := v.asPlace(v.read(k))
		if o := r.without(other); o.known() && len(o.parties) == 1 {
			o.place, o.cost, o.tok, o.through = true, 2, k, "place"
			return o
		}
	}
	for _, p := range []string{"in", "at", "near", "on", "inside", "across", "against"} {
		for _, k := range v.follow(i, p) {
			if r := v.outer(k, other, 0); r.known() {
				return r
			}
		}
	}
	return reading{}
}

// outer is the state around the place at k that no table knows, by the names
// joined to it: "on a depot near Palmyra in central Syria", "in Zaytun, Gaza".
func (v *view) outer(k int, other reading, depth int) reading {
	if depth > 4 {
		return reading{}
	}
	for _, j := range v.kids[k] {
		switch v.rel[j] {
		case "nmod", "conj", "appos":
		default:
			continue
		}
		if j < k || v.sub[j] == "poss" || v.marked(j, "by") || v.marked(j, "with") || v.marked(j, "of") && v.at[j] == none || v.kid(j, "cc") != none {
			continue
		}
		if m := v.at[j]; m != none {
			best := v.ment[m].Meanings[0]
			switch best.Kind {
			case entity.State, entity.Capital, entity.City, entity.Region:
				r := reading{tok: j, parties: partiesOf(best, v.mentionSpan(v.ment[m])), place: true, cost: 2, through: "place"}
				if o := r.without(other); o.known() {
					return o
				}
			}
		}
		if r := v.outer(j, other, depth+1); r.known() {
			return r
		}
	}
	return reading{}
}

// licensed reports whether the frame has what it takes to be an event.
func (v *view) licensed(f *frame) bool {
	if !f.actor.known() && !f.recipient.known() || v.isChance(f) {
		return false
	}
	both := f.actor.known() && f.recipient.known() || f.sym && len(f.actor.parties) > 1
	if f.row.weak && !(both && f.actor.cost < 3 && f.recipient.cost < 3 && !f.recipient.place) {
		return false
	}
	if f.row.generic && !both {
		return false
	}
	if f.row.pos == 'N' && len(f.ops) == 0 && (!both || !f.taken && v.isBackground(f)) {
		return false
	}
	return true
}

// isBackground reports whether f is a noun for what lasts and not for what happens
// (support, sales, a case, a deal) in a phrase that says something by the way:
// "opposition to American arms sales to Taiwan".
func (v *view) isBackground(f *frame) bool {
	switch f.typ {
	case entente.Agree, entente.Support, entente.Cooperate, entente.Aid, entente.Accuse:
	default:
		return false
	}
	i := f.tok
	for v.rel[i] == "conj" && v.head[i] != none {
		i = v.head[i]
	}
	h := v.head[i]
	switch v.rel[i] {
	case "obj":
		return v.frames[h].f != nil && v.frames[h].f.typ != ""
	case "nsubj", "root":
		return false
	}
	return h != none
}

// isChance reports whether nobody did f but nature or an accident: what does it is
// named as such ("the quake struck"), or nobody is and the sentence tells of a
// storm, a crash or a disease and of no violence ("two were killed as a bus
// overturned").
func (v *view) isChance(f *frame) bool {
	if f.typ == entente.Mobilize {
		o := v.core(f.tok, "obj") // "raised a tsunami alert"
		return o > 0 && v.head[o-1] == o && v.c.classes.is("hazard", v.lemma[o-1])
	}
	if f.actor.known() || !v.force(f.typ) {
		return false
	}
	if t := f.actor.tok; t != none {
		if v.isCalamity(t) && !v.isAttack(t) || slices.ContainsFunc(v.kids[t], v.isCalamity) && !v.isAttack(t) {
			return true
		}
	}
	chance := false
	for i := range v.len() {
		switch sector, _ := v.c.agents.sector(v.tree, i); {
		case v.isCalamity(i):
			chance = true
		case v.isAttack(i), v.c.grammar.is("local", strings.ToLower(string(sector))), v.isVerb(i) && i != f.tok && v.isMeant(i):
			return false
		}
	}
	return chance
}

// isCalamity reports whether the word i, noun or verb, is of the class of what kills
// without anybody meaning it: storm, crash, overturn.
func (v *view) isCalamity(i int) bool { return v.c.classes.is("calamity", v.lemma[i]) }

// isMeant reports whether the verb i is an act of force that somebody does.
func (v *view) isMeant(i int) bool {
	g := v.frames[i].f
	return g != nil && v.force(g.typ) && (g.actor.known() || len(g.actor.parties) > 0)
}

// event is the frame written out with all that stands around it.
func (v *view) event(f *frame, times []when) entente.Event {
	e := entente.Event{Type: f.typ, Mode: f.mode, CAMEO: f.cameo}
	e.Actor = slices.Clone(f.actor.parties)
	e.Recipient = slices.Clone(f.recipient.parties)
	if !f.actor.known() {
		e.Actor = agentsOnly(e.Actor)
	}
	if !f.recipient.known() {
		e.Recipient = agentsOnly(e.Recipient)
	}
	e.Aspect = v.aspect(f)
	w, marked := v.timeOf(f, times, false)
	e.Date = w.past
	if e.Aspect == entente.Future || e.Aspect == entente.Hypothetical {
		e.Date = w.future
	}
	if h, ok := v.timeOf(f, times, true); ok && e.Aspect == entente.Actual {
		e.Aspect = entente.Habitual
		if e.Date.IsZero() {
			w, marked = h, true
		}
	}
	speakers, verbs := v.speakers(f.tok)
	if !marked {
		for _, s := range slices.Backward(verbs) {
			if w, marked = v.timeAround(s, times); marked {
				e.Date = w.past
				break
			}
		}
	}
	if e.Aspect == entente.Actual && v.isYearsBack(f) {
		e.Aspect = entente.Historical
	}
	if !marked && e.Aspect == entente.Actual && !f.taken && v.isNews(f) && v.doc.published.Precision() == entente.Day {
		e.Date = v.doc.published
	}
	if e.Aspect == entente.Actual && longAgo(e.Date, v.doc.published) {
		e.Aspect = entente.Historical
	}
	for _, s := range speakers {
		if s.known() && s.same(f.actor) && f.actor.through != "announcer" && (f.actor.coref || f.actor.tok == s.tok) {
			continue
		}
		e.Speaker = append(e.Speaker, s.parties...)
	}
	e.Contexts = v.contexts(f)
	e.Place = v.place(f)
	e.Confidence = probability(v.traitsOf(f, e))
	e.Evidence = entente.Evidence{Document: v.doc.doc.ID, By: v.c.by(f)}
	e.Evidence.Spans = []entente.Mark{{Role: entente.RoleSentence, Span: v.s.Span}, {Role: entente.RoleTrigger, Span: v.trigger(f)}}
	if marked && !w.past.IsZero() || w.habitual {
		e.Evidence.Spans = append(e.Evidence.Spans, entente.Mark{Role: entente.RoleDate, Span: v.span(w.first, w.last)})
	}
	return e
}

// isYearsBack reports whether the act is what the sentence counts years from: "150
// years after the assault".
func (v *view) isYearsBack(f *frame) bool {
	for _, k := range v.kids[f.tok] {
		if (v.rel[k] == "case" || v.rel[k] == "mark") && k > 0 && v.c.grammar.is("course", v.lower[k]) {
			return v.c.calendar.kinds["unit"][v.lower[k-1]] == "year"
		}
	}
	return false
}

// agentsOnly keeps parties without an entity only where their sector is known.
func agentsOnly(ps []entente.Party) []entente.Party {
	return slices.DeleteFunc(ps, func(p entente.Party) bool { return p.Sector == "" })
}

// by names what decided: the rows, then the model that parsed.
func (c *Coder) by(f *frame) string { return strings.TrimSuffix(by(f)+" "+c.lang.Version(), " ") }

// by names the rows that decided.
func by(f *frame) string {
	s := f.row.by
	for _, o := range f.ops {
		if o != f.row {
			s += " " + o.by
		}
	}
	return s
}

// trigger is the words that say what was done, from the first to the last where
// they stand close together, else those of the outermost word alone.
func (v *view) trigger(f *frame) entente.Span {
	first, last := f.words[0], f.words[len(f.words)-1]
	if last-first <= 6 {
		return v.span(first, last)
	}
	return v.span(f.tok, f.tok)
}

// aspect is how real the act is.
func (v *view) aspect(f *frame) entente.Aspect {
	if f.aspect != "" {
		return f.aspect
	}
	i := f.tok
	if f.row.pos != 'N' || len(f.ops) > 0 {
		if v.infinitive(i) && !v.perfect(i) {
			switch v.rel[i] {
			case "acl":
				if v.isPurpose(f) {
					return entente.Actual
				}
				return entente.Future
			case "xcomp", "advcl", "ccomp":
				if v.isPurpose(f) {
					return entente.Actual
				}
				return entente.Hypothetical
			}
		}
	}
	for k := i; k != none; k = v.head[k] {
		if v.conditional(k) {
			return entente.Hypothetical
		}
		if v.rel[k] == "acl" || v.isVerb(k) && v.rel[k] != "conj" && v.rel[k] != "ccomp" && v.rel[k] != "xcomp" {
			break
		}
	}
	return entente.Actual
}

// perfect reports whether i has the auxiliary of the perfect: "claims to have
// shot down" tells of what was done.
func (v *view) perfect(i int) bool {
	for _, k := range v.kids[i] {
		if v.rel[k] == "aux" && v.lemma[k] == "have" {
			return true
		}
	}
	return false
}

// isPurpose reports whether f is a protest told as the purpose of what people did:
// who marches to protest protests.
func (v *view) isPurpose(f *frame) bool {
	if f.typ != entente.Protest {
		return false
	}
	h := v.head[f.tok]
	if h != none && !v.isVerb(h) {
		h = v.host(h)
	}
	return h != none && v.isVerb(h) && len(v.marks(h)) == 0 && !v.infinitive(h)
}

func (v *view) infinitive(i int) bool {
	if v.marked(i, "to") && v.tok(i).Tag != "VBN" && v.tok(i).Tag != "VBG" {
		return true
	}
	for _, k := range v.kids[i] {
		if v.rel[k] == "aux" && v.tok(k).Tag == "TO" {
			return true
		}
	}
	return false
}

// anchor is the clause or act that the phrase of time hangs on.
func (v *view) anchor(w when) int {
	h := w.last
	for v.head[h] != none && v.head[h] >= w.first && v.head[h] <= w.last {
		h = v.head[h]
	}
	for h = v.head[h]; h != none; h = v.head[h] {
		if v.isVerb(h) || v.kid(h, "nsubj") != none || v.frames[h].f != nil {
			return h
		}
	}
	return none
}

// timeOf is the phrase of time that dates the act, nearest first: on its words,
// then on the verbs that carry it.
func (v *view) timeOf(f *frame, times []when, habitual bool) (when, bool) {
	best, least := when{}, 1000
	for _, w := range times {
		if w.habitual != habitual {
			continue
		}
		a := v.anchor(w)
		if a == none {
			continue
		}
		if n := v.carries(f, a, w); n >= 0 && n < least {
			best, least = w, n
		}
	}
	return best, least < 1000
}

// carries is how many steps up from the act its time at a stands; -1 when a
// does not carry the act.
func (v *view) carries(f *frame, a int, w when) int {
	if slices.Contains(f.words, a) || a == f.tok {
		return 0
	}
	n := 0
	for i := f.tok; ; {
		r := v.rel[i]
		h := v.head[i]
		if h == none || r == "acl" || r == "parataxis" || r == "ccomp" {
			return -1
		}
		if r == "advcl" && v.hasSubject(i) {
			return -1
		}
		if !v.isVerb(i) && v.isVerb(h) && n > 0 && f.row.pos == 'N' {
			n += 2
		}
		n++
		if h == a && f.row.pos == 'N' && len(f.ops) == 0 && v.isVerb(h) && v.frames[h].f != nil && w.first < f.tok {
			return -1
		}
		if h == a {
			if r == "conj" && v.isVerb(i) == (w.first > i) {
				return -1
			}
			return n
		}
		if f.row.pos == 'N' && v.isVerb(h) && len(f.ops) == 0 {
			return -1
		}
		i = h
	}
}

// timeAround is the phrase of time on the verb i itself.
func (v *view) timeAround(i int, times []when) (when, bool) {
	for _, w := range times {
		if !w.habitual && v.anchor(w) == i {
			return w, true
		}
	}
	return when{}, false
}

// isNews reports whether the act is told as news: in a main clause, or in what a
// main clause reports, and not in the past perfect.
func (v *view) isNews(f *frame) bool {
	i := f.tok
	if h := v.head[i]; f.row.pos == 'N' && v.rel[i] == "nsubj" && h != none && v.c.grammar.is("lasting", v.lemma[h]) {
		return false
	}
	if !v.isVerb(i) && v.kid(i, "cop") == none && v.kid(i, "nsubj") == none {
		h := v.host(i)
		if h == none {
			return v.head[i] == none
		}
		i = h
	}
	for k := i; k != none; k = v.head[k] {
		for _, a := range v.kids[k] {
			if v.rel[a] == "aux" && v.lower[a] == "had" {
				return false
			}
		}
		switch v.rel[k] {
		case "conj", "ccomp", "parataxis", "xcomp", "root", "advcl":
		default:
			return v.head[k] == none
		}
	}
	return true
}

// contexts are those of the row and those that the words of the act bring,
// sorted.
func (v *view) contexts(f *frame) []entente.Context {
	out := slices.Clone(f.contexts)
	for g := f; g != nil; g = g.inner {
		out = v.contextsUnder(g.tok, out, 0)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (v *view) contextsUnder(i int, out []entente.Context, depth int) []entente.Context {
	out = append(out, v.c.contexts[v.lemma[i]]...)
	if depth > 4 {
		return out
	}
	for _, k := range v.kids[i] {
		switch v.rel[k] {
		case "obj", "obl", "nmod", "compound", "amod", "xcomp", "conj":
			if v.rel[k] == "conj" && v.isVerb(k) {
				continue
			}
			out = v.contextsUnder(k, out, depth+1)
		}
	}
	return out
}

// distinct drops events that say again what another of the sentence says: the
// same act and parties, or the same without the recipient.
func distinct(in []coded, v *view) []coded {
	var out []coded
	order := slices.Clone(in)
	slices.SortStableFunc(order, func(a, b coded) int {
		return cmp.Or(-cmp.Compare(min(1, len(a.event.Actor)), min(1, len(b.event.Actor))), cmp.Compare(b.event.Confidence, a.event.Confidence))
	})
	for _, c := range order {
		if !slices.ContainsFunc(out, func(o coded) bool { return repeats(c, o, v) }) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b coded) int { return cmp.Compare(a.frame.tok, b.frame.tok) })
	return out
}

// repeats reports whether c says no more than o.
func repeats(c, o coded, v *view) bool {
	if c.event.Type != o.event.Type {
		return false
	}
	if len(c.event.Actor) == 0 && len(c.event.Recipient) > 0 && v.head[c.frame.tok] == o.frame.tok {
		return sameParties(c.event.Recipient, o.event.Recipient)
	}
	if !sameParties(c.event.Actor, o.event.Actor) {
		return false
	}
	if sameParties(c.event.Recipient, o.event.Recipient) {
		return c.event.Aspect == o.event.Aspect || v.under(c.frame.tok, o.frame.tok) || v.under(o.frame.tok, c.frame.tok)
	}
	return len(c.event.Recipient) == 0 && (v.under(c.frame.tok, o.frame.tok) || v.under(o.frame.tok, c.frame.tok))
}

func sameParties(a, b []entente.Party) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(p entente.Party) bool {
		return !slices.ContainsFunc(b, func(q entente.Party) bool { return q.Entity == p.Entity })
	})
}
