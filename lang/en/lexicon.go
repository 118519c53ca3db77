package en

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/lib/table"
)

// A reading is what a form may be; forms have several.
type reading uint32

const (
	verbBase reading = 1 << iota
	verbThird
	verbPast
	verbGerund
	nounSingular
	nounPlural
	adjective
	adverb
)

// A lexicon knows what words may be, and names of one word.
type lexicon struct {
	readings map[string]reading // by lower-case form
	names    map[string]uint32  // by form -> number of its kind, from 1
	verbs    map[string]bool    // base forms
}

// kinds of names, in the order of their numbers.
var kinds = []string{"place", "people", "person", "given", "body", "month", "day"}

func newLexicon() *lexicon {
	return &lexicon{map[string]reading{}, map[string]uint32{}, map[string]bool{}}
}

// word is a row of the table lexicon.
func (l *lexicon) word(r table.Row) error {
	if s := strings.Trim(r.Get("readings"), "vnar"); s != "" {
		return r.Errorf("unknown reading %q; the readings are v, n, a, r", s)
	}
	l.add(r.Get("word"), r.Get("readings"))
	return nil
}

// name is a row of the table names.
func (l *lexicon) name(r table.Row) error {
	for i, k := range kinds {
		if k == r.Get("kind") {
			l.names[r.Get("name")] = uint32(i + 1)
			return nil
		}
	}
	return r.Errorf("unknown kind %q; the kinds are %s", r.Get("kind"), strings.Join(kinds, ", "))
}

// add enters a word with its regular inflections.
func (l *lexicon) add(w, readings string) {
	for _, r := range readings {
		switch r {
		case 'v':
			l.verbs[w] = true
			l.readings[w] |= verbBase
			l.readings[ThirdPerson(w)] |= verbThird
			l.readings[Past(w)] |= verbPast
			l.readings[Gerund(w)] |= verbGerund
		case 'n':
			l.readings[w] |= nounSingular
			l.readings[Plural(w)] |= nounPlural
		case 'a':
			l.readings[w] |= adjective
		case 'r':
			l.readings[w] |= adverb
		}
	}
}

// irregular enters irregular forms of a word that the lexicon knows.
func (l *lexicon) irregular(pos, form string) {
	switch {
	case pos == "NOUN":
		l.readings[form] |= nounPlural
	case pos == "ADJ":
		l.readings[form] |= adjective
	case pos == "ADV":
		l.readings[form] |= adverb
	case strings.HasSuffix(form, "ing"):
		l.readings[form] |= verbGerund
	case strings.HasSuffix(form, "s"):
		l.readings[form] |= verbThird
	default:
		l.readings[form] |= verbPast
	}
}

// list is what the lexicon says of a form, as the tagger and parser see it.
func (l *lexicon) list(form string) uint32 {
	first, _ := utf8.DecodeRuneInString(form)
	if unicode.IsUpper(first) {
		if k := l.names[form]; k != 0 {
			return k << 16
		}
		if k := l.names[likeName(form)]; k != 0 {
			return k << 16
		}
	}
	return uint32(l.readings[strings.ToLower(form)])
}

// likeName is a word in capitals as a name is written: "MINSK" is Minsk. Other
// words are as they are.
func likeName(form string) string {
	if len(form) < 4 || strings.ToUpper(form) != form {
		return form
	}
	return capital(strings.ToLower(form))
}

func capital(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}
