package eval

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lib/table"
)

//go:embed titles.tsv
var titlesFile string

var linksSuite = Suite{
	Name:     "links",
	Question: "How often does a name that Wikipedia's Current Events link to an article mean the entity of that article?",
	Accuracy: true,
	Run:      scoreLinks,
}

func scoreLinks(ctx context.Context, b *Bench) ([]Figure, error) {
	titles, err := readTitles("eval/titles.tsv", strings.NewReader(titlesFile))
	if err != nil {
		return nil, err
	}
	items, err := b.clippings("wikipedia")
	if err != nil {
		return nil, err
	}
	r := linksReport{missed: map[string]int{}, wrong: map[string]int{}}
	for _, it := range items {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.add(it, b.Rooms.Gazetteer, titles, namesIn(b.Rooms.Gazetteer, b.Rooms.Language.Parse(it.Text), it.Date))
	}
	if b.Detail != nil {
		r.write(b.Detail)
	}
	return r.figures(), nil
}

// linkKinds are the kinds of titles that count, in the order of the figures.
var linkKinds = [...]struct {
	kind entity.Kind
	name string
}{{entity.State, "states"}, {entity.Body, "bodies"}, {entity.IGO, "organisations"}, {entity.Group, "armed groups"}, {entity.Leader, "leaders"}}

// A titled is what an article is about.
type titled struct {
	kind   entity.Kind // one of linkKinds
	entity entente.EntityID
}

// readTitles reads the articles that are no names in entity/data, by title.
func readTitles(name string, in io.Reader) (map[string]titled, error) {
	t, err := table.Read(name, in, "title", "kind", "entity", "because")
	if err != nil {
		return nil, err
	}
	out := map[string]titled{}
	for _, r := range t.Rows {
		title, kind := r.Get("title"), entity.Kind(r.Get("kind"))
		if kindIndex(kind) < 0 {
			return nil, r.Errorf("unknown kind %q; write state, body, igo, group or leader", kind)
		}
		if title == "" || r.Get("entity") == "" {
			return nil, r.Errorf("a row is a title, a kind and an entity")
		}
		if kind == entity.Leader && r.Get("because") == "" {
			return nil, r.Errorf("%s has no office; write it under because", title)
		}
		if _, twice := out[title]; twice {
			return nil, r.Errorf("%s stands here twice; leave one out", title)
		}
		out[title] = titled{kind, entente.EntityID(r.Get("entity"))}
	}
	return out, nil
}

func kindIndex(k entity.Kind) int {
	for i, l := range linkKinds {
		if l.kind == k {
			return i
		}
	}
	return -1
}

// target is what the article title is about on the date: by the table, or by the
// names of entity/data. A people counts as its state. False for what is not known
// or of no kind that counts, and for a surname, which is a title of something else.
func target(g *entity.Gazetteer, titles map[string]titled, title string, on entente.Date) (titled, bool) {
	if t, ok := titles[title]; ok {
		return t, true
	}
	ms := g.Lookup(title, on)
	if len(ms) == 0 || ms[0].Entity == "" {
		return titled{}, false
	}
	t := titled{ms[0].Kind, ms[0].Entity}
	switch {
	case t.kind == entity.Demonym:
		t.kind = entity.State
	case t.kind == entity.Leader && !strings.Contains(title, " "):
		return titled{}, false
	}
	return t, kindIndex(t.kind) >= 0
}

// A named is a name found in a text, with all that it may mean at once.
type named struct {
	entente.Span
	entities []entente.EntityID
}

