package dictionary

import (
	"cmp"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/petrarch"
)

// A Coder codes with one dictionary. It is safe for use by many goroutines.
type Coder struct {
	dict   *petrarch.Dictionary
	actors names[petrarch.Actor]
	agents names[petrarch.Agent]
	issues names[petrarch.Issue]
	drops  names[petrarch.Discard]
	verbs  map[string][]verb // by the main word of a form
}

// A verb is a form of a verb of the dictionary.
type verb struct {
	form     petrarch.Form
	code     petrarch.Code
	place    petrarch.Place
	block    string
	patterns []pattern
}

// A pattern is laid out for matching.
type pattern struct {
	before, after []part
	of            petrarch.Pattern
	size          int
}

// An Event is one act as the dictionary codes it. Codes are its strings as they
// stand; a side without an actor or agent is no event.
type Event struct {
	Source, Target string
	Code           string
	Issues         []string // of the sentence, each once, in text order

	SourceSpan, TargetSpan, Verb, Sentence entente.Span   // of the document's text
	By                                     petrarch.Place // the line that gave the code

	block string // of the verb
}

// New makes a coder of a dictionary.
func New(d *petrarch.Dictionary) *Coder {
	c := &Coder{dict: d, verbs: map[string][]verb{}}
	for _, a := range d.Actors {
		for _, n := range a.Names {
			c.actors.add(n, a)
		}
	}
	for _, a := range d.Agents {
		for _, n := range a.Names {
			c.agents.add(n, a)
		}
	}
	for _, i := range d.Issues {
		c.issues.add(i.Phrase, i)
	}
	for _, x := range d.Discards {
		c.drops.add(x.Phrase, x)
	}
	c.actors.sort()
	c.agents.sort()
	c.issues.sort()
	c.drops.sort()
	for _, b := range d.Blocks {
		c.addBlock(b)
	}
	return c
}

func (c *Coder) addBlock(b petrarch.Block) {
	var ps []pattern
	for _, p := range b.Patterns {
		ps = append(ps, pattern{layOut(p.Before, true), layOut(p.After, false), p, size(p.Before) + size(p.After)})
	}
	for _, v := range b.Verbs {
		for _, f := range v.Forms {
			main := f.Words[f.Main]
			c.verbs[main] = append(c.verbs[main], verb{f, v.Code, v.Place, b.Name, ps})
		}
	}
}

// Code codes the sentences of a document published on a day; events come in
// text order. A document with a phrase that discards documents has none.
func (c *Coder) Code(published entente.Date, sentences []entente.Sentence) []Event {
	var out []Event
	for _, s := range sentences {
		t := newText(s)
		if len(t.words) == 0 {
			continue
		}
		sentence, document := c.discarded(t)
		if document {
			return nil
		}
		if !sentence {
			out = append(out, c.sentence(t, s.Span, dayOf(published))...)
		}
	}
	return out
}

// dayOf writes the first day of d as YYYYMMDD, 0 when it is not known.
func dayOf(d entente.Date) int {
	if d.IsZero() {
		return 0
	}
	day := d.First()
	return day.Year()*10000 + int(day.Month())*100 + day.Day()
}

func (c *Coder) discarded(t *text) (sentence, document bool) {
	for i := range t.words {
		if x, n := c.drops.at(t, i, len(t.words)); n > 0 {
			sentence, document = true, document || x.Document
		}
	}
	return sentence, document
}

func (c *Coder) issuesOf(t *text) []string {
	var out []string
	for i := 0; i < len(t.words); i++ {
		x, n := c.issues.at(t, i, len(t.words))
		if n == 0 {
			continue
		}
		if x.Code != "" && !slices.Contains(out, x.Code) {
			out = append(out, x.Code)
		}
		i += n - 1
	}
	return out
}

// coded is a code with the words it comes from.
type coded struct {
	code string
	span entente.Span
}

