package measure

import entente "github.com/entente-project/entente"

// Conduct is how close the two act.
var Conduct = Measure{
	Name:     "conduct",
	Family:   "closeness",
	Question: "How close are the two by what they do to each other, and what they refuse?",
	Unit:     "net share of cooperation, −1 (all hostile) to 1 (all friendly)",
	Formula:  "(P − N + k·m) / (P + N + k): P and N are cooperative deeds and hostile deeds or refusals, k = 5, m is the mean of the other loaded pairs; 90% interval from the beta distribution behind it",
	Cite:     "net share of cooperation with empirical-Bayes shrinkage; event types by PLOVER, Open Event Data Alliance 2021",
	Of:       func(b Basis) entente.Point { return b.Conduct.point() },
}
