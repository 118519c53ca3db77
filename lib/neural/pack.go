package neural

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/entente-project/entente/lib/matrix"
)

// Pack makes the network ready for use, its bounds set by some hundreds of
// sentences, of which it needs the words alone.
func (n *Network) Pack(sentences [][]Word) *Reader {
	v := n.view(n.dense)
	r := &Reader{shape: n.shape, tags: n.tags, rels: n.rels, places: newPlaces(n.features)}
	r.features = n.features
	r.table, r.rowScale = bytesOfRows(n.table, n.Input)
	b := n.bounds(sentences)
	r.inScale, r.depScale, r.headScale, r.relScale = 63/b.in, 63/b.dep, 63/b.head, 63/b.rel
	r.project = scale(v.project, v.bias, n.Vector, n.Input, 16)
	in, unit := n.Input, r.inScale
	for k := range n.Layers {
		f, g := v.lstm[2*k], v.lstm[2*k+1]
		l := layer{in: scale(beside(f.in, g.in, in), slices.Concat(f.bias, g.bias), in, 8*n.Hidden, unit)}
		for d, w := range []lstm{f, g} {
			l.back[d] = scale(w.back, nil, n.Hidden, 4*n.Hidden, 63)
			matrix.AddTo(l.in.bias[d*4*n.Hidden:], l.back[d].bias)
		}
		l.split()
		r.layers = append(r.layers, l)
		in, unit = 2*n.Hidden, 63
	}
	r.judge = scale(v.judge, v.judgeBias, in, 2*(n.Arc+n.Label), 63)
	r.tag = scale(v.tag, v.tagBias, in, len(n.tags), 63)
	r.arc = scale(v.arc, v.arcBias, n.Arc, n.Arc, r.depScale)
	r.rel = scale(v.rel, v.relBias, n.Label, len(n.rels), r.relScale)
	r.root, r.distance = slices.Clone(v.root), slices.Clone(v.distance)
	return r
}

// beside joins the columns of two matrices of as many rows.
func beside(a, b []float32, rows int) []float32 {
	var out []float32
	for i := range rows {
		out = append(out, a[i*len(a)/rows:(i+1)*len(a)/rows]...)
		out = append(out, b[i*len(b)/rows:(i+1)*len(b)/rows]...)
	}
	return out
}

// scale makes a matrix (in × out) bytes, for vectors whose bytes less 64 are
// unit times their numbers. Nil bias is none.
func scale(w, bias []float32, in, out int, unit float32) scaled {
	turned := make([]float32, len(w))
	matrix.Transpose(turned, w, in, out)
	s := scaled{bias: make([]float32, out)}
	copy(s.bias, bias)
	s.raw, s.scale = bytesOfRows(turned, in)
	for r := range out {
		s.scale[r] /= unit
		sum := 0
		for _, x := range s.raw[r*in : (r+1)*in] {
			sum += int(x)
		}
		s.bias[r] -= float32(zero*sum) * s.scale[r]
	}
	s.weights = matrix.NewInt8(s.raw, out, in)
	return s
}

// bytesOfRows makes each row of a matrix bytes.
func bytesOfRows(w []float32, width int) ([]int8, []float32) {
	out, scale := make([]int8, len(w)), make([]float32, len(w)/width)
	for r := range scale {
		scale[r] = toBytes(out[r*width:(r+1)*width], w[r*width:(r+1)*width])
	}
	return out, scale
}

// toBytes makes x bytes of -127 to 127 and returns the size of one.
func toBytes(to []int8, x []float32) float32 {
	var most float32
	for _, v := range x {
		most = max(most, v, -v)
	}
	if most == 0 {
		clear(to)
		return 1
	}
	up := 127 / most
	for i, v := range x {
		v *= up
		if v < 0 {
			to[i] = int8(v - 0.5)
		} else {
			to[i] = int8(v + 0.5)
		}
	}
	return most / 127
}

// bounds of what passes between the parts.
type bounds struct{ in, dep, head, rel float32 }

// share of the numbers that lie within their bound.
const share = 0.9999

func (n *Network) bounds(sentences [][]Word) bounds {
	h := newHalf(n)
	h.random = rand.New(rand.NewPCG(0, 0))
	var in, dep, head, rel []float32
	h.watch = func(x, d, e, k []float32) {
		in, dep, head, rel = append(in, x...), append(dep, d...), append(head, e...), append(rel, k...)
	}
	var d decoder
	for _, s := range sentences {
		if len(s) > 0 {
			h.read(s, &d)
		}
	}
	return bounds{bound(in), bound(dep), bound(head), bound(rel)}
}

func bound(x []float32) float32 {
	if len(x) == 0 {
		return 1
	}
	for i, v := range x {
		x[i] = float32(math.Abs(float64(v)))
	}
	slices.Sort(x)
	return max(x[int(share*float64(len(x)-1))], 1e-6)
}
