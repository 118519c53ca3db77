package coder

import (
	"strings"

	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
	"github.com/entente-project/entente/lib/table"
)

var tieColumns = []string{"id", "pred", "pos", "frame", "kind", "contexts", "from", "to", "flags", "example", "codes"}

var tieKinds = []string{string(entente.Ally), string(entente.DefencePledge), string(entente.NonAggression), string(entente.Base),
	string(entente.Membership), string(entente.Recognition), string(entente.Dependence), string(entente.Exercises),
	string(entente.SanctionsInForce), string(entente.TerritorialClaim)}

// ties compiles ties.tsv.
func (c *compiler) ties(l lang.Language) (*lexicon, error) {
	tab, err := l.Table("ties", tieColumns...)
	if err != nil {
		return nil, err
	}
	lex := &lexicon{rows: map[string][]*row{}}
	for _, r := range tab.Rows {
		w, err := c.head(r, "ties", "VNA")
		if err != nil {
			return nil, err
		}
		if err := c.tie(r, w); err != nil {
			return nil, err
		}
		lex.add(w)
	}
	return lex, nil
}

func (c *compiler) tie(r table.Row, w *row) (err error) {
	kind := r.Get("kind")
	if !slices.Contains(tieKinds, kind) {
		return unknownWord(r, "kind of tie", kind, tieKinds)
	}
	w.tie = entente.TieKind(kind)
	for _, x := range r.List("contexts") {
		if !c.book.hasContext(entente.Context(x)) {
			return r.Errorf("unknown context %q", x)
		}
		w.contexts = append(w.contexts, entente.Context(x))
	}
	if w.actor, err = c.pathList(r, "from"); err != nil {
		return err
	}
	w.recipient, err = c.pathList(r, "to")
	return err
}

// tiesOf are the ties of the sentence in text order, each pair and kind once.
func (v *view) tiesOf() []entente.Tie {
	var out []entente.Tie
	times := v.times()
	for i := range v.len() {
		ms := v.matches(v.c.ties, i)
		slices.SortStableFunc(ms, func(a, b match) int { return b.score - a.score })
		for _, m := range ms {
			if found := v.tieAt(i, m, times); len(found) > 0 {
				for _, t := range found {
					if !slices.ContainsFunc(out, func(o entente.Tie) bool { return o.Kind == t.Kind && o.Dyad == t.Dyad }) {
						out = append(out, t)
					}
				}
				break
			}
		}
	}
	return out
}

// tieAt is the ties that row m at i says: every side with every other.
func (v *view) tieAt(i int, m match, times []when) []entente.Tie {
	if !v.stands(i, m.row.tie) {
		return nil
	}
	f := &frame{row: m.row, tok: i, words: m.words}
	from := v.side(f, m.row.actor, i, reading{tok: none})
	f.actor = from
	to := v.side(f, m.row.recipient, i, from)
	if !from.known() {
		return nil
	}
	if !to.known() {
		if len(from.parties) < 2 || !m.row.tie.Mutual() && m.row.tie != entente.Membership {
			return nil
		}
		to = from
	}
	var out []entente.Tie
	for _, a := range from.parties {
		for _, b := range to.parties {
			d := entente.Dyad{From: a.Entity, To: b.Entity}
			if a.Entity == "" || b.Entity == "" || a.Entity == b.Entity {
				continue
			}
			if m.row.tie.Mutual() && d.From > d.To {
				if len(from.parties) > 1 && from.same(to) {
					continue
				}
				d = d.Reverse()
			}
			out = append(out, v.tie(f, d, a, b, from, to, times))
		}
	}
	return out
}

// side is the first reading along paths that is known and not the other side.
func (v *view) side(f *frame, paths []path, i int, other reading) reading {
	for _, p := range paths {
		r, found := reading{}, false
		if p[0] == "holder" {
			r = v.holder(i, other)
			found = r.known()
		} else {
			r, found = v.along(i, p)
		}
		if !found || !r.known() {
			continue
		}
		if o := r.without(other); o.known() {
			return o
		}
	}
	return reading{tok: none}
}

// stands reports whether what the sentence says at i is said to be so: not
// denied, refused, asked for, undone, wished or supposed.
func (v *view) stands(i int, kind entente.TieKind) bool {
	k := i
	if !v.isVerb(i) && v.kid(i, "cop") == none {
		if k = v.host(i); k == none {
			k = i
		}
	}
	if !v.isVerb(i) && v.presupposed(i) {
		k = i
	}
	pledge := kind == entente.DefencePledge
	for _, j := range []int{i, k} {
		for _, m := range v.marks(j) {
			switch {
			case m == "not", m == "if", m == "can", m == "may":
				return false
			case !pledge && v.isVerb(i) && (m == "will" || m == "would" || m == "must" || m == "to"):
				return false
			}
		}
		if v.undone(j, kind) {
			return false
		}
	}
	return pledge || !v.isVerb(i) || !v.infinitive(i)
}

