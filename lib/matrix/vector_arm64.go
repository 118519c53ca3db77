//go:build !purego

package matrix

import "golang.org/x/sys/cpu"

//go:noescape
func dot4x1SDOT(out *int32, ldo int, x *uint8, ldx int, w *int8, groups int)

//go:noescape
func dot1x1SDOT(out *int32, x *uint8, w *int8, groups int)

func (q *Int8) mulVector(out []int32, x []uint8, n int) bool {
	if !cpu.ARM64.HasASIMDDP { // the instruction for sums of products of bytes
		return false
	}
	whole := q.rows / blockRows
	t := 0
	for ; t+4 <= n; t += 4 {
		for b := range whole {
			dot4x1SDOT(&out[t*q.rows+b*blockRows], 4*q.rows, &x[t*q.columns], q.columns, &q.packed[b*blockRows*q.columns], q.columns/4)
		}
		for i := t; i < t+4; i++ {
			q.rest(out, x, i, whole)
		}
	}
	for ; t < n; t++ {
		q.rest(out, x, t, 0)
	}
	return true
}

// dot1x1 multiplies a vector with a block.
func dot1x1(out *int32, x *uint8, w *int8, groups int) { dot1x1SDOT(out, x, w, groups) }
