package eval

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/ontology/cameo"
)

var plvSuite = Suite{
	Name:     "plv",
	Question: "Given actor and recipient in a sentence, how often is the type right on the PLV validation set's train split?",
	Accuracy: true,
	Run:      scorePLV,
}

func scorePLV(_ context.Context, b *Bench) ([]Figure, error) {
	f, err := b.open("gold", "plv_train.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	relator, err := b.Rooms.Relator(cameo.PLV)
	if err != nil {
		return nil, err
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	sc.Scan()
	columns := strings.Split(sc.Text(), "\t")
	sentence, root, quad := slices.Index(columns, flow.MarkedColumn), slices.Index(columns, "gold_root"), slices.Index(columns, "gold_penta")
	if min(sentence, root, quad) < 0 {
		return nil, fmt.Errorf("%s:1: no columns %s, gold_root and gold_penta", f.Name(), flow.MarkedColumn)
	}
	var roots, quads labels
	for line := 2; sc.Scan(); line++ {
		cells := strings.Split(sc.Text(), "\t")
		if len(cells) != len(columns) {
			return nil, fmt.Errorf("%s:%d: %d columns where the header has %d", f.Name(), line, len(cells), len(columns))
		}
		a := relator.Ask(cells[sentence])
		roots.add(cells[root], a.Type)
		quads.add(cells[quad], fmt.Sprint(a.Quad))
		if b.Detail != nil && cells[root] != a.Type {
			fmt.Fprintf(b.Detail, "%s not %s by %q: %s\n", cells[root], a.Type, a.By, cells[sentence])
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	of := fmt.Sprintf("%% of %d marked sentences; the split that may be looked at", roots.total)
	return []Figure{
		{"plv", "root accuracy", percent(roots.right, roots.total), of}, {"plv", "root macro-F1", roots.macro(), of},
		{"plv", "quad accuracy", percent(quads.right, quads.total), of}, {"plv", "quad macro-F1", quads.macro(), of},
	}, nil
}

// labels counts answers by label.
type labels struct {
	right, total int
	hits         map[string]int // right answers
	gold, given  map[string]int
}

func (l *labels) add(gold, given string) {
	if l.gold == nil {
		l.hits, l.gold, l.given = map[string]int{}, map[string]int{}, map[string]int{}
	}
	l.total++
	l.gold[gold]++
	l.given[given]++
	if gold == given {
		l.right++
		l.hits[gold]++
	}
}

// macro is the mean F1 of the gold labels, in per cent.
func (l *labels) macro() float64 {
	names := make([]string, 0, len(l.gold))
	for name := range l.gold {
		names = append(names, name)
	}
	slices.Sort(names)
	var sum float64
	for _, name := range names {
		sum += 200 * float64(l.hits[name]) / float64(l.gold[name]+l.given[name])
	}
	return sum / float64(max(len(names), 1))
}
