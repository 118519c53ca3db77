// Package measure says how close two states seem and how close they act. In go
// the events and ties of a ledger, out come readings and series: seeming (words,
// ceremony, commitments), conduct (deeds and refusals), the gap between them,
// hold (dependence) and engagement (volume), each with a 90% interval and with
// the exact share that every episode and tie has in the gap.
//
// Which event speaks to which side is a table, blocks.tsv, and what ties weigh
// is another, ties.tsv. Each side is a net share, shrunk towards the mean of the
// other loaded pairs:
//
//	value = (P - N + k m) / (P + N + k)
//
// P and N are the cooperative and conflictual episodes of the side (acts in the
// world, never reports) with the weights of ties, k is [Shrink], and m is the
// mean of the other pairs, 0 when there are none. Behind it stands a beta
// distribution with parameters P + k(1+m)/2 and N + k(1-m)/2 on the share of
// cooperation, which gives the intervals; the two sides of the gap are taken as
// independent and their difference is integrated.
//
// A worked line: 1 agreement and 1 rebuke are seeming (1-1)/(2+5) = 0; 1 delivery
// and 3 refusals are conduct (1-3)/(4+5) = -0.22; the gap is 0.22.
//
// A survey of the whole ledger comes first and is kept; looks at pairs follow:
//
//	rules, err := measure.Open(nil)
//	field, err := rules.Survey(ctx, book, window)
//	profile, err := field.Look(ctx, book, pair)
package measure
