package page

import (
	"fmt"
	"math"
	"net/url"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// evidence is an episode as a row of a list: when, the words, the coded line
// and what it adds to the gap.
type evidence struct {
	ID       string // of the event
	Link     string
	When     string
	Folded   string // "4 reports, 3 outlets"
	Quote    []piece
	Language string
	Named    bool // the first of a list names its spans
	Outlet   string
	Block    string // words, commitment, conduct, hold, neutral
	Word     string // the block in words
	Tone     string // cooperation, conflict or ""
	From     string
	Arrow    string
	To       string
	Kind     string
	Short    string // the event type alone, with a capital
	Trigger  string // the words that say what was done
	Aspect   string // in words; "" when it is plain that it happened
	Contexts string
	Unsure   string // what of the date is not known
	Speaker  string
	Share    entente.Point // of the gap; N == 0 where it has none
	Effect   string
	Widens   bool
	Bar      stretchOf
	month    entente.Month
}

// evidenceOf lays out one exhibit of an event. The claim is the gap: a share of
// the same sign widens it. Bars are drawn against the largest share.
func (s *site) evidenceOf(x entente.Exhibit, gap, largest float64) evidence {
	e := *x.Event
	at := sentence(x.Document.Text, e.Evidence)
	out := evidence{
		ID: string(e.ID), Link: "/event/" + url.PathEscape(string(e.ID)),
		When: plain.ShortDate(e.Date), Folded: plain.Count(max(1, x.Reports), "report"),
		Quote: quote(x.Document.Text, at, e.Marks()), Language: x.Document.Language, Outlet: x.Document.Outlet,
		Block: string(x.Block), Word: s.words.One("block", string(x.Block)), Tone: tone(x.Sign),
		Kind: s.kind(e), Short: plain.Upper(s.words.One("type", string(e.Type))), Trigger: e.Evidence.Span(entente.RoleTrigger).Of(x.Document.Text), Contexts: joined(e.Contexts), Speaker: s.speakers(e, x.Document),
		month: entente.MonthOf(e.Date),
	}
	if x.Outlets > 0 {
		out.Folded += ", " + plain.Count(x.Outlets, "outlet")
	}
	out.From, out.Arrow, out.To = s.deed(e)
	if e.Aspect != entente.Actual {
		out.Aspect = s.words.One("aspect", string(e.Aspect))
	}
	switch e.Date.Precision() {
	case entente.Unknown:
		out.Unsure = "date not known"
	case entente.Year:
		out.Unsure = "month not known"
	case entente.MonthOfYear:
		out.Unsure = "day not known"
	}
	out.share(x.Share, gap, largest)
	return out
}

// share sets what the episode adds to the gap.
func (v *evidence) share(share, gap, largest float64) {
	v.Share = entente.Point{Value: share, N: 1}
	v.Widens = share > 0 == (gap > 0)
	if largest > 0 {
		w := math.Abs(share) / largest * 50
		v.Bar = stretchOf{50, w}
		if share < 0 {
			v.Bar.X = 50 - w
		}
	}
	switch {
	case v.Block == string(entente.Neutral):
		v.Effect, v.Bar.W = "speaks neither way", 0
	case strings.Trim(plain.Number(share), "0."+plain.Minus) == "":
		v.Effect, v.Bar.W = "adds next to nothing", 0
	case v.Widens:
		v.Effect = "widens the gap"
	default:
		v.Effect = "narrows the gap"
	}
}

// tone is the sign of an exhibit in words.
func tone(sign int) string {
	switch {
	case sign > 0:
		return "cooperation"
	case sign < 0:
		return "conflict"
	}
	return ""
}

func joined(contexts []entente.Context) string {
	out := make([]string, len(contexts))
	for i, c := range contexts {
		out[i] = strings.ReplaceAll(string(c), "_", " ")
	}
	return strings.Join(out, ", ")
}

// speakers is according to whom, in the words of the document where it has them.
func (s *site) speakers(e entente.Event, d entente.Document) string {
	var out []string
	for _, p := range e.Speaker {
		if words := p.Span.Of(d.Text); words != "" {
			out = append(out, words)
		} else if p.Entity != "" {
			out = append(out, s.party(p))
		}
	}
	return strings.Join(out, ", by ")
}

// largest is the largest absolute share among exhibits.
func largest(exhibits []entente.Exhibit) float64 {
	out := 0.0
	for _, x := range exhibits {
		out = max(out, math.Abs(x.Share))
	}
	return out
}

// A filter is one way to choose among the episodes of a profile.
type filter struct {
	Key   string
	Label string
	Count int
	Here  bool
	Link  string
	keep  func(entente.Exhibit) bool
}

// filters lists the ways to choose, each with how many episodes it keeps. Those
// that keep none are left out, but for the one in use.
func (s *site) filters(p entente.Profile, chosen string, link func(key string) string) ([]filter, func(entente.Exhibit) bool) {
	gap := p.Gap.Point.Value
	from := func(d entente.Dyad) func(entente.Exhibit) bool {
		return func(x entente.Exhibit) bool {
			for _, o := range x.Event.Dyads() {
				if o == d {
					return true
				}
			}
			return false
		}
	}
	d := p.Pair.Dyads()
	arrow := func(d entente.Dyad) string { return s.source.Name(d.From) + " → " + s.source.Name(d.To) }
	all := []filter{
		{Key: "", Label: "All", keep: func(entente.Exhibit) bool { return true }},
		{Key: "words", Label: "Words", keep: func(x entente.Exhibit) bool {
			return x.Block == entente.Words || x.Block == entente.Commitments
		}},
		{Key: "conduct", Label: "Conduct", keep: func(x entente.Exhibit) bool { return x.Block == entente.Conduct }},
		{Key: "refusals", Label: "Refusals", keep: func(x entente.Exhibit) bool { return x.Event.Type == entente.Reject }},
		{Key: "against", Label: "Against the claim", keep: func(x entente.Exhibit) bool {
			return p.Enough && p.Gap.Point.N > 0 && x.Share*gap < 0
		}},
		{Key: "single", Label: "One outlet only", keep: func(x entente.Exhibit) bool { return x.Outlets <= 1 }},
		{Key: "from", Label: arrow(d[0]), keep: from(d[0])},
		{Key: "to", Label: arrow(d[1]), keep: from(d[1])},
	}
	keep := all[0].keep
	var out []filter
	for _, f := range all {
		for _, x := range p.Exhibits {
			if x.Event != nil && f.keep(x) {
				f.Count++
			}
		}
		f.Here, f.Link = f.Key == chosen, link(f.Key)
		if f.Here {
			keep = f.keep
		}
		if f.Count > 0 || f.Here {
			out = append(out, f)
		}
	}
	return out, keep
}

// A tieRow is a tie as the table of promises shows it.
type tieRow struct {
	Anchor   string
	Kind     string
	Who      string
	Since    string
	Standing string
	Amount   string
	Quote    []piece
	Language string
	Source   string
	Share    entente.Point
}

// tieOf lays out one exhibit of a tie.
func (s *site) tieOf(x entente.Exhibit) tieRow {
	t := *x.Tie
	out := tieRow{
		Anchor: "tie-" + string(t.ID), Kind: plain.Upper(s.words.One("tie", string(t.Kind))), Who: s.tieSides(t),
		Since: "not said", Language: x.Document.Language,
		Quote: quote(x.Document.Text, sentence(x.Document.Text, t.Evidence), marksOf(t.Evidence)),
		Share: entente.Point{Value: x.Share, N: 1},
	}
	if !t.Start.IsZero() {
		out.Since = plain.ShortDate(t.Start)
	}
	switch {
	case !t.End.IsZero():
		out.Standing = "ended " + plain.ShortDate(t.End)
	case !t.Seen.IsZero():
		out.Standing = "reported to hold on " + plain.ShortDate(t.Seen)
	default:
		out.Standing = "no end said"
	}
	if !t.Value.IsZero() {
		out.Amount = fmt.Sprintf("%g %s", t.Value.Number, t.Value.Unit)
	}
	out.Source = x.Document.Outlet
	if out.Source == "" {
		out.Source = t.Evidence.By
	}
	return out
}

// marksOf are the marks of evidence but for the sentence, in text order.
func marksOf(e entente.Evidence) []entente.Mark { return entente.Event{Evidence: e}.Marks() }

// tieSides says between whom a tie holds.
func (s *site) tieSides(t entente.Tie) string {
	a, b := s.source.Name(t.Dyad.From), s.source.Name(t.Dyad.To)
	if t.Kind.Mutual() {
		return a + " and " + b
	}
	switch t.Kind {
	case entente.DefencePledge:
		return a + " pledges to defend " + b
	case entente.Base:
		return a + " hosts " + b
	case entente.Dependence:
		return a + " depends on " + b
	case entente.Recognition:
		return a + " recognises " + b
	case entente.SanctionsInForce:
		return a + " against " + b
	case entente.TerritorialClaim:
		return a + " claims land that " + b + " holds"
	}
	return a + " and " + b
}
