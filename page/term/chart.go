package term

import (
	"fmt"
	"math"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// chartRows is the height of the chart in lines of text, four dots each.
const chartRows = 8

// dots are the bits of a Braille cell by row and column.
var dots = [4][2]rune{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// A raster is a grid of Braille cells; each cell knows who drew in it last.
type raster struct {
	cells  [][]rune
	paints [][]paint
}

func newRaster(width int) *raster {
	r := &raster{}
	for range chartRows {
		r.cells = append(r.cells, make([]rune, width))
		r.paints = append(r.paints, make([]paint, width))
	}
	return r
}

// set draws one dot; what lies outside is left out.
func (r *raster) set(x, y int, p paint) {
	if x < 0 || y < 0 || y >= 4*chartRows || x >= 2*len(r.cells[0]) {
		return
	}
	r.cells[y/4][x/2] |= dots[y%4][x%2]
	if p != "" {
		r.paints[y/4][x/2] = p
	}
}

// chart draws seeming as a thin and conduct as a thick line; months without
// evidence are gaps.
func (s *screen) chart(p entente.Profile) {
	var thin, thick []entente.Point
	for _, series := range p.Series {
		switch series.Measure {
		case "seeming":
			thin = known(series.Points)
		case "conduct":
			thick = known(series.Points)
		}
	}
	all := append(append([]entente.Point{}, thin...), thick...)
	if len(all) < 2 {
		return
	}
	first, last := all[0].Month, all[0].Month
	edge := 0.5
	for _, q := range all {
		first, last = min(first, q.Month), max(last, q.Month)
		edge = max(edge, math.Ceil(2*math.Abs(q.Value))/2)
	}
	const label, names = 6, 9
	width := min(70, s.style.Width-label-names)
	r := newRaster(width)
	x := func(m entente.Month) int {
		return int(math.Round(float64(m-first) / float64(max(last-first, 1)) * float64(2*width-1)))
	}
	y := func(v float64) int {
		return int(math.Round((edge - v) / (2 * edge) * float64(4*chartRows-1)))
	}
	for i := 0; i < 2*width; i += 4 {
		r.set(i, y(0), "")
	}
	r.trace(thin, x, y, seeming, 1)
	r.trace(thick, x, y, conduct, 2)
	s.head("Seeming (thin) and conduct (thick) over time")
	s.raster(r, edge, end(thin, y), end(thick, y))
	from, to := plain.Month(first), plain.Month(last)
	s.line(strings.Repeat(" ", label), s.paint(faint, from+right(to, width-columns(from))))
}

// known are the points with evidence and a month.
func known(points []entente.Point) []entente.Point {
	var out []entente.Point
	for _, q := range points {
		if q.N > 0 && q.Month != 0 {
			out = append(out, q)
		}
	}
	return out
}

// end is the line of text on which a trace ends; -1 for none.
func end(points []entente.Point, y func(float64) int) int {
	if len(points) == 0 {
		return -1
	}
	return min(max(y(points[len(points)-1].Value)/4, 0), chartRows-1)
}

// trace draws a line through points, thick dots high.
func (r *raster) trace(points []entente.Point, x func(entente.Month) int, y func(float64) int, p paint, thick int) {
	dot := func(cx, cy int) {
		for k := range thick {
			r.set(cx, cy+k, p)
		}
	}
	for i, q := range points {
		if i == 0 || points[i-1].Month+1 != q.Month {
			dot(x(q.Month), y(q.Value))
			continue
		}
		x0, y0, x1, y1 := x(points[i-1].Month), y(points[i-1].Value), x(q.Month), y(q.Value)
		n := max(x1-x0, y1-y0, y0-y1, 1)
		for k := 0; k <= n; k++ {
			dot(x0+(x1-x0)*k/n, y0+(y1-y0)*k/n)
		}
	}
}

// raster writes r with its axis at the left and the names where the lines end.
func (s *screen) raster(r *raster, edge float64, thin, thick int) {
	for row := range r.cells {
		label := ""
		switch row {
		case 0:
			label = plain.Decimal(edge, 1)
		case chartRows / 2:
			label = "0"
		case chartRows - 1:
			label = plain.Decimal(-edge, 1)
		}
		var line strings.Builder
		for i, c := range r.cells[row] {
			if c == 0 {
				line.WriteByte(' ')
				continue
			}
			line.WriteString(s.paint(r.paints[row][i], string(0x2800+c)))
		}
		s.line(s.paint(faint, fmt.Sprintf("%s ", right(label, 5))), line.String(), s.ending(row, thin, thick))
	}
}

// ending names the lines that end on this row.
func (s *screen) ending(row, thin, thick int) string {
	if thin == thick && thick >= 0 {
		thick++
		if thick == chartRows {
			thin, thick = thin-1, thick-1
		}
	}
	switch row {
	case thin:
		return s.paint(seeming, " seeming")
	case thick:
		return s.paint(conduct, " conduct")
	}
	return ""
}
