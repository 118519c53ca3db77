package measure

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/stat"
)

// Engagement is how much passes between the two, for good or ill.
var Engagement = Measure{
	Name:     "engagement",
	Family:   "volume",
	Question: "How much passes between the two, for good or ill?",
	Unit:     "times the typical loaded pair",
	Formula:  "E / M: E is the episodes of the pair, M the median over the other loaded pairs; 90% interval of a Poisson count with Jeffreys' prior",
	Cite:     "event volume; Jeffreys interval for a Poisson rate",
	Of: func(b Basis) entente.Point {
		if b.Episodes == 0 || b.Typical == 0 {
			return entente.Point{}
		}
		low, high := stat.PoissonInterval(b.Episodes)
		return entente.Point{Value: float64(b.Episodes) / b.Typical, Low: low / b.Typical, High: high / b.Typical, N: b.Episodes}
	},
}
