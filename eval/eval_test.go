package eval

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/flow"
)

const recorded = "scores.txt"

// TestNoScoreFalls runs every accuracy suite that has its data and holds the
// figures against the record. A suite whose gold is not there says so.
func TestNoScoreFalls(t *testing.T) {
	f, err := os.Open(recorded)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	record, err := ReadScores(recorded, f)
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := flow.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	bench := &Bench{Rooms: rooms, Shared: "../../shared", Sentences: "../train/arbiter"}
	for _, s := range Suites() {
		if !s.Accuracy {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			figures, err := s.Run(t.Context(), bench)
			if why := Skipped(err); why != "" {
				t.Skip(why)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range figures {
				hold(t, record, f)
			}
		})
	}
}

// hold fails when f is not in the record, or worse there.
func hold(t *testing.T, record []Figure, f Figure) {
	t.Helper()
	i := slices.IndexFunc(record, func(r Figure) bool { return r.Suite == f.Suite && r.Name == f.Name })
	if i < 0 {
		t.Errorf("%s %s is not in %s; run entente eval and commit it", f.Suite, f.Name, recorded)
		return
	}
	worse := f.Value < record[i].Value-0.005
	if strings.Contains(f.Name, "false events") || strings.Contains(f.Name, "broken") || strings.Contains(f.Name, "error") {
		worse = f.Value > record[i].Value+0.005
	}
	if worse {
		t.Errorf("%s %s fell from %.2f to %.2f", f.Suite, f.Name, record[i].Value, f.Value)
	}
}

func TestScoresComeBack(t *testing.T) {
	in := []Figure{{"parser", "EWT test LAS", 82.31, "% of 25094 words"}, {"seed", "must rows found", 12, "of 15"}}
	var b bytes.Buffer
	if err := WriteScores(&b, in); err != nil {
		t.Fatal(err)
	}
	out, err := ReadScores("scores.txt", &b)
	if err != nil || !slices.Equal(in, out) {
		t.Errorf("wrote %v, read %v, %v", in, out, err)
	}
	if _, err := ReadScores("scores.txt", strings.NewReader("# x\nparser  LAS  many  %\n")); err == nil || err.Error() != `scores.txt:2: "many" is not a number` {
		t.Errorf("a bad line: %v", err)
	}
}

// TestMerge keeps the figures of suites that did not run.
func TestMerge(t *testing.T) {
	old := []Figure{{"parser", "LAS", 80, "%"}, {"seed", "must rows found", 11, "of 15"}}
	got := Merge(old, []Figure{{"seed", "must rows found", 12, "of 15"}})
	want := []Figure{{"parser", "LAS", 80, "%"}, {"seed", "must rows found", 12, "of 15"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}
