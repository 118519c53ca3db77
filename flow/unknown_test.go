package flow_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/flow"
)

// census counts docs on as many cores as workers says.
func census(t *testing.T, docs []entente.Document, workers int) *flow.Census {
	t.Helper()
	rooms, err := flow.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := flow.NewCensus()
	for s := range rooms.Survey(context.Background(), flow.Stream(docs), workers) {
		c.Add(s)
	}
	return c
}

// TestCensus tells the order of a list, whose a name is, what its row says and
// which sentences are shown.
func TestCensus(t *testing.T) {
	docs := []entente.Document{
		{Name: "one", Text: "Zorblat sued Chad. Zorblat sued Chad. The Norwegian firm Zorblat condemned Peru over the fish."},
		{Name: "two", Text: "Zorblat sued Peru."},
		{Name: "three", Text: "French Foreign Minister Odilon Quarrebec praised Brazil. Russia outfoxed France."},
		{Name: "four", Text: "Quuxor sued Chad. Germany has outfoxed France."},
	}
	c := census(t, docs, 2)
	var got []string
	for _, k := range []flow.UnknownKind{flow.UnknownActors, flow.UnknownPredicates} {
		for _, u := range c.List(k, 1) {
			got = append(got, fmt.Sprintf("%s %d/%d %s", u.Name, u.Documents, u.Mentions, u.Table))
			for _, x := range u.Examples {
				got = append(got, "  "+x.Document+": "+x.Sentence)
			}
			got = append(got, "  "+strings.ReplaceAll(u.Row, "\t", "|"))
		}
	}
	want := []string{
		"Zorblat 2/4 entity/bodies.add.tsv",
		"  one: Zorblat sued Chad.",
		"  two: Zorblat sued Peru.",
		"  one: The Norwegian firm Zorblat condemned Peru over the fish.",
		"  Zorblat|NOR|BUS||||Zorblat sued Chad.",
		"Odilon Quarrebec 1/1 entity/leaders.add.tsv",
		"  three: French Foreign Minister Odilon Quarrebec praised Brazil.",
		"  Odilon Quarrebec|Quarrebec||FRA||||French Foreign Minister Odilon Quarrebec praised Brazil.",
		"Quuxor 1/1 entity/bodies.add.tsv",
		"  four: Quuxor sued Chad.",
		"  Quuxor||||||Quuxor sued Chad.",
		"outfox 2/2 en/verbs.add.tsv",
		"  three: Russia outfoxed France.",
		"  four: Germany has outfoxed France.",
	}
	if n := len(want); len(got) != n+1 || !slices.Equal(got[:n], want) {
		t.Errorf("got\n%s\nwant\n%s\nand a row", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	row := strings.Split(got[len(got)-1], "|")
	if row[0] != "  outfox-obj-party-obj" || row[3] != "obj:party" || row[4] == "" || row[8] != "subj" || row[9] != "obj" || row[12] != "RUS > FRA" {
		t.Errorf("the row of outfox is %q", row)
	}
	if often := c.List(flow.UnknownActors, 2); len(often) != 1 || often[0].Name != "Zorblat" {
		t.Errorf("mentioned twice or more: %v", often)
	}
	for _, u := range c.List(flow.UnknownPredicates, 1) {
		if columns := strings.Count(flow.UnknownColumns(u.Table), "\t"); strings.Count(u.Row, "\t") != columns {
			t.Errorf("the row %q does not fit %d columns", u.Row, columns+1)
		}
	}
}

// TestCensusOnManyCores counts the same on one core and on eight.
func TestCensusOnManyCores(t *testing.T) {
	var docs []entente.Document
	for i := range 60 {
		docs = append(docs, entente.Document{Name: fmt.Sprint(i), Text: fmt.Sprintf("Zorblat%d sued Chad. Norway outfoxed Peru. Quuxor praised Oman on day %d.", i%7, i)})
	}
	one, many := census(t, docs, 1), census(t, docs, 8)
	for _, k := range []flow.UnknownKind{flow.UnknownActors, flow.UnknownPredicates} {
		if a, b := fmt.Sprint(one.List(k, 1)), fmt.Sprint(many.List(k, 1)); a != b {
			t.Errorf("%s on one core\n%s\non eight\n%s", k, a, b)
		}
	}
}

// TestCensusIsBounded feeds a small census random names, rare and common ones:
// what it holds stays small, what it lists it has counted to within what it says
// it may have lost, and nothing is lost from the sum.
func TestCensusIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 20 {
		most := 4 + r.IntN(40)
		c := flow.NewSmallCensus(most)
		told := map[string]int{}
		sum := 0
		for range 600 {
			name := fmt.Sprintf("Name%d", r.IntN(r.IntN(300)+1))
			told[name]++
			sum++
			c.Add(flow.Surveyed{
				Document: entente.Document{Name: "d", Text: name + " spoke."},
				Unknowns: coder.Unknowns{Actors: []coder.UnknownActor{{Name: name, Sentence: entente.Span{Start: 0, End: len(name) + 7}}}},
			})
		}
		list := c.List(flow.UnknownActors, 1)
		if len(list) > most {
			t.Fatalf("%d names held, at most %d allowed", len(list), most)
		}
		lost := c.Uncounted(flow.UnknownActors)
		listed := map[string]int{}
		kept := lost.Mentions
		for _, u := range list {
			kept += u.Mentions
			listed[u.Name] = u.Mentions
		}
		if kept != sum {
			t.Errorf("%d mentions listed or uncounted, %d told", kept, sum)
		}
		for name, n := range told {
			if got := listed[name]; got > n || n-got > lost.Most {
				t.Errorf("%s was told %d times and counted %d times; at most %d may be lost", name, n, got, lost.Most)
			}
		}
	}
}

// TestUnknownRowsAreClean gives a census text with tabs, control characters and a
// sentence without end: rows keep their columns and stay short.
func TestUnknownRowsAreClean(t *testing.T) {
	text := "Zorblat\tsaid \x1b[31m" + strings.Repeat("é very ", 400)
	c := flow.NewCensus()
	c.Add(flow.Surveyed{
		Document: entente.Document{Name: "d", Text: text},
		Unknowns: coder.Unknowns{Actors: []coder.UnknownActor{{Name: "Zorblat", Sentence: entente.Span{Start: 0, End: len(text)}}}},
	})
	row := c.List(flow.UnknownActors, 1)[0].Row
	if strings.Count(row, "\t") != 6 || strings.ContainsAny(row, "\x1b\n") || len(row) > 450 || !strings.HasPrefix(row, "Zorblat\t\t\t\t\t\tZorblat said [31m") {
		t.Errorf("got the row %q", row)
	}
}
