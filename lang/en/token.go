package en

import (
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// A piece is a token before it is read: its span and what stands before it.
type piece struct {
	entente.Span
	gap gap
}

// A gap is the white space before a token.
type gap uint8

const (
	glued     gap = iota // none
	space                // blanks, or a line end inside a paragraph
	lineEnd              // a line end that the writer meant
	paragraph            // a blank line, or the beginning of the text
)

// longestWord is the most bytes of anything that is looked up as a word, so that
// text without blanks costs no more than other text.
const longestWord = 64

// tokenise cuts text into tokens: everything but white space is in one.
func (t *tables) tokenise(text string) []piece {
	ends := meantLineEnds(text)
	out := make([]piece, 0, len(text)/5+1)
	before := paragraph
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			j := i + n
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsSpace(r) {
					break
				}
				j += n
			}
			if i > 0 {
				before = gapOf(text[i:j], ends, i)
			}
			i = j
			continue
		}
		j := i + n
		for j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			if unicode.IsSpace(r) {
				break
			}
			j += n
		}
		first := len(out)
		out = t.chunk(text, i, j, out)
		out[first].gap = before
		i, before = j, space
	}
	return out
}

// gapOf classes white space that begins at byte at.
func gapOf(white string, meant map[int]bool, at int) gap {
	switch n := strings.Count(white, "\n"); {
	case n > 1 || strings.ContainsAny(white, "\f\u2029"):
		return paragraph
	case n == 1 && meant[at+strings.IndexByte(white, '\n')]:
		return lineEnd
	}
	return space
}

// meantLineEnds finds the single line ends that are no mere wrapping: the line
// could have held the next word and more. The answer is by the byte of the '\n'.
func meantLineEnds(text string) map[int]bool {
	const wrapped = 160 // longer lines are paragraphs, not wrapped by anyone
	var meant map[int]bool
	for at := 0; at < len(text); {
		block, lines, width := paragraphAt(text, at)
		for k := 0; k+1 < len(lines); k++ {
			word := len(firstWord(text[lines[k+1].Start:lines[k+1].End]))
			length := lines[k].End - lines[k].Start
			if width > wrapped || 4*(length+1+word) < 3*width {
				if meant == nil {
					meant = map[int]bool{}
				}
				meant[lines[k].End] = true
			}
		}
		at = block
	}
	return meant
}

// paragraphAt is the lines from byte at to the next blank line, the byte after
// it, and the length of the longest line.
func paragraphAt(text string, at int) (after int, lines []entente.Span, width int) {
	for at < len(text) {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		line := entente.Span{Start: at, End: at + end}
		at = min(line.End+1, len(text))
		if strings.TrimSpace(text[line.Start:line.End]) == "" {
			return at, lines, width
		}
		lines, width = append(lines, line), max(width, end)
	}
	return at, lines, width
}

func firstWord(line string) string {
	for f := range strings.FieldsSeq(line) {
		return f
	}
	return ""
}

// chunk cuts text[i:j], which holds no white space, into tokens.
func (t *tables) chunk(text string, i, j int, out []piece) []piece {
	if smiles(text[i:j]) {
		return append(out, piece{Span: entente.Span{Start: i, End: j}})
	}
	for i < j {
		if n := entityRest(text[i:j]); n > 0 {
			k := letters(text, i+n, j)
			if text[i:i+n] != apostropheRest {
				k = i + n
			}
			out = append(out, piece{Span: entente.Span{Start: i, End: k}})
			i = k
			continue
		}
		if end := address(text[i:j]); end > 0 {
			out = append(out, piece{Span: entente.Span{Start: i, End: i + end}})
			i += end
			continue
		}
		k := t.next(text, i, j)
		out = append(out, piece{Span: entente.Span{Start: i, End: k}})
		if !isDigit(text[i]) {
			out = t.clitics(text, out)
		}
		i = k
	}
	return out
}

// What is left of the HTML entities of apostrophe and quote in text that lost
// their ampersands: "Sudan #39;s army", "quot;No, quot; he said".
const apostropheRest, quoteRest = "#39;", "quot;"

// entityRest is the length of such a rest at the beginning of s, 0 when there is
// none.
func entityRest(s string) int {
	for _, rest := range []string{apostropheRest, quoteRest} {
		if strings.HasPrefix(s, rest) {
			return len(rest)
		}
	}
	return 0
}

// address is the length of a web or mail address at the beginning of s, 0 when
// there is none.
func address(s string) int {
	at := strings.IndexByte(s, '@')
	mail := at > 0 && strings.IndexByte(s[at:], '.') > 1
	if !mail && !strings.HasPrefix(s, "www.") && !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return 0
	}
	if strings.ContainsAny(s[:1], `"'(<[{`) {
		return 0
	}
	return len(strings.TrimRight(s, `.,;:!?"')>]}`))
}

