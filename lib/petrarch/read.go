package petrarch

import (
	"fmt"
	"strconv"
	"strings"
)

// A reader goes through one file line by line.
type reader struct {
	d      *Dictionary
	file   string
	lines  []string
	at     int // lines read so far: the number of the line at hand
	hidden bool
}

func (r *reader) place() Place { return Place(fmt.Sprintf("%s:%d", r.file, r.at)) }

func (r *reader) fault(format string, args ...any) {
	r.d.Faults = append(r.d.Faults, Fault{r.file, r.at, fmt.Sprintf(format, args...)})
}

// next is the next line that says something, without comments. Comments run
// from "#" or ";" to the end of the line but within a code, and from "<!--" to
// "-->" over lines.
func (r *reader) next() (string, bool) {
	for r.at < len(r.lines) {
		line := r.lines[r.at]
		r.at++
		if r.at == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		line = strings.TrimSpace(uncomment(r.visible(line)))
		if line != "" {
			return line, true
		}
	}
	return "", false
}

// visible is line without the parts between "<!--" and "-->". PETRARCH's own
// files begin some of these comments with "<! --".
func (r *reader) visible(line string) string {
	var b strings.Builder
	line = strings.ReplaceAll(line, "<! --", "<!--")
	for {
		if r.hidden {
			_, rest, ok := strings.Cut(line, "-->")
			if !ok {
				return b.String()
			}
			line, r.hidden = rest, false
		}
		seen, rest, ok := strings.Cut(line, "<!--")
		b.WriteString(seen)
		if !ok {
			return b.String()
		}
		line, r.hidden = rest, true
	}
}

// uncomment cuts a comment off the end of a line.
func uncomment(line string) string {
	depth := 0
	for i := range len(line) {
		switch line[i] {
		case '[':
			depth++
		case ']':
			depth--
		case '#', ';':
			if depth <= 0 {
				return line[:i]
			}
		}
	}
	return line
}

// cutCode takes the code in brackets off a line: rest stands before it.
func cutCode(line string) (rest, code string, ok bool) {
	rest, code, ok = strings.Cut(line, "[")
	if !ok {
		return strings.TrimSpace(rest), "", false
	}
	code, _, _ = strings.Cut(code, "]")
	return strings.TrimSpace(rest), strings.TrimSpace(code), true
}

// phrase reads words joined by "_" (nothing between) or parted by spaces. A
// closing "_" says that the last word is whole.
func phrase(s string) Phrase {
	var p Phrase
	for _, part := range strings.Fields(strings.ToUpper(s)) {
		whole := strings.HasSuffix(part, "_")
		words := strings.FieldsFunc(part, func(c rune) bool { return c == '_' })
		for i, w := range words {
			p = append(p, Word{Text: w, Next: i > 0 || strings.HasPrefix(part, "_"), Stem: !whole && i == len(words)-1})
		}
	}
	return p
}

// actors reads names with codes: a name, its synonyms below it behind "+", its
// codes behind the name or below it, with days: [COD <20120101], [COD >20120101],
// [COD 20120101-20121231].
func (r *reader) actors() {
	var a Actor
	flush := func() {
		if len(a.Names) > 0 && len(a.Codes) == 0 {
			r.d.Faults = append(r.d.Faults, faultAt(a.Place, "an actor without a code; write [code] behind the name"))
		} else if len(a.Names) > 0 {
			r.d.Actors = append(r.d.Actors, a)
		}
		a = Actor{}
	}
	for line, ok := r.next(); ok; line, ok = r.next() {
		name, code, coded := cutCode(line)
		synonym, isSynonym := strings.CutPrefix(name, "+")
		p := phrase(synonym)
		switch {
		case len(p) == 0 && !coded:
			r.fault("no name; write a name and [code]")
			continue
		case len(p) > 0 && !isSynonym:
			flush()
			a.Place = r.place()
		case a.Place == "":
			r.fault("it belongs to no name; write the name on a line above")
			continue
		}
		if len(p) > 0 {
			a.Names = append(a.Names, p)
		}
		if coded {
			r.dated(&a, code)
		}
	}
	flush()
}

func faultAt(p Place, problem string) Fault {
	file, line, _ := strings.Cut(string(p), ":")
	n, _ := strconv.Atoi(line)
	return Fault{file, n, problem}
}

// dated reads a code with or without days.
func (r *reader) dated(a *Actor, s string) {
	code := strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\t' })
	if len(code) == 0 {
		r.fault("an empty code; write what stands for the actor between [ and ]")
		return
	}
	d := Dated{Code: code[0]}
	days := strings.Join(code[1:], "")
	if i := strings.IndexAny(code[0], "<>"); i > 0 {
		d.Code, days = code[0][:i], code[0][i:]+days
	}
	var err error
	switch {
	case days == "":
	case days[0] == '<':
		d.To, err = day(days[1:])
	case days[0] == '>':
		d.From, err = day(days[1:])
	default:
		from, to, ok := strings.Cut(days, "-")
		if !ok {
			err = fmt.Errorf("%q are no days; write <YYYYMMDD, >YYYYMMDD or YYYYMMDD-YYYYMMDD", days)
		} else if d.From, err = day(from); err == nil {
			d.To, err = day(to)
		}
	}
	if err != nil {
		r.fault("%v", err)
		return
	}
	a.Codes = append(a.Codes, d)
}

