package measure

import (
	"slices"

	entente "github.com/entente-project/entente"
)

// series are seeming, conduct and the gap month by month: each point rests on
// the [Trailing] months that end with its own and is shrunk towards the same
// mean as the reading of the whole window. A month has a point of a side when
// those months hold an episode of it; commitments alone make none.
func (f *Field) series(pair entente.Pair, whole Basis, episodes []episode, bonds []bond) []entente.Series {
	seeming := entente.Series{Measure: Seeming.Name, Pair: pair}
	conduct := entente.Series{Measure: Conduct.Name, Pair: pair}
	gap := entente.Series{Measure: Gap.Name, Pair: pair}
	by, months := f.monthly(episodes)
	known := map[Basis]entente.Point{}
	for _, m := range months {
		b := Basis{Seeming: Side{Mean: whole.Seeming.Mean}, Conduct: Side{Mean: whole.Conduct.Mean}}
		for k := m - (Trailing - 1); k <= m; k++ {
			b.Seeming.join(by[k].Seeming)
			b.Conduct.join(by[k].Conduct)
		}
		words, deeds := b.Seeming.N > 0, b.Conduct.N > 0
		for _, t := range bonds {
			if t, ok := t.in(entente.Window{From: m - (Trailing - 1), To: m}); ok {
				b.add(t.verdict, t.weight)
			}
		}
		if words {
			seeming.Points = append(seeming.Points, in(m, b.Seeming.point()))
		}
		if deeds {
			conduct.Points = append(conduct.Points, in(m, b.Conduct.point()))
		}
		if words && deeds {
			if _, ok := known[b]; !ok {
				known[b] = Gap.Of(b)
			}
			gap.Points = append(gap.Points, in(m, known[b]))
		}
	}
	return []entente.Series{seeming, conduct, gap}
}

func (s *Side) join(o Side) { s.For, s.Against, s.N = s.For+o.For, s.Against+o.Against, s.N+o.N }

func in(m entente.Month, p entente.Point) entente.Point {
	p.Month = m
	return p
}

// monthly counts the episodes of each month, and lists the months of the window
// that some of them bear on, ascending.
func (f *Field) monthly(episodes []episode) (map[entente.Month]Basis, []entente.Month) {
	last := f.window.To
	if last == 0 {
		last = f.last
	}
	by := map[entente.Month]Basis{}
	var months []entente.Month
	for _, e := range episodes {
		m := e.month()
		if m == 0 || e.sign == 0 {
			continue
		}
		b, seen := by[m]
		b.add(e.verdict, 1)
		by[m] = b
		if seen {
			continue
		}
		for k := m; k < m+Trailing; k++ {
			if k <= max(last, m) && f.window.Has(k) {
				months = append(months, k)
			}
		}
	}
	slices.Sort(months)
	return by, slices.Compact(months)
}
