package en

import (
	"strings"

	entente "github.com/entente-project/entente"
)

// slashed is the end of the name with a slash that begins at token i, such as
// "Radio Volna/Volna Press"; i+1 when there is none.
func slashed(tokens []entente.Token, i int) int {
	if !nameLike(tokens[i]) {
		return i + 1
	}
	end, slash := i+1, false
	for end < len(tokens) {
		switch {
		case nameLike(tokens[end]):
			end++
			continue
		case tokens[end].Form == "/" && end+1 < len(tokens) && nameLike(tokens[end+1]) && glueless(tokens[end-1:end+2]):
			slash = true
			end += 2
			continue
		}
		break
	}
	if !slash {
		return i + 1
	}
	return end
}

// nameLike reports whether a token may be part of a name: a noun or adjective
// with a capital.
func nameLike(t entente.Token) bool {
	return initial(t.Form) && (t.POS == "PROPN" || t.POS == "NOUN" || t.POS == "ADJ")
}

// glueless reports whether no white space parts the tokens.
func glueless(tokens []entente.Token) bool {
	for i := 1; i < len(tokens); i++ {
		if tokens[i].Span.Start != tokens[i-1].Span.End {
			return false
		}
	}
	return true
}

// joinName makes token k part of the name that begins at token first.
func joinName(t *entente.Token, first, k int) {
	t.Head, t.Rel = first+1, "flat"
	if t.Form == "/" {
		t.Rel = "punct"
		return
	}
	t.POS, t.Tag, t.Lemma, t.Feats = "PROPN", "NNP", t.Form, "Number=Sing"
}

// mend puts right what no tree of English has, or what the parser is known to
// get wrong.
func (e *English) mend(tokens []entente.Token) {
	mendPunctuation(tokens)
	e.mendClause(tokens)
	mendPhrase(tokens)
	for i := range tokens {
		e.mendTime(tokens, i)
		e.mendDay(tokens, i)
	}
	for i := range tokens {
		e.mendInfinitive(tokens, i)
		e.mendSaying(tokens, i)
		e.mendPredicate(tokens, i)
		mendReported(tokens, i)
		mendVerb(tokens, i)
		mendObject(tokens, i)
		mendMoney(tokens, i)
		mendCoordination(tokens, i)
		mendRelative(tokens, i)
		mendPossessive(tokens, i)
	}
}

// mendPunctuation takes dependents off punctuation: they go to the word that
// governs it, or, when it is the root, to the first word among them.
func mendPunctuation(tokens []entente.Token) {
	for i := range tokens {
		t := &tokens[i]
		if t.POS != "PUNCT" {
			continue
		}
		heir := t.Head
		if heir == 0 {
			if heir = firstWordOf(tokens, i+1); heir == 0 {
				continue
			}
			tokens[heir-1].Head, tokens[heir-1].Rel = 0, "root"
			t.Head, t.Rel = heir, "punct"
		}
		for j := range tokens {
			if tokens[j].Head == i+1 && j+1 != heir {
				tokens[j].Head = heir
			}
		}
	}
}

// firstWordOf is the number of the first dependent of word head that is no
// punctuation; 0 when there is none.
func firstWordOf(tokens []entente.Token, head int) int {
	for j := range tokens {
		if tokens[j].Head == head && tokens[j].POS != "PUNCT" {
			return j + 1
		}
	}
	return 0
}

// mendTime makes a noun of time that is taken for an object say when, and gives
// the verb the that-clause that was hung on the noun: "reported earlier this
// month that ...".
func (e *English) mendTime(tokens []entente.Token, i int) {
	t := &tokens[i]
	if !e.times[t.Lemma] || t.Head == 0 || !verbal(tokens[t.Head-1]) || !pointsInTime(tokens, i) {
		return
	}
	switch t.Rel {
	case "obj", "iobj", "nsubj:pass":
		if i+1 > t.Head {
			t.Rel = "obl:unmarked"
		}
	}
	if t.Rel != "obl:unmarked" {
		return
	}
	for j := i + 1; j < len(tokens); j++ {
		c := &tokens[j]
		if c.Head == i+1 && (c.Rel == "acl" || c.Rel == "ccomp" || c.Rel == "acl:relcl") && marked(tokens, j, "that") {
			c.Head, c.Rel = t.Head, "ccomp"
			opening := &tokens[i+1]
			if opening.Lemma == "that" && opening.Head == j+1 {
				opening.POS, opening.Tag, opening.Rel, opening.Feats = "SCONJ", "IN", "mark", ""
			}
		}
	}
}

