package page

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// TestWaterfallAddsUp draws many random gaps apart: the printed figures add up,
// and what is not named is no larger than the largest that is.
func TestWaterfallAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		start := rng.NormFloat64() / 3
		end := start
		var parts []part
		for i := range rng.IntN(25) {
			share := rng.NormFloat64() * math.Pow(10, -float64(rng.IntN(4)))
			parts = append(parts, part{block: entente.Words, label: fmt.Sprint(i), items: 1, share: share})
			end += share
		}
		rows := cents(start, end, sorted(parts))
		sum, most, rest, items := 0, 0, 0, 0
		for _, f := range rows[:len(rows)-1] {
			sum += f.Cents
			items += f.Items
			switch {
			case f.Block != "":
				most = max(most, abs(f.Cents))
			case !f.Sum:
				rest = abs(f.Cents)
			}
		}
		last := rows[len(rows)-1]
		if sum != last.Cents || last.Cents != int(math.Round(end*100)) {
			t.Fatalf("the rows add up to %d hundredths, the gap is %d", sum, last.Cents)
		}
		if items != len(parts) {
			t.Fatalf("%d of %d items are in a row", items, len(parts))
		}
		if rest > max(most, len(parts)+1) {
			t.Fatalf("the remainder, %d, is larger than the largest named part, %d", rest, most)
		}
		w := &waterfall{Rows: rows}
		w.draw(end < 0)
		for _, f := range rows {
			if f.Bar.X < -1e-9 || f.Bar.End() > 100+1e-9 {
				t.Fatalf("a bar leaves the figure: %+v", f)
			}
		}
	}
}

// sorted puts the largest absolute shares first.
func sorted(parts []part) []part {
	for i := range parts {
		for j := i; j > 0 && math.Abs(parts[j].share) > math.Abs(parts[j-1].share); j-- {
			parts[j], parts[j-1] = parts[j-1], parts[j]
		}
	}
	return parts
}

// TestWaterfallNeedsShares draws none where the shares do not make the gap.
func TestWaterfallNeedsShares(t *testing.T) {
	s := testSite(t)
	e := entente.Event{Type: entente.Reject}
	p := entente.Profile{Gap: entente.Reading{Point: entente.Point{Value: 1, N: 3}}, Exhibits: []entente.Exhibit{{Event: &e, Block: entente.Conduct, Share: 0.4}}}
	if s.newWaterfall(p) != nil {
		t.Error("shares of 0.4 are shown as a gap of 1")
	}
	p.Start = 0.6
	if w := s.newWaterfall(p); w == nil || len(w.Rows) != 3 {
		t.Errorf("start 0.6 and a share of 0.4 make no waterfall of a gap of 1: %+v", w)
	}
}

// points are months from first on with the same interval around each value.
func points(first entente.Month, half float64, values ...float64) []entente.Point {
	var out []entente.Point
	for i, v := range values {
		p := entente.Point{Month: first + entente.Month(i), Value: v, Low: v - half, High: v + half, N: 5}
		if math.IsNaN(v) {
			p = entente.Point{Month: p.Month}
		}
		out = append(out, p)
	}
	return out
}

func TestCertain(t *testing.T) {
	m := entente.NewMonth(2014, 1)
	for _, c := range []struct {
		name string
		gap  []entente.Point
		want string
	}{
		{"three months", points(m, 0.1, 0, .2, .2, .2, 0), "2014-02..2014-04"},
		{"two months are too few", points(m, 0.1, 0, .2, .2, 0), ""},
		{"below zero", points(m, 0.1, -.2, -.2, -.2), "2014-01..2014-03"},
		{"sides are not mixed", points(m, 0.1, .2, .2, -.2, -.2), ""},
		{"a month without evidence breaks it", points(m, 0.1, .2, .2, math.NaN(), .2, .2), ""},
		{"twice", points(m, 0.1, .2, .2, .2, 0, .2, .2, .2), "2014-01..2014-03 2014-05..2014-07"},
	} {
		p := entente.Profile{Series: []entente.Series{{Measure: "gap", Points: c.gap}}}
		var got []string
		for _, r := range certain(seriesOf(p, "gap")) {
			got = append(got, r[0].Month.String()+".."+r[len(r)-1].Month.String())
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %q, want %q", c.name, g, c.want)
		}
	}
}