func (c *Coder) sentence(t *text, span entente.Span, day int) []Event {
	phrases := c.phrases(t, day)
	t.leaveOut(phrases)
	of := make([]int, len(t.words))
	for i := range of {
		of[i] = -1
	}
	for k, p := range phrases {
		for i := p.from; i < p.to; i++ {
			if of[i] < 0 {
				of[i] = k
			}
		}
		if t.words[p.head].note {
			phrases[k].within = true
		}
	}
	issues := c.issuesOf(t)
	var out []Event
	done := make([]bool, len(t.words))
	for i := range t.words {
		if done[i] || t.words[i].note || !isVerb(t.words[i]) {
			continue
		}
		cl := &clause{c, t, phrases, i, of}
		n := len(out)
		events, lower, ok := cl.code()
		for _, e := range events {
			e.Sentence, e.Issues = span, issues
			if e.Source == null || e.Target == null || e.Source == e.Target {
				continue
			}
			if !slices.ContainsFunc(out, func(x Event) bool { return x.Source == e.Source && x.Target == e.Target && x.Code == e.Code }) {
				out = append(out, e)
			}
		}
		if ok && (len(out) > n || c.dict.Format != petrarch.PETRARCH2) {
			for _, k := range lower {
				done[k] = true
			}
		}
	}
	return out
}

// isVerb reports whether w can be the verb of a verb phrase: auxiliaries other
// than modal ones can, a participle before a noun cannot.
func isVerb(w word) bool {
	return strings.HasPrefix(w.tag, "VB") && w.rel != "amod" && w.rel != "compound" && w.rel != "case"
}

// code codes the verb of the clause. lower is the verb phrase behind it; ok is
// false when the dictionary has nothing to say of the verb.
func (c *clause) code() (events []Event, lower []int, ok bool) {
	found, from, to := c.lookUp()
	if len(found) == 0 {
		return nil, nil, false
	}
	lower = c.after(from, to)
	before, after := newSide(c, c.before(from), true), newSide(c, lower, false)
	code, by, f := c.choose(found, before, after)
	if code.IsNull() {
		return nil, lower, false
	}
	if events = c.ruled(found, code, before); len(events) > 0 {
		return events, lower, true
	}
	source, target := c.sides(f, before, after)
	for _, s := range orNull(c.codes(source)) {
		for _, t := range orNull(c.codes(target)) {
			if s.code == t.code {
				continue
			}
			span := c.words[c.verb].span
			if code.Active != "" {
				events = append(events, Event{Source: s.code, Target: t.code, Code: code.Active, SourceSpan: s.span, TargetSpan: t.span, Verb: span, By: by, block: found[0].block})
			}
			if code.Passive != "" {
				events = append(events, Event{Source: t.code, Target: s.code, Code: code.Passive, SourceSpan: t.span, TargetSpan: s.span, Verb: span, By: by, block: found[0].block})
			}
		}
	}
	return events, lower, true
}

// orNull is codes, or null for nobody.
func orNull(codes []coded) []coded {
	if len(codes) == 0 {
		return []coded{{code: null}}
	}
	return codes
}

// sides are the source and the target: those of the pattern, else subject and
// object, turned around in a passive.
func (c *clause) sides(f fit, before, after side) (source, target []int) {
	source, target = f.source, f.target
	if source == nil && target == nil && c.passive(after.order) {
		target = c.subject(before, nil)
		return c.agent(after, target), target
	}
	if source == nil {
		source = c.subject(before, c.codes(target))
	}
	if target == nil {
		target = c.object(after, c.codes(source))
	}
	return source, target
}

// lookUp is the verbs whose form stands at the verb, of the longest forms only,
// and the words [from, to] that the form covers.
func (c *clause) lookUp() (found []verb, from, to int) {
	longest := 0
	for _, v := range c.Coder.verbs[c.words[c.verb].text] {
		a, b, ok := c.formAt(v.form)
		if !ok || len(v.form.Words) < longest {
			continue
		}
		if len(v.form.Words) > longest {
			longest, found = len(v.form.Words), nil
		}
		found, from, to = append(found, v), a, b
	}
	return found, from, to
}

