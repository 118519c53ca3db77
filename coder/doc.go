// Package coder turns parsed sentences into events and ties. In comes a document
// and what package lang parsed of it; out comes a [Coding]: who did what to whom,
// when, how really, according to whom, with the words that say each.
//
//	"Minsk has refused to extradite the activist to Poland, officials said."
//	BLR > POL  REJECT  speaker "officials"  by en/operators.tsv:refuse-to
//
// # How a sentence is coded
//
// Every token on which a row of verbs.tsv may hang is tried with all rows of its
// lemma; the one that asks for most and finds its parties makes a frame. A token
// that operators.tsv knows (refuse, agree, launch) takes the frame of its
// complement and makes another of it; then marks (will, not, must) do the same.
// What no operator has taken is an event if it has the parties it needs. Who a
// noun phrase means is read from its name, its modifiers ("Turkish troops",
// "Moscow's envoy") and the phrases after it ("the regime in Minsk"), in this
// order of trust; pronouns and descriptions ("the two countries") are resolved
// within the document, and left open when they are not plain.
//
// # Dates
//
// A date is what the text says beside the act, resolved against the day of
// publication, as exactly as said: "last year" is a year. An act that is told as
// news in a main clause, without a date of its own, has the day of publication.
// Nothing else gets a date: background nouns, plans and what had happened before
// stay undated. What lies more than a year back is historical.
//
// # The rows
//
// verbs.tsv has the columns
//
//	id         unique, kebab-case; evidence names the row by it: en/verbs.tsv:ID
//	pred       the lemma, or several words: a verb with its particle or noun
//	           ("call off", "drag foot"), a compound noun ("air strike")
//	pos        V, N or A: verb, event noun, adjective
//	frame      conditions that must all hold, separated by spaces:
//	             obj:CLASS       the noun in that role is of the class of classes.tsv
//	             obj=foot|heel   its lemma is one of these
//	             with:party      it names a party; also state, leader, people, place
//	             with            the role is filled at all
//	             xcomp=leave     the infinitive it governs is one of these; comp= also
//	                             takes finite clauses
//	             mod:joint       an adjective or compound of the word itself
//	             deep            any other word: it hangs from the pred
//	             active passive plural bare   voice and number; bare: no object or clause
//	             sides           its subject names several parties
//	             !COND           the condition must not hold
//	type mode contexts cameo     what the act is; contexts separated by spaces
//	actor      paths to who acts, separated by "|"; the first that names a party holds
//	recipient  paths to whom it is done; the first that names somebody else holds
//	flags      sym      a mutual act: a second side reached by object, with, between or
//	                    and joins the actors, and the recipient is empty
//	           weak     only between two parties that the sentence itself names
//	           generic  only with both parties, and after other rows
//	example    a sentence of ours; codes: what must be coded from it
//
// A path is steps joined by dots, from the word the row hangs on: subj (who does
// it, also the by-phrase of a passive), obj (also the subject of a passive), iobj,
// poss (a possessor, demonym or name before the noun), any preposition, xcomp (the
// infinitive), self (the noun itself), place (where it happened), none (nobody).
// "obj.of" is the of-phrase of the object. A noun row without paths takes poss|by
// as actor and on|against|of|to|with as recipient.
//
// Codes are "BLR > RUS", "BLR, RUS >" (mutual), "RUS >" (no recipient), with an
// aspect after them when it is not actual, several joined by ";".
//
// operators.tsv has the columns id, pred, pos, frame, type, mode, aspect, actor,
// recipient, example and codes as above, and
//
//	pos        also M: a mark, whose pred is auxiliaries and negation (will, would,
//	           can, may, must, not), "if", "to" (the infinitive of headlines) and "say"
//	           (the act is what somebody says)
//	comp       where the inner act stands: xcomp, ccomp, acl (a clause on the noun, or on
//	           the object of the verb), obj, a preposition; separated by "|"
//	inner      which acts it takes: any, none (one that no row knows), coop, conf, vcoop,
//	           mcoop, vconf, mconf, or event types; separated by "|"
//	type       what it makes of them; empty or same: the inner type stays; none: the
//	           act is only spoken of ("considers any attack on X an act of war")
//	flags      keep: the inner act is coded too when both its parties are named;
//	           alone: what was mutual, the subject does alone ("took steps to integrate");
//	           own: the inner act must be the subject's own ("warned that it may strike")
//
// Its paths may also be inner.actor, inner.recipient, inner.subj and speaker. Of
// several rows that hold, the one that asks for most wins, then the first.
//
// ties.tsv has the columns id, pred, pos, frame, kind, contexts, from, to, flags,
// example and codes; its paths may also be holder, who a description stands for
// ("Russia's closest ally" beside "Belarus"). Codes are "FROM TO".
//
// grammar.tsv, classes.tsv, agents.tsv, speech.tsv, dates.tsv and contexts.tsv are
// word lists; their types say what their columns mean.
package coder
