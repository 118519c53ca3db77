package brief_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
	"github.com/entente-project/entente/ontology/plover"
)

func one[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

var reports = []string{
	"Minsk has not yet agreed to the price, Moscow said.",
	"“We shall never lease the harbour,” the minister told\nreporters, “nor the road to it.”",
	"Russia and Belarus — long at odds over milk — met; nothing came of it!",
	"No.",
	"",
	"Токио выразил протест. 東京は抗議した。",
	"He called it \"a gift\x1b[31m\" and \u202eleft, while aides to both presidents went on for hours over every clause of every annex that anyone could find in the drawer of the desk in the corner of the room.",
}

// anyShelf is a book of random codings of the reports, some with spans that are
// off, some of data sets without a document.
func anyShelf(seed uint64) *shelf {
	r := rand.New(rand.NewPCG(seed, 3))
	s := &shelf{documents: map[entente.DocumentID]entente.Document{}}
	ids := []entente.EntityID{"BLR", "RUS", "RUS", "KAZ", ""}
	party := func() []entente.Party { return []entente.Party{{Entity: one(r, ids)}} }
	for i := range 5 + r.IntN(60) {
		published := entente.NewDate(2015, 1+r.IntN(12), 1+r.IntN(28))
		d := entente.Document{Outlet: one(r, []string{"A", "B", ""}), Published: published, Text: one(r, reports)}
		d.ID = entente.NewDocumentID(d.Outlet, fmt.Sprint(i), published, d.Text)
		s.documents[d.ID] = d
		span := func() entente.Span {
			a := r.IntN(len(d.Text) + 2)
			return entente.Span{Start: a, End: a + r.IntN(12)}
		}
		ev := entente.Evidence{Document: d.ID, By: "test"}
		switch r.IntN(4) {
		case 0:
			ev = entente.Evidence{By: "a data set"}
		case 1:
			ev.Spans = []entente.Mark{{Role: entente.RoleTrigger, Span: span()}}
		default:
			ev.Spans = []entente.Mark{{Role: entente.RoleSentence, Span: entente.Span{End: len(d.Text)}}, {Role: entente.RoleTrigger, Span: span()}}
		}
		speaker := party()
		speaker[0].Span = span()
		if r.IntN(6) == 0 {
			t := entente.Tie{
				Kind: one(r, []entente.TieKind{entente.Ally, entente.Dependence, entente.Base}), Dyad: entente.Dyad{From: "BLR", To: "RUS"},
				Seen: published, Speaker: speaker, Evidence: ev,
			}
			t.ID = entente.NewTieID(t)
			s.ties = append(s.ties, t)
			continue
		}
		e := entente.Event{
			Date: one(r, []entente.Date{published, published, entente.NewDate(2014, 3, 0), {}}), Actor: party(), Recipient: party(),
			Type:   one(r, []entente.Type{entente.Agree, entente.Accuse, entente.Reject, entente.Aid, entente.Consult, entente.Request, "UNHEARD"}),
			Aspect: one(r, []entente.Aspect{entente.Actual, entente.Actual, entente.Habitual, entente.Future}), Speaker: speaker, Evidence: ev,
		}
		if e.Type == "UNHEARD" {
			e.Type = entente.Support
		}
		e.ID = entente.NewEventID(e)
		s.events = append(s.events, e)
	}
	return s
}

// Whatever was coded, every sentence has its words, and nothing in the output
// commands a terminal or breaks a line.
func TestEverySentenceHasItsWords(t *testing.T) {
	for seed := range uint64(150) {
		s := anyShelf(seed)
		p, b := write(t, s, entente.NewPair("BLR", "RUS"))
		checkCitations(t, b, s, p)
		for _, out := range []string{brief.Text(b, 60), brief.Markdown(b)} {
			if !utf8.ValidString(out) {
				t.Fatalf("seed %d: not UTF-8:\n%q", seed, out)
			}
			for _, r := range out {
				if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Fatalf("seed %d: control character %q", seed, r)
				}
			}
		}
		if _, again := write(t, s, entente.NewPair("RUS", "BLR")); brief.Text(again, 60) != brief.Text(b, 60) {
			t.Fatalf("seed %d: a second brief differs", seed)
		}
	}
}

