package coder

import (
	"fmt"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
	"github.com/entente-project/entente/lib/linear"
)

// An arbiter judges of what kind an act is that no row knows. Its model is trained
// by train/arbiter.
type arbiter struct {
	model *linear.Model
	kinds Thesaurus
}

// ByArbiter is what a relation has as By that the arbiter alone has decided.
const ByArbiter = "arbiter"

// newArbiter reads a model file: a linear model and the thesaurus its features
// come from. Without data there is no arbiter.
func newArbiter(data []byte) (*arbiter, error) {
	if len(data) == 0 {
		return nil, nil
	}
	m, rest, err := linear.Read(data)
	if err != nil {
		return nil, err
	}
	t, err := ReadThesaurus(rest)
	if err != nil {
		return nil, err
	}
	return &arbiter{m, t}, nil
}

// Certain is how sure the model must be to overrule an act that has neither party
// in its place.
const Certain = 0.95

// decide answers q, to which the rows alone answer r: they found no act, or none in
// which either of the two is what was asked.
func (a *arbiter) decide(q question, r Relation) Relation {
	if q.v == nil {
		return r
	}
	t, p := a.guess(q)
	if !r.YieldsTo(p) || r.By != "" && r.Type == t {
		return r
	}
	return Relation{Type: t, By: ByArbiter, Aspect: entente.Actual, Confidence: p}
}

// guess is the likeliest type of what passes between the two of q, which stand in
// a sentence, and its probability.
func (a *arbiter) guess(q question) (entente.Type, float64) {
	p := linear.Probabilities(a.model.Scores(q.portrait(a.kinds).Case()))
	best := linear.Best(p)
	return entente.Type(a.model.Classes[best]), p[best]
}

// Thesaurus is what the arbiter knows words by; nil where the language has no
// arbiter. It is not to be changed.
func (c *Coder) Thesaurus() Thesaurus {
	a := c.arbiter()
	if a == nil {
		return nil
	}
	return a.kinds
}

// mustArbiter reads the arbiter of l, which is part of the program; tests read it
// too.
func mustArbiter(l lang.Language) *arbiter {
	a, err := newArbiter(l.Arbiter())
	if err != nil {
		panic(fmt.Errorf("arbiter of %s: %w; make it again with go run ./train/arbiter", l.Code(), err))
	}
	return a
}

func (q question) portrait(t Thesaurus) Portrait {
	return q.v.portray(q.source, q.target, q.acts, t)
}

// Portray is what an arbiter with the thesaurus t sees of two parties of a text, and
// what the rows alone answer; not ok of a text without a sentence.
func (c *Coder) Portray(text string, source, target entente.Span, t Thesaurus) (p Portrait, byRows Relation, ok bool) {
	q := c.ask(text, source, target)
	if q.v == nil {
		return Portrait{}, Relation{}, false
	}
	return q.portrait(t), q.byRows(), true
}
