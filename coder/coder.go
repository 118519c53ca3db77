package coder

import (
	"fmt"
	"sync"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lang"
)

// A Coder codes documents of one language. It does not change once made and is
// safe for use by many goroutines.
type Coder struct {
	lang      lang.Language
	gaz       *entity.Gazetteer
	book      *codebook
	grammar   *grammar
	classes   *classes
	agents    agents
	speech    *speech
	calendar  *calendar
	verbs     *lexicon
	operators *lexicon
	ties      *lexicon
	particles map[string]bool // verb and particle of a row: "hand over"
	traits    traits
	contexts  map[string][]entente.Context // folded lemma -> contexts
	arbiter   func() *arbiter              // read when it is first asked; nil: the rows decide alone
}

// New compiles the tables of language l. Names are resolved by g.
func New(l lang.Language, g *entity.Gazetteer) (*Coder, error) {
	c := &Coder{lang: l, gaz: g}
	var err error
	if c.book, err = newCodebook(); err != nil {
		return nil, err
	}
	if c.grammar, err = newGrammar(l); err != nil {
		return nil, err
	}
	if c.classes, err = newClasses(l, c.grammar); err != nil {
		return nil, err
	}
	if c.agents, err = newAgents(l, c.grammar); err != nil {
		return nil, err
	}
	if c.speech, err = newSpeech(l, c.grammar); err != nil {
		return nil, err
	}
	if c.calendar, err = newCalendar(l); err != nil {
		return nil, err
	}
	if c.traits, err = newTraits(l); err != nil {
		return nil, err
	}
	if err := c.newContexts(l); err != nil {
		return nil, err
	}
	if err := c.compile(l); err != nil {
		return nil, err
	}
	c.arbiter = sync.OnceValue(func() *arbiter { return mustArbiter(l) })
	return c, nil
}

func (c *Coder) compile(l lang.Language) error {
	m := &compiler{code: l.Code(), g: c.grammar, classes: c.classes, book: c.book}
	var err error
	if c.verbs, err = m.verbs(l); err != nil {
		return err
	}
	if c.operators, err = m.operators(l); err != nil {
		return err
	}
	c.particles = map[string]bool{}
	for _, x := range []*lexicon{c.verbs, c.operators} {
		for _, rows := range x.rows {
			for _, w := range rows {
				if w.pos == 'V' && len(w.words) == 2 && c.grammar.is("particle", w.words[1]) {
					c.particles[w.words[0]+" "+w.words[1]] = true
				}
			}
		}
	}
	c.ties, err = m.ties(l)
	return err
}

func (c *Coder) newContexts(l lang.Language) error {
	tab, err := l.Table("contexts", "word", "context")
	if err != nil {
		return err
	}
	c.contexts = map[string][]entente.Context{}
	for _, r := range tab.Rows {
		x := entente.Context(r.Get("context"))
		if !c.book.hasContext(x) {
			return r.Errorf("unknown context %q", x)
		}
		for _, w := range r.List("word") {
			w = c.grammar.foldPhrase(w)
			c.contexts[w] = append(c.contexts[w], x)
		}
	}
	return nil
}

// A Coding is what a document tells, in text order.
type Coding struct {
	Events []entente.Event
	Ties   []entente.Tie
}

// Code codes doc: the same document always to the same coding. A document
// without an ID gets the one that its content has.
func (c *Coder) Code(doc entente.Document) Coding {
	return c.CodeParsed(doc, c.lang.Parse(doc.Text))
}

// CodeParsed is Code for sentences of doc that are parsed already.
func (c *Coder) CodeParsed(doc entente.Document, sentences []entente.Sentence) Coding {
	var out Coding
	c.each(doc, sentences, func(v *view, events []entente.Event) {
		out.Events = append(out.Events, events...)
		out.Ties = append(out.Ties, v.tiesOf()...)
	})
	return out
}

// each makes a view of every sentence of doc and shows it to see with its events,
// in text order, before the document learns from it.
func (c *Coder) each(doc entente.Document, sentences []entente.Sentence, see func(*view, []entente.Event)) {
	if doc.ID == "" {
		doc.ID = entente.NewDocumentID(doc.Outlet, doc.URL, doc.Published, doc.Text)
	}
	d := newDocument(c, doc)
	views := make([]*view, len(sentences))
	for i, s := range sentences {
		views[i] = newView(d, newTree(s, c.grammar))
	}
	d.lead(views)
	for _, v := range views {
		events := v.events()
		see(v, events)
		d.learn(v)
		d.learnOutlet(v)
		d.learnActs(events)
	}
}

// Language is the code of the language that c codes: "en".
func (c *Coder) Language() string { return c.lang.Code() }

// Rows says how many rows of verbs.tsv, operators.tsv and ties.tsv the coder has.
func (c *Coder) Rows() (verbs, operators, ties int) {
	return c.verbs.count, c.operators.count, c.ties.count
}

// Types lists the event types that the coder tells apart, in the order of the
// codebook: the classes of its arbiter.
func (c *Coder) Types() []entente.Type {
	var out []entente.Type
	for _, t := range c.book.types() {
		out = append(out, entente.Type(t))
	}
	return out
}

func (c *Coder) String() string {
	verbs, operators, ties := c.Rows()
	return fmt.Sprintf("%s coder: %d verb rows, %d operators, %d tie rows", c.lang.Code(), verbs, operators, ties)
}
