package parser

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/entente-project/entente/lib/perceptron"
)

// randomTree is a projective tree of n words, drawn by random transitions.
func randomTree(r *rand.Rand, n int) gold {
	var marking [256]bool
	var s state
	s.reset(make([]Word, n), &marking)
	for !s.done() {
		may := s.moves()
		m := move(r.IntN(3))
		if may[m] {
			s.apply(action{m, uint8(r.IntN(3))})
		}
	}
	return gold{s.heads[:n+1], s.rels[:n+1]}
}

// lost counts the gold arcs that are not in the tree of s.
func lost(g gold, s *state) int {
	n := 0
	for i := 1; i < len(g.heads); i++ {
		if g.heads[i] != s.heads[i] {
			n++
		}
	}
	return n
}

// TestOracleReachesEveryProjectiveTree: from the beginning, moves without cost
// lead to the gold tree.
func TestOracleReachesEveryProjectiveTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var marking [256]bool
	for range 500 {
		g := randomTree(r, 1+r.IntN(12))
		if !g.projective() {
			t.Fatalf("transitions made a tree with crossing arcs: %v", g.heads)
		}
		var s state
		s.reset(make([]Word, len(g.heads)-1), &marking)
		for !s.done() {
			costs, may := g.costs(&s), s.moves()
			s.apply(action{cheapest(t, costs, may, 0), 0})
		}
		if n := lost(g, &s); n != 0 {
			t.Fatalf("%d arcs lost of %v", n, g.heads)
		}
	}
}

func cheapest(t *testing.T, costs [3]int, may [3]bool, want int) move {
	for m := range costs {
		if may[m] && costs[m] == want {
			return move(m)
		}
	}
	t.Fatalf("no move of cost %d among %v %v", want, costs, may)
	return 0
}

// TestOracleCostsAreExact: after random moves, following the cheapest loses just
// the arcs that the costs of the random moves said.
func TestOracleCostsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	var marking [256]bool
	for range 500 {
		g := randomTree(r, 2+r.IntN(10))
		var s state
		s.reset(make([]Word, len(g.heads)-1), &marking)
		said := 0
		for !s.done() {
			costs, may := g.costs(&s), s.moves()
			m := move(r.IntN(3))
			if !may[m] {
				continue
			}
			if r.IntN(4) > 0 {
				for k := range costs {
					if may[k] && costs[k] == least(costs, may) {
						m = move(k)
					}
				}
			}
			said += costs[m]
			s.apply(action{m, 0})
		}
		if n := lost(g, &s); n != said {
			t.Fatalf("%d arcs lost of %v; costs said %d", n, g.heads, said)
		}
	}
}

// lessons are trees in which every word hangs on the next, told by its form.
func lessons() []Sample {
	r := rand.New(rand.NewPCG(3, 3))
	var out []Sample
	for range 200 {
		g := randomTree(r, 2+r.IntN(6))
		s := Sample{Heads: g.heads[1:]}
		for i, h := range s.Heads {
			rel := "left"
			switch {
			case h == 0:
				rel = "root"
			case int(h) < i+1:
				rel = "right"
			}
			s.Rels = append(s.Rels, rel)
			way := perceptron.Feature(h-int32(i)) + 50
			s.Words = append(s.Words, Word{Form: way, Tag: way, Coarse: way})
		}
		out = append(out, s)
	}
	return out
}

func TestLearnsAndReads(t *testing.T) {
	o := Options{Epochs: 6, Explore: 0.9, Seed: 1}
	silent := func(int, float64) {}
	p := Train(lessons(), o, silent)
	b, _ := p.AppendBinary(nil)
	again, _ := Train(lessons(), o, silent).AppendBinary(nil)
	if !bytes.Equal(b, again) {
		t.Error("the same lessons gave different models")
	}
	back, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	right, words := 0, 0
	var d Desk
	for _, s := range lessons() {
		tree := back.Parse(s.Words, &d)
		for i, h := range s.Heads {
			words++
			if tree.Heads[i+1] == h && back.Rels()[tree.Rels[i+1]] == s.Rels[i] {
				right++
			}
		}
	}
	if 100*right < 95*words {
		t.Errorf("%d of %d words right", right, words)
	}
}

// TestAnyWordsGiveATree: also when all words are leaves.
func TestAnyWordsGiveATree(t *testing.T) {
	p := Train(lessons(), Options{Epochs: 1, Seed: 1}, func(int, float64) {})
	var d Desk
	for n := range 5 {
		words := make([]Word, n)
		for i := range words {
			words[i].Leaf = true
		}
		tree := p.Parse(words, &d)
		roots := 0
		for i := 1; i <= n; i++ {
			if tree.Heads[i] == 0 {
				roots++
			}
		}
		if n > 0 && roots != 1 {
			t.Errorf("%d roots over %d words", roots, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	b, _ := Train(lessons()[:20], Options{Epochs: 1, Seed: 1}, func(int, float64) {}).AppendBinary(nil)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := Read(b); err == nil {
			p.Parse(make([]Word, 4), new(Desk))
		}
	})
}
