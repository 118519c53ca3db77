package neural

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/entente-project/entente/lib/matrix"
)

// transpose turns the weight matrices, for the way back of a step.
func (t *trainer) transpose() {
	n := t.Network
	if n.transposed == nil {
		n.transposed = make([]float32, len(n.dense))
	}
	v, to := n.view(n.dense), n.view(n.transposed)
	turn := func(to, from []float32, columns int) { matrix.Transpose(to, from, len(from)/columns, columns) }
	for i, l := range v.lstm {
		turn(to.lstm[i].in, l.in, 4*n.Hidden)
		turn(to.lstm[i].back, l.back, 4*n.Hidden)
	}
	turn(to.judge, v.judge, 2*(n.Arc+n.Label))
	turn(to.arc, v.arc, n.Arc)
	turn(to.rel, v.rel, len(n.rels))
	turn(to.tag, v.tag, len(n.tags))
}

// A half works on half a batch of sentences at a time. Rows of words lie step
// by step: first the first word of each sentence, longest sentence first, then
// the second of each that has one, and so on.
type half struct {
	*Network
	gradient []float32
	loss     float64
	touched  []int32     // features met
	rows     [][]float32 // and the gradient of each

	samples []Sample // longest first
	offsets []int    // of each step, and behind the last
	layers  []passed
	store   []float32 // from which buffers are taken
	used    int
	random  *rand.Rand
	drop    float64
	watch   func(in, dep, head, rel []float32) // told of what passes between the parts when reading
}

func newHalf(n *Network) *half {
	return &half{Network: n, gradient: make([]float32, len(n.dense)), layers: make([]passed, 2*n.Layers)}
}

// take gives a cleared buffer, good until the next batch.
func (h *half) take(n int) []float32 {
	if h.used+n > len(h.store) {
		h.store = make([]float32, max(2*len(h.store), n+h.used))
		h.used = 0
	}
	out := h.store[h.used : h.used+n : h.used+n]
	h.used += n
	clear(out)
	return out
}

// mask is of n numbers 0 or 1/(1-p), 0 with the probability p.
func (h *half) mask(n int, p float64) []float32 {
	out := h.take(n)
	limit := uint64(p * 256)
	keep := float32(1 / (1 - float64(limit)/256))
	var bits uint64
	for i := range out {
		if i%8 == 0 {
			bits = h.random.Uint64()
		}
		if bits&255 >= limit {
			out[i] = keep
		}
		bits >>= 8
	}
	return out
}

// arrange orders the sentences and finds the offsets of steps.
func (h *half) arrange(samples []Sample) {
	h.samples = append(h.samples[:0], samples...)
	slices.SortStableFunc(h.samples, func(a, b Sample) int { return len(b.Words) - len(a.Words) })
	h.offsets = append(h.offsets[:0], 0)
	if len(samples) == 0 {
		return
	}
	active := len(h.samples)
	for t := range len(h.samples[0].Words) {
		for active > 0 && len(h.samples[active-1].Words) <= t {
			active--
		}
		h.offsets = append(h.offsets, h.offsets[t]+active)
	}
}

func (h *half) total() int { return h.offsets[len(h.offsets)-1] }

// learn works out the loss of the samples and adds its gradient, times scale.
func (h *half) learn(samples []Sample, o Options, scale float32, random *rand.Rand) {
	h.random, h.used, h.loss, h.drop = random, 0, 0, o.Drop
	h.touched, h.rows = h.touched[:0], h.rows[:0]
	h.arrange(samples)
	if h.total() == 0 {
		return
	}
	in := h.embed(o)
	x := in.out
	for k := range h.Layers {
		x = h.layer(k, x)
	}
	dx := h.heads(x, scale)
	for k := h.Layers - 1; k >= 0; k-- {
		dx = h.layerBack(k, dx)
	}
	h.embedBack(in, dx)
}

// An embedded is words turned to numbers.
type embedded struct {
	vectors []float32 // rows × Vector
	found   [][]int32 // features of each row
	mask    []float32
	out     []float32 // rows × Input
}

