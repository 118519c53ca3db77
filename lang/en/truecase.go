package en

import (
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// casing is how the letters of a sentence are written.
type casing uint8

const (
	running  casing = iota // capitals on names and the first word
	title                  // Capitals on All Long Words
	capitals               // ALL CAPITALS
)

// casingOf judges by the longer words: in a headline every one has a capital.
func casingOf(tokens []entente.Token) casing {
	long, initial, all, letters := 0, 0, 0, 0
	for _, t := range tokens {
		f := t.Form
		r, n := utf8.DecodeRuneInString(f)
		if !unicode.IsLetter(r) || len(f) < 3 {
			continue
		}
		letters++
		if n < len(f) && strings.ToUpper(f) == f {
			all++
		}
		if len(f) >= 5 || unicode.IsUpper(r) && len(f) >= 4 {
			long++
			if unicode.IsUpper(r) {
				initial++
			}
		}
	}
	switch {
	case letters >= 2 && 5*all >= 4*letters:
		return capitals
	case long >= 3 && 10*initial >= 9*long:
		return title
	}
	return running
}

// A wording is how words are written in the running text of a document: the
// best witness of how they would be in its headlines.
type wording map[string]bool // lower-case word -> it is written small

// wordingOf notes the words of the sentences in running text.
func wordingOf(sentences []entente.Sentence) wording {
	w := wording{}
	for _, s := range sentences {
		if casingOf(s.Tokens) != running {
			continue
		}
		for i, t := range s.Tokens {
			r, _ := utf8.DecodeRuneInString(t.Form)
			if i == 0 || !unicode.IsLetter(r) || len(t.Form) < 3 {
				continue
			}
			lower := strings.ToLower(t.Form)
			w[lower] = w[lower] || lower == t.Form
		}
	}
	return w
}

// truecase writes the forms of a headline as they would be in running text.
func (e *English) truecase(forms []string, c casing, seen wording) {
	if c == running {
		return
	}
	original := append([]string(nil), forms...)
	for i, f := range original {
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) {
			continue
		}
		next := ""
		if i+1 < len(original) {
			next = original[i+1]
		}
		switch e.caseOf(f, next, c, seen) {
		case small:
			forms[i] = strings.ToLower(f)
		case named:
			forms[i] = likeName(f)
		}
	}
}

// case of one word.
const (
	asIs = iota
	small
	named
)

func (e *English) caseOf(form, next string, c casing, seen wording) int {
	lower := strings.ToLower(form)
	name := e.lexicon.names[form]
	if name == 0 {
		name = e.lexicon.names[likeName(form)]
	}
	common := e.lexicon.readings[lower] != 0 || e.small[lower]
	if name != 0 && common {
		nextLower := strings.ToLower(next)
		if kinds[name-1] == "month" {
			if e.lexicon.readings[nextLower]&verbBase != 0 && e.lexicon.names[capital(nextLower)] == 0 {
				return small // "Russia May Sign"
			}
			return named
		}
		if kinds[name-1] == "given" || kinds[name-1] == "person" {
			if e.lexicon.readings[nextLower] != 0 || e.small[nextLower] {
				return small // "Leaders Mark Anniversary"
			}
		}
		return named
	}
	if name != 0 {
		return named
	}
	if written, ok := seen[lower]; ok {
		if written {
			return small
		}
		return named
	}
	if form == "US" || form == "UN" || form == "EU" || form == "UK" {
		return asIs
	}
	if common || c == capitals && len(form) <= 3 && e.small[lower] || derived(lower) {
		return small
	}
	return named
}

// derived reports whether a word bears an ending that names do not.
func derived(w string) bool {
	return len(w) >= 6 && endsAny(w, "tion", "tions", "ing", "ings", "ment", "ments", "ness", "ly", "ity", "ities", "ism", "ize", "ise", "ized", "ised", "izes", "ises", "able", "ible", "ous", "ful", "less", "ship", "ships", "ance", "ence")
}
