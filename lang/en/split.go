package en

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is the most tokens that a sentence holds; longer ones are cut, so that
// text without any stop cannot take the parser's memory.
const longest = 250

// split cuts pieces into sentences.
func (t *tables) split(text string, pieces []piece) [][]piece {
	var out [][]piece
	begin := 0
	for i := 1; i <= len(pieces); i++ {
		if i == len(pieces) || i-begin >= longest || t.between(text, pieces, begin, i) {
			out = append(out, pieces[begin:i])
			begin = i
		}
	}
	return out
}

// between reports whether a sentence that began at piece begin ends before
// piece i.
func (t *tables) between(text string, pieces []piece, begin, i int) bool {
	next := pieces[i]
	if next.gap >= lineEnd {
		return true
	}
	if note(text, pieces, i) {
		return false
	}
	last := i - 1
	for last-noteLength >= begin && note(text, pieces, last-noteLength+1) {
		last -= noteLength
	}
	for last > begin && closes(pieces[last].Of(text)) && pieces[last].gap == glued {
		last--
	}
	end := pieces[last].Of(text)
	if next.gap == glued && !(last == i-1 && lostSpace(text, pieces, i)) {
		return false
	}
	switch {
	case ender(end):
		return !t.goesOn(text, pieces, last, i)
	case strings.HasSuffix(end, ".") && len(end) > 1:
		return t.abbreviationEnds(text, pieces, begin, last, i)
	}
	return false
}

// noteLength is how many pieces the mark of a note is.
const noteLength = 3

// note reports whether the mark of a note, "[6]", is at piece i; it belongs to
// the sentence before it.
func note(text string, pieces []piece, i int) bool {
	return i > 0 && i+noteLength <= len(pieces) && pieces[i].Of(text) == "[" && pieces[i+2].Of(text) == "]" &&
		strings.Trim(pieces[i+1].Of(text), "0123456789") == ""
}

// ender reports whether a token is a sign that ends sentences.
func ender(s string) bool {
	switch s {
	case ".", "…", "。":
		return true
	}
	return strings.Trim(s, "!?") == "" && s != "" || len(s) > 2 && strings.Trim(s, ".") == ""
}

// closes reports whether a token may stand between a full stop and the end of
// its sentence: quotes and brackets that close.
func closes(s string) bool {
	switch Normal(s) {
	case `"`, "'", ")", "]":
		return true
	}
	return false
}

// opens reports whether a token may stand before the first word of a sentence.
func opens(s string) bool {
	switch Normal(s) {
	case `"`, "'", "(", "[", "-", "--", "*", "•", "...":
		return true
	}
	return false
}

// lostSpace reports whether a full stop is followed at once by a new sentence:
// "ended.The".
func lostSpace(text string, pieces []piece, i int) bool {
	if pieces[i-1].Of(text) != "." || i < 2 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(pieces[i-2].Of(text))
	next := pieces[i].Of(text)
	r, n := utf8.DecodeRuneInString(next)
	return unicode.IsLower(before) && unicode.IsUpper(r) && n < len(next)
}

// goesOn reports whether the sentence goes on after a plain full stop, question
// mark or the like before piece i: what follows begins small and the stop is
// inside a quotation or dots.
func (t *tables) goesOn(text string, pieces []piece, last, i int) bool {
	r := firstLetter(text, pieces, i)
	if !unicode.IsLower(r) {
		return false
	}
	return last < i-1 || pieces[last].Of(text) != "."
}

// firstLetter is the first rune of the first token from i on that is no opening
// sign; 0 when there is none within three.
func firstLetter(text string, pieces []piece, i int) rune {
	for k := i; k < len(pieces) && k < i+3; k++ {
		s := pieces[k].Of(text)
		if opens(s) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(s)
		return r
	}
	return 0
}

// abbreviationEnds reports whether a sentence ends with the abbreviation at last
// before piece i.
func (t *tables) abbreviationEnds(text string, pieces []piece, begin, last, i int) bool {
	if last < i-1 { // closed by a quote or bracket
		return !unicode.IsLower(firstLetter(text, pieces, i)) && t.starts(text, pieces, i)
	}
	w := pieces[last].Of(text)
	kind := t.kindOf(w)
	letters := utf8.RuneCountInString(w) - 1
	if kind == "before" || kind == "number" || kind == "" && letters == 1 {
		return false
	}
	return t.starts(text, pieces, i)
}

// starts reports whether piece i plainly begins a sentence: a capital on a word
// that is small inside one ("The", "He", "In"), or an opening quote before it.
func (t *tables) starts(text string, pieces []piece, i int) bool {
	w := pieces[i].Of(text)
	if opens(w) && i+1 < len(pieces) && Normal(w) != "(" {
		i++
		w = pieces[i].Of(text)
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && t.starters[strings.ToLower(w)]
}
