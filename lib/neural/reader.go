package neural

import (
	"slices"

	"github.com/entente-project/entente/lib/matrix"
)

// Zero is the byte that stands for nought in vectors of seven bits.
const zero = 64

// A Reader is a network ready for use, its weights in eight bits and what
// passes between them in seven. It is safe for use by many goroutines, and
// gives the same on every machine.
type Reader struct {
	shape
	tags, rels []string

	features []uint64  // sorted
	places   places    // of features in table
	table    []int8    // of each feature Input weights
	rowScale []float32 // of each row of table

	project   scaled // Vector → Input
	inScale   float32
	layers    []layer
	judge     scaled // 2 Hidden → 2 Arc + 2 Label
	depScale  float32
	arc       scaled // Arc → Arc
	headScale float32
	root      []float32 // Arc, as a head after its rectifier; then Label
	distance  []float32 // distances × Label
	relScale  float32
	rel       scaled // Label → relations
	tag       scaled // 2 Hidden → tags
}

// A scaled is a matrix of bytes with what makes its products numbers again.
type scaled struct {
	weights *matrix.Int8
	scale   []float32 // of each row
	bias    []float32
	raw     []int8 // weights as they are stored, row by row
}

// A layer is a layer of LSTMs, of each direction what comes from below and what
// comes from the word before.
type layer struct {
	in   scaled    // inputs → 8 Hidden, of both directions
	from [2]scaled // the halves of in
	back [2]scaled
}

// split makes the halves of in, which are multiplied one after the other so that
// what comes of them stays at hand.
func (l *layer) split() {
	for d := range l.from {
		s, n, rows := &l.in, len(l.in.scale)/2, len(l.in.raw)/2
		half := scaled{raw: s.raw[d*rows : (d+1)*rows], scale: s.scale[d*n : (d+1)*n], bias: s.bias[d*n : (d+1)*n]}
		half.weights = matrix.NewInt8(half.raw, n, rows/n)
		l.from[d] = half
	}
	l.in.weights = nil
}

// A Desk is the working memory of one call at a time.
type Desk struct {
	decoder
	all         []int    // the sentences that have words, longest first
	group       [][]Word // those that are read together
	from        []int    // of each of them, the row of its first word
	x           []float32
	bytes, next []uint8
	acc         []int32
	in          []float32
	cell        []float32
	state       []uint8
	judged      []float32
	small       []uint8
	p           []float32
	weights     []int8
	pScale      []float32
	pairs       matrix.Int8
	score       []float32
	readings    []Reading
}

// Tags lists the tags that the reader gives.
func (r *Reader) Tags() []string { return r.tags }

// Rels lists the relations.
func (r *Reader) Rels() []string { return r.rels }

// VectorSize is how many bytes the vector of a word has to have.
func (r *Reader) VectorSize() int { return r.Vector }

// mul multiplies n vectors of bytes and makes the products numbers, n × rows.
func (s *scaled) mul(out []float32, x []uint8, n int, d *Desk) []float32 {
	rows := len(s.scale)
	d.acc = resized(d.acc, n*rows)
	s.weights.Mul(d.acc, x, n)
	out = resized(out, n*rows)
	matrix.Dequantise(out, d.acc, s.scale, s.bias, n)
	return out
}

// together is how many sentences are read at a time: matrices are fetched from
// memory once for all of them.
const together = 8

// Read reads sentences. The readings are good until the next call with the
// desk; each is the same whatever sentences are read with it.
func (r *Reader) Read(sentences [][]Word, d *Desk) []Reading {
	for len(d.readings) < len(sentences) {
		d.readings = append(d.readings, Reading{})
	}
	d.all = d.all[:0]
	for i, s := range sentences {
		n := len(s)
		r := &d.readings[i]
		*r = Reading{resized(r.Tags, n), resized(r.Heads, n), resized(r.Rels, n)}
		if n > 0 {
			d.all = append(d.all, i)
		}
	}
	slices.SortStableFunc(d.all, func(a, b int) int { return len(sentences[b]) - len(sentences[a]) })
	for group := range slices.Chunk(d.all, together) {
		d.group = d.group[:0]
		for _, i := range group {
			d.group = append(d.group, sentences[i])
		}
		r.read(group, d)
	}
	return d.readings[:len(sentences)]
}

