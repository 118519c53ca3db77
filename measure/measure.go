package measure

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/stat"
)

// The constants of the model. They are stated wherever a figure is explained.
const (
	Shrink   = 5.0 // k: episodes of a typical pair that a pair without evidence is taken to have
	Peers    = 30  // other pairs with evidence on both sides from which on there is a typical pair
	Widest   = 1.0 // a gap whose 90% interval is wider than this is too uncertain to tell
	Edge     = 0.9 // |m| is never more
	Trailing = 12  // months of evidence behind each point of a series
	Low      = 0.05
	High     = 0.95
)

// A Measure is one question about a pair with the formula that answers it. The
// same value feeds the pages, the API, the terminal and the manual.
type Measure struct {
	Name     string // as pages and files show it
	Family   string // what kind of quantity it is: closeness, dependence, volume
	Question string
	Unit     string
	Formula  string
	Cite     string
	Of       func(Basis) entente.Point
}

// All lists every measure, in the order in which pages show them.
func All() []Measure { return []Measure{Seeming, Conduct, Gap, Hold, Engagement} }

// A Side is the evidence on one side of the question.
type Side struct {
	For     float64 // weight of cooperation: one an episode, ties by ties.tsv
	Against float64 // weight of conflict
	N       int     // episodes and ties behind it
	Mean    float64 // m, the net share of the typical other pair, -1 to 1; 0 when there are fewer than [Peers]
}

// Value is by how much the net share of cooperation of s is above that of the
// typical other pair, drawn towards it as evidence is thin: n/(n + k) (share - m).
func (s Side) Value() float64 {
	return (s.For - s.Against - (s.For+s.Against)*s.Mean) / (s.For + s.Against + Shrink)
}

// outweighs reports whether the evidence of s weighs at least as much as what is
// assumed of a pair without any.
func (s Side) outweighs() bool { return s.N > 0 && s.For+s.Against >= Shrink }

// beta is the distribution of the share of cooperation, 0 to 1.
func (s Side) beta() stat.Beta {
	return stat.Beta{A: s.For + Shrink*(1+s.Mean)/2, B: s.Against + Shrink*(1-s.Mean)/2}
}

// point is s as a point with its 90% interval; without evidence it is empty.
func (s Side) point() entente.Point {
	if s.N == 0 {
		return entente.Point{}
	}
	b := s.beta()
	return entente.Point{Value: s.Value(), Low: 2*b.Quantile(Low) - 1 - s.Mean, High: 2*b.Quantile(High) - 1 - s.Mean, N: s.N}
}

// A Basis is all the counts of one pair that the measures draw on. The pair is
// read in one direction: first to second.
type Basis struct {
	Seeming  Side
	Conduct  Side
	Depends  [2]int  // fields in which the first is reported to depend on the second, and the other way
	Episodes int     // acts of every block, the neutral ones too
	Typical  float64 // median of Episodes over the other pairs; 0 when there are none
}

// Reverse is b read from the second state to the first.
func (b Basis) Reverse() Basis {
	b.Depends[0], b.Depends[1] = b.Depends[1], b.Depends[0]
	return b
}
