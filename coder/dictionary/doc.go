// Package dictionary codes with a scholar's own TABARI or PETRARCH dictionaries
// in place of the tables of package coder. In come parsed sentences and a
// [petrarch.Dictionary]; out come events whose actors and codes are the
// dictionary's strings as they stand.
//
//	Ruritania has restored its diplomatic mission in Graustark.
//	RUR > GRA  064  "restored", by the pattern "* DIPLOMATIC [064]"
//
// It has a wall of its own because nothing of coder's is used: the codes are
// not PLOVER's, parties are no entities of the gazetteer, and what counts as a
// match is laid down by the formats.
//
// # How a sentence is coded
//
// Sentences with a discard are left out, and so are short clauses between
// commas. Noun phrases get the code of the first actor in them, on the day of
// the report, followed by the codes of the agents in them; an agent without an
// actor takes that of a phrase behind "of", "from" or "in". Then the verbs are
// looked at from left to right. Of the patterns of a verb the one with the most
// parts that fits decides the code; if none fits, it is the verb's own. The
// source is the subject or, if it has no code, the nearest phrase before the
// verb that has one; the target is the first coded phrase in the verb phrase. A
// passive turns them around. What lies below a verb that has a code is not
// looked at again.
package dictionary
