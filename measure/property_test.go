package measure

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

var (
	states  = []entente.EntityID{"BLR", "RUS", "UKR", "CHN", "JPN", "IGO:EU"}
	sectors = []entente.Sector{"", "", "GOV", "MIL", "CVL"}
	kinds   = []entente.TieKind{entente.Ally, entente.DefencePledge, entente.Dependence, entente.SanctionsInForce, entente.TerritorialClaim, "unlisted"}
)

func one[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// anyShelf is a book of n random events and some ties.
func anyShelf(seed uint64, n int) *shelf {
	r := rand.New(rand.NewPCG(seed, 7))
	s := &shelf{}
	party := func() []entente.Party { return []entente.Party{{Entity: one(r, states), Sector: one(r, sectors)}} }
	date := func() entente.Date {
		return entente.NewDate(2012+r.IntN(3), r.IntN(13), 0)
	}
	for range n {
		e := entente.Event{
			Date: date(), Actor: party(), Recipient: party(), Type: one(r, types), Aspect: one(r, aspects), Confidence: r.Float64(),
		}
		if e.Date.Month() > 0 && r.IntN(2) == 0 {
			e.Date = entente.NewDate(e.Date.Year(), e.Date.Month(), 1+r.IntN(28))
		}
		if r.IntN(4) == 0 {
			e.Actor, e.Recipient = append(e.Actor, party()...), nil
		}
		if r.IntN(3) == 0 {
			e.Contexts = []entente.Context{"military"}
		}
		s.tell(one(r, []string{"A", "B", "C"}), e)
	}
	for range n / 10 {
		s.bind("A", entente.Tie{Kind: one(r, kinds), Dyad: entente.Dyad{From: one(r, states), To: one(r, states)}, Start: date(), Seen: date(), Confidence: 1})
	}
	return s
}

func profileOf(t testing.TB, s *shelf, pair entente.Pair, w entente.Window) entente.Profile {
	t.Helper()
	f, err := mustOpen(t).Survey(context.Background(), s, w)
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Look(context.Background(), s, pair)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkShares(p); err != nil {
		t.Error(err)
	}
	if err := checkSurvey(f, p); err != nil {
		t.Error(err)
	}
	return p
}

func TestFiguresStayInBounds(t *testing.T) {
	for seed := range uint64(30) {
		w := entente.Window{}
		if seed%2 == 1 {
			w = entente.Window{From: entente.NewMonth(2012, 6), To: entente.NewMonth(2013, 8)}
		}
		p := profileOf(t, anyShelf(seed, 20+10*int(seed)), entente.NewPair("BLR", "RUS"), w)
		readings := []entente.Reading{p.Seeming, p.Conduct, p.Gap, p.Hold[0], p.Hold[1], p.Engagement}
		for i, r := range readings {
			bound := []float64{2, 2, 4, 1, 1, math.Inf(1)}[i]
			checkPoint(t, r.Measure, r.Point, bound)
			if r.Above > r.Among || r.Above < 0 {
				t.Errorf("%s stands above %d of %d", r.Measure, r.Above, r.Among)
			}
		}
		for _, s := range p.Series {
			for _, q := range s.Points {
				checkPoint(t, s.Measure, q, 4)
				if q.N == 0 || !w.Has(q.Month) {
					t.Errorf("%s has a point of %d in %s", s.Measure, q.N, q.Month)
				}
			}
			if !slices.IsSortedFunc(s.Points, func(a, b entente.Point) int { return int(a.Month - b.Month) }) {
				t.Errorf("%s is not in order", s.Measure)
			}
		}
		if p.Wider < 0 || p.Wider > 1 {
			t.Errorf("probability %g", p.Wider)
		}
	}
}

func checkPoint(t *testing.T, name string, p entente.Point, bound float64) {
	t.Helper()
	if p.N == 0 {
		if p.Value != 0 || p.Low != 0 || p.High != 0 {
			t.Errorf("%s without evidence has figures: %+v", name, p)
		}
		return
	}
	if !(p.Low <= p.High) || math.Abs(p.Low) > bound || math.Abs(p.High) > bound || math.Abs(p.Value) > bound {
		t.Errorf("%s out of bounds: %+v", name, p)
	}
}

// A refusal more never raises conduct, a meeting more never lowers seeming, and
// the gap moves with them. The prior of other pairs stays as it is.
func TestEvidenceMovesItsSide(t *testing.T) {
	pair := entente.NewPair("BLR", "RUS")
	for seed := range uint64(20) {
		s := anyShelf(seed, 60)
		before := profileOf(t, s, pair, entente.Window{})
		refusal := entente.Event{
			Date: entente.NewDate(2016, 1, 1), Actor: parties("BLR"), Recipient: parties("RUS"), Type: entente.Reject, Aspect: entente.Actual,
		}
		s.tell("A", refusal)
		refused := profileOf(t, s, pair, entente.Window{})
		if before.Conduct.Point.N > 0 && refused.Conduct.Point.Value >= before.Conduct.Point.Value {
			t.Errorf("seed %d: a refusal takes conduct from %g to %g", seed, before.Conduct.Point.Value, refused.Conduct.Point.Value)
		}
		if refused.Seeming != before.Seeming {
			t.Errorf("seed %d: a refusal moves seeming", seed)
		}
		if before.Gap.Point.N > 0 && (refused.Gap.Point.Value <= before.Gap.Point.Value || refused.Wider <= before.Wider) {
			t.Errorf("seed %d: a refusal does not widen the gap", seed)
		}
		meeting := refusal
		meeting.Type = entente.Consult
		s.tell("A", meeting)
		met := profileOf(t, s, pair, entente.Window{})
		if refused.Seeming.Point.N > 0 && met.Seeming.Point.Value <= refused.Seeming.Point.Value {
			t.Errorf("seed %d: a meeting does not raise seeming", seed)
		}
	}
}

// Evidence of other pairs moves a pair through the mean alone, and a report more
// of the same act moves nothing.
func TestReportsAreNotEpisodes(t *testing.T) {
	s := anyShelf(3, 200)
	pair := entente.NewPair("BLR", "RUS")
	before := profileOf(t, s, pair, entente.Window{})
	for _, e := range slices.Clone(s.events) {
		e.Confidence = 0.01
		e.Evidence = entente.Evidence{}
		if !e.Date.IsZero() { // acts without a date fold within their document alone
			s.tell("Z", e)
		}
	}
	after := profileOf(t, s, pair, entente.Window{})
	if after.Gap != before.Gap || after.Episodes != before.Episodes || after.Reports <= before.Reports {
		t.Errorf("second reports: gap %v to %v, episodes %d to %d, reports %d to %d",
			before.Gap, after.Gap, before.Episodes, after.Episodes, before.Reports, after.Reports)
	}
}

// The same evidence in another order gives the same bytes, and so does a second look.
func TestSameBytes(t *testing.T) {
	s := anyShelf(11, 400)
	write := func() []byte {
		b, err := json.Marshal(profileOf(t, s, entente.NewPair("BLR", "RUS"), entente.Window{}))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := write()
	r := rand.New(rand.NewPCG(1, 1))
	for range 3 {
		r.Shuffle(len(s.events), func(i, j int) { s.events[i], s.events[j] = s.events[j], s.events[i] })
		r.Shuffle(len(s.ties), func(i, j int) { s.ties[i], s.ties[j] = s.ties[j], s.ties[i] })
		if !bytes.Equal(first, write()) {
			t.Fatal("another order gives other bytes")
		}
	}
}

// The seat of a state in the pair changes nothing but whose hold it is.
func TestNamesDoNotMatter(t *testing.T) {
	s := anyShelf(5, 150)
	swapped := &shelf{documents: s.documents}
	swap := func(id entente.EntityID) entente.EntityID {
		switch id {
		case "BLR":
			return "RUS"
		case "RUS":
			return "BLR"
		}
		return id
	}
	turn := func(ps []entente.Party) []entente.Party {
		out := slices.Clone(ps)
		for i := range out {
			out[i].Entity = swap(out[i].Entity)
		}
		return out
	}
	for _, e := range s.events {
		e.Actor, e.Recipient = turn(e.Actor), turn(e.Recipient)
		swapped.events = append(swapped.events, e)
	}
	for _, b := range s.ties {
		b.Dyad = entente.Dyad{From: swap(b.Dyad.From), To: swap(b.Dyad.To)}
		swapped.ties = append(swapped.ties, b)
	}
	p, q := profileOf(t, s, entente.NewPair("BLR", "RUS"), entente.Window{}), profileOf(t, swapped, entente.NewPair("BLR", "RUS"), entente.Window{})
	if p.Gap.Point != q.Gap.Point || p.Wider != q.Wider || p.Hold[0].Point != q.Hold[1].Point || p.Hold[1].Point != q.Hold[0].Point {
		t.Errorf("swapped names: gap %v, %v; hold %v, %v", p.Gap, q.Gap, p.Hold, q.Hold)
	}
}

// A book out of order would count acts twice; the survey refuses it.
func TestSurveyRefusesDisorder(t *testing.T) {
	s := &shelf{}
	for _, day := range []int{9, 3} {
		s.tell("A", entente.Event{Date: entente.NewDate(2015, 3, day), Actor: parties("BLR"), Recipient: parties("RUS"), Type: entente.Reject, Aspect: entente.Actual})
	}
	_, err := mustOpen(t).Survey(context.Background(), unsorted{s}, entente.Window{})
	if err == nil || !strings.Contains(err.Error(), "by date") {
		t.Errorf("disorder gives %v", err)
	}
}

// unsorted is a book that breaks the order that it promises.
type unsorted struct{ *shelf }

func (u unsorted) Events(context.Context, entente.Pair, entente.Window) iter.Seq2[entente.Event, error] {
	return func(yield func(entente.Event, error) bool) {
		for _, e := range u.events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func TestTablesSayWhatIsWrong(t *testing.T) {
	const blocks = "type\tmode\taspect\tdate\tsides\tactor\trecipient\tcontexts\tblock\tsign\treason\n"
	for _, c := range []struct{ file, text, want string }{
		{"blocks.tsv", blocks + "AGRE\t*\t*\t*\t*\t*\t*\t*\twords\t+1\tx\n", `blocks.tsv:2: unknown type "AGRE"; did you mean AGREE?`},
		{"blocks.tsv", blocks + "AGREE\t*\t*\t*\t*\t*\t*\t*\twords\t0\tx\n", `blocks.tsv:2: sign "0" does not go with block "words"`},
		{"blocks.tsv", blocks + "AGREE\t*\t*\t*\t*\t*\t*\t*\twords\t+1\tx\n", `no row takes every CONSULT`},
		{"blocks.add.tsv", blocks + "AGREE\t*\t*\t*\t*\t*\t*\t*\tdeeds\t+1\tx\n", `blocks.add.tsv:2: unknown block "deeds"`},
		{"agents.tsv", "sector\tagent\treason\nGOV\tstates\tx\n", `agents.tsv:2: unknown agent "states"; did you mean state?`},
		{"ties.tsv", "kind\tblock\tsign\tweight\tlasts\treason\nally\tcommitment\t+1\tNaN\t\tx\n", `ties.tsv:2: weight "NaN" is not a number`},
		{"ties.tsv", "kind\tblock\tsign\tweight\tlasts\treason\nally\tcommitment\t+1\t1\tlong\tx\n", `ties.tsv:2: lasts "long" is not a number of years`},
	} {
		_, err := Open(fstest.MapFS{c.file: {Data: []byte(c.text)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.file, err, c.want)
		}
	}
}

// Every kind of tie of the root package has its weight.
func TestEveryTieWeighs(t *testing.T) {
	rules := mustOpen(t)
	for _, k := range []entente.TieKind{
		entente.Ally, entente.DefencePledge, entente.NonAggression, entente.Base, entente.Membership, entente.Recognition,
		entente.Dependence, entente.Exercises, entente.SanctionsInForce, entente.TerritorialClaim,
	} {
		if _, ok := rules.ties[k]; !ok {
			t.Errorf("ties.tsv has no row for %q", k)
		}
	}
}

// All measures say what they ask and how they answer.
func TestMeasuresExplainThemselves(t *testing.T) {
	for _, m := range All() {
		if m.Name == Seeming.Name || m.Name == Conduct.Name {
			if k := fmt.Sprintf("k = %g", Shrink); !strings.Contains(m.Formula, k) {
				t.Errorf("the formula of %s does not say %s", m.Name, k)
			}
		}
		if m.Name == "" || m.Family == "" || !strings.HasSuffix(m.Question, "?") || m.Unit == "" || m.Formula == "" || m.Cite == "" || m.Of == nil {
			t.Errorf("measure %q leaves something out: %+v", m.Name, m)
		}
	}
}

func BenchmarkSurvey(b *testing.B) {
	s := anyShelf(1, 20000)
	rules := mustOpen(b)
	for b.Loop() {
		if _, err := rules.Survey(context.Background(), s, entente.Window{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLook(b *testing.B) {
	s := anyShelf(1, 20000)
	f, err := mustOpen(b).Survey(context.Background(), s, entente.Window{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.Look(context.Background(), s, entente.NewPair("BLR", "RUS")); err != nil {
			b.Fatal(err)
		}
	}
}

// Every sector of the codebook is somebody's agent or nobody's.
func TestEverySectorIsPlaced(t *testing.T) {
	text, err := os.ReadFile("../ontology/sectors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	sectors, err := table.Read("ontology/sectors.tsv", bytes.NewReader(text), "sector")
	if err != nil {
		t.Fatal(err)
	}
	rules := mustOpen(t)
	for _, r := range sectors.Rows {
		if _, ok := rules.private[entente.Sector(r.Get("sector"))]; !ok {
			t.Errorf("%s: agents.tsv does not place %s", r.Place(), r.Get("sector"))
		}
	}
}
