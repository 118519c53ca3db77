package coder

import (
	"math"
	"strconv"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
)

// A Trait is something about how an event was found that bears on whether it is
// right, and by how much: a summand of the log odds.
type Trait struct {
	Name   string  `json:"trait"`
	Weight float64 `json:"weight"`
}

// traits are the weights of confidence.tsv. The first is always "base", what holds
// of every event. Weights are fitted by train/confidence.
type traits map[string]trait

type trait struct {
	weight  float64
	meaning string
}

// TraitMeaning is what a trait of an explanation says, in words; "" of one that no
// table knows.
func (c *Coder) TraitMeaning(name string) string { return c.traits[name].meaning }

func newTraits(l lang.Language) (traits, error) {
	tab, err := l.Table("confidence", "trait", "weight", "meaning")
	if err != nil {
		return nil, err
	}
	t := traits{}
	for _, r := range tab.Rows {
		w, err := strconv.ParseFloat(r.Get("weight"), 64)
		if err != nil || math.IsNaN(w) || math.IsInf(w, 0) {
			return nil, r.Errorf("weight %q is not a number", r.Get("weight"))
		}
		t[r.Get("trait")] = trait{w, r.Get("meaning")}
	}
	return t, nil
}

// of lists the traits of f, coded as e, with their weights.
func (v *view) traitsOf(f *frame, e entente.Event) []Trait {
	out := []Trait{{"base", v.c.traits["base"].weight}}
	add := func(name string) { out = append(out, Trait{name, v.c.traits[name].weight}) }
	add("asks-" + strconv.Itoa(min(4, len(f.row.conds)+len(f.row.words)-1)))
	v.sideTraits(add, "actor", f.actor)
	if f.sym {
		add("mutual")
	} else {
		v.sideTraits(add, "recipient", f.recipient)
	}
	switch {
	case f.row.op != nil && f.inner == nil:
		add("operator-alone")
	case f.row.pos == 'N':
		add("noun")
	case f.row.pos == 'A':
		add("adjective")
	}
	if n := len(f.ops); n > 0 {
		add("operators-" + strconv.Itoa(min(2, n)))
	}
	if f.row.weak || f.row.generic {
		add("weak")
	}
	if !v.isNews(f) {
		add("aside")
	}
	if v.isBesideTheRoot(f.tok) {
		add("deep")
	}
	if e.Aspect != entente.Actual {
		add(string(e.Aspect))
	}
	if v.len() > 40 {
		add("long")
	}
	add("quad-" + strconv.Itoa(int(v.c.book.Quad(f.typ))))
	return out
}

// sideTraits adds how one side was found.
func (v *view) sideTraits(add func(string), side string, r reading) {
	switch {
	case !r.known():
		add(side + "-unnamed")
		return
	case r.through == "sentence" || r.through == "announcer":
		add(side + "-sole")
	case r.cost >= 3:
		add(side + "-document")
	case r.coref:
		add(side + "-pronoun")
	case r.cost == 2:
		add(side + "-phrase")
	case r.cost == 1:
		add(side + "-modifier")
	}
	if r.place || r.through == "place" {
		add(side + "-place")
	}
	if len(r.parties) > 1 {
		add(side + "-several")
	}
}

// isBesideTheRoot reports whether the act at i lies in a clause within a clause.
func (v *view) isBesideTheRoot(i int) bool { return v.depth(i) > 1 }

// probability is what the traits say of an event together, between 0.05 and 0.95, in
// hundredths.
func probability(ts []Trait) float64 {
	sum := 0.0
	for _, t := range ts {
		sum += t.Weight
	}
	p := 1 / (1 + math.Exp(-sum))
	return math.Round(100*max(0.05, min(0.95, p))) / 100
}