// pointsInTime reports whether a noun of time has a word with it that picks out
// one time: "this month", "last year", "each week".
func pointsInTime(tokens []entente.Token, i int) bool {
	for j := range i {
		if tokens[j].Head != i+1 {
			continue
		}
		switch tokens[j].Lemma {
		case "this", "last", "next", "each", "every", "that", "same", "early", "late":
			return true
		}
	}
	return false
}

// marked reports whether a clause is opened by a conjunction and has a subject
// of its own besides.
func marked(tokens []entente.Token, clause int, conjunction string) bool {
	mark, subject := false, false
	for j := range clause {
		if tokens[j].Head != clause+1 {
			continue
		}
		if tokens[j].Lemma == conjunction {
			mark = true
			continue
		}
		subject = subject || strings.HasPrefix(tokens[j].Rel, "nsubj")
	}
	return mark && subject
}

func verbal(t entente.Token) bool { return t.POS == "VERB" || t.POS == "AUX" }

// mendDay gives a day that stands between a subject and its verb to the verb:
// "The envoy on Friday handed over ...".
func (e *English) mendDay(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Rel != "nmod" && t.Rel != "nmod:unmarked" || t.Head == 0 || t.Head > i+1 || !e.nameOfTime(t.Form) {
		return
	}
	h := tokens[t.Head-1]
	for strings.HasPrefix(h.Rel, "flat") || h.Rel == "appos" || h.Rel == "conj" {
		if h.Head == 0 {
			return
		}
		h = tokens[h.Head-1]
	}
	if strings.HasPrefix(h.Rel, "nsubj") && h.Head > i+1 {
		t.Head, t.Rel = h.Head, strings.Replace(t.Rel, "nmod", "obl", 1)
	}
}

// nameOfTime reports whether a word names a day of the week or a month.
func (e *English) nameOfTime(form string) bool {
	k := e.lexicon.names[form]
	return k != 0 && (kinds[k-1] == "day" || kinds[k-1] == "month")
}

// mendPredicate makes a verb of a noun to which the parser gave a subject and an
// object: "The council sanctions two firms".
func (e *English) mendPredicate(tokens []entente.Token, i int) {
	t := &tokens[i]
	lower := strings.ToLower(t.Form)
	if t.Tag != "NNS" || e.lexicon.readings[lower]&verbThird == 0 || !has(tokens, i+1, "nsubj") || !has(tokens, i+1, "obj") || has(tokens, i+1, "cop") {
		return
	}
	t.POS, t.Tag, t.Feats = "VERB", "VBZ", e.featsOf("VBZ", "")
	t.Lemma = e.lemmas.Lemma(lower, "VERB", "VBZ")
}

// mendReported puts what is reported under the report that follows it: "Police
// arrested two men, an official said".
func mendReported(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Lemma != "say" || t.Rel != "conj" || t.Head == 0 || t.Head > i || has(tokens, i+1, "cc") || has(tokens, i+1, "obj") || has(tokens, i+1, "ccomp") {
		return
	}
	told := &tokens[t.Head-1]
	for j := t.Head; j < i; j++ {
		if strings.HasPrefix(tokens[j].Rel, "nsubj") && tokens[j].Head == i+1 && verbal(*told) {
			said := t.Head
			t.Head, t.Rel = told.Head, told.Rel
			told.Head, told.Rel = i+1, "ccomp"
			for k := i + 1; k < len(tokens); k++ {
				if tokens[k].Head == said {
					tokens[k].Head = i + 1
				}
			}
			return
		}
	}
}

// mendVerb gives a verb that is no passive its plain subject, and of two
// subjects of a relative clause makes the pronoun the object: "which the bloc
// holds".
func mendVerb(tokens []entente.Token, i int) {
	v := &tokens[i]
	if v.POS != "VERB" {
		return
	}
	auxiliary, active, object := false, false, false
	var subjects []int
	for j := range tokens {
		if tokens[j].Head != i+1 {
			continue
		}
		switch t := &tokens[j]; t.Rel {
		case "aux", "aux:pass":
			auxiliary = true
		case "obj", "xcomp", "ccomp":
			active = true
			object = object || t.Rel == "obj"
		case "nsubj", "nsubj:pass":
			subjects = append(subjects, j)
		}
	}
	if v.Tag == "VBN" && !auxiliary && active && len(subjects) == 1 && subjects[0] < i && tokens[subjects[0]].Rel == "nsubj:pass" {
		v.Tag, v.Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
		tokens[subjects[0]].Rel = "nsubj"
	}
	if len(subjects) == 2 && !object && relative(tokens[subjects[0]]) && !relative(tokens[subjects[1]]) && subjects[1] < i {
		tokens[subjects[0]].Rel = "obj"
	}
}

// relative reports whether a token is a relative pronoun.
func relative(t entente.Token) bool {
	return t.Tag == "WDT" || t.Tag == "WP" && t.Lemma == "who"
}

