package measure

import entente "github.com/entente-project/entente"

// Seeming is how close the two look.
var Seeming = Measure{
	Name:     "seeming",
	Family:   "closeness",
	Question: "How close do the two look by what they say, stage and sign?",
	Unit:     "net share of cooperation, −1 to 1, above that of the typical loaded pair; with fewer than 30 other pairs, above an even balance",
	Formula:  "n/(n + k) · (s − m): s = (P − N)/n and n = P + N, of friendly and hostile words and commitments; m is the mean of the other loaded pairs (0 when there are none), k = 5; 90% interval from the beta distribution behind it",
	Cite:     "net share of cooperation with empirical-Bayes shrinkage; event types by PLOVER, Open Event Data Alliance 2021",
	Of:       func(b Basis) entente.Point { return b.Seeming.point() },
}
