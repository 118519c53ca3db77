package coder

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/linear"
)

// An arbiter judges between the acts that the rows find, and of what kind an act
// is that no row knows. Its model is trained by train/arbiter.
type arbiter struct {
	model *linear.Model
	kinds Thesaurus
}

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
	t, err := readThesaurus(rest)
	if err != nil {
		return nil, err
	}
	return &arbiter{m, t}, nil
}

// decide answers q: the type that the model holds likeliest, by the likeliest
// act of that type where the rows found one.
func (a *arbiter) decide(q question) Relation {
	if q.v == nil {
		return q.byRows()
	}
	p := linear.Probabilities(a.model.Scores(q.portrait(a.kinds).Case()))
	best := 0
	for k := range p {
		if p[k] > p[best] {
			best = k
		}
	}
	t := entente.Type(a.model.Classes[best])
	for _, j := range q.acts {
		if j.frame.typ == t {
			r := j.relation()
			r.Confidence = p[best]
			return r
		}
	}
	return Relation{Type: t, By: "model", Aspect: entente.Actual, Confidence: p[best]}
}

func (q question) portrait(t Thesaurus) Portrait {
	return q.v.portray(q.source, q.target, q.acts, t)
}

// Portray is what an arbiter with the thesaurus t sees of two parties of a text.
func (c *Coder) Portray(text string, source, target entente.Span, t Thesaurus) (p Portrait, ok bool) {
	q := c.ask(text, source, target)
	if q.v == nil {
		return Portrait{}, false
	}
	return q.portrait(t), true
}
