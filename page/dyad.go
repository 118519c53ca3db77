package page

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/measure"
	"github.com/entente-project/entente/page/internal/plain"
)

// dyadPage is all that is known of one pair over one window.
type dyadPage struct {
	Pair      entente.Pair
	Window    entente.Window
	Query     string
	Enough    bool
	Title     string
	Lead      string
	Front     *front
	Chart     *chart
	Sparse    *sparse
	ChartHead string
	Table     []yearRow
	Fall      *waterfall
	FallHead  string
	Filters   []filter
	Rows      []evidence
	Shown     int
	Matching  int
	AllLink   string
	Ties      []tieRow
	Profile   entente.Profile
	Said      []verdict
	From, To  entente.Month // of the form that chooses the window
}

// shown is how many episodes a page lists before it is asked for more of them,
// and shownMost how many it lists then; the API gives the rest.
const (
	shown     = 25
	shownMost = 1000
)

func (s *site) dyad(w http.ResponseWriter, r *http.Request) error {
	pair, err := pairOf(r)
	if err != nil {
		return err
	}
	window, err := windowOf(r)
	if err != nil {
		return err
	}
	if r.PathValue("pair") != pair.String() {
		http.Redirect(w, r, "/dyad/"+pair.String()+query(window), http.StatusSeeOther)
		return nil
	}
	whole, b, err := s.lookAt(r.Context(), pair, entente.Window{})
	if err != nil {
		return err
	}
	part := whole
	if (window != entente.Window{}) {
		if part, b, err = s.lookAt(r.Context(), pair, window); err != nil {
			return err
		}
	}
	p := s.dyadOf(whole, part, b, window, r.URL.Query())
	return s.show(w, r, http.StatusOK, "dyad", frame{Title: s.pair(pair), Query: s.pair(pair), Scripts: []string{"dyad.js"}, Page: p})
}

// dyadOf lays out a pair: whole is its profile of all time, part and b its
// profile and brief over the window.
func (s *site) dyadOf(whole, part entente.Profile, b entente.Brief, w entente.Window, q url.Values) dyadPage {
	p := dyadPage{Pair: part.Pair, Window: w, Query: query(w), Enough: part.Enough, Profile: part, Title: b.Title, Lead: b.Lead.Text}
	if p.Title == "" {
		p.Title = "Too few events to tell how close " + s.pair(part.Pair) + " are"
	}
	p.list(s, part, q)
	p.From, p.To = w.From, w.To
	if pl, ok := extent(whole); ok {
		p.From, p.To = cmp.Or(p.From, pl.first), cmp.Or(p.To, pl.first+entente.Month(pl.months)-1)
	}
	p.Said = s.verdicts(part)
	if whole.Enough {
		p.Chart = s.newChart(whole, w, s.pinned(part))
		p.ChartHead = chartHead(seriesOf(whole, "gap"))
		p.Table = yearly(whole)
	} else {
		p.Sparse = s.newSparse(part)
	}
	if !part.Enough {
		return p
	}
	p.Front = s.newFront(part)
	p.Fall = s.newWaterfall(part)
	p.FallHead = fallHead(p.Fall)
	return p
}

// list fills in the episodes that the reader chose, and the ties.
func (p *dyadPage) list(s *site, part entente.Profile, q url.Values) {
	link := func(key string) string {
		v := url.Values{}
		for _, k := range []string{"from", "to"} {
			if q.Get(k) != "" {
				v.Set(k, q.Get(k))
			}
		}
		if key != "" {
			v.Set("show", key)
		}
		if len(v) == 0 {
			return "/dyad/" + part.Pair.String() + "#words"
		}
		return "/dyad/" + part.Pair.String() + "?" + v.Encode() + "#words"
	}
	filters, keep := s.filters(part, q.Get("show"), link)
	p.Filters = filters
	gap := part.Gap.Point.Value
	named := false
	most, limit := largest(part.Exhibits), shown
	if q.Get("all") != "" {
		limit = shownMost
	}
	for _, x := range part.Exhibits {
		if x.Tie != nil {
			p.Ties = append(p.Ties, s.tieOf(x))
			continue
		}
		if x.Event == nil || !keep(x) {
			continue
		}
		p.Matching++
		if len(p.Rows) < limit {
			row := s.evidenceOf(x, gap, most)
			row.Named = !named && row.Quote != nil
			named = named || row.Named
			if !part.Enough || part.Gap.Point.N == 0 {
				row.Share = entente.Point{}
			}
			p.Rows = append(p.Rows, row)
		}
	}
	p.Shown = len(p.Rows)
	if p.Shown < p.Matching && limit == shown {
		u, _ := url.Parse(link(q.Get("show")))
		v := u.Query()
		v.Set("all", "1")
		u.RawQuery = v.Encode()
		p.AllLink = u.String()
	}
}

// pinned are the episodes with the largest shares whose month is known.
func (s *site) pinned(p entente.Profile) []evidence {
	var out []evidence
	for _, x := range p.Exhibits {
		if x.Event != nil && entente.MonthOf(x.Event.Date) != 0 && x.Share != 0 && len(out) < 8 {
			out = append(out, s.evidenceOf(x, p.Gap.Point.Value, 0))
		}
	}
	return out
}

