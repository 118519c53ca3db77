// Package measure says how close two states seem and how close they act. In go
// the events and ties of a ledger, out come readings and series: seeming (words,
// ceremony, commitments), conduct (deeds and refusals), the gap between them,
// hold (dependence) and engagement (volume), each with a 90% interval and with
// the exact share that every episode and tie has in the gap.
//
// Which event speaks to which side is a table, blocks.tsv, and what ties weigh
// is another, ties.tsv. Each side is a net share of cooperation, set against that
// of the typical other pair and drawn towards it where evidence is thin:
//
//	value = n/(n + k) (s - m),  s = (P - N)/n,  n = P + N
//
// P and N are the cooperative and conflictual episodes of the side (acts in the
// world, never reports) with the weights of ties, k is [Shrink], and m is the
// mean share of the other pairs, 0 when there are none. Behind it stands a beta
// distribution with parameters P + k(1+m)/2 and N + k(1-m)/2 on the share of
// cooperation, which gives the intervals; the two sides of the gap are taken as
// independent and their difference is integrated. Zero has to be the typical
// pair: news tell of friendly words and hostile deeds, so that against an even
// balance every pair would seem closer than it acts.
//
// A worked line: 1 agreement and 1 rebuke are seeming 0/(2+5) = 0; 1 delivery and
// 3 refusals are conduct -2/(4+5) = -0.22; the gap is 0.22.
//
// A survey of the whole ledger comes first and is kept; looks at pairs follow:
//
//	rules, err := measure.Open(nil)
//	field, err := rules.Survey(ctx, book, window)
//	profile, err := field.Look(ctx, book, pair)
package measure
