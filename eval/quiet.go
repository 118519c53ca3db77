package eval

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/lib/table"
)

//go:embed quiet.tsv
var quietFile string

var quietSuite = Suite{
	Name:     "quiet",
	Question: "How often is something coded in 300 news items of sport, weather, accidents and the like that hold no political event?",
	Accuracy: true,
	Run:      scoreQuiet,
}

func scoreQuiet(_ context.Context, b *Bench) ([]Figure, error) {
	items, err := readQuiet("eval/quiet.tsv", strings.NewReader(quietFile))
	if err != nil {
		return nil, err
	}
	texts := map[string]clipping{}
	for _, name := range []string{"wikipedia", "agnews"} {
		all, err := b.clippings(name)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			texts[c.key()] = c
		}
	}
	var r quietReport
	for _, it := range items {
		c, ok := texts[it.key]
		if !ok {
			return nil, it.row.Errorf("no item of %s has this key; is the collection another version?", it.collection)
		}
		r.add(it, c, b.Rooms.Coder.Code(entente.Document{Published: c.Date, Text: c.Text}))
	}
	if b.Detail != nil {
		r.write(b.Detail)
	}
	return r.figures(), nil
}

// A quietItem is a row of quiet.tsv.
type quietItem struct {
	key, collection, class string
	row                    table.Row
}

// readQuiet reads keys of items without events. Each stands there once.
func readQuiet(name string, in io.Reader) ([]quietItem, error) {
	t, err := table.Read(name, in, "sha256", "collection", "class")
	if err != nil {
		return nil, err
	}
	var out []quietItem
	seen := map[string]bool{}
	for _, r := range t.Rows {
		it := quietItem{r.Get("sha256"), r.Get("collection"), r.Get("class"), r}
		if len(it.key) != 64 || it.class == "" {
			return nil, r.Errorf("a row is a SHA-256 in 64 hexadecimal digits, a collection and a class")
		}
		if seen[it.key] {
			return nil, r.Errorf("the item %s stands here twice; leave one out", it.key)
		}
		seen[it.key] = true
		out = append(out, it)
	}
	return out, nil
}

// A quietReport counts what is coded where there is nothing.
type quietReport struct {
	items, any, between int              // items; those with an event of any kind; those with one between two known entities
	classes             map[string]Count // by class: Gold items, System of them with an event
	rows                map[string]int   // events by the rows that coded them
	lines               []string
}

func (r *quietReport) add(it quietItem, c clipping, coding coder.Coding) {
	if r.classes == nil {
		r.classes, r.rows = map[string]Count{}, map[string]int{}
	}
	n := r.classes[it.class]
	n.Gold++
	r.items++
	if len(coding.Events) > 0 {
		n.System++
		r.any++
		r.lines = append(r.lines, fmt.Sprintf("%s %s %s", it.key[:8], it.class, c.Text))
	}
	if slices.ContainsFunc(coding.Events, isBetween) {
		r.between++
	}
	r.classes[it.class] = n
	for _, e := range coding.Events {
		r.rows[strings.Fields(e.Evidence.By)[0]]++
		r.lines = append(r.lines, fmt.Sprintf("  %s > %s %s %s %q %.2f %s", partyNames(e.Actor), partyNames(e.Recipient), e.Type, e.Aspect,
			e.Evidence.Span(entente.RoleTrigger).Of(c.Text), e.Confidence, e.Evidence.By))
	}
}

// isBetween reports whether e is an act, of whatever aspect, of one known entity
// upon another.
func isBetween(e entente.Event) bool {
	return slices.ContainsFunc(e.Dyads(), func(d entente.Dyad) bool { return d.From != d.To })
}

func partyNames(ps []entente.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, cmp.Or(p.String(), "?"))
	}
	return strings.Join(out, ",")
}

// write lists the items in which something is coded, then the rows that did it,
// the most frequent first, then the classes.
func (r *quietReport) write(w io.Writer) {
	for _, l := range r.lines {
		fmt.Fprintln(w, l)
	}
	for _, by := range byFrequency(r.rows) {
		fmt.Fprintf(w, "quiet: %3d %s\n", r.rows[by], by)
	}
	sizes := map[string]int{}
	for class, n := range r.classes {
		sizes[class] = n.Gold
	}
	for _, class := range byFrequency(sizes) {
		fmt.Fprintf(w, "quiet: %-8s %d of %d items\n", class, r.classes[class].System, r.classes[class].Gold)
	}
}

func (r *quietReport) figures() []Figure {
	return []Figure{
		{"quiet", "false events of any kind", percent(r.any, r.items), fmt.Sprintf("%% %d of %d items that hold none", r.any, r.items)},
		{"quiet", "false events between two entities", percent(r.between, r.items), fmt.Sprintf("%% %d of %d items that hold none", r.between, r.items)},
	}
}

// byFrequency lists the keys of counts, the most frequent first, then by name.
func byFrequency(counts map[string]int) []string {
	out := make([]string, 0, len(counts))
	for k := range counts {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return out
}