// smiles reports whether s is a face of signs: ":-)".
func smiles(s string) bool {
	eyes := strings.IndexByte(":;=", s[0]) >= 0
	return eyes && len(s) >= 2 && strings.Trim(s[1:], "-") != "" && strings.Trim(s[1:], "-()DP") == "" && len(s) <= 4
}

// next is where the token that begins at byte i ends, at most j.
func (t *tables) next(text string, i, j int) int {
	r, n := utf8.DecodeRuneInString(text[i:j])
	switch {
	case unicode.IsDigit(r):
		return number(text, i, j)
	case wordRune(r):
		return t.word(text, i, j)
	case r == '\'' || r == '’' || r == '‘' || r == '`':
		return apostrophe(text, i, j, r, n)
	case r == '#' && i+1 < j && !isDigit(text[i+1]) && letterAt(text, i+1, j):
		return letters(text, i+1, j)
	case strings.ContainsRune(".-!?*=_~#<>+$", r):
		return run(text, i, j)
	}
	return i + n
}

// wordRune reports whether r is part of words: letters and marks, runes that
// show nothing, and bytes that are no text at all, so that they hold together.
func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == utf8.RuneError || plainRune(r) == ""
}

// run is the end of a run of one sign ("...", "--"), or of "!" and "?" mixed.
func run(text string, i, j int) int {
	loud := func(c byte) bool { return c == '!' || c == '?' }
	k := i + 1
	for k < j && (text[k] == text[i] || loud(text[k]) && loud(text[i])) {
		k++
	}
	return k
}

