package eval

import (
	"context"
	"fmt"
	"strings"

	"github.com/entente-project/entente/coder"
)

var rowsSuite = Suite{
	Name:     "rows",
	Question: "How many rows of the lexicon code their own example sentence as they say?",
	Accuracy: true,
	Run:      scoreRows,
}

func scoreRows(_ context.Context, b *Bench) ([]Figure, error) {
	var out []Figure
	for _, name := range coder.ExampleTables {
		examples, err := b.Rooms.Coder.Examples(name)
		if err != nil {
			return nil, err
		}
		right := 0
		for _, x := range examples {
			got, ok := b.Rooms.Coder.Try(x)
			if ok {
				right++
			} else if b.Detail != nil {
				fmt.Fprintf(b.Detail, "%s %s: %s\n  want %s\n  got  %s\n", x.Place, x.ID, x.Text, x.Want, strings.Join(got, " | "))
			}
		}
		out = append(out, Figure{"rows", name + ".tsv", percent(right, len(examples)), fmt.Sprintf("%% %d of %d rows", right, len(examples))})
	}
	return out, nil
}