// read reads the sentences of d.group, longest first, whose readings have the
// places in at.
func (r *Reader) read(at []int, d *Desk) {
	d.from = d.from[:0]
	rows := 0
	for _, s := range d.group {
		d.from = append(d.from, rows)
		rows += len(s)
	}
	r.embed(rows, d)
	for k := range r.layers {
		r.run(&r.layers[k], rows, d)
	}
	d.in = r.tag.mul(d.in, d.bytes, rows, d)
	T, W := len(r.tags), 2*(r.Arc+r.Label)
	for i, s := range d.group {
		for t := range s {
			row := d.from[i] + t
			d.readings[at[i]].Tags[t] = highest(d.in[row*T : (row+1)*T])
		}
	}
	d.judged = r.judge.mul(d.judged, d.bytes, rows, d)
	for i, s := range d.group {
		out, n, from := d.readings[at[i]], len(s), d.from[i]
		judged := d.judged[from*W : (from+n)*W]
		r.arcs(judged, n, d)
		copy(out.Heads, d.decode(d.score, n))
		r.relations(judged, out, d)
	}
}

// Encode is the word as the first layer is given it, Input bytes that stay the
// same for as long as the reader is used.
func (r *Reader) Encode(w Word, d *Desk) []byte {
	d.x = r.project.mul(d.x, w.Vector, 1, d)
	for _, f := range w.Features {
		if at := r.places.of(f); at >= 0 {
			matrix.AddInt8(d.x, r.table[at*r.Input:(at+1)*r.Input], r.rowScale[at])
		}
	}
	code := make([]byte, r.Input)
	matrix.Quantise(code, d.x, r.inScale)
	return code
}

// embed leaves the words in d.bytes, rows × Input.
func (r *Reader) embed(rows int, d *Desk) {
	d.bytes = resized(d.bytes, rows*r.Input)
	row := 0
	for _, s := range d.group {
		for _, w := range s {
			code := w.Code
			if code == nil {
				code = r.Encode(w, d)
			}
			copy(d.bytes[row*r.Input:(row+1)*r.Input], code)
			row++
		}
	}
}

// run takes the vectors in d.bytes through a layer, in both directions.
func (r *Reader) run(l *layer, rows int, d *Desk) {
	H := r.Hidden
	d.next = resized(d.next, rows*2*H)
	d.cell, d.state = resized(d.cell, together*H), resized(d.state, together*H)
	for direction := range 2 {
		back := &l.back[direction]
		d.in = l.from[direction].mul(d.in, d.bytes, rows, d)
		d.acc = resized(d.acc, max(len(d.acc), together*4*H))
		clear(d.cell)
		for j := range d.state {
			d.state[j] = zero
		}
		active := len(d.group)
		for step := range len(d.group[0]) {
			for len(d.group[active-1]) <= step {
				active--
			}
			// Four are multiplied as fast as two.
			padded := active
			if active%4 > 1 {
				padded = (active + 3) / 4 * 4
			}
			back.weights.Mul(d.acc[:padded*4*H], d.state[:padded*H], padded)
			for k, s := range d.group[:active] {
				row := d.from[k] + step
				if direction == 1 {
					row = d.from[k] + len(s) - 1 - step
				}
				state := d.state[k*H : (k+1)*H]
				matrix.Step(state, d.cell[k*H:(k+1)*H], d.acc[k*4*H:(k+1)*4*H], back.scale, d.in[row*4*H:])
				copy(d.next[row*2*H+direction*H:], state)
			}
		}
	}
	d.bytes, d.next = d.next, d.bytes
}