func TestLineBreaksWhereEvidenceIsMissing(t *testing.T) {
	m := entente.NewMonth(2014, 1)
	pl := plot{m, 12}
	down := scale{-1, 1, 100, 0}
	p := entente.Profile{Series: []entente.Series{{Measure: "seeming", Points: points(m, 0.1, .1, .2, math.NaN(), .3, math.NaN(), .5, .6, .7)}}}
	traces := pl.traces(seriesOf(p, "seeming"), down)
	if len(traces) != 3 {
		t.Fatalf("%d lines, want 3", len(traces))
	}
	if strings.Contains(traces[1].Line, ",50") {
		t.Error("the line falls to zero where there is no evidence")
	}
	for _, tr := range traces {
		if strings.Count(tr.Line, "M") != 1 || !strings.HasSuffix(tr.Band, "Z") {
			t.Errorf("not one line with its band: %+v", tr)
		}
	}
}

func TestScale(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   string
	}{
		{-0.62, 1.4, "−1.0 −0.5 0 0.5 1.0 1.5"}, {0, 0, "−0.6 −0.4 −0.2 0 0.2 0.4 0.6"}, {-1, 1, "−1.0 −0.5 0 0.5 1.0"}, {0, 0.031, "0 0.01 0.02 0.03 0.04"},
	} {
		lo, hi, st := widen(c.lo, c.hi, 5)
		var got []string
		for _, k := range (scale{lo, hi, 0, 100}).ticks(st) {
			got = append(got, k.Label)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("ticks of %v to %v: %s, want %s", c.lo, c.hi, g, c.want)
		}
	}
}

// TestFieldIsAHillOnlyWhereThereAreEnough draws few pairs one by one.
func TestFieldIsAHillOnlyWhereThereAreEnough(t *testing.T) {
	s := testSite(t)
	p := entente.Profile{}
	for i := range fieldForHill {
		p.Field = append(p.Field, entente.Reading{Point: entente.Point{Value: float64(i%7)/10 - 0.2, N: 9}})
	}
	if f := s.newFront(p); f.Hill == "" || len(f.Rug) > 0 {
		t.Error("30 pairs make no hill")
	}
	p.Field = p.Field[1:]
	if f := s.newFront(p); f.Hill != "" || len(f.Rug) != fieldForHill-1 {
		t.Error("29 pairs are drawn as a hill")
	}
}

// TestPinsDoNotTouch places eight pins in one month and in many.
func TestPinsDoNotTouch(t *testing.T) {
	pl := plot{entente.NewMonth(2010, 1), 120}
	var rows []evidence
	for i := range 8 {
		rows = append(rows, evidence{month: pl.first + entente.Month(i*i)})
	}
	pins, top := pl.pins(rows)
	if len(pins) < 6 || top > 24+pinRows*pinRow {
		t.Errorf("%d pins, the chart begins at %d", len(pins), top)
	}
	for i, a := range pins {
		for _, b := range pins[:i] {
			if a.N != b.N+1 && a.N <= b.N || a.X < b.X {
				t.Errorf("pins %d and %d are not in order of time", b.N, a.N)
			}
			if a.Y == b.Y && math.Abs(a.X-b.X) < 8 {
				t.Errorf("pins %d and %d touch", b.N, a.N)
			}
		}
		if a.Y+10 > top {
			t.Errorf("pin %d hangs into the chart", a.N)
		}
	}
}

func testSite(t *testing.T) *site {
	t.Helper()
	return newPages(newWorld(t), Options{})
}