func TestTextKeepsWithinColumns(t *testing.T) {
	s, pair := readFixture(t, "testdata/base.fixture")
	_, b := write(t, s, pair)
	b.Title = strings.Repeat("東京 ", 60)
	for _, columns := range []int{10, 40, 63, 100} {
		for line := range strings.Lines(brief.Text(b, columns)) {
			n := 0
			for _, r := range strings.TrimRight(line, "\n") {
				if n++; r > 0x2e80 {
					n++
				}
			}
			if n > max(columns, 40) {
				t.Errorf("%d columns hold a line of %d: %q", columns, n, line)
			}
		}
	}
}

// A report cannot write Markdown of its own.
func TestMarkdownIsEscaped(t *testing.T) {
	c := entente.Citation{Outlet: "A*B", Words: "see [this](javascript:x) <b>now</b> | `x`", Document: "d", Event: "e", URL: "https://example.org/a>b c"}
	got := brief.Markdown(entente.Brief{Title: "# A", Lead: entente.Finding{Text: "A_b_", Citations: []entente.Citation{c}}})
	for _, want := range []string{`# \# A`, `A\_b\_`, `A\*B`, `\[this\]`, `\<b\>now`, "<https://example.org/a%3Eb%20c>"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

// Every type and mode of the codebook is told in words, and no phrase shows its
// codes or an empty place.
func TestEveryActHasItsPhrase(t *testing.T) {
	book, err := plover.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range book.Types() {
		modes := []entente.Mode{""}
		for _, m := range book.Modes(typ.Type) {
			modes = append(modes, m.Mode)
		}
		for _, m := range modes {
			for _, actor := range []string{"BLR", "BLR+RUS"} {
				s := &shelf{documents: map[entente.DocumentID]entente.Document{}}
				d := entente.Document{ID: "d", Outlet: "A", Published: entente.NewDate(2015, 2, 3), Text: "The two had dealings on Monday."}
				s.documents["d"] = d
				e := entente.Event{ID: "e", Type: typ.Type, Mode: m, Aspect: entente.Actual, Date: entente.NewDate(2015, 2, 2), Actor: parties(actor), Evidence: entente.Evidence{Document: "d"}}
				if actor == "BLR" {
					e.Recipient = parties("RUS")
				}
				p := entente.Profile{Pair: entente.NewPair("BLR", "RUS"), Exhibits: []entente.Exhibit{{Event: &e, Document: d, Block: entente.Words, Sign: 1, Reports: 1, Outlets: 1}}}
				phrases, err := brief.Open(nil)
				if err != nil {
					t.Fatal(err)
				}
				b := phrases.Write(p, called)
				text := b.Sections[0].Findings[0].Text
				if strings.Contains(text, "dealt with") || strings.ContainsAny(text, "{}") || strings.Contains(text, string(typ.Type)) || !strings.Contains(text, "Belarus") && !strings.Contains(text, "armed forces") {
					t.Errorf("%s %s %s: %s", typ.Type, m, actor, text)
				}
			}
		}
	}
}

// TestSeed writes the brief of the events and ties that a careful coder finds in
// the article that the product starts from: the two are less close than they seem.
func TestSeed(t *testing.T) {
	const folder = "../../shared/seed/"
	article, err := os.ReadFile(folder + "article.txt")
	if err != nil {
		t.Skip("the article that the product starts from is not here: ", err)
	}
	rows, err := os.ReadFile(folder + "expected.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	d := entente.Document{ID: "article", Outlet: "The article", Published: entente.NewDate(2015, 9, 22), Text: string(article)}
	s := &shelf{documents: map[entente.DocumentID]entente.Document{d.ID: d}}
	for line := range strings.Lines(string(rows)) {
		if err := s.expect(d, []byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	p, b := write(t, s, entente.NewPair("BLR", "RUS"))
	checkCitations(t, b, s, p)
	if want := "Belarus and Russia look closer than they act, on thin evidence"; b.Title != want {
		t.Errorf("title %q, want %q", b.Title, want)
	}
	text := brief.Text(b, 80)
	for _, want := range []string{"WHAT LOOKS CLOSE", "pledged to defend Belarus", "WHAT SHOWS OTHERWISE", "WHY BELARUS CANNOT EASILY SAY NO", "Russia cannot count on a yes either"} {
		if !strings.Contains(flat(text), want) {
			t.Errorf("no %q in the brief", want)
		}
	}
	t.Log("\n" + text)
}

// expect keeps a row of what a careful coder finds.
func (s *shelf) expect(d entente.Document, line []byte) error {
	var row struct {
		Kind, Date, Text               string
		Must                           bool
		Actor, Recipient, Pair, Accept []string
		Contexts                       []entente.Context
		Aspect                         []entente.Aspect
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return err
	}
	start := strings.Index(flat(d.Text), flat(row.Text))
	if row.Kind == "never" || !row.Must || start < 0 {
		return nil
	}
	ev := entente.Evidence{Document: d.ID, By: "expected", Spans: []entente.Mark{{Role: entente.RoleTrigger, Span: place(d.Text, row.Text)}}}
	if row.Kind == "tie" {
		t := entente.Tie{Kind: entente.TieKind(row.Accept[0]), Dyad: entente.Dyad{From: entente.EntityID(row.Pair[0]), To: entente.EntityID(row.Pair[1])}, Contexts: row.Contexts, Seen: d.Published, Evidence: ev}
		t.ID = entente.NewTieID(t)
		s.ties = append(s.ties, t)
		return nil
	}
	e := entente.Event{Type: entente.Type(row.Accept[0]), Aspect: row.Aspect[0], Contexts: row.Contexts, Date: d.Published, Evidence: ev}
	if row.Date != "" {
		date, err := entente.ParseDate(row.Date)
		if err != nil {
			return err
		}
		e.Date = date
	}
	for _, a := range row.Actor {
		e.Actor = append(e.Actor, entente.Party{Entity: entente.EntityID(a)})
	}
	for _, a := range row.Recipient {
		e.Recipient = append(e.Recipient, entente.Party{Entity: entente.EntityID(a)})
	}
	e.ID = entente.NewEventID(e)
	s.events = append(s.events, e)
	return nil
}

// place finds words in text, whatever its quotation marks are like.
func place(text, words string) entente.Span {
	first := strings.Fields(words)
	for i := range text {
		for end := i + len(words) - 6; end <= min(len(text), i+len(words)+12); end++ {
			if end > i && strings.HasPrefix(text[i:], first[0]) && flat(text[i:end]) == flat(words) {
				return entente.Span{Start: i, End: end}
			}
		}
	}
	return entente.Span{}
}

func FuzzQuote(f *testing.F) {
	for _, r := range reports {
		f.Add(r, 0, len(r), 3, 9)
	}
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if !utf8.ValidString(text) {
			return
		}
		doc := entente.Document{ID: "d", Outlet: "A", Text: text}
		ev := entente.Evidence{Document: "d", By: "x", Spans: []entente.Mark{
			{Role: entente.RoleSentence, Span: entente.Span{Start: a, End: b}}, {Role: entente.RoleTrigger, Span: entente.Span{Start: c, End: d}},
		}}
		e := entente.Event{ID: "e", Type: entente.Reject, Aspect: entente.Actual, Actor: parties("BLR"), Recipient: parties("RUS"), Evidence: ev}
		p := entente.Profile{Pair: entente.NewPair("BLR", "RUS"), Exhibits: []entente.Exhibit{{Event: &e, Document: doc, Block: entente.Conduct, Sign: -1}}}
		phrases, err := brief.Open(nil)
		if err != nil {
			t.Fatal(err)
		}
		words := phrases.Write(p, called).Sections[0].Findings[0].Citations[0]
		if words.Document != "" && !strings.Contains(text, words.Words) || words.Words == "" {
			t.Errorf("%q cites %q", text, words.Words)
		}
	})
}
