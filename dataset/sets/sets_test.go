package sets

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/dataset/datasettest"
)

// Every set says what a user must know before he uses it.
func TestEverySetSaysWhatItIs(t *testing.T) {
	bibtex := regexp.MustCompile(`(?s)^@[a-z]+\{[a-z0-9]+,\n.*\n\}$`)
	gives := []string{"event", "mention", "total", "tie", "vote", "score", "term"}
	seen := map[string]bool{}
	for _, s := range events() {
		if s.Name == "" || s.Title == "" || s.Version == "" || s.Licence == "" || s.From.IsZero() || s.Knows == nil || s.Read == nil {
			t.Errorf("%s lacks something", s.Name)
		}
		if seen[s.Name] || seen[s.Version] {
			t.Errorf("%s stands twice", s.Name)
		}
		seen[s.Name], seen[s.Version] = true, true
		if !strings.HasPrefix(s.Official, "http") {
			t.Errorf("%s: address %q", s.Name, s.Official)
		}
		if !bibtex.MatchString(s.Cite) || strings.Count(s.Cite, "{") != strings.Count(s.Cite, "}") {
			t.Errorf("%s: BibTeX %q", s.Name, s.Cite)
		}
		if len(s.Traps) < 3 {
			t.Errorf("%s has %d traps", s.Name, len(s.Traps))
		}
		for _, x := range s.Traps {
			if !strings.HasSuffix(x, ".") {
				t.Errorf("%s: %q is no sentence", s.Name, x)
			}
		}
		for _, g := range s.Gives {
			if !slices.Contains(gives, g) {
				t.Errorf("%s gives %q", s.Name, g)
			}
		}
	}
}

// A file is known by one set alone, from its first 4 KiB.
func TestFilesAreKnown(t *testing.T) {
	for file, want := range map[string]string{
		"gdelt/20180101000000.export.CSV.gz":                    "gdelt",
		"gdelt/20170312.export.v1.sample.tsv.gz":                "gdelt-1",
		"gdelt/20170701234500.translation.mentions.full.tsv.gz": "gdelt-mentions",
		"icews/events.2018.sample.tab.gz":                       "icews",
		"icews/icews_sample.csv.gz":                             "icews",
		"icews/icews_dyad_year_quads_2002_2014.csv.gz":          "quads",
		"keds/levant.cameo.csv.gz":                              "keds",
		"keds/balkans.weis.csv.gz":                              "keds",
		"gdelt/20170701.gkg.v1.sample.tsv.gz":                   "",
		"gdelt/20170701234500.gkg.v2.sample.tsv.gz":             "",
		"icews14/icews14_named.tsv.gz":                          "",
		"keds/cameo.scale.csv.gz":                               "",
	} {
		head, err := io.ReadAll(io.LimitReader(datasettest.Shared(t, "../..", file), 4<<10))
		if err != nil {
			t.Fatal(err)
		}
		var known []string
		for _, s := range events() {
			if s.Knows(file, head) {
				known = append(known, s.Name)
			}
		}
		if strings.Join(known, " ") != want {
			t.Errorf("%s is known by %v; want %q", file, known, want)
		}
		if s, err := Of(events(), file, head); s.Name != want || (err == nil) != (want != "") {
			t.Errorf("%s is of %q, %v", file, s.Name, err)
		}
	}
}

func TestNoSetKnowsWhatIsEmpty(t *testing.T) {
	for _, head := range []string{"", "\n", "\ufeff", "a\n", strings.Repeat("\t", 60) + "\n"} {
		for _, s := range events() {
			if s.Knows("x", []byte(head)) {
				t.Errorf("%s knows %q", s.Name, head)
			}
		}
	}
}
