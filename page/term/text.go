package term

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// clean is text on one line without control characters.
func clean(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == unicode.ReplacementChar
	}), " ")
}

// runeColumns is how many columns r takes: none for marks that combine with the
// letter before and for characters that are not seen, two for wide ones.
func runeColumns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// columns is how many columns text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += runeColumns(r)
	}
	return n
}

// clip is text cut to n columns, with an ellipsis where it was cut.
func clip(text string, n int) string {
	if columns(text) <= n {
		return text
	}
	used := 0
	for i, r := range text {
		if used+runeColumns(r) > n-1 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
		used += runeColumns(r)
	}
	return text
}

// pad is text filled with blanks, or cut, to exactly n columns.
func pad(text string, n int) string {
	text = clip(text, n)
	return text + strings.Repeat(" ", n-columns(text))
}

// right is pad with the blanks before the text.
func right(text string, n int) string {
	text = clip(text, n)
	return strings.Repeat(" ", n-columns(text)) + text
}

// wrap cuts text between words into lines of at most n columns; a word longer
// than a line is cut through.
func wrap(text string, n int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		for columns(word) > n {
			if line != "" {
				out = append(out, line)
				line = ""
			}
			head, rest := cutColumns(word, n)
			out = append(out, head)
			word = rest
		}
		switch {
		case line == "":
			line = word
		case columns(line)+1+columns(word) <= n:
			line += " " + word
		default:
			out = append(out, line)
			line = word
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// cutColumns cuts text after n columns.
func cutColumns(text string, n int) (head, rest string) {
	used := 0
	for i, r := range text {
		used += runeColumns(r)
		if used > n && i > 0 {
			return text[:i], text[i:]
		}
	}
	return text, ""
}
