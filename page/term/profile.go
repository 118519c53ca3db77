package term

import (
	"fmt"
	"io"
	"math"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// strongest is how many episodes a profile shows.
const strongest = 6

// Profile writes a pair at a glance: the claim of the brief, the readings as
// bars with their intervals, the chart of seeming and conduct, the evidence
// that moves the gap most, and the ties.
func Profile(w io.Writer, p entente.Profile, b entente.Brief, n Names, style Style) error {
	s := newScreen(w, n, style)
	title := b.Title
	if title == "" {
		title = "Too few events to tell how close " + n.Name(p.Pair.A) + " and " + n.Name(p.Pair.B) + " are"
	}
	s.para(bold, 0, title)
	s.para("", 0, b.Lead.Text)
	s.line()
	s.para(faint, 0, plain.Upper(plain.Span(p.Window))+": "+plain.Count(p.Episodes, "episode")+" from "+plain.Count(p.Reports, "report")+" in "+plain.Count(p.Outlets, "outlet")+".")
	if p.Enough {
		s.readings(p)
		s.chart(p)
	} else {
		s.line()
		s.para("", 0, "The evidence is too thin for a picture.")
	}
	s.evidence(p)
	s.ties(p)
	return s.w.Flush()
}

// readings are seeming, conduct and gap as bars on one axis, then hold and
// engagement in figures.
func (s *screen) readings(p entente.Profile) {
	s.head("Where they stand")
	edge := 1.0
	for _, r := range []entente.Reading{p.Seeming, p.Conduct, p.Gap} {
		if r.Point.N > 0 {
			edge = max(edge, math.Ceil(2*max(math.Abs(r.Point.Low), math.Abs(r.Point.High)))/2)
		}
	}
	const figures = 24
	bar := min(61, s.style.Width-10-figures)
	zero := "  even "
	if p.Typical {
		zero = "typical"
	}
	if bar >= 24 {
		s.line(strings.Repeat(" ", 10), s.paint(faint, pad("colder", bar/2-3)+zero+right("warmer", bar-bar/2-4)))
	}
	s.reading("Seeming", seeming, p.Seeming, edge, bar, '○', '─')
	s.reading("Conduct", conduct, p.Conduct, edge, bar, '●', '━')
	s.reading("Gap", gap, p.Gap, edge, bar, '◆', '═')
	if p.Gap.Point.N > 0 {
		s.para(faint, 10, "Words warmer than deeds with a probability of "+plain.Probability(p.Wider)+place("; the gap is ", p.Gap)+". Bars are 90% intervals.")
	}
	for i, who := range [2][2]entente.EntityID{{p.Pair.A, p.Pair.B}, {p.Pair.B, p.Pair.A}} {
		if q := p.Hold[i].Point; q.N > 0 {
			s.item("Hold", fmt.Sprintf("%s on %s %s (%s)", s.names.Name(who[0]), s.names.Name(who[1]), plain.Number(q.Value), plain.Interval(q)))
		}
	}
	if q := p.Engagement.Point; q.N > 0 {
		s.item("Volume", fmt.Sprintf("%s times the typical loaded pair (%s to %s)", plain.Decimal(q.Value, 1), plain.Decimal(q.Low, 1), plain.Decimal(q.High, 1)))
	}
}

// item writes a name and, beside it, text.
func (s *screen) item(name, text string) {
	for i, l := range wrap(text, s.style.Width-10) {
		if i > 0 {
			name = ""
		}
		s.line(pad(name, 10), l)
	}
}

// place is a reading's rank behind lead; "" where there is nothing to compare.
func place(lead string, r entente.Reading) string {
	if r.Among == 0 {
		return ""
	}
	return lead + fmt.Sprintf("above %d of %d other pairs", r.Above, r.Among)
}

// reading writes one measure: its name, its bar and its figures.
func (s *screen) reading(name string, p paint, r entente.Reading, edge float64, bar int, dot, stroke rune) {
	if r.Point.N == 0 {
		s.line(s.paint(p, pad(name, 10)), s.paint(faint, "no evidence"))
		return
	}
	at := func(x float64) int {
		return int(math.Round((min(max(x, -edge), edge) + edge) / (2 * edge) * float64(bar-1)))
	}
	cells := []rune(strings.Repeat("·", bar))
	cells[at(0)] = '┊'
	for i := at(r.Point.Low); i <= at(r.Point.High); i++ {
		cells[i] = stroke
	}
	cells[at(r.Point.Value)] = dot
	low, high := at(r.Point.Low), at(r.Point.High)+1
	s.line(s.paint(p, pad(name, 10)), s.paint(faint, string(cells[:low])), s.paint(p, string(cells[low:high])), s.paint(faint, string(cells[high:])),
		s.paint(bold, right(plain.Number(r.Point.Value), 7)), "  ", plain.Interval(r.Point))
}

// evidence lists the episodes with the largest shares.
func (s *screen) evidence(p entente.Profile) {
	var rows []entente.Exhibit
	for _, x := range p.Exhibits {
		if x.Event != nil && len(rows) < strongest {
			rows = append(rows, x)
		}
	}
	if len(rows) == 0 {
		return
	}
	if p.Enough {
		s.head("What moves the gap most")
	} else {
		s.head("What was read")
	}
	if !s.style.Colour {
		s.para(faint, 0, "The words that say what was done stand in ‹ ›.")
	}
	for _, x := range rows {
		s.exhibit(x, p.Enough && p.Gap.Point.N > 0)
	}
}

// exhibit writes one episode: when, who, what, and the sentence.
func (s *screen) exhibit(x entente.Exhibit, share bool) {
	e := *x.Event
	const indent = 15 // as wide as "date not known" and a space
	head := wrap(s.deed(e), s.style.Width-indent)
	for i, l := range head {
		when := ""
		if i == 0 {
			when = plain.ShortDate(e.Date)
		}
		s.line(s.paint(bold, pad(when, indent)), l)
	}
	what := s.words.One("block", string(x.Block)) + ": " + s.kind(e)
	if share {
		what += "; adds " + plain.Signed(x.Share) + " to the gap"
	}
	what += "; " + plain.Count(max(1, x.Reports), "report")
	if x.Document.Outlet != "" {
		what += ", " + clean(x.Document.Outlet)
	}
	s.para(faint, indent, what)
	s.quote(indent, x.Document.Text, e.Evidence)
}

// quote writes the sentence of evidence with its trigger marked.
func (s *screen) quote(indent int, text string, e entente.Evidence) {
	sentence, trigger := e.Span(entente.RoleSentence), e.Span(entente.RoleTrigger)
	if sentence.Of(text) == "" {
		return
	}
	if trigger.Of(text) == "" || !sentence.Contains(trigger) {
		s.para("", indent, "“"+clean(sentence.Of(text))+"”")
		return
	}
	before := clean(entente.Span{Start: sentence.Start, End: trigger.Start}.Of(text))
	after := entente.Span{Start: trigger.End, End: sentence.End}.Of(text)
	glue := " "
	if after != "" && strings.TrimLeft(after, " \n\t") == after {
		glue = ""
	}
	lead := ""
	if before != "" {
		lead = before + " "
	}
	begin, end := "‹", "›"
	if s.style.Colour {
		begin, end = markBegin, markEnd
	}
	quoted := "“" + lead + begin + clean(trigger.Of(text)) + end + glue + clean(after) + "”"
	open := false
	for _, l := range wrap(quoted, s.style.Width-indent) {
		s.line(strings.Repeat(" ", indent), s.marked(l, &open))
	}
}

// Where the trigger begins and ends on a screen with colours, until it is
// painted; no cleaned text holds control characters.
const markBegin, markEnd = "\x01", "\x02"

// marked paints what stands between the marks on a line; open says whether the
// trigger runs over from the line before.
func (s *screen) marked(line string, open *bool) string {
	var out, run strings.Builder
	flush := func() {
		if *open {
			out.WriteString(s.paint(marked, run.String()))
		} else {
			out.WriteString(run.String())
		}
		run.Reset()
	}
	for _, r := range line {
		switch r {
		case '\x01':
			flush()
			*open = true
		case '\x02':
			flush()
			*open = false
		default:
			run.WriteRune(r)
		}
	}
	flush()
	return out.String()
}

// ties lists what holds between the two.
func (s *screen) ties(p entente.Profile) {
	first := true
	for _, x := range p.Exhibits {
		if x.Tie == nil {
			continue
		}
		if first {
			s.head("Promises that stand")
			first = false
		}
		t := *x.Tie
		text := plain.Upper(s.words.One("tie", string(t.Kind))) + ": " + s.names.Name(t.Dyad.From) + " and " + s.names.Name(t.Dyad.To)
		if !t.Kind.Mutual() {
			text = plain.Upper(s.words.One("tie", string(t.Kind))) + ": " + s.names.Name(t.Dyad.From) + " → " + s.names.Name(t.Dyad.To)
		}
		if !t.Start.IsZero() {
			text += ", since " + plain.Date(t.Start)
		}
		if !t.End.IsZero() {
			text += ", until " + plain.Date(t.End)
		}
		if x.Document.Outlet != "" {
			text += " (" + clean(x.Document.Outlet) + ")"
		}
		s.para("", 0, text)
	}
}