func (h *half) embed(o Options) embedded {
	rows := h.total()
	e := embedded{vectors: h.take(rows * h.Vector), out: h.take(rows * h.Input)}
	v := h.view(h.dense)
	for t := range len(h.offsets) - 1 {
		for b := range h.offsets[t+1] - h.offsets[t] {
			r := h.offsets[t] + b
			w := h.samples[b].Words[t]
			known := h.random.Float64() >= o.Unknown
			own := h.random.Float64() >= o.Forget
			if known {
				unpack(e.vectors[r*h.Vector:], w.Vector)
			}
			var found []int32
			row := e.out[r*h.Input : (r+1)*h.Input]
			copy(row, v.bias)
			for i, f := range w.Features {
				at, ok := h.at[f]
				if ok && (i > 0 || own) {
					found = append(found, at)
					matrix.AddTo(row, h.table[int(at)*h.Input:int(at+1)*h.Input])
				}
			}
			e.found = append(e.found, found)
		}
	}
	matrix.MulAdd(e.out, e.vectors, v.project, rows, h.Vector, h.Input)
	e.mask = h.mask(len(e.out), h.drop)
	times(e.out, e.mask)
	return e
}

// unpack makes a vector of bytes one of numbers.
func unpack(to []float32, from []byte) {
	for i, x := range from {
		to[i] = (float32(x) - 64) / 16
	}
}

func times(x, mask []float32) {
	for i, m := range mask {
		x[i] *= m
	}
}

func (h *half) embedBack(e embedded, d []float32) {
	times(d, e.mask)
	g := h.view(h.gradient)
	rows := h.total()
	h.addProduct(g.project, e.vectors, d, rows, h.Vector, h.Input)
	addRows(g.bias, d)
	for r, found := range e.found {
		for _, at := range found {
			h.touched = append(h.touched, at)
			h.rows = append(h.rows, d[r*h.Input:(r+1)*h.Input])
		}
	}
}

// addProduct adds to g (in × out) the product of x (rows × in), turned, and d
// (rows × out).
func (h *half) addProduct(g, x, d []float32, rows, in, out int) {
	turned := h.take(rows * in)
	matrix.Transpose(turned, x, rows, in)
	matrix.MulAdd(g, turned, d, in, rows, out)
}

// addRows adds every row of d to sum.
func addRows(sum, d []float32) {
	for r := 0; r < len(d); r += len(sum) {
		matrix.AddTo(sum, d[r:r+len(sum)])
	}
}

// A passed is what one direction of a layer keeps for the way back.
type passed struct {
	in       []float32 // rows × inputs, masked
	mask     []float32 // of in, nil for the first layer
	gates    []float32 // rows × 4 Hidden, after their functions
	cell     []float32 // rows × Hidden
	squashed []float32 // tanh of cell
	before   []float32 // rows × Hidden: output of the step before, masked
	back     []float32 // sentences × Hidden: mask of before
}

// layer runs both directions of layer k over x (rows × inputs) and returns rows
// × 2 Hidden.
func (h *half) layer(k int, x []float32) []float32 {
	rows, H := h.total(), h.Hidden
	width := len(x) / rows
	var mask []float32
	if k > 0 {
		mask = h.spread(h.mask(len(h.samples)*width, h.drop), width)
		masked := h.take(len(x))
		copy(masked, x)
		times(masked, mask)
		x = masked
	}
	out := h.take(rows * 2 * H)
	for d := range 2 {
		p := &h.layers[2*k+d]
		*p = passed{in: x, mask: mask, gates: h.take(rows * 4 * H), cell: h.take(rows * H),
			squashed: h.take(rows * H), before: h.take(rows * H), back: h.mask(len(h.samples)*H, h.drop)}
		w := h.view(h.dense).lstm[2*k+d]
		for r := range rows {
			copy(p.gates[r*4*H:], w.bias)
		}
		matrix.MulAdd(p.gates, x, w.in, rows, width, 4*H)
		h.walk(d, func(from, to, size, earlier int) {
			h.run(p, w, from, size, earlier)
			for b := range size {
				r := from + b
				y := out[r*2*H+d*H : r*2*H+(d+1)*H]
				o := p.gates[r*4*H+2*H:]
				s := p.squashed[r*H:]
				for j := range y {
					y[j] = o[j] * s[j]
				}
				if to >= 0 && b < h.sizeAt(to) {
					next := p.before[(to+b)*H : (to+b+1)*H]
					m := p.back[b*H:]
					for j := range next {
						next[j] = y[j] * m[j]
					}
				}
			}
		})
	}
	return out
}

// spread repeats the mask of each sentence (width numbers) for its rows.
func (h *half) spread(mask []float32, width int) []float32 {
	out := h.take(h.total() * width)
	for t := range len(h.offsets) - 1 {
		n := h.offsets[t+1] - h.offsets[t]
		copy(out[h.offsets[t]*width:], mask[:n*width])
	}
	return out
}

