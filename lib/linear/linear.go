// Package linear is multinomial logistic regression over sparse features. In
// come the features of something to be judged; out comes how likely each of a
// fixed list of classes is. It knows nothing of what the features mean.
//
// A feature is a hash of [Bits] bits with a value. Free features have a weight for each
// class. Tied features speak for one class and share their weight with the like
// feature of every other: "a witness of this kind says so".
package linear

import (
	"math"
	"slices"
)

// A Feature is one property of a case and how strongly it holds.
type Feature struct {
	Key   uint32
	Value float32
}

// A Case is what is known of something to be judged.
type Case struct {
	Free []Feature
	Tied [][]Feature // by class; nil or one list for each class
}

// Bits is how many bits of a hash are a key: few, so that a file of many keys is
// small. A feature that was not in training meets one of n keys by chance with
// probability n / 2^Bits: one in 42 for a hundred thousand.
const Bits = 22

// Hash is the key of a feature: the low [Bits] of the FNV-1a hash of its parts,
// which are parted by a byte that no text holds.
func Hash(parts ...string) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 0xff) * 16777619
	}
	return h & (1<<Bits - 1)
}

// A Model is a trained classifier. It does not change and is safe for use by
// many goroutines.
type Model struct {
	Classes []string
	rows    map[uint32]row
	cells   []cell
	tied    map[uint32]float32
}

type row struct{ first, last uint32 }

type cell struct {
	class  uint8
	weight float32
}

// Scores are the sums of weights of the classes for c, before any exponential.
func (m *Model) Scores(c Case) []float64 {
	out := make([]float64, len(m.Classes))
	for _, f := range c.Free {
		r := m.rows[f.Key]
		for _, x := range m.cells[r.first:r.last] {
			out[x.class] += float64(x.weight * f.Value)
		}
	}
	for k, fs := range c.Tied {
		for _, f := range fs {
			out[k] += float64(m.tied[f.Key] * f.Value)
		}
	}
	return out
}

// Probabilities are the softmax of scores: positive, with the sum 1.
func Probabilities(scores []float64) []float64 {
	out := make([]float64, len(scores))
	most := slices.Max(scores)
	sum := 0.0
	for i, s := range scores {
		out[i] = math.Exp(s - most)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// Best is the class with the highest of scores or probabilities, the first of
// several.
func Best(scores []float64) int {
	best := 0
	for k := range scores {
		if scores[k] > scores[best] {
			best = k
		}
	}
	return best
}
