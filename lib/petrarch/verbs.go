package petrarch

import (
	"strings"
)

// verbs reads synonym sets, verb blocks and rules. A file with blocks is
// PETRARCH's, and of version 2 when a pattern has phrases in braces or
// parentheses; without blocks every verb has its own code and patterns, as in TABARI.
func (r *reader) verbs() {
	r.d.Format = TABARI
	v := verbReader{reader: r}
	for line, ok := r.next(); ok; line, ok = r.next() {
		v.line(line)
	}
	v.flush()
}

// A verbReader knows where in a file of verbs the line at hand stands.
type verbReader struct {
	*reader
	block  Block
	code   Code   // of the block
	set    string // of the synonym set at hand; "" outside of one
	inPart bool   // a block of PETRARCH is open
}

func (v *verbReader) flush() {
	if len(v.block.Verbs) > 0 {
		v.d.Blocks = append(v.d.Blocks, v.block)
	}
	v.block = Block{}
}

func (v *verbReader) line(line string) {
	switch {
	case strings.HasPrefix(line, "---"):
		v.head(line)
	case strings.HasPrefix(line, "&"):
		v.set, _, _ = cutCode(strings.ToUpper(line[1:]))
		v.set = strings.TrimRight(v.set, "_")
	case strings.HasPrefix(line, "~"):
		v.set = ""
		v.rule(line[1:])
	case v.set != "" && strings.HasPrefix(line, "+"):
		v.synonym(line[1:])
	case strings.HasPrefix(line, "-"):
		v.set = ""
		v.pattern(strings.TrimLeft(line, "- \t"))
	case strings.Contains(line, "*") && strings.Contains(line, "["):
		v.set = ""
		v.pattern(line) // files in use have patterns that lack their "-"
	default:
		v.set = ""
		v.verb(line)
	}
}

// head begins a block: "--- NAME [code] ---".
func (v *verbReader) head(line string) {
	v.flush()
	v.set, v.inPart = "", true
	if v.d.Format == TABARI {
		v.d.Format = PETRARCH1
	}
	name, code, ok := cutCode(strings.Trim(line, "- \t"))
	v.code = Code{}
	if !ok {
		v.fault("a block without a code; write --- NAME [code] ---")
	} else {
		v.code = readCode(code)
	}
	v.block.Name = strings.ToUpper(name)
}

// readCode reads "032", "032:033", ":080" or "---".
func readCode(s string) Code {
	active, passive, _ := strings.Cut(s, ":")
	null := func(s string) string {
		if s = strings.TrimSpace(s); s == "---" {
			return ""
		}
		return s
	}
	return Code{null(active), null(passive)}
}

func (v *verbReader) synonym(s string) {
	text, _, _ := cutCode(s)
	text = strings.Trim(text, "(){} ")
	whole := strings.HasSuffix(text, "_")
	p := phrase(text)
	if len(p) == 0 {
		v.fault("no words in the synonym set %s; write +WORD", v.set)
		return
	}
	v.d.Sets[v.set] = append(v.d.Sets[v.set], p)
	if last := p[len(p)-1].Text; !whole && !strings.HasPrefix(last, "&") {
		v.d.Sets[v.set] = append(v.d.Sets[v.set], pluralPhrase(text))
	}
}

// verb reads "VERB {FORM FORM} [code]"; "+" marks the verb among several words.
func (v *verbReader) verb(line string) {
	text, code, coded := cutCode(line)
	text, forms, irregular := strings.Cut(strings.ToUpper(text), "{")
	forms, _, _ = strings.Cut(forms, "}")
	base, ok := readForm(text)
	if !ok {
		v.fault("no verb; write VERB, VERB {FORM FORM} or VERB [code]")
		return
	}
	if !v.inPart {
		v.flush()
		v.code = Code{}
		v.block.Name = strings.Join(base.Words, "_")
	}
	verb := Verb{Forms: []Form{base}, Code: v.code, Place: v.place()}
	if coded {
		verb.Code = readCode(code)
	}
	if irregular {
		for f := range strings.FieldsSeq(forms) {
			if form, ok := readForm(f); ok {
				verb.Forms = append(verb.Forms, form)
			}
		}
	} else {
		for _, w := range regular(base.Words[base.Main]) {
			form := Form{append([]string(nil), base.Words...), base.Main}
			form.Words[base.Main] = w
			verb.Forms = append(verb.Forms, form)
		}
	}
	v.block.Verbs = append(v.block.Verbs, verb)
}

// readForm reads words joined by "_" or spaces, the verb among them behind "+".
func readForm(s string) (f Form, ok bool) {
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return c == '_' || c == ' ' || c == '\t' }) {
		bare := strings.TrimLeft(w, "+")
		if bare == "" {
			continue
		}
		if bare != w {
			f.Main = len(f.Words)
		}
		f.Words = append(f.Words, bare)
	}
	return f, len(f.Words) > 0
}

