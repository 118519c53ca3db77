// Package ledgertest is the contract of package ledger: a store is done when
// [Run] passes on it and [Agree] finds it of one mind with ledger/memory. A
// store goes in; failed tests come out.
package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// An Opener returns an empty ledger of its own for t; Run closes it.
type Opener func(t testing.TB) ledger.Ledger

// Run holds the ledgers that open returns to the contract.
func Run(t *testing.T, open Opener) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, ledger.Ledger)
	}{
		{"EmptyLedgerIsEmpty", emptyLedgerIsEmpty},
		{"KeepTwiceIsOnce", keepTwiceIsOnce},
		{"KnownUnderAnotherName", knownUnderAnotherName},
		{"RecodeReplaces", recodeReplaces},
		{"RecodeToNothing", recodeToNothing},
		{"TheLaterOfTwoIsKept", theLaterOfTwoIsKept},
		{"RowsWithoutDocument", rowsWithoutDocument},
		{"UnfitBatchIsRefusedWhole", unfitBatchIsRefusedWhole},
		{"DocumentsInTheOrderAsked", documentsInTheOrderAsked},
		{"AllDocumentsByID", allDocumentsByID},
		{"NotFound", notFound},
		{"EventsByDateThenID", eventsByDateThenID},
		{"QueriesFilter", queriesFilter},
		{"TiesFilter", tiesFilter},
		{"TallyKeepsDirection", tallyKeepsDirection},
		{"SymmetricEventsCountBothWays", symmetricEventsCountBothWays},
		{"EpisodesFold", episodesFold},
		{"UnknownOutletsAreNotCounted", unknownOutletsAreNotCounted},
		{"UndatedEventsUnderZeroMonth", undatedEventsUnderZeroMonth},
		{"TallyOfAQuery", tallyOfAQuery},
		{"UnknownPartiesAreNotTallied", unknownPartiesAreNotTallied},
		{"WhatComesOutIsACopy", whatComesOutIsACopy},
		{"RoundTripLossless", roundTripLossless},
		{"ConcurrentKeeps", concurrentKeeps},
		{"KeepWhileReading", keepWhileReading},
		{"StopReading", stopReading},
		{"CancelledContext", cancelledContext},
		{"ClosedLedgerRefuses", closedLedgerRefuses},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := open(t)
			defer l.Close()
			test.run(t, l)
		})
	}
}

const (
	refusal = "2015-02-10 BLR:GOV>RUS:GOV REJECT actual"
	meeting = "2015-02-10 BLR+RUS CONSULT actual"
	promise = "2015-02-11 RUS>BLR AID future"
)

func minsk() ledger.Batch {
	return Report("Reuters", "2015-02-10", "Minsk turned the request down after the talks.", refusal, meeting)
}

func emptyLedgerIsEmpty(t *testing.T, l ledger.Ledger) {
	same(t, "events", events(t, l, ledger.Query{}), nil)
	same(t, "ties", ties(t, l, ledger.Query{}), nil)
	same(t, "tallies", tallies(t, l, ledger.Query{}), nil)
	if kept := keep(t, l, ledger.Batch{}); kept != (ledger.Kept{}) {
		t.Errorf("an empty batch kept %+v", kept)
	}
}

func keepTwiceIsOnce(t *testing.T, l ledger.Ledger) {
	b := WithTie(minsk(), entente.Ally, "BLR", "RUS", "1999", "2015-02-10")
	if got, want := keep(t, l, b), (ledger.Kept{Documents: 1, Events: 2, Ties: 1}); got != want {
		t.Errorf("first: got %+v, want %+v", got, want)
	}
	before := tallies(t, l, ledger.Query{})
	if got, want := keep(t, l, b), (ledger.Kept{Known: 1}); got != want {
		t.Errorf("second: got %+v, want %+v", got, want)
	}
	same(t, "tallies", tallies(t, l, ledger.Query{}), before)
	same(t, "events", sorted(events(t, l, ledger.Query{})), []string{meeting, refusal})
	same(t, "ties", ties(t, l, ledger.Query{}), []string{"ally BLR>RUS 1999"})
}

