package page

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/measure"
	"github.com/entente-project/entente/page/internal/plain"
)

// The heights of the parts of the main chart, in pixels.
const (
	pinRow    = 22  // one row of pins
	linesHigh = 300 // seeming and conduct
	gapHigh   = 96
	barsHigh  = 48
	partGap   = 44 // between two parts, with the heading of the lower one
	axisHigh  = 26
)

// stretch is the width of the coordinates in which paths are drawn before the
// browser stretches them to the width at hand.
const stretch = 1000

// A chart is seeming and conduct of one pair over time with the gap between
// them and how much evidence there is. Places across are per cent of the plot,
// places down are pixels.
type chart struct {
	ID     string // unique on the page
	Title  string
	Desc   string
	Height int
	Top    int           // of the first part
	Bottom int           // of the last one
	First  entente.Month // the months drawn are First .. First+Months-1
	Months int
	Lines  panel
	Gap    panel
	Bars   panel
	Years  []year
	Pins   []pin
	Window *stretchOf // the window looked at; nil when it is all that is drawn
	Grips  []grip
	Data   [][]any // for the cursor: month by month seeming, conduct, gap (value, low, high), episodes
	Read   reading // what the readout says before the cursor moves
}

// A panel is one part of a chart.
type panel struct {
	Top, Bottom int
	Zero        float64
	Ticks       []tick
	Seeming     []trace
	Conduct     []trace
	Gap         []trace
	Between     []string    // areas between seeming and conduct
	Hatch       []string    // of those, where the gap is certain, in fractions of the panel
	Certain     []stretchOf // along the zero line of the gap
	Bars        []bar
	Ends        []label
	Names       []label
}

// A trace is a run of months with evidence: its line and its 90% band.
type trace struct{ Line, Band string }

// A label names a line; Anchor is start, middle or end.
type label struct {
	X, Y   float64
	Text   string
	Class  string
	Anchor string
}

// A stretchOf is a range across, in per cent.
type stretchOf struct{ X, W float64 }

// End is the right end of the range.
func (s stretchOf) End() float64 { return s.X + s.W }

// LinesHigh is the height of the panel of lines.
func (c chart) LinesHigh() int { return c.Lines.Bottom - c.Lines.Top }

// Down is the height from the first part to the last.
func (c chart) Down() int { return c.Bottom - c.Top }

// Trailing is how many months of evidence stand behind each point.
func (c chart) Trailing() int { return measure.Trailing }

// GripTop is where the knob of a handle begins, in the panel of bars; the marks
// on it and the ground that a finger may touch lie around it.
func (c chart) GripTop() int   { return (c.Bars.Top+c.Bars.Bottom)/2 - 13 }
func (c chart) GripMark() int  { return c.GripTop() + 8 }
func (c chart) GripEnd() int   { return c.GripTop() + 18 }
func (c chart) GripTouch() int { return c.GripTop() - 15 }

// A bar stands on the floor of its panel.
type bar struct {
	X, W, Y, H float64
	N          int
	Label      string
}

type year struct {
	X     float64
	Label string
	Short string
	Major bool
}

// A pin marks an episode on the chart and its row in the list beneath.
type pin struct {
	X      float64
	Y      int
	N      int
	Row    evidence
	Date   string
	Height int
}

// A grip is one handle of the brush.
type grip struct {
	Name  string
	X     float64
	Value int // months since the first drawn; the right one stands after its month
	Max   int
	Text  string
}

// A reading is what the chart shows of one month, in words.
type reading struct {
	Month                 string
	Seeming, Conduct, Gap entente.Point
	Episodes              int
}

// seriesOf is the series of the named measure; empty when there is none.
func seriesOf(p entente.Profile, name string) []entente.Point {
	for _, s := range p.Series {
		if s.Measure == name {
			return slices.DeleteFunc(slices.Clone(s.Points), func(p entente.Point) bool { return p.N == 0 || p.Month == 0 })
		}
	}
	return nil
}

