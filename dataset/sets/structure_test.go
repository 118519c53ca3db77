package sets

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestSets holds every set against what a reader of the manual expects to know of it.
func TestSets(t *testing.T) {
	kinds := []string{"event", "total", "tie", "vote", "score", "term"}
	cite := regexp.MustCompile(`^@[a-z]+\{[a-z0-9]+,\n[\s\S]*\}$`)
	names := map[string]bool{}
	for _, s := range structure() {
		if names[s.Name] {
			t.Errorf("two sets are called %s", s.Name)
		}
		names[s.Name] = true
		if s.Title == "" || s.Licence == "" || len(s.Traps) == 0 || s.From.IsZero() || s.Knows == nil || s.Read == nil {
			t.Errorf("%s lacks a title, licence, traps, beginning or reader", s.Name)
		}
		if !strings.HasPrefix(s.Version, s.Name+"/") {
			t.Errorf("%s has the version %q; it begins with the name", s.Name, s.Version)
		}
		if !strings.Contains(s.Official, "://") {
			t.Errorf("%s: %q is no address", s.Name, s.Official)
		}
		if !cite.MatchString(s.Cite) || strings.Count(s.Cite, "{") != strings.Count(s.Cite, "}") || !strings.Contains(s.Cite, "title = ") {
			t.Errorf("%s: no entry of BibTeX:\n%s", s.Name, s.Cite)
		}
		for _, trap := range s.Traps {
			if !strings.HasSuffix(trap, ".") {
				t.Errorf("%s: the trap %q is no sentence", s.Name, trap)
			}
		}
		if len(s.Gives) == 0 || slices.ContainsFunc(s.Gives, func(g string) bool { return !slices.Contains(kinds, g) }) {
			t.Errorf("%s gives %v; what is given is of %v", s.Name, s.Gives, kinds)
		}
		if got, ok := Named(s.Name); !ok || got.Title != s.Title {
			t.Errorf("%s is not found by its name", s.Name)
		}
	}
	if _, ok := Named("no such set"); ok {
		t.Error("a set is found that is not there")
	}
}

// TestManual holds the manual against the sets of structure: a section for each, with its
// traps and its citation word by word.
func TestManual(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "doc", "datasets.md"))
	if err != nil {
		t.Fatal(err)
	}
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	manual := flat(string(raw))
	for _, s := range structure() {
		for _, want := range append([]string{"## " + s.Title + " (`" + s.Name + "`)", s.Cite, s.Licence, s.Official, s.Version}, s.Traps...) {
			if !strings.Contains(manual, flat(want)) {
				t.Errorf("doc/datasets.md does not say of %s:\n%s", s.Name, want)
			}
		}
	}
}

// TestOneKnows shows that each story of each set is known by one set alone, so that a
// file needs no name to be read.
func TestOneKnows(t *testing.T) {
	stories, err := filepath.Glob(filepath.Join("..", "*", "testdata", "*.txt"))
	if err != nil || len(stories) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range stories {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var knowing []string
		for _, s := range structure() {
			if s.Knows(filepath.Base(path), raw) {
				knowing = append(knowing, s.Name)
			}
		}
		if len(knowing) > 1 || len(knowing) == 0 && ours(path) {
			t.Errorf("%s is known by %v", path, knowing)
		}
	}
}

// ours reports whether a story is one of a set of structure.
func ours(path string) bool {
	folder := filepath.Base(filepath.Dir(filepath.Dir(path)))
	return slices.Contains([]string{"atop", "contiguity", "diplomacy", "distance", "igo", "leaders", "mid", "rivalry", "sanctions", "sipri", "trade", "unvotes", "wars"}, folder)
}

// TestNoneKnows shows that no set takes any file for its own.
func TestNoneKnows(t *testing.T) {
	for _, head := range []string{"", "\n", "a,b,c\n1,2,3\n", "<html>", "{\"id\": 1}", "ccode1,ccode2,year\n2,20,1999\n"} {
		for _, s := range structure() {
			if s.Knows("x.csv", []byte(head)) {
				t.Errorf("%s takes %q for its own", s.Name, head)
			}
		}
	}
}
