package dictionary

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entente-project/entente/lib/petrarch"
)

// names finds phrases of a dictionary that begin at a word.
type names[T any] struct {
	byFirst map[string][]named[T] // by the first word; the longer before the shorter
	byStem  map[string][]named[T] // by a first word that is a stem
}

type named[T any] struct {
	phrase petrarch.Phrase
	value  T
}

func (n *names[T]) add(p petrarch.Phrase, v T) {
	if len(p) == 0 {
		return
	}
	if n.byFirst == nil {
		n.byFirst, n.byStem = map[string][]named[T]{}, map[string][]named[T]{}
	}
	if p[0].Stem {
		n.byStem[p[0].Text] = append(n.byStem[p[0].Text], named[T]{p, v})
		return
	}
	n.byFirst[p[0].Text] = append(n.byFirst[p[0].Text], named[T]{p, v})
}

func (n *names[T]) sort() {
	longer := func(a, b named[T]) int { return cmp.Compare(len(b.phrase), len(a.phrase)) }
	for _, lists := range []map[string][]named[T]{n.byFirst, n.byStem} {
		for _, list := range lists {
			slices.SortStableFunc(list, longer)
		}
	}
}

// at is the longest phrase that begins at word i and ends before end, and how
// many words it covers; 0 when there is none.
func (n *names[T]) at(t *text, i, end int) (v T, length int) {
	word := t.words[i].text
	take := func(list []named[T]) {
		for _, c := range list {
			if l := covers(t, c.phrase, i, end); l > length {
				v, length = c.value, l
				return
			}
		}
	}
	take(n.byFirst[word])
	if len(n.byStem) > 0 {
		for k := len(word); k > 0; k-- {
			take(n.byStem[word[:k]])
		}
	}
	return v, length
}

// covers is how many words p covers from word i on, 0 when it does not fit.
func covers(t *text, p petrarch.Phrase, i, end int) int {
	k := i
	for n, w := range p {
		for n > 0 && !w.Next && k < end && !fits(w, t.words[k].text) {
			k++
		}
		if k >= end || !fits(w, t.words[k].text) {
			return 0
		}
		k++
	}
	return k - i
}

// fits reports whether a word of a dictionary is s.
func fits(w petrarch.Word, s string) bool {
	return w.Text == s || w.Stem && strings.HasPrefix(s, w.Text)
}
