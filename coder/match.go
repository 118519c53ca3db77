package coder

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// A frame is an act found at a token: which row says so and who its parties are.
// Frames are candidates until [Coder.Code] has chosen among them.
type frame struct {
	row       *row
	ops       []*row // operators and marks laid on it, innermost first
	tok       int    // the token that carries the outermost row
	words     []int  // tokens of the trigger
	typ       entente.Type
	mode      entente.Mode
	contexts  []entente.Context
	cameo     string
	actor     reading
	recipient reading
	sym       bool
	one       reading        // of a mutual act: the side that the row names as actor
	other     reading        // and the side that it names as recipient
	aspect    entente.Aspect // "" until something decides it
	inner     *frame
	taken     bool // an operator has it as its inner act
	keep      bool // to be coded though taken
	score     int  // how much of the row the sentence fills
	asks      int  // how much the row itself asks for
	promise   bool // an operator or mark has made the type
	inward    bool // the words in the recipient's place mean the actor's own side
}

// pos is the part of speech under which rows may hang on token i.
func (v *view) pos(i int) string {
	switch v.tok(i).POS {
	case "VERB", "AUX":
		if tag := v.tok(i).Tag; tag == "VBN" || tag == "VBG" {
			return "VA"
		}
		return "V"
	case "NOUN":
		return "N"
	case "PROPN":
		if v.tok(i).Form == strings.ToLower(v.tok(i).Form) {
			return "NA"
		}
		return "N"
	case "ADJ":
		if r := v.rel[i]; r == "obj" || r == "obl" || r == "nmod" && v.sub[i] != "poss" {
			return "AN"
		}
		return "A"
	}
	return ""
}

// matches lists the rows of lex that hold at token i with their trigger words.
func (v *view) matches(lex *lexicon, i int) []match {
	var out []match
	for _, p := range v.pos(i) {
		rows := lex.rows[string(p)+v.lemma[i]]
		if p == 'A' && v.lemma[i] != v.lower[i] {
			rows = append(slices.Clip(rows), lex.rows["A"+v.lower[i]]...)
		}
		for _, w := range rows {
			words, ok := v.holdsWords(w, i)
			if !ok {
				continue
			}
			if n, ok := v.holds(w, i); ok {
				out = append(out, match{w, words, n + 4*(len(words)-1)})
			}
		}
	}
	return out
}

type match struct {
	row   *row
	words []int
	score int
}

// holdsWords reports whether the words of the row's pred stand at i, and where.
// A particle or noun hangs from the head or from what hangs from it, or follows
// it at once.
func (v *view) holdsWords(w *row, i int) ([]int, bool) {
	words := []int{i}
	if len(w.words) == 1 {
		return words, true
	}
	rest := w.words[1:]
	from, to := i+1, min(i+9, v.len())
	if w.pos == 'N' && !w.idiom() {
		rest = w.words[:len(w.words)-1]
		from, to = max(0, i-len(rest)-1), i
	}
	for _, word := range rest {
		at := none
		for k := from; k < to && at == none; k++ {
			if (v.lemma[k] == word || v.lower[k] == word) && (v.near(k, i) || k == from) {
				at = k
			}
		}
		if at == none {
			return nil, false
		}
		words = append(words, at)
		from = at + 1
	}
	slices.Sort(words)
	return words, true
}

// near reports whether k hangs from i by at most three steps.
func (v *view) near(k, i int) bool {
	for step := 0; step < 4 && k != none; step++ {
		if k == i {
			return true
		}
		k = v.head[k]
	}
	return false
}

// holds reports whether all conditions of w hold at i, and how much they say.
func (v *view) holds(w *row, i int) (score int, ok bool) {
	for _, k := range w.conds {
		n, ok := v.holdsCond(k, i)
		if ok == k.not {
			return 0, false
		}
		score += n
	}
	return score, true
}

