package en

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/neural"
	"github.com/entente-project/entente/lib/table"
)

// English reads English text. It is safe for use by many goroutines.
type English struct {
	shelf table.Shelf
	*tables
	model   *Model
	vectors *Vectors
	lemmas  *lemmatiser
	small   map[string]bool
	tags    []tagParts
	desks   sync.Pool

	possessive, adjective int // places in tags of PART|POS and ADJ|JJ; -1 when the tagger has none
}

// tagParts is a tag of the tagger taken apart.
type tagParts struct {
	pos, tag string
}

// Open makes ready to read with the tables in over, which may be nil, laid over
// the language's own.
func Open(over fs.FS) (*English, error) {
	m, err := ReadModel(modelFile)
	if err != nil {
		return nil, err
	}
	m.Version = fmt.Sprintf("model@%x", sha256.Sum256(modelFile))[:len("model@")+8]
	return With(m, over)
}

// With is [Open] with another model.
func With(m *Model, over fs.FS) (*English, error) {
	e := &English{shelf: Shelf(over), model: m, small: map[string]bool{}}
	var err error
	if e.tables, err = openTables(e.shelf); err != nil {
		return nil, err
	}
	if e.vectors, err = ReadVectors(vectorFile); err != nil {
		return nil, err
	}
	for w, readings := range m.Words {
		e.lexicon.add(w, readings)
	}
	e.lemmas = &lemmatiser{m.Lemmas, e.tables.irregular, e.lexicon.verbs}
	for _, w := range m.Small {
		e.small[w] = true
	}
	for _, t := range m.Network.Tags() {
		e.tags = append(e.tags, partsOf(t))
	}
	e.possessive = slices.Index(m.Network.Tags(), "PART|POS")
	e.adjective = slices.Index(m.Network.Tags(), "ADJ|JJ")
	e.desks.New = func() any { return &desk{memory: newMemory()} }
	return e, nil
}

// partsOf takes "VERB|VBD" apart.
func partsOf(t string) tagParts {
	pos, tag, _ := strings.Cut(t, "|")
	return tagParts{pos, tag}
}

// Version names the model: "model@" and the first digits of its SHA-256, which
// MODEL.md has; "" of one that was not opened from its file.
func (e *English) Version() string { return e.model.Version }

// Code is "en".
func (e *English) Code() string { return "en" }

// Arbiter is the file that `go run ./train/arbiter` makes.
func (e *English) Arbiter() []byte { return arbiterFile }

// Table opens a table of the language.
func (e *English) Table(name string, columns ...string) (*table.Table, error) {
	return e.shelf.Open(name, columns...)
}

// A desk is the working memory of one reader at a time.
type desk struct {
	places  [together]place
	words   [][]neural.Word // of each place
	memory  *memory
	network neural.Desk
	joined  []neural.Word // of a sentence, with names joined
	at      []int         // of each of joined, the token
}

// A place at the desk is for one sentence.
type place struct {
	dateline int // tokens before the sentence proper
	forms    []string
	words    []neural.Word
	reading  neural.Reading
}

// Parse splits text into sentences and parses each.
func (e *English) Parse(text string) []entente.Sentence { return e.ParseAll([]string{text})[0] }

// ParseAll is Parse for several texts.
func (e *English) ParseAll(texts []string) [][]entente.Sentence {
	out := make([][]entente.Sentence, len(texts))
	var sentences []sentence
	for k, text := range texts {
		first := len(sentences)
		loud := false
		for _, ps := range e.split(text, e.tokenise(text)) {
			tokens := make([]entente.Token, len(ps))
			for i, p := range ps {
				tokens[i].Span = p.Span
				tokens[i].Form = Normal(p.Of(text))
			}
			loud = loud || casingOf(tokens) != running
			span := entente.Span{Start: ps[0].Start, End: ps[len(ps)-1].End}
			out[k] = append(out[k], entente.Sentence{Span: span, Tokens: tokens})
			sentences = append(sentences, sentence{tokens: tokens})
		}
		if loud {
			seen := wordingOf(out[k])
			for i := range sentences[first:] {
				sentences[first+i].seen = seen
			}
		}
	}
	e.analyse(sentences)
	return out
}

// ParseTokens parses sentences whose tokens have form and span, and fills in the
// rest; forms are made plain.
func (e *English) ParseTokens(sentences [][]entente.Token) {
	all := make([]sentence, len(sentences))
	for i, tokens := range sentences {
		for j := range tokens {
			tokens[j].Form = Normal(tokens[j].Form)
		}
		all[i].tokens = tokens
	}
	e.analyse(all)
}

// A sentence is tokens to be analysed and the words that its document has in
// running text, which tell names from other words in capitals.
type sentence struct {
	tokens []entente.Token
	seen   wording
}

