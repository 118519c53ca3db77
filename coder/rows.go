package coder

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
	"github.com/entente-project/entente/lib/table"
)

// A row is one line of verbs.tsv, operators.tsv or ties.tsv, compiled. The
// package comment specifies the columns.
type row struct {
	by        string // how evidence names it: "en/verbs.tsv:refuse-recognition"
	place     string // file and line
	words     []string
	pos       byte // 'V', 'N', 'A', or 'M' for a mark (operators only)
	conds     []cond
	typ       entente.Type // "" in operators: the inner type stays
	mode      entente.Mode
	contexts  []entente.Context
	cameo     string
	actor     []path
	recipient []path
	sym       bool
	weak      bool
	generic   bool
	example   string
	codes     string

	op  *operator       // of operators.tsv
	tie entente.TieKind // of ties.tsv
}

// A path leads from a predicate to a noun phrase: "obj.of" is the of-phrase of
// the object.
type path []string

// A cond is one condition of a row's frame.
type cond struct {
	role  string   // "obj", "with", "xcomp", "mod", "voice" ...
	class int      // the noun class asked for, or none
	party string   // "party", "state", "leader", "people" or "place" asked for, or ""
	words []string // the lemmas asked for; nil: the role need only be filled
	not   bool     // the condition must not hold
}

// roles are the steps of a path that are no prepositions.
var roles = []string{"subj", "obj", "iobj", "poss", "self", "none", "inner", "actor", "recipient", "place", "theme", "speaker", "holder", "xcomp"}

// A lexicon holds rows by the word they hang on.
type lexicon struct {
	rows  map[string][]*row // key: pos and folded head word: "Vrefuse"
	count int
}

// A compiler turns the tables of one language into rows.
type compiler struct {
	code    string // language code
	g       *grammar
	classes *classes
	book    *codebook
}

var verbColumns = []string{"id", "pred", "pos", "frame", "type", "mode", "contexts", "cameo", "actor", "recipient", "flags", "example", "codes"}

// verbs compiles verbs.tsv.
func (c *compiler) verbs(l lang.Language) (*lexicon, error) {
	tab, err := l.Table("verbs", verbColumns...)
	if err != nil {
		return nil, err
	}
	lex := &lexicon{rows: map[string][]*row{}}
	for _, r := range tab.Rows {
		w, err := c.head(r, "verbs", "VNA")
		if err != nil {
			return nil, err
		}
		if err := c.act(r, w); err != nil {
			return nil, err
		}
		if err := c.paths(r, w); err != nil {
			return nil, err
		}
		if w.pos == 'N' && len(w.actor) == 0 {
			w.actor = []path{{"poss"}, {"by"}}
		}
		if w.pos == 'N' && len(w.recipient) == 0 {
			w.recipient = []path{{"on"}, {"against"}, {"of"}, {"to"}, {"with"}}
		}
		for _, f := range r.List("flags") {
			switch f {
			case "sym":
				w.sym = true
			case "weak":
				w.weak = true
			case "generic":
				w.generic = true
			default:
				return nil, unknownWord(r, "flag", f, []string{"sym", "weak", "generic"})
			}
		}
		lex.add(w)
	}
	return lex, nil
}

// head compiles the columns that all three tables share.
func (c *compiler) head(r table.Row, name, poses string) (*row, error) {
	id := r.Get("id")
	if id == "" {
		return nil, r.Errorf("no id")
	}
	w := &row{by: c.code + "/" + name + ".tsv:" + id, place: r.Place(), example: r.Get("example"), codes: r.Get("codes")}
	for _, word := range strings.Fields(r.Get("pred")) {
		w.words = append(w.words, c.g.fold(strings.ToLower(word)))
	}
	if len(w.words) == 0 {
		return nil, r.Errorf("row %s has no pred", id)
	}
	pos := r.Get("pos")
	if len(pos) != 1 || !strings.Contains(poses, pos) {
		return nil, unknownWord(r, "pos", pos, strings.Split(poses, ""))
	}
	w.pos = pos[0]
	for _, f := range r.List("frame") {
		k, err := c.cond(r, f)
		if err != nil {
			return nil, err
		}
		w.conds = append(w.conds, k)
	}
	return w, nil
}

// act compiles the columns that say what the act is.
func (c *compiler) act(r table.Row, w *row) error {
	w.typ, w.mode, w.cameo = entente.Type(r.Get("type")), entente.Mode(r.Get("mode")), r.Get("cameo")
	if !c.book.has(w.typ) {
		return unknownWord(r, "event type", string(w.typ), c.book.types())
	}
	if w.mode != "" && !c.book.hasMode(w.typ, w.mode) {
		return r.Errorf("%s has no mode %q", w.typ, w.mode)
	}
	for _, x := range r.List("contexts") {
		if !c.book.hasContext(entente.Context(x)) {
			return r.Errorf("unknown context %q", x)
		}
		w.contexts = append(w.contexts, entente.Context(x))
	}
	if _, ok := number(w.cameo); w.cameo != "" && (!ok || len(w.cameo) < 2 || len(w.cameo) > 4) {
		return r.Errorf("%q is no CAMEO code; write two to four digits", w.cameo)
	}
	return nil
}