func (v *view) holdsCond(k cond, i int) (score int, ok bool) {
	switch k.role {
	case "passive":
		return 1, v.isVerb(i) && v.clauseOf(i).passive
	case "active":
		return 1, !v.isVerb(i) || !v.clauseOf(i).passive
	case "plural":
		return 1, v.plural(i)
	case "sides":
		return 3, len(v.read(v.core(i, "subj")).parties) > 1 && v.read(v.core(i, "subj")).known()
	case "bare":
		return 1, v.kid(i, "obj") == none && v.kid(i, "xcomp") == none && v.kid(i, "ccomp") == none
	case "mod":
		return 4, v.hasModifier(i, k.words)
	case "xcomp", "comp":
		return 4, v.hasComplement(k, i)
	case "word":
		return 3, v.hasWord(i, k.words[0])
	case "conj":
		return 1, v.kid(i, "conj") != none
	}
	toks := v.followRole(i, k.role)
	for _, t := range toks {
		switch {
		case k.words != nil:
			if v.lemmaIn(t, k.words) {
				return 5, true
			}
		case k.class != none:
			if v.classOf(t).has(k.class) {
				return 4, true
			}
		case k.party != "":
			if v.isParty(t, k.party) {
				return 3, true
			}
		default:
			return 2, true
		}
	}
	if k.party == "party" && k.role == "poss" {
		return 3, v.modifiers(i).known()
	}
	return 0, false
}

// followRole is the noun phrases in a role written with dots: "obj.of".
func (v *view) followRole(i int, role string) []int {
	toks := []int{i}
	for len(role) > 0 {
		step := role
		for k := range len(role) {
			if role[k] == '.' {
				step = role[:k]
				break
			}
		}
		role = role[min(len(role), len(step)+1):]
		var next []int
		for _, t := range toks {
			next = append(next, v.follow(t, step)...)
		}
		toks = next
	}
	return toks
}

func (v *view) hasModifier(i int, words []string) bool {
	for _, k := range v.kids[i] {
		if (v.rel[k] == "amod" || v.rel[k] == "compound" || v.rel[k] == "advmod" || v.rel[k] == "det") && slices.Contains(words, v.lemma[k]) {
			return true
		}
	}
	return false
}

func (v *view) kidsNamed(i int, word string) []int {
	var out []int
	for _, k := range v.kids[i] {
		if v.lower[k] == word {
			out = append(out, k)
		}
	}
	return out
}

// hasWord reports whether the word hangs from i: an adverb or particle.
func (v *view) hasWord(i int, word string) bool {
	for _, k := range v.kids[i] {
		if v.lower[k] == word || v.lemma[k] == word {
			return true
		}
	}
	return false
}

// hasComplement reports whether i governs a clause or infinitive with one of the
// lemmas, or any at all.
func (v *view) hasComplement(k cond, i int) bool {
	for _, c := range v.kids[i] {
		aim := k.words != nil && v.rel[c] == "advcl" && v.infinitive(c) && !v.hasSubject(c)
		if v.rel[c] != "xcomp" && !(v.rel[c] == "ccomp" && (k.role == "comp" || v.marked(c, "to"))) && !aim {
			continue
		}
		if k.words == nil || slices.Contains(k.words, v.lemma[c]) {
			return true
		}
	}
	return false
}

// lemmaIn reports whether the noun at t, one joined to it or the one it stands
// for is one of words.
func (v *view) lemmaIn(t int, words []string) bool {
	if slices.Contains(words, v.lemma[t]) || slices.Contains(words, v.lower[t]) {
		return true
	}
	if t > 0 && v.head[t-1] == t && slices.Contains(words, v.lemma[t-1]+" "+v.lemma[t]) {
		return true
	}
	for _, k := range v.kids[t] {
		if v.rel[k] == "conj" && v.lemmaIn(k, words) {
			return true
		}
	}
	if v.c.grammar.is("transparent", v.lemma[t]) {
		for _, k := range v.oblique(t, "of") {
			if v.lemmaIn(k, words) {
				return true
			}
		}
	}
	return false
}

// classOf is the noun classes of the phrase of t: of its head, of the head with
// the noun before it, of nouns joined to it and, where the head stands for
// another noun ("a number of", "gas supplies"), of that noun.
func (v *view) classOf(t int) classSet {
	of := v.c.classes.of
	s := of[v.lemma[t]]
	for _, k := range v.kids[t] {
		switch v.rel[k] {
		case "conj":
			s = s.or(v.classOf(k))
		case "compound", "amod":
			if k < t {
				s = s.or(of[v.lemma[k]+" "+v.lemma[t]])
			}
			if v.rel[k] == "compound" {
				s = s.or(of[v.lemma[k]])
			}
		}
	}
	if v.c.grammar.is("transparent", v.lemma[t]) {
		for _, k := range v.oblique(t, "of") {
			s = s.or(v.classOf(k))
		}
	}
	return s
}

