package dictionary

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/lib/petrarch"
)

// A fit is how a pattern fits around a verb: the phrases that it makes source
// and target; nil where it leaves them open.
type fit struct{ source, target []int }

// A side is the words on one side of a verb, the nearest first.
type side struct {
	*clause
	order []int
	place map[int]int // of a word, where in order it stands; counted from 0
	left  bool
	steps *int // taken for the pattern at hand
}

// maxSteps ends the search for one side of a pattern that could fit in too many
// ways: it does not fit. Patterns in use need some dozens.
const maxSteps = 10000

func newSide(c *clause, order []int, left bool) side {
	s := side{c, order, map[int]int{}, left, new(int)}
	for n, i := range order {
		s.place[i] = n
	}
	return s
}

// A clause is a verb with all that patterns look at.
type clause struct {
	*Coder
	*text
	phrases []phrase
	verb    int
	of      []int // of each word, its phrase; -1
}

// A part is an element of a pattern laid out for a side.
type part struct {
	petrarch.Element
	group int  // parts of one noun phrase have the same; 0 outside of braces
	prep  bool // it opens a prepositional phrase
	alone bool // ... that has nothing else in it
	of    int  // group of the prepositional phrase that it lies in, 0 for none
}

// layOut is elements as parts, in the order in which a side is searched.
func layOut(es []petrarch.Element, left bool) []part {
	var out []part
	group := 0
	var add func(es []petrarch.Element, noun, prep int)
	add = func(es []petrarch.Element, noun, prep int) {
		for n, e := range es {
			switch e.Kind {
			case petrarch.KindNoun:
				group++
				add(e.Parts, group, prep)
			case petrarch.KindPrep:
				group++
				add(e.Parts, noun, group)
			default:
				p := part{Element: e, group: noun, of: prep}
				if prep > 0 && n == 0 && noun == 0 {
					p.prep, p.alone = true, len(es) == 1
				}
				out = append(out, p)
			}
		}
	}
	add(es, 0, 0)
	if left {
		slices.Reverse(out)
	}
	return out
}

// size is how many words and symbols a pattern has: the more of them, the more
// it says.
func size(es []petrarch.Element) int {
	n := 0
	for _, e := range es {
		if n++; len(e.Parts) > 0 {
			n += size(e.Parts) - 1
		}
	}
	return n
}

// state is a search at one moment.
type state struct {
	fit
	at     int         // place in order of the last word matched; -1 before the first
	groups map[int]int // of a noun group its phrase, of a prepositional one its head
}

// fit fits a pattern's parts to s, with what the other side made of it.
func (s side) fit(parts []part, so fit) (fit, bool) {
	*s.steps = 0
	return s.match(parts, state{fit: so, at: -1})
}

// match fits parts to s from st on and returns the first fit found.
func (s side) match(parts []part, st state) (fit, bool) {
	if len(parts) == 0 {
		return st.fit, true
	}
	if *s.steps++; *s.steps > maxSteps {
		return fit{}, false
	}
	p, rest := parts[0], parts[1:]
	switch p.Kind {
	case petrarch.KindSet:
		return s.matchSet(p, rest, st)
	case petrarch.KindSource, petrarch.KindTarget:
		for _, k := range s.ahead(st.at) {
			next := st
			if p.Kind == petrarch.KindSource {
				next.source = s.party(k)
			} else {
				next.target = s.party(k)
			}
			next.at = s.endOf(k)
			if f, ok := s.match(rest, next); ok {
				return f, true
			}
		}
	case petrarch.KindCompound:
		for _, k := range s.ahead(st.at) {
			party := s.party(k)
			if len(s.codes(party)) < 2 {
				continue
			}
			next := st
			next.source, next.target = party, party
			next.at = s.endOf(party[0])
			for _, m := range party {
				next.at = max(next.at, s.endOf(m))
			}
			if f, ok := s.match(rest, next); ok {
				return f, true
			}
		}
	case petrarch.KindSkip:
		if k := s.nextPhrase(st.at); k >= 0 {
			next := st
			next.at = s.endOf(k)
			return s.match(rest, next)
		}
	default:
		return s.matchWord(p, rest, st)
	}
	return fit{}, false
}

func (s side) matchWord(p part, rest []part, st state) (fit, bool) {
	for n := st.at + 1; n < len(s.order); n++ {
		i := s.order[n]
		if fits(p.Word, s.words[i].text) || s.dict.Format == petrarch.PETRARCH2 && petrarch.Plural(p.Word.Text) == s.words[i].text {
			if next, ok := s.place1(p, i, n, st); ok {
				if f, ok := s.match(rest, next); ok {
					return f, true
				}
			}
		}
		if p.Word.Next && !passable(s.words[i].text) {
			break
		}
	}
	return fit{}, false
}

