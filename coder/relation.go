package coder

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

// A Relation is what one party does to another in a sentence: the question of the
// field's validation sets, which name the two and ask for the type.
type Relation struct {
	Type       entente.Type
	CAMEO      string
	Aspect     entente.Aspect
	Mutual     bool    // both do it together, and no operator is laid on it: they reach an agreement
	By         string  // rows that decided; "" when none did and the type is a guess
	Confidence float64 // 0 to 1; 0 of a guess
	Fits       bool    // one of the two at least is what was asked of it in the act
}

// Codes of the two parties, which are asked about by their place and not by
// their name; no state has them.
const (
	sourceCode = entente.EntityID("QSS")
	targetCode = entente.EntityID("QTT")
)

// Relate judges what the party whose words are at source does to the party at
// target. There is always an answer: without any act of the two it is the
// weightiest act of the text, and without any act a guess.
func (c *Coder) Relate(text string, source, target entente.Span) Relation {
	q := c.ask(text, source, target)
	r := q.byRows()
	if !r.YieldsTo(1) {
		return r
	}
	a := c.arbiter()
	if a == nil {
		return r
	}
	return a.decide(q, r)
}

// YieldsTo reports whether r, an answer of the rows alone, gives way to that of an
// arbiter that is sure by p, 0 to 1.
func (r Relation) YieldsTo(p float64) bool { return r.By == "" || !r.Fits && p >= Certain }

// A question is two marked parties of a text and the acts found there.
type question struct {
	v      *view // the sentence with the parties
	source int   // token that heads the words of the source; none when it is not marked
	target int
	acts   []judged // the likeliest first
}

// ask reads text and finds its acts.
func (c *Coder) ask(text string, source, target entente.Span) question {
	return c.askOf(newDocument(c, entente.Document{ID: "relation", Text: text}), c.lang.Parse(text), source, target)
}

// askOf is ask for sentences of d that are parsed already; the spans index its
// text.
func (c *Coder) askOf(d *document, sentences []entente.Sentence, source, target entente.Span) question {
	q := question{source: none, target: none}
	var views []*view
	most := -1
	for _, s := range sentences {
		v := newMarkedView(d, newTree(s, c.grammar), map[entente.EntityID]entente.Span{sourceCode: source, targetCode: target})
		views = append(views, v)
		s, t := v.headOf(sourceCode), v.headOf(targetCode)
		if n := count(s != none, t != none); n > most {
			most, q.v, q.source, q.target = n, v, s, t
		}
	}
	d.lead(views)
	for _, v := range views {
		for i := range v.len() {
			v.frameAt(i)
		}
		for i := range v.len() {
			if f := v.frames[i].f; f != nil && f.typ != "" {
				v.complete(f)
				q.acts = append(q.acts, v.judge(f))
			}
		}
		d.learn(v)
	}
	slices.SortStableFunc(q.acts, func(a, b judged) int { return b.compare(a) })
	return q
}

func count(bs ...bool) int {
	n := 0
	for _, b := range bs {
		if b {
			n++
		}
	}
	return n
}

// headOf is the token that heads the words of the marked party id.
func (v *view) headOf(id entente.EntityID) int {
	for _, m := range v.ment {
		if m.Meanings[0].Entity != id {
			continue
		}
		for i := m.First; i < m.Last; i++ {
			if h := v.head[i]; h < m.First || h >= m.Last {
				return i
			}
		}
	}
	return none
}

// byRows is the answer of the likeliest act alone.
func (q question) byRows() Relation {
	if len(q.acts) == 0 {
		return Relation{Type: entente.Assault, CAMEO: "190"}
	}
	return q.acts[0].relation()
}

// relation is what the act says as an answer.
func (j judged) relation() Relation {
	f := j.frame
	return Relation{f.typ, f.cameo, j.aspect, j.mutual, by(f), j.confidence, j.fit > 1}
}