// together is how many sentences are analysed at a time.
const together = 32

// analyse gives the tokens of sentences, whose forms are known, all that is not.
func (e *English) analyse(sentences []sentence) {
	d := e.desks.Get().(*desk)
	defer e.desks.Put(d)
	encode := func(w neural.Word) []byte { return e.model.Network.Encode(w, &d.network) }
	for group := range slices.Chunk(sentences, together) {
		d.words = d.words[:0]
		for i, s := range group {
			p := &d.places[i]
			p.dateline = dateline(s.tokens)
			body := s.tokens[p.dateline:]
			p.forms = p.forms[:0]
			for _, t := range body {
				p.forms = append(p.forms, t.Form)
			}
			e.truecase(p.forms, casingOf(body), s.seen)
			p.words = d.memory.read(p.words[:0], p.forms, e.lexicon, e.vectors, encode)
			d.words = append(d.words, p.words)
		}
		for i, reading := range e.model.Network.Read(d.words, &d.network) {
			p := &d.places[i]
			p.reading = neural.Reading{Tags: append(p.reading.Tags[:0], reading.Tags...), Heads: reading.Heads, Rels: reading.Rels}
			e.take(group[i].tokens[p.dateline:], p, d.memory)
		}
		for i, s := range group {
			p := &d.places[i]
			body := s.tokens[p.dateline:]
			e.joinNames(body, p, d)
			e.mend(body)
			addDateline(s.tokens, p.dateline)
		}
	}
}

// take gives tokens what the network reads in them.
func (e *English) take(tokens []entente.Token, p *place, m *memory) {
	e.retag(tokens, p.reading.Tags)
	rels := e.model.Network.Rels()
	for i, k := range p.reading.Tags {
		parts, t := &e.tags[k], &tokens[i]
		t.POS, t.Tag = parts.pos, parts.tag
		form := taggedForm{p.forms[i], k}
		found, ok := m.tagged[form]
		if !ok {
			form.form = strings.Clone(form.form)
			found = dictionaryForm{e.lemmas.Lemma(form.form, parts.pos, parts.tag), e.featsOf(parts.tag, form.form)}
			if len(m.tagged) >= fullMemory {
				clear(m.tagged)
			}
			m.tagged[form] = found
		}
		t.Lemma, t.Feats = found.lemma, found.feats
		t.Head, t.Rel = int(p.reading.Heads[i]), rels[p.reading.Rels[i]]
	}
}

// addDateline hangs the first k tokens on the tree of the others.
func addDateline(tokens []entente.Token, k int) {
	if k == 0 {
		return
	}
	root := 0
	for i, body := 0, tokens[k:]; i < len(body); i++ {
		if body[i].Head == 0 {
			root = k + i + 1
			continue
		}
		body[i].Head += k
	}
	joinDateline(tokens[:k], root)
}

// joinNames reads the sentence anew when it has names that hold a slash, each
// of them one word: their first token stands for them.
func (e *English) joinNames(tokens []entente.Token, p *place, d *desk) {
	d.at, d.joined = d.at[:0], d.joined[:0]
	for i := 0; i < len(tokens); {
		end := slashed(tokens, i)
		for k := i; k < end && end > i+1; k++ {
			joinName(&tokens[k], i, k)
		}
		d.at, d.joined = append(d.at, i), append(d.joined, p.words[end-1])
		i = end
	}
	if len(d.at) == len(tokens) {
		return
	}
	reading := e.model.Network.Read([][]neural.Word{d.joined}, &d.network)[0]
	rels := e.model.Network.Rels()
	for i, at := range d.at {
		t := &tokens[at]
		t.Head, t.Rel = 0, rels[reading.Rels[i]]
		if h := reading.Heads[i]; h > 0 {
			t.Head = d.at[h-1] + 1
		}
	}
}

// Reader is how forms of words become what the network sees, for training: the
// language's own tables and vectors, and the given words.
func Reader(words map[string]string) (func(forms []string) []neural.Word, error) {
	t, err := openTables(Shelf(nil))
	if err != nil {
		return nil, err
	}
	vectors, err := ReadVectors(vectorFile)
	if err != nil {
		return nil, err
	}
	for w, readings := range words {
		t.lexicon.add(w, readings)
	}
	m := newMemory()
	return func(forms []string) []neural.Word { return m.read(nil, forms, t.lexicon, vectors, nil) }, nil
}

// featsOf looks up the features of a tag, or of the tag and form.
func (t *tables) featsOf(tag, form string) string {
	if f, ok := t.feats[[2]string{tag, strings.ToLower(form)}]; ok {
		return f
	}
	return t.feats[[2]string{tag, ""}]
}
