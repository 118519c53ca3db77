package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/lib/perceptron"
)

// facts are what the features of a word and its neighbours are made of.
type facts struct {
	form, lower, shape perceptron.Feature
	list, seen         perceptron.Feature
	prefix, suffix     [4]perceptron.Feature // of 1 to 4 letters; 0 where the word is shorter
	initial            bool                  // the word begins with a capital
	sign               bool                  // it begins with neither letter nor digit: a quote, a dash
}

// look works out the facts of every word.
func (d *Desk) look(words []Word, seen map[string]string) {
	d.facts = d.facts[:0]
	for _, w := range words {
		d.facts = append(d.facts, factsOf(w, seen))
	}
}

func factsOf(w Word, seen map[string]string) facts {
	lower := Lower(w.Form)
	f := facts{
		form:  perceptron.Hash(w.Form),
		lower: perceptron.Hash(lower),
		shape: shape(w.Form),
		list:  perceptron.Feature(w.List),
	}
	if kind, ok := seen[lower]; ok {
		f.seen = perceptron.Hash(kind)
	}
	first, _ := utf8.DecodeRuneInString(w.Form)
	f.initial = unicode.IsUpper(first)
	f.sign = !unicode.IsLetter(first) && !unicode.IsDigit(first)
	p, s := 0, len(lower)
	for i := range 4 {
		if p >= len(lower) {
			break
		}
		_, n := utf8.DecodeRuneInString(lower[p:])
		_, m := utf8.DecodeLastRuneInString(lower[:s])
		p, s = p+n, s-m
		f.prefix[i], f.suffix[i] = perceptron.Hash(lower[:p]), perceptron.Hash(lower[s:])
	}
	return f
}

// Lower is the lower case of a word with every digit made 0, so that numbers of
// a shape are one word.
func Lower(form string) string {
	if strings.IndexFunc(form, func(r rune) bool { return r >= utf8.RuneSelf || 'A' <= r && r <= 'Z' || '1' <= r && r <= '9' }) < 0 {
		return form
	}
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return '0'
		}
		return unicode.ToLower(r)
	}, form)
}

// shape is the hash of the word's pattern of capitals, small letters, digits
// and signs, repeats folded: "Xx", "d.d", "X.X.".
func shape(form string) perceptron.Feature {
	h, last := perceptron.Key(7), perceptron.Feature(0)
	for _, r := range form {
		c := perceptron.Feature(r)
		switch {
		case unicode.IsUpper(r):
			c = 1
		case unicode.IsLetter(r):
			c = 2
		case unicode.IsDigit(r):
			c = 3
		}
		if c != last {
			h, last = h.With(c), c
		}
	}
	return h.Feature()
}

// outside stands for the words before the first and after the last.
var outside = facts{form: 1, lower: 1, shape: 1, seen: 1, suffix: [4]perceptron.Feature{1, 1, 1, 1}}

func (d *Desk) at(i int) *facts {
	if i < 0 || i >= len(d.facts) {
		return &outside
	}
	return &d.facts[i]
}

// given is the tag already given to word i, counted from 2; 1 outside.
func (d *Desk) given(i int) perceptron.Feature {
	if i < 0 {
		return 1
	}
	return perceptron.Feature(d.out[i] + 2)
}

// gather collects the features of the decision on word i.
func (d *Desk) gather(i int) {
	w, before, after := d.at(i), d.at(i-1), d.at(i+1)
	before2, after2 := d.at(i-2), d.at(i+2)
	t1, t2 := d.given(i-1), d.given(i-2)
	capital := perceptron.Feature(0)
	if w.initial {
		capital = 1
		if i == 0 || i == 1 && before.sign {
			capital = 2
		}
	}
	fs := d.features[:0]
	kind := 0
	add := func(parts ...perceptron.Feature) {
		kind++
		k := perceptron.Kind(kind)
		for _, p := range parts {
			k = k.With(p)
		}
		fs = append(fs, k.Feature())
	}
	add(0)
	add(w.form)
	add(w.lower)
	add(w.shape, capital)
	add(w.seen)
	add(w.list)
	add(w.list, w.shape)
	for n := range 4 {
		add(w.suffix[n])
		add(w.prefix[n])
	}
	add(w.suffix[2], w.shape)
	add(w.suffix[1], w.seen)
	add(t1)
	add(t1, t2)
	add(t1, w.lower)
	add(t1, w.seen)
	add(t1, t2, w.seen)
	add(t1, t2, w.lower)
	add(t1, w.suffix[2])
	add(t1, w.suffix[1], after.suffix[1])
	add(t1, w.list)
	add(t1, capital)
	add(before.lower)
	add(before.lower, w.lower)
	add(before.lower, w.seen)
	add(before.lower, w.suffix[2])
	add(before.suffix[2])
	add(before.list, w.list)
	add(before2.lower)
	add(before2.lower, before.lower)
	add(before2.lower, t1)
	add(after.lower)
	add(after.lower, w.lower)
	add(after.lower, w.seen)
	add(after.lower, t1)
	add(after.suffix[2])
	add(after.suffix[2], w.suffix[2])
	add(after.seen)
	add(after.seen, w.seen)
	add(after.seen, w.lower)
	add(after.seen, t1)
	add(after.seen, w.seen, t1)
	add(after.shape, w.shape)
	add(after.list, w.list)
	add(after2.lower)
	add(after2.seen)
	add(after.seen, after2.seen)
	add(after.seen, after2.seen, w.seen)
	add(after.lower, after2.lower)
	add(before.lower, after.lower)
	add(before.seen, w.seen, after.seen)
	// What word lists say speaks for words that training saw seldom or never.
	add(before.lower, w.list)
	add(before.lower, w.list, after.lower)
	add(w.list, after.lower)
	add(w.list, after.seen)
	add(t1, w.list, after.seen)
	add(t1, w.list, w.suffix[1])
	add(t1, w.list, after.list)
	add(w.lower, after.list)
	add(w.lower, after.list, after2.seen)
	add(w.seen, after.list)
	add(w.seen, w.list)
	add(t1, t2, w.list)
	d.features = fs
}
