package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestDecodeIsBest compares with every tree of short sentences.
func TestDecodeIsBest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var d decoder
	for range 300 {
		n := 1 + random.IntN(6)
		score := make([]float32, n*(n+1))
		for i := range score {
			score[i] = float32(random.IntN(2000)) / 64
		}
		heads := slices.Clone(d.decode(score, n))
		if !(&decoder{heads: heads}).isTree(n) {
			t.Fatalf("%v is no tree", heads)
		}
		if got, want := value(score, heads), best(score, n); got != want {
			t.Errorf("%d words: decoded a tree of %v, the best has %v", n, got, want)
		}
	}
}

func value(score []float32, heads []int32) float32 {
	var sum float32
	for i, h := range heads {
		sum += score[i*(len(heads)+1)+int(h)]
	}
	return sum
}

func best(score []float32, n int) float32 {
	d := decoder{heads: make([]int32, n)}
	most := float32(-1)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if d.isTree(n) {
				most = max(most, value(score, d.heads))
			}
			return
		}
		for h := range n + 1 {
			if h != i+1 {
				d.heads[i] = int32(h)
				try(i + 1)
			}
		}
	}
	try(0)
	return most
}