// arcs leaves the scores of arcs between the n words of a sentence in d.score.
func (r *Reader) arcs(judged []float32, n int, d *Desk) {
	A, W := r.Arc, 2*(r.Arc+r.Label)
	d.x = resized(d.x, (n+1)*A)
	for i := range n {
		copy(d.x[i*A:(i+1)*A], judged[i*W:])
	}
	matrix.Leaky(d.x[:n*A], leaky)
	d.small = resized(d.small, (n+1)*A)
	matrix.Quantise(d.small[:n*A], d.x[:n*A], r.depScale)
	d.p = r.arc.mul(d.p, d.small[:n*A], n, d)
	d.weights, d.pScale = resized(d.weights, n*A), resized(d.pScale, n)
	for i := range n {
		p := d.p[i*A : (i+1)*A]
		most := max(matrix.Largest(p), 1e-9)
		matrix.Signed(d.weights[i*A:(i+1)*A], p, 127/most)
		d.pScale[i] = most / 127 / r.headScale
	}
	copy(d.x, r.root[:A])
	for i := range n {
		copy(d.x[(i+1)*A:(i+2)*A], judged[i*W+A:])
	}
	matrix.Leaky(d.x[A:(n+1)*A], leaky)
	matrix.Quantise(d.small, d.x[:(n+1)*A], r.headScale)
	d.pairs.Pack(d.weights, n, A)
	d.acc = resized(d.acc, (n+1)*n)
	d.pairs.Mul(d.acc, d.small, n+1)
	d.score = resized(d.score, n*(n+1))
	for i := range n {
		// What the 64 in the heads' bytes adds is the same for every head of a
		// word, so for every tree.
		for j := range n + 1 {
			d.score[i*(n+1)+j] = float32(d.acc[j*n+i]) * d.pScale[i]
		}
	}
}

// relations finds the relation of each word to its head.
func (r *Reader) relations(judged []float32, out Reading, d *Desk) {
	A, K, R, n := r.Arc, r.Label, len(r.rels), len(out.Heads)
	W := 2 * (A + K)
	d.x = resized(d.x, n*K)
	for i, head := range out.Heads {
		x := d.x[i*K : (i+1)*K]
		copy(x, judged[i*W+2*A:])
		if head == 0 {
			matrix.AddTo(x, r.root[A:])
			continue
		}
		k := int(head) - 1
		matrix.AddTo(x, judged[k*W+2*A+K:k*W+2*A+2*K])
		at := distance(k, i)
		matrix.AddTo(x, r.distance[at*K:(at+1)*K])
	}
	matrix.Leaky(d.x[:n*K], leaky)
	d.small = resized(d.small, n*K)
	matrix.Quantise(d.small[:n*K], d.x[:n*K], r.relScale)
	d.in = r.rel.mul(d.in, d.small[:n*K], n, d)
	for i := range n {
		out.Rels[i] = highest(d.in[i*R : (i+1)*R])
	}
}

// places finds features.
type places struct {
	keys []uint64 // an open table, a power of two long; 0 where free
	at   []int32
}

func newPlaces(features []uint64) places {
	size := 1
	for size < 2*len(features)+1 {
		size *= 2
	}
	p := places{make([]uint64, size), make([]int32, size)}
	for i, f := range features {
		k := int(f>>32) & (size - 1)
		for p.keys[k] != 0 {
			k = (k + 1) & (size - 1)
		}
		p.keys[k], p.at[k] = f, int32(i)
	}
	return p
}

// of is the place of a feature, -1 for one not known.
func (p *places) of(f uint64) int {
	for k := int(f>>32) & (len(p.keys) - 1); p.keys[k] != 0; k = (k + 1) & (len(p.keys) - 1) {
		if p.keys[k] == f {
			return int(p.at[k])
		}
	}
	return -1
}
