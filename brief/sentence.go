package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

// tell is one exhibit as a sentence with its citation.
func (w *writer) tell(x entente.Exhibit) entente.Finding {
	text := ""
	if x.Event != nil {
		text = w.act(x)
	} else {
		text = w.tie(x)
	}
	if q := inline(x); q != "" {
		text += ": “" + q + "”"
	}
	return entente.Finding{Text: upper(text) + ".", Citations: []entente.Citation{w.cite(x)}}
}

// act says who did what to whom, when and according to whom.
func (w *writer) act(x entente.Exhibit) string {
	e := x.Event
	a, b := w.entities(e.Actor), w.entities(e.Recipient)
	phrase := w.phrase(e)
	form := phrase.directed
	if len(b) == 0 || slices.Equal(a, b) {
		form = phrase.mutual
	}
	text := strings.NewReplacer("{a}", and(a), "{b}", and(b)).Replace(form)
	return w.according(e.Speaker, e.Actor, x.Document) + text + actDate(x)
}

// phrase is the first row of acts.tsv that e fits.
func (w *writer) phrase(e *entente.Event) actPhrase {
	for _, p := range w.acts {
		if p.typ == e.Type && (p.mode == "" || p.mode == e.Mode) && (p.context == "" || slices.Contains(e.Contexts, p.context)) &&
			(p.aspect == "" || p.aspect == e.Aspect) {
			return p
		}
	}
	return actPhrase{directed: "{a} dealt with {b}", mutual: "{a} dealt with each other"}
}

// tie says what holds between the two, and since when.
func (w *writer) tie(x entente.Exhibit) string {
	t := x.Tie
	form := cmp.Or(w.ties[t.Kind], "{a} and {b} are tied")
	text := strings.NewReplacer("{a}", w.name(t.Dyad.From), "{b}", w.name(t.Dyad.To)).Replace(form)
	if !t.Value.IsZero() {
		text += fmt.Sprintf(" (%g %s)", t.Value.Number, t.Value.Unit)
	}
	if !t.Start.IsZero() {
		text += ", since " + dateWords(t.Start)
	}
	if !t.End.IsZero() {
		text += ", until " + dateWords(t.End)
	}
	return w.according(t.Speaker, nil, x.Document) + text
}

// according says according to whom, where that is not the outlet itself: the
// outermost speaker, in the words of the report.
func (w *writer) according(speaker, actor []entente.Party, d entente.Document) string {
	if len(speaker) == 0 {
		return ""
	}
	s := speaker[0]
	if slices.ContainsFunc(actor, func(a entente.Party) bool { return a.Entity != "" && a.Entity == s.Entity }) {
		return "by its own account, "
	}
	if name := w.speaker(s, d); name != "" {
		return "according to " + name + ", "
	}
	return ""
}

// pronouns cannot stand in for a speaker outside their sentence.
var pronouns = []string{"he", "she", "it", "they", "we", "i", "who", "which", "that"}

// speaker is how the report calls s, else its entity.
func (w *writer) speaker(s entente.Party, d entente.Document) string {
	words := plain(strings.NewReplacer("“", "", "”", "", `"`, "").Replace(s.Span.Of(d.Text)))
	if words == "" || slices.Contains(pronouns, strings.ToLower(words)) {
		if s.Entity == "" {
			return ""
		}
		return w.name(s.Entity)
	}
	if rest, ok := strings.CutPrefix(words, "The "); ok {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(r) {
			return "the " + rest
		}
	}
	return words
}

// cite is the citation of x: the whole sentence that it rests on or, where that
// is long, the clause. A row of a data set is cited by its codes.
func (w *writer) cite(x entente.Exhibit) entente.Citation {
	d := x.Document
	c := entente.Citation{Outlet: cmp.Or(d.Outlet, d.Name, "an outlet not named"), Date: d.Published, URL: d.URL, Document: d.ID}
	var e entente.Evidence
	var speaker []entente.Party
	if x.Event != nil {
		e, speaker, c.Event = x.Event.Evidence, x.Event.Speaker, x.Event.ID
	} else {
		e, speaker, c.Tie = x.Tie.Evidence, x.Tie.Speaker, x.Tie.ID
	}
	var said []string
	for _, s := range slices.Backward(speaker) {
		if n := w.speaker(s, d); n != "" {
			said = append(said, n)
		}
	}
	c.Speaker = strings.Join(said, ", by ")
	if e.Document == "" {
		c.Outlet, c.Words, c.Document = e.By, codes(x), ""
		return c
	}
	if c.Words = quoted(d.Text, e).Of(d.Text); c.Words == "" {
		c.Words, c.Document = codes(x), ""
	}
	return c
}

// codes is x as its data set has it.
func codes(x entente.Exhibit) string {
	if x.Event != nil {
		return strings.TrimSpace(fmt.Sprintf("%s %s %s", x.Event.Type, x.Event.Mode, x.Event.Date))
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", x.Tie.Kind, x.Tie.Dyad, cmp.Or(x.Tie.Start, x.Tie.Seen)))
}

// actDate says when x took place as far as it is known, and otherwise when it
// was reported. A day that the report does not name is the day of the report.
func actDate(x entente.Exhibit) string {
	e := x.Event
	reported := ""
	if p := x.Document.Published; !p.IsZero() {
		reported = " (reported " + dayIn(p) + ")"
	}
	switch {
	case e.Aspect == entente.Habitual, e.Date.IsZero(), !dated(x):
		return reported
	}
	return " " + dayIn(e.Date)
}

// dayIn is "on 19 September 2015", "in September 2015" or "in 2015".
func dayIn(d entente.Date) string {
	if d.Precision() == entente.Day {
		return "on " + dateWords(d)
	}
	return "in " + dateWords(d)
}

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// dateWords is d as far as it is known: "19 September 2015", "September 2015", "2015".
func dateWords(d entente.Date) string {
	switch d.Precision() {
	case entente.Day:
		return fmt.Sprintf("%d %s %d", d.Day(), months[d.Month()-1], d.Year())
	case entente.MonthOfYear:
		return fmt.Sprintf("%s %d", months[d.Month()-1], d.Year())
	case entente.Year:
		return fmt.Sprint(d.Year())
	}
	return ""
}

// entities names the known entities of parties, each once.
func (w *writer) entities(parties []entente.Party) []string {
	var out []string
	for _, p := range parties {
		if n := w.name(p.Entity); p.Entity != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// both is "Belarus and Russia".
func (w *writer) both() string { return w.name(w.p.Pair.A) + " and " + w.name(w.p.Pair.B) }

// name is how id is called within a sentence: "Belarus", "the United States".
func (w *writer) name(id entente.EntityID) string {
	n := w.names.Name(id)
	for _, a := range w.articles {
		if a.where == "whole" && n == a.word || a.where == "first" && strings.HasPrefix(n, a.word+" ") ||
			a.where == "last" && (n == a.word || strings.HasSuffix(n, " "+a.word)) {
			return "the " + n
		}
	}
	return n
}

// and joins names as a sentence does.
func and(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}

// upper begins s with a capital.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
