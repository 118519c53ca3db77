package neural

import (
	"math/rand/v2"

	"github.com/entente-project/entente/lib/matrix"
)

// A Reading of a sentence gives of each word the tag, an index in Tags, the
// number of its head, from 1, 0 for the root, and the relation, an index in
// Rels.
type Reading struct {
	Tags  []int
	Heads []int32
	Rels  []int
}

// Read reads sentences with the weights as they were learned, slowly.
func (n *Network) Read(sentences [][]Word) []Reading {
	h := newHalf(n)
	h.random = rand.New(rand.NewPCG(0, 0))
	out := make([]Reading, len(sentences))
	var d decoder
	for i, words := range sentences {
		if len(words) > 0 {
			out[i] = h.read(words, &d)
		}
	}
	return out
}

func (h *half) read(words []Word, d *decoder) Reading {
	h.used = 0
	h.arrange([]Sample{{Words: words}})
	x := h.embed(Options{}).out
	input := x
	for k := range h.Layers {
		x = h.layer(k, x)
	}
	n, A, K, R, T := len(words), h.Arc, h.Label, len(h.rels), len(h.tags)
	v := h.view(h.dense)
	z := h.take(n * T)
	for i := range n {
		copy(z[i*T:], v.tagBias)
	}
	matrix.MulAdd(z, x, v.tag, n, 2*h.Hidden, T)
	var out Reading
	for i := range n {
		out.Tags = append(out.Tags, highest(z[i*T:(i+1)*T]))
	}
	W := 2 * (A + K)
	j := h.take(n * W)
	for i := range n {
		copy(j[i*W:], v.judgeBias)
	}
	matrix.MulAdd(j, x, v.judge, n, 2*h.Hidden, W)
	dep, head := h.take(n*A), h.take((n+1)*A)
	copy(head, v.root[:A])
	for i := range n {
		copy(dep[i*A:(i+1)*A], j[i*W:])
		copy(head[(i+1)*A:(i+2)*A], j[i*W+A:])
	}
	rectify(dep)
	rectify(head[A:])
	turned := h.take((n + 1) * A)
	matrix.Transpose(turned, head, n+1, A)
	p := h.take(n * A)
	for i := range n {
		copy(p[i*A:], v.arcBias)
	}
	matrix.MulAdd(p, dep, v.arc, n, A, A)
	score := h.take(n * (n + 1))
	matrix.MulAdd(score, p, turned, n, A, n+1)
	out.Heads = append(out.Heads, d.decode(score, n)...)
	all, r := h.take(n*K), h.take(R)
	for i, head := range out.Heads {
		hidden := all[i*K : (i+1)*K]
		copy(hidden, j[i*W+2*A:])
		copy(r, v.relBias)
		if head == 0 {
			matrix.AddTo(hidden, v.root[A:])
		} else {
			k := int(head) - 1
			matrix.AddTo(hidden, j[k*W+2*A+K:k*W+2*A+2*K])
			at := distance(k, i)
			matrix.AddTo(hidden, v.distance[at*K:(at+1)*K])
		}
		rectify(hidden)
		matrix.MulAdd(r, hidden, v.rel, 1, K, R)
		out.Rels = append(out.Rels, highest(r))
	}
	if h.watch != nil {
		h.watch(input, dep, head[A:], all)
	}
	return out
}

func highest(z []float32) int {
	best := 0
	for i, s := range z {
		if s > z[best] {
			best = i
		}
	}
	return best
}