func knownUnderAnotherName(t *testing.T, l ledger.Ledger) {
	b := minsk()
	b.Documents[0].Name = "monday/one.txt"
	keep(t, l, b)
	b.Documents[0].Name = "copy/one.txt"
	if got, want := keep(t, l, b), (ledger.Kept{Known: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	d, err := l.Documents(context.Background(), b.Documents[0].ID)
	if err != nil || d[0].Name != "monday/one.txt" {
		t.Errorf("got name %q, error %v; want the first name", d[0].Name, err)
	}
}

func recodeReplaces(t *testing.T, l ledger.Ledger) {
	const text = "Minsk turned the request down after the talks."
	keep(t, l, minsk())
	keep(t, l, Report("TASS", "2015-02-11", "Moscow will lend Minsk money.", promise))
	again := WithTie(Report("Reuters", "2015-02-10", text, refusal, "2015-02-10 RUS>BLR THREATEN actual"), entente.Ally, "BLR", "RUS", "", "")
	if got, want := keep(t, l, again), (ledger.Kept{Documents: 1, Events: 1, Ties: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, "events", sorted(events(t, l, ledger.Query{})), []string{refusal, "2015-02-10 RUS>BLR THREATEN actual", promise})
	same(t, "tallies", tallies(t, l, ledger.Query{}), []string{
		"BLR>RUS 2015-02 REJECT actual 1/1/1", "RUS>BLR 2015-02 AID future 1/1/1", "RUS>BLR 2015-02 THREATEN actual 1/1/1",
	})

	surer := again
	surer.Events = slices.Clone(again.Events)
	surer.Events[0].Confidence = 0.875
	if got, want := keep(t, l, surer), (ledger.Kept{Documents: 1, Events: 1}); got != want {
		t.Errorf("another confidence: got %+v, want %+v", got, want)
	}
	if e := allEvents(t, l, ledger.Query{Event: surer.Events[0].ID}); len(e) != 1 || e[0].Confidence != 0.875 {
		t.Errorf("another confidence: got %+v", e)
	}
}

func recodeToNothing(t *testing.T, l ledger.Ledger) {
	b := minsk()
	keep(t, l, WithTie(b, entente.Ally, "BLR", "RUS", "", ""))
	if got, want := keep(t, l, ledger.Batch{Documents: b.Documents}), (ledger.Kept{Documents: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, "events", events(t, l, ledger.Query{}), nil)
	same(t, "ties", ties(t, l, ledger.Query{}), nil)
	same(t, "tallies", tallies(t, l, ledger.Query{}), nil)
}

func theLaterOfTwoIsKept(t *testing.T, l ledger.Ledger) {
	b := minsk()
	surer := b.Events[0]
	surer.Confidence = 0.25
	b.Events = append(b.Events, surer)
	b.Documents = append(b.Documents, b.Documents[0])
	if got, want := keep(t, l, b), (ledger.Kept{Documents: 1, Events: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if e := allEvents(t, l, ledger.Query{Event: surer.ID}); len(e) != 1 || e[0].Confidence != 0.25 {
		t.Errorf("got %+v, want the later one alone", e)
	}
}

// rows are an event and a tie of a data set, which rest on no document.
func rows() ledger.Batch {
	e := parseAct("2009-06-14 RUS>BLR COERCE actual")
	e.Evidence.By, e.ID = "set, version 1", "e-row-1"
	tie := entente.Tie{ID: "t-row-1", Kind: entente.Membership, Dyad: entente.Dyad{From: "BLR", To: "IGO:CSTO"}, Evidence: e.Evidence}
	return ledger.Batch{Events: []entente.Event{e}, Ties: []entente.Tie{tie}}
}

func rowsWithoutDocument(t *testing.T, l ledger.Ledger) {
	keep(t, l, minsk())
	b := rows()
	if got, want := keep(t, l, b), (ledger.Kept{Events: 1, Ties: 1}); got != want {
		t.Errorf("first: got %+v, want %+v", got, want)
	}
	if got, want := keep(t, l, b), (ledger.Kept{}); got != want {
		t.Errorf("second: got %+v, want %+v", got, want)
	}
	b.Events[0].Type, b.Ties[0].Confidence = entente.Sanction, 1
	if got, want := keep(t, l, b), (ledger.Kept{Events: 1, Ties: 1}); got != want {
		t.Errorf("changed: got %+v, want %+v", got, want)
	}
	same(t, "tallies", tallies(t, l, ledger.Query{Types: []entente.Type{entente.Sanction, entente.Coerce}}),
		[]string{"RUS>BLR 2009-06 SANCTION actual 1/1/0"})
	if got := allTies(t, l, ledger.Query{}); len(got) != 1 || got[0].Confidence != 1 {
		t.Errorf("ties: got %+v", got)
	}
	keep(t, l, minsk())
	same(t, "events", sorted(events(t, l, ledger.Query{})), []string{"2009-06-14 RUS>BLR SANCTION actual", meeting, refusal})
}

func unfitBatchIsRefusedWhole(t *testing.T, l ledger.Ledger) {
	for what, spoil := range map[string]func(*ledger.Batch){
		"document without ID":     func(b *ledger.Batch) { b.Documents[0].ID = "" },
		"rewritten text":          func(b *ledger.Batch) { b.Documents[0].Text += "!" },
		"document not in batch":   func(b *ledger.Batch) { b.Documents = nil },
		"event without ID":        func(b *ledger.Batch) { b.Events[1].ID = "" },
		"event changed after ID":  func(b *ledger.Batch) { b.Events[1].Aspect = entente.Negated },
		"event without By":        func(b *ledger.Batch) { b.Events[1].Evidence.By = "" },
		"confidence no number":    func(b *ledger.Batch) { b.Events[1].Confidence = math.NaN() },
		"span outside the text":   func(b *ledger.Batch) { b.Events[1].Place.Span = entente.Span{Start: 3, End: 900} },
		"place off the globe":     func(b *ledger.Batch) { b.Events[1].Place.Coordinates.Lat = 91 },
		"place at no number":      func(b *ledger.Batch) { b.Events[1].Place.Coordinates.Lon = math.NaN() },
		"span backwards":          func(b *ledger.Batch) { b.Events[1].Evidence.Spans[0].Span = entente.Span{Start: 9, End: 3} },
		"words that are no UTF-8": func(b *ledger.Batch) { b.Events[1].Place.Name = "Min\xffsk" },
		"event without aspect": func(b *ledger.Batch) {
			b.Events[1].Aspect = ""
			b.Events[1].ID = entente.NewEventID(b.Events[1])
		},
		"tie without kind": func(b *ledger.Batch) {
			b.Ties[0].Kind = ""
			b.Ties[0].ID = entente.NewTieID(b.Ties[0])
		},
		"tie without ID":  func(b *ledger.Batch) { b.Ties[0].ID = "" },
		"value no number": func(b *ledger.Batch) { b.Ties[0].Value = entente.Quantity{Number: math.Inf(1), Unit: "troops"} },
	} {
		b := WithTie(minsk(), entente.Ally, "BLR", "RUS", "", "")
		spoil(&b)
		kept, err := l.Keep(context.Background(), b)
		if !errors.Is(err, ledger.ErrUnfit) || kept != (ledger.Kept{}) {
			t.Errorf("%s: kept %+v, error %v; want one that wraps ErrUnfit", what, kept, err)
		}
	}
	same(t, "events", events(t, l, ledger.Query{}), nil)
	same(t, "ties", ties(t, l, ledger.Query{}), nil)
	if _, err := l.Documents(context.Background(), minsk().Documents[0].ID); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("the document of a refused batch: error %v", err)
	}
}

func documentsInTheOrderAsked(t *testing.T, l ledger.Ledger) {
	var ids []entente.DocumentID
	for i := range 9 {
		b := Report("Reuters", "2015-02-10", fmt.Sprintf("Report %d.", i))
		keep(t, l, b)
		ids = append(ids, b.Documents[0].ID)
	}
	ids = append(ids[4:], ids[0], ids[8], ids[0])
	got, err := l.Documents(context.Background(), ids...)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range got {
		if d.ID != ids[i] {
			t.Errorf("place %d: got %s, want %s", i, d.ID, ids[i])
		}
	}
	if none, err := l.Documents(context.Background()); err != nil || len(none) != 0 {
		t.Errorf("nothing asked: got %v, error %v", none, err)
	}
}

func allDocumentsByID(t *testing.T, l ledger.Ledger) {
	for range l.AllDocuments(context.Background()) {
		t.Fatal("an empty ledger has a document")
	}
	var want []entente.DocumentID
	var all ledger.Batch
	for i := range 600 { // more than a store fetches at once
		b := Report("Reuters", "2015-02-10", fmt.Sprintf("Report %d.", i))
		all.Documents = append(all.Documents, b.Documents...)
		want = append(want, b.Documents[0].ID)
	}
	keep(t, l, all)
	keep(t, l, ledger.Batch{Documents: all.Documents[:9]})
	slices.Sort(want)
	var got []entente.DocumentID
	for d, err := range l.AllDocuments(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Text == "" {
			t.Errorf("%s: no text", d.ID)
		}
		got = append(got, d.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %d documents, not the %d kept in the order of their IDs", len(got), len(want))
	}
}

func notFound(t *testing.T, l ledger.Ledger) {
	b := minsk()
	keep(t, l, b)
	_, err := l.Documents(context.Background(), b.Documents[0].ID, "dnone", "dother")
	if !errors.Is(err, ledger.ErrNotFound) || !strings.Contains(err.Error(), "dnone") {
		t.Errorf("got error %v; want one that wraps ErrNotFound and names dnone", err)
	}
}

func eventsByDateThenID(t *testing.T, l ledger.Ledger) {
	acts := []string{"2016-01-01 A>B AID actual", "- A>B AID actual", "2015 A>B AID actual", "2015-02 A>B AID actual",
		"2015-02-01 A>B AID actual", "2015-02-01 A>C AID actual", "2015-02-01 A>D AID actual", "1999-12-31 A>B AID actual"}
	keep(t, l, Report("Reuters", "2016-01-02", "One report of many years.", acts...))
	got := allEvents(t, l, ledger.Query{})
	if len(got) != len(acts) {
		t.Fatalf("got %d events, want %d", len(got), len(acts))
	}
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if c := a.Date.Compare(b.Date); c > 0 || c == 0 && a.ID >= b.ID {
			t.Errorf("%s %s stands before %s %s", a.Date, a.ID, b.Date, b.ID)
		}
	}
}

// world is a ledger's worth of acts among four states.
func world() ledger.Batch {
	return Join(
		Report("Reuters", "2014-12-03", "Kyiv and Moscow speak.", "2014-12-03 UKR+RUS CONSULT actual", "2014-12-03 UKR>RUS ACCUSE actual"),
		Report("TASS", "2015-02-10", "Minsk speaks.", "2015-02-10 BLR>RUS REJECT actual", "2015-02 RUS>BLR+KAZ AID future"),
		Report("BelTA", "2015-03-01", "Astana and Minsk sign.", "2015 BLR+KAZ AGREE actual", "2015-03-01 KAZ>- AID actual", "2015-03-01 RUS>RUS PROTEST actual"),
	)
}

func queriesFilter(t *testing.T, l ledger.Ledger) {
	b := world()
	keep(t, l, b)
	month := func(y, m int) entente.Month { return entente.NewMonth(y, m) }
	for what, test := range map[string]struct {
		q    ledger.Query
		want []string
	}{
		"pair": {ledger.Query{Pair: entente.NewPair("RUS", "BLR")}, []string{"2015-02 RUS>BLR+KAZ AID future", "2015-02-10 BLR>RUS REJECT actual"}},
		"pair the wrong way round": {ledger.Query{Pair: entente.Pair{A: "RUS", B: "BLR"}},
			[]string{"2015-02 RUS>BLR+KAZ AID future", "2015-02-10 BLR>RUS REJECT actual"}},
		"pair on one side only":        {ledger.Query{Pair: entente.NewPair("BLR", "KAZ")}, []string{"2015 BLR+KAZ AGREE actual"}},
		"pair of a state with itself":  {ledger.Query{Pair: entente.NewPair("RUS", "RUS")}, []string{"2015-03-01 RUS>RUS PROTEST actual"}},
		"pair half known":              {ledger.Query{Pair: entente.Pair{B: "RUS"}}, nil},
		"pair unheard of":              {ledger.Query{Pair: entente.NewPair("USA", "CUB")}, nil},
		"entity":                       {ledger.Query{Entity: "UKR"}, []string{"2014-12-03 UKR+RUS CONSULT actual", "2014-12-03 UKR>RUS ACCUSE actual"}},
		"entity alone":                 {ledger.Query{Entity: "KAZ"}, []string{"2015 BLR+KAZ AGREE actual", "2015-02 RUS>BLR+KAZ AID future", "2015-03-01 KAZ>- AID actual"}},
		"entity in part of a name":     {ledger.Query{Entity: "US"}, nil},
		"entity that is a wildcard":    {ledger.Query{Entity: "%"}, nil},
		"window":                       {ledger.Query{Window: entente.Window{From: month(2015, 2), To: month(2015, 2)}}, []string{"2015-02 RUS>BLR+KAZ AID future", "2015-02-10 BLR>RUS REJECT actual"}},
		"window open at the end":       {ledger.Query{Window: entente.Window{From: month(2015, 3)}}, []string{"2015-03-01 KAZ>- AID actual", "2015-03-01 RUS>RUS PROTEST actual"}},
		"window open at the start":     {ledger.Query{Window: entente.Window{To: month(2014, 12)}}, []string{"2014-12-03 UKR+RUS CONSULT actual", "2014-12-03 UKR>RUS ACCUSE actual"}},
		"window leaves out bare years": {ledger.Query{Entity: "KAZ", Window: entente.Window{From: month(2014, 1), To: month(2016, 1)}}, []string{"2015-02 RUS>BLR+KAZ AID future", "2015-03-01 KAZ>- AID actual"}},
		"document":                     {ledger.Query{Document: b.Documents[1].ID}, []string{"2015-02 RUS>BLR+KAZ AID future", "2015-02-10 BLR>RUS REJECT actual"}},
		"document not there":           {ledger.Query{Document: "dnone"}, nil},
		"event":                        {ledger.Query{Event: b.Events[1].ID}, []string{"2014-12-03 UKR>RUS ACCUSE actual"}},
		"types":                        {ledger.Query{Types: []entente.Type{entente.Agree, entente.Reject}}, []string{"2015 BLR+KAZ AGREE actual", "2015-02-10 BLR>RUS REJECT actual"}},
		"everything at once": {ledger.Query{Pair: entente.NewPair("BLR", "RUS"), Entity: "KAZ", Window: entente.Window{From: month(2015, 1)},
			Document: b.Documents[1].ID, Types: []entente.Type{entente.Aid}}, []string{"2015-02 RUS>BLR+KAZ AID future"}},
	} {
		same(t, what, sorted(events(t, l, test.q)), sorted(test.want))
	}
}

func tiesFilter(t *testing.T, l ledger.Ledger) {
	b := WithTie(minsk(), entente.Base, "BLR", "RUS", "1995", "2015-02-10")
	b = WithTie(b, entente.Ally, "BLR", "RUS", "1999", "2015-02-10")
	b = WithTie(b, entente.Dependence, "BLR", "RUS", "", "2015")
	b = WithTie(b, entente.Ally, "ARM", "RUS", "1997", "2014-06-01")
	b = WithTie(b, entente.Ally, "ARM", "RUS", "", "2014-06-01")
	other := WithTie(Report("TASS", "2015-02-11", "The two are allies."), entente.Ally, "BLR", "RUS", "1999-12-08", "2015-02-11")
	keep(t, l, Join(b, other))
	month := func(y, m int) entente.Month { return entente.NewMonth(y, m) }
	for what, test := range map[string]struct {
		q    ledger.Query
		want []string
	}{
		"all, in order": {ledger.Query{}, []string{"ally ARM>RUS -", "ally ARM>RUS 1997", "ally BLR>RUS 1999", "ally BLR>RUS 1999-12-08",
			"base BLR>RUS 1995", "dependence BLR>RUS -"}},
		"pair":                 {ledger.Query{Pair: entente.NewPair("RUS", "ARM")}, []string{"ally ARM>RUS -", "ally ARM>RUS 1997"}},
		"entity":               {ledger.Query{Entity: "ARM"}, []string{"ally ARM>RUS -", "ally ARM>RUS 1997"}},
		"window of being seen": {ledger.Query{Window: entente.Window{From: month(2015, 1)}}, []string{"ally BLR>RUS 1999", "ally BLR>RUS 1999-12-08", "base BLR>RUS 1995"}},
		"document":             {ledger.Query{Document: other.Documents[0].ID}, []string{"ally BLR>RUS 1999-12-08"}},
		"types and event do not matter": {ledger.Query{Pair: entente.NewPair("RUS", "ARM"), Types: []entente.Type{entente.Aid}, Event: "e1"},
			[]string{"ally ARM>RUS -", "ally ARM>RUS 1997"}},
	} {
		same(t, what, ties(t, l, test.q), test.want)
	}
}

func tallyKeepsDirection(t *testing.T, l ledger.Ledger) {
	keep(t, l, Report("Reuters", "2015-02-10", "He said, he said.", "2015-02-10 BLR>RUS ACCUSE actual", "2015-02-11 BLR>RUS ACCUSE actual", "2015-02-10 RUS>BLR ACCUSE actual"))
	want := []string{"BLR>RUS 2015-02 ACCUSE actual 2/2/1", "RUS>BLR 2015-02 ACCUSE actual 1/1/1"}
	same(t, "all", tallies(t, l, ledger.Query{}), want)
	same(t, "the pair", tallies(t, l, ledger.Query{Pair: entente.NewPair("BLR", "RUS")}), want)
}

func symmetricEventsCountBothWays(t *testing.T, l ledger.Ledger) {
	keep(t, l, Report("Reuters", "2015-02-10", "They met.", "2015-02-10 BLR+RUS+BLR:MIL CONSULT actual"))
	same(t, "tallies", tallies(t, l, ledger.Query{}), []string{"BLR>RUS 2015-02 CONSULT actual 1/1/1", "RUS>BLR 2015-02 CONSULT actual 1/1/1"})
}

func episodesFold(t *testing.T, l ledger.Ledger) {
	keep(t, l, Join(
		Report("Reuters", "2015-02-10", "Minsk said no.", "2015-02-10 BLR:GOV>RUS REJECT actual"),
		Report("Reuters", "2015-02-11", "Minsk said no yesterday.", "2015-02-10 BLR>RUS:GOV REJECT actual"),
		Report("TASS", "2015-02-11", "Minsk said no, officials say.", "2015-02-10 BLR>RUS REJECT actual", "2015-02-10 BLR>RUS REJECT future"),
		Report("TASS", "2015-02-20", "Minsk said no again.", "2015-02-20 BLR>RUS REJECT actual"),
	))
	same(t, "tallies", tallies(t, l, ledger.Query{}), []string{"BLR>RUS 2015-02 REJECT actual 2/4/2", "BLR>RUS 2015-02 REJECT future 1/1/1"})
}

func unknownOutletsAreNotCounted(t *testing.T, l ledger.Ledger) {
	keep(t, l, Join(Report("", "2015-02-10", "One.", refusal), Report("", "2015-02-10", "Two.", refusal), Report("TASS", "2015-02-10", "Three.", refusal)))
	same(t, "tallies", tallies(t, l, ledger.Query{}), []string{"BLR>RUS 2015-02 REJECT actual 1/3/1"})
}

func undatedEventsUnderZeroMonth(t *testing.T, l ledger.Ledger) {
	keep(t, l, Report("Reuters", "2015-02-10", "Some time.", "- A>B AID actual", "2009 A>B AID actual", "2010 A>B AID actual", "2010-05 A>B AID actual"))
	same(t, "all time", tallies(t, l, ledger.Query{}), []string{"A>B - AID actual 3/3/1", "A>B 2010-05 AID actual 1/1/1"})
	same(t, "a window", tallies(t, l, ledger.Query{Window: entente.Window{From: entente.NewMonth(1900, 1)}}), []string{"A>B 2010-05 AID actual 1/1/1"})
}

func tallyOfAQuery(t *testing.T, l ledger.Ledger) {
	b := world()
	keep(t, l, b)
	same(t, "pair: the other dyads of its events are left out", tallies(t, l, ledger.Query{Pair: entente.NewPair("BLR", "RUS")}),
		[]string{"BLR>RUS 2015-02 REJECT actual 1/1/1", "RUS>BLR 2015-02 AID future 1/1/1"})
	same(t, "entity", tallies(t, l, ledger.Query{Entity: "KAZ"}),
		[]string{"BLR>KAZ - AGREE actual 1/1/1", "KAZ>BLR - AGREE actual 1/1/1", "RUS>KAZ 2015-02 AID future 1/1/1"})
	same(t, "document and type", tallies(t, l, ledger.Query{Document: b.Documents[2].ID, Types: []entente.Type{entente.Protest}}),
		[]string{"RUS>RUS 2015-03 PROTEST actual 1/1/1"})
	same(t, "event", tallies(t, l, ledger.Query{Event: b.Events[1].ID}), []string{"UKR>RUS 2014-12 ACCUSE actual 1/1/1"})
}

func unknownPartiesAreNotTallied(t *testing.T, l ledger.Ledger) {
	keep(t, l, Report("Reuters", "2015-02-10", "Someone did something.", "2015-02-10 ->RUS ASSAULT actual", "2015-02-10 RUS>- ASSAULT actual", "2015-02-10 RUS ASSAULT actual"))
	same(t, "tallies", tallies(t, l, ledger.Query{}), nil)
	if n := len(events(t, l, ledger.Query{})); n != 3 {
		t.Errorf("got %d events, want 3", n)
	}
}

func whatComesOutIsACopy(t *testing.T, l ledger.Ledger) {
	b := minsk()
	keep(t, l, b)
	b.Events[0].Actor[0].Entity = "XXX"
	allEvents(t, l, ledger.Query{})[0].Evidence.Spans[0].Role = "spoilt"
	if text := written(t, allEvents(t, l, ledger.Query{})); strings.Contains(text, "XXX") || strings.Contains(text, "spoilt") {
		t.Error("what a caller writes into its own copy reaches the ledger")
	}
}

func concurrentKeeps(t *testing.T, l ledger.Ledger) {
	const writers, each = 4, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				shared := Report("TASS", "2015-02-10", fmt.Sprintf("Report %d of all.", i), refusal)
				own := Report("Reuters", "2015-02-10", fmt.Sprintf("Report %d of writer %d.", i, w), refusal)
				if _, err := l.Keep(context.Background(), Join(shared, own)); err != nil {
					t.Errorf("writer %d: %v", w, err)
				}
				if _, err := l.Tally(context.Background(), ledger.Query{}); err != nil {
					t.Errorf("writer %d: %v", w, err)
				}
			}
		})
	}
	wg.Wait()
	same(t, "tallies", tallies(t, l, ledger.Query{}), []string{fmt.Sprintf("BLR>RUS 2015-02 REJECT actual 1/%d/2", (writers+1)*each)})
}

func keepWhileReading(t *testing.T, l ledger.Ledger) {
	keep(t, l, minsk())
	n := 0
	for e, err := range l.Events(context.Background(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		keep(t, l, Report("TASS", "2020-01-01", "After "+string(e.ID), "2020-01-01 RUS>BLR AID actual"))
	}
	if all := len(events(t, l, ledger.Query{})); n != 2 || all != 4 {
		t.Errorf("read %d events while two more were kept, %d afterwards; want 2 and 4", n, all)
	}
}

func stopReading(t *testing.T, l ledger.Ledger) {
	keep(t, l, WithTie(WithTie(minsk(), entente.Ally, "BLR", "RUS", "", ""), entente.Base, "BLR", "RUS", "", ""))
	for range 20 {
		for range l.Events(context.Background(), ledger.Query{}) {
			break
		}
		for range l.AllDocuments(context.Background()) {
			break
		}
		for range l.Ties(context.Background(), ledger.Query{}) {
			break
		}
	}
	keep(t, l, Report("TASS", "2020-01-01", "And on.", "2020-01-01 RUS>BLR AID actual"))
}

func cancelledContext(t *testing.T, l ledger.Ledger) {
	keep(t, l, minsk())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	wantCancelled := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got error %v, want context.Canceled", what, err)
		}
	}
	_, err := l.Keep(ctx, Report("TASS", "2020-01-01", "Too late.", "2020-01-01 RUS>BLR AID actual"))
	wantCancelled("Keep", err)
	_, err = l.Documents(ctx, minsk().Documents[0].ID)
	wantCancelled("Documents", err)
	_, err = l.Tally(ctx, ledger.Query{})
	wantCancelled("Tally", err)
	for _, err = range l.AllDocuments(ctx) {
		wantCancelled("AllDocuments", err)
	}
	for _, err = range l.Events(ctx, ledger.Query{}) {
		wantCancelled("Events", err)
	}
	for _, err = range l.Ties(ctx, ledger.Query{}) {
		wantCancelled("Ties", err)
	}
	same(t, "events", sorted(events(t, l, ledger.Query{})), []string{meeting, refusal})
}

