package conllu

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Evaluation holds the F1 of each measure of the CoNLL 2018 shared task, 0 to
// 1, for a system that cut the text itself: sentences and tokens are right when
// they cover the same characters, the rest is counted over words that stand for
// each other.
type Evaluation struct {
	Tokens, Sentences, Words float64
	UPOS, XPOS, Lemma        float64
	UAS, LAS                 float64
	Full                     float64 // LAS with subtypes
}

// String is the evaluation in per cent.
func (e Evaluation) String() string {
	return fmt.Sprintf("tokens %.2f  sentences %.2f  words %.2f  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  LAS with subtypes %.2f",
		100*e.Tokens, 100*e.Sentences, 100*e.Words, 100*e.UPOS, 100*e.XPOS, 100*e.Lemma, 100*e.UAS, 100*e.LAS, 100*e.Full)
}

// Evaluate compares system with gold by the rules of conll18_ud_eval.py (Zeman
// et al. 2018). Both cut the same text: their characters but for white space are
// equal, or there is an error that says where they part.
func Evaluate(gold, system []*Sentence) (Evaluation, error) {
	g, s := flatten(gold), flatten(system)
	if at := parting(g.text, s.text); at >= 0 {
		return Evaluation{}, fmt.Errorf("gold and system part after %d characters: %q and %q", utf8.RuneCount(g.text[:at]), excerpt(g.text, at), excerpt(s.text, at))
	}
	var e Evaluation
	e.Tokens = f1(common(g.tokens, s.tokens), len(g.tokens), len(s.tokens))
	e.Sentences = f1(common(g.sentences, s.sentences), len(g.sentences), len(s.sentences))
	other := align(g.words, s.words) // of each gold word, the system's; -1 when none stands for it
	var words, upos, xpos, lemma, uas, las, full int
	for i, j := range other {
		if j < 0 {
			continue
		}
		a, b := &g.words[i], &s.words[j]
		words++
		upos += count(a.UPOS == b.UPOS)
		xpos += count(a.XPOS == b.XPOS)
		lemma += count(a.Lemma == b.Lemma || a.Lemma == "")
		head := a.governor < 0 && b.governor < 0 || a.governor >= 0 && b.governor >= 0 && other[a.governor] == b.governor
		uas += count(head)
		las += count(head && Universal(a.Deprel) == Universal(b.Deprel))
		full += count(head && a.Deprel == b.Deprel)
	}
	share := func(right int) float64 { return f1(right, len(g.words), len(s.words)) }
	e.Words, e.UPOS, e.XPOS, e.Lemma = share(words), share(upos), share(xpos), share(lemma)
	e.UAS, e.LAS, e.Full = share(uas), share(las), share(full)
	return e, nil
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func f1(right, gold, system int) float64 {
	if gold+system == 0 {
		return 1
	}
	return 2 * float64(right) / float64(gold+system)
}

// parting is the byte at which two texts part, -1 when they are equal.
func parting(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			for i > 0 && !utf8.RuneStart(a[i]) {
				i--
			}
			return i
		}
	}
	if len(a) == len(b) {
		return -1
	}
	return min(len(a), len(b))
}

func excerpt(text []byte, at int) string {
	r := []rune(string(text[at:min(at+80, len(text))]))
	return string(r[:min(20, len(r))])
}

// An extent is a stretch of the text without its white space.
type extent struct{ start, end int }

// A flat is a treebank laid out along its text.
type flat struct {
	text              []byte
	tokens, sentences []extent
	words             []flatWord
}

type flatWord struct {
	Word
	extent
	multi    bool // it is part of a token of several words, whose extent it has
	governor int  // place of its head among all words, -1 for the root
}

func flatten(sentences []*Sentence) flat {
	var f flat
	for _, s := range sentences {
		begin, first := len(f.text), len(f.words)
		ranges := s.Ranges
		for i := 0; i < len(s.Words); {
			from, end := len(f.text), i+1
			form := s.Words[i].Form
			if len(ranges) > 0 && ranges[0].First == i+1 {
				form, end = ranges[0].Form, ranges[0].Last
				ranges = ranges[1:]
			}
			f.text = appendVisible(f.text, form)
			x := extent{from, len(f.text)}
			f.tokens = append(f.tokens, x)
			for k := i; k < end; k++ {
				governor := -1
				if h := s.Words[k].Head; h > 0 {
					governor = first + h - 1
				}
				f.words = append(f.words, flatWord{s.Words[k], x, end > i+1, governor})
			}
			i = end
		}
		f.sentences = append(f.sentences, extent{begin, len(f.text)})
	}
	return f
}

func appendVisible(text []byte, form string) []byte {
	for _, r := range form {
		if !unicode.IsSpace(r) {
			text = utf8.AppendRune(text, r)
		}
	}
	return text
}

// common counts the extents that are in both lists, each in order.
func common(a, b []extent) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].start < b[j].start:
			i++
		case b[j].start < a[i].start:
			j++
		default:
			n += count(a[i].end == b[j].end)
			i++
			j++
		}
	}
	return n
}

// align finds for each gold word the system's word that stands for it: one of
// the same extent, or, where tokens of several words meet, one of the same form
// in the longest common subsequence.
func align(gold, system []flatWord) []int {
	out := make([]int, len(gold))
	for i := range out {
		out[i] = -1
	}
	i, j := 0, 0
	for i < len(gold) && j < len(system) {
		switch g, s := &gold[i], &system[j]; {
		case g.multi || s.multi:
			i, j = alignMulti(gold, system, i, j, out)
		case g.extent == s.extent:
			out[i] = j
			i++
			j++
		case g.start <= s.start:
			i++
		default:
			j++
		}
	}
	return out
}

// alignMulti aligns the stretch that begins at i and j, of which one is part of
// a token of several words, and returns where it ends.
func alignMulti(gold, system []flatWord, i, j int, out []int) (int, int) {
	var end int
	if gold[i].multi {
		end = gold[i].end
		if !system[j].multi && system[j].start < gold[i].start {
			j++
		}
	} else {
		end = system[j].end
		if !gold[i].multi && gold[i].start < system[j].start {
			i++
		}
	}
	over := func(words []flatWord, k int) bool {
		if k >= len(words) {
			return true
		}
		if words[k].multi {
			return words[k].start >= end
		}
		return words[k].end > end
	}
	from, at := i, j
	for !over(gold, i) || !over(system, j) {
		if i < len(gold) && (j >= len(system) || gold[i].start <= system[j].start) {
			if gold[i].multi {
				end = max(end, gold[i].end)
			}
			i++
		} else {
			if system[j].multi {
				end = max(end, system[j].end)
			}
			j++
		}
	}
	subsequence(gold[from:i], system[at:j], func(a, b int) { out[from+a] = at + b })
	return i, j
}

// subsequence calls pair with the places of the longest common subsequence of
// forms, letter case aside.
func subsequence(a, b []flatWord, pair func(a, b int)) {
	same := func(i, j int) bool { return strings.EqualFold(a[i].Form, b[j].Form) }
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = max(length[i][j], 1+length[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case same(i, j):
			pair(i, j)
			i++
			j++
		case length[i+1][j] > length[i][j+1]:
			i++
		default:
			j++
		}
	}
}
