package neural

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/entente-project/entente/lib/matrix"
)

// Options say how a network is built and trained.
type Options struct {
	Epochs  int     `json:"epochs"`
	Rate    float64 `json:"rate"`    // of learning, at its highest
	Layers  int     `json:"layers"`  // of LSTMs, each in both directions
	Input   int     `json:"input"`   // numbers that stand for a word
	Hidden  int     `json:"hidden"`  // cells of an LSTM in one direction
	Arc     int     `json:"arc"`     // numbers that a word is judged by as head or dependent
	Label   int     `json:"label"`   // hidden units that judge a relation
	Seen    int     `json:"seen"`    // times that a feature is met in training, at least
	Batch   int     `json:"batch"`   // sentences of a step in each of the two halves
	Drop    float64 `json:"drop"`    // share of numbers left out at a step of training
	Forget  float64 `json:"forget"`  // share of words whose own feature is left out
	Unknown float64 `json:"unknown"` // share of words whose vector is left out
	Average float64 `json:"average"` // weight of the earlier mean when the weights join it
	Seed    uint64  `json:"seed"`
}

// A Sample is a sentence to learn from.
type Sample struct {
	Words []Word
	Tags  []string
	Heads []int32  // number of the governing word, from 1; 0 for the root. Nil: only the tags are to be learned
	Rels  []string // nil with Heads
}

// Train builds a network from what lesson returns for each epoch, from 0. The
// tags, relations and features known are those of the first. After each epoch
// report, unless nil, is told the mean loss a word and may have the network as
// it stands. The same input gives the same network on machines with fused
// multiply-add.
func Train(lesson func(epoch int) []Sample, o Options, report func(epoch int, loss float64, now func() *Network)) *Network {
	first := lesson(0)
	n := newNetwork(first, o)
	t := newTrainer(n, o, len(first))
	for epoch := range o.Epochs {
		samples := first
		if epoch > 0 {
			samples = lesson(epoch)
		}
		loss := t.epoch(samples, epoch)
		if report != nil {
			report(epoch, loss, t.mean)
		}
	}
	return t.mean()
}

// newNetwork lays out a network with random weights.
func newNetwork(samples []Sample, o Options) *Network {
	n := &Network{shape: shape{Layers: o.Layers, Input: o.Input, Hidden: o.Hidden, Arc: o.Arc, Label: o.Label}}
	tags, rels, features := map[string]bool{}, map[string]bool{}, map[uint64]int{}
	for _, s := range samples {
		for i, w := range s.Words {
			tags[s.Tags[i]] = true
			if s.Heads != nil {
				rels[s.Rels[i]] = true
			}
			for _, f := range w.Features {
				features[f]++
			}
			n.Vector = len(w.Vector)
		}
	}
	n.tags, n.rels = sorted(tags), sorted(rels)
	for f, count := range features {
		if count >= o.Seen {
			n.features = append(n.features, f)
		}
	}
	slices.Sort(n.features)
	n.index()
	n.dense = make([]float32, n.size())
	n.table = make([]float32, len(n.features)*n.Input)
	v := n.view(n.dense)
	random := rand.New(rand.NewPCG(o.Seed, 1))
	fill := func(w []float32, in, out int) {
		bound := math.Sqrt(6 / float64(in+out))
		for i := range w {
			w[i] = float32((2*random.Float64() - 1) * bound)
		}
	}
	fill(v.project, n.Vector, n.Input)
	for _, l := range v.lstm {
		fill(l.in, len(l.in)/(4*n.Hidden), n.Hidden)
		fill(l.back, n.Hidden, n.Hidden)
		for i := n.Hidden; i < 2*n.Hidden; i++ {
			l.bias[i] = 1 // of the forget gate
		}
	}
	fill(v.judge, 2*n.Hidden, n.Arc)
	fill(v.arc, n.Arc, n.Arc)
	fill(v.rel, n.Label, len(n.rels))
	fill(v.tag, 2*n.Hidden, len(n.tags))
	fill(v.root, 1, n.Arc)
	for i := range n.table {
		n.table[i] = float32(random.NormFloat64() * 0.02)
	}
	return n
}