// runs cuts points where months are missing.
func runs(points []entente.Point) [][]entente.Point {
	var out [][]entente.Point
	for i, p := range points {
		if i == 0 || p.Month != points[i-1].Month+1 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

// plot are the scales that a chart's parts share.
type plot struct {
	first  entente.Month
	months int
}

// across is the middle of month m in stretched coordinates.
func (p plot) across(m entente.Month) float64 {
	return (float64(m-p.first) + 0.5) / float64(p.months) * stretch
}

// edge is the left edge of month m in per cent.
func (p plot) edge(m entente.Month) float64 { return float64(m-p.first) / float64(p.months) * 100 }

// traces draws points as lines with bands. A run of one month is drawn as wide
// as its month.
func (p plot) traces(points []entente.Point, down scale) []trace {
	var out []trace
	for _, run := range runs(points) {
		var mid, up, low []point
		for _, q := range run {
			x := p.across(q.Month)
			mid = append(mid, point{x, down.at(q.Value)})
			up = append(up, point{x, down.at(q.High)})
			low = append(low, point{x, down.at(q.Low)})
		}
		if len(run) == 1 {
			half := 0.5 / float64(p.months) * stretch
			mid, up, low = wide(mid[0], half), wide(up[0], half), wide(low[0], half)
		}
		out = append(out, trace{line(mid), band(up, low)})
	}
	return out
}

func wide(p point, half float64) []point {
	return []point{{p.x - half, p.y}, {p.x + half, p.y}}
}

// both are the months that have seeming and conduct, in order.
func both(a, b []entente.Point) (as, bs []entente.Point) {
	at := map[entente.Month]entente.Point{}
	for _, q := range b {
		at[q.Month] = q
	}
	for _, q := range a {
		if o, ok := at[q.Month]; ok {
			as, bs = append(as, q), append(bs, o)
		}
	}
	return as, bs
}

// certain are the stretches of at least three months in which the interval of
// the gap leaves out zero on the same side.
func certain(gap []entente.Point) [][]entente.Point {
	side := func(p entente.Point) int {
		switch {
		case p.Low > 0:
			return +1
		case p.High < 0:
			return -1
		}
		return 0
	}
	var out [][]entente.Point
	for _, run := range runs(gap) {
		for i := 0; i < len(run); {
			j := i
			for j < len(run) && side(run[j]) == side(run[i]) {
				j++
			}
			if side(run[i]) != 0 && j-i >= 3 {
				out = append(out, run[i:j])
			}
			i = j
		}
	}
	return out
}

// linesPanel draws seeming and conduct between top and bottom.
func (p plot) linesPanel(seeming, conduct, gap []entente.Point, top, bottom int) panel {
	lo, hi := 0.0, 0.0
	for _, q := range slices.Concat(seeming, conduct) {
		lo, hi = min(lo, q.Low), max(hi, q.High)
	}
	lo, hi, st := widen(lo, hi, 6)
	down := scale{lo, hi, float64(bottom), float64(top)}
	out := panel{Top: top, Bottom: bottom, Zero: down.at(0), Ticks: down.ticks(st)}
	out.Seeming, out.Conduct = p.traces(seeming, down), p.traces(conduct, down)
	as, bs := both(seeming, conduct)
	for _, run := range runs(as) {
		out.Between = append(out.Between, p.between(run, bs, down))
	}
	for _, run := range certain(gap) {
		var in []entente.Point
		for _, q := range as {
			if q.Month >= run[0].Month && q.Month <= run[len(run)-1].Month {
				in = append(in, q)
			}
		}
		if len(in) > 1 {
			out.Hatch = append(out.Hatch, p.fractions(in, bs, down, top, bottom))
		}
	}
	out.Ends = ends(seeming, conduct, down, float64(top), float64(bottom))
	out.Names = p.names(as, bs, down)
	return out
}

// between is the area between a run of seeming and conduct in the same months.
func (p plot) between(run, conduct []entente.Point, down scale) string {
	upper, lower := p.edges(run, conduct, down)
	return band(upper, lower)
}

func (p plot) edges(run, conduct []entente.Point, down scale) (upper, lower []point) {
	for _, q := range run {
		i, _ := slices.BinarySearchFunc(conduct, q.Month, func(o entente.Point, m entente.Month) int { return cmp.Compare(o.Month, m) })
		x := p.across(q.Month)
		upper = append(upper, point{x, down.at(q.Value)})
		lower = append(lower, point{x, down.at(conduct[i].Value)})
	}
	return upper, lower
}

// fractions is between as fractions of the panel, for a clip path: what it
// clips is not stretched with the lines.
func (p plot) fractions(run, conduct []entente.Point, down scale, top, bottom int) string {
	upper, lower := p.edges(run, conduct, down)
	path := ""
	add := func(q point) {
		path += fmt.Sprintf("%s%.4f,%.4f", map[bool]string{true: "M", false: "L"}[path == ""],
			q.x/stretch, (q.y-float64(top))/float64(bottom-top))
	}
	for _, q := range upper {
		add(q)
	}
	for i := range lower {
		add(lower[len(lower)-1-i])
	}
	return path + "Z"
}

// ends are the names of the lines at their right ends, kept 40 pixels apart.
func ends(seeming, conduct []entente.Point, down scale, top, bottom float64) []label {
	if len(seeming) == 0 || len(conduct) == 0 {
		return nil
	}
	s, c := down.at(seeming[len(seeming)-1].Value), down.at(conduct[len(conduct)-1].Value)
	const apart = 40
	if math.Abs(s-c) < apart {
		mid := (s + c) / 2
		if s <= c {
			s, c = mid-apart/2, mid+apart/2
		} else {
			s, c = mid+apart/2, mid-apart/2
		}
	}
	low, high := top+6, bottom-24
	s, c = min(max(s, low), high), min(max(c, low), high)
	if math.Abs(s-c) < apart {
		if s <= c {
			s, c = min(s, high-apart), min(s, high-apart)+apart
		} else {
			s, c = min(c, high-apart)+apart, min(c, high-apart)
		}
	}
	return []label{{Y: s, Text: "Seeming", Class: "w"}, {Y: c, Text: "Conduct", Class: "c"}}
}

// names are the names of the lines beside them where they are furthest apart,
// for a page too narrow for names at their ends.
func (p plot) names(seeming, conduct []entente.Point, down scale) []label {
	best := -1
	for i := range seeming {
		if best < 0 || math.Abs(seeming[i].Value-conduct[i].Value) > math.Abs(seeming[best].Value-conduct[best].Value) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	s, c := seeming[best], conduct[best]
	x := min(max(p.across(s.Month)/stretch*100, 10), 90)
	above, below := label{X: x, Text: "Seeming", Class: "w"}, label{X: x, Text: "Conduct", Class: "c"}
	up, low := s, c
	if s.Value < c.Value {
		above, below = below, above
		up, low = c, s
	}
	above.Y, below.Y = down.at(up.High)-6, down.at(low.Low)+16
	return []label{above, below}
}

// gapPanel draws the gap with its own interval.
func (p plot) gapPanel(gap []entente.Point, top, bottom int) panel {
	lo, hi := 0.0, 0.0
	for _, q := range gap {
		lo, hi = min(lo, q.Low), max(hi, q.High)
	}
	lo, hi, st := widen(lo, hi, 3)
	down := scale{lo, hi, float64(bottom), float64(top)}
	out := panel{Top: top, Bottom: bottom, Zero: down.at(0), Ticks: down.ticks(st), Gap: p.traces(gap, down)}
	for _, run := range certain(gap) {
		x := p.edge(run[0].Month)
		out.Certain = append(out.Certain, stretchOf{x, p.edge(run[len(run)-1].Month+1) - x})
	}
	return out
}

// barsPanel draws the episodes of every quarter.
func (p plot) barsPanel(counts map[entente.Month]int, top, bottom int) panel {
	quarters := map[entente.Month]int{}
	most := 1
	for m, n := range counts {
		q := m - m%3
		quarters[q] += n
		most = max(most, quarters[q])
	}
	out := panel{Top: top, Bottom: bottom}
	for q := p.first - p.first%3; q < p.first+entente.Month(p.months); q += 3 {
		n := quarters[q]
		if n == 0 {
			continue
		}
		x := max(p.edge(q), 0)
		h := float64(n) / float64(most) * float64(bottom-top)
		out.Bars = append(out.Bars, bar{X: x, W: (min(p.edge(q+3), 100) - x) * 0.86, Y: float64(bottom) - h, H: h, N: n,
			Label: fmt.Sprintf("%s to %s: %s", plain.Month(q), plain.Month(q+2), plain.Count(n, "episode"))})
	}
	return out
}

// Busiest is the tallest bar; zero when there is none.
func (p panel) Busiest() bar {
	var out bar
	for _, b := range p.Bars {
		if b.N > out.N {
			out = b
		}
	}
	return out
}

// years labels the years drawn: all where they are few, else every fifth in
// full and the others in short.
func (p plot) years() []year {
	var out []year
	first, last := int(p.first)/12, int(p.first+entente.Month(p.months)-1)/12
	every := 1
	switch n := last - first + 1; {
	case n > 60:
		every = 20
	case n > 24:
		every = 10
	case n > 6:
		every = 5
	}
	for y := first; y <= last; y++ {
		x := p.edge(entente.NewMonth(y, 1))
		if x < 0 {
			continue
		}
		out = append(out, year{X: x, Label: fmt.Sprint(y), Short: fmt.Sprintf("’%02d", y%100), Major: y%every == 0 || len(out) == 0 && every > 1 && y%every < every-1})
	}
	if last-first+1 > 24 {
		out = slices.DeleteFunc(out, func(y year) bool { return !y.Major })
	}
	return out
}

// counts are the episodes by month; those dated to the year alone are left out.
func counts(p entente.Profile) map[entente.Month]int {
	out := map[entente.Month]int{}
	for _, x := range p.Exhibits {
		if x.Event == nil {
			continue
		}
		if m := entente.MonthOf(x.Event.Date); m != 0 {
			out[m]++
		}
	}
	return out
}

// extent is the range of months to draw, in whole years.
func extent(p entente.Profile) (plot, bool) {
	var first, last entente.Month
	take := func(m entente.Month) {
		if first == 0 || m < first {
			first = m
		}
		last = max(last, m)
	}
	for _, s := range p.Series {
		for _, q := range s.Points {
			if q.N > 0 && q.Month != 0 {
				take(q.Month)
			}
		}
	}
	for m := range counts(p) {
		take(m)
	}
	if first == 0 {
		return plot{}, false
	}
	first -= first % 12
	last += 11 - last%12
	return plot{first, int(last-first) + 1}, true
}

// newChart draws the main chart of whole, the profile of all time, with the
// window w on it. It is nil where nothing can be drawn.
func (s *site) newChart(whole entente.Profile, w entente.Window, pins []evidence) *chart {
	p, ok := extent(whole)
	seeming, conduct, gap := seriesOf(whole, "seeming"), seriesOf(whole, "conduct"), seriesOf(whole, "gap")
	if !ok || len(seeming) == 0 && len(conduct) == 0 {
		return nil
	}
	c := &chart{ID: "main", First: p.first, Months: p.months, Years: p.years()}
	c.Pins, c.Top = p.pins(pins)
	y := c.Top
	next := func(high int) (top, bottom int) { top = y; y += high + partGap; return top, top + high }
	top, bottom := next(linesHigh)
	c.Lines = p.linesPanel(seeming, conduct, gap, top, bottom)
	if len(gap) > 0 {
		top, bottom = next(gapHigh)
		c.Gap = p.gapPanel(gap, top, bottom)
	}
	top, bottom = next(barsHigh)
	c.Bars = p.barsPanel(counts(whole), top, bottom)
	c.Bottom, c.Height = bottom, bottom+axisHigh
	for i := range c.Pins {
		c.Pins[i].Height = c.Bottom
	}
	c.Title = fmt.Sprintf("Seeming and conduct, %s, %d to %d", s.pair(whole.Pair), p.first/12, (int(p.first)+p.months-1)/12)
	c.Desc = describe(gap)
	c.window(p, w)
	c.Data = data(p, seeming, conduct, gap, counts(whole))
	c.Read = lastReading(w, seeming, conduct, gap, counts(whole))
	return c
}

// smallChart draws seeming and conduct alone.
func (s *site) smallChart(whole entente.Profile) *chart {
	p, ok := extent(whole)
	seeming, conduct := seriesOf(whole, "seeming"), seriesOf(whole, "conduct")
	if !ok || len(seeming) == 0 && len(conduct) == 0 {
		return nil
	}
	c := &chart{ID: "small", First: p.first, Months: p.months, Years: p.years(), Top: 10, Bottom: 210, Height: 236}
	c.Lines = p.linesPanel(seeming, conduct, seriesOf(whole, "gap"), c.Top, c.Bottom)
	c.Title = fmt.Sprintf("Seeming and conduct, %s, %d to %d", s.pair(whole.Pair), p.first/12, (int(p.first)+p.months-1)/12)
	c.Desc = describe(seriesOf(whole, "gap"))
	return c
}

// pinRows is how many rows of pins stand over a chart.
const pinRows = 3

// pins places numbered pins for rows, the weightiest first, so that on the
// narrowest page no two of a row touch; those that find no place are left out.
// It says where the chart below them begins. Numbers follow time.
func (p plot) pins(rows []evidence) ([]pin, int) {
	const apart = 8.0 // per cent: a pin's width on a plot of 290 pixels
	var out []pin
	used := 0
	for _, r := range rows {
		x := p.across(r.month) / stretch * 100
		for row := range pinRows {
			y := 12 + row*pinRow
			if slices.ContainsFunc(out, func(o pin) bool { return o.Y == y && math.Abs(o.X-x) < apart }) {
				continue
			}
			out = append(out, pin{X: x, Y: y, Row: r, Date: r.When})
			used = max(used, row+1)
			break
		}
	}
	slices.SortStableFunc(out, func(a, b pin) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	for i := range out {
		out[i].N = i + 1
	}
	return out, 24 + used*pinRow
}

// window marks w on the chart and sets the handles.
func (c *chart) window(p plot, w entente.Window) {
	last := p.first + entente.Month(p.months) - 1
	from, to := p.first, last
	if w.From != 0 {
		from = min(max(w.From, p.first), last)
	}
	if w.To != 0 {
		to = min(max(w.To, from), last)
	}
	if from != p.first || to != last {
		x := p.edge(from)
		c.Window = &stretchOf{x, p.edge(to+1) - x}
	}
	c.Grips = []grip{
		{"First month of the window", p.edge(from), int(from - p.first), p.months, plain.Month(from)},
		{"Last month of the window", p.edge(to + 1), int(to-p.first) + 1, p.months, plain.Month(to)},
	}
}

// describe tells what the chart shows to those who do not see it.
func describe(gap []entente.Point) string {
	runs := certain(gap)
	if len(runs) == 0 {
		return "At no time is the gap certain at 90% for three months or more."
	}
	var when []string
	for _, r := range runs {
		side := "seeming above conduct"
		if r[0].High < 0 {
			side = "conduct above seeming"
		}
		when = append(when, fmt.Sprintf("from %s to %s (%s)", plain.Month(r[0].Month), plain.Month(r[len(r)-1].Month), side))
	}
	return "The gap is certain at 90% " + plain.And(when) + "."
}

// data are the months for the cursor; null where there is no evidence.
func data(p plot, seeming, conduct, gap []entente.Point, counts map[entente.Month]int) [][]any {
	out := make([][]any, p.months)
	for i := range out {
		out[i] = []any{nil, nil, nil, counts[p.first+entente.Month(i)]}
	}
	for k, points := range [][]entente.Point{seeming, conduct, gap} {
		for _, q := range points {
			out[q.Month-p.first][k] = [3]float64{round2(q.Value), round2(q.Low), round2(q.High)}
		}
	}
	return out
}

func round2(x float64) float64 { return math.Round(x*100)/100 + 0 }

// lastReading is the last month of the window with evidence on both sides, or
// else on one.
func lastReading(w entente.Window, seeming, conduct, gap []entente.Point, counts map[entente.Month]int) reading {
	var r reading
	latest := func(sides ...[]entente.Point) entente.Month {
		var last entente.Month
		for _, points := range sides {
			for _, q := range points {
				if w == (entente.Window{}) || w.Has(q.Month) {
					last = max(last, q.Month)
				}
			}
		}
		return last
	}
	together, _ := both(seeming, conduct)
	last := cmp.Or(latest(together), latest(seeming, conduct))
	if last == 0 {
		return r
	}
	r.Month, r.Episodes = plain.Month(last), counts[last]
	for k, points := range [][]entente.Point{seeming, conduct, gap} {
		for _, q := range points {
			if q.Month == last {
				*[]*entente.Point{&r.Seeming, &r.Conduct, &r.Gap}[k] = q
			}
		}
	}
	return r
}
