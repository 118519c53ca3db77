package matrix

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func numbers(random *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(random.NormFloat64())
	}
	return out
}

func weights(random *rand.Rand, n int) []int8 {
	out := make([]int8, n)
	for i := range out {
		out[i] = int8(random.IntN(255) - 127)
	}
	return out
}

func sevenBits(random *rand.Rand, n int) []uint8 {
	out := make([]uint8, n)
	for i := range out {
		out[i] = uint8(random.IntN(128))
	}
	return out
}

// TestMulAdd compares with a plain product in float64.
func TestMulAdd(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		m, k, n := random.IntN(20), random.IntN(40), random.IntN(100)
		a, b, c := numbers(random, m*k), numbers(random, k*n), numbers(random, m*n)
		want := make([]float64, m*n)
		for i := range want {
			want[i] = float64(c[i])
			for p := range k {
				want[i] += float64(a[i/n*k+p]) * float64(b[p*n+i%n])
			}
		}
		MulAdd(c, a, b, m, k, n)
		for i := range want {
			if math.Abs(float64(c[i])-want[i]) > 1e-4 {
				t.Fatalf("%d×%d by %d×%d: element %d is %v, not %v", m, k, k, n, i, c[i], want[i])
			}
		}
	}
}

// TestInt8 compares with a plain product, to the last bit.
func TestInt8(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 1))
	q := new(Int8)
	for range 300 {
		rows, columns, n := random.IntN(200), 4*random.IntN(20), random.IntN(11)
		w, x := weights(random, rows*columns), sevenBits(random, n*columns)
		want := make([]int32, n*rows)
		for i := range want {
			for p := range columns {
				want[i] += int32(x[i/rows*columns+p]) * int32(w[i%rows*columns+p])
			}
		}
		got, plain := make([]int32, n*rows), make([]int32, n*rows)
		q.Pack(w, rows, columns)
		q.Mul(got, x, n)
		q.mul(plain, x, n)
		if !slices.Equal(got, want) || columns > 0 && !slices.Equal(plain, want) {
			t.Fatalf("%d×%d by %d vectors: wrong products", rows, columns, n)
		}
	}
}

// TestInt8Extremes has sums as large as there can be.
func TestInt8Extremes(t *testing.T) {
	const rows, columns = 48, 64
	w, x := make([]int8, rows*columns), make([]uint8, 5*columns)
	for i := range w {
		w[i] = 127 - int8(i/columns%2)*0
		if i/columns%2 == 1 {
			w[i] = -127
		}
	}
	for i := range x {
		x[i] = 127
	}
	out := make([]int32, 5*rows)
	NewInt8(w, rows, columns).Mul(out, x, 5)
	for i, got := range out {
		want := int32(127 * 127 * columns)
		if i%rows%2 == 1 {
			want = -want
		}
		if got != want {
			t.Fatalf("row %d: %d, not %d", i%rows, got, want)
		}
	}
}

// TestSameBits compares vector code with the plain loops, to the last bit.
func TestSameBits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	for _, n := range []int{0, 1, 15, 16, 17, 100, 128} {
		x := numbers(random, n)
		for i := range x {
			x[i] *= 10
		}
		s, th := slices.Clone(x), slices.Clone(x)
		Sigmoid(s)
		Tanh(th)
		for i, v := range x {
			if s[i] != sigmoid(v) || th[i] != tanh(v) {
				t.Fatalf("of %v: %v and %v, plainly %v and %v", v, s[i], th[i], sigmoid(v), tanh(v))
			}
			if math.Abs(float64(s[i])-1/(1+math.Exp(-float64(v)))) > 1e-6 || math.Abs(float64(th[i])-math.Tanh(float64(v))) > 1e-6 {
				t.Fatalf("of %v: %v and %v are too far off", v, s[i], th[i])
			}
		}
		b, plain := make([]uint8, n), make([]uint8, n)
		Quantise(b, x, 7.3)
		quantise(plain, x, 7.3)
		if !slices.Equal(b, plain) {
			t.Fatalf("%d numbers quantised: %v, plainly %v", n, b, plain)
		}
		sb, splain := make([]int8, n), make([]int8, n)
		Signed(sb, x, 9.1)
		signed(splain, x, 9.1)
		if !slices.Equal(sb, splain) {
			t.Fatalf("%d numbers made signed bytes: %v, plainly %v", n, sb, splain)
		}
		l, most := slices.Clone(x), float32(0)
		Leaky(l, 0.1)
		for i, v := range x {
			most = max(most, v, -v)
			if want := max(v, float32(v*0.1)); l[i] != want {
				t.Fatalf("%v rectified: %v, not %v", v, l[i], want)
			}
		}
		if got := Largest(x); got != most {
			t.Fatalf("largest %v, not %v", got, most)
		}
		acc := make([]int32, 2*n)
		for i := range acc {
			acc[i] = int32(random.IntN(200000) - 100000)
		}
		scale, bias := numbers(random, n), numbers(random, n)
		d, e := make([]float32, 2*n), make([]float32, 2*n)
		Dequantise(d, acc, scale, bias, 2)
		dequantise(e[:n], acc[:n], scale, bias)
		dequantise(e[n:], acc[n:], scale, bias)
		if !slices.Equal(d, e) {
			t.Fatalf("%d numbers dequantised: %v, plainly %v", n, d, e)
		}
		d, e = slices.Clone(x), slices.Clone(x)
		w := weights(random, n)
		AddInt8(d, w, 0.37)
		addInt8(e, w, 0.37)
		if !slices.Equal(d, e) {
			t.Fatalf("%d bytes added: %v, plainly %v", n, d, e)
		}
	}
}

