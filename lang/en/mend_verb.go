package en

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// frames say what verbs take with them; see the table frames.
type frames struct {
	infinitive, bare, naming map[string]bool
	adjectives               map[string]bool
	particles                map[string][]string
}

func newFrames() *frames {
	return &frames{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string][]string{}}
}

func (f *frames) row(r table.Row) error {
	verb := r.Get("verb")
	switch r.Get("frame") {
	case "infinitive":
		f.infinitive[verb] = true
	case "bare":
		f.bare[verb] = true
	case "naming":
		f.naming[verb] = true
	case "adjective":
		f.adjectives[verb] = true
	case "particle":
		f.particles[verb] = strings.Split(r.Get("words"), "|")
	default:
		return r.Errorf("unknown frame %q; the frames are infinitive, bare, naming, adjective, particle", r.Get("frame"))
	}
	return nil
}

// mendClause puts right what verbs and their clauses are taken for.
func (e *English) mendClause(tokens []entente.Token) {
	for i := range tokens {
		e.mendParticle(tokens, i)
		e.mendUsedTo(tokens, i)
		e.mendFinite(tokens, i)
		e.mendBare(tokens, i)
		mendDue(tokens, i)
		mendParticiple(tokens, i)
		e.mendNominal(tokens, i)
		e.mendAgent(tokens, i)
		e.mendInner(tokens, i)
		mendAfter(tokens, i)
		e.mendNaming(tokens, i)
		e.mendCrossing(tokens, i)
		e.mendAdjective(tokens, i)
	}
	mendTalks(tokens)
	e.mendVerbless(tokens)
}

// child is the place of the first dependent of the word at i that has one of the
// relations; -1 when there is none.
func child(tokens []entente.Token, i int, rels ...string) int {
	for j := range tokens {
		if tokens[j].Head == i+1 && slices.Contains(rels, tokens[j].Rel) {
			return j
		}
	}
	return -1
}

// asVerb makes the word at i a verb with the tag.
func (e *English) asVerb(tokens []entente.Token, i int, tag string) {
	t := &tokens[i]
	t.POS, t.Tag, t.Feats = "VERB", tag, e.featsOf(tag, "")
	t.Lemma = e.lemmas.Lemma(strings.ToLower(t.Form), "VERB", tag)
}

// stops reports whether a sentence ends with a full stop, as headlines do not.
func stops(tokens []entente.Token) bool {
	for i := len(tokens) - 1; i >= 0; i-- {
		switch tokens[i].Form {
		case ".":
			return true
		case `"`, "'", ")":
		default:
			return false
		}
	}
	return false
}

// mendFinite makes a verb in the past of a participle with a subject and no
// auxiliary: "Farmers called off their protest."
func (e *English) mendFinite(tokens []entente.Token, i int) {
	v := &tokens[i]
	if v.Tag != "VBN" || v.POS != "VERB" || child(tokens, i, "aux", "aux:pass", "cop", "obl:agent") >= 0 {
		return
	}
	switch v.Rel {
	case "root", "ccomp", "parataxis":
	default:
		return
	}
	subject := child(tokens, i, "nsubj:pass", "nsubj")
	if subject < 0 || subject > i || !stops(tokens) {
		return
	}
	v.Tag, v.Feats = "VBD", e.featsOf("VBD", "")
	tokens[subject].Rel = "nsubj"
	if child(tokens, i, "obj") >= 0 {
		return
	}
	for j := i + 1; j < len(tokens); j++ {
		if t := &tokens[j]; t.Head == i+1 && t.Rel == "obl" && nounLike(*t) && child(tokens, j, "case") < 0 {
			t.Rel = "obj"
			return
		}
	}
}

// mendBare makes an object of a noun whose number has "at least" before it, which
// was taken for a preposition: "released at least nine teachers".
func (e *English) mendBare(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Rel != "obl" || !nounLike(*t) || e.times[t.Lemma] || e.nameOfTime(t.Form) || t.Head == 0 || t.Head > i || child(tokens, i, "case", "mark") >= 0 {
		return
	}
	n := child(tokens, i, "nummod")
	if n < 2 || tokens[n-1].Lemma != "least" && tokens[n-1].Lemma != "little" && tokens[n-1].Lemma != "much" {
		return
	}
	if v := t.Head - 1; tokens[v].POS == "VERB" && child(tokens, v, "obj", "aux:pass", "obl:agent") < 0 && tokens[v].Tag != "VBN" {
		t.Rel = "obj"
	}
}

func nounLike(t entente.Token) bool { return t.POS == "NOUN" || t.POS == "PROPN" }

