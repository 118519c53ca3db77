package brief_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
	"github.com/entente-project/entente/measure"
)

var update = flag.Bool("update", false, "rewrite the golden briefs")

// A shelf is a book in memory, read from a fixture (see readFixture).
type shelf struct {
	events    []entente.Event
	ties      []entente.Tie
	documents map[entente.DocumentID]entente.Document
}

func (s *shelf) Events(_ context.Context, _ entente.Pair, w entente.Window) iter.Seq2[entente.Event, error] {
	sorted := slices.SortedFunc(slices.Values(s.events), func(a, b entente.Event) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
	})
	return func(yield func(entente.Event, error) bool) {
		for _, e := range sorted {
			if w.Has(entente.MonthOf(e.Date)) && !yield(e, nil) {
				return
			}
		}
	}
}

func (s *shelf) Ties(context.Context, entente.Pair) iter.Seq2[entente.Tie, error] {
	return func(yield func(entente.Tie, error) bool) {
		for _, t := range s.ties {
			if !yield(t, nil) {
				return
			}
		}
	}
}

func (s *shelf) Documents(_ context.Context, ids ...entente.DocumentID) ([]entente.Document, error) {
	var out []entente.Document
	for _, id := range ids {
		out = append(out, s.documents[id])
	}
	return out, nil
}

// names calls entities by name.
type names map[entente.EntityID]string

func (n names) Name(id entente.EntityID) string { return cmp.Or(n[id], string(id)) }

var called = names{"BLR": "Belarus", "RUS": "Russia", "USA": "United States", "CUB": "Cuba", "KAZ": "Kazakhstan"}

// readFixture reads reports with their coding:
//
//	report 2015-09-20 | Example Wire | https://example.org/1
//	Moscow approved an air base in Belarus on Saturday, the defence ministry said.
//	  RUS:GOV>BLR AGREE date=2015-09-19 contexts=military trigger="approved" day="on Saturday" speaker="the defence ministry"
//	  tie dependence BLR>RUS trigger="depends on"
//
// Marked words stand once in the sentence; the sentence is the whole report.
func readFixture(t *testing.T, file string) (*shelf, entente.Pair) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{documents: map[entente.DocumentID]entente.Document{}}
	var pair entente.Pair
	var d entente.Document
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "pair "):
			a, b, _ := strings.Cut(line[5:], "-")
			pair = entente.NewPair(entente.EntityID(a), entente.EntityID(b))
		case strings.HasPrefix(line, "report "):
			parts := append(strings.Split(line[7:], " | "), "", "")
			published, err := entente.ParseDate(parts[0])
			if err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
			d = entente.Document{Published: published, Outlet: parts[1], URL: parts[2]}
		case strings.HasPrefix(line, "  "):
			if err := s.code(d, line); err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
		default:
			d.Text = strings.ReplaceAll(line, `\n`, "\n")
			d.ID = entente.NewDocumentID(d.Outlet, d.URL, d.Published, d.Text)
			s.documents[d.ID] = d
		}
	}
	return s, pair
}

var quotedOrNot = regexp.MustCompile(`[^\s"]+"[^"]*"|[^\s"]+`)

func (s *shelf) code(d entente.Document, line string) error {
	e := entente.Event{Date: d.Published, Aspect: entente.Actual, Confidence: 0.9}
	tie := entente.Tie{Seen: d.Published, Confidence: 0.9}
	evidence := entente.Evidence{Document: d.ID, By: "fixture", Spans: []entente.Mark{{Role: entente.RoleSentence, Span: entente.Span{End: len(d.Text)}}}}
	var speaker []entente.Party
	var kind []string
	isTie := false
	for _, word := range quotedOrNot.FindAllString(line, -1) {
		name, value, part := strings.Cut(word, "=")
		value = strings.Trim(value, `"`)
		from, to, directed := strings.Cut(word, ">")
		span := entente.Span{Start: strings.Index(d.Text, value)}
		span.End = span.Start + len(value)
		if part && slices.Contains([]string{"trigger", "day", "speaker"}, name) && span.Start < 0 {
			return fmt.Errorf("%q does not stand in the report", value)
		}
		var err error
		switch {
		case word == "tie":
			isTie = true
		case !part && directed:
			e.Actor, e.Recipient = parties(from), parties(to)
			tie.Dyad = entente.Dyad{From: e.Actor[0].Entity, To: e.Recipient[0].Entity}
		case !part && strings.Contains(word, "+"):
			e.Actor = parties(word)
		case !part:
			kind = append(kind, word)
		case name == "date":
			e.Date, err = entente.ParseDate(value)
		case name == "start":
			tie.Start, err = entente.ParseDate(value)
		case name == "mode":
			e.Mode = entente.Mode(value)
		case name == "aspect":
			e.Aspect = entente.Aspect(value)
		case name == "contexts":
			for c := range strings.SplitSeq(value, ",") {
				e.Contexts = append(e.Contexts, entente.Context(c))
			}
		case name == "trigger":
			evidence.Spans = append(evidence.Spans, entente.Mark{Role: entente.RoleTrigger, Span: span})
		case name == "day":
			evidence.Spans = append(evidence.Spans, entente.Mark{Role: entente.RoleDate, Span: span})
		case name == "speaker":
			speaker = append(speaker, entente.Party{Span: span})
		case name == "by":
			speaker = append(speaker, entente.Party{Entity: entente.EntityID(value)})
		default:
			err = fmt.Errorf("unknown word %q", word)
		}
		if err != nil {
			return err
		}
	}
	if isTie {
		tie.Kind, tie.Contexts, tie.Speaker, tie.Evidence = entente.TieKind(strings.Join(kind, " ")), e.Contexts, speaker, evidence
		tie.ID = entente.NewTieID(tie)
		s.ties = append(s.ties, tie)
		return nil
	}
	e.Type, e.Speaker, e.Evidence = entente.Type(strings.Join(kind, " ")), speaker, evidence
	e.ID = entente.NewEventID(e)
	s.events = append(s.events, e)
	return nil
}

