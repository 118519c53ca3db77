package measure

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/stat"
)

// Hold is how far the first state depends on the second.
var Hold = Measure{
	Name:     "hold",
	Family:   "dependence",
	Question: "In how many fields is the one reported to depend on the other?",
	Unit:     "index, 0 (not reported) towards 1 (in every field)",
	Formula:  "D / (D + 2): D is the number of fields (energy, money, arms ...) in which reports say that the one depends on the other; 90% interval from Beta(D, 2). It counts reported fields, not their worth",
	Cite:     "after the supply effect of trade, Hirschman 1945; an index of reports until trade and arms data are loaded",
	Of: func(b Basis) entente.Point {
		d := b.Depends[0]
		if d == 0 {
			return entente.Point{}
		}
		x := stat.Beta{A: float64(d), B: 2}
		return entente.Point{Value: x.Mean(), Low: x.Quantile(Low), High: x.Quantile(High), N: d}
	},
}
