package eval

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

//go:embed trees.tsv
var treesFile string

var treesSuite = Suite{
	Name:     "trees",
	Question: "How often are the arcs of our own news sentences right that say who did what to whom?",
	Accuracy: true,
	Run:      scoreTrees,
}

func scoreTrees(_ context.Context, b *Bench) ([]Figure, error) {
	t, err := table.Read("eval/trees.tsv", strings.NewReader(treesFile), "kind", "sentence", "arcs")
	if err != nil {
		return nil, err
	}
	detail := b.Detail
	if detail == nil {
		detail = io.Discard
	}
	type tally struct{ right, arcs, whole, sentences int }
	var total tally
	kinds := map[string]*tally{}
	var order []string
	for _, r := range t.Rows {
		kind := kinds[r.Get("kind")]
		if kind == nil {
			kind = &tally{}
			kinds[r.Get("kind")], order = kind, append(order, r.Get("kind"))
		}
		got := arcsOf(b.Rooms.Language.Parse(r.Get("sentence")))
		missing := ""
		for want := range strings.SplitSeq(r.Get("arcs"), ";") {
			kind.arcs++
			if anyOf(got, want) {
				kind.right++
			} else {
				missing += " " + strings.TrimSpace(want)
			}
		}
		kind.sentences++
		if missing == "" {
			kind.whole++
			continue
		}
		fmt.Fprintf(detail, "trees: %s: %s: not%s\n", r.Get("kind"), r.Get("sentence"), missing)
	}
	for _, k := range order {
		n := kinds[k]
		fmt.Fprintf(detail, "trees: %-20s %d of %d arcs, %d of %d sentences\n", k, n.right, n.arcs, n.whole, n.sentences)
		total = tally{total.right + n.right, total.arcs + n.arcs, total.whole + n.whole, total.sentences + n.sentences}
	}
	share := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	return []Figure{
		{"trees", "arcs", share(total.right, total.arcs), fmt.Sprintf("%% of %d arcs in news sentences of our own", total.arcs)},
		{"trees", "sentences", share(total.whole, total.sentences), fmt.Sprintf("%% of %d of which every such arc is right", total.sentences)},
	}, nil
}

// arcsOf are the arcs of a text's sentences.
func arcsOf(sentences []entente.Sentence) map[string]bool {
	out := map[string]bool{}
	for _, s := range sentences {
		for _, t := range s.Tokens {
			if t.Head == 0 {
				out["root("+t.Form+")"] = true
			} else {
				out[t.Rel+"("+s.Tokens[t.Head-1].Form+", "+t.Form+")"] = true
			}
		}
	}
	return out
}

// anyOf reports whether one of the arcs parted by bars is there.
func anyOf(got map[string]bool, arcs string) bool {
	for a := range strings.SplitSeq(arcs, "|") {
		if got[strings.TrimSpace(a)] {
			return true
		}
	}
	return false
}