func parties(text string) []entente.Party {
	var out []entente.Party
	for p := range strings.SplitSeq(text, "+") {
		id, sector, _ := strings.Cut(p, ":")
		out = append(out, entente.Party{Entity: entente.EntityID(id), Sector: entente.Sector(sector)})
	}
	return out
}

func write(t *testing.T, s *shelf, pair entente.Pair) (entente.Profile, entente.Brief) {
	t.Helper()
	rules, err := measure.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	phrases, err := brief.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	field, err := rules.Survey(context.Background(), s, entente.Window{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := field.Look(context.Background(), s, pair)
	if err != nil {
		t.Fatal(err)
	}
	return p, phrases.Write(p, called)
}

// TestBriefs holds the brief of every testdata/*.fixture against the Markdown
// and the text beside it; -update rewrites them.
func TestBriefs(t *testing.T) {
	files, err := filepath.Glob("testdata/*.fixture")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata/*.fixture", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".fixture"), func(t *testing.T) {
			s, pair := readFixture(t, file)
			p, b := write(t, s, pair)
			checkCitations(t, b, s, p)
			golden(t, strings.TrimSuffix(file, ".fixture")+".md", brief.Markdown(b))
			golden(t, strings.TrimSuffix(file, ".fixture")+".txt", brief.Text(b, 72))
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test ./brief -update rewrites it. Got:\n%s", file, got)
	}
}

// checkCitations holds every sentence to its words: there is at least one
// citation, with an outlet; words of a report stand in it byte for byte; and what
// a sentence quotes stands in the words of the report that it cites.
func checkCitations(t *testing.T, b entente.Brief, s *shelf, p entente.Profile) {
	t.Helper()
	all := []entente.Finding{b.Lead}
	for _, sec := range b.Sections {
		if len(sec.Findings) == 0 || sec.Heading == "" {
			t.Errorf("section %q is empty", sec.Heading)
		}
		all = append(all, sec.Findings...)
	}
	for _, f := range all {
		if len(f.Citations) == 0 || f.Text == "" {
			t.Errorf("%q cites nothing", f.Text)
		}
		if strings.Count(f.Text, "“") != strings.Count(f.Text, "”") || strings.Contains(f.Text, "  ") || !strings.HasSuffix(f.Text, ".") {
			t.Errorf("%q is not a well-made sentence", f.Text)
		}
		for _, c := range f.Citations {
			if c.Outlet == "" || c.Words == "" {
				t.Errorf("%q cites %+v", f.Text, c)
			}
			if c.Document == "" {
				continue
			}
			d, ok := s.documents[c.Document]
			if !ok || !strings.Contains(d.Text, c.Words) || d.Published != c.Date {
				t.Errorf("%q cites words that do not stand in its document: %q", f.Text, c.Words)
			}
			if _, q, ok := strings.Cut(f.Text, ": “"); ok && len(f.Citations) == 1 && !strings.Contains(flat(d.Text), flat(strings.TrimSuffix(q, "”."))) {
				t.Errorf("%q quotes what does not stand in its document", f.Text)
			}
		}
		if p.Gap.Point.N == 0 && strings.Contains(f.Text, "interval") && !strings.Contains(f.Text, "hold") {
			t.Errorf("%q states a gap where there is none", f.Text)
		}
	}
}

// flat is s on one line without control characters and with all quotation marks alike.
func flat(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
	s = strings.NewReplacer("“", "'", "”", "'", "‘", "'", "’", "'", `"`, "'").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}
