package term

import (
	"io"
	"strings"

	entente "github.com/entente-project/entente"
)

// A row is an event or a tie as the table shows it.
type row struct {
	date, who, what, speaker, words string
}

// Events writes coded events and ties as a table, one a row, in the order
// given: date, who to whom, type with aspect, speaker, and the words of the
// trigger. What does not fit is cut with an ellipsis.
func Events(w io.Writer, exhibits []entente.Exhibit, n Names, style Style) error {
	s := newScreen(w, n, style)
	rows := []row{{"Date", "Who, to whom", "What", "According to", "Words"}}
	for _, x := range exhibits {
		switch {
		case x.Event != nil:
			rows = append(rows, s.event(*x.Event, x.Document.Text))
		case x.Tie != nil:
			rows = append(rows, s.tie(*x.Tie, x.Document.Text))
		}
	}
	if len(rows) == 1 {
		s.line("No event and no tie was found.")
		return s.w.Flush()
	}
	widths := s.widths(rows)
	for i, r := range rows {
		var line strings.Builder
		for k, cell := range r.cells() {
			if widths[k] == 0 {
				continue
			}
			line.WriteString(pad(cell, widths[k]))
			line.WriteString("  ")
		}
		text := clip(strings.TrimRight(line.String(), " "), s.style.Width)
		if i == 0 {
			text = s.paint(bold, text)
		}
		s.line(text)
	}
	return s.w.Flush()
}

func (r row) cells() []string { return []string{r.date, r.who, r.what, r.speaker, r.words} }

// event is one coded event as a row.
func (s *screen) event(e entente.Event, text string) row {
	when := e.Date.String()
	if when == "" {
		when = "not known"
	}
	return row{when, codes(e), kindCode(string(e.Type), string(e.Mode), e.Aspect), speakers(e.Speaker, text), clean(e.Evidence.Span(entente.RoleTrigger).Of(text))}
}

// codes are the parties as codes: "BLR:GOV > RUS:MIL", and of a symmetric event
// "BLR:GOV, RUS:GOV".
func codes(e entente.Event) string {
	list := func(parties []entente.Party) string {
		out := make([]string, len(parties))
		for i, p := range parties {
			out[i] = p.String()
			if p.Entity == "" {
				out[i] = "?" + p.String()
			}
		}
		return strings.Join(out, ", ")
	}
	if len(e.Recipient) == 0 {
		return list(e.Actor)
	}
	return list(e.Actor) + " > " + list(e.Recipient)
}

// kindCode is type and mode as codes, with the aspect where it is not actual.
func kindCode(typ, mode string, a entente.Aspect) string {
	if mode != "" {
		typ += " " + mode
	}
	if a != entente.Actual && a != "" {
		typ += ", " + string(a)
	}
	return typ
}

// speakers is according to whom, in the document's words or else by code.
func speakers(parties []entente.Party, text string) string {
	var out []string
	for _, p := range parties {
		if words := clean(p.Span.Of(text)); words != "" {
			out = append(out, words)
		} else if p.Entity != "" {
			out = append(out, p.String())
		}
	}
	return strings.Join(out, ", by ")
}

// tie is one tie as a row.
func (s *screen) tie(t entente.Tie, text string) row {
	when := t.Start.String()
	switch {
	case when != "":
		when += " on"
	case !t.Seen.IsZero():
		when = t.Seen.String()
	default:
		when = "not known"
	}
	who := string(t.Dyad.From) + " > " + string(t.Dyad.To)
	if t.Kind.Mutual() {
		who = string(t.Dyad.From) + ", " + string(t.Dyad.To)
	}
	return row{when, who, "tie: " + string(t.Kind), speakers(t.Speaker, text), clean(t.Evidence.Span(entente.RoleTrigger).Of(text))}
}

// widths shares the screen among the columns: each gets what its longest cell
// takes where all fit, an empty one nothing; else the words give way, then the
// speakers, then the others.
func (s *screen) widths(rows []row) []int {
	need := make([]int, 5)
	for _, r := range rows[1:] {
		for k, cell := range r.cells() {
			need[k] = max(need[k], columns(cell))
		}
	}
	for k, name := range rows[0].cells() {
		if need[k] > 0 {
			need[k] = max(need[k], columns(name))
		}
	}
	over := func() int {
		sum := 0
		for _, n := range need {
			if n > 0 {
				sum += n + 2
			}
		}
		return sum - 2 - s.style.Width
	}
	for _, give := range []struct{ column, least int }{{4, 24}, {3, 14}, {1, 20}, {4, 14}, {3, 0}, {2, 12}, {1, 14}, {4, 6}} {
		if d := over(); d > 0 {
			need[give.column] = max(min(need[give.column], give.least), need[give.column]-d)
		}
	}
	return need
}
