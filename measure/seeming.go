package measure

import entente "github.com/entente-project/entente"

// Seeming is how close the two look.
var Seeming = Measure{
	Name:     "seeming",
	Family:   "closeness",
	Question: "How close do the two look by what they say, stage and sign?",
	Unit:     "net share of cooperation, −1 (all hostile) to 1 (all friendly)",
	Formula:  "(P − N + k·m) / (P + N + k): P and N are friendly and hostile words and commitments, k = 5, m is the mean of the other loaded pairs; 90% interval from the beta distribution behind it",
	Cite:     "net share of cooperation with empirical-Bayes shrinkage; event types by PLOVER, Open Event Data Alliance 2021",
	Of:       func(b Basis) entente.Point { return b.Seeming.point() },
}
