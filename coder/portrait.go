package coder

import (
	"slices"
	"strconv"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/linear"
)

// A Portrait is what the arbiter sees of two parties in a sentence. Words and
// Meanings are free features; Rows are what the tables say, free and tied to the
// types for which they speak.
type Portrait struct {
	Words    []linear.Feature
	Meanings []linear.Feature
	Paths    []linear.Feature
	Rows     linear.Case
	Kinds    []int // of the thesaurus, by their numbers, that Meanings speak of
}

// Case is the portrait as one case for a linear model.
func (p Portrait) Case() linear.Case {
	free := slices.Concat(p.Words, p.Meanings, p.Paths, p.Rows.Free)
	return linear.Case{Free: free, Tied: p.Rows.Tied}
}

// A painter draws the portrait of one pair.
type painter struct {
	v        *view
	thesauri Thesaurus
	Portrait
}

// A slot is a token with what it is in the relation of the two parties.
type slot struct {
	name string
	tok  int
}

func (p *painter) word(parts ...string) {
	p.Words = append(p.Words, linear.Feature{Key: linear.Hash(parts...), Value: 1})
}

func (p *painter) path(parts ...string) {
	p.Paths = append(p.Paths, linear.Feature{Key: linear.Hash(parts...), Value: 1})
}

// portray draws s and t, the tokens that head the two parties. The acts are what
// the rows found in the sentence, the likeliest first.
func (v *view) portray(s, t int, acts []judged, th Thesaurus) Portrait {
	p := &painter{v: v, thesauri: th}
	p.Rows.Tied = make([][]linear.Feature, len(v.c.book.types()))
	slots := v.slots(s, t)
	for _, x := range slots {
		p.slot(x)
	}
	if s != none && t != none {
		p.path("order", strconv.FormatBool(s < t))
		p.path("near", strconv.Itoa(min(12, max(s-t, t-s))/3))
	}
	for i := range v.len() {
		if !v.isMarked(i) && v.isContent(i) {
			p.Words = append(p.Words, linear.Feature{Key: linear.Hash("bag", v.lemma[i]), Value: 0.5})
			p.mean("bag", i, 0.3)
		}
	}
	p.rows(acts)
	return p.Portrait
}

func (v *view) isContent(i int) bool {
	switch v.tok(i).POS {
	case "NOUN", "VERB", "ADJ", "ADV":
		return true
	}
	return false
}

// slots lists the words that stand between and above the two parties, with what
// each is to them.
func (v *view) slots(s, t int) []slot {
	var out []slot
	up := func(i int) []int {
		var path []int
		for ; i != none; i = v.head[i] {
			path = append(path, i)
		}
		return path
	}
	ps, pt := up(s), up(t)
	least := none
	for _, i := range pt {
		if slices.Contains(ps, i) {
			least = i
			break
		}
	}
	verbAbove := func(i int) int {
		for ; i != none; i = v.head[i] {
			if v.isVerb(i) || v.kid(i, "cop") != none {
				return i
			}
		}
		return none
	}
	add := func(name string, i int) {
		if i != none && !v.isMarked(i) {
			out = append(out, slot{name, i})
		}
	}
	above := func(i int) int {
		if i == none {
			return none
		}
		return v.head[i]
	}
	add("least", least)
	add("verb", verbAbove(least))
	add("overs", above(s))
	add("overt", above(t))
	vs, vt := verbAbove(above(s)), verbAbove(above(t))
	add("verbs", vs)
	add("verbt", vt)
	for _, i := range ps {
		if i == least {
			break
		}
		if i != s {
			add("mids", i)
		}
	}
	for _, i := range pt {
		if i == least {
			break
		}
		if i != t {
			add("midt", i)
		}
	}
	return out
}

