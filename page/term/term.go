// Package term writes profiles and coded events for a terminal: nouns come in,
// lines of text go out that are never wider than the screen. What documents say
// is printed without its control characters, so that no report can steer the
// terminal.
//
//	term.Profile(os.Stdout, profile, brief, names, term.StyleOf(os.Stdout))
package term

import (
	"bufio"
	"io"
	"os"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
	xterm "golang.org/x/term"
)

// Names says how an entity is called in a sentence: "Belarus" for BLR.
type Names interface {
	Name(entente.EntityID) string
}

// A Style is the screen to write for.
type Style struct {
	Width  int  // columns; below 40 counts as 40
	Colour bool // ANSI colours and weights
}

// StyleOf is the style of an open file: its own width and colours when it is a
// terminal and NO_COLOR is unset, else 110 columns without colour.
func StyleOf(f *os.File) Style {
	fd := int(f.Fd())
	if !xterm.IsTerminal(fd) {
		return Style{Width: 110}
	}
	width, _, err := xterm.GetSize(fd)
	if err != nil || width <= 0 {
		width = 80
	}
	return Style{Width: width, Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// narrowest is the width below which nothing is laid out.
const narrowest = 40

// A paint is an ANSI attribute. Colours are those of the pages as far as the
// sixteen of a terminal go; each is repeated by a word or a shape.
type paint string

const (
	bold     paint = "1"
	faint    paint = "2"
	marked   paint = "30;43" // the trigger: dark on yellow
	seeming  paint = "34"
	conduct  paint = "33"
	gap      paint = "35"
	friendly paint = "32"
	hostile  paint = "31"
)

// A screen collects lines for a style.
type screen struct {
	w     *bufio.Writer
	style Style
	names Names
	words plain.Words
}

func newScreen(w io.Writer, n Names, s Style) *screen {
	s.Width = max(s.Width, narrowest)
	return &screen{bufio.NewWriter(w), s, n, plain.Read()}
}

// paint colours text where the screen has colours.
func (s *screen) paint(p paint, text string) string {
	if !s.style.Colour || text == "" {
		return text
	}
	return "\x1b[" + string(p) + "m" + text + "\x1b[0m"
}

// line writes one line without space at its end.
func (s *screen) line(parts ...string) {
	s.w.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	s.w.WriteByte('\n')
}

// para writes text wrapped, each line behind indent columns.
func (s *screen) para(p paint, indent int, text string) {
	for _, l := range wrap(text, s.style.Width-indent) {
		s.line(strings.Repeat(" ", indent), s.paint(p, l))
	}
}

// head writes the heading of a part.
func (s *screen) head(text string) {
	s.line()
	s.para(bold, 0, text)
}

// party is "Belarus, government".
func (s *screen) party(p entente.Party) string {
	name := "someone not named"
	if p.Entity != "" {
		name = s.names.Name(p.Entity)
	}
	if p.Sector == "" {
		return name
	}
	return name + ", " + s.words.One("sector", string(p.Sector))
}

// deed is who to whom: "Belarus, government → Russia".
func (s *screen) deed(e entente.Event) string {
	all := func(parties []entente.Party) string {
		if len(parties) == 1 {
			return s.party(parties[0])
		}
		var out []string
		for _, p := range parties {
			out = append(out, plain.Aside(s.party(p)))
		}
		return plain.And(out)
	}
	switch {
	case len(e.Recipient) > 0:
		return all(e.Actor) + " → " + all(e.Recipient)
	case len(e.Actor) > 1:
		return s.party(e.Actor[0]) + " with " + all(e.Actor[1:])
	}
	return all(e.Actor)
}

// kind is the event type in words, with its aspect where it is not plain that
// it happened.
func (s *screen) kind(e entente.Event) string {
	k := s.words.One("type", string(e.Type))
	if e.Mode != "" {
		k += " (" + strings.ReplaceAll(string(e.Mode), "-", " ") + ")"
	}
	if e.Aspect != entente.Actual && e.Aspect != "" {
		k += ", " + s.words.One("aspect", string(e.Aspect))
	}
	return k
}
