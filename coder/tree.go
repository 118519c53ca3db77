package coder

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
)

// none is the number of no token.
const none = -1

// A tree is one sentence seen from its tokens. Tokens are counted from 0 here;
// none stands for the head of the root and for whatever is missing.
type tree struct {
	s      entente.Sentence
	g      *grammar
	head   []int
	kids   [][]int
	rel    []string // universal relation without subtype
	sub    []string // subtype, "" when none
	lemma  []string // folded lemma: lower case, one spelling
	lower  []string // folded form
	clause []clause // memo of clauseOf, by token
}

// newTree indexes the dependency tree of s. A head that points outside the
// sentence or at itself counts as none, so that any input gives a forest.
func newTree(s entente.Sentence, g *grammar) *tree {
	n := len(s.Tokens)
	t := &tree{s: s, g: g,
		head: make([]int, n), kids: make([][]int, n), rel: make([]string, n), sub: make([]string, n),
		lemma: make([]string, n), lower: make([]string, n), clause: make([]clause, n)}
	count := make([]int, n)
	for i, k := range s.Tokens {
		h := k.Head - 1
		if h < 0 || h >= n || h == i {
			h = none
		}
		t.head[i] = h
		t.rel[i], t.sub[i], _ = strings.Cut(k.Rel, ":")
		t.lower[i] = g.fold(strings.ToLower(k.Form))
		t.lemma[i] = g.fold(strings.ToLower(k.Lemma))
		if h != none {
			count[h]++
		}
	}
	flat := make([]int, n)
	for i, c := range count {
		t.kids[i], flat = flat[:0:c], flat[c:]
	}
	for i, h := range t.head {
		if h != none {
			t.kids[h] = append(t.kids[h], i)
		}
	}
	t.cutCycles()
	return t
}

// cutCycles makes every token that does not hang from a root one itself.
func (t *tree) cutCycles() {
	for i := range t.head {
		steps := 0
		for j := i; j != none; j = t.head[j] {
			if steps++; steps > len(t.head) {
				h := t.head[i]
				t.kids[h] = slices.DeleteFunc(t.kids[h], func(k int) bool { return k == i })
				t.head[i] = none
				break
			}
		}
	}
}

func (t *tree) len() int { return len(t.head) }

func (t *tree) tok(i int) entente.Token { return t.s.Tokens[i] }

// kid is the first dependent of i with relation rel, or none.
func (t *tree) kid(i int, rel string) int {
	for _, k := range t.kids[i] {
		if t.rel[k] == rel {
			return k
		}
	}
	return none
}

// kidSub is the first dependent of i with relation rel and subtype sub, or none.
func (t *tree) kidSub(i int, rel, sub string) int {
	for _, k := range t.kids[i] {
		if t.rel[k] == rel && t.sub[k] == sub {
			return k
		}
	}
	return none
}

// under reports whether i is a or hangs below it.
func (t *tree) under(i, a int) bool {
	for ; i != none; i = t.head[i] {
		if i == a {
			return true
		}
	}
	return false
}

// marked reports whether i has the preposition or clause marker word.
func (t *tree) marked(i int, word string) bool {
	for _, k := range t.kids[i] {
		if t.rel[k] != "case" && t.rel[k] != "mark" {
			continue
		}
		if t.lower[k] == word {
			return true
		}
		for _, f := range t.kids[k] {
			if t.rel[f] == "fixed" && t.lower[f] == word {
				return true
			}
		}
	}
	return false
}

// hasCase reports whether i has any preposition but a possessive ending.
func (t *tree) hasCase(i int) bool {
	for _, k := range t.kids[i] {
		if t.rel[k] == "case" && t.tok(k).Tag != "POS" {
			return true
		}
	}
	return false
}

func (t *tree) isVerb(i int) bool { return t.tok(i).POS == "VERB" || t.tok(i).POS == "AUX" }

func (t *tree) isNoun(i int) bool {
	switch t.tok(i).POS {
	case "NOUN", "PROPN":
		return true
	}
	return false
}

func (t *tree) plural(i int) bool {
	tag := t.tok(i).Tag
	return tag == "NNS" || tag == "NNPS" || strings.Contains(t.tok(i).Feats, "Number=Plur")
}

// relative reports whether i is a relative pronoun: who, which, that.
func (t *tree) relative(i int) bool {
	tag := t.tok(i).Tag
	return tag == "WDT" || tag == "WP" || tag == "WP$" || strings.Contains(t.tok(i).Feats, "PronType=Rel")
}

// phrase is the span from the first to the last token of the noun phrase of i:
// its modifiers, names and possessors, without clauses and prepositional
// phrases that hang from it, appositions or conjuncts.
func (t *tree) phrase(i int) (first, last int) {
	first, last = i, i
	for _, k := range t.kids[i] {
		switch t.rel[k] {
		case "amod", "compound", "flat", "nummod", "goeswith", "fixed":
		case "nmod":
			if t.sub[k] != "poss" {
				continue
			}
		case "det":
		default:
			continue
		}
		a, b := t.phrase(k)
		first, last = min(first, a), max(last, b)
	}
	for _, k := range t.kids[i] {
		if t.rel[k] == "case" && t.tok(k).Tag == "POS" {
			last = max(last, k)
		}
	}
	return first, last
}

// span is the bytes from token first to token last, both in it.
func (t *tree) span(first, last int) entente.Span {
	return entente.Span{Start: t.tok(first).Span.Start, End: t.tok(last).Span.End}
}