// mendMoney parts a name from the sum after it, which it is not a part of: "lend
// Norway $5 million".
func mendMoney(tokens []entente.Token, i int) {
	t := &tokens[i]
	if i+1 >= len(tokens) || !strings.HasSuffix(tokens[i+1].Form, "$") {
		return
	}
	tokens[i+1].POS, tokens[i+1].Tag, tokens[i+1].Feats = "SYM", "$", ""
	if t.POS != "PROPN" {
		return
	}
	switch sum := &tokens[i+1]; {
	case t.Head == i+2 && sum.Rel == "obj" && sum.Head > 0 && verbal(tokens[sum.Head-1]):
		t.Head, t.Rel = sum.Head, "iobj"
	case sum.Head == i+1 && t.Rel == "obj" && t.Head > 0 && verbal(tokens[t.Head-1]):
		sum.Head, sum.Rel, t.Rel = t.Head, "obj", "iobj"
	}
}

// mendInfinitive makes a verb of a noun that the parser takes for an infinitive:
// "used to station troops".
func (e *English) mendInfinitive(tokens []entente.Token, i int) {
	t := &tokens[i]
	if i == 0 || t.Tag != "NN" || e.lexicon.readings[t.Lemma]&verbBase == 0 {
		return
	}
	if to := tokens[i-1]; to.Head == i+1 && to.Tag == "TO" && to.Rel == "mark" {
		t.POS, t.Tag, t.Feats = "VERB", "VB", "VerbForm=Inf"
	}
}

// mendSaying makes a verb of a plural that heads the sentence and is followed by
// "that" and a clause: "The doctrine states that ...".
func (e *English) mendSaying(tokens []entente.Token, i int) {
	t := &tokens[i]
	lower := strings.ToLower(t.Form)
	if i == 0 || i+2 >= len(tokens) || t.Tag != "NNS" || t.Head != 0 || e.lexicon.readings[lower]&verbThird == 0 {
		return
	}
	subject, that := &tokens[i-1], &tokens[i+1]
	if that.Lemma != "that" || subject.Head != i+1 || subject.Rel != "compound" {
		return
	}
	clause := &tokens[max(that.Head, 1)-1]
	if clause.Head != i+1 || !marked(tokens, that.Head-1, "that") {
		return
	}
	clause.Rel = "ccomp"
	t.POS, t.Tag, t.Feats = "VERB", "VBZ", e.featsOf("VBZ", "")
	t.Lemma = e.lemmas.Lemma(lower, "VERB", "VBZ")
	for j := range i - 1 {
		if tokens[j].Head == i+1 && tokens[j].POS != "PUNCT" {
			tokens[j].Head = i
		}
	}
	subject.Rel = "nsubj"
}

// mendObject makes an object of an indirect object beside which there is nothing
// to be given or told: "allow troops to pass".
func mendObject(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Rel != "iobj" {
		return
	}
	for j := range tokens {
		if tokens[j].Head == t.Head && j != i && (tokens[j].Rel == "obj" || tokens[j].Rel == "ccomp" || tokens[j].Rel == "iobj") {
			return
		}
	}
	t.Rel = "obj"
}

// mendCoordination puts verbs side by side of which the first was taken for what
// the second, which has no subject, says: "He has built a wall, has said that
// ...", or that were joined to a verb of another tense.
func mendCoordination(tokens []entente.Token, i int) {
	t := &tokens[i]
	if !verbal(*t) || t.Head == 0 {
		return
	}
	h := &tokens[t.Head-1]
	switch {
	case !verbal(*h):
	case t.Rel == "ccomp" && t.Head > i+1:
		if helped(tokens, i+1, "have") && helped(tokens, t.Head, "have") && has(tokens, i+1, "nsubj") && !has(tokens, t.Head, "nsubj") && !has(tokens, i+1, "mark") {
			swapCoordination(tokens, i+1, t.Head)
		}
	case t.Rel == "parataxis" && t.Head < i+1:
		if helped(tokens, i+1, "have") && helped(tokens, t.Head, "have") && !has(tokens, i+1, "nsubj") {
			t.Rel = "conj"
		}
	case t.Rel == "conj" && helped(tokens, i+1, "have") && !has(tokens, i+1, "nsubj") && !helped(tokens, t.Head, "have"):
		for up := h.Head; up != 0; up = tokens[up-1].Head {
			if up < i+1 && helped(tokens, up, "have") && verbal(tokens[up-1]) {
				t.Head = up
				return
			}
		}
	}
}