// slot draws one word of the relation with its own company.
func (p *painter) slot(x slot) {
	v, i := p.v, x.tok
	p.word(x.name, v.lemma[i])
	p.word(x.name, v.lemma[i], v.rel[i])
	p.mean(x.name, i, 1)
	p.path(x.name, "rel", v.rel[i])
	p.path(x.name, "pos", v.tok(i).POS)
	passive := v.isVerb(i) && v.clauseOf(i).passive
	if passive {
		p.path(x.name, "passive")
		p.word(x.name, v.lemma[i], "passive")
	}
	for _, m := range v.marks(i) {
		p.path(x.name, "mark", m)
	}
	for _, m := range v.matches(v.c.operators, i) {
		p.path(x.name, "operator", string(m.row.typ))
		p.path(x.name, "operator", m.row.by)
	}
	for _, k := range v.kids[i] {
		name := x.name + ">" + v.rel[k]
		var prep string
		for _, c := range v.kids[k] {
			if v.rel[c] == "case" || v.rel[c] == "mark" {
				prep = v.lower[c]
				break
			}
		}
		switch v.rel[k] {
		case "nsubj", "obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "acl", "nmod", "compound", "amod", "conj":
		default:
			continue
		}
		if mark := v.markOf(k); mark != "" {
			p.path(name, prep, mark)
			p.word(x.name, v.lemma[i], v.rel[k], prep, mark)
			continue
		}
		if prep != "" {
			p.word(x.name, v.lemma[i], "prep", prep)
		}
		if !v.isContent(k) {
			continue
		}
		p.word(name, v.lemma[k])
		p.mean(name, k, 0.7)
		if v.rel[k] == "obj" || v.rel[k] == "xcomp" || v.rel[k] == "compound" {
			p.word(x.name, v.lemma[i], v.rel[k], v.lemma[k])
		}
		if v.rel[k] == "xcomp" || v.rel[k] == "ccomp" {
			for _, j := range v.kids[k] {
				if v.rel[j] == "obj" {
					p.word(name+">obj", v.lemma[j])
					p.mean(name+">obj", j, 0.7)
				}
			}
		}
	}
}

// markOf is "s" or "t" of a word that names the party asked about, else "".
func (v *view) markOf(i int) string {
	if v.at[i] == none {
		return ""
	}
	switch v.ment[v.at[i]].Meanings[0].Entity {
	case sourceCode:
		return "s"
	case targetCode:
		return "t"
	}
	return ""
}

// mean draws what kind of thing the word i is.
func (p *painter) mean(name string, i int, weight float32) {
	for _, k := range p.thesauri.Kinds(p.v.lemma[i], p.v.tok(i).POS) {
		p.Kinds = append(p.Kinds, k.Number)
		p.Meanings = append(p.Meanings, linear.Feature{Key: linear.Hash("kind", name, strconv.Itoa(k.Number)), Value: weight * k.Weight})
	}
}

// rows draws what the tables found.
func (p *painter) rows(acts []judged) {
	index := map[entente.Type]int{}
	for n, t := range p.v.c.book.types() {
		index[entente.Type(t)] = n
	}
	for n, j := range acts[:min(len(acts), 4)] {
		f := j.frame
		rank := strconv.Itoa(n)
		fit := strconv.Itoa(p.v.fit(f))
		kind := string(f.row.pos)
		switch {
		case len(f.ops) > 0:
			kind += "operator"
		case f.row.weak || f.row.generic:
			kind += "weak"
		case len(f.row.conds)+len(f.row.words) > 1:
			kind += "rich"
		}
		if f.taken {
			kind += "taken"
		}
		k := index[f.typ]
		add := func(parts ...string) {
			p.Rows.Tied[k] = append(p.Rows.Tied[k], linear.Feature{Key: linear.Hash(parts...), Value: 1})
		}
		add("rank", rank)
		add("rank", rank, "fit", fit)
		add("kind", kind, "fit", fit)
		add("rank", rank, "kind", kind)
		add("depth", strconv.Itoa(min(3, p.v.depth(f.tok))), rank)
		p.Rows.Free = append(p.Rows.Free, linear.Feature{Key: linear.Hash("act", rank, string(f.typ)), Value: 1})
		if f.inner != nil {
			p.Rows.Free = append(p.Rows.Free, linear.Feature{Key: linear.Hash("inner", rank, string(f.typ), string(f.inner.typ)), Value: 1})
		}
		p.Rows.Free = append(p.Rows.Free, linear.Feature{Key: linear.Hash("aspect", rank, string(j.aspect)), Value: 1})
	}
	if len(acts) == 0 {
		p.Rows.Free = append(p.Rows.Free, linear.Feature{Key: linear.Hash("no act"), Value: 1})
	}
}
