package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/ontology/plover"
)

func codebook(t testing.TB) *plover.Codebook {
	t.Helper()
	book, err := plover.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// TestGoldLines reads the line that doc/format.md shows, and a bare one.
func TestGoldLines(t *testing.T) {
	in := `{"id":"w1","date":"2015-02-11","text":"Minsk has refused to recognise Crimea as Russian, officials said on Tuesday.","events":[` +
		`{"actor":["BLR"],"actor_sector":"GOV","recipient":["RUS"],"type":"REJECT","aspect":"actual","date":"2015-02-10","trigger":{"start":10,"end":17},"speaker":"officials"}]}

{"text":"It rained in Oslo."}
`
	items, err := ReadGold("my.jsonl", strings.NewReader(in), codebook(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(items) != 2 || items[0].ID != "w1" || items[1].ID != "3" || len(items[1].Events) != 0 {
		t.Fatalf("read %+v", items)
	}
	e := items[0].Events[0]
	if e.Type != entente.Reject || e.Trigger.Span != (entente.Span{Start: 10, End: 17}) || e.Speaker.Text != "officials" {
		t.Errorf("read %+v", e)
	}
	if got := triplesOf(items[0].events()); !slices.Equal(got, []Triple{{entente.Dyad{From: "BLR", To: "RUS"}, entente.Reject}}) {
		t.Errorf("triples %v", got)
	}
}

// TestGoldFaults says where a line is wrong and what is to be done.
func TestGoldFaults(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`{"text":`, "my.jsonl:2: unexpected end of JSON input; the heading Gold"},
		{`{"id":"a","events":[]}`, "my.jsonl:2: no text; every item needs the text"},
		{`{"text":"Oslo.","date":"May"}`, `my.jsonl:2: "May" is not a date; write 2015`},
		{`{"text":"Oslo.","events":[{"type":"CONSLUT"}]}`, `my.jsonl:2: event 1: unknown event type "CONSLUT"; did you mean CONSULT?`},
		{`{"text":"Oslo.","events":[{"type":"AID"},{"type":"AID","aspect":"real"}]}`, `my.jsonl:2: event 2: unknown aspect "real"; there are [actual`},
		{`{"text":"Oslo.","events":[{"type":"AID","date":"2015-13"}]}`, `my.jsonl:2: event 1: "2015-13" is not a date`},
		{`{"text":"Oslo.","events":[{"type":"AID","trigger":{"start":3,"end":9}}]}`, "my.jsonl:2: event 1: no words from byte 3 to 9 in a text of 5 bytes"},
		{`{"text":"Oslo.","events":[{"type":"AID","actor":"NOR"}]}`, "my.jsonl:2: json: cannot unmarshal string"},
		{"{\"text\":\"Troms\xf8.\"}", "my.jsonl:2: not UTF-8; save the file as UTF-8"},
	} {
		_, err := ReadGold("my.jsonl", strings.NewReader(`{"text":"Bergen."}`+"\n"+c.line+"\n"), codebook(t), nil)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s\n  got  %v\n  want %s", c.line, err, c.want)
		}
	}
}

// TestGoldByHash takes a text that is kept elsewhere.
func TestGoldByHash(t *testing.T) {
	in := `{"id":"a","sha256":"beef","events":[]}` + "\n"
	items, err := ReadGold("own.jsonl", strings.NewReader(in), codebook(t), map[string]string{"beef": "Oslo and Riga talked."})
	if err != nil || items[0].Text != "Oslo and Riga talked." {
		t.Errorf("read %+v, %v", items, err)
	}
	if _, err := ReadGold("own.jsonl", strings.NewReader(in), codebook(t), nil); err == nil {
		t.Error("an item without its text was read")
	}
}

const talks = "Norway and Latvia held talks on Monday. Later Norway lent Latvia a ship, the minister said."

// codedTalks is a coding of talks by hand: the talks, a ship that was sold rather
// than lent, and a day too late for the talks.
func codedTalks() coder.Coding {
	party := func(id entente.EntityID) []entente.Party { return []entente.Party{{Entity: id}} }
	mark := func(words string) entente.Evidence {
		return entente.Evidence{Spans: []entente.Mark{{Role: entente.RoleTrigger, Span: spanOf(words)}}}
	}
	return coder.Coding{Events: []entente.Event{
		{Type: entente.Consult, Aspect: entente.Actual, Actor: append(party("NOR"), party("LVA")...), Date: entente.NewDate(2015, 2, 10), Evidence: mark("held talks")},
		{Type: entente.Cooperate, Aspect: entente.Actual, Actor: party("NOR"), Recipient: party("LVA"), Evidence: mark("lent")},
		{Type: entente.Reject, Aspect: entente.Negated, Actor: party("LVA"), Recipient: party("NOR"), Evidence: mark("said"),
			Speaker: []entente.Party{{Span: spanOf("the minister")}}},
	}}
}

func spanOf(words string) entente.Span {
	i := strings.Index(talks, words)
	return entente.Span{Start: i, End: i + len(words)}
}

