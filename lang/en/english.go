package en

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/parser"
	"github.com/entente-project/entente/lib/perceptron"
	"github.com/entente-project/entente/lib/table"
	"github.com/entente-project/entente/lib/tagger"
)

// English reads English text. It is safe for use by many goroutines.
type English struct {
	shelf table.Shelf
	*tables
	model  *Model
	lemmas *lemmatiser
	small  map[string]bool
	tags   []tagParts
	desks  sync.Pool

	possessive, adjective int // places in tags of PART|POS and ADJ|JJ; -1 when the tagger has none
}

// tagParts is a tag of the tagger taken apart.
type tagParts struct {
	pos, tag string
	word     parser.Word // its Tag and Coarse
}

// Open makes ready to read with the tables in over, which may be nil, laid over
// the language's own.
func Open(over fs.FS) (*English, error) {
	m, err := ReadModel(modelFile)
	if err != nil {
		return nil, err
	}
	return With(m, over)
}

// With is [Open] with another model.
func With(m *Model, over fs.FS) (*English, error) {
	e := &English{shelf: Shelf(over), model: m, small: map[string]bool{}}
	var err error
	if e.tables, err = openTables(e.shelf); err != nil {
		return nil, err
	}
	for w, readings := range m.Words {
		e.lexicon.add(w, readings)
	}
	e.lemmas = &lemmatiser{m.Lemmas, e.tables.irregular, e.lexicon.verbs}
	for _, w := range m.Small {
		e.small[w] = true
	}
	for _, t := range m.Tagger.Tags() {
		e.tags = append(e.tags, partsOf(t))
	}
	e.possessive = slices.Index(m.Tagger.Tags(), "PART|POS")
	e.adjective = slices.Index(m.Tagger.Tags(), "ADJ|JJ")
	e.desks.New = func() any { return new(desk) }
	return e, nil
}

// partsOf takes "VERB|VBD" apart.
func partsOf(t string) tagParts {
	pos, tag, _ := strings.Cut(t, "|")
	word := parser.Word{Tag: perceptron.Hash(t), Coarse: perceptron.Hash(pos), Leaf: pos == "PUNCT"}
	return tagParts{pos, tag, word}
}

// Code is "en".
func (e *English) Code() string { return "en" }

// Table opens a table of the language.
func (e *English) Table(name string, columns ...string) (*table.Table, error) {
	return e.shelf.Open(name, columns...)
}

// A desk is the working memory of one reader at a time.
type desk struct {
	forms  []string
	words  []tagger.Word
	tagger tagger.Desk
	tags   []int
	parse  []parser.Word
	parser parser.Desk
	place  []int // of each word of the parser, the token
}

// Parse splits text into sentences and parses each.
func (e *English) Parse(text string) []entente.Sentence {
	pieces := e.tokenise(text)
	var out []entente.Sentence
	loud := false
	for _, ps := range e.split(text, pieces) {
		tokens := make([]entente.Token, len(ps))
		for i, p := range ps {
			tokens[i].Span = p.Span
			tokens[i].Form = Normal(p.Of(text))
		}
		loud = loud || casingOf(tokens) != running
		span := entente.Span{Start: ps[0].Start, End: ps[len(ps)-1].End}
		out = append(out, entente.Sentence{Span: span, Tokens: tokens})
	}
	var seen wording
	if loud {
		seen = wordingOf(out)
	}
	d := e.desks.Get().(*desk)
	defer e.desks.Put(d)
	for _, s := range out {
		e.analyse(s.Tokens, seen, d)
	}
	return out
}

// ParseTokens parses one sentence of given words; spans are zero.
func (e *English) ParseTokens(forms []string) []entente.Token {
	tokens := make([]entente.Token, len(forms))
	for i, f := range forms {
		tokens[i].Form = Normal(f)
	}
	d := e.desks.Get().(*desk)
	defer e.desks.Put(d)
	e.analyse(tokens, nil, d)
	return tokens
}

