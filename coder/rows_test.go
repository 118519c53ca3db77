package coder_test

import (
	"os"
	"strings"
	"testing"

	"github.com/entente-project/entente/coder"
)

// TestRows runs every row of the lexicon: its example must give what its codes
// say. ROWS=verbs, operators or ties runs one table; ROWS=verbs:ID one row.
func TestRows(t *testing.T) {
	c := open(t)
	wanted, only, _ := strings.Cut(os.Getenv("ROWS"), ":")
	for _, name := range coder.ExampleTables {
		if wanted != "" && wanted != name {
			continue
		}
		examples, err := c.Examples(name)
		if err != nil {
			t.Fatal(err)
		}
		right := 0
		for _, x := range examples {
			if only != "" && only != x.ID {
				continue
			}
			got, ok := c.Try(x)
			if ok {
				right++
				continue
			}
			t.Errorf("%s %s: %s\n\twant %s\n\tgot  %s", x.Place, x.ID, x.Text, x.Want, strings.Join(got, " | "))
		}
		t.Logf("%s.tsv: %d of %d rows give what they say", name, right, len(examples))
	}
}