// sizeAt is the number of rows of the step that begins at row from.
func (h *half) sizeAt(from int) int {
	i, _ := slices.BinarySearch(h.offsets, from)
	return h.offsets[i+1] - from
}

// walk calls do for each step in the order of a direction, 0 forward, 1
// backward: with its first row, the first row of the step that follows in that
// order, -1 when none does, its number of rows, and the first row of the step
// before, -1 when there is none.
func (h *half) walk(direction int, do func(from, to, size, earlier int)) {
	steps := len(h.offsets) - 1
	at := func(i int) int {
		if i < 0 || i >= steps {
			return -1
		}
		if direction == 1 {
			i = steps - 1 - i
		}
		return h.offsets[i]
	}
	for i := range steps {
		do(at(i), at(i+1), h.sizeAt(at(i)), at(i-1))
	}
}

// run works out the gates and cells of the rows of a step.
func (h *half) run(p *passed, w lstm, from, size, earlier int) {
	H := h.Hidden
	carried := 0
	if earlier >= 0 {
		carried = min(size, h.sizeAt(earlier))
		matrix.MulAdd(p.gates[from*4*H:], p.before[from*H:], w.back, carried, H, 4*H)
	}
	for b := range size {
		r := from + b
		z := p.gates[r*4*H : (r+1)*4*H]
		matrix.Sigmoid(z[:3*H])
		matrix.Tanh(z[3*H:])
		i, f, g := z[:H], z[H:2*H], z[3*H:4*H]
		c := p.cell[r*H : (r+1)*H]
		for j := range c {
			c[j] = i[j] * g[j]
		}
		if b < carried {
			old := p.cell[(earlier+b)*H : (earlier+b+1)*H]
			for j := range c {
				c[j] += f[j] * old[j]
			}
		}
		s := p.squashed[r*H : (r+1)*H]
		copy(s, c)
		matrix.Tanh(s)
	}
}

// layerBack takes the gradient of a layer's output and returns that of its
// input.
func (h *half) layerBack(k int, dout []float32) []float32 {
	rows, H := h.total(), h.Hidden
	width := len(h.layers[2*k].in) / rows
	dx := h.take(rows * width)
	for d := range 2 {
		p := &h.layers[2*k+d]
		turned := h.view(h.transposed).lstm[2*k+d]
		dz := h.take(rows * 4 * H)
		dh := h.take(rows * H) // from the step after
		dc := h.take(rows * H)
		// The way back meets the steps in the order of the other direction.
		h.walk(1-d, func(from, earlier, size, _ int) {
			carried := 0
			if earlier >= 0 {
				carried = min(size, h.sizeAt(earlier))
			}
			for b := range size {
				r := from + b
				z := p.gates[r*4*H : (r+1)*4*H]
				i, f, o, g := z[:H], z[H:2*H], z[2*H:3*H], z[3*H:4*H]
				dzr := dz[r*4*H : (r+1)*4*H]
				di, df, do, dg := dzr[:H], dzr[H:2*H], dzr[2*H:3*H], dzr[3*H:4*H]
				s := p.squashed[r*H : (r+1)*H]
				dy := dout[r*2*H+d*H : r*2*H+(d+1)*H]
				after, dcr := dh[r*H:(r+1)*H], dc[r*H:(r+1)*H]
				for j := range dy {
					y := dy[j] + after[j]
					c := dcr[j] + y*o[j]*(1-s[j]*s[j])
					dcr[j] = c
					do[j] = y * s[j] * o[j] * (1 - o[j])
					di[j] = c * g[j] * i[j] * (1 - i[j])
					dg[j] = c * i[j] * (1 - g[j]*g[j])
				}
				if b < carried {
					old := p.cell[(earlier+b)*H : (earlier+b+1)*H]
					dold := dc[(earlier+b)*H : (earlier+b+1)*H]
					for j := range old {
						df[j] = dcr[j] * old[j] * f[j] * (1 - f[j])
						dold[j] = dcr[j] * f[j]
					}
				}
			}
			if carried > 0 {
				to := dh[earlier*H : (earlier+carried)*H]
				matrix.MulAdd(to, dz[from*4*H:], turned.back, carried, 4*H, H)
				times(to, p.back[:carried*H])
			}
		})
		g := h.view(h.gradient).lstm[2*k+d]
		h.addProduct(g.back, p.before, dz, rows, H, 4*H)
		h.addProduct(g.in, p.in, dz, rows, width, 4*H)
		addRows(g.bias, dz)
		matrix.MulAdd(dx, dz, turned.in, rows, 4*H, width)
	}
	if mask := h.layers[2*k].mask; mask != nil {
		times(dx, mask)
	}
	return dx
}

