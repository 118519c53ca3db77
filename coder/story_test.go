package coder_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

var update = flag.Bool("update", false, "write what is coded into the stories")

// TestStories codes every story of testdata. A story is a line "published DATE",
// the text, a line "--" and the events and ties that must come out of it, no
// more and no fewer.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { story(t, file) })
	}
}

func story(t *testing.T, file string) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	told, want, _ := strings.Cut(string(b), "\n--\n")
	head, text, _ := strings.Cut(told, "\n")
	date, err := entente.ParseDate(strings.TrimPrefix(head, "published "))
	if err != nil {
		t.Fatalf("%s:1: %v", file, err)
	}
	got := tell(t, entente.Document{Published: date, Text: text})
	if *update {
		if err := os.WriteFile(file, []byte(told+"\n--\n"+got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Errorf("%s\nwant\n%s\ngot\n%s", text, want, got)
	}
}

// tell writes what is coded from doc, an event or tie a line.
func tell(t *testing.T, doc entente.Document) string {
	var out strings.Builder
	coding := open(t).Code(doc)
	for _, e := range coding.Events {
		fmt.Fprintln(&out, line(doc, e))
	}
	for _, x := range coding.Ties {
		fmt.Fprintf(&out, "tie  %s > %s  %s  %q\n", x.Dyad.From, x.Dyad.To, x.Kind, x.Evidence.Span(entente.RoleTrigger).Of(doc.Text))
	}
	return out.String()
}
