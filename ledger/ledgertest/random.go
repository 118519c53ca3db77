package ledgertest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// Agree keeps the same random batches in a ledger of each opener, some of them
// recodings of documents that are there, and compares the answers to random
// questions.
func Agree(t *testing.T, a, b Opener, seed uint64, batches int) {
	x, y := a(t), b(t)
	defer x.Close()
	defer y.Close()
	r := rand.New(rand.NewPCG(seed, 1))
	var past []ledger.Batch
	for i := range batches {
		batch := RandomBatch(r, 1+r.IntN(8))
		if len(past) > 0 && r.IntN(2) == 0 {
			batch = Join(batch, recode(r, past[r.IntN(len(past))]))
		}
		past = append(past, batch)
		kept := keep(t, x, batch)
		if other := keep(t, y, batch); kept != other {
			t.Fatalf("seed %d, batch %d: one kept %+v, the other %+v", seed, i, kept, other)
		}
		for range 6 {
			agreeOn(t, x, y, randomQuery(r, batch))
		}
		agreeOn(t, x, y, ledger.Query{})
		if t.Failed() {
			t.Fatalf("seed %d, batch %d", seed, i)
		}
	}
}

// agreeOn compares the answers of x and y to q.
func agreeOn(t *testing.T, x, y ledger.Ledger, q ledger.Query) {
	t.Helper()
	one, err := x.Tally(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	two, err := y.Tally(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(one, two) {
		t.Errorf("%+v: tallies\n%v\n%v", q, one, two)
	}
	if one, two := written(t, allEvents(t, x, q)), written(t, allEvents(t, y, q)); one != two {
		t.Errorf("%+v: events\n%s\n%s", q, one, two)
	}
	if one, two := written(t, allTies(t, x, q)), written(t, allTies(t, y, q)); one != two {
		t.Errorf("%+v: ties\n%s\n%s", q, one, two)
	}
}

// recode is b with some of its events and ties gone and some surer than before.
func recode(r *rand.Rand, b ledger.Batch) ledger.Batch {
	out := ledger.Batch{Documents: b.Documents}
	for _, e := range b.Events {
		switch r.IntN(4) {
		case 0:
			continue
		case 1:
			e.Confidence = r.Float64()
		}
		out.Events = append(out.Events, e)
	}
	for _, t := range b.Ties {
		if r.IntN(4) > 0 {
			out.Ties = append(out.Ties, t)
		}
	}
	return out
}

func randomQuery(r *rand.Rand, b ledger.Batch) ledger.Query {
	var q ledger.Query
	if r.IntN(3) == 0 {
		q.Pair = entente.NewPair(pick(r, entities), pick(r, entities))
	}
	if r.IntN(4) == 0 {
		q.Entity = pick(r, entities)
	}
	if r.IntN(3) == 0 {
		q.Window.From = entente.NewMonth(2010+r.IntN(6), 1+r.IntN(12))
	}
	if r.IntN(3) == 0 {
		q.Window.To = entente.NewMonth(2010+r.IntN(6), 1+r.IntN(12))
	}
	if r.IntN(6) == 0 {
		q.Document = pick(r, b.Documents).ID
	}
	if r.IntN(8) == 0 && len(b.Events) > 0 {
		q.Event = pick(r, b.Events).ID
	}
	for range r.IntN(3) {
		q.Types = append(q.Types, pick(r, types))
	}
	return q
}

var (
	entities = []entente.EntityID{"BLR", "RUS", "UKR", "KAZ", "IGO:EU", "NSA:ISIS", ""}
	sectors  = []entente.Sector{"", "GOV", "MIL", "CVL"}
	types    = []entente.Type{entente.Agree, entente.Consult, entente.Aid, entente.Reject, entente.Threaten, entente.Assault}
	aspects  = []entente.Aspect{entente.Actual, entente.Future, entente.Hypothetical, entente.Negated, entente.Historical, entente.Habitual}
	kinds    = []entente.TieKind{entente.Ally, entente.Base, entente.Dependence, entente.Membership}
	outlets  = []string{"", "Reuters", "TASS", "BelTA"}
	words    = []string{"", "a", "NULL", "null", "[]", "''", `"`, "\\", "\x00", "a\x00b", "\t\r\n", " ", "\u2028", "é", "e\u0301", "Łódź", "Мінск", "北京", "🕊️",
		"<b>&amp;</b>", "%s", "?", "--", ";DROP", "\ufeff", "\U0010ffff", "\u200f", strings.Repeat("long ", 3000)}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// RandomBatch is n documents with events and ties whose fields are filled, left
// empty or filled with words that stores stumble over, and some rows without a
// document.
func RandomBatch(r *rand.Rand, n int) ledger.Batch {
	var b ledger.Batch
	for range n {
		d := randomDocument(r)
		b.Documents = append(b.Documents, d)
		for range r.IntN(5) {
			e := randomEvent(r, len(d.Text))
			e.Evidence.Document = d.ID
			e.ID = entente.NewEventID(e)
			b.Events = append(b.Events, e)
		}
		for range r.IntN(3) {
			t := randomTie(r, len(d.Text))
			t.Evidence.Document = d.ID
			t.ID = entente.NewTieID(t)
			b.Ties = append(b.Ties, t)
		}
	}
	e, t := randomEvent(r, 9), randomTie(r, 9)
	e.ID, t.ID = entente.EventID(fmt.Sprintf("e-row-%d", r.IntN(20))), entente.TieID(fmt.Sprintf("t-row-%d", r.IntN(20)))
	b.Events, b.Ties = append(b.Events, e), append(b.Ties, t)
	return b
}

func randomDocument(r *rand.Rand) entente.Document {
	d := entente.Document{
		Name: pick(r, words), Outlet: pick(r, outlets), URL: pick(r, words), Published: randomDate(r), Language: pick(r, []string{"", "en", "be"}),
		Title: pick(r, words), Text: pick(r, words) + fmt.Sprint(r.Uint64()) + pick(r, words),
	}
	d.ID = entente.NewDocumentID(d.Outlet, d.URL, d.Published, d.Text)
	return d
}

func randomEvent(r *rand.Rand, length int) entente.Event {
	e := entente.Event{
		Date: randomDate(r), Actor: randomParties(r, length), Recipient: randomParties(r, length), Type: pick(r, types),
		Mode: entente.Mode(pick(r, words)), Contexts: randomContexts(r), CAMEO: pick(r, []string{"", "120", "010"}), Aspect: pick(r, aspects),
		Speaker: randomParties(r, length), Evidence: randomEvidence(r, length), Confidence: pick(r, []float64{0, 1, r.Float64()}),
	}
	if r.IntN(2) == 0 {
		e.Place = entente.Place{State: pick(r, entities), Name: pick(r, words), Span: randomSpan(r, length)}
		e.Place.Precision, e.Place.Coordinates = randomSpot(r)
	}
	return e
}

// randomSpot is how exactly a place is known, and its coordinates where they are.
func randomSpot(r *rand.Rand) (entente.PlacePrecision, entente.Coordinates) {
	switch r.IntN(4) {
	case 0:
		return "", entente.Coordinates{}
	case 1:
		return entente.PreciseToState, entente.Coordinates{}
	case 2:
		return entente.PreciseToRegion, entente.Coordinates{Lat: 0, Lon: pick(r, []float64{180, -180, 9.45})} // on the equator
	}
	return entente.PreciseToCity, entente.Coordinates{Lat: r.Float64()*180 - 90, Lon: r.Float64()*360 - 180}
}

func randomTie(r *rand.Rand, length int) entente.Tie {
	t := entente.Tie{
		Kind: pick(r, kinds), Dyad: entente.Dyad{From: pick(r, entities), To: pick(r, entities)}, Start: randomDate(r), End: randomDate(r), Seen: randomDate(r),
		Contexts: randomContexts(r), Speaker: randomParties(r, length), Evidence: randomEvidence(r, length), Confidence: r.Float64(),
	}
	if r.IntN(2) == 0 {
		t.Value = entente.Quantity{Number: pick(r, []float64{0, -1.5, 1e300, 5e-324, r.Float64()}), Unit: pick(r, []string{"", "troops", "share"})}
	}
	return t
}

func randomEvidence(r *rand.Rand, length int) entente.Evidence {
	ev := entente.Evidence{By: "rule " + pick(r, words)}
	for range r.IntN(4) {
		role := pick(r, []entente.Role{entente.RoleSentence, entente.RoleTrigger, entente.RoleDate})
		ev.Spans = append(ev.Spans, entente.Mark{Role: role, Span: randomSpan(r, length)})
	}
	return ev
}

// randomParties is nil, empty or a few parties.
func randomParties(r *rand.Rand, length int) []entente.Party {
	if r.IntN(5) == 0 {
		return nil
	}
	out := []entente.Party{}
	for range r.IntN(4) {
		out = append(out, entente.Party{Entity: pick(r, entities), Sector: pick(r, sectors), Span: randomSpan(r, length)})
	}
	return out
}

func randomContexts(r *rand.Rand) []entente.Context {
	var out []entente.Context
	for range r.IntN(3) {
		out = append(out, entente.Context(pick(r, words)))
	}
	return out
}

func randomSpan(r *rand.Rand, length int) entente.Span {
	start := r.IntN(length)
	return entente.Span{Start: start, End: start + r.IntN(length-start+1)}
}

func randomDate(r *rand.Rand) entente.Date {
	year := 2010 + r.IntN(6)
	switch r.IntN(6) {
	case 0:
		return entente.Date{}
	case 1:
		return entente.NewDate(year, 0, 0)
	case 2:
		return entente.NewDate(year, 1+r.IntN(12), 0)
	case 3:
		return entente.NewDate(pick(r, []int{1, 999, 9999}), 12, 31)
	}
	return entente.NewDate(year, 1+r.IntN(12), 1+r.IntN(28))
}
