package coder

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// Unknowns are the names and verbs of a document that the tables lack where they
// would tell of politics, in text order: what a user may add to them.
type Unknowns struct {
	Actors     []UnknownActor
	Predicates []UnknownPredicate
}

// An UnknownActor is one mention of a name that no table has, where a party
// stands: in the place of the actor or the recipient of an act that was coded, or
// doing something to a state or body that is known.
type UnknownActor struct {
	Name     string           // without titles; of a surname alone the full name, when the document has it
	Entity   entente.EntityID // whose it is as the sentence says; "" when it does not
	Sector   entente.Sector   // likewise: BUS of "the Norwegian firm Telenor"
	Person   bool             // one human being, by title or by first name and surname
	Span     entente.Span     // the words of the name
	Sentence entente.Span
}

// An UnknownPredicate is one verb that no row and no operator takes between two
// parties that are known and differ.
type UnknownPredicate struct {
	Pred      string // the lemma with its particle: "throw out"
	Frame     string // as a cell of verbs.tsv: "obj:party", "obj=way", "with:party"
	Actor     string // path to who acts: "subj"
	Recipient string // path to whom it is done: "obj", "with", "obj.of"
	From, To  entente.EntityID
	Span      entente.Span // the verb
	Sentence  entente.Span

	Guess       entente.Type // the arbiter's; "" of a language without one
	Probability float64      // of Guess, 0 to 1
}

// Unknown lists what the tables lack in sentences, which are all of doc.
func (c *Coder) Unknown(doc entente.Document, sentences []entente.Sentence) Unknowns {
	var u Unknowns
	c.each(doc, sentences, func(v *view, _ []entente.Event) {
		u.Actors = append(u.Actors, v.unknownActors()...)
		u.Predicates = append(u.Predicates, v.unknownPredicates()...)
	})
	nameInFull(u.Actors)
	return u
}

// nameInFull gives a surname the full name under which the document speaks of the
// person elsewhere, and what is known of the person there.
func nameInFull(actors []UnknownActor) {
	full := map[string]UnknownActor{}
	for _, a := range actors {
		if k := strings.LastIndexByte(a.Name, ' '); k >= 0 && a.Person {
			if _, ok := full[a.Name[k+1:]]; !ok {
				full[a.Name[k+1:]] = a
			}
		}
	}
	for i, a := range actors {
		f, ok := full[a.Name]
		if !ok {
			continue
		}
		actors[i].Name, actors[i].Person = f.Name, true
		if a.Entity == "" {
			actors[i].Entity, actors[i].Sector = f.Entity, f.Sector
		}
	}
}

// unknownActors lists the unknown names of the sentence that stand as parties.
func (v *view) unknownActors() []UnknownActor {
	seen := map[int]bool{}
	var heads []int
	see := func(t int) {
		for _, h := range v.unknownNames(t) {
			if !seen[h] {
				seen[h] = true
				heads = append(heads, h)
			}
		}
	}
	for _, f := range v.chosen {
		for _, r := range []reading{f.actor, f.recipient} {
			if len(r.parties) > 0 && r.tok >= 0 && !v.c.grammar.is("where", r.through) {
				see(r.tok)
			}
		}
	}
	for i := range v.len() {
		if !v.isVerb(i) {
			continue
		}
		cl := v.clauseOf(i)
		if cl.subj != none && cl.obj != none && v.namesParty(cl.obj) {
			see(cl.subj)
		}
	}
	slices.Sort(heads)
	var out []UnknownActor
	for _, h := range heads {
		if a := v.unknownActor(h); !v.saysItself(h, a) && !v.c.gaz.Masks(a.Name) {
			out = append(out, a)
		}
	}
	return out
}

// saysItself reports whether the name that h heads says by its own words whose it
// is and what: the coder reads "the Supreme Court of Chile" without a row.
func (v *view) saysItself(h int, a UnknownActor) bool {
	if a.Entity == "" || a.Sector == "" || a.Person {
		return false
	}
	first, last := v.nameOf(h)
	for k := first; k <= last; k++ {
		if v.at[k] != none {
			return true
		}
	}
	return false
}

