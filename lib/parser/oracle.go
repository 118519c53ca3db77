package parser

// A gold tree is the truth that the oracle measures against.
type gold struct {
	heads []int32 // of word i, from 1
	rels  []uint8
}

// costs says of each move how many gold arcs it makes unreachable (the dynamic
// oracle of Goldberg and Nivre 2013 for arc-hybrid).
func (g gold) costs(s *state) [3]int {
	var c [3]int
	top := len(s.stack) - 1
	s0, b0 := s.stack[top], s.next
	more := int(b0) <= s.n
	if s0 != 0 {
		for d := b0; int(d) <= s.n; d++ {
			if g.heads[d] == s0 {
				c[left]++
				c[right]++
			}
		}
		h := g.heads[s0]
		below := s.stack[top-1]
		if h == below || h > b0 {
			c[left]++
		}
		if h >= b0 && more {
			c[right]++
		}
	}
	if more {
		for i, x := range s.stack {
			if x != 0 && g.heads[x] == b0 {
				c[shift]++
			}
			if i < top && g.heads[b0] == x {
				c[shift]++
			}
		}
	}
	return c
}

// fits reports whether action a, if it makes an arc of the gold tree, gives
// it the gold relation. Arcs that are wrong already may have any.
func (g gold) fits(s *state, a action) bool {
	if a.move == shift {
		return true
	}
	top := len(s.stack) - 1
	s0, head := s.stack[top], s.next
	if a.move == right {
		head = s.stack[top-1]
	}
	return g.heads[s0] != head || g.rels[s0] == a.rel
}

// projective reports whether no two arcs cross; the oracle knows no others.
func (g gold) projective() bool {
	n := int32(len(g.heads) - 1)
	for d := int32(1); d <= n; d++ {
		lo, hi := min(d, g.heads[d]), max(d, g.heads[d])
		for k := lo + 1; k < hi; k++ {
			if g.heads[k] < lo || g.heads[k] > hi {
				return false
			}
		}
	}
	return true
}