// place1 is st with word i, the n-th of the side, taken for p, if the phrases
// of the pattern allow it.
func (s side) place1(p part, i, n int, st state) (state, bool) {
	groups := map[int]int{}
	for k, v := range st.groups {
		groups[k] = v
	}
	next := st
	next.at, next.groups = n, groups
	if p.group > 0 {
		in, begun := groups[p.group]
		if begun && (in != s.of[i] || in < 0) && !s.adjacent(st.at, n) || begun && s.conjoined(st.at, n) {
			return st, false
		}
		groups[p.group] = s.of[i]
	}
	if p.of > 0 && !s.left {
		switch head, begun := groups[-p.of]; {
		case p.prep:
			h := s.words[i].head
			if h < 0 || p.alone && !s.attached(i, h, st.at, n) {
				return st, false
			}
			groups[-p.of] = h
		case begun && i != head && !s.under(i, head):
			return st, false
		}
	}
	return next, true
}

// attached reports whether the preposition i of h belongs to the verb or to
// what was matched before it.
func (s side) attached(i, h, before, n int) bool {
	if h == s.verb || s.words[h].head == s.verb || s.adjacent(before, n) {
		return true
	}
	return before >= 0 && (s.words[h].head == s.order[before] || s.of[s.order[before]] >= 0 && s.of[s.order[before]] == s.of[max(s.words[h].head, 0)])
}

// under reports whether word i lies in the subtree of top.
func (t *text) under(i, top int) bool {
	for range t.words {
		if i < 0 || i == top {
			break
		}
		i = t.words[i].head
	}
	return i == top
}

// adjacent reports whether nothing that counts lies between two places of a side.
func (s side) adjacent(a, b int) bool {
	for n := a + 1; n < b; n++ {
		if !passable(s.words[s.order[n]].text) {
			return false
		}
	}
	return true
}

// conjoined reports whether a conjunction lies between two places of a side.
func (s side) conjoined(a, b int) bool {
	for n := a + 1; n < b; n++ {
		if s.words[s.order[n]].pos == "CCONJ" {
			return true
		}
	}
	return false
}

// matchSet tries the phrases of a synonym set.
func (s side) matchSet(p part, rest []part, st state) (fit, bool) {
	for _, ph := range s.dict.Sets[strings.TrimRight(p.Set, "_")] {
		parts := make([]part, len(ph), len(ph)+len(rest))
		for n, w := range ph {
			q := p
			q.Kind, q.Word = petrarch.KindWord, w
			if set, ok := strings.CutPrefix(w.Text, "&"); ok {
				q.Kind, q.Set = petrarch.KindSet, set
			}
			if n == 0 && !s.left {
				q.Word.Next = p.Word.Next
			}
			parts[n] = q
		}
		if s.left {
			for n := range parts {
				parts[n].Word.Next = p.Word.Next
				if n+1 < len(ph) {
					parts[n].Word.Next = ph[n+1].Next
				}
			}
			slices.Reverse(parts)
		}
		if f, ok := s.match(append(parts, rest...), st); ok {
			return f, true
		}
	}
	return fit{}, false
}

// passable reports whether a word does not count between two that must follow
// one another: articles, auxiliaries, numbers.
func passable(w string) bool {
	switch w {
	case "THE", "A", "AN", "IT", "HE", "THEY", "HER", "HAS", "HAD", "HAVE", "SOME", "FEW", "THAT",
		"HUNDRED", "THOUSAND", "MILLION", "BILLION", "TRILLION", "DOZEN",
		"ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "DOLLAR", "DUCAT":
		return true
	}
	return w != "" && strings.Trim(w, "0123456789,.") == ""
}

// ahead lists the phrases beyond place at, those with a code first.
func (s side) ahead(at int) []int {
	var coded, rest []int
	seen := map[int]bool{}
	for n := at + 1; n < len(s.order); n++ {
		k := s.of[s.order[n]]
		if k < 0 || seen[k] || s.phrases[k].within {
			continue
		}
		seen[k] = true
		if s.phrases[k].coded() {
			coded = append(coded, k)
		} else {
			rest = append(rest, k)
		}
	}
	return append(coded, rest...)
}

// nextPhrase is the phrase of the next word or the first behind it, -1 for none.
func (s side) nextPhrase(at int) int {
	for n := at + 1; n < len(s.order); n++ {
		if k := s.of[s.order[n]]; k >= 0 {
			return k
		}
	}
	return -1
}

// endOf is the place of the last word of phrase k as the side is searched.
func (s side) endOf(k int) int {
	end := -1
	for i := s.phrases[k].from; i < s.phrases[k].to; i++ {
		if n, ok := s.place[i]; ok {
			end = max(end, n)
		}
	}
	return end
}

// party is the phrases of the list that phrase k stands in, or k alone.
func (c *clause) party(k int) []int {
	list := c.phrases[k].list
	if list < 0 {
		return []int{k}
	}
	var out []int
	for n, p := range c.phrases {
		if p.list == list && !p.within {
			out = append(out, n)
		}
	}
	return out
}

// codes are the codes of phrases, without null when there is another; none twice.
func (c *clause) codes(party []int) []coded {
	var out []coded
	for _, k := range party {
		for _, code := range c.phrases[k].codes {
			if code != null && !slices.ContainsFunc(out, func(x coded) bool { return x.code == code }) {
				out = append(out, coded{code, c.phrases[k].span})
			}
		}
	}
	if len(out) == 0 && len(party) > 0 {
		out = []coded{{null, c.phrases[party[0]].span}}
	}
	return out
}