// namesIn lists the names in sentences, in order of text. A hyphenated word with
// names in it is one name that means all of them.
func namesIn(g *entity.Gazetteer, sentences []entente.Sentence, on entente.Date) []named {
	var out []named
	for _, s := range sentences {
		words := make([]string, len(s.Tokens))
		for i, t := range s.Tokens {
			words[i] = t.Form
		}
		ms := g.Find(words, on)
		for i := 0; i < len(words); i++ {
			if len(ms) > 0 && ms[0].First == i {
				m := ms[0]
				out = append(out, named{entente.Span{Start: s.Tokens[i].Span.Start, End: s.Tokens[m.Last-1].Span.End}, []entente.EntityID{m.Meanings[0].Entity}})
				i, ms = m.Last-1, ms[1:]
				continue
			}
			n := named{Span: s.Tokens[i].Span}
			parts, _ := g.Compound(words[i], on)
			for _, p := range parts {
				n.entities = append(n.entities, p.Entity)
			}
			if len(n.entities) > 0 {
				out = append(out, n)
			}
		}
	}
	return out
}

// A linkCount counts links to articles of one kind, and names that overlap them.
type linkCount struct{ links, found, names, right int }

// A linksReport compares names found with links.
type linksReport struct {
	counts        [len(linkKinds)]linkCount
	missed, wrong map[string]int // what was linked and not found, what was found and is another entity
}

// add compares the names in an item with its links. A link counts when its words
// hold a capital, as names do, and its article is known. It is found when a name
// that overlaps it means its entity.
func (r *linksReport) add(it clipping, g *entity.Gazetteer, titles map[string]titled, names []named) {
	type known struct {
		entente.Span
		titled
		title string
	}
	var links []known
	for _, l := range it.Links {
		t, ok := target(g, titles, l.Title, it.Date)
		s := runeSpan(it.Text, l.Start, l.End)
		if ok && strings.ContainsFunc(s.Of(it.Text), unicode.IsUpper) {
			links = append(links, known{s, t, l.Title})
		}
	}
	for _, l := range links {
		c := &r.counts[kindIndex(l.kind)]
		c.links++
		if slices.ContainsFunc(names, func(n named) bool { return overlap(n.Span, l.Span) && slices.Contains(n.entities, l.entity) }) {
			c.found++
			continue
		}
		r.missed[fmt.Sprintf("%s %s: %s", l.entity, l.title, l.Of(it.Text))]++
	}
	for _, n := range names {
		i := slices.IndexFunc(links, func(l known) bool { return overlap(n.Span, l.Span) })
		if i < 0 {
			continue
		}
		l := links[i]
		c := &r.counts[kindIndex(l.kind)]
		c.names++
		if slices.ContainsFunc(links[i:], func(l known) bool { return overlap(n.Span, l.Span) && slices.Contains(n.entities, l.entity) }) {
			c.right++
			continue
		}
		r.wrong[fmt.Sprintf("%s %s: %s is %v", l.entity, l.title, n.Of(it.Text), n.entities)]++
	}
}

// runeSpan is the byte range of text's runes [start, end), cut at the text's end.
func runeSpan(text string, start, end int) entente.Span {
	at := func(n int) int {
		i := 0
		for ; n > 0 && i < len(text); n-- {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		return i
	}
	return entente.Span{Start: at(start), End: at(end)}
}

// write lists what was missed and what was taken for another, the most frequent
// first.
func (r *linksReport) write(w io.Writer) {
	for _, m := range byFrequency(r.missed) {
		fmt.Fprintf(w, "links: %3d missed %s\n", r.missed[m], m)
	}
	for _, m := range byFrequency(r.wrong) {
		fmt.Fprintf(w, "links: %3d wrong  %s\n", r.wrong[m], m)
	}
}

func (r *linksReport) figures() []Figure {
	var out []Figure
	for i, k := range linkKinds {
		c := r.counts[i]
		out = append(out,
			Figure{"links", k.name + " recall", percent(c.found, c.links), fmt.Sprintf("%% of %d links, in whose words a name of the same entity is found", c.links)},
			Figure{"links", k.name + " precision", percent(c.right, c.names), fmt.Sprintf("%% of %d names found in such links, which mean the same entity", c.names)})
	}
	return out
}
