package page

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// A front is the figure beside a headline: where the pair stands. Places across
// are per cent.
type front struct {
	Axis    []tick
	Zero    float64
	Typical bool // Zero is the typical pair; else an even balance
	Seeming *dot
	Conduct *dot
	Gap     *dot
	GapAxis []tick
	GapZero float64
	Hill    string    // the field's gaps as a hill, "" where they are too few for one
	Rug     []float64 // or one by one
	Among   int       // pairs in the field
	Hold    []dot
	HoldMax float64
	Volume  *dot
}

// A dot is a reading on an axis with its 90% interval.
type dot struct {
	Name     string
	X        float64
	Low, Wid float64 // the interval
	Anchor   string  // start, middle or end: how its label keeps within the figure
	Value    string
	Interval string
	Rank     string
	N        int
}

// fieldForHill is how many pairs it takes to draw their gaps as a hill; fewer
// are drawn one by one.
const fieldForHill = 30

// dotOf places a reading; nil where there is no evidence.
func dotOf(name string, r entente.Reading, across scale) *dot {
	if r.Point.N == 0 {
		return nil
	}
	d := &dot{Name: name, X: across.clamp(r.Point.Value), Value: plain.Number(r.Point.Value), Interval: plain.Interval(r.Point), Rank: rank(r), N: r.Point.N, Anchor: "middle"}
	d.Low = across.clamp(r.Point.Low)
	d.Wid = across.clamp(r.Point.High) - d.Low
	switch {
	case d.X < 22:
		d.Anchor = "start"
	case d.X > 78:
		d.Anchor = "end"
	}
	return d
}

// rank is a reading's place among the other pairs in words.
func rank(r entente.Reading) string {
	if r.Among == 0 {
		return ""
	}
	if r.Among == 1 {
		return map[bool]string{true: "above", false: "below"}[r.Above == 1] + " the other pair"
	}
	return fmt.Sprintf("above %d of the %d other pairs", r.Above, r.Among)
}

// newFront draws the readings of p.
func (s *site) newFront(p entente.Profile) *front {
	f := &front{Among: len(p.Field), Typical: p.Typical}
	edge := reach(1, p.Seeming, p.Conduct)
	across := scale{-edge, edge, 0, 100}
	f.Axis, f.Zero = across.ticks(edge/2), across.at(0)
	f.Seeming, f.Conduct = dotOf("Seeming", p.Seeming, across), dotOf("Conduct", p.Conduct, across)

	edge = reach(1, append([]entente.Reading{p.Gap}, p.Field...)...)
	across = scale{-edge, edge, 0, 100}
	f.GapAxis, f.GapZero = across.ticks(edge/2), across.at(0)
	f.Gap = dotOf("Gap", p.Gap, across)
	if len(p.Field) >= fieldForHill {
		f.Hill = hill(p.Field, across)
	} else {
		for _, r := range p.Field {
			f.Rug = append(f.Rug, across.clamp(r.Point.Value))
		}
		slices.Sort(f.Rug)
	}
	f.HoldMax = 1
	for _, r := range p.Hold {
		if r.Point.N > 0 {
			f.HoldMax = max(f.HoldMax, r.Point.High)
		}
	}
	names := [2]string{
		s.source.Name(p.Pair.A) + " on " + s.source.Name(p.Pair.B),
		s.source.Name(p.Pair.B) + " on " + s.source.Name(p.Pair.A),
	}
	for i, r := range p.Hold {
		if d := dotOf(names[i], r, scale{0, f.HoldMax, 0, 100}); d != nil {
			f.Hold = append(f.Hold, *d)
		}
	}
	if r := p.Engagement; r.Point.N > 0 {
		f.Volume = &dot{Name: "Engagement", Value: plain.Decimal(r.Point.Value, 1) + " times", Interval: plain.Decimal(r.Point.Low, 1) + " to " + plain.Decimal(r.Point.High, 1), Rank: rank(r)}
	}
	return f
}

// reach is the end of an axis around zero on which all readings lie: least, or
// a round number above it.
func reach(least float64, readings ...entente.Reading) float64 {
	most := 0.0
	for _, r := range readings {
		if r.Point.N > 0 {
			most = max(most, math.Abs(r.Point.Low), math.Abs(r.Point.High))
		}
	}
	if most <= least {
		return least
	}
	return math.Ceil(most*2) / 2
}

// hill is the density of the field's gaps (normal kernels of Silverman's width)
// as a closed path, stretched across and 100 high.
func hill(field []entente.Reading, across scale) string {
	xs := make([]float64, len(field))
	mean, dev := 0.0, 0.0
	for i, r := range field {
		xs[i] = r.Point.Value
		mean += xs[i] / float64(len(field))
	}
	slices.SortFunc(xs, func(a, b float64) int { return cmp.Compare(a, b) })
	for _, x := range xs {
		dev += (x - mean) * (x - mean) / float64(len(xs))
	}
	width := max(1.06*math.Sqrt(dev)*math.Pow(float64(len(xs)), -0.2), (across.hi-across.lo)/200)
	const steps = 60
	heights := make([]float64, steps+1)
	top := 0.0
	for i := range heights {
		at := across.lo + (across.hi-across.lo)*float64(i)/steps
		for _, x := range xs {
			z := (at - x) / width
			heights[i] += math.Exp(-z * z / 2)
		}
		top = max(top, heights[i])
	}
	path := "M0,100"
	for i, h := range heights {
		path += "L" + coordinate(float64(i)/steps*stretch) + "," + coordinate(100-h/top*100)
	}
	return path + fmt.Sprintf("L%d,100Z", stretch)
}
