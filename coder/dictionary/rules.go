package dictionary

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/petrarch"
)

// ruled is what PETRARCH-2's rules make of an act within another: of "a says
// that a attacks b", by the rule "~ a (a b ATTACK) SAY = a b 015", that a
// admits the attack. It is empty when no rule fits.
func (c *clause) ruled(found []verb, code petrarch.Code, before side) []Event {
	comp := c.child(c.verb, "ccomp", "xcomp")
	if len(c.dict.Rules) == 0 || comp < c.verb {
		return nil
	}
	inner := *c
	inner.verb = comp
	acts, _, _ := inner.code()
	var out []Event
	for _, act := range acts {
		for _, outer := range c.codes(c.subject(before, nil)) {
			for _, r := range c.dict.Rules {
				if c.named(r.Verb, found[0].block, code.Active) && (r.Inner == "Q" || c.named(r.Inner, act.block, act.Code)) {
					if e, ok := rewrite(r, outer, act); ok {
						e.Verb = entente.Span{Start: c.words[c.verb].span.Start, End: max(c.words[c.verb].span.End, act.Verb.End)}
						out = append(out, e)
						break
					}
				}
			}
		}
	}
	return out
}

// named reports whether a name of a rule means an act: it is the act's block or
// code, or a verb with this code.
func (c *clause) named(name, block, code string) bool {
	if name == block || name == code {
		return true
	}
	for _, v := range c.Coder.verbs[name] {
		if len(v.form.Words) == 1 && v.code.Active == code && code != "" {
			return true
		}
	}
	return false
}

// rewrite is the act as rule r sees it within an act of outer; false when the
// parties are not those of the rule.
func rewrite(r petrarch.Rule, outer coded, act Event) (Event, bool) {
	who := map[string]coded{r.Outer: outer}
	bind := func(name string, x coded) bool {
		switch name {
		case "_":
			return true
		case ".":
			return x.code == null
		}
		if y, ok := who[name]; ok {
			return x.code == y.code
		}
		who[name] = x
		return x.code != null
	}
	if !bind(r.InnerFrom, coded{act.Source, act.SourceSpan}) || !bind(r.InnerTo, coded{act.Target, act.TargetSpan}) {
		return act, false
	}
	from, okFrom := who[r.From]
	to, okTo := who[r.To]
	if !okFrom || !okTo {
		return act, false
	}
	act.Source, act.SourceSpan, act.Target, act.TargetSpan = from.code, from.span, to.code, to.span
	if r.Code != "Q" {
		act.Code = r.Code
	}
	act.By = r.Place
	return act, true
}