// presupposed reports whether the noun i stands in the subject of its clause or
// beside another name, where what is denied of the clause is not denied of it.
func (v *view) presupposed(i int) bool {
	for ; v.head[i] != none; i = v.head[i] {
		switch v.rel[i] {
		case "nsubj", "appos":
			return true
		case "conj", "nmod", "compound":
		default:
			return false
		}
	}
	return false
}

// undone reports whether the act at j, or one that takes it as its inner act,
// leaves nothing of a tie that j speaks of.
func (v *view) undone(j int, kind entente.TieKind) bool {
	for k := j; k != none; k = v.head[k] {
		f := v.frames[k].f
		if f == nil || k != j && !within(f, j) {
			if k != j && v.isVerb(k) {
				return false
			}
			continue
		}
		switch f.aspect {
		case entente.Negated, entente.Hypothetical:
			if kind != entente.DefencePledge {
				return true
			}
		}
		switch f.typ {
		case entente.Reject, entente.Request, entente.Retreat, entente.Concede:
			return true
		case entente.Threaten, entente.Agree:
			if kind != entente.DefencePledge && k != j {
				return true
			}
		}
	}
	return false
}

// within reports whether the act at token j is f or has become part of it.
func within(f *frame, j int) bool {
	for g := f; g != nil; g = g.inner {
		if g.tok == j {
			return true
		}
	}
	return false
}

// holder is who the description at i stands for, besides the one it belongs to:
// "Russia's closest ally" is Belarus by apposition, by a copula, by the name
// after it or as the only other state in the sentence.
func (v *view) holder(i int, other reading) reading {
	toks := []int{v.kid(i, "appos"), none, none, none}
	switch v.rel[i] {
	case "appos", "compound", "nmod":
		toks[1] = v.head[i]
	}
	if v.kid(i, "cop") != none {
		toks[2] = v.clauseSurface(i)
	}
	if h := v.host(i); h != none && v.marked(i, "as") {
		toks[3] = v.clauseOf(h).obj
	}
	for _, t := range toks {
		if t == none {
			continue
		}
		if r := v.read(t).without(other); r.known() && r.cost < 2 {
			return r
		}
	}
	return v.onlyOther(i, other)
}

// onlyOther is the one state besides other that the sentence names, if one.
func (v *view) onlyOther(i int, other reading) reading {
	r := reading{tok: none, cost: 3}
	for _, m := range v.ment {
		best := m.Meanings[0]
		if !best.Entity.IsState() || other.has(best.Entity) || r.has(best.Entity) {
			continue
		}
		if r.known() {
			return reading{tok: none}
		}
		r.parties = partiesOf(best, v.mentionSpan(m))
		r.tok = m.Last - 1
	}
	return r
}

// tie writes the tie out.
func (v *view) tie(f *frame, d entente.Dyad, a, b entente.Party, from, to reading, times []when) entente.Tie {
	t := entente.Tie{Kind: f.row.tie, Dyad: d, Seen: v.doc.published}
	t.Contexts = v.contexts(f)
	speakers, _ := v.speakers(f.tok)
	for _, s := range speakers {
		t.Speaker = append(t.Speaker, s.parties...)
	}
	t.Evidence = entente.Evidence{Document: v.doc.doc.ID, By: strings.TrimSuffix(f.row.by+" "+v.c.lang.Version(), " "), Spans: []entente.Mark{
		{Role: entente.RoleSentence, Span: v.s.Span}, {Role: entente.RoleTrigger, Span: v.trigger(f)},
		{Role: entente.RoleActor, Span: a.Span}, {Role: entente.RoleRecipient, Span: b.Span}}}
	if w, ok := v.timeOf(f, times, false); ok && v.since(w) {
		t.Start = w.past
		t.Evidence.Spans = append(t.Evidence.Spans, entente.Mark{Role: entente.RoleDate, Span: v.span(w.first, w.last)})
	}
	t.Confidence = 0.8
	for _, r := range []reading{from, to} {
		switch {
		case r.cost >= 3:
			t.Confidence -= 0.2
		case r.coref, r.cost == 2:
			t.Confidence -= 0.1
		}
	}
	t.Confidence = float64(int(100*t.Confidence+0.5)) / 100
	t.ID = entente.NewTieID(t)
	return t
}

// since reports whether the phrase of time says since when.
func (v *view) since(w when) bool {
	for k := max(0, w.first-1); k <= w.first; k++ {
		if v.word(k) == "since" {
			return true
		}
	}
	return false
}
