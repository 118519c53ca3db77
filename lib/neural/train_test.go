package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// toy is a language of nouns, verbs and full stops; the verb governs.
func toy(sentences int, seed uint64) []Sample {
	random := rand.New(rand.NewPCG(seed, 9))
	var out []Sample
	for range sentences {
		var s Sample
		nouns := 1 + random.IntN(4)
		verb := random.IntN(nouns + 1)
		for i := range nouns + 1 {
			w := Word{Vector: []byte{64, 64, byte(40 + random.IntN(48))}}
			if i == verb {
				w.Features = []uint64{100 + random.Uint64N(5), 1}
				s.Tags, s.Heads, s.Rels = append(s.Tags, "V"), append(s.Heads, 0), append(s.Rels, "root")
			} else {
				w.Features = []uint64{200 + random.Uint64N(5), 2}
				rel := "subj"
				if i > verb {
					rel = "obj"
				}
				s.Tags, s.Heads, s.Rels = append(s.Tags, "N"), append(s.Heads, int32(verb)+1), append(s.Rels, rel)
			}
			s.Words = append(s.Words, w)
		}
		out = append(out, s)
	}
	return out
}

var small = Options{Epochs: 6, Rate: 0.01, Layers: 2, Input: 6, Hidden: 5, Arc: 4, Label: 7, Seen: 1, Batch: 4, Average: 0.9, Seed: 1}

// TestGradient compares the gradient with differences of the loss.
func TestGradient(t *testing.T) {
	samples := toy(3, 1)
	samples[1].Heads, samples[1].Rels = nil, nil
	n := newNetwork(samples, small)
	random := rand.New(rand.NewPCG(4, 4))
	for i := range n.dense {
		n.dense[i] += float32(random.NormFloat64() * 0.1)
	}
	o := small
	o.Drop = 0.25
	tr := newTrainer(n, o, len(samples))
	learn := func() *half {
		h := newHalf(n)
		tr.transpose()
		h.learn(samples, o, 1, rand.New(rand.NewPCG(1, 1)))
		return h
	}
	h := learn()
	loss := func() float64 { return learn().loss }
	const step = 1e-2
	check := func(what string, at int, w []float32, got float64) {
		old := w[at]
		w[at] = old + step
		up := loss()
		w[at] = old - step
		down := loss()
		w[at] = old
		want := (up - down) / (2 * step)
		if math.Abs(got-want) > 0.01*math.Abs(want)+0.004 {
			t.Errorf("%s %d: the gradient is %.4f, by differences %.4f", what, at, got, want)
		}
	}
	for at := 0; at < len(n.dense); at += 7 {
		check("weight", at, n.dense, float64(h.gradient[at]))
	}
	sums := map[int]float64{}
	for i, f := range h.touched {
		for k, x := range h.rows[i] {
			sums[int(f)*n.Input+k] += float64(x)
		}
	}
	for at := range n.table {
		check("feature", at, n.table, sums[at])
	}
}

// TestTrainLearns expects a language without exceptions to be learned.
func TestTrainLearns(t *testing.T) {
	train := toy(400, 2)
	n := Train(func(int) []Sample { return train }, small, nil)
	right, total := 0, 0
	for _, s := range toy(50, 3) {
		r := n.Read([][]Word{s.Words})[0]
		for i := range s.Words {
			total++
			if n.Tags()[r.Tags[i]] == s.Tags[i] && r.Heads[i] == s.Heads[i] && n.Rels()[r.Rels[i]] == s.Rels[i] {
				right++
			}
		}
	}
	if right < total*95/100 {
		t.Errorf("%d of %d words right", right, total)
	}
}

// TestTrainRepeats expects the same network from the same input.
func TestTrainRepeats(t *testing.T) {
	train := toy(60, 2)
	a := Train(func(int) []Sample { return train }, small, nil)
	b := Train(func(int) []Sample { return train }, small, nil)
	for i := range a.dense {
		if a.dense[i] != b.dense[i] {
			t.Fatalf("weight %d differs: %v, %v", i, a.dense[i], b.dense[i])
		}
	}
}
