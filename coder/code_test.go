package coder_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lang/en"
)

var english = sync.OnceValues(func() (*coder.Coder, error) {
	l, err := en.Open(over())
	if err != nil {
		return nil, err
	}
	g, err := entity.Open(nil)
	if err != nil {
		return nil, err
	}
	return coder.New(l, g)
})

// over is the folder OVER, the user's own tables; nil without it.
func over() fs.FS {
	if dir := os.Getenv("OVER"); dir != "" {
		return os.DirFS(dir)
	}
	return nil
}

func open(t testing.TB) *coder.Coder {
	t.Helper()
	c, err := english()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// line writes an event as goldens do.
func line(doc entente.Document, e entente.Event) string {
	date := e.Date.String()
	if date == "" {
		date = "-"
	}
	s := date + "  " + parties(e.Actor) + " > " + parties(e.Recipient) + "  " + string(e.Type)
	if e.Mode != "" {
		s += "/" + string(e.Mode)
	}
	for _, x := range e.Contexts {
		s += " " + string(x)
	}
	if e.Aspect != entente.Actual {
		s += "  " + string(e.Aspect)
	}
	for _, p := range e.Speaker {
		s += fmt.Sprintf("  speaker=%q", p.Span.Of(doc.Text))
	}
	if p := e.Place; p.State != "" {
		s += fmt.Sprintf("  at=%s:%q:%s", p.State, p.Name, p.Precision)
	}
	return s + fmt.Sprintf("  %q", e.Evidence.Span(entente.RoleTrigger).Of(doc.Text))
}

func parties(ps []entente.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.String())
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, ",")
}

// TestShow prints what the coder makes of the text in the file that TEXT names.
func TestShow(t *testing.T) {
	name := os.Getenv("TEXT")
	if name == "" {
		t.Skip("set TEXT to a file to see what is coded from it")
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	date, err := entente.ParseDate(os.Getenv("DATE"))
	if err != nil {
		t.Fatal(err)
	}
	doc := entente.Document{Published: date, Text: string(b)}
	l, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := open(t)
	var out strings.Builder
	coding := c.Code(doc)
	for _, s := range l.Parse(doc.Text) {
		if os.Getenv("TREE") != "" {
			for i, k := range s.Tokens {
				fmt.Fprintf(&out, "%3d %-16s %-16s %-6s %-5s %3d %s\n", i+1, k.Form, k.Lemma, k.POS, k.Tag, k.Head, k.Rel)
			}
		}
		fmt.Fprintln(&out, s.Span.Of(doc.Text))
		for _, e := range coding.Events {
			if s.Span.Contains(e.Evidence.Span(entente.RoleTrigger)) {
				fmt.Fprintf(&out, "    %s  %.2f %s\n", line(doc, e), e.Confidence, e.Evidence.By)
			}
		}
		for _, e := range coding.Ties {
			if s.Span.Contains(e.Evidence.Span(entente.RoleTrigger)) {
				fmt.Fprintf(&out, "    TIE %s %s %v  %q %.2f %s\n", e.Kind, e.Dyad, e.Contexts, e.Evidence.Span(entente.RoleTrigger).Of(doc.Text), e.Confidence, e.Evidence.By)
			}
		}
	}
	t.Log("\n" + out.String())
}
