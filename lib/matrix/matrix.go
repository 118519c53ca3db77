// Package matrix is the arithmetic of small neural networks. In come slices of
// numbers, row by row; out come products and sums in the caller's slices.
//
// Training works in float32 with fused multiply-add. Reading works in bytes
// with exact sums, and in float32 without fused multiply-add, so that it gives
// the same on every machine: with AVX-512, with AVX2, and in plain Go, which
// the build tag purego asks for.
package matrix

import "math"

// MulAdd adds to c (m × n) the product of a (m × k) and b (k × n). Every element
// is summed in the order of k, beginning with what c has, each step rounded
// once; plain Go rounds twice and may differ in the last bit.
func MulAdd(c, a, b []float32, m, k, n int) {
	if m == 0 || k == 0 || n == 0 {
		return
	}
	c, a, b = c[:m*n], a[:m*k], b[:k*n]
	done := mulAddVector(c, a, b, m, k, n) // columns
	if done == n {
		return
	}
	for i := range m {
		for p := range k {
			x := a[i*k+p]
			row, sum := b[p*n+done:(p+1)*n], c[i*n+done:(i+1)*n]
			for j, y := range row {
				sum[j] = float32(math.FMA(float64(x), float64(y), float64(sum[j])))
			}
		}
	}
}

// Transpose makes dst (columns × rows) the transpose of src (rows × columns).
func Transpose(dst, src []float32, rows, columns int) {
	const tile = 16
	for i := 0; i < rows; i += tile {
		for j := 0; j < columns; j += tile {
			for r := i; r < min(i+tile, rows); r++ {
				for c := j; c < min(j+tile, columns); c++ {
					dst[c*rows+r] = src[r*columns+c]
				}
			}
		}
	}
}

// AddTo adds src to dst, which is at least as long.
func AddTo(dst, src []float32) {
	dst = dst[:len(src)]
	done := addToVector(dst, src)
	for i := done; i < len(src); i++ {
		dst[i] += src[i]
	}
}

// AddInt8 adds scale times src to dst, which is at least as long.
func AddInt8(dst []float32, src []int8, scale float32) {
	dst = dst[:len(src)]
	done := addInt8Vector(dst, src, scale)
	addInt8(dst[done:], src[done:], scale)
}

func addInt8(dst []float32, src []int8, scale float32) {
	for i, x := range src {
		dst[i] += float32(float32(x) * scale)
	}
}

// Adam moves the weights w against the gradient g by the rule of Kingma and Ba
// (2015), with the moments m and v, the rate, the decays b1 and b2, and the
// corrections 1-b1^t and 1-b2^t of step t, and clears g.
func Adam(w, g, m, v []float32, rate, b1, b2, eps, correct1, correct2 float32) {
	n := len(g)
	w, m, v = w[:n], m[:n], v[:n]
	rate /= correct1
	for i, x := range g {
		m[i] = b1*m[i] + (1-b1)*x
		v[i] = b2*v[i] + (1-b2)*x*x
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]/correct2))) + eps)
	}
	clear(g)
}

// Sigmoid makes each x 1/(1+e^-x), within 1e-6.
func Sigmoid(x []float32) {
	done := sigmoidVector(x)
	for i := done; i < len(x); i++ {
		x[i] = sigmoid(x[i])
	}
}

// Tanh makes each x its hyperbolic tangent, within 1e-6.
func Tanh(x []float32) {
	done := tanhVector(x)
	for i := done; i < len(x); i++ {
		x[i] = tanh(x[i])
	}
}

// Coefficients of 2^f for -0.5 ≤ f ≤ 0.5: powers of the logarithm of 2 over
// factorials.
const (
	c1 = math.Ln2
	c2 = c1 * math.Ln2 / 2
	c3 = c2 * math.Ln2 / 3
	c4 = c3 * math.Ln2 / 4
	c5 = c4 * math.Ln2 / 5
	c6 = c5 * math.Ln2 / 6

	farthest = 60 // beyond it in either direction the sigmoid is 0 or 1
)