// mendVerbless gives a sentence without a finite verb the participle after its
// first noun, "Russian columns rolled into Georgia.", or the infinitive of a
// headline, "Poland to send rifles".
func (e *English) mendVerbless(tokens []entente.Token) {
	root := -1
	for i, t := range tokens {
		switch t.Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return
		}
		if t.Head == 0 {
			root = i
		}
	}
	if root < 0 || !nounLike(tokens[root]) {
		return
	}
	v := child(tokens, root, "acl")
	if v < 0 || v < root {
		return
	}
	to := child(tokens, v, "mark")
	switch {
	case tokens[v].Tag == "VB" && to == root+1 && tokens[to].Lemma == "to":
	case tokens[v].Tag == "VBN" && v == root+1 && stops(tokens) && child(tokens, v, "obl:agent", "aux", "aux:pass") < 0:
		tokens[v].Tag, tokens[v].Feats = "VBD", e.featsOf("VBD", "")
	default:
		return
	}
	tokens[v].Head, tokens[v].Rel = 0, "root"
	for j := range tokens {
		if tokens[j].Head == root+1 && (j > v || tokens[j].Rel == "punct") {
			tokens[j].Head = v + 1
		}
	}
	tokens[root].Head, tokens[root].Rel = v+1, "nsubj"
}

// mendParticle makes part of the verb a word that was taken for a preposition:
// "handed over two suspects".
func (e *English) mendParticle(tokens []entente.Token, i int) {
	v := tokens[i]
	if i+2 >= len(tokens) || v.POS != "VERB" || !slices.Contains(e.frames.particles[v.Lemma], tokens[i+1].Lemma) {
		return
	}
	p := &tokens[i+1]
	if p.Rel == "case" && p.Head > i+2 && tokens[i+2].Tag != "IN" {
		noun := &tokens[p.Head-1]
		if !nounLike(*noun) || noun.Head != i+1 || noun.Rel != "obl" || child(tokens, i, "obj") >= 0 || child(tokens, i, "aux:pass") >= 0 {
			return
		}
		noun.Rel = "obj"
	} else if counted := p.Head == i+3 && tokens[i+2].Tag == "CD"; p.Rel != "advmod" && p.Rel != "obl" || p.Head != i+1 && !counted || child(tokens, i, "obj") < 0 {
		return
	}
	p.Head, p.Rel, p.POS, p.Tag = i+1, "compound:prt", "ADP", "RP"
}

// mendUsedTo reads an infinitive after "used": "will be used to station
// drones".
func (e *English) mendUsedTo(tokens []entente.Token, i int) {
	if i+3 >= len(tokens) || tokens[i].Lemma != "use" || child(tokens, i, "aux:pass") < 0 || tokens[i+1].Lemma != "to" {
		return
	}
	to, v := &tokens[i+1], &tokens[i+2]
	if v.Rel != "compound" || v.Tag != "NN" || e.lexicon.readings[v.Form]&verbBase == 0 || to.Head != v.Head {
		return
	}
	noun := &tokens[v.Head-1]
	if noun.Head != i+1 {
		return
	}
	noun.Head, noun.Rel = i+3, "obj"
	v.Head, v.Rel = i+1, "xcomp"
	to.Head, to.Rel, to.POS, to.Tag = i+3, "mark", "PART", "TO"
	e.asVerb(tokens, i+2, "VB")
}

// mendDue makes an adjective of the "due" that was taken for a conjunction: "is
// due to visit Mongolia".
func mendDue(tokens []entente.Token, i int) {
	if i+2 >= len(tokens) || tokens[i].Lemma != "due" || tokens[i+1].Lemma != "to" || tokens[i].Head <= i+1 || tokens[i+1].Head != i+1 && tokens[i+1].Head != tokens[i].Head {
		return
	}
	at := tokens[i].Head - 1
	v, due := &tokens[at], &tokens[i]
	if v.Tag != "VB" || due.Rel != "mark" {
		return
	}
	due.Head, due.Rel, due.POS, due.Tag = v.Head, v.Rel, "ADJ", "JJ"
	v.Head, v.Rel = i+1, "xcomp"
	to := &tokens[i+1]
	to.Head, to.Rel, to.POS, to.Tag = at+1, "mark", "PART", "TO"
	for j := range i {
		if tokens[j].Head == at+1 {
			tokens[j].Head = i + 1
			tokens[j].Rel = strings.TrimSuffix(tokens[j].Rel, ":outer")
		}
	}
	if last := len(tokens) - 1; tokens[last].Head == at+1 && tokens[last].Rel == "punct" {
		tokens[last].Head = i + 1
	}
}

