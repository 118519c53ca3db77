package measure

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// TestTallies runs testdata/*.test. Each file gives acts and ties, then looks at
// pairs and says what the figures are:
//
//	2015-03     RUS>BLR  AGREE  x4           four acts on four days of March
//	2015-04-02  BLR+RUS  CONSULT  reports=3  one meeting that three outlets report
//	2015-05     BLR:CVL>RUS  ACCUSE          sectors after a colon; - for no date
//	tie ally BLR>RUS seen=2015-09            also start=, end=, contexts=
//	look BLR-RUS 2015-01..2015-12            no window: all time
//	  seeming 0.1667  n=7  low=...  high=...
//	  enough no
//
// Acts may have mode=, aspect= and contexts= (comma between). A line that begins
// with # is a comment.
func TestTallies(t *testing.T) {
	files, err := filepath.Glob("testdata/*.test")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata/*.test", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".test"), func(t *testing.T) { runTally(t, file) })
	}
}

func runTally(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rules := mustOpen(t)
	var s shelf
	var p entente.Profile
	for i, line := range strings.Split(string(text), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		var err error
		switch {
		case strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"):
			err = expect(p, words)
		case words[0] == "look":
			p, err = look(rules, &s, words[1:])
		case words[0] == "tie":
			err = s.giveTie(words[1:])
		default:
			err = s.give(words)
		}
		if err != nil {
			t.Errorf("%s:%d: %v", file, i+1, err)
		}
	}
}

func mustOpen(t testing.TB) *Rules {
	t.Helper()
	rules, err := Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	rules.peers = 0 // the few pairs of a test are typical enough
	return rules
}

func look(rules *Rules, s *shelf, words []string) (entente.Profile, error) {
	a, b, _ := strings.Cut(words[0], "-")
	var w entente.Window
	if len(words) > 1 {
		from, to, _ := strings.Cut(words[1], "..")
		if err := w.From.UnmarshalText([]byte(from)); err != nil {
			return entente.Profile{}, err
		}
		if err := w.To.UnmarshalText([]byte(to)); err != nil {
			return entente.Profile{}, err
		}
	}
	f, err := rules.Survey(context.Background(), s, w)
	if err != nil {
		return entente.Profile{}, err
	}
	p, err := f.Look(context.Background(), s, entente.NewPair(entente.EntityID(a), entente.EntityID(b)))
	if err == nil {
		err = checkShares(p)
	}
	if err == nil {
		err = checkSurvey(f, p)
	}
	return p, err
}

// checkShares holds a profile to its identity: start and shares make the gap.
func checkShares(p entente.Profile) error {
	sum := p.Start
	for _, x := range p.Exhibits {
		sum += x.Share
	}
	if p.Gap.Point.N > 0 && math.Abs(sum-p.Gap.Point.Value) > 1e-9 {
		return fmt.Errorf("start and shares make %.12f, the gap is %.12f", sum, p.Gap.Point.Value)
	}
	return nil
}

// checkSurvey holds a look to what the survey counted of the same pair.
func checkSurvey(f *Field, p entente.Profile) error {
	for _, q := range f.Lines() {
		if q.Pair == p.Pair && (q.Gap != p.Gap || q.Seeming != p.Seeming || q.Hold != p.Hold || q.Engagement != p.Engagement || q.Reports != p.Reports || q.Outlets != p.Outlets) {
			return fmt.Errorf("the survey says %v %v, the look %v %v", q.Seeming, q.Gap, p.Seeming, p.Gap)
		}
	}
	return nil
}

// give reads an act.
func (s *shelf) give(words []string) error {
	if len(words) < 3 {
		return fmt.Errorf("an act has a date, a dyad and a type")
	}
	date, err := entente.ParseDate(strings.TrimPrefix(words[0], "-"))
	if err != nil {
		return err
	}
	e := entente.Event{Date: date, Type: entente.Type(words[2]), Aspect: entente.Actual, Confidence: 0.9}
	from, to, directed := strings.Cut(words[1], ">")
	e.Actor = parties(from)
	if directed {
		e.Recipient = parties(to)
	}
	times, reports := 1, 1
	for _, w := range words[3:] {
		name, value, _ := strings.Cut(w, "=")
		switch {
		case name == "mode":
			e.Mode = entente.Mode(value)
		case name == "aspect":
			e.Aspect = entente.Aspect(value)
		case name == "contexts":
			e.Contexts = contexts(value)
		case name == "reports":
			reports, err = strconv.Atoi(value)
		case strings.HasPrefix(w, "x"):
			times, err = strconv.Atoi(w[1:])
		default:
			err = fmt.Errorf("unknown word %q", w)
		}
		if err != nil {
			return err
		}
	}
	for i := range times {
		if times > 1 {
			e.Date = date.AddDays(i)
		}
		for k := range reports {
			s.tell(fmt.Sprintf("Outlet %d", k+1), e)
		}
	}
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

func contexts(text string) []entente.Context {
	var out []entente.Context
	for c := range strings.SplitSeq(text, ",") {
		out = append(out, entente.Context(c))
	}
	return out
}

// giveTie reads a tie: its kind may have spaces and ends before the dyad.
func (s *shelf) giveTie(words []string) error {
	var kind []string
	t := entente.Tie{Confidence: 0.9}
	for _, w := range words {
		from, to, isDyad := strings.Cut(w, ">")
		name, value, isPart := strings.Cut(w, "=")
		var err error
		switch {
		case isDyad:
			t.Dyad = entente.Dyad{From: entente.EntityID(from), To: entente.EntityID(to)}
		case !isPart:
			kind = append(kind, w)
		case name == "seen":
			t.Seen, err = entente.ParseDate(value)
		case name == "start":
			t.Start, err = entente.ParseDate(value)
		case name == "end":
			t.End, err = entente.ParseDate(value)
		case name == "contexts":
			t.Contexts = contexts(value)
		default:
			err = fmt.Errorf("unknown word %q", w)
		}
		if err != nil {
			return err
		}
	}
	t.Kind = entente.TieKind(strings.Join(kind, " "))
	s.bind("Outlet 1", t)
	return nil
}

// expect holds p against one line of what the file says.
func expect(p entente.Profile, words []string) error {
	if words[0] == "series" {
		return expectSeries(p, words[1:])
	}
	readings := map[string]entente.Reading{
		"seeming": p.Seeming, "conduct": p.Conduct, "gap": p.Gap, "engagement": p.Engagement, "hold-A": p.Hold[0], "hold-B": p.Hold[1],
	}
	if r, ok := readings[words[0]]; ok {
		return expectReading(r, words)
	}
	counts := map[string]int{"episodes": p.Episodes, "reports": p.Reports, "outlets": p.Outlets, "exhibits": len(p.Exhibits)}
	got := ""
	if n, ok := counts[words[0]]; ok {
		got = strconv.Itoa(n)
	}
	switch words[0] {
	case "enough":
		got = map[bool]string{true: "yes", false: "no"}[p.Enough]
	case "wider":
		got = fmt.Sprintf("%.4f", p.Wider)
	case "start":
		got = fmt.Sprintf("%.4f", p.Start)
	}
	if got != words[1] {
		return fmt.Errorf("%s is %s, want %s", words[0], got, words[1])
	}
	return nil
}

func expectReading(r entente.Reading, words []string) error {
	return compare(words[0], r.Point, r.Above, r.Among, words[1:])
}

func compare(name string, p entente.Point, above, among int, words []string) error {
	if words[0] == "none" {
		if p.N != 0 {
			return fmt.Errorf("%s is %.4f of %d, want none", name, p.Value, p.N)
		}
		return nil
	}
	got := map[string]string{
		"": strings.Replace(fmt.Sprintf("%.4f", p.Value), "-0.0000", "0.0000", 1), "n": strconv.Itoa(p.N), "low": fmt.Sprintf("%.4f", p.Low), "high": fmt.Sprintf("%.4f", p.High),
		"above": fmt.Sprintf("%d/%d", above, among),
	}
	for _, w := range words {
		part, value, named := strings.Cut(w, "=")
		if !named {
			part, value = "", w
		}
		if got[part] != value {
			return fmt.Errorf("%s %s is %s, want %s", name, part, got[part], value)
		}
	}
	return nil
}

// expectSeries reads "MEASURE MONTH value ..." or "MEASURE points=N".
func expectSeries(p entente.Profile, words []string) error {
	for _, s := range p.Series {
		if s.Measure != words[0] {
			continue
		}
		if n, ok := strings.CutPrefix(words[1], "points="); ok {
			if n != strconv.Itoa(len(s.Points)) {
				return fmt.Errorf("%s has %d points, want %s: %v", s.Measure, len(s.Points), n, s.Points)
			}
			return nil
		}
		var point entente.Point
		for _, q := range s.Points {
			if q.Month.String() == words[1] {
				point = q
			}
		}
		return compare(s.Measure+" "+words[1], point, 0, 0, words[2:])
	}
	return fmt.Errorf("no series %s", words[0])
}
