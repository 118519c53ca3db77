package perceptron

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// teach trains on points of three classes, told apart by which of their
// features is even.
func teach(seed uint64) *Trainer {
	t := NewTrainer(3)
	r := rand.New(rand.NewPCG(seed, 0))
	scores := make([]int32, 3)
	for range 6000 {
		class := r.IntN(3)
		fs := example(r, class)
		t.Score(fs, scores)
		t.Tick()
		if did := top(scores); did != class {
			t.Update(fs, class, did)
		}
	}
	return t
}

// example is features of which one tells the class and the others nothing.
func example(r *rand.Rand, class int) []Feature {
	fs := []Feature{Kind(9).With(Feature(class*100 + r.IntN(50))).Feature()}
	for range 3 {
		fs = append(fs, Kind(8).With(Feature(r.IntN(500))).Feature())
	}
	return fs
}

func top(scores []int32) int {
	best := 0
	for c, s := range scores {
		if s > scores[best] {
			best = c
		}
	}
	return best
}

func TestLearns(t *testing.T) {
	m := NewModel(0, teach(1))
	r := rand.New(rand.NewPCG(2, 0))
	scores := make([]int32, 3)
	right := 0
	for range 1000 {
		class := r.IntN(3)
		m.Score(example(r, class), scores)
		if top(scores) == class {
			right++
		}
	}
	if right < 970 {
		t.Errorf("%d of 1000 right", right)
	}
}

func TestPruningKeepsTheStrong(t *testing.T) {
	all, strong := NewModel(0, teach(1)), NewModel(1, teach(1))
	if n, m := all.Features(), strong.Features(); m == 0 || m >= n {
		t.Errorf("%d features of %d are left", m, n)
	}
}

// TestLargeWeights: weights far beyond the common few are kept.
func TestLargeWeights(t *testing.T) {
	trainer := NewTrainer(2)
	for range 250 {
		trainer.Update([]Feature{7}, 1, 0)
	}
	trainer.Tick()
	scores := make([]int32, 2)
	NewModel(0, trainer).Score([]Feature{7}, scores)
	if scores[0] != -500 || scores[1] != 500 {
		t.Errorf("scores %v; want -500 and 500 halves", scores)
	}
}

func TestAverages(t *testing.T) {
	trainer := NewTrainer(2)
	for i := range 10 {
		trainer.Tick()
		if i == 4 { // +1 from the fifth decision on: half of the time
			trainer.Update([]Feature{7}, 1, 0)
		}
	}
	scores := make([]int32, 2)
	NewModel(0, trainer).Score([]Feature{7}, scores)
	if scores[1] != 1 {
		t.Errorf("average %d halves; want 1", scores[1])
	}
}

// TestMean: trainers that saw the lessons in other orders are averaged.
func TestMean(t *testing.T) {
	a, b := NewTrainer(2), NewTrainer(2)
	a.Tick()
	b.Tick()
	for range 3 {
		a.Update([]Feature{7}, 1, 0)
	}
	b.Update([]Feature{7}, 1, 0)
	a.Tick()
	b.Tick()
	scores := make([]int32, 2)
	NewModel(0, a, b).Score([]Feature{7}, scores)
	if scores[1] != 2 { // (3+1)/2, for half of the time, in halves
		t.Errorf("mean %d halves; want 2", scores[1])
	}
}

func TestFileForm(t *testing.T) {
	m := NewModel(0, teach(1))
	b, _ := m.AppendBinary(nil)
	back, err := ReadModel(b)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := back.AppendBinary(nil)
	if !bytes.Equal(b, again) {
		t.Error("the file form changes when read and written")
	}
	for i := range len(b) - 1 {
		if _, err := ReadModel(b[:i]); err == nil {
			t.Fatalf("read the first %d of %d bytes", i, len(b))
		}
	}
}

func TestDeterministic(t *testing.T) {
	a, _ := NewModel(0, teach(1)).AppendBinary(nil)
	b, _ := NewModel(0, teach(1)).AppendBinary(nil)
	if !bytes.Equal(a, b) {
		t.Error("the same lessons gave different models")
	}
}

func FuzzReadModel(f *testing.F) {
	b, _ := NewModel(2, teach(1)).AppendBinary(nil)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := ReadModel(b)
		if err == nil {
			m.Score([]Feature{0, 1, 1 << 31}, make([]int32, m.Classes()))
		}
	})
}