func (c *compiler) paths(r table.Row, w *row) (err error) {
	if w.actor, err = c.pathList(r, "actor"); err != nil {
		return err
	}
	w.recipient, err = c.pathList(r, "recipient")
	return err
}

func (c *compiler) pathList(r table.Row, column string) ([]path, error) {
	var out []path
	cell := r.Get(column)
	if cell == "" {
		return nil, nil
	}
	for _, alt := range strings.Split(cell, "|") {
		steps := path(strings.Split(strings.TrimSpace(alt), "."))
		for _, s := range steps {
			if err := c.step(r, s); err != nil {
				return nil, err
			}
		}
		out = append(out, steps)
	}
	return out, nil
}

// step is an error unless s is a role or a preposition of the language.
func (c *compiler) step(r table.Row, s string) error {
	if slices.Contains(roles, s) || c.g.is("preposition", s) || c.g.is("adverb", s) {
		return nil
	}
	known := slices.Clone(roles)
	for p := range c.g.words["preposition"] {
		known = append(known, p)
	}
	slices.Sort(known)
	return unknownWord(r, "role", s, known)
}

// cond compiles one condition: "obj:troops", "obj=foot|heel", "with:party",
// "with", "xcomp=withdraw|leave", "active", "mod:joint", "!obj".
func (c *compiler) cond(r table.Row, text string) (cond, error) {
	k := cond{class: none}
	body, not := strings.CutPrefix(text, "!")
	k.not = not
	switch body {
	case "active", "passive", "plural", "bare", "sides":
		k.role = body
		return k, nil
	}
	if role, words, ok := strings.Cut(body, "="); ok {
		k.role = role
		for _, w := range strings.Split(words, "|") {
			k.words = append(k.words, c.g.fold(strings.ToLower(w)))
		}
		return k, c.condRole(r, role)
	}
	role, class, ok := strings.Cut(body, ":")
	k.role = role
	if !ok && !strings.Contains(role, ".") && (c.g.is("adverb", role) || c.condRole(r, role) != nil) {
		return cond{role: "word", class: none, words: []string{c.g.fold(strings.ToLower(role))}, not: not}, nil
	}
	if !ok {
		return k, c.condRole(r, role)
	}
	switch {
	case role == "mod":
		for _, w := range strings.Split(class, "|") {
			k.words = append(k.words, c.g.fold(strings.ToLower(w)))
		}
	case class == "party" || class == "state" || class == "leader" || class == "people" || class == "place":
		k.party = class
	default:
		n, ok := c.classes.number[class]
		if !ok {
			return k, unknownWord(r, "noun class", class, c.classes.names)
		}
		k.class = n
	}
	return k, c.condRole(r, role)
}

func (c *compiler) condRole(r table.Row, role string) error {
	switch role {
	case "xcomp", "comp", "mod", "conj":
		return nil
	}
	for _, s := range strings.Split(role, ".") {
		if err := c.step(r, s); err != nil {
			return err
		}
	}
	return nil
}

// headWord is the word that a row hangs on: the first of a verb with particles
// and the last of a compound noun.
func (w *row) headWord() string {
	if w.pos == 'N' && len(w.words) > 1 && !w.idiom() {
		return w.words[len(w.words)-1]
	}
	return w.words[0]
}

// idiom reports whether a noun row is a noun with what follows it: "state of
// emergency".
func (w *row) idiom() bool { return w.pos == 'N' && len(w.words) > 2 && slices.Contains(w.words, "of") }

func (x *lexicon) add(w *row) {
	key := string(w.pos) + w.headWord()
	x.rows[key] = append(x.rows[key], w)
	x.count++
}

// A classSet is a set of up to 256 noun classes.
type classSet [4]uint64

func (s classSet) has(n int) bool { return s[n>>6]&(1<<(n&63)) != 0 }

func (s classSet) or(o classSet) classSet {
	for i := range s {
		s[i] |= o[i]
	}
	return s
}

// classes are the noun classes of classes.tsv.
type classes struct {
	number map[string]int
	names  []string
	of     map[string]classSet // folded lemma, or two lemmas joined by a space
}

// is reports whether the folded lemma is of the class.
func (c *classes) is(class, lemma string) bool {
	n, ok := c.number[class]
	return ok && c.of[lemma].has(n)
}

func newClasses(l lang.Language, g *grammar) (*classes, error) {
	tab, err := l.Table("classes", "class", "noun")
	if err != nil {
		return nil, err
	}
	c := &classes{number: map[string]int{}, of: map[string]classSet{}}
	for _, r := range tab.Rows {
		name := r.Get("class")
		n, ok := c.number[name]
		if !ok {
			n = len(c.names)
			if n == 256 {
				return nil, r.Errorf("more than 256 noun classes")
			}
			c.number[name] = n
			c.names = append(c.names, name)
		}
		noun := g.foldPhrase(r.Get("noun"))
		if noun == "" {
			return nil, r.Errorf("class %q without a noun", name)
		}
		s := c.of[noun]
		s[n>>6] |= 1 << (n & 63)
		c.of[noun] = s
	}
	slices.Sort(c.names)
	return c, nil
}

// foldPhrase folds every word of a phrase.
func (g *grammar) foldPhrase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = g.fold(w)
	}
	return strings.Join(words, " ")
}
