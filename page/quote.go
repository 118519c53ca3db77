package page

import (
	"strings"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// A piece is a stretch of a quotation: plain text or, with a Role, a coded span
// with the pieces inside it.
type piece struct {
	Text   string
	Role   string
	Brief  bool // a span so short that it stays on one line
	Tight  bool // a span half as long as the name that may stand beneath it, or less
	Inside []piece
}

// nameable is the length in bytes up to which a marked span stays on one line.
const nameable = 24

// quote cuts the bytes of text in s into pieces at the marks, which are sorted
// as [entente.Event.Marks] has them. What lies outside s is left out; of two
// marks that cross, the later one is cut off at the end of the earlier.
func quote(text string, s entente.Span, marks []entente.Mark) []piece {
	if s.Of(text) == "" {
		return nil
	}
	var in []entente.Mark
	for _, m := range marks {
		m.Span = entente.Span{Start: max(m.Span.Start, s.Start), End: min(m.Span.End, s.End)}
		if m.Span.Of(text) != "" && utf8.ValidString(m.Span.Of(text)) {
			in = append(in, m)
		}
	}
	return cut(text, s, in)
}

func cut(text string, s entente.Span, marks []entente.Mark) []piece {
	var out []piece
	plain := func(to int) {
		if t := (entente.Span{Start: s.Start, End: to}).Of(text); t != "" {
			out = append(out, piece{Text: t})
		}
		s.Start = to
	}
	for len(marks) > 0 {
		m := marks[0]
		marks = marks[1:]
		m.Span.Start = max(m.Span.Start, s.Start)
		m.Span.End = min(m.Span.End, s.End)
		if m.Span.Start >= m.Span.End {
			continue
		}
		var inside []entente.Mark
		for len(marks) > 0 && marks[0].Span.Start < m.Span.End {
			if marks[0] != m {
				inside = append(inside, marks[0])
			}
			marks = marks[1:]
		}
		plain(m.Span.Start)
		n := m.Span.End - m.Span.Start
		out = append(out, piece{
			Role:   string(m.Role),
			Brief:  n <= nameable && len(inside) == 0,
			Tight:  2*n <= len(m.Role),
			Inside: cut(text, m.Span, inside),
		})
		s.Start = m.Span.End
	}
	plain(s.End)
	return out
}

// sentence is the span of the sentence that e rests on; where none is coded it
// is the line of text around the trigger.
func sentence(text string, e entente.Evidence) entente.Span {
	if s := e.Span(entente.RoleSentence); s.Of(text) != "" {
		return s
	}
	t := e.Span(entente.RoleTrigger)
	if t.Of(text) == "" {
		return entente.Span{}
	}
	start := strings.LastIndexByte(text[:t.Start], '\n') + 1
	end := strings.IndexByte(text[t.End:], '\n')
	if end < 0 {
		return entente.Span{Start: start, End: len(text)}
	}
	return entente.Span{Start: start, End: t.End + end}
}

// around are the words before and after s, up to about n bytes on each side and
// cut between words. An ellipsis stands where text was left out.
func around(text string, s entente.Span, n int) (before, after string) {
	start, end := max(0, s.Start-n), min(len(text), s.End+n)
	if start > 0 {
		if i := strings.IndexAny(text[start:s.Start], " \n"); i >= 0 {
			start += i
		} else {
			start = s.Start
		}
	}
	if end < len(text) {
		if i := strings.LastIndexAny(text[s.End:end], " \n"); i >= 0 {
			end = s.End + i
		} else {
			end = s.End
		}
	}
	before, after = text[start:s.Start], text[s.End:end]
	if start > 0 {
		before = "…" + before
	}
	if end < len(text) {
		after += "…"
	}
	return before, after
}