// formAt is where a form lies around the verb.
func (c *clause) formAt(f petrarch.Form) (from, to int, ok bool) {
	from, to = c.verb, c.verb
	for n := f.Main - 1; n >= 0; n-- {
		for from--; from >= 0 && c.words[from].text != f.Words[n] && passable(c.words[from].text); from-- {
		}
		if from < 0 || c.words[from].text != f.Words[n] {
			return 0, 0, false
		}
	}
	for n := f.Main + 1; n < len(f.Words); n++ {
		for to++; to < len(c.words) && c.words[to].text != f.Words[n] && passable(c.words[to].text); to++ {
		}
		if to >= len(c.words) || c.words[to].text != f.Words[n] {
			return 0, 0, false
		}
	}
	return from, to, true
}

// before lists the words before the verb, the nearest first, up to a comma.
func (c *clause) before(from int) []int {
	var out []int
	for i := from - 1; i >= 0; i-- {
		w := c.words[i]
		if w.note {
			continue
		}
		if w.text == "," && !c.listed(i, c.phrases) {
			break
		}
		if w.pos != "PUNCT" {
			out = append(out, i)
		}
	}
	return out
}

// after lists the words of the verb phrase behind the form [from, to] of the verb.
func (c *clause) after(from, to int) []int {
	top := c.verb
	for h := c.words[top].head; h >= from && h <= to; h = c.words[top].head {
		top = h
	}
	if w := c.words[top]; w.pos == "AUX" && w.head > top {
		top = w.head
	}
	var out []int
	for _, i := range c.below(top, func(k int) bool {
		w := c.words[k]
		return w.head == top && (w.rel == "conj" && k > top && c.words[k].pos != "NOUN" && c.words[k].pos != "PROPN" || w.rel == "parataxis" || w.rel == "cc" && k > c.verb)
	}) {
		if i > to && i != c.verb && !c.words[i].note && c.words[i].pos != "PUNCT" {
			out = append(out, i)
		}
	}
	if top != c.verb && !slices.Contains(out, top) {
		out = append(out, top)
		slices.Sort(out)
	}
	return out
}

// choose is the code of the verbs found: that of the pattern with the most
// parts which fits, the first of equals, or the code of the last verb.
func (c *clause) choose(found []verb, before, after side) (petrarch.Code, petrarch.Place, fit) {
	var all []pattern
	for _, v := range found {
		all = append(all, v.patterns...)
	}
	slices.SortStableFunc(all, func(a, b pattern) int { return cmp.Compare(b.size, a.size) })
	for _, p := range all {
		lower, ok := after.fit(p.after, fit{})
		if !ok {
			continue
		}
		upper, ok := before.fit(p.before, lower)
		if ok {
			return c.denied(p, p.of.Code), p.of.Place, upper
		}
	}
	last := found[len(found)-1]
	return c.denied(pattern{}, last.code), last.place, fit{}
}

// denied is code, or what PETRARCH-2 makes of it when the verb is denied and
// the pattern that gave the code has no word for that.
func (c *clause) denied(p pattern, code petrarch.Code) petrarch.Code {
	if c.dict.Format != petrarch.PETRARCH2 || slices.ContainsFunc(append(slices.Clip(p.before), p.after...), func(q part) bool { return denial(q.Word.Text) }) {
		return code
	}
	for _, k := range c.children[c.verb] {
		if k < c.verb && denial(c.words[k].text) {
			return petrarch.Code{Active: negate(code.Active), Passive: negate(code.Passive)}
		}
	}
	return code
}

func denial(w string) bool { return w == "NOT" || w == "N'T" || w == "NEVER" }

