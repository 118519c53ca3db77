package measure

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/stat"
)

// Gap is by how much the two look closer than they act.
var Gap = Measure{
	Name:     "gap",
	Family:   "closeness",
	Question: "Do the two look closer than they act, and by how much?",
	Unit:     "seeming minus conduct; 0 is the typical loaded pair or, with fewer than 30 other pairs, the same balance in words and in deeds",
	Formula:  "seeming − conduct; the 90% interval and the probability that it is above zero by numeric integration over the two beta distributions, taken as independent",
	Cite:     "difference of two independent beta variables",
	Of:       func(b Basis) entente.Point { p, _ := b.gap(); return p },
}

// gap is the gap and the probability that it is above zero. Without evidence on
// either side there is none.
func (b Basis) gap() (entente.Point, float64) {
	if b.Seeming.N == 0 || b.Conduct.N == 0 {
		return entente.Point{}, 0
	}
	d := stat.NewDifference(b.Seeming.beta(), b.Conduct.beta())
	typical := b.Seeming.Mean - b.Conduct.Mean
	return entente.Point{
		Value: b.Seeming.Value() - b.Conduct.Value(),
		Low:   2*d.Quantile(Low) - typical,
		High:  2*d.Quantile(High) - typical,
		N:     b.Seeming.N + b.Conduct.N,
	}, d.Above(typical / 2)
}
