package matrix

// An Int8 is a matrix of bytes made ready for products: blocks of 16 rows, each
// block column by column in fours.
type Int8 struct {
	packed        []int8
	rows, columns int
}

const blockRows = 16

// NewInt8 makes ready the matrix w (rows × columns), whose numbers are -127 to
// 127. It panics unless columns is a multiple of 4.
func NewInt8(w []int8, rows, columns int) *Int8 {
	q := new(Int8)
	q.Pack(w, rows, columns)
	return q
}

// Pack makes q the matrix w, as [NewInt8] does, in the memory that it has.
func (q *Int8) Pack(w []int8, rows, columns int) {
	if columns%4 != 0 || len(w) < rows*columns {
		panic("matrix: columns in fours, please")
	}
	q.rows, q.columns = rows, columns
	size := (rows + blockRows - 1) / blockRows * blockRows * columns
	if cap(q.packed) < size {
		q.packed = make([]int8, size)
	}
	q.packed = q.packed[:size]
	for r := range (rows + blockRows - 1) / blockRows * blockRows {
		at := r/blockRows*blockRows*columns + r%blockRows*4
		if r >= rows {
			for g := range columns / 4 {
				clear(q.packed[at+g*4*blockRows : at+g*4*blockRows+4])
			}
			continue
		}
		row := w[r*columns : (r+1)*columns]
		for g := 0; g < len(row); g += 4 {
			copy(q.packed[at+g*blockRows:at+g*blockRows+4], row[g:g+4])
		}
	}
}

// Mul makes out (n × rows) the products of the matrix with n vectors of bytes 0
// to 127, one after another in x (n × columns). The sums are exact. Several
// goroutines may multiply at once.
func (q *Int8) Mul(out []int32, x []uint8, n int) {
	out, x = out[:n*q.rows], x[:n*q.columns]
	if n == 0 || q.rows == 0 || q.columns == 0 {
		clear(out)
		return
	}
	if !q.mulVector(out, x, n) {
		q.mul(out, x, n)
	}
}

func (q *Int8) mul(out []int32, x []uint8, n int) {
	for t := range n {
		v := x[t*q.columns : (t+1)*q.columns]
		for from := 0; from < q.rows; from += blockRows {
			w := q.packed[from*q.columns:]
			var sum [blockRows]int32
			for g := 0; g < len(v); g += 4 {
				a, b, c, d := int32(v[g]), int32(v[g+1]), int32(v[g+2]), int32(v[g+3])
				p := w[g*blockRows : g*blockRows+4*blockRows]
				for r := range sum {
					sum[r] += int32(p[4*r])*a + int32(p[4*r+1])*b + int32(p[4*r+2])*c + int32(p[4*r+3])*d
				}
			}
			copy(out[t*q.rows+from:(t+1)*q.rows], sum[:])
		}
	}
}
