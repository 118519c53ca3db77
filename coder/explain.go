package coder

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/linear"
)

// An Explanation is an event with how it was found.
type Explanation struct {
	Event    entente.Event
	Sentence entente.Sentence // as parsed and mended
	Rows     []RowUse         // the row of the act, then operators and marks, innermost first
	Tried    []RowUse         // other rows that held at the word of the act, the likeliest first
	Sides    []SideUse        // how actor and recipient were found
	Traits   []Trait          // what the confidence is made of
}

// A RowUse is a row of a table that held.
type RowUse struct {
	By    string       // "en/verbs.tsv:ID"
	Type  entente.Type // what it makes of the act; "" of an operator that keeps it
	Score int          // how much of what it asks for the sentence fills; the row with most is taken
}

// A SideUse is how one side of an act was found.
type SideUse struct {
	Role    entente.Role
	Words   entente.Span // of the phrase
	Through string       // the step of the row's path that led there: "subj", "with", "place"; "sentence" where no path did
	How     string       // "name", "modifier", "phrase", "pronoun", "document"
}

// Explain is Code with how each event was found.
func (c *Coder) Explain(doc entente.Document) []Explanation {
	if doc.ID == "" {
		doc.ID = entente.NewDocumentID(doc.Outlet, doc.URL, doc.Published, doc.Text)
	}
	d := newDocument(c, doc)
	var views []*view
	for _, s := range c.lang.Parse(doc.Text) {
		views = append(views, newView(d, newTree(s, c.grammar)))
	}
	d.lead(views)
	var out []Explanation
	for _, v := range views {
		var events []entente.Event
		for _, x := range v.coded() {
			out = append(out, v.explain(x))
			events = append(events, x.event)
		}
		v.tiesOf()
		d.learn(v)
		d.learnOutlet(v)
		d.learnActs(events)
	}
	return out
}

func (v *view) explain(x coded) Explanation {
	f := x.frame
	e := Explanation{Event: x.event, Sentence: v.s, Traits: v.traitsOf(f, x.event)}
	e.Rows = append(e.Rows, RowUse{f.row.by, f.row.typ, f.score})
	for _, o := range f.ops {
		if o != f.row {
			e.Rows = append(e.Rows, RowUse{o.by, o.typ, 0})
		}
	}
	at := f.tok
	for g := f; g != nil; g = g.inner {
		at = g.tok
	}
	for _, m := range v.matches(v.c.verbs, at) {
		if m.row != f.row {
			e.Tried = append(e.Tried, RowUse{m.row.by, m.row.typ, 2 * m.score})
		}
	}
	slices.SortStableFunc(e.Tried, func(a, b RowUse) int { return cmp.Compare(b.Score, a.Score) })
	e.Sides = append(e.Sides, v.sideUse(entente.RoleActor, f.actor))
	if !f.sym {
		e.Sides = append(e.Sides, v.sideUse(entente.RoleRecipient, f.recipient))
	}
	return e
}

func (v *view) sideUse(role entente.Role, r reading) SideUse {
	u := SideUse{Role: role, Through: r.through}
	if r.tok >= 0 && r.tok < v.len() && len(r.parties) > 0 {
		u.Words = v.span(v.phrase(r.tok))
	}
	switch {
	case len(r.parties) == 0:
		u.How = "nobody"
	case !r.known():
		u.How = "unknown name"
	case r.cost >= 3:
		u.How = "document"
	case r.coref:
		u.How = "pronoun"
	case r.cost == 2:
		u.How = "phrase"
	case r.cost == 1:
		u.How = "modifier"
	default:
		u.How = "name"
	}
	return u
}

// A Chance is how likely a type is.
type Chance struct {
	Type entente.Type `json:"type"`
	P    float64      `json:"p"`
}

// Chances is what the arbiter, which knows the words of a sentence and not the rows
// alone, thinks of what the party at source does to the one at target, the likeliest
// type first; nil without an arbiter or when neither is found.
func (c *Coder) Chances(text string, source, target entente.Span) []Chance {
	a := c.arbiter()
	if a == nil {
		return nil
	}
	q := c.ask(text, source, target)
	if q.v == nil || q.source == none || q.target == none {
		return nil
	}
	p := linear.Probabilities(a.model.Scores(q.portrait(a.kinds).Case()))
	var out []Chance
	for k, x := range p {
		out = append(out, Chance{entente.Type(a.model.Classes[k]), x})
	}
	slices.SortStableFunc(out, func(a, b Chance) int { return cmp.Compare(b.P, a.P) })
	return out
}
