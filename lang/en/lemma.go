package en

import (
	"strings"
)

// A lemmatiser gives words their dictionary form: what treebanks and the table
// of irregular forms say first, then the rules of spelling.
type lemmatiser struct {
	learned   map[Inflected]string
	irregular map[Inflected]string
	verbs     map[string]bool // known base forms
}

// Lemma is the dictionary form of a form with its universal part of speech and
// Penn tag. Names keep their capitals.
func (l *lemmatiser) Lemma(form, pos, tag string) string {
	lower := strings.ToLower(form)
	if pos == "PROPN" || tag == "NNP" {
		return properLemma(form, tag)
	}
	if lemma, ok := l.learned[Inflected{lower, tag}]; ok {
		return lemma
	}
	kind := pos
	if kind == "AUX" {
		kind = "VERB"
	}
	if lemma, ok := l.irregular[Inflected{lower, kind}]; ok && inflects(tag) {
		return lemma
	}
	switch tag {
	case "NNS":
		return singular(lower)
	case "CD":
		return strings.ReplaceAll(form, ",", "")
	case "HYPH", ":":
		return strings.Replace(lower, "--", "-", 1)
	case "VBZ":
		return l.unsuffixed(lower, singular(lower))
	case "VBD", "VBN":
		return l.verb(lower, "ed")
	case "VBG":
		return l.verb(lower, "ing")
	case "JJR", "RBR":
		return base(lower, "er")
	case "JJS", "RBS":
		return base(lower, "est")
	}
	return lower
}

// inflects reports whether words with the tag are other than their lemma.
func inflects(tag string) bool {
	switch tag {
	case "VB", "VBP", "NN", "JJ", "RB":
		return tag == "VBP"
	}
	return true
}

func properLemma(form, tag string) string {
	if tag == "NNPS" && len(form) > 3 && strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss") {
		return form[:len(form)-1]
	}
	return form
}

// singular takes the s off a plural or a third person.
func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss"):
		if len(w) == 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			return w[:2]
		}
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case endsAny(w, "sses", "shes", "ches", "xes", "zzes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "'s"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

func endsAny(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// unsuffixed prefers a known verb: "goes" is go, "uses" is use.
func (l *lemmatiser) unsuffixed(w, lemma string) string {
	if !l.verbs[lemma] && strings.HasSuffix(w, "es") && l.verbs[w[:len(w)-2]] {
		return w[:len(w)-2]
	}
	return lemma
}

// verb takes "ed" or "ing" off: the known base form if there is one, else what
// spelling makes likely.
func (l *lemmatiser) verb(w, suffix string) string {
	stem, ok := strings.CutSuffix(w, suffix)
	if !ok || !hasVowel(stem) {
		return w
	}
	if strings.HasSuffix(stem, "i") && suffix == "ed" {
		return stem[:len(stem)-1] + "y"
	}
	single := undouble(stem)
	for _, c := range []string{stem, stem + "e", single} {
		if l.verbs[c] {
			return c
		}
	}
	switch {
	case single != stem && !endsAny(stem, "ll", "ss", "zz", "ff"):
		return single
	case silent(stem):
		return stem + "e"
	}
	return stem
}

// base takes "er" or "est" off an adjective or adverb.
func base(w, suffix string) string {
	stem, ok := strings.CutSuffix(w, suffix)
	switch {
	case !ok || len(stem) < 3:
		return w
	case strings.HasSuffix(stem, "i"):
		return stem[:len(stem)-1] + "y"
	case endsAny(stem, "tl", "bl", "pl", "dl", "gl", "ns", "rs", "rg", "iv", "av"):
		return stem + "e"
	}
	if single := undouble(stem); single != stem && !endsAny(stem, "ll", "ss", "ff") {
		return single
	}
	return stem
}

// undouble drops the second of two equal consonants at the end: "stopp".
func undouble(stem string) string {
	n := len(stem)
	if n < 3 || stem[n-1] != stem[n-2] || isVowel(stem[n-1]) {
		return stem
	}
	return stem[:n-1]
}

// silent reports whether a verb stem most likely lost an e: "recogniz", "prov".
func silent(stem string) bool {
	n := len(stem)
	if n < 2 {
		return false
	}
	last, before := stem[n-1], stem[n-2]
	switch {
	case endsAny(stem, "at", "iz", "yz", "ys", "is", "us", "as", "os", "nc", "rc", "ac", "ic", "uc", "ec", "rg", "dg", "ng", "lg", "ag", "ut", "ot", "ur", "ir", "bl", "pl", "tl", "dl", "gl", "cl", "fl", "kl", "ns", "rs", "ls", "ps"):
		return !endsAny(stem, "eat", "oat", "ing", "ang", "ong", "out", "oot", "our", "eir", "air", "oss", "ass", "ess", "iss", "uss")
	case last == 'v' || last == 'u' || last == 'c' || last == 'z':
		return true
	case n >= 3 && !isVowel(last) && isVowel(before) && !isVowel(stem[n-3]) && last != 'w' && last != 'x' && last != 'y':
		return syllables(stem) == 1 || endsAny(stem, "id", "ad", "od", "ud", "ok", "ak", "ik")
	}
	return false
}

func syllables(s string) int {
	n := 0
	for i := range len(s) {
		if isVowel(s[i]) && (i == 0 || !isVowel(s[i-1])) {
			n++
		}
	}
	return n
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// Rules is lemmatising with nothing learned but words: what training holds
// against the treebanks to find what else must be learned.
func Rules(words map[string]string) (func(form, pos, tag string) string, error) {
	t, err := openTables(Shelf(nil))
	if err != nil {
		return nil, err
	}
	for w, readings := range words {
		t.lexicon.add(w, readings)
	}
	return (&lemmatiser{irregular: t.irregular, verbs: t.lexicon.verbs}).Lemma, nil
}