// heads works out tags, arcs and relations from x (rows × 2 Hidden), adds up
// the loss and returns the gradient of x.
func (h *half) heads(x []float32, scale float32) []float32 {
	rows, width := h.total(), 2*h.Hidden
	// From here on the words lie sentence by sentence.
	place := make([]int, 0, rows)
	for b, s := range h.samples {
		for t := range s.Words {
			place = append(place, h.offsets[t]+b)
		}
	}
	y := h.take(rows * width)
	for i, r := range place {
		copy(y[i*width:(i+1)*width], x[r*width:])
	}
	mask := h.mask(len(y), h.drop)
	times(y, mask)
	dy := h.take(rows * width)
	h.tagging(y, dy, scale)
	h.attaching(y, dy, scale)
	times(dy, mask)
	dx := h.take(rows * width)
	for i, r := range place {
		copy(dx[r*width:(r+1)*width], dy[i*width:])
	}
	return dx
}

func (h *half) tagging(y, dy []float32, scale float32) {
	rows, T := h.total(), len(h.tags)
	v, g := h.view(h.dense), h.view(h.gradient)
	z := h.take(rows * T)
	for r := range rows {
		copy(z[r*T:], v.tagBias)
	}
	matrix.MulAdd(z, y, v.tag, rows, 2*h.Hidden, T)
	r := 0
	for _, s := range h.samples {
		for _, tag := range s.Tags {
			gold, ok := slices.BinarySearch(h.tags, tag)
			if ok {
				h.loss += surprise(z[r*T:(r+1)*T], gold, -1, scale)
			} else {
				clear(z[r*T : (r+1)*T])
			}
			r++
		}
	}
	h.addProduct(g.tag, y, z, rows, 2*h.Hidden, T)
	addRows(g.tagBias, z)
	matrix.MulAdd(dy, z, h.view(h.transposed).tag, rows, T, 2*h.Hidden)
}

// surprise is the negative log probability of gold by the scores z, of which
// the one at never, unless -1, cannot be. It leaves the gradient times scale in
// z.
func surprise(z []float32, gold, never int, scale float32) float64 {
	most := float32(math.Inf(-1))
	for i, s := range z {
		if i != never {
			most = max(most, s)
		}
	}
	var sum float64
	score := z[gold] - most
	for i, s := range z {
		if i == never {
			z[i] = 0
			continue
		}
		e := math.Exp(float64(s - most))
		sum += e
		z[i] = float32(e)
	}
	f := scale / float32(sum)
	for i := range z {
		z[i] *= f
	}
	z[gold] -= scale
	return math.Log(sum) - float64(score)
}

// leaky is the slope of the rectifiers below zero.
const leaky = 0.1

func rectify(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = leaky * v
		}
	}
}

// rectifyBack scales the gradient d where the rectified x is below zero.
func rectifyBack(d, x []float32) {
	for i, v := range x {
		if v < 0 {
			d[i] *= leaky
		}
	}
}

// attaching judges arcs and relations.
func (h *half) attaching(y, dy []float32, scale float32) {
	rows, A, K := h.total(), h.Arc, h.Label
	W := 2 * (A + K)
	v, g := h.view(h.dense), h.view(h.gradient)
	j := h.take(rows * W)
	for r := range rows {
		copy(j[r*W:], v.judgeBias)
	}
	matrix.MulAdd(j, y, v.judge, rows, 2*h.Hidden, W)
	dj := h.take(rows * W)
	from := 0
	for _, s := range h.samples {
		n := len(s.Words)
		if s.Heads != nil {
			mask := h.mask(n*2*A, h.drop)
			h.arcs(s, j[from*W:(from+n)*W], dj[from*W:(from+n)*W], mask, scale)
			h.relations(s, j[from*W:(from+n)*W], dj[from*W:(from+n)*W], scale)
		}
		from += n
	}
	h.addProduct(g.judge, y, dj, rows, 2*h.Hidden, W)
	addRows(g.judgeBias, dj)
	matrix.MulAdd(dy, dj, h.view(h.transposed).judge, rows, W, 2*h.Hidden)
}