// isParty reports whether the phrase of t names a party of the kind.
func (v *view) isParty(t int, kind string) bool {
	r := v.read(t)
	if !r.known() {
		return false
	}
	switch kind {
	case "people":
		return v.isPeople(t)
	case "state":
		return r.parties[0].Entity.IsState() && !r.person && r.cost == 0 && !v.isPeople(t) && !v.isBody(t)
	case "leader":
		return r.person || len(r.parties) > 1 && v.phraseReading(t).person
	case "place":
		if m := v.at[t]; m != none {
			switch v.ment[m].Meanings[0].Kind {
			case entity.City, entity.Region, entity.Capital, entity.State:
				return true
			}
		}
		return r.place
	}
	return r.cost <= 1 || r.coref
}

// isBody reports whether t is part of a marked party that is no state.
func (v *view) isBody(t int) bool {
	m := v.at[t]
	return m != none && v.ment[m].Meanings[0].Row == markedRow && v.ment[m].Meanings[0].Kind == entity.Body
}

// isPeople reports whether t names people by where they are from: "Georgians".
func (v *view) isPeople(t int) bool {
	if v.c.grammar.is("transparent", v.lemma[t]) {
		for _, k := range v.oblique(t, "of") {
			return v.isPeople(k)
		}
	}
	m := v.at[t]
	return m != none && v.ment[m].Meanings[0].Kind == entity.Demonym
}

// follow is the noun phrases in one role of token i, which may be a verb, an
// adjective or a noun.
func (v *view) follow(i int, step string) []int {
	switch step {
	case "self":
		return []int{i}
	case "subj", "obj", "iobj":
		if t := v.core(i, step); t != none {
			return []int{t}
		}
		return nil
	case "poss":
		if p := v.kidSub(i, "nmod", "poss"); p != none {
			return []int{p}
		}
		return nil
	case "xcomp":
		return v.complements(i, "xcomp")
	case "place":
		return v.placesOf(i)
	case "none", "inner", "actor", "recipient", "theme", "speaker", "holder":
		return nil
	}
	if v.c.grammar.is("adverb", step) {
		return v.kidsNamed(i, step)
	}
	out := v.oblique(i, step)
	if v.isVerb(i) {
		if o := v.clauseOf(i).obj; o != none && v.under(o, i) {
			out = append(out, v.oblique(o, step)...)
			if len(out) == 0 && (step == "at" || step == "on" || step == "against") {
				out = v.lastOf(o, step)
			}
		}
		return out
	}
	if len(out) == 0 {
		out = v.low(i, step)
	}
	for _, k := range v.kids[i] {
		if v.rel[k] == "conj" && v.isNoun(k) {
			out = append(out, v.oblique(k, step)...)
		}
	}
	if h := v.head[i]; h != none {
		switch {
		case (v.rel[i] == "conj" || v.rel[i] == "compound") && v.isNoun(h):
			out = append(out, v.oblique(h, step)...)
		case (v.rel[i] == "obj" || v.rel[i] == "obl" || v.rel[i] == "nsubj" && v.sub[i] == "pass") && v.isVerb(h):
			out = append(out, v.oblique(h, step)...)
		}
	}
	return slices.DeleteFunc(out, func(k int) bool { return k == i })
}

// lastOf is the phrases with the preposition that hang from the last of several
// objects: "launched 600 drones and dozens of missiles at Ukraine".
func (v *view) lastOf(o int, step string) []int {
	for _, k := range v.kids[o] {
		if k < o || v.rel[k] != "conj" && !(v.rel[k] == "nmod" && v.marked(k, "of")) {
			continue
		}
		if out := v.oblique(k, step); len(out) > 0 {
			return out
		}
		if out := v.lastOf(k, step); len(out) > 0 {
			return out
		}
	}
	return nil
}

// low is the phrases with the preposition step that hang too low: from a phrase of
// the noun i instead of the noun ("the attack by Chad against Sudan").
func (v *view) low(i int, step string) []int {
	vague := slices.Contains([]string{"of", "in", "at", "on", "for"}, step)
	for _, k := range v.kids[i] {
		if v.rel[k] != "nmod" || v.sub[k] == "poss" || !v.hasCase(k) || vague && !v.marked(k, "by") {
			continue
		}
		if out := v.oblique(k, step); len(out) > 0 {
			return out
		}
	}
	return nil
}

// core is the subject or object of i. The subject of a noun is that of the verb
// whose object it is, or of the copula that says it.
func (v *view) core(i int, role string) int {
	if v.isVerb(i) {
		cl := v.clauseOf(i)
		switch role {
		case "subj":
			return cl.subj
		case "obj":
			return cl.obj
		}
		return v.given(i, cl)
	}
	if role != "subj" {
		return none
	}
	if v.kid(i, "cop") != none || v.tok(i).POS == "ADJ" {
		if v.rel[i] == "amod" {
			return none
		}
		return v.clauseSurface(i)
	}
	h := v.host(i)
	if h == none {
		return none
	}
	if s := v.clauseOf(h).subj; s != none && !v.under(i, s) {
		return s
	}
	return none
}

