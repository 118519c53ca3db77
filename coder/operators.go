package coder

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
	"github.com/entente-project/entente/lib/table"
)

// An operator is what a row of operators.tsv adds to a row: it takes an inner
// act and makes another of it.
type operator struct {
	comp   []string       // where the inner act stands: xcomp, ccomp, obj, acl, a preposition
	inner  []string       // what it may be: any, none, coop, conf, vcoop, mcoop, vconf, mconf, a type
	aspect entente.Aspect // what the result's is; "" as it would be
	keep   bool           // the inner act is coded as well
	void   bool           // the inner act is only spoken of: nothing is coded
	alone  bool           // what was mutual, the subject does alone
	own    bool           // the inner act must be the subject's own
}

var operatorColumns = []string{"id", "pred", "pos", "frame", "comp", "inner", "type", "mode", "aspect", "actor", "recipient", "flags", "example", "codes"}

var quadWords = []string{"any", "none", "coop", "conf", "vcoop", "mcoop", "vconf", "mconf"}

// operators compiles operators.tsv.
func (c *compiler) operators(l lang.Language) (*lexicon, error) {
	tab, err := l.Table("operators", operatorColumns...)
	if err != nil {
		return nil, err
	}
	lex := &lexicon{rows: map[string][]*row{}}
	for _, r := range tab.Rows {
		w, err := c.head(r, "operators", "VNAM")
		if err != nil {
			return nil, err
		}
		if err := c.paths(r, w); err != nil {
			return nil, err
		}
		if err := c.operator(r, w); err != nil {
			return nil, err
		}
		lex.add(w)
	}
	return lex, nil
}

func (c *compiler) operator(r table.Row, w *row) error {
	op := &operator{}
	w.op = op
	t := r.Get("type")
	op.void = t == "none"
	if t != "same" && t != "" && !op.void {
		w.typ = entente.Type(t)
		if !c.book.has(w.typ) {
			return unknownWord(r, "event type", t, append(c.book.types(), "same", "none"))
		}
	}
	if w.mode = entente.Mode(r.Get("mode")); w.mode != "" && !c.book.hasMode(w.typ, w.mode) {
		return r.Errorf("%s has no mode %q", w.typ, w.mode)
	}
	aspects := []string{"", "actual", "future", "hypothetical", "negated", "historical", "habitual"}
	a := r.Get("aspect")
	if !slices.Contains(aspects, a) {
		return unknownWord(r, "aspect", a, aspects[1:])
	}
	op.aspect = entente.Aspect(a)
	for _, in := range strings.Split(r.Get("inner"), "|") {
		if !slices.Contains(quadWords, in) && !c.book.has(entente.Type(in)) {
			return unknownWord(r, "inner act", in, append(slices.Clone(quadWords), c.book.types()...))
		}
		op.inner = append(op.inner, in)
	}
	if w.pos != 'M' {
		op.comp = strings.Split(r.Get("comp"), "|")
		for _, s := range op.comp {
			if s != "xcomp" && s != "ccomp" && s != "acl" {
				if err := c.step(r, s); err != nil {
					return err
				}
			}
		}
	}
	return c.operatorFlags(r, op)
}

func (c *compiler) operatorFlags(r table.Row, op *operator) error {
	for _, f := range r.List("flags") {
		switch f {
		case "keep":
			op.keep = true
		case "alone":
			op.alone = true
		case "own":
			op.own = true
		default:
			return unknownWord(r, "flag", f, []string{"keep", "alone", "own"})
		}
	}
	return nil
}

// takes reports whether the operator can take an inner act of type t; "" is an
// act that no row knows.
func (op *operator) takes(t entente.Type, book *codebook) bool {
	for _, in := range op.inner {
		switch {
		case in == "any", in == "none" && t == "", in == string(t) && t != "":
			return true
		case t == "":
			continue
		case in == "coop" && book.cooperative(t), in == "conf" && !book.cooperative(t):
			return true
		case in == "vcoop" && book.cooperative(t) && book.verbal(t), in == "mcoop" && book.cooperative(t) && !book.verbal(t),
			in == "vconf" && !book.cooperative(t) && book.verbal(t), in == "mconf" && !book.cooperative(t) && !book.verbal(t):
			return true
		}
	}
	return false
}
