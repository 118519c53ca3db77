//go:build !purego

package matrix

import "golang.org/x/sys/cpu"

// wide reports whether there is AVX-512 with what the code needs of it, narrow
// whether there is AVX2 with fused multiply-add.
func wide() bool {
	x := &cpu.X86
	return x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI
}

func narrow() bool { return cpu.X86.HasAVX2 && cpu.X86.HasFMA }

//go:noescape
func sigmoidAVX512(x *float32, n int)

//go:noescape
func sigmoidAVX2(x *float32, n int)

//go:noescape
func tanhAVX512(x *float32, n int)

//go:noescape
func tanhAVX2(x *float32, n int)

//go:noescape
func addToAVX512(dst, src *float32, n int)

//go:noescape
func addToAVX2(dst, src *float32, n int)

//go:noescape
func addInt8AVX512(dst *float32, src *int8, scale float32, n int)

//go:noescape
func addInt8AVX2(dst *float32, src *int8, scale float32, n int)

//go:noescape
func quantiseAVX512(dst *uint8, src *float32, scale float32, n int)

//go:noescape
func quantiseAVX2(dst *uint8, src *float32, scale float32, n int)

//go:noescape
func dequantiseAVX512(dst *float32, acc *int32, scale, bias *float32, n int)

//go:noescape
func dequantiseAVX2(dst *float32, acc *int32, scale, bias *float32, n int)

//go:noescape
func leakyAVX512(x *float32, slope float32, n int)

//go:noescape
func leakyAVX2(x *float32, slope float32, n int)

//go:noescape
func signedAVX512(dst *int8, src *float32, scale float32, n int)

//go:noescape
func signedAVX2(dst *int8, src *float32, scale float32, n int)

//go:noescape
func largestAVX512(x *float32, n int) float32

//go:noescape
func largestAVX2(x *float32, n int) float32

//go:noescape
func stepAVX512(h *uint8, c *float32, acc *int32, scale, in *float32, n, cells int)

//go:noescape
func stepAVX2(h *uint8, c *float32, acc *int32, scale, in *float32, n, cells int)

//go:noescape
func dot4x4AVX512(out *int32, ldo int, x *uint8, ldx int, w *int8, block, groups int)

//go:noescape
func dot4x1AVX512(out *int32, ldo int, x *uint8, ldx int, w *int8, groups int)

//go:noescape
func dot1x8AVX512(out *int32, x *uint8, w *int8, block, groups int)

//go:noescape
func dot1x1AVX512(out *int32, x *uint8, w *int8, groups int)

//go:noescape
func dot4x1AVX2(out *int32, ldo int, x *uint8, ldx int, w *int8, groups int)

//go:noescape
func dot1x4AVX2(out *int32, x *uint8, w *int8, block, groups int)

//go:noescape
func dot1x1AVX2(out *int32, x *uint8, w *int8, groups int)

//go:noescape
func mulAdd8AVX512(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int)

//go:noescape
func mulAdd1AVX512(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int)

//go:noescape
func mulAdd8MaskedAVX512(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int, low, high uint16)

//go:noescape
func mulAdd1MaskedAVX512(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int, low, high uint16)

//go:noescape
func mulAdd4AVX2(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int)

//go:noescape
func mulAdd1AVX2(c *float32, ldc int, a *float32, lda int, b *float32, ldb, k int)

// Each of what follows does as much as fits whole vectors and returns how much.

func mulAddVector(c, a, b []float32, m, k, n int) int {
	switch {
	case wide():
		mulAddWide(c, a, b, m, k, n)
		return n
	case narrow():
		return mulAddNarrow(c, a, b, m, k, n)
	}
	return 0
}

func mulAddWide(c, a, b []float32, m, k, n int) {
	const rows, columns = 8, 32
	whole := n / columns * columns
	left := uint32(1)<<(n-whole) - 1
	low, high := uint16(left), uint16(left>>16)
	i := 0
	for ; i+rows <= m; i += rows {
		for j := 0; j < whole; j += columns {
			mulAdd8AVX512(&c[i*n+j], 4*n, &a[i*k], 4*k, &b[j], 4*n, k)
		}
		if whole < n {
			mulAdd8MaskedAVX512(&c[i*n+whole], 4*n, &a[i*k], 4*k, &b[whole], 4*n, k, low, high)
		}
	}
	for ; i < m; i++ {
		for j := 0; j < whole; j += columns {
			mulAdd1AVX512(&c[i*n+j], 4*n, &a[i*k], 4*k, &b[j], 4*n, k)
		}
		if whole < n {
			mulAdd1MaskedAVX512(&c[i*n+whole], 4*n, &a[i*k], 4*k, &b[whole], 4*n, k, low, high)
		}
	}
}

func mulAddNarrow(c, a, b []float32, m, k, n int) int {
	const rows, columns = 4, 16
	whole := n / columns * columns
	i := 0
	for ; i+rows <= m; i += rows {
		for j := 0; j < whole; j += columns {
			mulAdd4AVX2(&c[i*n+j], 4*n, &a[i*k], 4*k, &b[j], 4*n, k)
		}
	}
	for ; i < m; i++ {
		for j := 0; j < whole; j += columns {
			mulAdd1AVX2(&c[i*n+j], 4*n, &a[i*k], 4*k, &b[j], 4*n, k)
		}
	}
	return whole
}

func addToVector(dst, src []float32) int {
	n := whole(len(src))
	switch {
	case n == 0:
	case wide():
		addToAVX512(&dst[0], &src[0], n)
	case narrow():
		addToAVX2(&dst[0], &src[0], n)
	default:
		return 0
	}
	return n
}

