package en

import (
	"io/fs"
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
	shelf  table.Shelf
	tables *tables
	model  *Model
	lemmas *lemmatiser
	tags   []tagParts
	desks  sync.Pool
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
	e := &English{shelf: shelf(over), model: m}
	var err error
	if e.tables, err = openTables(e.shelf); err != nil {
		return nil, err
	}
	e.lemmas = &lemmatiser{m.Lemmas, e.tables.irregular, map[string]bool{}}
	for _, v := range m.Verbs {
		e.lemmas.verbs[v] = true
	}
	for _, t := range m.Tagger.Tags() {
		e.tags = append(e.tags, partsOf(t))
	}
	e.desks.New = func() any { return new(desk) }
	return e, nil
}

// partsOf takes "VERB|VBD" apart.
func partsOf(t string) tagParts {
	pos, tag, _ := strings.Cut(t, "|")
	return tagParts{pos: pos, tag: tag, word: parser.Word{Tag: perceptron.Hash(t), Coarse: perceptron.Hash(pos)}}
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
	parse  []parser.Word
	parser parser.Desk
}

// Parse splits text into sentences and parses each.
func (e *English) Parse(text string) []entente.Sentence {
	pieces := e.tables.tokenise(text)
	d := e.desks.Get().(*desk)
	defer e.desks.Put(d)
	var out []entente.Sentence
	for _, ps := range e.tables.split(text, pieces) {
		tokens := make([]entente.Token, len(ps))
		for i, p := range ps {
			tokens[i].Span = p.Span
			tokens[i].Form = Normal(p.Of(text))
		}
		e.analyse(tokens, d)
		span := entente.Span{Start: ps[0].Start, End: ps[len(ps)-1].End}
		out = append(out, entente.Sentence{Span: span, Tokens: tokens})
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
	e.analyse(tokens, d)
	return tokens
}

// analyse gives tokens, whose forms are known, all that is not.
func (e *English) analyse(tokens []entente.Token, d *desk) {
	d.forms = d.forms[:0]
	for _, t := range tokens {
		d.forms = append(d.forms, t.Form)
	}
	d.words = Words(d.forms, d.words[:0])
	tags := e.model.Tagger.Tag(d.words, &d.tagger)
	d.parse = d.parse[:0]
	for i, k := range tags {
		p := &e.tags[k]
		t := &tokens[i]
		t.POS, t.Tag = p.pos, p.tag
		t.Lemma = e.lemmas.Lemma(d.forms[i], p.pos, p.tag)
		t.Feats = e.tables.featsOf(p.tag, d.forms[i])
		d.parse = append(d.parse, ParserWord(d.words[i], p.word))
	}
	tree := e.model.Parser.Parse(d.parse, &d.parser)
	rels := e.model.Parser.Rels()
	for i := range tokens {
		tokens[i].Head, tokens[i].Rel = int(tree.Heads[i+1]), rels[tree.Rels[i+1]]
	}
}

// Words are forms as the tagger sees them, appended to out. Training sees them
// through it too.
func Words(forms []string, out []tagger.Word) []tagger.Word {
	for _, f := range forms {
		out = append(out, tagger.Word{Form: f})
	}
	return out
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