// regular is the forms in -s, -ed and -ing of a verb, spelled as the programs do.
func regular(w string) []string {
	switch {
	case strings.HasSuffix(w, "E"):
		return []string{w + "S", w + "D", w[:len(w)-1] + "ING"}
	case strings.HasSuffix(w, "Y") && len(w) > 1 && !strings.ContainsAny(w[len(w)-2:len(w)-1], "AEIOU"):
		return []string{w[:len(w)-1] + "IES", w[:len(w)-1] + "IED", w + "ING"}
	case strings.HasSuffix(w, "S") || strings.HasSuffix(w, "X") || strings.HasSuffix(w, "CH") || strings.HasSuffix(w, "SH"):
		return []string{w + "ES", w + "ED", w + "ING"}
	}
	return []string{w + "S", w + "ED", w + "ING"}
}

// pattern reads "WORD * WORD [code]".
func (v *verbReader) pattern(line string) {
	text, code, coded := cutCode(line)
	before, after, ok := strings.Cut(text, "*")
	switch {
	case !coded:
		v.fault("a pattern without a code; write [code] at its end")
		return
	case !ok:
		v.fault("a pattern without a verb; put * where the verb stands")
		return
	case len(v.block.Verbs) == 0:
		v.fault("a pattern that belongs to no verb; write the verb on a line above")
		return
	}
	if v.inPart && strings.ContainsAny(text, "(){}") {
		v.d.Format = PETRARCH2
	}
	if strings.Trim(code, "+#") == "" {
		v.fault("the code [%s] of TABARI asks for a person and is passed over; write a code or [---]", code)
		return
	}
	p := Pattern{Code: readCode(code), Text: text, Place: v.place()}
	e := elementReader{s: strings.ToUpper(before)}
	p.Before = e.read(0)
	touching := strings.HasSuffix(before, "_") // "IN_*": nothing lies between
	e2 := elementReader{s: strings.ToUpper(after)}
	p.After = e2.read(0)
	if e.broken || e2.broken {
		v.fault("a phrase that is not closed; write a ) for each ( and a } for each {")
		return
	}
	if n := len(p.Before); n > 0 {
		// Next of an element before the verb is about the one to its right.
		for i := 0; i < n-1; i++ {
			p.Before[i].Word.Next = p.Before[i+1].Word.Next
		}
		p.Before[n-1].Word.Next = touching
	}
	v.block.Patterns = append(v.block.Patterns, p)
}

// An elementReader takes the side of a pattern apart.
type elementReader struct {
	s      string
	at     int
	broken bool
}

// read reads up to the closing sign, to the end for 0.
func (e *elementReader) read(closing byte) []Element {
	var out []Element
	next := false
	for e.at < len(e.s) {
		c := e.s[e.at]
		switch c {
		case ' ', '\t':
			next = false
			e.at++
			continue
		case '_':
			next = true
			e.at++
			continue
		case ')', '}':
			e.at++
			if c != closing {
				e.broken = true
			}
			return out
		}
		out = append(out, e.element(next))
		next = false
	}
	e.broken = e.broken || closing != 0
	return out
}

func (e *elementReader) element(next bool) Element {
	c := e.s[e.at]
	simple := map[byte]Kind{'$': KindSource, '+': KindTarget, '^': KindSkip, '%': KindCompound}
	if kind, ok := simple[c]; ok {
		e.at++
		return Element{Kind: kind, Word: Word{Next: next}}
	}
	if c == '(' || c == '{' {
		e.at++
		kind, closing := KindPrep, byte(')')
		if c == '{' {
			kind, closing = KindNoun, '}'
		}
		return Element{Kind: kind, Word: Word{Next: next}, Parts: e.read(closing)}
	}
	end := e.at + 1
	for end < len(e.s) && !strings.ContainsRune(" \t_(){}", rune(e.s[end])) {
		end++
	}
	w := e.s[e.at:end]
	whole := end < len(e.s) && e.s[end] == '_'
	e.at = end
	if set, ok := strings.CutPrefix(w, "&"); ok {
		return Element{Kind: KindSet, Set: set, Word: Word{Next: next}}
	}
	return Element{Kind: KindWord, Word: Word{Text: w, Next: next, Stem: !whole}}
}

// rule reads "a (b c INNER) VERB = b c CODE".
func (v *verbReader) rule(s string) {
	const remedy = "no rule; write ~ a (b c INNER) VERB = b c CODE"
	left, right, ok := strings.Cut(s, "=")
	outer, rest, opened := strings.Cut(left, "(")
	inner, verb, closed := strings.Cut(rest, ")")
	in, to := strings.Fields(inner), strings.Fields(right)
	outer, verb = strings.TrimSpace(outer), strings.TrimSpace(verb)
	if !ok || !opened || !closed || len(in) != 3 || len(to) != 3 || outer == "" || verb == "" {
		v.fault(remedy)
		return
	}
	v.d.Rules = append(v.d.Rules, Rule{
		Outer: outer, InnerFrom: in[0], InnerTo: in[1], Inner: strings.ToUpper(in[2]), Verb: strings.ToUpper(verb),
		From: to[0], To: to[1], Code: strings.ToUpper(to[2]), Place: v.place(),
	})
}
