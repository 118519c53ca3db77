package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// Find returns the names in a sentence's words, from left to right, the longest
// at each place, none within another. Words are token forms: a possessive 's is
// a word of its own, "Russian-backed" is one word (see [Gazetteer.Compound]).
// Names count as they are written, or in capitals in a headline and from four
// letters on: "Turkey" is one, "turkey" is none.
func (g *Gazetteer) Find(words []string, date entente.Date) []Mention {
	var out []Mention
	d := on(date)
	s := sentence{g: g, words: words}
	var room [96]token
	s.read(room[:0])
	for i := 0; i < len(words); {
		m, ok := s.longest(i, d)
		if !ok {
			i++
			continue
		}
		i = m.Last
		if len(m.Meanings) > 0 {
			out = append(out, m)
		}
	}
	for i := range out {
		s.settle(out, i)
	}
	return out
}

// Lookup returns what name means by itself, best first; nil when it is not known.
// Case and accents may be wrong when no name is written so.
func (g *Gazetteer) Lookup(name string, date entente.Date) []Meaning {
	key := strings.Join(split(strings.TrimPrefix(strings.ReplaceAll(name, "’", "'"), "the ")), " ")
	n := g.whole[key]
	if n == nil {
		n = g.loose[loosen(key)]
	}
	if n == nil {
		return nil
	}
	return n.at(on(date))
}

// Masks reports whether name, as written, is one that the tables have so that it is
// not taken for somebody: "Amnesty International".
func (g *Gazetteer) Masks(name string) bool {
	n := g.whole[strings.Join(split(name), " ")]
	return n != nil && len(n.bearers) == 0
}

// A sentence is words under examination.
type sentence struct {
	g        *Gazetteer
	words    []string
	tokens   []token
	capitals bool // a headline in capitals
	headline bool // most words begin with a capital
}

// A token is a word as names see it.
type token struct {
	word
	capitals bool // may stand for a name written otherwise
}

// read looks up every word; room is where tokens go as long as they fit.
func (s *sentence) read(room []token) {
	upper, large, letters := 0, 0, 0
	for _, w := range s.words {
		switch shape(w) {
		case allLarge:
			upper++
			large++
			letters++
		case firstLarge:
			large++
			letters++
		case small:
			letters++
		}
	}
	s.capitals = letters > 1 && upper*4 > letters*3
	s.headline = letters > 3 && large*5 > letters*3
	for _, w := range s.words {
		s.tokens = append(room, s.token(w))
		room = s.tokens
	}
}

func (s *sentence) token(w string) token {
	t, ok := s.g.words[w]
	if shape(w) != allLarge || !s.capitals && len(w) < 4 {
		return token{t, false}
	}
	if !ok {
		t.fold = s.g.folded[w]
	}
	return token{t, true}
}

// The shapes of words.
const (
	noLetters = iota
	small
	firstLarge
	allLarge
)

// shape tells how a word is written. One letter alone is not all large.
func shape(w string) int {
	first, size := utf8.DecodeRuneInString(w)
	if !unicode.IsLetter(first) {
		return noLetters
	}
	if !unicode.IsUpper(first) {
		return small
	}
	several := false
	for _, r := range w[size:] {
		if unicode.IsLower(r) {
			return firstLarge
		}
		several = several || unicode.IsUpper(r)
	}
	if !several {
		return firstLarge
	}
	return allLarge
}

// longest is the longest name that begins at word i and is meant there. A mask is
// a mention without meanings.
func (s *sentence) longest(i int, d day) (Mention, bool) {
	f := s.tokens[i].fold
	if f == 0 {
		return Mention{}, false
	}
	for _, n := range s.g.first[f] {
		if !s.reads(n, i) || !s.meant(n, i) {
			continue
		}
		m := n.bareAt(d)
		if s.role(i-1)&title != 0 {
			m = n.at(d)
		}
		m = s.placed(n, i, m)
		if len(m) == 0 && len(n.bearers) > 0 {
			continue
		}
		return Mention{i, i + len(n.words), m}, true
	}
	return Mention{}, false
}

// reads reports whether the words of n stand at word i.
func (s *sentence) reads(n *name, i int) bool {
	if i+len(n.words) > len(s.tokens) {
		return false
	}
	for k, w := range n.words {
		t := s.tokens[i+k]
		if t.exact != w.exact && !(t.capitals && t.fold == w.fold) {
			return false
		}
	}
	return true
}
