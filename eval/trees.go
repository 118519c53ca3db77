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
		wanted, missing, err := missingArcs(b, r)
		if err != nil {
			return nil, err
		}
		kind.arcs += wanted
		kind.right += wanted - len(missing)
		kind.sentences++
		if len(missing) == 0 {
			kind.whole++
			continue
		}
		fmt.Fprintf(detail, "trees: %s: %s: not %s\n", r.Get("kind"), r.Get("sentence"), strings.Join(missing, "; "))
	}
	for _, k := range order {
		n := kinds[k]
		fmt.Fprintf(detail, "trees: %-20s %d of %d arcs, %d of %d sentences\n", k, n.right, n.arcs, n.whole, n.sentences)
		total = tally{total.right + n.right, total.arcs + n.arcs, total.whole + n.whole, total.sentences + n.sentences}
	}
	return []Figure{
		{"trees", "arcs", percent(total.right, total.arcs), fmt.Sprintf("%% of %d arcs in news sentences of our own", total.arcs)},
		{"trees", "sentences", percent(total.whole, total.sentences), fmt.Sprintf("%% of %d of which every such arc is right", total.sentences)},
	}, nil
}

// missingArcs parses the sentence of a row and says how many arcs it should have
// and which of them it has not. An arc of words that the sentence has not, which
// no tree could meet, is an error; a sentence that is cut in two has none.
func missingArcs(b *Bench, r table.Row) (wanted int, missing []string, err error) {
	sentences := b.Rooms.Language.Parse(r.Get("sentence"))
	forms := map[string]bool{}
	for _, s := range sentences {
		for _, t := range s.Tokens {
			forms[t.Form] = true
		}
	}
	var got map[string]bool
	if len(sentences) == 1 {
		got = arcsOf(sentences[0])
	}
	for arcs := range strings.SplitSeq(r.Get("arcs"), ";") {
		wanted++
		found, possible := false, false
		for arc := range strings.SplitSeq(arcs, "|") {
			arc = strings.TrimSpace(arc)
			found = found || got[arc]
			possible = possible || hasWords(forms, arc)
		}
		if !possible {
			return 0, nil, r.Errorf("%q names a word that is no token of the sentence", strings.TrimSpace(arcs))
		}
		if !found {
			missing = append(missing, strings.TrimSpace(arcs))
		}
	}
	return wanted, missing, nil
}

// hasWords reports whether the words of an arc are among the forms.
func hasWords(forms map[string]bool, arc string) bool {
	words := strings.TrimSuffix(arc[strings.IndexByte(arc, '(')+1:], ")")
	for w := range strings.SplitSeq(words, ", ") {
		if !forms[w] {
			return false
		}
	}
	return true
}

// arcsOf are the arcs of a sentence.
func arcsOf(s entente.Sentence) map[string]bool {
	out := map[string]bool{}
	for _, t := range s.Tokens {
		if t.Head == 0 {
			out["root("+t.Form+")"] = true
		} else {
			out[t.Rel+"("+s.Tokens[t.Head-1].Form+", "+t.Form+")"] = true
		}
	}
	return out
}
