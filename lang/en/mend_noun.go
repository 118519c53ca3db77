package en

import (
	entente "github.com/entente-project/entente"
)

// mendPhrase puts right what nouns and their phrases are taken for.
func mendPhrase(tokens []entente.Token) {
	for i := range tokens {
		mendDescribed(tokens, i)
		mendConjunct(tokens, i)
		mendNumbered(tokens, i)
	}
}

// mendDescribed makes an adjective of a participle between a preposition and a
// noun: "in neighboring Sweden".
func mendDescribed(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Tag != "JJ" || i == 0 || i+1 >= len(tokens) || t.Rel != "advcl" && t.Rel != "acl" {
		return
	}
	noun := child(tokens, i, "obj")
	if noun < i {
		return
	}
	for j := range tokens {
		if tokens[j].Head == i+1 && j != noun {
			tokens[j].Head = noun + 1
			if tokens[j].Rel == "mark" {
				tokens[j].Rel, tokens[j].POS = "case", "ADP"
			}
		}
	}
	rel := "obl"
	if t.Rel == "acl" {
		rel = "nmod"
	}
	tokens[noun].Head, tokens[noun].Rel = t.Head, rel
	t.Head, t.Rel, t.POS = noun+1, "amod", "ADJ"
}

// mendConjunct puts side by side two names of which the first was taken for part
// of the second: "between Poland and South Korea".
func mendConjunct(tokens []entente.Token, i int) {
	a := &tokens[i]
	if a.POS != "PROPN" || a.Rel != "compound" || a.Head <= i+1 || i+1 >= len(tokens) {
		return
	}
	second := a.Head - 1
	b := &tokens[second]
	if cc := tokens[i+1]; cc.Rel != "cc" || cc.Head != a.Head || b.POS != "PROPN" {
		return
	}
	a.Head, a.Rel = b.Head, b.Rel
	b.Head, b.Rel = i+1, "conj"
	for j := range i {
		if tokens[j].Head == second+1 {
			tokens[j].Head = i + 1
		}
	}
}

// mendNumbered takes what belongs to a numbered thing off its number: "article
// four of its treaty".
func mendNumbered(tokens []entente.Token, i int) {
	t := &tokens[i]
	if t.Rel != "nmod" || t.Head == 0 || t.Head > i {
		return
	}
	if n := tokens[t.Head-1]; n.Tag == "CD" && n.Head == t.Head-1 && n.Head > 0 && nounLike(tokens[n.Head-1]) {
		t.Head = n.Head
	}
}