// TestStep compares a step with the plain one, to the last bit.
func TestStep(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 1))
	for _, n := range []int{1, 16, 37, 128} {
		acc := make([]int32, 4*n)
		for i := range acc {
			acc[i] = int32(random.IntN(4000) - 2000)
		}
		scale, in, c := numbers(random, 4*n), numbers(random, 4*n), numbers(random, n)
		for i := range scale {
			scale[i] *= 1e-3
		}
		plain, h, want := slices.Clone(c), make([]uint8, n), make([]uint8, n)
		Step(h, c, acc, scale, in)
		for j := range want {
			want[j] = step(&plain[j], acc[j:], scale[j:], in[j:], n)
		}
		if !slices.Equal(h, want) || !slices.Equal(c, plain) {
			t.Fatalf("%d cells: %v, plainly %v", n, h, want)
		}
	}
}

func TestTranspose(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 1))
	for range 50 {
		r, c := random.IntN(40), random.IntN(40)
		x, y := numbers(random, r*c), make([]float32, r*c)
		Transpose(y, x, r, c)
		for i := range x {
			if y[i%c*r+i/c] != x[i] {
				t.Fatalf("%d×%d: element %d is misplaced", r, c, i)
			}
		}
	}
}

// TestAdam takes a step by hand: with all moments nought the step is the rate,
// whatever the gradient's size.
func TestAdam(t *testing.T) {
	w, g, m, v := []float32{1, 1}, []float32{2, -0.5}, make([]float32, 2), make([]float32, 2)
	Adam(w, g, m, v, 0.1, 0.9, 0.99, 1e-8, 1-0.9, 1-0.99)
	if math.Abs(float64(w[0])-0.9) > 1e-5 || math.Abs(float64(w[1])-1.1) > 1e-5 || g[0] != 0 {
		t.Errorf("weights %v, gradient %v", w, g)
	}
}

func BenchmarkMulAdd(b *testing.B) {
	for _, s := range [][3]int{{16, 128, 512}, {256, 128, 512}, {256, 300, 1024}} {
		b.Run(fmt.Sprint(s), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 1))
			x, y, z := numbers(random, s[0]*s[1]), numbers(random, s[1]*s[2]), make([]float32, s[0]*s[2])
			for b.Loop() {
				MulAdd(z, x, y, s[0], s[1], s[2])
			}
			b.ReportMetric(float64(s[0]*s[1]*s[2]*b.N)/float64(b.Elapsed().Nanoseconds()), "products/ns")
		})
	}
}

func BenchmarkInt8(b *testing.B) {
	for _, s := range [][3]int{{512, 128, 1}, {1024, 256, 24}, {512, 256, 24}, {24, 128, 25}} {
		b.Run(fmt.Sprint(s), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 1))
			q, x, out := NewInt8(weights(random, s[0]*s[1]), s[0], s[1]), sevenBits(random, s[1]*s[2]), make([]int32, s[0]*s[2])
			for b.Loop() {
				q.Mul(out, x, s[2])
			}
			b.ReportMetric(float64(s[0]*s[1]*s[2]*b.N)/float64(b.Elapsed().Nanoseconds()), "products/ns")
		})
	}
}

func BenchmarkStep(b *testing.B) {
	const n = 128
	random := rand.New(rand.NewPCG(1, 1))
	h, c, acc, scale, in := make([]uint8, n), numbers(random, n), make([]int32, 4*n), numbers(random, 4*n), numbers(random, 4*n)
	for b.Loop() {
		Step(h, c, acc, scale, in)
	}
}