func sorted(set map[string]bool) []string {
	var out []string
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

const halves = 2 // of a batch, each worked by its own goroutine

type trainer struct {
	*Network
	o        Options
	steps    int // done
	planned  int
	m, v     []float32 // of Adam, for dense
	tm, tv   []float32 // and for table
	average  []float32 // means of dense
	averages []float32 // and of table
	averaged int
	half     [halves]*half
	sum      map[int32][]float32 // gradients of table
	order    []int32
	spare    [][]float32
}

func newTrainer(n *Network, o Options, samples int) *trainer {
	t := &trainer{Network: n, o: o, sum: map[int32][]float32{}}
	t.planned = o.Epochs * (samples / (halves * o.Batch))
	t.m, t.v, t.average = make([]float32, len(n.dense)), make([]float32, len(n.dense)), make([]float32, len(n.dense))
	t.tm, t.tv, t.averages = make([]float32, len(n.table)), make([]float32, len(n.table)), make([]float32, len(n.table))
	for i := range t.half {
		t.half[i] = newHalf(n)
	}
	return t
}

// epoch learns from the samples in a random order and returns the mean loss of
// a word.
func (t *trainer) epoch(samples []Sample, epoch int) float64 {
	random := rand.New(rand.NewPCG(t.o.Seed, uint64(100+epoch)))
	batches := batched(samples, halves*t.o.Batch, random)
	var loss float64
	words := 0
	for _, batch := range batches {
		l, n := t.step(batch)
		loss += l
		words += n
	}
	return loss / float64(words)
}

// batched cuts the samples into batches of sentences of like length.
func batched(samples []Sample, size int, random *rand.Rand) [][]Sample {
	order := random.Perm(len(samples))
	slices.SortStableFunc(order, func(a, b int) int { return len(samples[a].Words)/4 - len(samples[b].Words)/4 })
	var out [][]Sample
	for chunk := range slices.Chunk(order, size) {
		var b []Sample
		for _, i := range chunk {
			b = append(b, samples[i])
		}
		out = append(out, b)
	}
	random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// step learns from a batch.
func (t *trainer) step(batch []Sample) (loss float64, words int) {
	for _, s := range batch {
		words += len(s.Words)
	}
	t.transpose()
	var group sync.WaitGroup
	for i, h := range t.half {
		var part []Sample
		for j := i; j < len(batch); j += halves {
			part = append(part, batch[j])
		}
		random := rand.New(rand.NewPCG(t.o.Seed, uint64(1e6)+uint64(t.steps*halves+i)))
		group.Go(func() { h.learn(part, t.o, 1/float32(words), random) })
	}
	group.Wait()
	g := t.half[0].gradient
	for _, h := range t.half[1:] {
		matrix.AddTo(g, h.gradient)
		clear(h.gradient)
	}
	t.order = t.order[:0]
	for _, h := range t.half {
		loss += h.loss
		for i, row := range h.rows {
			at := h.touched[i]
			sum := t.sum[at]
			if sum == nil {
				if k := len(t.spare); k > 0 {
					sum, t.spare = t.spare[k-1], t.spare[:k-1]
				} else {
					sum = make([]float32, t.Input)
				}
				t.sum[at] = sum
				t.order = append(t.order, at)
			}
			matrix.AddTo(sum, row)
		}
	}
	t.update(g)
	return loss, words
}

// update moves the weights against the gradient (Adam; Kingma and Ba 2015, with
// the rate rising in the first two hundredths and then falling to nothing).
func (t *trainer) update(g []float32) {
	const b1, b2, eps = 0.9, 0.95, 1e-8
	const most = 5 // norm of the gradient
	var norm float64
	for _, x := range g {
		norm += float64(x) * float64(x)
	}
	if norm = math.Sqrt(norm); norm > most {
		for i := range g {
			g[i] *= float32(most / norm)
		}
	}
	t.steps++
	done := float64(t.steps) / float64(t.planned)
	rate := t.o.Rate * min(done/0.02, max(0, 1-done)/0.98+0.001)
	c1, c2 := float32(1-math.Pow(b1, float64(t.steps))), float32(1-math.Pow(b2, float64(t.steps)))
	var group sync.WaitGroup
	middle := len(g) / halves
	for _, part := range [halves][2]int{{0, middle}, {middle, len(g)}} {
		a, b := part[0], part[1]
		group.Go(func() { matrix.Adam(t.dense[a:b], g[a:b], t.m[a:b], t.v[a:b], float32(rate), b1, b2, eps, c1, c2) })
	}
	group.Wait()
	for _, at := range t.order {
		a, b := int(at)*t.Input, int(at+1)*t.Input
		matrix.Adam(t.table[a:b], t.sum[at], t.tm[a:b], t.tv[a:b], float32(rate), b1, b2, eps, c1, c2)
		t.spare = append(t.spare, t.sum[at])
		delete(t.sum, at)
	}
	const every = 10
	if done > 0.2 && t.steps%every == 0 {
		t.averaged++
		keep := min(t.o.Average, float64(t.averaged-1)/float64(t.averaged))
		blend(t.average, t.dense, float32(keep))
		blend(t.averages, t.table, float32(keep))
	}
}

// blend makes mean keep·mean + (1-keep)·now.
func blend(mean, now []float32, keep float32) {
	for i, x := range now {
		mean[i] = keep*mean[i] + (1-keep)*x
	}
}

// mean is the network with the mean of the latest weights.
func (t *trainer) mean() *Network {
	n := *t.Network
	n.dense, n.table = slices.Clone(t.dense), slices.Clone(t.table)
	if t.averaged > 0 {
		n.dense, n.table = slices.Clone(t.average), slices.Clone(t.averages)
	}
	return &n
}
