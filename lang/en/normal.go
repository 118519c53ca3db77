package en

import (
	"strings"
	"unicode/utf8"
)

// Normal is a word as it is read: curly quotes and odd hyphens made plain, marks
// that show nothing left out. The treebanks are read through it too.
func Normal(form string) string {
	if rest, ok := strings.CutPrefix(form, apostropheRest); ok {
		return "'" + rest
	}
	if form == quoteRest {
		return `"`
	}
	if plain(form) {
		return form
	}
	var b strings.Builder
	for i := 0; i < len(form); {
		r, n := utf8.DecodeRuneInString(form[i:])
		if r == utf8.RuneError && n == 1 {
			b.WriteByte(form[i])
		} else {
			b.WriteString(plainRune(r))
		}
		i += n
	}
	s := b.String()
	if s == "" {
		return form
	}
	if s == "''" || s == "``" {
		return `"`
	}
	return s
}

// plain reports whether a form needs no change: it is ASCII and no doubled quote.
func plain(form string) bool {
	for i := range len(form) {
		if form[i] >= utf8.RuneSelf || form[i] == '`' {
			return false
		}
	}
	return form != "''"
}

// plainRune is r as a typewriter has it.
func plainRune(r rune) string {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '′', '`', '´', '＇':
		return "'"
	case '“', '”', '„', '‟', '«', '»', '″', '＂':
		return `"`
	case '‐', '‑', '‒', '–', '−', '－':
		return "-"
	case '—', '―':
		return "--"
	case '…':
		return "..."
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return ""
	case '\u00a0', '\u202f':
		return " "
	}
	return string(r)
}
