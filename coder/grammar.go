package coder

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-project/entente/lang"
	"github.com/entente-project/entente/lib/table"
)

// A grammar is what the coder must know of a language's closed-class words:
// lang/xx/grammar.tsv, with the columns word, kind and value. Words of several
// parts are joined by a space. The kinds are
//
//	spelling     a word ending and the ending it is read as: "ise" "ize"
//	preposition  a word that verbs.tsv may name as a role
//	adverb       a word that may be a step of a path: closer
//	negator      not, never, no
//	modal        an auxiliary and the mark it sets: "'ll" "will"
//	condition    if, unless
//	pronoun      a word and what it stands for: person, thing, group
//	transparent  a noun that stands for its "of": number, series, part
//	member       a noun that stands for the states named after it: member, ally
//	country      a noun that, definite and bare, means a state: country, nation
//	republic     a noun that behind "former" means what a lost state has left: a
//	             former Soviet republic is not the Soviet Union
//	pair         a noun that after "two" or "both" means the pair the text is about
//	acting       the end of a compound whose first part acts: "-led"
//	skip         the end of a compound whose first part does not: "-backed"
//	outlet       a word in the name of a newspaper, agency or station: Times
//	echo         a definite noun that is a text's word for the last outlet: newspaper
//	person       a noun for one human being who acts for a state: president
//	lasting      a verb of what goes on or went on for long: last, outlive
//	course       a preposition that says in the course of what something took place
//	particle     a word that may belong to the verb before it: "hand over"
//	naming       a verb that calls something something: consider, call, label
//	judging      a verb whose object has done what stands behind "for": sanction,
//	             thank
//	helping      a verb that makes aid of troops sent to do it: help, protect
//	local        a sector whose people, named without a state, are those of the place
//	adversary    a noun for one who is against those named before it: enemy, critic
//	bearing      a verb that makes aid of ships and planes with aid aboard: carry
//	where        a preposition that says where something was: in, near
//	site         a preposition by which the place of an act is told: in, off, outside
//	locality     a noun for a place that may have its name beside it: city, coast
//	land         a noun that makes the name of a town before it that of the land
//	             around: oblast, province
//	margin       a noun for what lies between two places, in neither: border
//	compass      a point of the compass
//	origin       a verb that says where an attack came from: originate
//	weapon       a noun for something that acts for whoever sent it: jet
type grammar struct {
	spelling [][2]string // ending, replacement; longest first
	words    map[string]map[string]string
	lists    map[string][]string // kind -> its words, sorted
}

var grammarKinds = []string{"spelling", "preposition", "negator", "modal", "condition", "pronoun", "transparent",
	"member", "country", "republic", "pair", "acting", "skip", "outlet", "echo", "weapon", "lasting", "course", "particle", "naming", "person", "adverb", "judging", "helping", "local", "origin", "where", "bearing", "adversary", "site", "locality", "land", "margin", "compass"}

func newGrammar(l lang.Language) (*grammar, error) {
	tab, err := l.Table("grammar", "word", "kind", "value")
	if err != nil {
		return nil, err
	}
	g := &grammar{words: map[string]map[string]string{}}
	for _, r := range tab.Rows {
		kind, word := r.Get("kind"), strings.ToLower(r.Get("word"))
		if !slices.Contains(grammarKinds, kind) {
			return nil, unknownWord(r, "kind", kind, grammarKinds)
		}
		if word == "" {
			return nil, r.Errorf("no word")
		}
		if kind == "spelling" {
			g.spelling = append(g.spelling, [2]string{word, r.Get("value")})
			continue
		}
		if g.words[kind] == nil {
			g.words[kind] = map[string]string{}
		}
		g.words[kind][word] = r.Get("value")
	}
	slices.SortStableFunc(g.spelling, func(a, b [2]string) int { return cmp.Compare(len(b[0]), len(a[0])) })
	g.lists = map[string][]string{}
	for _, kind := range grammarKinds[1:] {
		g.words[kind] = foldKeys(g, g.words[kind])
		g.lists[kind] = slices.Sorted(maps.Keys(g.words[kind]))
	}
	return g, nil
}

func foldKeys(g *grammar, in map[string]string) map[string]string {
	out := make(map[string]string, len(in))
	for w, v := range in {
		out[g.fold(w)] = v
	}
	return out
}

// fold gives the one spelling under which British and American forms are
// compared. It is a key, not a word: "rise" and "rize" have the same.
func (g *grammar) fold(word string) string {
	if len(word) < 5 {
		return word
	}
	for _, s := range g.spelling {
		if stem, ok := strings.CutSuffix(word, s[0]); ok {
			return stem + s[1]
		}
	}
	return word
}

// is reports whether word is of the kind.
func (g *grammar) is(kind, word string) bool {
	_, ok := g.words[kind][word]
	return ok
}

// list is the words of a kind, sorted.
func (g *grammar) list(kind string) []string { return g.lists[kind] }

func (g *grammar) value(kind, word string) string { return g.words[kind][word] }

// unknownWord is an error about a cell with a word that is none of those known.
func unknownWord(r table.Row, what, word string, known []string) error {
	if near := table.Nearest(word, known); near != "" {
		return r.Errorf("unknown %s %q; did you mean %s?", what, word, near)
	}
	return r.Errorf("unknown %s %q; write one of %s", what, word, strings.Join(known, ", "))
}

// number is the number that s writes in digits.
func number(s string) (int, bool) {
	if s == "" || (s[0] < '0' || s[0] > '9') && s[0] != '-' {
		return 0, false // without the cost of an error
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