// negate is the CAMEO code of an act that is denied. PETRARCH-2 has readings
// for a few; beyond those, and where its unit tests show none, what would be
// cooperation is a rejection and what would be conflict diplomatic cooperation.
// Codes that are not CAMEO's stay as they are.
func negate(code string) string {
	switch code {
	case "010":
		return "011"
	case "015":
		return "016"
	case "060":
		return "121"
	case "061", "062":
		return "121" + code[2:]
	case "080":
		return "124"
	case "081", "082":
		return "124" + code[2:]
	case "085", "086", "087":
		return "124" + string(code[2]-1)
	}
	if len(code) < 3 || strings.Trim(code, "0123456789") != "" {
		return code
	}
	switch root := code[:2]; {
	case root >= "01" && root <= "10":
		return "120"
	case root >= "11" && root <= "20":
		return "050"
	}
	return code
}

// passive reports whether the verb is in the passive. PETRARCH-1 and TABARI ask
// for "by" behind it.
func (c *clause) passive(lower []int) bool {
	if c.words[c.verb].tag != "VBN" && c.words[c.verb].tag != "VBD" || !c.helped() {
		return false
	}
	if c.dict.Format == petrarch.PETRARCH2 {
		return true
	}
	return slices.ContainsFunc(lower, func(i int) bool { return c.words[i].text == "BY" })
}

// helped reports whether a form of "be" stands by the verb.
func (c *clause) helped() bool {
	for _, k := range c.children[c.verb] {
		if w := c.words[k]; k < c.verb && (w.rel == "aux:pass" || w.pos == "AUX") {
			switch w.text {
			case "IS", "ARE", "WAS", "WERE", "BE", "BEEN", "BEING", "'S", "'RE":
				return true
			}
		}
	}
	return false
}

// subject is the party that acts: the subject of the verb if it has a code,
// else the nearest coded phrase before it, else the nearest one. Parties with
// no other codes than those of but do not count.
func (c *clause) subject(before side, but []coded) []int {
	if k := c.subjectPhrase(); k >= 0 {
		if p := c.party(k); c.differs(p, but) && c.codes(p)[0].code != null {
			return p
		}
	}
	return c.first(before, but, phrase.full)
}

// subjectPhrase is the phrase of the verb's subject, or of the verb's that
// shares its subject with it; -1 when there is none.
func (c *clause) subjectPhrase() int {
	for i, n := c.verb, 0; i >= 0 && n < 6; n++ {
		if s := c.child(i, "nsubj", "nsubj:pass", "csubj"); s >= 0 && s < c.verb {
			return c.of[s]
		}
		switch rel := c.words[i].rel; {
		case rel == "xcomp", rel == "conj", rel == "aux", rel == "advcl", rel == "cop", rel == "aux:pass":
			i = c.words[i].head
		default:
			return -1
		}
	}
	return -1
}

// object is the party acted upon: the first coded phrase behind the verb, else
// the first one.
func (c *clause) object(after side, but []coded) []int { return c.first(after, but, phrase.coded) }

// agent is who did it in a passive: the phrase behind "by", else the first one.
func (c *clause) agent(after side, but []int) []int {
	for _, i := range after.order {
		if w := c.words[i]; w.text == "BY" && w.head >= 0 && c.of[w.head] >= 0 {
			k := c.of[w.head]
			if p := c.party(k); !c.phrases[k].within && c.differs(p, c.codes(but)) && c.codes(p)[0].code != null {
				return p
			}
		}
	}
	return c.object(after, c.codes(but))
}

// first is the party of the first phrase of a side for which is holds, else of
// the first one.
func (c *clause) first(s side, but []coded, is func(phrase) bool) []int {
	ahead := s.ahead(-1)
	for _, k := range ahead {
		if is(c.phrases[k]) && c.differs(c.party(k), but) {
			return c.party(k)
		}
	}
	for _, k := range ahead {
		if c.differs(c.party(k), but) {
			return c.party(k)
		}
	}
	return nil
}

// differs reports whether a party has a code that is not among but.
func (c *clause) differs(party []int, but []coded) bool {
	for _, x := range c.codes(party) {
		if !slices.ContainsFunc(but, func(y coded) bool { return x.code == y.code }) {
			return true
		}
	}
	return false
}