// unknownNames lists the heads of the unknown names that the noun phrase of t
// holds: its own, one in apposition to it and those it is joined to.
func (v *view) unknownNames(t int) []int {
	var out []int
	if v.isUnknownName(t) {
		out = append(out, t)
	} else if k := v.nameBeside(t); k != none {
		out = append(out, k)
	}
	for _, k := range v.kids[t] {
		if v.rel[k] == "conj" && v.isNoun(k) {
			out = append(out, v.unknownNames(k)...)
		}
	}
	return out
}

// nameBeside is the unknown name that says which one the noun t means: in
// apposition, or right behind it with the same head where the parser saw two
// subjects ("the Italian company Eni will sell"); none when there is none.
func (v *view) nameBeside(t int) int {
	if v.at[t] != none {
		return none
	}
	for _, k := range v.kids[t] {
		if k > t && (v.rel[k] == "appos" || v.rel[k] == "flat") && v.isUnknownName(k) {
			return k
		}
	}
	if k := t + 1; k < v.len() && v.isNoun(t) && v.isTwin(t, k) && v.isUnknownName(k) {
		return k
	}
	return none
}

// isUnknownName reports whether token i heads a name that no table has: a proper
// noun with a capital, and no place, time, outlet or title.
func (v *view) isUnknownName(i int) bool {
	form := v.tok(i).Form
	first, size := utf8.DecodeRuneInString(form)
	if v.tok(i).POS != "PROPN" || v.at[i] != none || !unicode.IsUpper(first) || len(form) == size || v.rel[i] == "punct" {
		return false
	}
	if v.c.calendar.is("weekday", v.lower[i]) || v.c.calendar.is("month", v.lower[i]) || v.isOutlet(i) || v.isPlaceName(i) || v.isCommon(i) {
		return false
	}
	if parts, _ := v.hyphened(i); len(parts) > 0 {
		return false
	}
	for _, k := range v.kids[i] {
		if v.rel[k] == "case" && v.c.grammar.is("where", v.lower[k]) || v.rel[k] == "flat" && v.at[k] != none {
			return false
		}
	}
	if !v.isAgent(i) {
		return true
	}
	f, l := v.nameOf(i)
	return l > f && !v.c.agents.person(v.tree, i) && !v.modifiers(i).known()
}

// isCommon reports whether the name headed by i is one word that a table of nouns
// has: the Board, the Centre.
func (v *view) isCommon(i int) bool {
	first, last := v.nameOf(i)
	_, agent := v.c.agents[v.lower[i]]
	return first == last && (agent || v.c.classes.of[v.lower[i]] != classSet{})
}

// isPlaceName reports whether the name headed by i is of somewhere: a province, a
// street, a hospital, one joined to a known place or with the place around it
// behind a comma ("Berestyn, Kharkiv Oblast").
func (v *view) isPlaceName(i int) bool {
	for _, k := range v.kids[i] {
		if k > i && (v.rel[k] == "appos" || v.rel[k] == "nmod" && !v.hasCase(k) || v.rel[k] == "conj" && v.at[k] != none) && v.isSomewhere(k) {
			return true
		}
	}
	if h := v.head[i]; h != none && (v.rel[i] == "conj" && v.at[h] != none && v.isSomewhere(h) || v.rel[i] == "conj" && v.at[h] == none && v.tok(h).POS == "PROPN" && v.isPlaceName(h)) {
		return true
	}
	first, last := v.phrase(i)
	for k := first; k <= last; k++ {
		if k != i && v.rel[k] != "flat" && !v.endsName(k, i) {
			continue
		}
		for _, class := range []string{"territory", "road", "building"} {
			if v.c.classes.is(class, v.lower[k]) && !v.isAgent(k) {
				return true
			}
		}
	}
	return false
}