func closedLedgerRefuses(t *testing.T, l ledger.Ledger) {
	keep(t, l, minsk())
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Keep(context.Background(), minsk()); err == nil {
		t.Error("a closed ledger keeps")
	}
	if _, err := l.Tally(context.Background(), ledger.Query{}); err == nil {
		t.Error("a closed ledger tallies")
	}
	for _, err := range l.AllDocuments(context.Background()) {
		if err == nil {
			t.Error("a closed ledger yields documents")
		}
	}
	for _, err := range l.Events(context.Background(), ledger.Query{}) {
		if err == nil {
			t.Error("a closed ledger yields events")
		}
	}
	if err := l.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func roundTripLossless(t *testing.T, l ledger.Ledger) {
	r := rand.New(rand.NewPCG(2015, 9))
	for range 8 {
		b := RandomBatch(r, 12)
		keep(t, l, b)
		want, err := b.Codings()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range want {
			checkKept(t, l, c)
		}
	}
}

// checkKept compares what l gives back of a document with what was kept.
func checkKept(t *testing.T, l ledger.Ledger, want ledger.Coding) {
	t.Helper()
	if want.Document.ID == "" {
		for _, e := range want.Events {
			if got := allEvents(t, l, ledger.Query{Event: e.ID}); len(got) != 1 || written(t, got[0]) != written(t, e) {
				t.Errorf("event without document: got\n%s\nwant\n%s", written(t, got), written(t, e))
			}
		}
		return
	}
	d, err := l.Documents(context.Background(), want.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := ledger.Coding{Document: d[0], Events: allEvents(t, l, ledger.Query{Document: d[0].ID}), Ties: allTies(t, l, ledger.Query{Document: d[0].ID})}
	slices.SortFunc(got.Events, func(a, b entente.Event) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(got.Ties, func(a, b entente.Tie) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for i := range min(len(got.Events), len(want.Events)) {
		if g, w := written(t, got.Events[i]), written(t, want.Events[i]); g != w {
			t.Errorf("event: got\n%s\nwant\n%s", g, w)
		}
	}
	for i := range min(len(got.Ties), len(want.Ties)) {
		if g, w := written(t, got.Ties[i]), written(t, want.Ties[i]); g != w {
			t.Errorf("tie: got\n%s\nwant\n%s", g, w)
		}
	}
	if got.Document != want.Document || len(got.Events) != len(want.Events) || len(got.Ties) != len(want.Ties) {
		t.Errorf("got %q with %d events and %d ties, want %q with %d and %d",
			got.Document, len(got.Events), len(got.Ties), want.Document, len(want.Events), len(want.Ties))
	}
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
