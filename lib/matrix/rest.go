//go:build (amd64 || arm64) && !purego

package matrix

// rest multiplies vector t with the blocks from b.
func (q *Int8) rest(out []int32, x []uint8, t, b int) {
	for ; b*blockRows < q.rows; b++ {
		to := out[t*q.rows+b*blockRows : (t+1)*q.rows]
		if len(to) >= blockRows {
			dot1x1(&to[0], &x[t*q.columns], &q.packed[b*blockRows*q.columns], q.columns/4)
			continue
		}
		var sum [blockRows]int32
		dot1x1(&sum[0], &x[t*q.columns], &q.packed[b*blockRows*q.columns], q.columns/4)
		copy(to, sum[:])
	}
}
