package page

import (
	"math"
	"strconv"
	"strings"

	"github.com/entente-project/entente/page/internal/plain"
)

// A scale maps values to per cent of a figure's width, or to pixels of its
// height; figures stretch sideways and never grow in height.
type scale struct {
	lo, hi   float64 // values at the two ends
	from, to float64 // where they lie
}

func (s scale) at(x float64) float64 {
	return s.from + (x-s.lo)/(s.hi-s.lo)*(s.to-s.from)
}

// clamp is at, kept within the figure.
func (s scale) clamp(x float64) float64 { return s.at(min(max(x, s.lo), s.hi)) }

// A tick is a labelled place on an axis.
type tick struct {
	At    float64
	Label string
	Zero  bool
}

// step is the round distance (1, 2 or 5 times a power of ten) that cuts width
// into at most n parts.
func step(width float64, n int) float64 {
	raw := width / float64(n)
	p := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, f := range []float64{1, 2, 5} {
		if f*p >= raw*(1-1e-9) {
			return f * p
		}
	}
	return 10 * p
}

// widen rounds lo and hi outwards to whole steps and returns the step.
func widen(lo, hi float64, n int) (float64, float64, float64) {
	if hi-lo < 1e-9 {
		lo, hi = lo-0.5, hi+0.5
	}
	st := step(hi-lo, n)
	return math.Floor(lo/st+1e-9) * st, math.Ceil(hi/st-1e-9) * st, st
}

// ticks are the whole steps of s.
func (s scale) ticks(st float64) []tick {
	digits := max(0, int(math.Ceil(-math.Log10(st)-1e-9)))
	var out []tick
	for i := math.Ceil(s.lo/st - 1e-9); i*st <= s.hi+1e-9; i++ {
		t := tick{At: s.at(i * st), Label: plain.Decimal(i*st, digits), Zero: i == 0}
		if t.Zero {
			t.Label = "0"
		}
		out = append(out, t)
	}
	return out
}

// coordinate is x as SVG writes it, to a tenth.
func coordinate(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10+0, 'f', -1, 64)
}

// A point is a place in a figure.
type point struct{ x, y float64 }

// line is the path through points.
func line(points []point) string {
	var b strings.Builder
	for i, p := range points {
		b.WriteByte("ML"[min(i, 1)])
		b.WriteString(coordinate(p.x) + "," + coordinate(p.y))
	}
	return b.String()
}

// band is the closed path along upper and back along lower.
func band(upper, lower []point) string {
	all := append([]point{}, upper...)
	for i := len(lower) - 1; i >= 0; i-- {
		all = append(all, lower[i])
	}
	return line(all) + "Z"
}