// chartHead is the finding of the chart.
func chartHead(gap []entente.Point) string {
	switch n := len(certain(gap)); {
	case len(gap) == 0:
		return "Words and deeds over time"
	case n == 0:
		return fmt.Sprintf("No %d months alone make the gap certain", measure.Trailing)
	case n == 1:
		return "Words and deeds have parted once"
	case n == 2:
		return "Words and deeds have parted twice"
	default:
		return fmt.Sprintf("Words and deeds have parted %d times", n)
	}
}

// fallHead names what moved the gap most.
func fallHead(w *waterfall) string {
	if w == nil {
		return ""
	}
	best := fall{}
	for _, f := range w.Rows {
		if !f.Sum && f.Block != "" && abs(f.Cents) > abs(best.Cents) {
			best = f
		}
	}
	if best.Cents == 0 {
		return "No one kind of evidence moved it"
	}
	return best.Label + " moved it most"
}

// A yearRow is one year of the table under the chart: its last month with
// evidence.
type yearRow struct {
	Month                 string
	Seeming, Conduct, Gap entente.Point
}

func yearly(p entente.Profile) []yearRow {
	lasts := map[int]entente.Month{}
	for _, q := range slices.Concat(seriesOf(p, "seeming"), seriesOf(p, "conduct")) {
		lasts[int(q.Month)/12] = max(lasts[int(q.Month)/12], q.Month)
	}
	var months []entente.Month
	for _, m := range lasts {
		months = append(months, m)
	}
	slices.Sort(months)
	at := func(name string, m entente.Month) entente.Point {
		for _, q := range seriesOf(p, name) {
			if q.Month == m {
				return q
			}
		}
		return entente.Point{}
	}
	var out []yearRow
	for _, m := range months {
		out = append(out, yearRow{plain.Month(m), at("seeming", m), at("conduct", m), at("gap", m)})
	}
	return out
}

// A verdict is what can be said of one measure of a pair on which there is too
// little to give a figure.
type verdict struct {
	Measure string
	Class   string
	Have    string
	Verdict string
}

// verdicts say what there is where no figure is given.
func (s *site) verdicts(p entente.Profile) []verdict {
	n := map[entente.Block]int{}
	ties := 0
	for _, x := range p.Exhibits {
		if x.Event != nil {
			n[x.Block]++
		} else {
			ties++
		}
	}
	out := []verdict{
		{"Seeming", "w", plain.Count(n[entente.Words], "episode"), "too few to tell"},
		{"Conduct", "c", plain.Count(n[entente.Conduct], "episode"), "too few to tell"},
	}
	if n[entente.Neutral] > 0 {
		out = append(out, verdict{"Volume only", "", plain.Count(n[entente.Neutral], "episode"), "speaks neither way"})
	}
	if ties > 0 {
		out = append(out, verdict{"Ties", "", plain.Count(ties, "tie"), "listed below"})
	} else {
		out = append(out, verdict{"Ties", "", "none on record", "nothing promised that was read of"})
	}
	return out
}

// A sparse figure shows the few episodes as dots and draws no line.
type sparse struct {
	Dots   []sparseDot
	Years  []year
	Desc   string
	Ground int // height of the hatched ground
}

// Height is that of the whole figure, with the years beneath.
func (s sparse) Height() int { return s.Ground + 36 }

// Axis is how far down the years' strokes reach.
func (s sparse) Axis() int { return s.Ground + 18 }

type sparseDot struct {
	X      float64
	Y      int
	Block  string
	Label  string // "" where it would run into another
	Name   string
	Anchor string
	Link   string
}

// newSparse is nil where no episode has a known month.
func (s *site) newSparse(p entente.Profile) *sparse {
	pl, ok := extent(entente.Profile{Exhibits: p.Exhibits})
	if !ok {
		return nil
	}
	out := &sparse{Years: pl.years(), Ground: 110}
	type placed struct {
		entente.Exhibit
		m entente.Month
	}
	var xs []placed
	for _, x := range p.Exhibits {
		if x.Event != nil && entente.MonthOf(x.Event.Date) != 0 {
			xs = append(xs, placed{x, entente.MonthOf(x.Event.Date)})
		}
	}
	slices.SortStableFunc(xs, func(a, b placed) int { return cmp.Compare(a.m, b.m) })
	var names []string
	lasts := []float64{-99, -99, -99, -99, -99, -99}
	for _, x := range xs {
		at := pl.across(x.m) / stretch * 100
		row := slices.IndexFunc(lasts, func(l float64) bool { return at-l > 34 })
		d := sparseDot{X: at, Block: string(x.Block), Anchor: "middle", Link: "/event/" + url.PathEscape(string(x.Event.ID))}
		if row >= 0 {
			lasts[row] = at
			d.Label = s.words.One("type", string(x.Event.Type))
		}
		d.Y = 44 + max(row, 0)*26
		out.Ground = max(out.Ground, d.Y+24)
		if at < 15 {
			d.Anchor = "start"
		} else if at > 85 {
			d.Anchor = "end"
		}
		d.Name = s.words.One("type", string(x.Event.Type)) + " in " + plain.Month(x.m)
		names = append(names, d.Name)
		out.Dots = append(out.Dots, d)
	}
	out.Desc = "No line is drawn. " + plain.Count(len(names), "episode") + ": " + plain.And(names) + "."
	return out
}

// finite reports whether every number of p can be shown.
func finite(p entente.Point) bool {
	for _, x := range []float64{p.Value, p.Low, p.High} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