// isSomewhere reports whether the noun k is a place: a city, a region, a name or
// noun of one.
func (v *view) isSomewhere(k int) bool {
	if m := v.at[k]; m != none {
		switch v.ment[m].Meanings[0].Kind {
		case entity.City, entity.Region:
			return true
		case entity.State, entity.Capital:
			return v.rel[k] != "conj"
		}
		return false
	}
	return v.isNoun(k) && v.c.classes.is("territory", v.lower[k])
}

// endsName reports whether k is the last word of the name that i heads.
func (v *view) endsName(k, i int) bool {
	_, last := v.nameOf(i)
	return k == last
}

// nameOf is the first and the last token of the name that token h heads: the
// words with a capital around it that hang from it, behind its title, and what
// "of" or "for" joins to it ("the Bank of Japan").
func (v *view) nameOf(h int) (first, last int) {
	first, last = h, h
	for k := h - 1; k >= 0 && v.inName(k, h) && !v.isTitle(k); k-- {
		first = k
	}
	for first < h && v.isJoint(first) {
		first++
	}
	for k := h + 1; k < v.len() && v.inName(k, h); k++ {
		last = k
	}
	for last > h && v.isJoint(last) {
		last--
	}
	for _, k := range v.kids[h] {
		if k > last && v.rel[k] == "nmod" && v.tok(k).POS == "PROPN" && (v.marked(k, "of") || v.marked(k, "for")) {
			f, l := v.nameOf(k)
			if m := v.at[k]; m != none {
				f, l = v.ment[m].First, v.ment[m].Last-1
			}
			if f-last == 2 || f-last == 3 && v.rel[f-1] == "det" {
				last = l
			}
			break
		}
	}
	return first, last
}

