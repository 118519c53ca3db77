package parser

import "github.com/entente-project/entente/lib/perceptron"

// A point is a place of the state that features look at.
type point struct {
	w, t, c, l perceptron.Feature // form, tag, part of speech, list
	rel        perceptron.Feature // its relation plus two; 1 when it has none yet
	id         int32
	*node
}

// blank stands for a place where there is no word.
var blank = point{node: &node{}}

func (s *state) point(i int32) point {
	w := &s.words[i]
	p := point{w.Form, w.Tag, w.Coarse, w.List, 1, i, &s.nodes[i]}
	if s.heads[i] != 0 {
		p.rel = perceptron.Feature(s.rels[i]) + 2
	}
	return p
}

// dependent is the point of a dependent, blank when i is 0.
func (s *state) dependent(i int32) point {
	if i == 0 {
		return blank
	}
	return s.point(i)
}

// onStack is the point k places below the top of the stack.
func (s *state) onStack(k int) point {
	if k >= len(s.stack) {
		return blank
	}
	return s.point(s.stack[len(s.stack)-1-k])
}

// ahead is the point k places into the buffer.
func (s *state) ahead(k int32) point {
	if int(s.next+k) > s.n {
		return blank
	}
	return s.point(s.next + k)
}

// distance is the number of words from a to b, coarse beyond four.
func distance(a, b point) perceptron.Feature {
	d := b.id - a.id
	switch {
	case a.id == 0 || b.id == 0 || d <= 0:
		return 0
	case d <= 4:
		return perceptron.Feature(d)
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

// set is the hash of a set of relations.
func set(bits uint64) perceptron.Feature {
	return perceptron.Feature(bits) ^ perceptron.Feature(bits>>32)*0x9e3779b1
}

// gather collects the features of the next decision: those of Zhang and Nivre
// (2011) for arc-hybrid, the relations gathered so far, and a governor with a
// preposition and its noun.
func (d *Desk) gather() {
	s := &d.state
	s0, s1, s2 := s.onStack(0), s.onStack(1), s.onStack(2)
	b0, b1, b2 := s.ahead(0), s.ahead(1), s.ahead(2)
	b3 := s.ahead(3)
	s0l, s0l2, s0r, s0r2 := s.dependent(s0.left), s.dependent(s0.left2), s.dependent(s0.right), s.dependent(s0.right2)
	s1l, s1r, s1r2 := s.dependent(s1.left), s.dependent(s1.right), s.dependent(s1.right2)
	b0l, b0l2 := s.dependent(b0.left), s.dependent(b0.left2)
	s0m, s1m, b0m := s.dependent(s0.marker), s.dependent(s1.marker), s.dependent(b0.marker)

	fs := d.features[:0]
	kind := 0
	one := func(a perceptron.Feature) {
		kind++
		fs = append(fs, perceptron.Kind(kind).With(a).Feature())
	}
	two := func(a, b perceptron.Feature) {
		kind++
		fs = append(fs, perceptron.Kind(kind).With(a).With(b).Feature())
	}
	three := func(a, b, c perceptron.Feature) {
		kind++
		fs = append(fs, perceptron.Kind(kind).With(a).With(b).With(c).Feature())
	}
	four := func(a, b, c, d perceptron.Feature) {
		kind++
		fs = append(fs, perceptron.Kind(kind).With(a).With(b).With(c).With(d).Feature())
	}

	one(0)
	for _, p := range [...]*point{&s0, &s1, &b0, &b1} {
		one(p.w)
		one(p.t)
		two(p.w, p.t)
		two(p.l, p.t)
	}
	for _, p := range [...]*point{&s2, &b2, &b3} {
		one(p.t)
		two(p.w, p.t)
	}
	// Pairs of the words that an arc may join.
	for _, p := range [...][2]*point{{&s0, &b0}, {&s1, &s0}} {
		a, b := p[0], p[1]
		four(a.w, a.t, b.w, b.t)
		three(a.w, a.t, b.w)
		three(a.w, b.w, b.t)
		three(a.w, a.t, b.t)
		three(a.t, b.w, b.t)
		two(a.w, b.w)
		two(a.t, b.t)
		two(a.c, b.w)
		two(a.w, b.c)
		two(a.l, b.w)
		two(a.w, b.l)
		three(a.l, b.t, a.t)
		three(a.t, b.l, b.t)
		apart := distance(*a, *b)
		two(a.w, apart)
		two(a.t, apart)
		two(b.w, apart)
		two(b.t, apart)
		three(a.w, b.w, apart)
		three(a.t, b.t, apart)
	}
	two(b0.t, b1.t)
	two(b0.w, b1.w)
	two(b0.w, b1.t)
	two(s1.t, b0.t)
	two(s1.w, b0.t)
	two(s1.t, b0.w)
	two(s1.w, b0.w)
	two(s0.t, b1.t)
	two(s0.w, b1.t)
	two(s0.w, b1.w)
	two(s2.t, s0.t)
	two(s2.w, s0.w)
	// Three and four tags.
	three(b0.t, b1.t, b2.t)
	three(s0.t, b0.t, b1.t)
	three(s1.t, s0.t, b0.t)
	three(s2.t, s1.t, s0.t)
	three(s0.t, s0l.t, b0.t)
	three(s0.t, s0r.t, b0.t)
	three(s0.t, b0.t, b0l.t)
	three(s1.t, s1r.t, s0.t)
	three(s1.t, s1l.t, s0.t)
	three(s1.t, s0.t, s0l.t)
	three(s1.t, s0.t, s0r.t)
	three(s0.t, s0l.t, s0l2.t)
	three(s0.t, s0r.t, s0r2.t)
	three(s1.t, s1r.t, s1r2.t)
	three(b0.t, b0l.t, b0l2.t)
	four(s1.t, s0.t, b0.t, b1.t)
	four(s2.t, s1.t, s0.t, b0.t)
	four(s0.t, b0.t, b1.t, b2.t)
	three(s1.w, s0.t, b0.t)
	three(s1.t, s0.w, b0.t)
	three(s1.t, s0.t, b0.w)
	// How many dependents, and by which relations.
	for _, p := range [...]*point{&s0, &s1} {
		r, l := perceptron.Feature(p.rights), perceptron.Feature(p.lefts)
		two(p.w, r)
		two(p.t, r)
		two(p.w, l)
		two(p.t, l)
		two(p.w, set(p.rightSet))
		two(p.t, set(p.rightSet))
		two(p.w, set(p.leftSet))
		two(p.t, set(p.leftSet))
		three(p.t, set(p.leftSet), set(p.rightSet))
	}
	two(b0.w, perceptron.Feature(b0.lefts))
	two(b0.t, perceptron.Feature(b0.lefts))
	two(b0.w, set(b0.leftSet))
	two(b0.t, set(b0.leftSet))
	three(s0.t, b0.t, set(b0.leftSet))
	three(s0.t, b0.t, set(s0.leftSet))
	three(s1.t, s0.t, set(s0.leftSet))
	three(s1.t, s0.t, set(s1.rightSet))
	three(s1.t, s0.t, set(s1.leftSet))
	three(s1.w, s0.t, set(s1.rightSet))
	// The dependents themselves.
	for _, p := range [...]*point{&s0l, &s0r, &s1l, &s1r, &b0l, &s0l2, &s0r2, &s1r2, &b0l2} {
		one(p.w)
		one(p.t)
		one(p.rel)
	}
	// A governor, a preposition or conjunction, and its noun or verb.
	two(s0m.w, s0.t)
	three(s1.w, s0m.w, s0.w)
	three(s1.w, s0m.w, s0.t)
	three(s1.t, s0m.w, s0.t)
	three(s1.t, s0m.w, s0.w)
	three(s1.w, s0m.w, s0.l)
	three(s1.t, s0m.w, s0.l)
	three(s0.w, b0m.w, b0.w)
	three(s0.t, b0m.w, b0.t)
	three(s0.w, b0.w, b1.t)
	three(s0.w, b0.w, b1.w)
	three(s1.w, s0.t, b0.w)
	four(s2.w, s1.w, s0m.w, s0.t)
	four(s2.t, s1.t, s0m.w, s0.t)
	three(s1m.w, s0m.w, s0.t)
	d.features = fs
}
