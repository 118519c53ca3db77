package flow

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/memory"
	"github.com/entente-project/entente/page"
	"github.com/entente-project/entente/sample"
	"github.com/entente-project/entente/source"
)

// open opens the rooms once for all tests; they do not change.
var open = sync.OnceValues(func() (*Rooms, error) { return Open(nil) })

func rooms(t *testing.T) *Rooms {
	t.Helper()
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// chronicle is the first n reports of the sample with a fault after each tenth.
func chronicle(t *testing.T, n int) source.Documents {
	t.Helper()
	docs, err := sample.Documents()
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(entente.Document, error) bool) {
		for i, d := range docs[:n] {
			if !yield(d, nil) {
				return
			}
			if i%10 == 9 && !yield(entente.Document{}, &source.Fault{File: "news.jsonl", Line: i + 1, Err: errors.New("not a JSON record")}) {
				return
			}
		}
	}
}

func TestSameBytesOnOneCoreAndMany(t *testing.T) {
	r := rooms(t)
	code := func(workers int) string {
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		for c := range r.Code(t.Context(), chronicle(t, 120), workers) {
			if err := enc.Encode(NewRecord(c, r.Codebook)); err != nil {
				t.Fatal(err)
			}
		}
		return out.String()
	}
	one := code(1)
	if n := strings.Count(one, "\n"); n != 132 {
		t.Errorf("%d lines; want one for each of 120 documents and 12 faults", n)
	}
	if many := code(7); many != one {
		t.Error("seven workers give other bytes than one")
	}
}

func TestReadTwiceIsOnce(t *testing.T) {
	r, l := rooms(t), memory.Open()
	first, err := r.Read(t.Context(), l, chronicle(t, 300), 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	if first.Documents != 300 || first.Faults != 30 || first.Kept.Documents != 300 || first.Events == 0 {
		t.Errorf("first reading: %+v", first)
	}
	second, err := r.Read(t.Context(), l, chronicle(t, 300), 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	if second.Kept != (ledger.Kept{Known: 300}) {
		t.Errorf("second reading changed %+v", second.Kept)
	}
}

func TestStopLeavesWholeBatches(t *testing.T) {
	r, l := rooms(t), memory.Open()
	ctx, cancel := context.WithCancel(t.Context())
	seen := 0
	_, err := r.Read(ctx, l, chronicle(t, 400), 2, func(Coded) {
		if seen++; seen == 100 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("err = %v", err)
	}
	kept := map[entente.DocumentID]bool{}
	for e, err := range l.Events(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		kept[e.Evidence.Document] = true
	}
	if len(kept) == 0 || len(kept) > batchSize {
		t.Errorf("events of %d documents are kept after a stop in the first batch", len(kept))
	}
}

func TestDesk(t *testing.T) {
	r, l := rooms(t), memory.Open()
	if _, err := r.Read(t.Context(), l, chronicle(t, 300), 2, nil); err != nil {
		t.Fatal(err)
	}
	desk, err := NewDesk(l, nil)
	if err != nil {
		t.Fatal(err)
	}
	var source page.Source = desk
	lines, err := source.Pairs(t.Context())
	if err != nil || len(lines) == 0 {
		t.Fatalf("%d pairs, %v", len(lines), err)
	}
	p, b, err := source.Look(t.Context(), entente.NewPair("BLR", "RUS"), entente.Window{})
	if err != nil {
		t.Fatal(err)
	}
	if !p.Enough || b.Title == "" || len(p.Exhibits) == 0 {
		t.Errorf("profile of Belarus and Russia: enough %t, %d exhibits, title %q", p.Enough, len(p.Exhibits), b.Title)
	}
	sum := p.Start
	for _, x := range p.Exhibits {
		sum += x.Share
		if x.Event == nil {
			continue
		}
		reports, err := source.Event(t.Context(), x.Event.ID)
		if err != nil || reports[0].Event.ID != x.Event.ID || reports[0].Document.Text == "" {
			t.Fatalf("event %s: %v", x.Event.ID, err)
		}
	}
	if diff := sum - p.Gap.Point.Value; diff > 1e-9 || diff < -1e-9 {
		t.Errorf("the exhibits add up to %g, the gap is %g", sum, p.Gap.Point.Value)
	}
	if _, err := source.Event(t.Context(), "enone"); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("an event that is not there: %v", err)
	}
}

// Example codes one report and prints the events in it.
func Example() {
	r, err := Open(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := entente.Document{Published: entente.NewDate(2015, 2, 11), Text: "Minsk has refused to recognise Crimea as Russian, officials said on Tuesday."}
	for c := range r.Code(context.Background(), Stream([]entente.Document{doc}), 1) {
		for _, e := range c.Coding.Events {
			fmt.Println(e.Actor, e.Type, e.Recipient, e.Aspect)
		}
	}
	// Output: [BLR:GOV] REJECT [RUS] actual
}