// day reads YYYYMMDD or YYMMDD; two-figure years up to 30 are of this century.
func day(s string) (int, error) {
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil || len(s) != 6 && len(s) != 8 {
		return 0, fmt.Errorf("%q is no day; write YYYYMMDD", s)
	}
	if len(s) == 6 && n < 310000 {
		return int(n) + 20000000, nil
	}
	if len(s) == 6 {
		return int(n) + 19000000, nil
	}
	return int(n), nil
}

// agents reads nouns with codes: NOUN {PLURAL} [~COD]. "{}" says that there is
// no plural, no braces that it is regular. "~" is the place of the actor's code.
// !NAME! stands for each word of the line "!NAME! = WORD, WORD".
func (r *reader) agents() {
	sets := map[string][]string{}
	for line, ok := r.next(); ok; line, ok = r.next() {
		if name, words, ok := strings.Cut(line, "="); ok && strings.HasPrefix(line, "!") {
			for w := range strings.SplitSeq(words, ",") {
				if w = strings.TrimSpace(w); w != "" {
					sets[strings.TrimSpace(name)] = append(sets[strings.TrimSpace(name)], w)
				}
			}
			continue
		}
		noun, code, coded := cutCode(line)
		tilde := strings.IndexByte(code, '~')
		code = strings.TrimSpace(strings.Trim(code, "~"))
		noun, plural, irregular := strings.Cut(noun, "{")
		noun = strings.TrimSpace(noun)
		if !coded || code == "" || tilde < 0 || noun == "" {
			r.fault("no agent; write NOUN [~COD]")
			continue
		}
		a := Agent{Code: code, Before: tilde > 0, Place: r.place()}
		for _, n := range substitute(noun, sets) {
			a.Names = append(a.Names, phrase(n))
			if !irregular {
				a.Names = append(a.Names, pluralPhrase(n))
			}
		}
		plural, _, _ = strings.Cut(plural, "}")
		for _, n := range substitute(strings.TrimSpace(plural), sets) {
			if p := phrase(n); len(p) > 0 {
				a.Names = append(a.Names, p)
			}
		}
		if len(a.Names[0]) == 0 {
			r.fault("no agent; write NOUN [~COD]")
			continue
		}
		r.d.Agents = append(r.d.Agents, a)
	}
}

// substitute puts each word of a set in place of its name.
func substitute(noun string, sets map[string][]string) []string {
	before, rest, ok := strings.Cut(noun, "!")
	name, after, closed := strings.Cut(rest, "!")
	words := sets["!"+name+"!"]
	if !ok || !closed || len(words) == 0 {
		return []string{noun}
	}
	var out []string
	for _, w := range words {
		out = append(out, before+w+after)
	}
	return out
}

// pluralPhrase is the phrase with its last word in the regular plural.
func pluralPhrase(noun string) Phrase {
	p := phrase(noun)
	if len(p) > 0 {
		p[len(p)-1].Text = Plural(p[len(p)-1].Text)
	}
	return p
}

// Plural is the regular plural of a word in capitals.
func Plural(w string) string {
	switch {
	case strings.HasSuffix(w, "Y") && len(w) > 1 && !strings.ContainsAny(w[len(w)-2:len(w)-1], "AEIOU"):
		return w[:len(w)-1] + "IES"
	case strings.HasSuffix(w, "S") || strings.HasSuffix(w, "X") || strings.HasSuffix(w, "CH") || strings.HasSuffix(w, "SH"):
		return w + "ES"
	}
	return w + "S"
}

// discards reads phrases; "+" before one makes it discard the whole document.
func (r *reader) discards() {
	for line, ok := r.next(); ok; line, ok = r.next() {
		text, _, _ := cutCode(line)
		rest, document := strings.CutPrefix(text, "+")
		p := phrase(rest)
		if len(p) == 0 {
			r.fault("no words; write the phrase to discard")
			continue
		}
		for i := range p {
			p[i].Next, p[i].Stem = i > 0, false
		}
		r.d.Discards = append(r.d.Discards, Discard{p, document, r.place()})
	}
}

// issues reads phrases with codes, "PHRASE [CODE]"; "~PHRASE" is no issue.
// Headings in angle brackets are passed over.
func (r *reader) issues() {
	for line, ok := r.next(); ok; line, ok = r.next() {
		if strings.HasPrefix(line, "<") {
			continue
		}
		text, code, _ := cutCode(line)
		rest, none := strings.CutPrefix(text, "~")
		p := phrase(rest)
		if len(p) == 0 || code == "" && !none {
			r.fault("no issue; write PHRASE [CODE], or ~PHRASE for what is none")
			continue
		}
		if none {
			code = ""
		}
		for i := range p {
			p[i].Next, p[i].Stem = i > 0, false
		}
		r.d.Issues = append(r.d.Issues, Issue{p, code, r.place()})
	}
}
