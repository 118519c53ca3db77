// Package entente holds the nouns that every room speaks: documents, spans,
// sentences, dates, parties, events, ties, dyads, tallies, series, findings.
// It does no work beyond what a noun must know of itself (its text form, its
// order, its identity); the rooms do the work.
//
// A walk through one sentence. The document reads "Minsk has refused to
// recognise Crimea as Russian, officials said on Tuesday." Package lang splits
// it into a [Sentence] of [Token]s; package coder finds the verb "refused" and
// yields an [Event]: actor BLR:GOV, recipient RUS, type REJECT, context
// territory, speaker "officials", date 2015-02-10. A ledger keeps it with its
// [Evidence]; a [Tally] counts it under the [Dyad] BLR→RUS in [Month] 2015-02;
// a measure turns tallies into a [Series] of [Point]s; a [Brief] states what
// they show, and every [Finding] in it cites the words it rests on.
//
// Only this package is a promise to importers of the module.
package entente
