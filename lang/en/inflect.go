package en

import "strings"

// ThirdPerson is the third person singular of a verb.
func ThirdPerson(verb string) string {
	switch verb {
	case "be":
		return "is"
	case "have":
		return "has"
	}
	return Plural(verb)
}

// Plural is the regular plural of a noun.
func Plural(noun string) string {
	n := len(noun)
	switch {
	case n > 1 && noun[n-1] == 'y' && !isVowel(noun[n-2]):
		return noun[:n-1] + "ies"
	case endsAny(noun, "s", "x", "z", "sh", "ch"), n > 2 && noun[n-1] == 'o' && !isVowel(noun[n-2]):
		return noun + "es"
	}
	return noun + "s"
}

// Past is the regular past of a verb.
func Past(verb string) string {
	n := len(verb)
	switch {
	case strings.HasSuffix(verb, "e"):
		return verb + "d"
	case n > 1 && verb[n-1] == 'y' && !isVowel(verb[n-2]):
		return verb[:n-1] + "ied"
	case doubles(verb):
		return verb + verb[n-1:] + "ed"
	}
	return verb + "ed"
}

// Gerund is the regular -ing form of a verb.
func Gerund(verb string) string {
	n := len(verb)
	switch {
	case strings.HasSuffix(verb, "ie"):
		return verb[:n-2] + "ying"
	case strings.HasSuffix(verb, "e") && !endsAny(verb, "ee", "oe", "ye") && n > 2:
		return verb[:n-1] + "ing"
	case doubles(verb):
		return verb + verb[n-1:] + "ing"
	}
	return verb + "ing"
}

// doubles reports whether a verb of one syllable doubles its last consonant:
// stop, stopped.
func doubles(verb string) bool {
	n := len(verb)
	return n >= 3 && syllables(verb) == 1 && !isVowel(verb[n-1]) && isVowel(verb[n-2]) && !isVowel(verb[n-3]) &&
		strings.IndexByte("wxy", verb[n-1]) < 0
}
