package ledgertest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// by is what the tests give as Evidence.By.
const by = "ledgertest"

// Report is a document with what was coded from it. An act is written "DATE
// WHO TYPE ASPECT", as in "2015-02-10 BLR:GOV>RUS REJECT actual"; several
// parties on one side are joined by "+", a symmetric act has no ">", and "-" is
// a date or party that is not known.
func Report(outlet, published, text string, acts ...string) ledger.Batch {
	date := mustDate(published)
	d := entente.Document{
		ID: entente.NewDocumentID(outlet, "", date, text), Outlet: outlet, Published: date, Language: "en", Text: text,
	}
	b := ledger.Batch{Documents: []entente.Document{d}}
	for i, act := range acts {
		e := parseAct(act)
		e.Evidence = entente.Evidence{Document: d.ID, By: by, Spans: []entente.Mark{
			{Role: entente.RoleSentence, Span: entente.Span{Start: 0, End: len(text)}},
			{Role: entente.RoleTrigger, Span: entente.Span{Start: i, End: i + 1}},
		}}
		e.ID = entente.NewEventID(e)
		b.Events = append(b.Events, e)
	}
	return b
}

// WithTie is b with a tie more on its first document.
func WithTie(b ledger.Batch, kind entente.TieKind, from, to entente.EntityID, start, seen string) ledger.Batch {
	d := b.Documents[0]
	t := entente.Tie{
		Kind: kind, Dyad: entente.Dyad{From: from, To: to}, Start: mustDate(start), Seen: mustDate(seen), Confidence: 0.75,
		Evidence: entente.Evidence{Document: d.ID, By: by, Spans: []entente.Mark{
			{Role: entente.RoleTrigger, Span: entente.Span{Start: len(b.Ties), End: len(d.Text)}},
		}},
	}
	t.ID = entente.NewTieID(t)
	b.Ties = append(b.Ties, t)
	return b
}

func parseAct(act string) entente.Event {
	f := strings.Fields(act)
	if len(f) != 4 {
		panic(fmt.Sprintf("an act is DATE WHO TYPE ASPECT, not %q", act))
	}
	actor, recipient, directed := strings.Cut(f[1], ">")
	e := entente.Event{
		Date: mustDate(f[0]), Actor: parseParties(actor), Type: entente.Type(f[2]), Aspect: entente.Aspect(f[3]), Confidence: 0.5,
	}
	if directed {
		e.Recipient = parseParties(recipient)
	}
	return e
}

func parseParties(s string) []entente.Party {
	var out []entente.Party
	for name := range strings.SplitSeq(s, "+") {
		id, sector, _ := strings.Cut(name, ":")
		if id == "-" {
			id = ""
		}
		out = append(out, entente.Party{Entity: entente.EntityID(id), Sector: entente.Sector(sector)})
	}
	return out
}

func mustDate(s string) entente.Date {
	if s == "-" || s == "" {
		return entente.Date{}
	}
	d, err := entente.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Join is all batches as one.
func Join(batches ...ledger.Batch) ledger.Batch {
	var out ledger.Batch
	for _, b := range batches {
		out.Documents = append(out.Documents, b.Documents...)
		out.Events = append(out.Events, b.Events...)
		out.Ties = append(out.Ties, b.Ties...)
	}
	return out
}

// keep keeps b and ends the test when that fails.
func keep(t testing.TB, l ledger.Ledger, b ledger.Batch) ledger.Kept {
	t.Helper()
	kept, err := l.Keep(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// events lists the events that match q as acts, in the order given.
func events(t testing.TB, l ledger.Ledger, q ledger.Query) []string {
	t.Helper()
	out := []string{}
	for _, e := range allEvents(t, l, q) {
		out = append(out, actOf(e))
	}
	return out
}

func allEvents(t testing.TB, l ledger.Ledger, q ledger.Query) []entente.Event {
	t.Helper()
	var out []entente.Event
	for e, err := range l.Events(context.Background(), q) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func allTies(t testing.TB, l ledger.Ledger, q ledger.Query) []entente.Tie {
	t.Helper()
	var out []entente.Tie
	for tie, err := range l.Ties(context.Background(), q) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tie)
	}
	return out
}

// ties lists the ties that match q as "KIND DYAD START".
func ties(t testing.TB, l ledger.Ledger, q ledger.Query) []string {
	t.Helper()
	out := []string{}
	for _, tie := range allTies(t, l, q) {
		out = append(out, fmt.Sprintf("%s %s %s", tie.Kind, tie.Dyad, or(tie.Start.String(), "-")))
	}
	return out
}

// tallies lists what Tally gives as "DYAD MONTH TYPE ASPECT episodes/reports/outlets".
func tallies(t testing.TB, l ledger.Ledger, q ledger.Query) []string {
	t.Helper()
	list, err := l.Tally(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, y := range list {
		out = append(out, fmt.Sprintf("%s %s %s %s %d/%d/%d", y.Dyad, or(y.Month.String(), "-"), y.Type, y.Aspect, y.Events, y.Reports, y.Outlets))
	}
	return out
}

// actOf is e as [Report] reads it.
func actOf(e entente.Event) string {
	who := partiesOf(e.Actor)
	if len(e.Recipient) > 0 {
		who += ">" + partiesOf(e.Recipient)
	}
	return fmt.Sprintf("%s %s %s %s", or(e.Date.String(), "-"), who, e.Type, e.Aspect)
}

func partiesOf(ps []entente.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, or(p.String(), "-"))
	}
	return strings.Join(out, "+")
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// same fails the test when got is not want, entry by entry.
func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s: got\n%s\nwant\n%s", what, g, w)
	}
}

// written is v in JSON, by which two nouns are the same or not.
func written(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