// inName reports whether token k, a neighbour, belongs to the name that h heads.
func (v *view) inName(k, h int) bool {
	if v.isJoint(k) {
		return true
	}
	if !v.under(k, h) || v.sub[k] == "poss" || v.rel[k] == "appos" || v.rel[k] == "conj" || v.rel[k] == "det" || v.rel[k] == "case" {
		return false
	}
	if m := v.at[k]; m != none && v.ment[m].Meanings[0].Kind == entity.Demonym || v.c.calendar.is("weekday", v.lower[k]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(v.tok(k).Form)
	switch v.tok(k).POS {
	case "PROPN", "X":
		return true
	case "NOUN", "ADJ":
		return unicode.IsUpper(first) && (k > 0 || v.rel[k] == "compound")
	}
	return v.rel[k] == "flat" && unicode.IsLetter(first)
}

// isJoint reports whether token k is a hyphen within a word.
func (v *view) isJoint(k int) bool {
	return v.tok(k).Form == "-" && k > 0 && k+1 < v.len() &&
		v.tok(k-1).Span.End == v.tok(k).Span.Start && v.tok(k).Span.End == v.tok(k+1).Span.Start
}

// isTitle reports whether the word k before a name is what its bearer is: a
// president, Foreign Minister.
func (v *view) isTitle(k int) bool {
	return v.c.agents.person(v.tree, k) || v.sub[k] == "desc" || k+1 < v.len() && v.c.grammar.is("person", v.lemma[k]+" "+v.lemma[k+1])
}

// unknownActor is the name that token h heads with what its sentence says of it.
func (v *view) unknownActor(h int) UnknownActor {
	first, last := v.nameOf(h)
	a := UnknownActor{Span: v.span(first, last), Sentence: v.s.Span}
	a.Name = strings.Join(strings.Fields(a.Span.Of(v.doc.doc.Text)), " ")
	a.Person = last > first && v.isPersonal(h)
	for _, t := range v.apart(h) {
		r := v.phraseReading(t)
		if a.Entity == "" && r.known() && len(r.parties) == 1 && !r.coref && !r.place {
			a.Entity = r.parties[0].Entity
		}
		if len(r.parties) == 1 && a.Sector == "" {
			a.Sector = r.parties[0].Sector
		}
		if s, ok := v.callingOf(t); ok && a.Sector == "" {
			a.Sector = s
		}
	}
	return a
}

// apart is token h and the nouns beside it that say what it is.
func (v *view) apart(h int) []int {
	out := []int{h}
	for _, k := range v.kids[h] {
		if v.rel[k] == "appos" && v.isNoun(k) {
			out = append(out, k)
		}
	}
	if p := v.head[h]; p != none && v.isNoun(p) && (v.rel[h] == "appos" || v.rel[h] == "flat") {
		out = append(out, p)
	}
	if p := h - 1; p >= 0 && v.isNoun(p) && (v.isTwin(p, h) || v.isHostOf(p, h) && v.isAgent(p)) {
		out = append(out, p)
	}
	return out
}

// isTwin reports whether the parser gave tokens p and h the same place in one
// clause: "the Italian company" and "Eni" as two subjects.
func (v *view) isTwin(p, h int) bool { return v.head[p] == v.head[h] && v.rel[p] == v.rel[h] }

// isHostOf reports whether the clause of h was taken for a relative clause of the
// noun p right before it: "the Norwegian firm Telenor sued Myanmar".
func (v *view) isHostOf(p, h int) bool {
	c := v.head[h]
	return c != none && v.rel[h] == "nsubj" && v.rel[c] == "acl" && v.head[c] == p && v.clauseOf(c).obj != p
}

// callingOf is the sector of the noun before the name t that says what it is: a
// firm, a minister.
func (v *view) callingOf(t int) (entente.Sector, bool) {
	for _, k := range v.kids[t] {
		if v.rel[k] == "compound" || v.rel[k] == "nmod" && v.sub[k] == "desc" {
			if s, ok := v.c.agents.sector(v.tree, k); ok {
				return s, true
			}
		}
	}
	return "", false
}

// isPersonal reports whether the name that h heads is one human being's, by the
// way its words hang together or by a title before it.
func (v *view) isPersonal(h int) bool {
	for _, k := range v.kids[h] {
		if v.rel[k] == "flat" || v.c.agents.person(v.tree, k) && (v.rel[k] == "compound" || v.rel[k] == "nmod") {
			return true
		}
	}
	for _, t := range v.apart(h)[1:] {
		if v.c.agents.person(v.tree, t) && !v.plural(t) {
			return true
		}
	}
	return false
}

// namesParty reports whether the noun phrase of t names a party as such: by its
// name or as somebody who acts for it.
func (v *view) namesParty(t int) bool {
	if !v.isNominal(t) {
		return false
	}
	r := v.read(t)
	return r.known() && len(r.parties) == 1 && !r.coref && !r.place && (r.cost == 0 || r.cost <= 2 && v.isAgent(t))
}

// unknownPredicates lists the verbs of the sentence that nothing takes between two
// known parties.
func (v *view) unknownPredicates() []UnknownPredicate {
	var out []UnknownPredicate
	for i := range v.len() {
		if v.tok(i).POS != "VERB" || v.isTakenWord(i) {
			continue
		}
		if p, ok := v.unknownPredicate(i); ok {
			out = append(out, p)
		}
	}
	return out
}

// isTakenWord reports whether the verb i is part of what some row knows: it
// carries an act, an operator, a tie or speech, belongs to the words of an act,
// or has one for its object or complement.
func (v *view) isTakenWord(i int) bool {
	if v.frames[i].f != nil || v.speaks(i) || len(v.matches(v.c.operators, i)) > 0 || len(v.matches(v.c.ties, i)) > 0 {
		return true
	}
	for k := range v.len() {
		f := v.frames[k].f
		if f == nil {
			continue
		}
		if slices.Contains(f.words, i) || v.head[k] == i && v.rel[k] != "conj" && v.rel[k] != "advcl" && v.rel[k] != "parataxis" {
			return true
		}
	}
	return false
}

// unknownPredicate is the verb i with its two parties, where both are there.
func (v *view) unknownPredicate(i int) (UnknownPredicate, bool) {
	cl := v.clauseOf(i)
	if cl.subj == none || !v.namesParty(cl.subj) {
		return UnknownPredicate{}, false
	}
	p := UnknownPredicate{Pred: v.lemma[i], Actor: "subj", Span: v.tok(i).Span, Sentence: v.s.Span}
	if k := v.kidSub(i, "compound", "prt"); k != none {
		p.Pred += " " + v.lower[k]
	}
	from := v.read(cl.subj)
	p.From = from.parties[0].Entity
	var to int
	p.Recipient, to = v.otherSide(i, cl, from)
	if to == none {
		return UnknownPredicate{}, false
	}
	p.To = v.read(to).parties[0].Entity
	switch {
	case cl.obj == to:
		p.Frame = "obj:party"
	case cl.obj == none || !v.isNoun(cl.obj):
		p.Frame = p.Recipient + ":party"
	default:
		p.Frame = "obj" + v.kindOf(cl.obj)
	}
	p.Guess, p.Probability = v.guess(cl.subj, to)
	return p, true
}

// otherSide is the path from the verb i to the party besides from that its object
// or a phrase with a preposition names, and the token that heads it; none when
// there is no such party.
func (v *view) otherSide(i int, cl clause, from reading) (path string, tok int) {
	other := func(t int) bool {
		return t != none && t != cl.subj && v.namesParty(t) && !v.read(t).has(from.parties[0].Entity)
	}
	if other(cl.obj) {
		return "obj", cl.obj
	}
	if cl.iobj != cl.obj && other(cl.iobj) {
		return "iobj", cl.iobj
	}
	for _, k := range v.kids[i] {
		if prep := v.roleOf(k); prep != "" && v.rel[k] == "obl" && other(k) {
			return prep, k
		}
	}
	if cl.obj == none || !v.under(cl.obj, i) {
		return "", none
	}
	for _, k := range v.kids[cl.obj] {
		if v.rel[k] == "nmod" && v.sub[k] == "poss" && other(k) {
			return "obj.poss", k
		}
		if prep := v.roleOf(k); prep != "" && v.rel[k] == "nmod" && other(k) {
			return "obj." + prep, k
		}
	}
	return "", none
}

// roleOf is the preposition of the phrase k under which a row may ask for it, ""
// where it has none or says where or in the course of what something was.
func (v *view) roleOf(k int) string {
	for _, c := range v.kids[k] {
		w := v.lower[c]
		if v.rel[c] == "case" && v.c.grammar.is("preposition", w) {
			if w == "by" || v.c.grammar.is("where", w) || v.c.grammar.is("course", w) {
				return ""
			}
			return w
		}
	}
	return ""
}

// kindOf is how a frame asks for the noun t: by its class when it is of one alone,
// else by its lemma.
func (v *view) kindOf(t int) string {
	class := ""
	for _, name := range v.c.classes.names {
		if !v.c.classes.is(name, v.lemma[t]) {
			continue
		}
		if class != "" {
			return "=" + v.lemma[t]
		}
		class = name
	}
	if class == "" {
		return "=" + v.lemma[t]
	}
	return ":" + class
}

// guess asks the arbiter what the party at token s does to the one at token t.
func (v *view) guess(s, t int) (entente.Type, float64) {
	a := v.c.arbiter()
	if a == nil {
		return "", 0
	}
	words := func(i int) entente.Span {
		first, last := v.phrase(i)
		for last > first && v.tok(last).Tag == "POS" {
			last--
		}
		return v.span(first, last)
	}
	q := v.c.askOf(newDocument(v.c, v.doc.doc), []entente.Sentence{v.s}, words(s), words(t))
	if q.v == nil || q.source == none || q.target == none {
		return "", 0
	}
	return a.guess(q)
}
