package coder

import (
	"strings"

	entente "github.com/entente-project/entente"
)

// Unmark takes the marks out of a sentence and says where the two parties are in
// what is left: the first words marked, the zero span for one that is not marked.
func Unmark(marked string) (text string, source, target entente.Span) {
	var b strings.Builder
	start := func(p *entente.Span) {
		if p.End == 0 {
			p.Start = b.Len()
		}
	}
	end := func(p *entente.Span) {
		if p.End == 0 {
			p.End = b.Len()
		}
	}
	for rest := marked; ; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			b.WriteString(rest)
			return b.String(), source, target
		}
		b.WriteString(rest[:at])
		rest = rest[at:]
		switch {
		case strings.HasPrefix(rest, "<s>"):
			start(&source)
			rest = rest[3:]
		case strings.HasPrefix(rest, "<t>"):
			start(&target)
			rest = rest[3:]
		case strings.HasPrefix(rest, "</s>"):
			end(&source)
			rest = rest[4:]
		case strings.HasPrefix(rest, "</t>"):
			end(&target)
			rest = rest[4:]
		default:
			b.WriteByte('<')
			rest = rest[1:]
		}
	}
}