// TestScoring counts a small comparison that can be counted by hand.
func TestScoring(t *testing.T) {
	in := `{"id":"t","date":"2015-02-11","text":"` + talks + `","events":[
		{"actor":["NOR","LVA"],"recipient":[],"reciprocal":true,"type":"CONSULT","aspect":"actual","date":"2015-02-09","trigger":"talks","speaker":""},
		{"actor":["NOR"],"recipient":["LVA"],"type":"AID","aspect":"actual","trigger":"lent","speaker":"the minister"},
		{"actor":["LVA"],"recipient":["NOR"],"type":"REJECT","aspect":"hypothetical","trigger":"said","speaker":"minister"}]}`
	items, err := ReadGold("t", strings.NewReader(strings.ReplaceAll(in, "\n", "")), codebook(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	var r NewsReport
	r.add("t", entente.Document{Text: talks}, codedTalks(), items[0].events(), codebook(t))
	r.Details.add(items[0], codedTalks())
	got := map[string]float64{}
	for _, f := range r.Full("gold") {
		got[f.Name] = f.Value
	}
	for _, w := range []struct {
		name string
		want float64
		why  string
	}{
		{"triples precision", 200.0 / 3, "the talks both ways are right, the sale is not"},
		{"triples recall", 200.0 / 3, "the loan is missed; the refusal is no act in either"},
		{"triples macro-F1", 50, "CONSULT 100, AID 0; COOPERATE is not in gold"},
		{"quad triples F1", 100, "loan and sale are of one class"},
		{"dyads F1", 100, "both ways"},
		{"acts paired", 200.0 / 3, "talks and refusal"},
		{"aspect accuracy", 50, "the refusal is negated, not hypothetical"},
		{"aspect macro-F1", 50, "actual 100, hypothetical 0"},
		{"date accuracy", 0, "the tenth for the ninth"},
		{"speakers F1", 100, "the minister of the refusal; the talks have none"},
		{"AID F1", 0, ""}, {"COOPERATE F1", 0, ""}, {"CONSULT F1", 100, ""},
	} {
		v, ok := got[w.name]
		if !ok || v < w.want-0.001 || v > w.want+0.001 {
			t.Errorf("%s is %.2f, %v; want %.2f: %s", w.name, v, ok, w.want, w.why)
		}
	}
	if _, ok := got["REJECT F1"]; ok {
		t.Error("a refusal that did not happen is scored")
	}
}

// TestPairedOnce gives a gold act the coded one at its own words, and no coded act
// to two of gold.
func TestPairedOnce(t *testing.T) {
	coding := codedTalks()
	again := coding.Events[0]
	again.Date = entente.NewDate(2015, 2, 9)
	again.Evidence = entente.Evidence{Spans: []entente.Mark{{Role: entente.RoleTrigger, Span: spanOf("Later")}}}
	coding.Events = append(coding.Events, again)
	consult := func(trigger, date string) GoldEvent {
		return GoldEvent{Actor: []entente.EntityID{"NOR", "LVA"}, Type: entente.Consult, Date: date, Trigger: &Words{Text: trigger}}
	}
	var d Details
	d.add(GoldItem{Text: talks, Events: []GoldEvent{consult("Later", "2015-02-09"), consult("talks", "2015-02-10"), consult("said", "2015")}}, coding)
	if d.Acts != 3 || d.Paired != 2 || d.Dates.Right != 2 || d.Dates.Stated != 2 {
		t.Errorf("got %+v; want two of three paired, with their own dates", d)
	}
}

// TestWordsAt finds words where a span is, and words that are told in other words.
func TestWordsAt(t *testing.T) {
	for _, c := range []struct {
		words Words
		at    string
		want  bool
	}{
		{Words{Text: "Norway"}, "Norway", true},
		{Words{Text: "Norway"}, "Latvia", false},
		{Words{Span: spanOf("lent")}, "lent Latvia", true},
		{Words{Span: spanOf("lent")}, "held talks", false},
		{Words{Text: "The Minister of Defence"}, "the minister", true},
		{Words{Text: "a spokesman"}, "the minister", false},
	} {
		if got := c.words.at(talks, spanOf(c.at)); got != c.want {
			t.Errorf("%+v at %q: %v", c.words, c.at, got)
		}
	}
	if !(&Words{Text: "Latvia"}).at(talks, entente.Span{Start: strings.LastIndex(talks, "Latvia"), End: len(talks)}) {
		t.Error("the second of two like words is not found")
	}
}

// TestCoderAgreesWithItself writes what was coded as gold: whatever the coder
// reads, it must then agree with in every respect, and with the directions turned
// in none.
func TestCoderAgreesWithItself(t *testing.T) {
	rooms, err := flow.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		"Minsk has refused to recognise Crimea as Russian, officials said on Tuesday.",
		"Norway expelled two Russian diplomats. Moscow said it would answer in kind.",
		"The presidents of Serbia and Hungary met in Belgrade on Friday.",
		"Heavy rain closed the road between the two villages.",
	}
	var same, turned strings.Builder
	for _, text := range texts {
		coding := rooms.Coder.Code(entente.Document{Published: entente.NewDate(2015, 2, 11), Text: text})
		writeGold(t, &same, text, coding.Events, false)
		writeGold(t, &turned, text, coding.Events, true)
	}
	bench := &Bench{Rooms: rooms}
	measure := func(lines string) map[string]float64 {
		name := filepath.Join(t.TempDir(), "my.jsonl")
		if err := os.WriteFile(name, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
		figures, err := Gold(t.Context(), bench, name)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]float64{}
		for _, f := range figures {
			out[f.Name] = f.Value
		}
		return out
	}
	got := measure(same.String())
	if len(got) < 20 || got["items with false events"] != 0 {
		t.Fatalf("got %v", got)
	}
	delete(got, "items with false events")
	delete(got, "calibration error") // the coder is sure of nothing, and here always right
	for name, v := range got {
		if v != 100 {
			t.Errorf("%s is %.2f of the coder's own reading", name, v)
		}
	}
	if got := measure(turned.String()); got["REJECT F1"] != 0 || got["SANCTION F1"] != 0 || got["CONSULT F1"] != 100 {
		t.Errorf("directions turned: %v", got)
	}
}

// writeGold writes a line of gold that says what events say, or the reverse.
func writeGold(t *testing.T, b *strings.Builder, text string, events []entente.Event, turn bool) {
	t.Helper()
	ids := func(ps []entente.Party) []entente.EntityID {
		out := []entente.EntityID{}
		for _, p := range ps {
			out = append(out, p.Entity)
		}
		return out
	}
	var rows []map[string]any
	for _, e := range events {
		actor, recipient := ids(e.Actor), ids(e.Recipient)
		if turn && len(recipient) > 0 {
			actor, recipient = recipient, actor
		}
		speaker := any("")
		if len(e.Speaker) > 0 {
			speaker = e.Speaker[0].Span
		}
		rows = append(rows, map[string]any{"actor": actor, "recipient": recipient, "type": e.Type, "aspect": e.Aspect,
			"date": e.Date.String(), "trigger": e.Evidence.Span(entente.RoleTrigger), "speaker": speaker})
	}
	line, err := json.Marshal(map[string]any{"date": "2015-02-11", "text": text, "events": rows})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "%s\n", line)
}

