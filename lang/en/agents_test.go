package en_test

import (
	"os"
	"strings"
	"testing"

	"github.com/entente-project/entente/lib/table"
)

func readTable(t *testing.T, path string, columns ...string) *table.Table {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab, err := table.Read(path, f, columns...)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// TestAgents holds every agent noun to a sector of the ontology and to its
// example, which has the noun in the singular or the plural.
func TestAgents(t *testing.T) {
	sectors := map[string]bool{}
	for _, r := range readTable(t, "../../ontology/sectors.tsv", "sector").Rows {
		sectors[r.Get("sector")] = true
	}
	seen := map[string]string{}
	for _, r := range readTable(t, "agents.tsv", "noun", "sector", "example").Rows {
		noun := r.Get("noun")
		if noun != strings.ToLower(noun) || noun == "" {
			t.Errorf("%s: %q is not in lower case", r.Place(), noun)
		}
		if at, ok := seen[noun]; ok {
			t.Errorf("%s: %q stands at %s too", r.Place(), noun, at)
		}
		seen[noun] = r.Place()
		if !sectors[r.Get("sector")] {
			t.Errorf("%s: the ontology has no sector %q", r.Place(), r.Get("sector"))
		}
		if !hasNoun(strings.ToLower(r.Get("example")), noun) {
			t.Errorf("%s: the example %q lacks %q", r.Place(), r.Get("example"), noun)
		}
	}
	if len(seen) < 250 {
		t.Errorf("%d agent nouns; at least 250 are asked for", len(seen))
	}
}

// hasNoun reports whether a sentence holds a noun as it stands or in the plural.
func hasNoun(sentence, noun string) bool {
	sentence = " " + strings.NewReplacer(".", " ", ",", " ").Replace(sentence) + " "
	forms := []string{noun, noun + "s", noun + "es"}
	for singular, plural := range map[string]string{"y": "ies", "man": "men", "child": "children", "attaché": "attachés"} {
		if stem, ok := strings.CutSuffix(noun, singular); ok {
			forms = append(forms, stem+plural)
		}
	}
	for _, f := range forms {
		if strings.Contains(sentence, " "+f+" ") {
			return true
		}
	}
	return false
}
