package en

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/lib/neural"
)

// kinds of facts that the network is told of a word.
const (
	ownFact     = iota // the word in lower case, digits made 0
	capitalFact        // the word as it stands, where more of it than the first letter is in capitals
	listFact           // what the word lists say of it
	shapeFact          // its pattern of capitals, digits and signs, and whether it is the first word
	endFact            // its last letters; the number of letters is added
	beginFact   = endFact + 5
)

// noVector is the vector of words that have none.
var noVector = []byte(strings.Repeat("\x40", VectorSize))

// A wordDesk holds words and what is known of them, for one reader at a time.
type wordDesk struct {
	words []neural.Word
	facts []uint64 // of all words, one after another
	shape []byte
}

// mostFacts is the most that may be known of a word.
const mostFacts = 16

// read makes the forms of a sentence what the network sees; the words are good until the
// next call with the desk. Training sees them through it too.
func (d *wordDesk) read(forms []string, l *lexicon, vectors *Vectors) []neural.Word {
	d.words = d.words[:0]
	if cap(d.facts) < mostFacts*len(forms) {
		d.facts = make([]uint64, 0, 2*mostFacts*len(forms))
	}
	d.facts = d.facts[:0]
	first := true
	for _, f := range forms {
		lower := Lower(f)
		w := neural.Word{Vector: vectors.Of(lower)}
		if w.Vector == nil {
			w.Vector = noVector
		}
		from := len(d.facts)
		d.facts = append(d.facts, neural.Feature(ownFact, lower))
		if lower != f && strings.IndexFunc(f[min(1, len(f)):], unicode.IsUpper) >= 0 {
			d.facts = append(d.facts, neural.Feature(capitalFact, f))
		}
		if list := l.list(f); list != 0 {
			d.facts = append(d.facts, neural.Feature(listFact, binary.LittleEndian.AppendUint32(d.shape[:0], list)))
		}
		d.shape = shape(d.shape[:0], f, first)
		d.facts = append(d.facts, neural.Feature(shapeFact, d.shape))
		begin, end := 0, len(lower)
		for i := range 4 {
			_, n := utf8.DecodeRuneInString(lower[begin:])
			_, m := utf8.DecodeLastRuneInString(lower[:end])
			begin, end = begin+n, end-m
			if begin >= len(lower) {
				break
			}
			d.facts = append(d.facts, neural.Feature(endFact+byte(i), lower[end:]))
			if i > 0 {
				d.facts = append(d.facts, neural.Feature(beginFact+byte(i), lower[:begin]))
			}
		}
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLetter(r) || unicode.IsDigit(r) {
			first = false
		}
		w.Features = d.facts[from:len(d.facts):len(d.facts)]
		d.words = append(d.words, w)
	}
	return d.words
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

// shape appends the word's pattern of capitals, small letters, digits and
// signs, repeats folded: "Xx", "d.d", "X.X."; of the first word it begins with
// "^".
func shape(out []byte, form string, first bool) []byte {
	if first {
		out = append(out, '^')
	}
	last := rune(-1)
	for _, r := range form {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		}
		if c != last && len(out) < 20 {
			out = utf8.AppendRune(out, c)
			last = c
		}
	}
	return out
}