// swapCoordination makes word first the head of word second, its conjunct.
func swapCoordination(tokens []entente.Token, first, second int) {
	a, b := &tokens[first-1], &tokens[second-1]
	a.Head, a.Rel = b.Head, b.Rel
	b.Head, b.Rel = first, "conj"
	for j := range tokens {
		if tokens[j].Head == second && tokens[j].Rel == "conj" {
			tokens[j].Head = first
		}
	}
}

// helped reports whether a verb has an auxiliary with the lemma.
func helped(tokens []entente.Token, verb int, lemma string) bool {
	for _, t := range tokens {
		if t.Head == verb && strings.HasPrefix(t.Rel, "aux") && t.Lemma == lemma {
			return true
		}
	}
	return false
}

// mendRelative hangs a clause with a relative pronoun, taken for a subject, on
// the noun before the pronoun: "the crisis that the vote caused has ended".
func mendRelative(tokens []entente.Token, i int) {
	t := &tokens[i]
	if !strings.HasPrefix(t.Rel, "nsubj") || !verbal(*t) {
		return
	}
	for j := 1; j < i; j++ {
		if tokens[j].Head != i+1 || !relative(tokens[j]) {
			continue
		}
		if noun := tokens[j-1]; (noun.POS == "NOUN" || noun.POS == "PROPN") && !under(tokens, j, i+1) {
			t.Head, t.Rel = j, "acl:relcl"
		}
		return
	}
}

// under reports whether word n lies in the tree below word top, or is it.
func under(tokens []entente.Token, n, top int) bool {
	for ; n != 0; n = tokens[n-1].Head {
		if n == top {
			return true
		}
	}
	return false
}

// has reports whether word head has a dependent with the relation, whatever the
// subtype.
func has(tokens []entente.Token, head int, rel string) bool {
	for _, t := range tokens {
		if t.Head == head && (t.Rel == rel || strings.HasPrefix(t.Rel, rel+":")) {
			return true
		}
	}
	return false
}

// mendPossessive makes a possessor of a name that has a possessive sign and was
// taken for the thing possessed: "Paris' Jean Moreau left".
func mendPossessive(tokens []entente.Token, i int) {
	sign := tokens[i]
	if sign.Tag != "POS" || sign.Head == 0 || sign.Head > i || i+1 >= len(tokens) {
		return
	}
	owner := &tokens[sign.Head-1]
	for j := i + 1; j < len(tokens); j++ {
		thing := &tokens[j]
		if thing.POS == "PROPN" && thing.Head == owner.Head && (thing.Rel == owner.Rel || thing.Rel == "nsubj" && owner.Rel == "nmod:poss") {
			owner.Head, owner.Rel = j+1, "nmod:poss"
			return
		}
		if owner.Rel == "nmod:poss" || sign.Head != i {
			continue
		}
		if thing.Head != i || thing.POS != "NOUN" && thing.POS != "PROPN" {
			continue
		}
		switch thing.Rel {
		case "conj", "appos", "flat", "compound", "dep", "nmod:unmarked":
			for k := range tokens {
				if k != i && k != j && tokens[k].Head == i && (k > j || k < i-1 && tokens[k].Rel == "case") {
					tokens[k].Head = j + 1
				}
			}
			thing.Head, thing.Rel = owner.Head, owner.Rel
			owner.Head, owner.Rel = j+1, "nmod:poss"
		}
		return
	}
}

// retag puts right tags that the words around them rule out.
func (e *English) retag(tokens []entente.Token, tags []int) {
	quoted := false
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.Form == "'" && !quoted && e.possessive >= 0 && possesses(tokens, i):
			tags[i] = e.possessive
		case t.Form == "'":
			quoted = !quoted
		case e.adjective >= 0 && i > 0 && i+1 < len(tokens) && e.describes(tokens, tags, i):
			tags[i] = e.adjective
		}
	}
}

// describes reports whether a form in -ing that the lexicon knows as an adjective
// is one: "in neighboring Sweden".
func (e *English) describes(tokens []entente.Token, tags []int, i int) bool {
	before, tag, after := e.tags[tags[i-1]].tag, e.tags[tags[i]].tag, e.tags[tags[i+1]].tag
	return tag == "VBG" && (before == "IN" || before == "DT") && strings.HasPrefix(after, "NN") &&
		e.lexicon.readings[strings.ToLower(tokens[i].Form)]&adjective != 0
}

// possesses reports whether the apostrophe at i makes a possessive of a word
// that ends in s: "the rebels' camp".
func possesses(tokens []entente.Token, i int) bool {
	if i == 0 || i+1 >= len(tokens) {
		return false
	}
	before, after := tokens[i-1], tokens[i+1]
	glued := before.Span.End == tokens[i].Span.Start && tokens[i].Span.End < after.Span.Start
	return glued && strings.HasSuffix(strings.ToLower(before.Form), "s")
}
