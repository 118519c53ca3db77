package brief

import (
	"fmt"
	"strings"

	entente "github.com/entente-project/entente"
)

// A claim is what the evidence makes of the gap.
type claim int

const (
	untold claim = iota // no evidence on one side, or too little to lean either way
	closer              // they look closer than they act
	cooler              // they act closer than they look
	asTheySeem
)

const (
	likely = 0.66 // the probability from which a claim is made
	fewest = 2    // acts and ties on either side without which none is
)

func (w *writer) claim() claim {
	switch {
	case w.p.Gap.Point.N == 0, min(w.p.Seeming.Point.N, w.p.Conduct.Point.N) < fewest:
		return untold
	case w.p.Wider >= likely:
		return closer
	case w.p.Wider <= 1-likely:
		return cooler
	case w.p.Enough:
		return asTheySeem
	}
	return untold
}

// title is the claim, hedged where the evidence is thin.
func (w *writer) title() string {
	title := w.both() + " " + map[claim]string{
		closer: "look closer than they act", cooler: "act closer than they look", asTheySeem: "are about as close as they seem",
	}[w.claim()]
	switch {
	case w.claim() == untold:
		return "Too few events to tell how close " + w.both() + " are"
	case !w.p.Enough:
		title += ", on thin evidence"
	}
	return upper(title)
}

// lead is the claim in one sentence, with number and interval.
func (w *writer) lead() entente.Finding {
	gap := w.p.Gap
	figure := "the gap between how they look and how they act is " + interval(gap.Point)
	switch c := w.claim(); {
	case len(w.p.Exhibits) == 0:
		return w.counted(fmt.Sprintf("Nothing in the ledger tells of %s.", w.both()))
	case c == untold && gap.Point.N == 0:
		return w.counted(upper(fmt.Sprintf("%s tell not enough of both words and deeds to set the one against the other.", w.evidence())))
	case c == untold:
		return w.stated(upper(fmt.Sprintf("%s are too few to tell: %s.", w.evidence(), figure)), gap)
	case c == asTheySeem:
		return w.stated(upper(fmt.Sprintf("%s act about as they look: %s, which may as well be none.", w.both(), figure)), gap)
	case c == closer && w.p.Enough:
		return w.stated(fmt.Sprintf("It is %s that %s look closer than they act: %s%s.", probability(w.p.Wider), w.both(), figure, w.rank(gap)), gap)
	case w.p.Enough:
		return w.stated(fmt.Sprintf("It is %s that %s act closer than they look: %s%s.", probability(1-w.p.Wider), w.both(), figure, w.rank(gap)), gap)
	case c == closer:
		return w.stated(w.thin("look closer than they act", w.p.Wider, figure), gap)
	}
	return w.stated(w.thin("act closer than they look", 1-w.p.Wider, figure), gap)
}

// zero is what the figures are set against.
func (w *writer) zero() string {
	if w.p.Typical {
		return "the typical other pair"
	}
	return "as much cooperation as conflict"
}

// thin is the lead on thin evidence: what it says, and how little it is.
func (w *writer) thin(claim string, p float64, figure string) string {
	return fmt.Sprintf("The evidence is thin (%s), but it says that %s %s (probability %.2f): %s.", w.evidence(), w.both(), claim, p, figure)
}

// probability is a probability in words and figures, by the bands of doc/words.md.
func probability(p float64) string {
	switch {
	case p > 0.994:
		return "almost certain (above 0.99)"
	case p >= 0.95:
		return fmt.Sprintf("almost certain (%.2f)", p)
	case p >= 0.90:
		return fmt.Sprintf("very likely (%.2f)", p)
	case p >= likely:
		return fmt.Sprintf("likely (%.2f)", p)
	}
	return fmt.Sprintf("about as likely as not (%.2f)", p)
}

// rank is where a reading stands among the other pairs, for the end of a clause.
func (w *writer) rank(r entente.Reading) string {
	if r.Among == 0 {
		return ""
	}
	how, n := "higher", r.Above
	if below := r.Among - r.Above; below > n {
		how, n = "lower", below
	}
	if r.Among == 1 {
		return ", " + how + " than for the one other pair with enough evidence"
	}
	return fmt.Sprintf(", %s than for %d of the %d other pairs with enough evidence", how, n, r.Among)
}

// interval is "0.42 (90% interval −0.30 to 1.09)".
func interval(p entente.Point) string {
	return fmt.Sprintf("%s (90%% interval %s to %s)", number(p.Value), number(p.Low), number(p.High))
}

// number has two decimals and a real minus sign; −0.00 is 0.00.
func number(v float64) string {
	s := strings.Replace(fmt.Sprintf("%.2f", v), "-", "−", 1)
	if s == "−0.00" {
		return "0.00"
	}
	return s
}

// evidence is "9 episodes and 3 ties".
func (w *writer) evidence() string {
	ties := 0
	for _, x := range w.p.Exhibits {
		if x.Tie != nil {
			ties++
		}
	}
	if ties == 0 {
		return count(w.p.Episodes, "episode")
	}
	return count(w.p.Episodes, "episode") + " and " + count(ties, "tie")
}

// count is "1 report" or "12 reports".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// stated is a sentence that states a reading, and cites it.
func (w *writer) stated(text string, r entente.Reading) entente.Finding {
	words := fmt.Sprintf("%s, %s: %s", r.Measure, window(w.p.Window), interval(r.Point))
	return entente.Finding{Text: text, Citations: []entente.Citation{{Outlet: reader, Words: words}}}
}

// counted is a sentence about what was read, and cites the counts.
func (w *writer) counted(text string) entente.Finding {
	words := fmt.Sprintf("counts, %s: %s, %s, %s", window(w.p.Window), w.evidence(), count(w.p.Reports, "report"), count(w.p.Outlets, "outlet"))
	return entente.Finding{Text: text, Citations: []entente.Citation{{Outlet: reader, Words: words}}}
}

// reader is the outlet of figures.
const reader = "Entente"

// window is a window in words.
func window(w entente.Window) string {
	from, to := dateWords(w.From.Date()), dateWords(w.To.Date())
	switch {
	case w.From == 0 && w.To == 0:
		return "all dates"
	case w.From == 0:
		return "up to " + to
	case w.To == 0:
		return "since " + from
	case w.From == w.To:
		return from
	}
	return from + " to " + to
}
