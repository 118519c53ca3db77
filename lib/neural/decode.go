package neural

import "math"

// A tree is found in the scores of arcs: score[i*(n+1)+j] is that of word i,
// from 0, under word j-1, or under the root for j 0. It is projective and one
// word is under the root.

// A decoder finds the best tree. It keeps its working memory.
type decoder struct {
	reached         []int32
	complete, open  [2][]float32 // of the spans from i to j, by the side of their head: 0 left, 1 right
	completeAt, cut [2][]int32
	heads           []int32
}

// decode returns of every word the number of its head, from 1; 0 for the root.
// They are good until the next call.
func (d *decoder) decode(score []float32, n int) []int32 {
	d.heads = resized(d.heads, n)
	for i := range n {
		row := score[i*(n+1) : (i+1)*(n+1)]
		best := -1
		for j, s := range row {
			if j != i+1 && (best < 0 || s > row[best]) {
				best = j
			}
		}
		d.heads[i] = int32(best)
	}
	if !d.isTree(n) {
		d.eisner(score, n)
	}
	return d.heads
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// isTree reports whether the heads are a projective tree with one word under
// the root.
func (d *decoder) isTree(n int) bool {
	roots := 0
	for i, h := range d.heads {
		if h == 0 {
			roots++
			continue
		}
		// Every word between head and dependent hangs on a word from one to the
		// other, or the arc is crossed.
		a, b := min(i, int(h)-1), max(i, int(h)-1)
		for k := a + 1; k < b; k++ {
			if x := int(d.heads[k]) - 1; x < a || x > b {
				return false
			}
		}
	}
	if roots != 1 {
		return false
	}
	d.reached = resized(d.reached, n)
	clear(d.reached)
	for i := range d.heads {
		for k := i; d.heads[k] != 0; k = int(d.heads[k]) - 1 {
			if d.reached[k] == int32(i)+1 {
				return false
			}
			if d.reached[k] != 0 {
				break
			}
			d.reached[k] = int32(i) + 1
		}
	}
	return true
}

// eisner finds the best projective tree (Eisner 1996) with one word under the
// root.
func (d *decoder) eisner(score []float32, n int) {
	const left, right = 0, 1 // the side of a span on which its head is
	for s := range 2 {
		d.complete[s], d.open[s] = resized(d.complete[s], n*n), resized(d.open[s], n*n)
		d.completeAt[s], d.cut[s] = resized(d.completeAt[s], n*n), resized(d.cut[s], n*n)
		for i := range n {
			d.complete[s][i*n+i] = 0
		}
	}
	arc := func(head, dependent int) float32 { return score[dependent*(n+1)+head+1] }
	low := float32(math.Inf(-1))
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			j := i + width
			best, at := low, i
			for k := i; k < j; k++ {
				if s := d.complete[left][i*n+k] + d.complete[right][(k+1)*n+j]; s > best {
					best, at = s, k
				}
			}
			d.open[left][i*n+j], d.cut[left][i*n+j] = best+arc(i, j), int32(at)
			d.open[right][i*n+j], d.cut[right][i*n+j] = best+arc(j, i), int32(at)
			best, at = low, j
			for k := i + 1; k <= j; k++ {
				if s := d.open[left][i*n+k] + d.complete[left][k*n+j]; s > best {
					best, at = s, k
				}
			}
			d.complete[left][i*n+j], d.completeAt[left][i*n+j] = best, int32(at)
			best, at = low, i
			for k := i; k < j; k++ {
				if s := d.complete[right][i*n+k] + d.open[right][k*n+j]; s > best {
					best, at = s, k
				}
			}
			d.complete[right][i*n+j], d.completeAt[right][i*n+j] = best, int32(at)
		}
	}
	best, root := low, 0
	for r := range n {
		if s := d.complete[right][r] + d.complete[left][r*n+n-1] + score[r*(n+1)]; s > best {
			best, root = s, r
		}
	}
	d.heads[root] = 0
	d.follow(0, root, n, right)
	d.follow(root, n-1, n, left)
}

// follow sets the heads in the complete span from i to j.
func (d *decoder) follow(i, j, n, side int) {
	if i == j {
		return
	}
	k := int(d.completeAt[side][i*n+j])
	if side == 0 {
		d.heads[k] = int32(i) + 1
		d.inside(i, k, n, 0)
		d.follow(k, j, n, 0)
		return
	}
	d.heads[k] = int32(j) + 1
	d.inside(k, j, n, 1)
	d.follow(i, k, n, 1)
}

// inside sets the heads within the open span from i to j.
func (d *decoder) inside(i, j, n, side int) {
	k := int(d.cut[side][i*n+j])
	d.follow(i, k, n, 0)
	d.follow(k+1, j, n, 1)
}