// mendParticiple makes a modifier of a participle between a verb and its object:
// "returned stolen assets to Nigeria".
func mendParticiple(tokens []entente.Token, i int) {
	t := &tokens[i]
	if i == 0 || t.Tag != "VBN" && t.Tag != "VBD" || t.Rel != "xcomp" || t.Head != i || child(tokens, i, "aux", "aux:pass", "mark") >= 0 {
		return
	}
	noun := child(tokens, i, "obj")
	if noun < i {
		return
	}
	for j := range tokens {
		if tokens[j].Head == i+1 && j > noun {
			tokens[j].Head = i
		}
	}
	tokens[noun].Head, tokens[noun].Rel = i, "obj"
	t.Head, t.Rel, t.POS, t.Tag = noun+1, "amod", "VERB", "VBN"
}

// mendNominal makes a noun of a verb that has an article or adjective and is
// what another verb acts on: "lamented Slovenian foot-dragging", "flouted the
// arms embargo".
func (e *English) mendNominal(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.POS != "VERB" || child(tokens, i, "nsubj", "aux", "aux:pass", "obj", "mark") >= 0 {
		return
	}
	if j := child(tokens, i, "det", "amod", "nmod:poss", "compound"); j < 0 || j > i {
		return
	}
	switch {
	case t.Tag == "VBG" && t.Rel == "xcomp":
		t.Rel = "obj"
	case t.Tag == "VBG":
		return
	case t.Rel != "obj" && t.Rel != "iobj" && t.Rel != "nmod" && t.Rel != "obl":
		return
	}
	tag := "NN"
	if t.Tag == "VBZ" {
		tag = "NNS"
	}
	t.POS, t.Tag, t.Feats = "NOUN", tag, e.featsOf(tag, "")
	t.Lemma = e.lemmas.Lemma(strings.ToLower(t.Form), "NOUN", tag)
	for j := range tokens {
		if tokens[j].Head == i+1 && tokens[j].Rel == "obl" {
			tokens[j].Rel = "nmod"
		}
	}
}

// mendAgent gives a passive the agent that was hung on a word after it: "was
// shot dead by guards", "were shot and killed by soldiers".
func (e *English) mendAgent(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Head == 0 || t.Head > i {
		return
	}
	by := child(tokens, i, "case")
	h := &tokens[t.Head-1]
	if by < 0 || tokens[by].Lemma != "by" || h.Head == 0 || h.Head >= t.Head {
		return
	}
	passive := h.Head - 1
	if child(tokens, passive, "aux:pass") < 0 || child(tokens, passive, "obl:agent") >= 0 {
		return
	}
	switch {
	case h.POS == "ADJ" && h.Rel == "xcomp":
	case t.Rel == "obl:agent" && h.Rel == "conj" && h.Tag == "VBN" && h.Head+2 == t.Head && tokens[t.Head-2].Rel == "cc":
		for j := i + 1; j < len(tokens); j++ {
			if day := &tokens[j]; day.Head == t.Head && day.Rel == "obl" && e.nameOfTime(day.Form) {
				day.Head = passive + 1
			}
		}
	default:
		return
	}
	t.Head, t.Rel = passive+1, "obl:agent"
}

// mendCrossing makes a noun of a form in -ing after the noun that goes with it:
// "blocked the border crossing".
func (e *English) mendCrossing(tokens []entente.Token, i int) {
	t := &tokens[i]
	if i == 0 || t.Tag != "VBG" || t.Rel != "xcomp" && t.Rel != "advcl" && t.Rel != "acl" || e.lexicon.readings[t.Form]&nounSingular == 0 || child(tokens, i, "obj", "mark") >= 0 {
		return
	}
	n := &tokens[i-1]
	if n.Tag != "NN" || n.Rel != "obj" || t.Head != n.Head && t.Head != i {
		return
	}
	t.Head, t.Rel, t.POS, t.Tag, t.Lemma, t.Feats = n.Head, "obj", "NOUN", "NN", t.Form, e.featsOf("NN", "")
	n.Head, n.Rel = i+1, "compound"
	for j := range tokens {
		switch {
		case tokens[j].Head == i && j < i-1:
			tokens[j].Head = i + 1
		case tokens[j].Head == i+1 && tokens[j].Rel == "obl":
			tokens[j].Rel = "nmod"
		}
	}
}