// arcs judges the arcs of a sentence by its rows in j and adds to dj.
func (h *half) arcs(s Sample, j, dj, mask []float32, scale float32) {
	n, A := len(s.Words), h.Arc
	W := 2 * (A + h.Label)
	v, g := h.view(h.dense), h.view(h.gradient)
	dep, head := h.take(n*A), h.take((n+1)*A) // head 0 is the root
	copy(head, v.root[:A])
	for i := range n {
		d, e := dep[i*A:(i+1)*A], head[(i+1)*A:(i+2)*A]
		copy(d, j[i*W:])
		copy(e, j[i*W+A:])
	}
	rectify(dep)
	rectify(head[A:])
	depBefore, headBefore := h.take(n*A), h.take((n+1)*A)
	copy(depBefore, dep)
	copy(headBefore, head)
	times(dep, mask[:n*A])
	times(head[A:], mask[n*A:])
	turned := h.take((n + 1) * A)
	matrix.Transpose(turned, head, n+1, A)
	p := h.take(n * A)
	for i := range n {
		copy(p[i*A:], v.arcBias)
	}
	matrix.MulAdd(p, dep, v.arc, n, A, A)
	score := h.take(n * (n + 1))
	matrix.MulAdd(score, p, turned, n, A, n+1)
	for i, gold := range s.Heads {
		h.loss += surprise(score[i*(n+1):(i+1)*(n+1)], int(gold), i+1, scale)
	}
	dp, dhead, ddep := h.take(n*A), h.take((n+1)*A), h.take(n*A)
	matrix.MulAdd(dp, score, head, n, n+1, A)
	h.addProduct(dhead, score, p, n, n+1, A)
	h.addProduct(g.arc, dep, dp, n, A, A)
	addRows(g.arcBias, dp)
	matrix.MulAdd(ddep, dp, h.view(h.transposed).arc, n, A, A)
	matrix.AddTo(g.root[:A], dhead[:A])
	times(ddep, mask[:n*A])
	times(dhead[A:], mask[n*A:])
	rectifyBack(ddep, depBefore)
	rectifyBack(dhead[A:], headBefore[A:])
	for i := range n {
		matrix.AddTo(dj[i*W:i*W+A], ddep[i*A:(i+1)*A])
		matrix.AddTo(dj[i*W+A:i*W+2*A], dhead[(i+1)*A:(i+2)*A])
	}
}

// relations judges the relation of each word to its right head by the rows of
// the sentence in j and adds to dj.
func (h *half) relations(s Sample, j, dj []float32, scale float32) {
	n, A, K, R := len(s.Words), h.Arc, h.Label, len(h.rels)
	W := 2 * (A + K)
	v, g := h.view(h.dense), h.view(h.gradient)
	hidden := h.take(n * K)
	z := h.take(n * R)
	for i, head := range s.Heads {
		x := hidden[i*K : (i+1)*K]
		copy(x, j[i*W+2*A:i*W+2*A+K])
		if head == 0 {
			matrix.AddTo(x, v.root[A:])
		} else {
			k := int(head) - 1
			matrix.AddTo(x, j[k*W+2*A+K:k*W+2*A+2*K])
			d := distance(k, i)
			matrix.AddTo(x, v.distance[d*K:(d+1)*K])
		}
		copy(z[i*R:], v.relBias)
	}
	rectify(hidden)
	before := h.take(n * K)
	copy(before, hidden)
	mask := h.mask(n*K, h.drop)
	times(hidden, mask)
	matrix.MulAdd(z, hidden, v.rel, n, K, R)
	for i, rel := range s.Rels {
		if gold, ok := slices.BinarySearch(h.rels, rel); ok {
			h.loss += surprise(z[i*R:(i+1)*R], gold, -1, scale)
		} else {
			clear(z[i*R : (i+1)*R])
		}
	}
	h.addProduct(g.rel, hidden, z, n, K, R)
	addRows(g.relBias, z)
	dhidden := h.take(n * K)
	matrix.MulAdd(dhidden, z, h.view(h.transposed).rel, n, R, K)
	times(dhidden, mask)
	rectifyBack(dhidden, before)
	for i, head := range s.Heads {
		d := dhidden[i*K : (i+1)*K]
		matrix.AddTo(dj[i*W+2*A:i*W+2*A+K], d)
		if head == 0 {
			matrix.AddTo(g.root[A:], d)
			continue
		}
		k := int(head) - 1
		matrix.AddTo(dj[k*W+2*A+K:k*W+2*A+2*K], d)
		at := distance(k, i)
		matrix.AddTo(g.distance[at*K:(at+1)*K], d)
	}
}
