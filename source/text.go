package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	entente "github.com/entente-project/entente"
)

// normalise makes s the text that every span indexes: Unicode NFC, "\n" line
// ends, plain spaces, no invisible or control characters, no space at the ends
// of the text. It is idempotent.
func normalise(s string) (string, error) {
	if !utf8.ValidString(s) {
		at := invalidAt(s)
		return "", fmt.Errorf("invalid UTF-8 at byte %d (0x%02x); convert the file to UTF-8 first, for example with iconv -f WINDOWS-1252 -t UTF-8", at, s[at])
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s)), nil
}

// invalidAt is the offset of the first byte of s that is not UTF-8.
func invalidAt(s string) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}

// whole reads all of the input as one document's bytes.
func (in *input) whole() (string, bool) {
	return in.all(maxDocument, "too large for one document; split it, or write one document a line (--format jsonl or lines)")
}

// plain reads the input as one document. A first line that is followed by a
// blank one and does not end like a sentence is the title.
func (in *input) plain() {
	text, ok := in.whole()
	if !ok {
		return
	}
	in.document(lineOfFault(text), entente.Document{Text: text, Title: titleOf(text)})
}

// lineOfFault is the line on which text stops being UTF-8, 0 when it does not.
func lineOfFault(text string) int {
	if utf8.ValidString(text) {
		return 0
	}
	return 1 + strings.Count(text[:invalidAt(text)], "\n")
}

func titleOf(text string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")), "\n")
	first = strings.TrimSpace(first)
	rest = strings.TrimLeft(rest, "\r \t")
	if !strings.HasPrefix(rest, "\n") || len(first) > 200 || strings.HasSuffix(first, ".") {
		return ""
	}
	return first
}
