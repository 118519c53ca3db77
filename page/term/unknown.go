package term

import (
	"fmt"
	"io"
	"strings"
)

// An Unknown is something that a table lacks, as the terminal shows it.
type Unknown struct {
	Documents, Mentions int
	Name                string
	Guess               string   // what it may be; "" is not known
	Examples            []string // sentences
	Sources             []string // Sources[i] is the document of Examples[i]
	Row                 string   // cells parted by tabs, as the table takes it
}

// Unknowns writes a list of what is unknown: a line for each with its counts and
// guess and, below it, its sentences and the row that would teach it. The row is
// written whole, however wide, so that it can be copied.
func Unknowns(w io.Writer, list []Unknown, style Style) error {
	s := newScreen(w, nil, style)
	name := columns("Name")
	for _, u := range list {
		name = max(name, columns(clean(u.Name)))
	}
	name = min(name, max(16, s.style.Width/2-20))
	s.line(s.paint(bold, clip("Documents  Mentions  "+pad("Name", name)+"  Guess", s.style.Width)))
	for _, u := range list {
		s.line()
		head := fmt.Sprintf("%9d  %8d  %s  %s", u.Documents, u.Mentions, pad(clean(u.Name), name), clean(u.Guess))
		s.line(s.paint(bold, clip(strings.TrimRight(head, " "), s.style.Width)))
		for i, x := range u.Examples {
			source := clip(clean(u.Sources[i]), 24)
			for k, l := range wrap("“"+clean(x)+"” "+source, s.style.Width-4) {
				indent := "  "
				if k > 0 {
					indent = "    "
				}
				s.line(indent, s.paint(faint, l))
			}
		}
		s.w.WriteString(u.Row)
		s.w.WriteByte('\n')
	}
	return s.w.Flush()
}
