package measure

import entente "github.com/entente-project/entente"

// Conduct is how close the two act.
var Conduct = Measure{
	Name:     "conduct",
	Family:   "closeness",
	Question: "How close are the two by what they do to each other, and what they refuse?",
	Unit:     "net share of cooperation, −1 to 1, above that of the typical loaded pair; with fewer than 30 other pairs, above an even balance",
	Formula:  "n/(n + k) · (s − m): s = (P − N)/n and n = P + N, of cooperative deeds, and hostile deeds or refusals; m is the mean of the other loaded pairs (0 when there are none), k = 5; 90% interval from the beta distribution behind it",
	Cite:     "net share of cooperation with empirical-Bayes shrinkage; event types by PLOVER, Open Event Data Alliance 2021",
	Of:       func(b Basis) entente.Point { return b.Conduct.point() },
}
