package en

import (
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// dateline is the number of tokens of the dateline that a sentence begins with,
// the dash after it included: "MINSK, Sept. 5 (Reuters) -". 0 when there is none.
func dateline(tokens []entente.Token) int {
	const longest = 14
	if len(tokens) == 0 || !initial(tokens[0].Form) {
		return 0
	}
	for k := 1; k < len(tokens)-1 && k < longest; k++ {
		switch f := tokens[k].Form; {
		case f == "-" || f == "--":
			apart := tokens[k-1].Span.End < tokens[k].Span.Start && tokens[k].Span.End < tokens[k+1].Span.Start
			if (apart || f == "--") && (tokens[k-1].Form == ")" || loud(tokens[0].Form)) {
				return k + 1
			}
			if apart && k <= 2 && len(tokens) > 8 && initial(tokens[k+1].Form) && stops(tokens) { // "Accra - Niger said"
				return k + 1
			}
			return 0
		case f == ":":
			if k > 1 && loud(tokens[0].Form) && unicode.IsDigit(rune(tokens[k-1].Form[0])) { // "ISLAMABAD, Dec 3:"
				return k + 1
			}
			return 0
		case !initial(f) && strings.Trim(f, "0123456789") != "" && f != "," && f != "(" && f != ")" && f != "/" && f != "." && f != "and":
			return 0
		}
	}
	return 0
}

// initial reports whether a form begins with a capital.
func initial(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// loud reports whether a form is in capitals and no mere letter.
func loud(form string) bool {
	return len(form) >= 3 && strings.ToUpper(form) == form && strings.ToLower(form) != form
}

// joinDateline makes a dateline a dependent of the root of the sentence that it
// stands before: its first word governs the others.
func joinDateline(tokens []entente.Token, root int) {
	parted := false
	for i := range tokens {
		t := &tokens[i]
		first, _ := utf8.DecodeRuneInString(t.Form)
		t.Head = 1
		switch {
		case unicode.IsDigit(first):
			t.POS, t.Tag, t.Rel, t.Lemma = "NUM", "CD", "nmod:unmarked", t.Form
		case !unicode.IsLetter(first):
			t.POS, t.Tag, t.Rel, t.Lemma = "PUNCT", signTag(t.Form), "punct", t.Form
			parted = true
		case parted:
			t.POS, t.Tag, t.Rel, t.Lemma = "PROPN", "NNP", "appos", likeName(t.Form)
		default:
			t.POS, t.Tag, t.Rel, t.Lemma = "PROPN", "NNP", "flat", likeName(t.Form)
		}
	}
	tokens[0].Head, tokens[0].Rel = root, "parataxis"
}

// signTag is the Penn tag of a sign in a dateline.
func signTag(form string) string {
	switch form {
	case "(":
		return "-LRB-"
	case ")":
		return "-RRB-"
	case ",", ".":
		return form
	}
	return ":"
}