// sigmoid rounds every product before it is added, as the vector code does.
func sigmoid(x float32) float32 {
	x = min(max(x, -farthest), farthest)
	t := float32(x * -math.Log2E)
	n := float32(math.RoundToEven(float64(t)))
	f := t - n
	p := float32(float32(c6)*f) + c5
	p = float32(p*f) + c4
	p = float32(p*f) + c3
	p = float32(p*f) + c2
	p = float32(p*f) + c1
	p = float32(p*f) + 1
	e := float32(p * math.Float32frombits(uint32(int32(n)+127)<<23))
	return 1 / (1 + e)
}

func tanh(x float32) float32 {
	s := sigmoid(x + x)
	return (s + s) - 1
}

// Leaky makes each x below zero slope times as much; slope is between 0 and 1.
func Leaky(x []float32, slope float32) {
	for i := leakyVector(x, slope); i < len(x); i++ {
		if x[i] < 0 {
			x[i] = float32(x[i] * slope)
		}
	}
}

// Largest is the largest magnitude among x; 0 of none.
func Largest(x []float32) float32 {
	most, done := largestVector(x)
	for _, v := range x[done:] {
		most = max(most, v, -v)
	}
	return most
}

// Signed makes each number of src a signed byte: scale times it, rounded to even
// and held within -127 and 127.
func Signed(dst []int8, src []float32, scale float32) {
	dst = dst[:len(src)]
	done := signedVector(dst, src, scale)
	signed(dst[done:], src[done:], scale)
}

func signed(dst []int8, src []float32, scale float32) {
	for i, x := range src {
		dst[i] = int8(math.RoundToEven(float64(min(max(float32(x*scale), -127), 127))))
	}
}

// Quantise makes each number of src a byte: scale times it, rounded to even and
// held within -63 and 63, and 64 added.
func Quantise(dst []uint8, src []float32, scale float32) {
	dst = dst[:len(src)]
	done := quantiseVector(dst, src, scale)
	quantise(dst[done:], src[done:], scale)
}

func quantise(dst []uint8, src []float32, scale float32) {
	for i, x := range src {
		dst[i] = uint8(64 + int32(math.RoundToEven(float64(min(max(float32(x*scale), -63), 63)))))
	}
}

// Dequantise makes n rows of sums numbers: each times its column's scale, plus
// its bias.
func Dequantise(dst []float32, acc []int32, scale, bias []float32, n int) {
	columns := len(scale)
	for t := range n {
		to, from := dst[t*columns:(t+1)*columns], acc[t*columns:(t+1)*columns]
		done := dequantiseVector(to, from, scale, bias)
		dequantise(to[done:], from[done:], scale[done:], bias[done:])
	}
}

func dequantise(dst []float32, acc []int32, scale, bias []float32) {
	for i, x := range acc {
		dst[i] = float32(float32(x)*scale[i]) + bias[i]
	}
}

// Step takes a long short-term memory of len(c) cells a step on. acc times scale
// plus in are the 4 len(c) arguments of the gates: input, forget, output,
// candidate. c are the cells; h becomes the output in bytes, 63 for 1 and 64
// added.
func Step(h []uint8, c []float32, acc []int32, scale, in []float32) {
	n := len(c)
	h, acc, scale, in = h[:n], acc[:4*n], scale[:4*n], in[:4*n]
	for j := stepVector(h, c, acc, scale, in); j < n; j++ {
		h[j] = step(&c[j], acc[j:], scale[j:], in[j:], n)
	}
}

// step takes one cell on; its gates lie n apart.
func step(c *float32, acc []int32, scale, in []float32, n int) uint8 {
	gate := func(k int) float32 { return float32(float32(acc[k*n])*scale[k*n]) + in[k*n] }
	i, f, o, g := sigmoid(gate(0)), sigmoid(gate(1)), sigmoid(gate(2)), tanh(gate(3))
	*c = float32(f**c) + float32(i*g)
	y := float32(o * tanh(*c))
	return uint8(64 + int32(math.RoundToEven(float64(float32(y*63)))))
}
