package coder

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
)

// frameAt is the act at token i with the operators and marks that i lays on it,
// or nil. Every frame is made once.
func (v *view) frameAt(i int) *frame {
	m := &v.frames[i]
	if m.state != 0 {
		return m.f
	}
	m.state = 1
	f := v.marked1(i, v.compose(i))
	m.f, m.state = f, 2
	return f
}

type frameMemo struct {
	state byte // 0 not made, 1 being made, 2 made
	f     *frame
}

// compose chooses between the rows at i and the operators at i with what they
// take. Rows that ask for a noun class or a word beat operators; operators with
// an inner act beat bare rows.
func (v *view) compose(i int) *frame {
	plain := v.plain(i)
	ops := v.matches(v.c.operators, i)
	if len(ops) == 0 {
		return plain
	}
	slices.SortStableFunc(ops, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	for _, m := range ops {
		if f := v.operate(i, m, plain); f != nil {
			return f
		}
	}
	return plain
}

// operate lays the operator m at i on the first inner act that it takes; nil
// when there is none or the plain row knows better.
func (v *view) operate(i int, m match, plain *frame) *frame {
	for _, comp := range m.row.op.comp {
		places := v.complements(i, comp)
		for _, w := range m.words {
			if w != i && len(places) == 0 {
				places = v.complements(w, comp)
			}
		}
		for _, k := range places {
			inner := v.frameAt(k)
			clausal := comp == "xcomp" || comp == "ccomp" || comp == "acl"
			if inner == nil && !clausal && !slices.Contains(m.row.op.inner, "none") {
				continue
			}
			t := entente.Type("")
			if inner != nil {
				t = inner.typ
			}
			if !m.row.op.takes(t, v.c.book) {
				continue
			}
			f := v.lay(i, m, inner, k)
			if f != nil && m.row.op.own && !(inner != nil && f.actor.known() && f.actor.same(inner.actor)) {
				continue
			}
			if plain != nil && plain.asks > m.score && (!clausal || inner == nil) && !f.completes(plain) {
				continue
			}
			if f != nil && inner != nil {
				inner.taken = true
				inner.keep = m.row.op.keep
			}
			return f
		}
	}
	return nil
}

// completes reports whether f says of the same act to whom it is done, which g
// leaves open.
func (f *frame) completes(g *frame) bool {
	return f != nil && f.typ == g.typ && f.actor.same(g.actor) && f.recipient.known() && !g.recipient.known() && !g.sym
}

// complements is where an inner act of i may stand.
func (v *view) complements(i int, comp string) []int {
	var out []int
	switch comp {
	case "xcomp", "ccomp", "acl":
		if comp == "acl" {
			out = v.clausesOn(i)
			break
		}
		if comp == "xcomp" {
			out = v.askedOf(i)
		}
		for _, k := range v.kids[i] {
			r := v.rel[k]
			if !v.isVerb(k) && v.c.grammar.is("naming", v.lemma[i]) {
				continue
			}
			if comp == "xcomp" && (r == "advcl" || r == "ccomp") && v.isGerund(i, k) {
				out = append(out, k)
				continue
			}
			if r == comp && v.rel[k] != "acl" || comp == "xcomp" && (r == "ccomp" || r == "advcl") && v.marked(k, "to") && !v.hasSubject(k) {
				out = append(out, k)
			}
		}
	default:
		out = v.follow(i, comp)
	}
	for _, k := range slices.Clone(out) {
		if v.c.grammar.is("transparent", v.lemma[k]) {
			out = append(out, v.oblique(k, "of")...)
		}
		for _, d := range v.kids[k] {
			if v.rel[d] == "compound" && d < k && v.isNoun(k) && v.at[d] == none {
				out = append(out, d)
			}
		}
	}
	return out
}

// askedOf is the infinitives that hang from a party that is asked, the object or
// behind "on", and say what it is to do: "called on the army and the rebels to stop".
func (v *view) askedOf(i int) []int {
	var out []int
	asked := v.oblique(i, "on")
	if o := v.kid(i, "obj"); o != none && v.isAgent(o) {
		asked = append(asked, o)
	}
	for _, on := range asked {
		for n := on; n != none; n = v.kid(n, "conj") {
			for _, k := range v.kids[n] {
				if v.rel[k] == "acl" && v.infinitive(k) && v.isParty(on, "party") {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// isGerund reports whether k is the gerund right behind verb i or its particle:
// "stopped giving", "ruled out sending".
func (v *view) isGerund(i, k int) bool {
	if v.tok(k).Tag != "VBG" || v.kid(k, "mark") != none || v.hasSubject(k) {
		return false
	}
	return k == i+1 || k == i+2 && v.c.grammar.is("particle", v.lower[i+1])
}

// clausesOn is the clauses on the noun i or on the object of the verb i that
// say what it consists in: "a plan to attack", "took steps to integrate".
func (v *view) clausesOn(i int) []int {
	var out []int
	on := []int{i}
	if v.isVerb(i) {
		on = []int{v.kid(i, "obj")}
	}
	for _, n := range on {
		if n == none {
			continue
		}
		for _, k := range v.kids[n] {
			if v.rel[k] == "acl" && v.sub[k] != "relcl" && v.tok(k).Tag != "VBN" {
				out = append(out, k)
			}
		}
	}
	return out
}

func (v *view) hasSubject(k int) bool { return v.kid(k, "nsubj") != none }

// lay is the frame of operator m at i over the inner act at token k, which no
// row may know.
func (v *view) lay(i int, m match, inner *frame, k int) *frame {
	f := &frame{row: m.row, tok: i, words: m.words, inner: inner, score: m.score + 2}
	w := m.row
	f.typ, f.mode = w.typ, w.mode
	if w.op.void {
		if inner == nil {
			return nil
		}
		return f
	}
	if inner != nil {
		if w.typ == "" {
			f.typ, f.mode, f.cameo, f.sym = inner.typ, inner.mode, inner.cameo, inner.sym
		}
		f.contexts = inner.contexts
		if w.typ == "" {
			f.aspect = inner.aspect
		}
		f.row, f.ops = inner.row, append(slices.Clone(inner.ops), w)
		f.words = append(slices.Clone(m.words), inner.words...)
		slices.Sort(f.words)
		f.words = slices.Compact(f.words)
	} else if w.typ == "" {
		return nil
	}
	if w.op.aspect != "" && (f.aspect == "" || w.op.aspect != entente.Actual) {
		f.aspect = w.op.aspect
	}
	f.promise = w.typ != ""
	v.seat(f, w, i, inner, k)
	return f
}

// seat fills actor and recipient of f by the paths of w from token i; k is the
// token of the inner act.
func (v *view) seat(f *frame, w *row, i int, inner *frame, k int) {
	actorPaths, recipientPaths := w.actor, w.recipient
	if len(actorPaths) == 0 {
		actorPaths = []path{{"subj"}}
		if w.op != nil && w.typ == "" {
			actorPaths = []path{{"subj"}, {"inner", "actor"}}
		}
	}
	if len(recipientPaths) == 0 && w.op != nil && w.typ == "" {
		recipientPaths = []path{{"inner", "recipient"}}
	}
	var second reading
	f.actor = v.firstActor(f, actorPaths, i, inner, k)
	if inner != nil && inner.sym && !(w.op != nil && w.op.alone) && v.joinsIn(f, inner) {
		f.sym, f.actor, f.recipient = true, inner.actor, reading{tok: none}
		return
	}
	f.sym = false
	f.recipient, second = v.firstRecipient(f, recipientPaths, i, inner, k)
	if w.sym || w.op != nil && w.typ == "" && !w.op.alone && inner != nil && (inner.sym || inner.row.sym && len(inner.ops) == 0) {
		v.symmetric(f)
	}
	if !f.recipient.known() && len(f.recipient.parties) == 0 && second.known() && !f.sym && len(f.actor.parties) == 1 {
		f.recipient = second
	}
}

// joinsIn reports whether what f says of a mutual inner act leaves it mutual: the
// act goes on, or is agreed, between the same sides.
func (v *view) joinsIn(f, inner *frame) bool {
	if len(inner.actor.parties) < 2 {
		return false
	}
	if f.typ != inner.typ && f.typ != entente.Agree && f.typ != entente.Support {
		return false
	}
	return !f.actor.known() || len(f.actor.without(inner.actor).parties) == 0 && (f.typ == inner.typ || f.actor.same(inner.actor))
}

func (v *view) firstActor(f *frame, paths []path, i int, inner *frame, k int) reading {
	var stranger reading
	stranger.tok = none
	for _, p := range paths {
		r, found := v.pathFrom(f, p, i, inner, k)
		if !found {
			continue
		}
		if r.known() && r.place {
			continue
		}
		if r.known() || p[len(p)-1] == "none" {
			return r
		}
		if stranger.tok == none {
			stranger = r
		}
		if r.tok != none {
			if a := v.sender(r.tok, i); a.known() {
				return a
			}
		}
	}
	return stranger
}

// firstRecipient is the first known reading along paths that names somebody
// besides the actor; second is one that names the actor's own side.
func (v *view) firstRecipient(f *frame, paths []path, i int, inner *frame, k int) (first, second reading) {
	var stranger reading
	stranger.tok = none
	second.tok = none
	for _, p := range paths {
		r, found := v.pathFrom(f, p, i, inner, k)
		if !found {
			continue
		}
		if p[len(p)-1] == "none" {
			return reading{tok: none}, second
		}
		if !r.known() {
			if stranger.tok == none {
				stranger = r
			}
			continue
		}
		if o := r.without(f.actor); len(o.parties) > 0 {
			return o, second
		}
		if len(f.actor.parties) > 1 && len(r.parties) == 1 && r.parties[0].Sector != "" && !r.coref {
			return r, second
		}
		f.inward = f.inward || r.cost <= 1
		if second.tok == none && !r.coref && !f.actor.coref {
			second = r
		}
	}
	return stranger, second
}

// pathFrom is along with the steps that lead out of the tree: to the parties of
// the inner act and to the speaker.
func (v *view) pathFrom(f *frame, p path, i int, inner *frame, k int) (reading, bool) {
	switch p[0] {
	case "inner":
		return v.innerReading(p, inner, k)
	case "speaker":
		r := v.speakerReading(i)
		return r, r.known()
	case "actor", "recipient":
		r := f.actor
		if p[0] == "recipient" {
			r = f.recipient
		}
		return r, r.known()
	}
	return v.along(i, p)
}

func (v *view) innerReading(p path, inner *frame, k int) (reading, bool) {
	last := p[len(p)-1]
	if inner == nil || last == "subj" {
		if k == none || last == "actor" {
			return reading{}, false
		}
		if last == "subj" {
			r := v.read(v.core(k, "subj"))
			return r, r.tok != none
		}
		r := v.readAny(k)
		return r, r.known()
	}
	r := inner.actor
	if last == "recipient" {
		r = inner.recipient
		if inner.sym && !r.known() {
			r = inner.actor
			if inner.other.known() {
				r = inner.other
			}
		}
	}
	r.tok = max(r.tok, none)
	return r, r.known()
}

// symmetric joins the recipient of f to its actors when the act has two sides
// and the recipient was not reached as somebody acted upon.
func (v *view) symmetric(f *frame) {
	if !f.recipient.known() {
		f.sym = len(f.actor.parties) > 1
		return
	}
	switch f.recipient.through {
	case "to", "on", "against", "from", "for":
		return
	}
	f.sym = true
	f.one, f.other = f.actor, f.recipient
	f.actor = f.actor.join(f.recipient)
	f.recipient = reading{tok: none}
}

// plain is the best act that verbs.tsv finds at i, or nil: the row that asks
// most, then the one whose parties are found, then the first in the file.
func (v *view) plain(i int) *frame {
	var best *frame
	for _, m := range v.matches(v.c.verbs, i) {
		w := m.row
		f := &frame{row: w, tok: i, words: m.words, typ: w.typ, mode: w.mode, contexts: w.contexts, cameo: w.cameo, score: 2 * m.score, asks: m.score}
		v.seat(f, w, i, nil, none)
		v.hosted(f)
		if f.actor.known() {
			f.score++
		}
		if f.recipient.known() {
			f.score++
		}
		if w.generic {
			f.score--
		}
		if best == nil || f.score > best.score {
			best = f
		}
	}
	return best
}

// hosted makes the subject of the verb that a mutual event noun hangs from the
// side that the noun leaves out: "after talks with Seoul, Tokyo announced", "sold
// it under a deal signed with Seoul".
func (v *view) hosted(f *frame) {
	noun := f.tok
	if h := v.head[noun]; v.rel[noun] == "acl" && v.tok(noun).Tag == "VBN" && h != none && v.isNoun(h) {
		noun = h
	}
	one := len(f.actor.parties) == 1 || f.other.known() && !f.one.known()
	if !f.row.sym || noun == f.tok && f.row.pos != 'N' || !one || !f.actor.known() || v.modifiers(noun).known() {
		return
	}
	if !v.beside(noun) {
		return
	}
	r := v.read(v.core(noun, "subj"))
	if r = r.without(f.actor); !r.known() || r.place {
		return
	}
	f.one, f.other = r, f.actor
	f.actor, f.sym = r.join(f.actor), true
}

// beside reports whether the noun i stands in a phrase that says in the course of
// what its clause took place: "after talks", "during a visit", "under a deal".
func (v *view) beside(i int) bool {
	if h := v.head[i]; v.rel[i] == "nmod" && v.marked(i, "of") && !v.isVerb(h) {
		return v.beside(h)
	}
	for _, k := range v.kids[i] {
		if v.rel[k] == "case" && v.c.grammar.is("course", v.lower[k]) {
			return true
		}
	}
	return false
}

// sender is who acts through the thing at token s: jets that somebody sent act
// for the sender.
func (v *view) sender(s, by int) reading {
	if !v.c.grammar.is("weapon", v.lemma[s]) {
		return reading{}
	}
	h := v.host(s)
	if h == none || h == by {
		return reading{}
	}
	if f := v.frameAt(h); f != nil && f.actor.known() {
		r := f.actor
		r.cost = 2
		return r
	}
	return reading{}
}

// marks are the auxiliaries, negators and other small words that bear on the
// act at i.
func (v *view) marks(i int) []string {
	var out []string
	add := func(m string) {
		if m != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	for _, k := range v.kids[i] {
		switch v.rel[k] {
		case "aux":
			add(v.c.grammar.value("modal", v.lemma[k]))
			if v.c.grammar.is("negator", v.lower[k]) {
				add("not")
			}
		case "advmod", "det", "cc", "mark", "discourse", "dep":
			if v.c.grammar.is("negator", v.lower[k]) {
				add("not")
			}
			if v.rel[k] == "mark" && v.conditional(i) {
				add("if")
			}
		case "nsubj", "obj":
			for _, d := range v.kids[k] {
				if v.rel[d] == "det" && v.lower[d] == "no" {
					add("not")
				}
			}
		}
	}
	if v.rel[i] == "conj" && v.head[i] != none && v.isVerb(i) && v.isVerb(v.head[i]) && v.kid(i, "nsubj") == none && v.kid(i, "aux") == none {
		for _, m := range v.marks(v.head[i]) {
			if m != "not" && v.tok(i).Tag == "VB" {
				add(m)
			}
		}
	}
	if v.head[i] == none && v.infinitive(i) {
		add("to")
	}
	if s, _ := v.saidBy(i); s != none {
		add("say")
	}
	return out
}

// conditional reports whether a condition introduces the clause of i, and a
// condition only: "if only because" gives a reason.
func (v *view) conditional(i int) bool {
	found := false
	for _, k := range v.kids[i] {
		if v.rel[k] != "mark" {
			continue
		}
		if !v.c.grammar.is("condition", v.lower[k]) {
			return false
		}
		found = true
	}
	return found
}

// marked1 lays the marks of i on f: the row of operators.tsv that asks for the
// most of them.
func (v *view) marked1(i int, f *frame) *frame {
	marks := v.marks(i)
	if len(marks) == 0 {
		return f
	}
	typ := entente.Type("")
	if f != nil {
		typ = f.typ
	}
	var best *row
	for _, m := range marks {
		for _, w := range v.c.operators.rows["M"+m] {
			if !allIn(w.words, marks) || !w.op.takes(typ, v.c.book) {
				continue
			}
			if _, ok := v.holds(w, i); !ok {
				continue
			}
			if best == nil || len(w.words)*8+len(w.conds) > len(best.words)*8+len(best.conds) {
				best = w
			}
		}
	}
	if best == nil {
		return f
	}
	if f == nil {
		return v.unknownAct(best, i)
	}
	return v.mark(f, best, i)
}

func allIn(words, in []string) bool {
	for _, w := range words {
		if !slices.Contains(in, w) {
			return false
		}
	}
	return true
}

// unknownAct is what a mark makes of a verb that no row knows: "officials said
// Minsk must pay up". Nothing unless the mark names an act itself.
func (v *view) unknownAct(w *row, i int) *frame {
	if w.typ == "" || !v.isVerb(i) {
		return nil
	}
	f := &frame{row: w, tok: i, words: []int{i}, typ: w.typ, mode: w.mode, aspect: w.op.aspect, promise: true}
	v.seat(f, w, i, nil, i)
	return f
}

// mark is f with the mark row w laid on it.
func (v *view) mark(f *frame, w *row, i int) *frame {
	g := *f
	g.ops = append(slices.Clone(f.ops), w)
	if w.op.aspect != "" {
		g.aspect = w.op.aspect
	}
	if w.typ != "" {
		g.typ, g.mode, g.cameo, g.promise = w.typ, w.mode, "", true
		if f.sym && f.one.known() && f.other.known() && !v.joinsIn(&frame{typ: w.typ}, f) {
			g.sym, g.actor, g.recipient = false, f.one, f.other
		}
		if len(w.actor) > 0 || len(w.recipient) > 0 {
			g.actor, g.recipient, g.sym = reading{tok: none}, reading{tok: none}, false
			v.seat(&g, w, i, f, i)
		}
	}
	for _, k := range v.kids[i] {
		if v.rel[k] == "aux" || v.c.grammar.is("negator", v.lower[k]) {
			g.words = append(g.words, k)
		}
	}
	slices.Sort(g.words)
	g.words = slices.Compact(g.words)
	return &g
}
