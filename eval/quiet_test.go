package eval

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
)

const hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestQuietItems(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{hash + "\twikipedia\tsport\n", ""},
		{"abc\twikipedia\tsport\n", "q.tsv:2: a row is a SHA-256 in 64 hexadecimal digits, a collection and a class"},
		{hash + "\twikipedia\t\n", "q.tsv:2: a row is a SHA-256 in 64 hexadecimal digits, a collection and a class"},
		{hash + "\twikipedia\tsport\n" + hash + "\tagnews\tsport\n", "q.tsv:3: the item " + hash + " stands here twice; leave one out"},
	} {
		got := ""
		if _, err := readQuiet("q.tsv", strings.NewReader("sha256\tcollection\tclass\n"+c.rows)); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q: %q; want %q", c.rows, got, c.want)
		}
	}
	items, err := readQuiet("eval/quiet.tsv", strings.NewReader(quietFile))
	if err != nil || len(items) != 300 {
		t.Errorf("quiet.tsv has %d items, %v; want 300", len(items), err)
	}
}

// TestQuietReport codes three items: one rightly without events, one with a death
// taken for a killing, one with an act between states.
func TestQuietReport(t *testing.T) {
	kill := entente.Event{Recipient: parties([]entente.EntityID{"PER"}), Type: entente.Assault, Evidence: entente.Evidence{By: "en/verbs.tsv:kill"}}
	visit := entente.Event{Actor: parties([]entente.EntityID{"PER", "CHL"}), Type: entente.Consult, Aspect: entente.Hypothetical, Evidence: entente.Evidence{By: "en/verbs.tsv:meet"}}
	var r quietReport
	r.add(quietItem{key: hash, class: "sport"}, clipping{Text: "Peru beat Chile by three goals."}, coder.Coding{})
	r.add(quietItem{key: hash, class: "accident"}, clipping{Text: "A bus fell into a ravine in Peru, killing two."}, coder.Coding{Events: []entente.Event{kill, kill}})
	r.add(quietItem{key: hash, class: "sport"}, clipping{Text: "Peru may meet Chile in the final."}, coder.Coding{Events: []entente.Event{visit}})
	if r.items != 3 || r.any != 2 || r.between != 1 {
		t.Errorf("%d items, %d with an event, %d with one between states; want 3, 2, 1", r.items, r.any, r.between)
	}
	var out bytes.Buffer
	r.write(&out)
	tail := strings.Split(strings.TrimSpace(out.String()), "\n")
	tail = tail[len(tail)-4:]
	want := []string{"quiet:   2 en/verbs.tsv:kill", "quiet:   1 en/verbs.tsv:meet", "quiet: sport    1 of 2 items", "quiet: accident 1 of 1 items"}
	if !slices.Equal(tail, want) {
		t.Errorf("the detail ends %q; want %q", tail, want)
	}
}

func TestClippings(t *testing.T) {
	c, err := readEvent(`{"date":"2025-10-01","text":"Łódź hosts Chile.","links":[{"start":11,"end":16,"title":"Chile"}]}`)
	if err != nil || c.Date != entente.NewDate(2025, 10, 1) || len(c.Links) != 1 || c.Links[0] != (link{11, 16, "Chile"}) {
		t.Errorf("an event is read as %+v, %v", c, err)
	}
	if _, err := readEvent(`{"date":"soon"}`); err == nil {
		t.Error("an event on no day is read")
	}
	c, err = readLead("Talks end\tPeru and Chile ended talks.")
	if err != nil || c.Text != "Peru and Chile ended talks." {
		t.Errorf("a lead is read as %+v, %v", c, err)
	}
	for _, line := range []string{"a lead alone", "a\tb\tc"} {
		if _, err := readLead(line); err == nil {
			t.Errorf("%q is read", line)
		}
	}
	b := &Bench{Shared: t.TempDir()}
	if _, err := b.clippings("agnews"); Skipped(err) == "" {
		t.Errorf("a collection that is not there: %v", err)
	}
	if _, err := b.clippings("gazette"); err == nil || Skipped(err) != "" {
		t.Errorf("a collection that nobody knows: %v", err)
	}
}

// FuzzClippings reads any line and keeps the promise that an item has a text that
// its key names.
func FuzzClippings(f *testing.F) {
	f.Add(`{"date":"2025-10-01","text":"Chile signs.","links":[{"start":0,"end":5,"title":"Chile"}]}`)
	f.Add("Talks end\tPeru and Chile ended talks.")
	f.Fuzz(func(t *testing.T, line string) {
		for name, c := range collections() {
			one, err := c.read(line)
			two, again := c.read(line)
			if (err == nil) != (again == nil) || one.key() != two.key() || len(one.key()) != 64 {
				t.Errorf("%s: %q is read as %v and %v", name, line, one, two)
			}
		}
	})
}