// mendAdjective makes an adjective of a participle that is no passive: "is
// prepared to meet".
func (e *English) mendAdjective(tokens []entente.Token, i int) {
	t := &tokens[i]
	be := child(tokens, i, "aux:pass")
	if t.Tag != "VBN" || be < 0 || child(tokens, i, "xcomp") < 0 || child(tokens, i, "obl:agent") >= 0 || !e.frames.adjectives[strings.ToLower(t.Form)] {
		return
	}
	t.POS, t.Tag, t.Lemma, t.Feats = "ADJ", "JJ", strings.ToLower(t.Form), e.featsOf("JJ", "")
	tokens[be].Rel = "cop"
	if s := child(tokens, i, "nsubj:pass"); s >= 0 {
		tokens[s].Rel = "nsubj"
	}
}

// mendTalks gives a sentence the verb that was joined to its subject: "Talks
// between X and Y broke down."
func mendTalks(tokens []entente.Token) {
	root := slices.IndexFunc(tokens, func(t entente.Token) bool { return t.Head == 0 })
	if root < 0 || !nounLike(tokens[root]) || child(tokens, root, "nsubj", "cop") >= 0 {
		return
	}
	v := child(tokens, root, "conj")
	if v < 0 || child(tokens, v, "nsubj", "nsubj:pass", "cc") >= 0 {
		return
	}
	switch tokens[v].Tag {
	case "VBD", "VBZ", "VBP":
	default:
		return
	}
	for j := range tokens {
		if tokens[j].Head == root+1 && (j > v || tokens[j].Rel == "punct") {
			tokens[j].Head = v + 1
		}
	}
	tokens[v].Head, tokens[v].Rel = 0, "root"
	tokens[root].Head, tokens[root].Rel = v+1, "nsubj"
}

// mendInner gives verbs of having somebody do something their object and its
// infinitive: "allowed two tourists to leave", "helped Angola fight"; and an
// adjective the infinitive that was taken for its subject: "unwilling to sign".
func (e *English) mendInner(tokens []entente.Token, i int) {
	v := &tokens[i]
	if v.Tag != "VB" && v.Tag != "VBP" || v.Head == 0 || v.Head > i {
		return
	}
	h := tokens[v.Head-1]
	subject, mark := child(tokens, i, "nsubj"), child(tokens, i, "mark")
	switch to := mark >= 0 && tokens[mark].Lemma == "to"; {
	case to && v.Rel == "csubj" && h.POS == "ADJ":
		if s := child(tokens, v.Head-1, "nsubj"); s >= 0 && s < v.Head {
			v.Rel = "xcomp"
		}
	case to && v.Rel == "advcl" && subject < 0 && e.frames.infinitive[h.Lemma]:
		if o := child(tokens, v.Head-1, "obj"); o >= v.Head && o < i {
			v.Rel = "xcomp"
		}
	case mark < 0 && (v.Rel == "ccomp" || v.Rel == "xcomp") && subject >= v.Head && e.frames.bare[h.Lemma]:
		if child(tokens, i, "aux") < 0 && child(tokens, v.Head-1, "obj") < 0 {
			tokens[subject].Head, tokens[subject].Rel = v.Head, "obj"
			v.Rel, v.Tag, v.Feats = "xcomp", "VB", e.featsOf("VB", "")
		}
	}
}

// mendAfter makes a phrase of a noun that was taken for a clause: "After talks
// with Turkey, ...".
func mendAfter(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.POS != "NOUN" || t.Rel != "advcl" || has(tokens, i+1, "nsubj") || has(tokens, i+1, "cop") || has(tokens, i+1, "aux") {
		return
	}
	m := child(tokens, i, "mark")
	if m < 0 || tokens[m].Tag != "IN" {
		return
	}
	switch tokens[m].Lemma {
	case "after", "before", "since", "until", "for", "with", "amid", "despite", "during":
		t.Rel, tokens[m].Rel, tokens[m].POS = "obl", "case", "ADP"
	}
}

// mendNaming makes of a second object, or of an apposition without a comma, what
// the first is called: "named Iran a sponsor of terror".
func (e *English) mendNaming(tokens []entente.Token, i int) {
	v := tokens[i]
	if v.POS != "VERB" || !e.frames.naming[v.Lemma] {
		return
	}
	first := child(tokens, i, "obj", "iobj")
	if first < i {
		return
	}
	for j := first + 1; j < len(tokens); j++ {
		t := &tokens[j]
		if t.POS != "NOUN" || tokens[j-1].Form == "," {
			continue
		}
		second := t.Head == i+1 && (t.Rel == "obj" || t.Rel == "iobj")
		apposed := t.Rel == "appos" && t.Head == first+1
		article := child(tokens, j, "det")
		if !second && !apposed || article < 0 || tokens[article].Lemma != "a" || article > 0 && tokens[article-1].Form == "," {
			continue
		}
		t.Head, t.Rel = i+1, "xcomp"
		tokens[first].Rel = "obj"
		return
	}
}