// TestStrangers names the codes that no coding can match.
func TestStrangers(t *testing.T) {
	rooms, err := flow.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	items := []GoldItem{{Events: []GoldEvent{{Actor: []entente.EntityID{"NOR", "EU"}, Recipient: []entente.EntityID{"IGO:EU", "NSA:ISIS"}}}}}
	got := strangers(rooms.Gazetteer, items)
	if len(got) != 1 || got[0].Value != 1 || got[0].Of != "of 4; no coding matches EU" {
		t.Errorf("got %v", got)
	}
}

// TestOwnHoldsNoText keeps the texts of the blind set out of the repository: its
// lines have keys, codes and numbers, and no words but those of the guide.
func TestOwnHoldsNoText(t *testing.T) {
	for i, line := range strings.Split(strings.TrimSpace(ownFile), "\n") {
		var it GoldItem
		if err := json.Unmarshal([]byte(line), &it); err != nil {
			t.Fatal(err)
		}
		if it.Text != "" || len(it.SHA256) != 64 {
			t.Errorf("own.jsonl:%d: an item by anything but its hash", i+1)
		}
		for _, e := range it.Events {
			if e.Trigger == nil || e.Trigger.Text != "" || e.Speaker == nil || e.Speaker.Text != "" {
				t.Errorf("own.jsonl:%d: words where their places are to stand", i+1)
			}
		}
	}
}

// FuzzReadGold reads anything without a panic; what it lets pass holds together.
func FuzzReadGold(f *testing.F) {
	f.Add(`{"id":"a","date":"2015","text":"Oslo.","events":[{"actor":["NOR"],"type":"AID","trigger":{"start":0,"end":4},"speaker":""}]}`)
	f.Add("{\"text\":\"x\",\"events\":[{\"type\":\"AID\",\"trigger\":{\"start\":-1}}]}\n\n[]")
	f.Add(`{"text":"x","events":null,"date":null}`)
	book := codebook(f)
	f.Fuzz(func(t *testing.T, in string) {
		items, err := ReadGold("f", strings.NewReader(in), book, nil)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f:") {
				t.Errorf("an error without its place: %v", err)
			}
			return
		}
		for _, it := range items {
			if it.ID == "" || it.Text == "" {
				t.Errorf("let pass %+v", it)
			}
			var r NewsReport
			r.add(it.ID, entente.Document{Text: it.Text}, coder.Coding{}, it.events(), book)
			r.Details.add(it, coder.Coding{Events: it.events()})
			if r.Details.Paired > r.Details.Acts {
				t.Errorf("%d paired of %d", r.Details.Paired, r.Details.Acts)
			}
			r.Full("f")
		}
	})
}
