package brief

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	entente "github.com/entente-project/entente"
	"golang.org/x/text/width"
)

// notes numbers citations in order of first use; those that read the same share
// a number.
type notes struct {
	numbers map[string]int
	list    []entente.Citation
}

func (n *notes) of(f entente.Finding) []int {
	if n.numbers == nil {
		n.numbers = map[string]int{}
	}
	var out []int
	for _, c := range f.Citations {
		key := note(c) + " " + c.URL
		if n.numbers[key] == 0 {
			n.list = append(n.list, c)
			n.numbers[key] = len(n.list)
		}
		if !slices.Contains(out, n.numbers[key]) {
			out = append(out, n.numbers[key])
		}
	}
	return out
}

// note is a citation on one line, without its address.
func note(c entente.Citation) string {
	if c.Event == "" && c.Tie == "" {
		return c.Outlet + ", " + plain(c.Words)
	}
	s := plain(c.Outlet)
	if c.Speaker != "" {
		s = plain(c.Speaker) + ", by " + s
	}
	if !c.Date.IsZero() {
		s += ", " + dateWords(c.Date)
	}
	if c.Document == "" {
		return s + ": " + plain(c.Words)
	}
	return s + ": “" + plain(c.Words) + "”"
}

// Markdown is b as Markdown with footnotes, which GitHub, Pandoc and most
// editors know.
func Markdown(b entente.Brief) string {
	var out strings.Builder
	var ns notes
	say := func(f entente.Finding) {
		out.WriteString(escape(plain(f.Text)))
		for _, n := range ns.of(f) {
			fmt.Fprintf(&out, "[^%d]", n)
		}
	}
	fmt.Fprintf(&out, "# %s\n\n", escape(plain(b.Title)))
	say(b.Lead)
	out.WriteString("\n")
	for _, s := range b.Sections {
		fmt.Fprintf(&out, "\n## %s\n\n", escape(plain(s.Heading)))
		for i, f := range s.Findings {
			if i > 0 {
				out.WriteString("\n")
			}
			say(f)
		}
		out.WriteString("\n")
	}
	fmt.Fprintf(&out, "\n## Method\n\n%s\n\n", escape(plain(b.Method)))
	for i, c := range ns.list {
		fmt.Fprintf(&out, "[^%d]: %s", i+1, escape(note(c)))
		if c.URL != "" {
			fmt.Fprintf(&out, " <%s>", address(c.URL))
		}
		out.WriteString("\n")
	}
	return out.String()
}

// escape keeps Markdown from reading marks of its own into s.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`).Replace(s)
}

// address is a URL without what would end the brackets around it.
func address(s string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(plain(s))
}

// Text is b as plain text in lines of at most the given number of columns, at
// least 40, with numbered notes below. A word that is longer than a line stands
// on its own.
func Text(b entente.Brief, columns int) string {
	columns = max(columns, 40)
	var out strings.Builder
	var ns notes
	say := func(f entente.Finding) string {
		s := plain(f.Text)
		for _, n := range ns.of(f) {
			s += fmt.Sprintf(" [%d]", n)
		}
		return s
	}
	wrap(&out, plain(b.Title), "", "", columns)
	out.WriteString("\n")
	wrap(&out, say(b.Lead), "", "", columns)
	for _, s := range b.Sections {
		out.WriteString("\n" + strings.ToUpper(plain(s.Heading)) + "\n")
		for _, f := range s.Findings {
			wrap(&out, say(f), "  - ", "    ", columns)
		}
	}
	out.WriteString("\nMETHOD\n")
	wrap(&out, plain(b.Method), "", "", columns)
	out.WriteString("\nNOTES\n")
	digits := len(fmt.Sprint(len(ns.list)))
	for i, c := range ns.list {
		text := note(c)
		if c.URL != "" {
			text += " " + plain(c.URL)
		}
		wrap(&out, text, fmt.Sprintf("  [%d]%s ", i+1, strings.Repeat(" ", digits-len(fmt.Sprint(i+1)))), strings.Repeat(" ", digits+5), columns)
	}
	return out.String()
}

// wrap writes s in lines of columns: first before the first, rest before others.
func wrap(out *strings.Builder, s, first, rest string, columns int) {
	line, at := first, cells(first)
	empty := true
	for word := range strings.FieldsSeq(s) {
		n := cells(word)
		if !empty && at+1+n > columns {
			out.WriteString(line + "\n")
			line, at, empty = rest, cells(rest), true
		}
		if !empty {
			line, at = line+" ", at+1
		}
		line, at, empty = line+word, at+n, false
	}
	out.WriteString(line + "\n")
}

// cells is how many columns of a terminal s takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
