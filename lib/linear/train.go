package linear

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// An Example is a case with its answer.
type Example struct {
	Case
	Class  int
	Weight float32 // how much it counts; 1 is usual
}

// Settings govern training. The same settings and examples give the same model.
type Settings struct {
	Seed      uint64
	Epochs    int
	Rate      float64 // of Adagrad
	Smoothing float64 // share of the answer that is spread over all classes
	Dropout   float64 // share of features left out of each step
	L2        float64 // pull of every weight to zero
	Prune     float64 // weights nearer to zero are left out of the model
	Bags      int     // the model is the mean of so many, each with a seed and an order of its own (Breiman 1996); 0 is 1
	Least     int     // free features of fewer examples are left out from the start
	Step      float64 // weights are rounded to multiples of it, at most 127 in each direction
	// Mask, if not nil, says which features of an example to use in one step; it
	// draws from r to leave out groups.
	Mask func(r *rand.Rand, e *Example) Case
}

// Train fits a model to examples by stochastic gradient descent (Adagrad; Duchi,
// Hazan and Singer 2011).
func Train(classes []string, examples []Example, s Settings) *Model {
	bags := max(1, s.Bags)
	mean := newTrainer(s, len(classes), nil)
	rare := rare(examples, s.Least)
	for bag := range bags {
		t := newTrainer(s, len(classes), rare)
		r := rand.New(rand.NewPCG(s.Seed+uint64(bag), 1))
		order := make([]int, len(examples))
		for i := range order {
			order[i] = i
		}
		for range s.Epochs {
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, i := range order {
				t.learn(r, &examples[i])
			}
		}
		mean.add(t, 1/float64(bags))
	}
	return mean.model(classes)
}

func newTrainer(s Settings, n int, rare map[uint32]bool) *trainer {
	return &trainer{s: s, n: n, free: map[uint32][]weight{}, tied: map[uint32]*weight{}, rare: rare}
}

// add adds share of the weights of o to t's.
func (t *trainer) add(o *trainer, share float64) {
	for key, from := range o.free {
		to, ok := t.free[key]
		if !ok {
			to = make([]weight, t.n)
			t.free[key] = to
		}
		for k := range from {
			to[k].value += share * from[k].value
		}
	}
	for key, from := range o.tied {
		to, ok := t.tied[key]
		if !ok {
			to = &weight{}
			t.tied[key] = to
		}
		to.value += share * from.value
	}
}

// rare is the free features that fewer than least examples have.
func rare(examples []Example, least int) map[uint32]bool {
	count := map[uint32]int{}
	for _, e := range examples {
		seen := map[uint32]bool{}
		for _, f := range e.Free {
			if !seen[f.Key] {
				seen[f.Key] = true
				count[f.Key]++
			}
		}
	}
	out := map[uint32]bool{}
	for key, n := range count {
		if n < least {
			out[key] = true
		}
	}
	return out
}

type weight struct{ value, squares float64 }

type trainer struct {
	s    Settings
	n    int
	free map[uint32][]weight
	tied map[uint32]*weight
	rare map[uint32]bool
}

func (t *trainer) learn(r *rand.Rand, e *Example) {
	c := e.Case
	if t.s.Mask != nil {
		c = t.s.Mask(r, e)
	}
	c = t.thin(r, c)
	scores := make([]float64, t.n)
	for _, f := range c.Free {
		w, ok := t.free[f.Key]
		if !ok {
			w = make([]weight, t.n)
			t.free[f.Key] = w
		}
		for k := range scores {
			scores[k] += w[k].value * float64(f.Value)
		}
	}
	for k, fs := range c.Tied {
		for _, f := range fs {
			w, ok := t.tied[f.Key]
			if !ok {
				w = &weight{}
				t.tied[f.Key] = w
			}
			scores[k] += w.value * float64(f.Value)
		}
	}
	p := Probabilities(scores)
	slope := make([]float64, t.n)
	for k := range slope {
		want := t.s.Smoothing / float64(t.n)
		if k == e.Class {
			want += 1 - t.s.Smoothing
		}
		slope[k] = (p[k] - want) * float64(e.Weight)
	}
	for _, f := range c.Free {
		for k := range slope {
			t.step(&t.free[f.Key][k], slope[k]*float64(f.Value))
		}
	}
	for k, fs := range c.Tied {
		for _, f := range fs {
			t.step(t.tied[f.Key], slope[k]*float64(f.Value))
		}
	}
}

func (t *trainer) step(w *weight, slope float64) {
	slope += t.s.L2 * w.value
	w.squares += slope * slope
	w.value -= t.s.Rate * slope / (1e-2 + math.Sqrt(w.squares))
}

// thin leaves out features at random and makes up for them.
func (t *trainer) thin(r *rand.Rand, c Case) Case {
	if t.s.Dropout == 0 && len(t.rare) == 0 {
		return c
	}
	scale := float32(1 / (1 - t.s.Dropout))
	some := func(in []Feature) []Feature {
		var out []Feature
		for _, f := range in {
			if r.Float64() >= t.s.Dropout && !t.rare[f.Key] {
				out = append(out, Feature{f.Key, f.Value * scale})
			}
		}
		return out
	}
	out := Case{Free: some(c.Free)}
	for _, fs := range c.Tied {
		out.Tied = append(out.Tied, some(fs))
	}
	return out
}

func (t *trainer) model(classes []string) *Model {
	m := &Model{Classes: classes, rows: map[uint32]row{}, tied: map[uint32]float32{}}
	round := func(x float64) float32 {
		return float32(max(-127, min(127, math.Round(x/t.s.Step))) * t.s.Step)
	}
	for _, key := range slices.SortedFunc(maps.Keys(t.free), cmp.Compare[uint32]) {
		first := uint32(len(m.cells))
		for k, w := range t.free[key] {
			if math.Abs(w.value) >= t.s.Prune && round(w.value) != 0 {
				m.cells = append(m.cells, cell{uint8(k), round(w.value)})
			}
		}
		if last := uint32(len(m.cells)); last > first {
			m.rows[key] = row{first, last}
		}
	}
	for key, w := range t.tied {
		if x := round(w.value); x != 0 {
			m.tied[key] = x
		}
	}
	return m
}