// apostrophe is the end of a token that begins with an apostrophe or single
// quote: a clitic, a shortened year or word, a doubled quote, or the sign alone.
func apostrophe(text string, i, j int, r rune, n int) int {
	rest := text[i+n : j]
	if r2, n2 := utf8.DecodeRuneInString(rest); r2 == r && r != '’' || r == '’' && r2 == '’' {
		return i + n + n2
	}
	if len(rest) >= 2 && isDigit(rest[0]) && isDigit(rest[1]) {
		return number(text, i+n, j)
	}
	return i + n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// number is the end of a number: 1,250.5 9/11 10:30 1990s 90's 21st 555-0123.
// Units that are written on to it ("5pm", "30km") are tokens of their own.
func number(text string, i, j int) int {
	if end := telephone(text, i, j); end > 0 {
		return end
	}
	k := i
	for k < j && isDigit(text[k]) {
		k++
		if k+1 < j && strings.IndexByte(",.:/", text[k]) >= 0 && isDigit(text[k+1]) {
			k++
		}
	}
	if k == i { // a digit of another script
		_, n := utf8.DecodeRuneInString(text[i:j])
		return i + n
	}
	if n := k - i; n == 2 || n == 4 {
		for _, plural := range []string{"'s", "’s"} {
			if text[k-1] == '0' && strings.HasPrefix(text[k:j], plural) && !letterAt(text, k+len(plural), j) {
				return k + len(plural)
			}
		}
	}
	for _, suffix := range []string{"st", "nd", "rd", "th", "s", "ST", "ND", "RD", "TH"} {
		if strings.HasPrefix(text[k:j], suffix) && !letterAt(text, k+len(suffix), j) {
			return k + len(suffix)
		}
	}
	return k
}

// telephone is the end of a telephone number, 555-0123 or 202-555-0123, 0 when
// there is none.
func telephone(text string, i, j int) int {
	k := i
	for group := 0; ; group++ {
		from := k
		for k < j && isDigit(text[k]) {
			k++
		}
		last := k == j || text[k] != '-' || k+1 >= j || !isDigit(text[k+1])
		switch {
		case last && group > 0 && k-from == 4:
			return k
		case last || k-from != 3 || group == 2:
			return 0
		}
		k++
	}
}

func letterAt(text string, i, j int) bool {
	if i >= j {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:j])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// word is the end of a word that begins at byte i: letters and digits, with the
// apostrophes, full stops and hyphens that belong to it.
func (t *tables) word(text string, i, j int) int {
	k := letters(text, i, j)
	if k < j && text[k] == '$' && len(text[i:k]) <= 2 && strings.ToUpper(text[i:k]) == text[i:k] {
		return k + 1 // US$20, A$5
	}
	for k < j {
		r, n := utf8.DecodeRuneInString(text[k:j])
		if !letterAt(text, k+n, j) || !t.joins(text, i, k, k+n, j, r) {
			break
		}
		k = letters(text, k+n, j)
	}
	return t.stop(text, i, k, j)
}

// letters is the end of the letters and digits from i on.
func letters(text string, i, j int) int {
	for i < j {
		r, n := utf8.DecodeRuneInString(text[i:j])
		if !wordRune(r) && !unicode.IsDigit(r) {
			break
		}
		i += n
	}
	return i
}

// joins reports whether sign r at text[k:next] joins the word text[i:k] with
// the letters after it.
func (t *tables) joins(text string, i, k, next, j int, r rune) bool {
	left := text[i:k]
	switch r {
	case '\'', '’':
		return true // the clitics are cut off later
	case '&':
		return len(left) < longestWord && strings.ToUpper(left) == left && unicode.IsUpper(rune(text[next]))
	case '_', '@':
		return true
	case '-', '‐', '‑':
		part := left[strings.LastIndexAny(left, "-‐‑")+1:]
		return t.prefixes[strings.ToLower(part)] || t.hyphenated(text, i, j)
	case '.':
		right := text[next:letters(text, next, j)]
		return dotted(left, right)
	}
	return false
}

// hyphenated reports whether the letters and hyphens from i on are a word that
// the lexicon knows with its hyphen: "go-ahead", "so-called".
func (t *tables) hyphenated(text string, i, j int) bool {
	j = min(j, i+longestWord)
	end := letters(text, i, j)
	for end < j && text[end] == '-' && letterAt(text, end+1, j) {
		end = letters(text, end+1, j)
	}
	return t.lexicon.readings[strings.ToLower(text[i:end])] != 0
}

// dotted reports whether a full stop between left and right is inside one word:
// initials ("U.S") and names of files and sites ("report.doc"), but no lost
// space after a sentence ("ended.The").
func dotted(left, right string) bool {
	single := left[strings.LastIndexByte(left, '.')+1:]
	if utf8.RuneCountInString(single) == 1 && (utf8.RuneCountInString(right) == 1 || left != single) {
		return true
	}
	l, _ := utf8.DecodeLastRuneInString(left)
	r, n := utf8.DecodeRuneInString(right)
	return !(unicode.IsLower(l) && unicode.IsUpper(r)) && !(unicode.IsUpper(r) && n < len(right))
}

// stop takes the full stop after text[i:k] into the word when it is an
// abbreviation: a listed one, an initial, or letters with stops between.
func (t *tables) stop(text string, i, k, j int) int {
	if k >= j || text[k] != '.' || strings.HasPrefix(text[k:j], "..") {
		return k
	}
	w := text[i:k]
	r, n := utf8.DecodeRuneInString(w)
	initial := n == len(w) && unicode.IsUpper(r) && r != 'I'
	inner := strings.Contains(w, ".") && len(w)-strings.LastIndexByte(w, '.') == 2
	kind := t.kindOf(w + ".")
	if kind == "number" {
		after := strings.TrimLeft(text[k+1:min(k+8, len(text))], " \u00a0\n")
		return k + count(after != "" && isDigit(after[0]))
	}
	if initial || inner || kind != "" {
		return k + 1
	}
	return k
}

// kindOf is the kind of an abbreviation, as it is written or, if all in
// capitals, as it is listed; "" when it is none.
func (t *tables) kindOf(w string) string {
	if kind, ok := t.abbreviations[w]; ok || len(w) < 3 {
		return kind
	}
	if strings.ToUpper(w) == w {
		return t.abbreviations[w[:1]+strings.ToLower(w[1:])]
	}
	return ""
}

// count is 1 for true.
func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// clitics cuts the last token of out where it holds several words: n't, 's, 'll
// and the like, and the written-together ones that the table contractions lists.
func (t *tables) clitics(text string, out []piece) []piece {
	last := out[len(out)-1]
	w := text[last.Start:last.End]
	if len(w) > longestWord {
		return out
	}
	cut := func(at int) {
		out[len(out)-1].End = last.Start + at
		out = append(out, piece{Span: entente.Span{Start: last.Start + at, End: last.End}})
	}
	if at := t.contractions[strings.ToLower(w)]; at > 0 {
		cut(at)
		return out
	}
	a := strings.LastIndexAny(w, "'’")
	if a <= 0 {
		return out
	}
	tail := strings.ToLower(Normal(w[a:]))
	switch tail {
	case "'s", "'re", "'ve", "'ll", "'d", "'m":
		cut(a)
		rest := out[len(out)-1]
		out = t.clitics(text, out[:len(out)-1])
		return append(out, rest)
	case "'t":
		if a >= 2 && (w[a-1] == 'n' || w[a-1] == 'N') {
			cut(a - 1)
		}
	}
	return out
}
