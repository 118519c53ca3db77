package coder_test

import (
	"io/fs"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// TestExplainCodesAsCodeDoes holds the explanations of every story against its coding.
func TestExplainCodesAsCodeDoes(t *testing.T) {
	c := open(t)
	files, err := fs.Glob(os.DirFS("testdata"), "*.txt")
	if err != nil || len(files) < 50 {
		t.Fatal(len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(string(data), "\n--\n")
		_, text, _ = strings.Cut(text, "\n")
		doc := entente.Document{Text: text, Published: entente.NewDate(2024, 6, 14)}
		want := c.Code(doc).Events
		var got []entente.Event
		for _, x := range c.Explain(doc) {
			got = append(got, x.Event)
			sum := 0.0
			for _, trait := range x.Traits {
				sum += trait.Weight
				if c.TraitMeaning(trait.Name) == "" {
					t.Errorf("%s: trait %s has no row in confidence.tsv", name, trait.Name)
				}
			}
			p := math.Round(100*max(0.05, min(0.95, 1/(1+math.Exp(-sum))))) / 100
			if p != x.Event.Confidence {
				t.Errorf("%s: traits add up to %v, the event says %v", name, p, x.Event.Confidence)
			}
			if len(x.Rows) == 0 || !strings.HasPrefix(x.Event.Evidence.By, x.Rows[0].By) {
				t.Errorf("%s: rows %v, by %s", name, x.Rows, x.Event.Evidence.By)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: explained %v, coded %v", name, got, want)
		}
	}
}
