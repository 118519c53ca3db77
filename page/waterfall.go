package page

import (
	"cmp"
	"math"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// A waterfall takes the gap apart: start, what each kind of evidence adds, end.
// Its printed figures add up to the printed digit.
type waterfall struct {
	Rows []fall
	Axis []tick
}

// A fall is one row of a waterfall.
type fall struct {
	Label  string
	Items  int    // episodes and ties in it; 0 for the sums
	Block  string // whose colour it has; "" for the sums and the remainder
	Cents  int    // hundredths of the gap, as printed
	Sum    bool   // the first and the last row
	Narrow bool   // narrows the gap: drawn hollow
	Bar    stretchOf
	Figure string
	Zero   float64
}

// part is the evidence of one kind before it is printed.
type part struct {
	block entente.Block
	label string
	items int
	share float64
}

// named is how many kinds of evidence a waterfall names at the least.
const named = 6

// newWaterfall groups the exhibits of p by block and kind. It is nil where
// their shares do not add up to the gap, or there are none.
func (s *site) newWaterfall(p entente.Profile) *waterfall {
	if len(p.Exhibits) == 0 || p.Gap.Point.N == 0 {
		return nil
	}
	total := p.Start
	for _, x := range p.Exhibits {
		total += x.Share
	}
	if math.Abs(total-p.Gap.Point.Value) > 0.0005 {
		return nil
	}
	falls := cents(p.Start, p.Gap.Point.Value, s.parts(p.Exhibits))
	w := &waterfall{Rows: falls}
	w.draw(p.Gap.Point.Value < 0)
	return w
}

// parts are the kinds of evidence in exhibits, largest absolute share first.
func (s *site) parts(exhibits []entente.Exhibit) []part {
	at := map[string]int{}
	var out []part
	for _, x := range exhibits {
		label := ""
		if x.Event != nil {
			label = s.words.Many("type", string(x.Event.Type))
		} else {
			label = s.words.Many("tie", string(x.Tie.Kind))
		}
		key := string(x.Block) + " " + label
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, part{block: x.Block, label: label})
		}
		out[i].items++
		out[i].share += x.Share
	}
	slices.SortStableFunc(out, func(a, b part) int {
		return cmp.Or(cmp.Compare(math.Abs(b.share), math.Abs(a.share)), cmp.Compare(a.label, b.label))
	})
	return out
}

// cents rounds start, parts and end to hundredths so that they add up: what is
// not named is one remainder, never larger than the largest named part.
func cents(start, end float64, parts []part) []fall {
	round := func(x float64) int { return int(math.Round(x * 100)) }
	first := fall{Label: "Before any evidence of this pair", Cents: round(start), Sum: true}
	last := fall{Label: "Gap", Cents: round(end), Sum: true}
	n := min(named, len(parts))
	rest, items := 0, 0
	var middle []fall
	for {
		middle, rest, items = nil, last.Cents-first.Cents, 0
		most := 0
		for i, p := range parts {
			if i >= n {
				items += p.items
				continue
			}
			c := round(p.share)
			rest -= c
			most = max(most, abs(c))
			middle = append(middle, fall{Label: p.label, Items: p.items, Block: string(p.block), Cents: c})
		}
		if abs(rest) <= most || n == len(parts) {
			break
		}
		n++
	}
	slices.SortStableFunc(middle, func(a, b fall) int { return cmp.Compare(blockRank(a.Block), blockRank(b.Block)) })
	out := append([]fall{first}, middle...)
	switch {
	case items > 0:
		out = append(out, fall{Label: "Everything smaller", Items: items, Cents: rest})
	case rest != 0:
		out = append(out, fall{Label: "Rounding", Cents: rest})
	}
	return append(out, last)
}

func abs(n int) int { return max(n, -n) }

// blockRank puts words before deeds.
func blockRank(block string) int {
	return slices.Index([]string{string(entente.Words), string(entente.Commitments), string(entente.Conduct), string(entente.Holds), string(entente.Neutral)}, block)
}

// draw places the bars; below says that the gap is below zero, so that a part
// below zero widens it.
func (w *waterfall) draw(below bool) {
	lo, hi, at := 0, 0, 0
	for _, f := range w.Rows {
		if f.Sum {
			at = f.Cents
		} else {
			at += f.Cents
		}
		lo, hi = min(lo, at), max(hi, at)
	}
	l, h, st := widen(float64(lo)/100, float64(hi)/100, 5)
	across := scale{l, h, 0, 100}
	w.Axis = across.ticks(st)
	at = 0
	for i := range w.Rows {
		f := &w.Rows[i]
		from, to := at, at+f.Cents
		if f.Sum {
			from, to = 0, f.Cents
		}
		at = to
		a, b := across.at(float64(min(from, to))/100), across.at(float64(max(from, to))/100)
		f.Bar = stretchOf{a, b - a}
		f.Zero = across.at(0)
		f.Narrow = !f.Sum && f.Cents < 0 != below
		f.Figure = plain.Signed(float64(f.Cents) / 100)
		if f.Sum {
			f.Figure = plain.Number(float64(f.Cents) / 100)
		}
	}
}