// given is to whom verb i gives: its indirect object, or the name before its
// object that the parser took for a part of it ("gave Ukraine ammunition").
func (v *view) given(i int, cl clause) int {
	if cl.iobj != none || cl.obj == none || cl.passive {
		return cl.iobj
	}
	for _, k := range v.kids[cl.obj] {
		if v.rel[k] == "compound" && k > i && v.at[k] != none && v.tok(k).POS == "PROPN" && v.ment[v.at[k]].Meanings[0].Kind != entity.Demonym {
			return k
		}
	}
	return none
}

// placesOf is where the act at i happened: phrases of place on the act, its
// object and its host.
func (v *view) placesOf(i int) []int {
	var out []int
	for _, p := range []string{"in", "at", "near", "on", "inside", "outside", "across", "over"} {
		for _, k := range v.follow(i, p) {
			if v.isParty(k, "place") && !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// along is the reading at the end of a path from token i; found reports whether
// the path leads anywhere.
func (v *view) along(i int, p path) (reading, bool) {
	toks := []int{i}
	for n, step := range p {
		last := n == len(p)-1
		if last && step == "none" {
			return reading{tok: none}, true
		}
		if last && step == "poss" {
			for _, t := range toks {
				if r := v.owner(t); r.known() {
					r.through = step
					return r, true
				}
			}
		}
		var next []int
		for _, t := range toks {
			next = append(next, v.follow(t, step)...)
		}
		toks = next
	}
	if n := len(p); n > 1 && v.c.grammar.is("where", p[n-1]) && p[n-2] == "obj" {
		// the American embassy in Baghdad is America's
		if o := v.core(i, "obj"); o != none && v.c.classes.is("mission", v.lemma[o]) {
			if r := v.owner(o); r.known() {
				r.through = "obj"
				return r, true
			}
		}
	}
	var first reading
	course := len(p) > 0 && v.c.grammar.is("course", p[len(p)-1])
	for n, t := range toks {
		if course && v.isAttack(t) {
			continue
		}
		r := v.readAny(t)
		if v.c.grammar.is("where", p[len(p)-1]) {
			r = v.asPlace(r)
		}
		r.through = p[len(p)-1]
		if r.known() {
			return r, true
		}
		if n == 0 {
			first = r
		}
	}
	return first, len(toks) > 0
}

// asPlace is r without the government that the name of a capital stands for: who
// hits a house in Beirut hits Lebanon.
func (v *view) asPlace(r reading) reading {
	if len(r.parties) != 1 || r.tok == none || v.at[r.tok] == none || v.ment[v.at[r.tok]].Meanings[0].Kind != entity.Capital {
		return r
	}
	p := r.parties[0]
	p.Sector = ""
	r.parties = []entente.Party{p}
	return r
}

// isAttack reports whether the noun t tells of an attack or other act of force:
// what happens in it happens to others than those it is named after.
func (v *view) isAttack(t int) bool {
	if !v.isNoun(t) || v.at[t] != none {
		return false
	}
	for _, w := range v.c.verbs.rows["N"+v.lemma[t]] {
		if w.typ == entente.Assault {
			return true
		}
	}
	return false
}

// owner is who the words before the noun t say it belongs to; a noun joined to
// another shares its possessor: "Russia's occupation and annexation".
func (v *view) owner(t int) reading {
	r := v.modifiers(t)
	h := v.head[t]
	if !r.known() && v.rel[t] == "compound" && h != none && v.isNoun(h) {
		return v.modifiers(h)
	}
	if r.known() || v.rel[t] != "conj" || h == none || !v.isNoun(h) || v.kid(t, "det") != none {
		return r
	}
	if p := v.kidSub(h, "nmod", "poss"); p != none {
		return v.modifiers(h)
	}
	return reading{}
}

// readAny is the reading of a phrase or, of a clause, of what it is done to.
func (v *view) readAny(t int) reading {
	if !v.isVerb(t) {
		return v.read(t)
	}
	for _, step := range []string{"obj", "with", "to", "against", "on", "from", "of", "in"} {
		for _, k := range v.follow(t, step) {
			if v.isVerb(k) {
				continue
			}
			if r := v.read(k); r.known() {
				r.cost = max(r.cost, 2)
				return r
			}
		}
	}
	return reading{tok: t}
}
