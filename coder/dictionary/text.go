package dictionary

import (
	"strings"

	entente "github.com/entente-project/entente"
)

// A word is a word as dictionaries count them, in capitals: "Barad-dur" is one,
// "Dol_Amroth" two.
type word struct {
	text string
	span entente.Span
	head int // place of the governing word; -1 for the root
	rel  string
	pos  string
	tag  string
	note bool // it lies in a clause that is left out
}

// A text is one sentence.
type text struct {
	words    []word
	children [][]int
}

func newText(s entente.Sentence) *text {
	t := &text{}
	place := make([]int, len(s.Tokens)) // of each token, its word
	for i := 0; i < len(s.Tokens); {
		j := hyphenated(s.Tokens, i)
		top := topOf(s.Tokens, i, j)
		form := ""
		for k := i; k < j; k++ {
			form += s.Tokens[k].Form
			place[k] = len(t.words)
		}
		tok := s.Tokens[top]
		w := word{text: strings.ToUpper(form), head: tok.Head, rel: tok.Rel, pos: tok.POS, tag: tok.Tag,
			span: entente.Span{Start: s.Tokens[i].Span.Start, End: s.Tokens[j-1].Span.End}}
		parts := strings.FieldsFunc(w.text, func(c rune) bool { return c == '_' })
		if len(parts) < 2 {
			parts = []string{w.text}
		}
		for k, p := range parts { // the first is the head of the others
			w.text = p
			if k > 0 {
				w.head, w.rel = -2, "flat"
			}
			t.words = append(t.words, w)
		}
		i = j
	}
	t.children = make([][]int, len(t.words))
	first := 0
	for i := range t.words {
		w := &t.words[i]
		switch {
		case w.head == -2:
			w.head = first
		case w.head == 0:
			w.head, first = -1, i
		default:
			w.head, first = place[w.head-1], i
		}
		if w.head >= 0 {
			t.children[w.head] = append(t.children[w.head], i)
		}
	}
	return t
}

// hyphenated is the end of the word that begins with token i: tokens around
// hyphens with no space between them are one.
func hyphenated(tokens []entente.Token, i int) int {
	touches := func(k int) bool { return k < len(tokens) && tokens[k-1].Span.End == tokens[k].Span.Start }
	j := i + 1
	for touches(j) && tokens[j].Form == "-" && plain(tokens[j-1].Form) {
		j++
		if !touches(j) || !plain(tokens[j].Form) {
			return j
		}
		j++
	}
	return j
}

// plain reports whether form is a word or number rather than punctuation.
func plain(form string) bool {
	return strings.IndexFunc(form, func(c rune) bool {
		return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c > 127
	}) == 0
}

// topOf is the token among [i, j) that hangs on one outside.
func topOf(tokens []entente.Token, i, j int) int {
	for k := j - 1; k > i; k-- {
		if h := tokens[k].Head - 1; h < i || h >= j {
			return k
		}
	}
	return i
}

// below lists the words of the subtree of i in text order, without those that
// cut refuses and what hangs on them; i is not among them.
func (t *text) below(i int, cut func(k int) bool) []int {
	in := make([]bool, len(t.words))
	var walk func(k int)
	walk = func(k int) {
		for _, c := range t.children[k] {
			if !in[c] && c != i && !cut(c) {
				in[c] = true
				walk(c)
			}
		}
	}
	walk(i)
	var out []int
	for k, ok := range in {
		if ok {
			out = append(out, k)
		}
	}
	return out
}

// child is the first child of i with one of the relations, -1 when there is none.
func (t *text) child(i int, rels ...string) int {
	for _, c := range t.children[i] {
		for _, r := range rels {
			if t.words[c].rel == r {
				return c
			}
		}
	}
	return -1
}

// Clauses between commas are left out when they have this many words.
const (
	clauseMin = 2
	clauseMax = 8
)

// leaveOut marks the short clauses between commas and behind the last comma, as
// the programs do; a clause before the first comma stays. Commas within a noun
// phrase or a list part no clauses, and the main verb stays with its subject.
func (t *text) leaveOut(phrases []phrase) {
	var commas []int
	for i, w := range t.words {
		if w.text == "," && !t.listed(i, phrases) {
			commas = append(commas, i)
		}
	}
	end := len(t.words)
	for end > 0 && t.words[end-1].pos == "PUNCT" {
		end--
	}
	for n, c := range commas {
		to := end
		if n+1 < len(commas) {
			to = commas[n+1]
		}
		count := 0
		for i := c + 1; i < to; i++ {
			if plain(t.words[i].text) {
				count++
			}
		}
		if count < clauseMin || count > clauseMax || t.needed(c, to) {
			continue
		}
		for i := c; i <= to && i < len(t.words); i++ {
			t.words[i].note = true
		}
	}
}

// needed reports whether the words [from, to) hold the main verb of a subject
// that stands before them.
func (t *text) needed(from, to int) bool {
	for i := from; i < to; i++ {
		if t.words[i].head < 0 {
			s := t.child(i, "nsubj", "nsubj:pass")
			return s >= 0 && s < from
		}
	}
	return false
}

// listed reports whether the comma i stands in a list of noun phrases or adjectives.
func (t *text) listed(i int, phrases []phrase) bool {
	for _, p := range phrases {
		if p.from < i && i < p.to {
			return true
		}
		if p.list >= 0 && p.from > i {
			first := phrases[p.list]
			if first.from < i && first.list == p.list {
				return true
			}
		}
	}
	return false
}
