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

// A memory keeps what was found out about forms, for one reader at a time: most
// words of a text are few. It forgets all when it is full.
type memory struct {
	words  map[placedForm]neural.Word
	tagged map[taggedForm]dictionaryForm
	shape  []byte
}

// fullMemory is how many forms of a sort a memory keeps.
const fullMemory = 1 << 14

type placedForm struct {
	form  string
	first bool // of its sentence
}

type taggedForm struct {
	form string
	tag  int
}

type dictionaryForm struct{ lemma, feats string }

func newMemory() *memory {
	return &memory{words: map[placedForm]neural.Word{}, tagged: map[taggedForm]dictionaryForm{}}
}

// read appends the forms of a sentence as the network sees them to out, with the
// code that encode, unless nil, gives each. Training sees them through it too.
func (m *memory) read(out []neural.Word, forms []string, l *lexicon, vectors *Vectors, encode func(neural.Word) []byte) []neural.Word {
	first := true
	for _, f := range forms {
		w, ok := m.words[placedForm{f, first}]
		if !ok {
			w = m.wordOf(f, first, l, vectors)
			if encode != nil {
				w.Code = encode(w)
			}
			if len(m.words) >= fullMemory {
				clear(m.words)
			}
			m.words[placedForm{strings.Clone(f), first}] = w
		}
		out = append(out, w)
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLetter(r) || unicode.IsDigit(r) {
			first = false
		}
	}
	return out
}

// wordOf is what the network sees of a form.
func (m *memory) wordOf(f string, first bool, l *lexicon, vectors *Vectors) neural.Word {
	lower := Lower(f)
	w := neural.Word{Vector: vectors.Of(lower)}
	if w.Vector == nil {
		w.Vector = noVector
	}
	facts := make([]uint64, 0, 11)
	facts = append(facts, neural.Feature(ownFact, lower))
	if lower != f && strings.IndexFunc(f[min(1, len(f)):], unicode.IsUpper) >= 0 {
		facts = append(facts, neural.Feature(capitalFact, f))
	}
	if list := l.list(f); list != 0 {
		facts = append(facts, neural.Feature(listFact, binary.LittleEndian.AppendUint32(nil, list)))
	}
	m.shape = shape(m.shape[:0], f, first)
	facts = append(facts, neural.Feature(shapeFact, m.shape))
	begin, end := 0, len(lower)
	for i := range 4 {
		_, n := utf8.DecodeRuneInString(lower[begin:])
		_, e := utf8.DecodeLastRuneInString(lower[:end])
		begin, end = begin+n, end-e
		if begin >= len(lower) {
			break
		}
		facts = append(facts, neural.Feature(endFact+byte(i), lower[end:]))
		if i > 0 {
			facts = append(facts, neural.Feature(beginFact+byte(i), lower[:begin]))
		}
	}
	w.Features = facts
	return w
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