// newMarkedView is a view in which the words of each span are the name of a
// party, whatever else they may mean.
func newMarkedView(d *document, t *tree, marks map[entente.EntityID]entente.Span) *view {
	v := plainView(d, t)
	for _, id := range []entente.EntityID{sourceCode, targetCode} {
		first, last := none, none
		for i := range v.len() {
			if marks[id].Contains(v.tok(i).Span) {
				if first == none {
					first = i
				}
				last = i
			}
		}
		if first == none {
			continue
		}
		v.ment = append(v.ment, entity.Mention{First: first, Last: last + 1, Meanings: []entity.Meaning{{Entity: id, Kind: v.markedKind(first, last), Row: markedRow}}})
		for i := first; i <= last; i++ {
			v.at[i] = len(v.ment) - 1
		}
	}
	v.mend()
	return v
}

// markedKind is what kind of party the words from first to last name: a state, its
// people, one who leads, or none of these.
func (v *view) markedKind(first, last int) entity.Kind {
	head := first
	for i := first; i <= last; i++ {
		if h := v.head[i]; h < first || h > last {
			head = i
			break
		}
	}
	if m := v.at[head]; m != none {
		switch k := v.ment[m].Meanings[0].Kind; k {
		case entity.Demonym:
			if v.isNoun(head) && v.plural(head) {
				return k
			}
		case entity.Leader:
			return k
		case entity.State, entity.Capital:
			return entity.State
		}
	}
	sector, agent := v.c.agents.sector(v.tree, head)
	switch {
	case agent && !v.plural(head) && v.c.agents.person(v.tree, head):
		return entity.Leader
	case sector == "GOV" || sector == "MIL" || sector == "IGO":
		return entity.State
	}
	for k := first; k <= last; k++ {
		if v.head[k] == head && k < head && v.tok(head).POS == "PROPN" && v.c.grammar.is("person", v.lemma[k]) {
			return entity.Leader // a title before a name
		}
	}
	return entity.Body
}

// markedRow stands for the row of a table in the meaning of marked words.
const markedRow = "marked"

// A judged frame is one with what speaks for it as the answer.
type judged struct {
	frame      *frame
	fit        int // see [view.fit]
	weight     int // how well the two are its parties and it the main act
	score      int
	early      int // minus the place of its predicate
	mutual     bool
	aspect     entente.Aspect
	confidence float64
}

func (j judged) compare(o judged) int {
	return cmp.Or(cmp.Compare(j.weight, o.weight), cmp.Compare(j.score, o.score), cmp.Compare(j.early, o.early))
}

// judge weighs a frame.
func (v *view) judge(f *frame) judged {
	j := judged{frame: f, score: f.score, early: -f.tok, aspect: v.aspect(f)}
	deed := f.row.op != nil && v.kid(f.tok, "xcomp") != none // agreed to do, not agreed on
	j.mutual = len(f.ops) == 0 && !deed && f.actor.has(sourceCode) && f.actor.has(targetCode)
	j.fit = v.fit(f)
	j.weight = 3*j.fit - 3*v.depth(f.tok)
	if f.taken {
		j.weight -= 6
	}
	if f.row.pos == 'N' {
		j.weight--
		if v.beside(f.tok) {
			j.weight -= 3
		}
	}
	if v.isMarked(f.tok) {
		j.weight -= 12
	}
	j.confidence = v.event(f, nil).Confidence * float64(j.fit+1) / 7
	return j
}

// fit is how many of the two are parties of the frame, and whether in their
// places: 6 for both, 0 for none.
func (v *view) fit(f *frame) int {
	s, t := f.actor.has(sourceCode), f.recipient.has(targetCode)
	switch {
	case s && t, f.sym && s && f.actor.has(targetCode):
		return 6
	case s && !f.recipient.known():
		return 5
	case s, t && !f.actor.known():
		return 4
	case t:
		return 3
	case f.actor.has(targetCode) && f.recipient.has(sourceCode):
		return 2
	case f.actor.has(targetCode) || f.recipient.has(sourceCode):
		return 1
	}
	return 0
}

// isMarked reports whether token i is one of the words that name a party.
func (v *view) isMarked(i int) bool {
	return v.at[i] != none && v.ment[v.at[i]].Meanings[0].Row == markedRow
}

// depth is how many clauses that say something by the way lie around token i:
// relative clauses, adverbial ones, phrases of nouns.
func (v *view) depth(i int) int {
	n := 0
	for ; i != none; i = v.head[i] {
		switch v.rel[i] {
		case "acl", "advcl", "parataxis", "appos":
			n++
		case "nmod":
			n++
		}
	}
	return n
}
