// Package stat holds the few distributions that the measures need. In go the
// parameters of a posterior, out come its mean, quantiles and probabilities.
// Nothing here draws random numbers, so the same parameters give the same bytes.
//
//	gap := stat.NewDifference(stat.Beta{A: 9, B: 3}, stat.Beta{A: 4, B: 6})
//	gap.Above(0)       // the chance that the first is the larger
//	gap.Quantile(0.05) // the lower end of a 90% interval
package stat

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mathext"
)

// A Beta is the beta distribution on [0, 1]; A and B are above zero.
type Beta struct{ A, B float64 }

// Mean is A/(A+B).
func (b Beta) Mean() float64 { return b.A / (b.A + b.B) }

// Variance is the variance of b.
func (b Beta) Variance() float64 {
	n := b.A + b.B
	return b.A * b.B / (n * n * (n + 1))
}

// CDF is the probability of a value of x or less.
func (b Beta) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	if x >= 1 {
		return 1
	}
	return mathext.RegIncBeta(b.A, b.B, x)
}

// Quantile is the x below which the share p of b lies, 0 <= p <= 1.
func (b Beta) Quantile(p float64) float64 {
	return solve(b.CDF, p, 0, 1)
}

// density is the probability density at sin²(t), times the derivative of
// sin²(t): it stays bounded at both ends where A and B are at least one half.
func (b Beta) density(t float64) float64 {
	s, c := math.Sincos(t)
	return math.Exp(math.Ln2 + (2*b.A-1)*math.Log(s) + (2*b.B-1)*math.Log(c) - logBeta(b.A, b.B))
}

func logBeta(a, b float64) float64 {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return x + y - z
}

// A Difference is the distribution of X - Y for independent beta variables, by
// numeric integration over the narrower of the two (80 Gauss-Legendre nodes
// between its quantiles of 1e-12). Make one with [NewDifference].
type Difference struct {
	wide    Beta // integrated in closed form
	flipped bool // wide is Y
	at, by  []float64
	mean    float64
}

// nodes is how many points stand for the narrower variable.
const nodes = 80

// NewDifference is the distribution of x - y.
func NewDifference(x, y Beta) Difference {
	d := Difference{wide: x, mean: x.Mean() - y.Mean()}
	narrow := y
	if x.Variance() < y.Variance() {
		d.wide, narrow, d.flipped = y, x, true
	}
	const tail = 1e-12
	angle := func(p float64) float64 { return math.Asin(math.Sqrt(narrow.Quantile(p))) }
	d.at, d.by = make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(d.at, d.by, angle(tail), angle(1-tail))
	sum := 0.0
	for i, t := range d.at {
		d.by[i] *= narrow.density(t)
		d.at[i] = math.Sin(t) * math.Sin(t)
		sum += d.by[i]
	}
	for i := range d.by {
		d.by[i] /= sum
	}
	return d
}

// Mean is the mean of X minus the mean of Y.
func (d Difference) Mean() float64 { return d.mean }

// CDF is the probability that X - Y is v or less.
func (d Difference) CDF(v float64) float64 {
	sum := 0.0
	for i, z := range d.at {
		if d.flipped {
			sum += d.by[i] * (1 - d.wide.CDF(z-v))
			continue
		}
		sum += d.by[i] * d.wide.CDF(z+v)
	}
	return min(max(sum, 0), 1)
}

// Above is the probability that X - Y is greater than v.
func (d Difference) Above(v float64) float64 { return 1 - d.CDF(v) }

// Quantile is the v below which the share p of d lies, 0 <= p <= 1.
func (d Difference) Quantile(p float64) float64 { return solve(d.CDF, p, -1, 1) }

// PoissonInterval is the central 90% interval of the rate behind a count of n,
// with Jeffreys' prior: the 5th and 95th percentiles of Gamma(n + 1/2, 1).
func PoissonInterval(n int) (low, high float64) {
	shape := float64(n) + 0.5
	return mathext.GammaIncRegInv(shape, 0.05), mathext.GammaIncRegInv(shape, 0.95)
}

// solve finds x in [low, high] with f(x) = p for a rising f, to 1e-10, by false
// position with the Illinois correction and bisection where that is slow.
func solve(f func(float64) float64, p, low, high float64) float64 {
	fl, fh := f(low)-p, f(high)-p
	if fl >= 0 {
		return low
	}
	if fh <= 0 {
		return high
	}
	side := 0
	for i := 0; i < 200 && high-low > 1e-10; i++ {
		x := (low*fh - high*fl) / (fh - fl)
		if i%4 == 3 || !(x > low && x < high) {
			x = (low + high) / 2
		}
		fx := f(x) - p
		switch {
		case math.Abs(fx) < 1e-13:
			return x
		case fx < 0:
			low, fl = x, fx
			if side < 0 {
				fh /= 2
			}
			side = -1
		default:
			high, fh = x, fx
			if side > 0 {
				fl /= 2
			}
			side = 1
		}
	}
	return (low + high) / 2
}