// analyse gives tokens, whose forms are known, all that is not.
func (e *English) analyse(tokens []entente.Token, seen wording, d *desk) {
	k := dateline(tokens)
	body := tokens[k:]
	e.tag(body, seen, d)
	e.attach(body, d)
	e.mend(body)
	if k == 0 {
		return
	}
	root := 0
	for i := range body {
		if body[i].Head == 0 {
			root = k + i + 1
			continue
		}
		body[i].Head += k
	}
	joinDateline(tokens[:k], root)
}

// tag gives tokens tags, lemmas and features.
func (e *English) tag(tokens []entente.Token, seen wording, d *desk) {
	d.forms = d.forms[:0]
	for _, t := range tokens {
		d.forms = append(d.forms, t.Form)
	}
	e.truecase(d.forms, casingOf(tokens), seen)
	d.words = e.lexicon.Words(d.forms, d.words[:0])
	d.tags = append(d.tags[:0], e.model.Tagger.Tag(d.words, &d.tagger)...)
	e.retag(tokens, d.tags)
	for i, k := range d.tags {
		p, t := &e.tags[k], &tokens[i]
		t.POS, t.Tag = p.pos, p.tag
		t.Lemma = e.lemmas.Lemma(d.forms[i], p.pos, p.tag)
		t.Feats = e.featsOf(p.tag, d.forms[i])
	}
}

// attach gives tagged tokens heads and relations. Names that hold a slash are
// one word to the parser: their first token stands for them.
func (e *English) attach(tokens []entente.Token, d *desk) {
	d.parse, d.place = d.parse[:0], d.place[:0]
	for i := 0; i < len(tokens); {
		end := slashed(tokens, i)
		w := e.tags[d.tags[i]].word
		if end > i+1 {
			w = TagWord("PROPN|NNP")
			for k := i; k < end; k++ {
				joinName(&tokens[k], i, k)
			}
		}
		d.parse = append(d.parse, ParserWord(d.words[end-1], w))
		d.place = append(d.place, i)
		i = end
	}
	tree := e.model.Parser.Parse(d.parse, &d.parser)
	rels := e.model.Parser.Rels()
	for i, at := range d.place {
		t := &tokens[at]
		t.Head, t.Rel = 0, rels[tree.Rels[i+1]]
		if h := tree.Heads[i+1]; h > 0 {
			t.Head = d.place[h-1] + 1
		}
	}
}

// Words are forms as the tagger sees them, appended to out. Training sees them
// through it too.
func (l *lexicon) Words(forms []string, out []tagger.Word) []tagger.Word {
	for _, f := range forms {
		out = append(out, tagger.Word{Form: f, List: l.list(f)})
	}
	return out
}

// Reader is how forms of words become what tagger and parser see, for training:
// the language's own tables and the given words.
func Reader(words map[string]string) (func(forms []string) []tagger.Word, error) {
	t, err := openTables(Shelf(nil))
	if err != nil {
		return nil, err
	}
	for w, readings := range words {
		t.lexicon.add(w, readings)
	}
	return func(forms []string) []tagger.Word { return t.lexicon.Words(forms, nil) }, nil
}

// ParserWord is a word as the parser sees it, its tag already hashed.
func ParserWord(w tagger.Word, tag parser.Word) parser.Word {
	tag.Form = perceptron.Hash(tagger.Lower(w.Form))
	tag.List = perceptron.Feature(w.List)
	return tag
}

// TagWord is the tag "VERB|VBD" as the parser sees it.
func TagWord(tag string) parser.Word { return partsOf(tag).word }

// featsOf looks up the features of a tag, or of the tag and form.
func (t *tables) featsOf(tag, form string) string {
	if f, ok := t.feats[[2]string{tag, strings.ToLower(form)}]; ok {
		return f
	}
	return t.feats[[2]string{tag, ""}]
}