// whole is the part of n numbers that fits vectors of either width.
func whole(n int) int { return n &^ 15 }

func addInt8Vector(dst []float32, src []int8, scale float32) int {
	n := whole(len(src))
	switch {
	case n == 0:
	case wide():
		addInt8AVX512(&dst[0], &src[0], scale, n)
	case narrow():
		addInt8AVX2(&dst[0], &src[0], scale, n)
	default:
		return 0
	}
	return n
}

func sigmoidVector(x []float32) int {
	n := whole(len(x))
	switch {
	case n == 0:
	case wide():
		sigmoidAVX512(&x[0], n)
	case narrow():
		sigmoidAVX2(&x[0], n)
	default:
		return 0
	}
	return n
}

func tanhVector(x []float32) int {
	n := whole(len(x))
	switch {
	case n == 0:
	case wide():
		tanhAVX512(&x[0], n)
	case narrow():
		tanhAVX2(&x[0], n)
	default:
		return 0
	}
	return n
}

func quantiseVector(dst []uint8, src []float32, scale float32) int {
	n := whole(len(src))
	switch {
	case n == 0:
	case wide():
		quantiseAVX512(&dst[0], &src[0], scale, n)
	case narrow():
		quantiseAVX2(&dst[0], &src[0], scale, n)
	default:
		return 0
	}
	return n
}

func dequantiseVector(dst []float32, acc []int32, scale, bias []float32) int {
	n := whole(len(dst))
	switch {
	case n == 0:
	case wide():
		dequantiseAVX512(&dst[0], &acc[0], &scale[0], &bias[0], n)
	case narrow():
		dequantiseAVX2(&dst[0], &acc[0], &scale[0], &bias[0], n)
	default:
		return 0
	}
	return n
}

func leakyVector(x []float32, slope float32) int {
	n := whole(len(x))
	switch {
	case n == 0:
	case wide():
		leakyAVX512(&x[0], slope, n)
	case narrow():
		leakyAVX2(&x[0], slope, n)
	default:
		return 0
	}
	return n
}

func signedVector(dst []int8, src []float32, scale float32) int {
	n := whole(len(src))
	switch {
	case n == 0:
	case wide():
		signedAVX512(&dst[0], &src[0], scale, n)
	case narrow():
		signedAVX2(&dst[0], &src[0], scale, n)
	default:
		return 0
	}
	return n
}

func largestVector(x []float32) (float32, int) {
	n := whole(len(x))
	switch {
	case n == 0:
	case wide():
		return largestAVX512(&x[0], n), n
	case narrow():
		return largestAVX2(&x[0], n), n
	}
	return 0, 0
}

func stepVector(h []uint8, c []float32, acc []int32, scale, in []float32) int {
	n := whole(len(c))
	switch {
	case n == 0:
	case wide():
		stepAVX512(&h[0], &c[0], &acc[0], &scale[0], &in[0], n, len(c))
	case narrow():
		stepAVX2(&h[0], &c[0], &acc[0], &scale[0], &in[0], n, len(c))
	default:
		return 0
	}
	return n
}

func (q *Int8) mulVector(out []int32, x []uint8, n int) bool {
	switch {
	case wide():
		q.mulWide(out, x, n)
	case narrow():
		q.mulNarrow(out, x, n)
	default:
		return false
	}
	return true
}

func (q *Int8) mulWide(out []int32, x []uint8, n int) {
	block, groups, whole := blockRows*q.columns, q.columns/4, q.rows/blockRows
	t := 0
	for ; t+4 <= n; t += 4 {
		b := 0
		for ; b+4 <= whole; b += 4 {
			dot4x4AVX512(&out[t*q.rows+b*blockRows], 4*q.rows, &x[t*q.columns], q.columns, &q.packed[b*block], block, groups)
		}
		for ; b < whole; b++ {
			dot4x1AVX512(&out[t*q.rows+b*blockRows], 4*q.rows, &x[t*q.columns], q.columns, &q.packed[b*block], groups)
		}
		for i := t; i < t+4; i++ {
			q.rest(out, x, i, b)
		}
	}
	for ; t < n; t++ {
		b := 0
		for ; b+8 <= whole; b += 8 {
			dot1x8AVX512(&out[t*q.rows+b*blockRows], &x[t*q.columns], &q.packed[b*block], block, groups)
		}
		q.rest(out, x, t, b)
	}
}

func (q *Int8) mulNarrow(out []int32, x []uint8, n int) {
	block, groups, whole := blockRows*q.columns, q.columns/4, q.rows/blockRows
	t := 0
	for ; t+4 <= n; t += 4 {
		for b := range whole {
			dot4x1AVX2(&out[t*q.rows+b*blockRows], 4*q.rows, &x[t*q.columns], q.columns, &q.packed[b*block], groups)
		}
		for i := t; i < t+4; i++ {
			q.rest(out, x, i, whole)
		}
	}
	for ; t < n; t++ {
		b := 0
		for ; b+4 <= whole; b += 4 {
			dot1x4AVX2(&out[t*q.rows+b*blockRows], &x[t*q.columns], &q.packed[b*block], block, groups)
		}
		q.rest(out, x, t, b)
	}
}

// dot1x1 multiplies a vector with a block.
func dot1x1(out *int32, x *uint8, w *int8, groups int) {
	if wide() {
		dot1x1AVX512(out, x, w, groups)
		return
	}
	dot1x1AVX2(out, x, w, groups)
}
