package stat

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within || math.IsNaN(got) {
		t.Errorf("%s = %.10f, want %.10f within %g", what, got, want, within)
	}
}

func TestBeta(t *testing.T) {
	near(t, "uniform quantile", Beta{1, 1}.Quantile(0.3), 0.3, 1e-9)
	near(t, "Beta(2,1) quantile", Beta{2, 1}.Quantile(0.25), 0.5, 1e-9) // CDF is x²
	near(t, "Beta(2,2) CDF", Beta{2, 2}.CDF(0.25), 3.0/16-2.0/64, 1e-12)
	near(t, "mean", Beta{3, 1}.Mean(), 0.75, 0)
	near(t, "variance of the uniform", Beta{1, 1}.Variance(), 1.0/12, 1e-15)
}

// The difference of two uniform variables has the triangular distribution.
func TestDifferenceOfUniforms(t *testing.T) {
	d := NewDifference(Beta{1, 1}, Beta{1, 1})
	for _, v := range []float64{-0.9, -0.4, 0, 0.3, 0.8} {
		want := (1 + v) * (1 + v) / 2
		if v > 0 {
			want = 1 - (1-v)*(1-v)/2
		}
		near(t, "CDF", d.CDF(v), want, 2e-4) // the kink at the edge is the worst case
	}
	near(t, "5th percentile", d.Quantile(0.05), math.Sqrt(0.1)-1, 1e-3)
}

// above is P(X > Y) for whole parameters of x, in closed form:
// the sum over i < x.A of B(y.A+i, x.B+y.B) / ((x.B+i) B(1+i, x.B) B(y.A, y.B)).
func above(x, y Beta) float64 {
	sum := 0.0
	for i := 0.0; i < x.A; i++ {
		sum += math.Exp(logBeta(y.A+i, x.B+y.B)-logBeta(1+i, x.B)-logBeta(y.A, y.B)) / (x.B + i)
	}
	return sum
}

func TestAboveAgainstClosedForm(t *testing.T) {
	for _, c := range []struct{ x, y Beta }{
		{Beta{3, 2}, Beta{2, 5}}, {Beta{2, 5}, Beta{3, 2}}, {Beta{40, 11}, Beta{6.5, 9.5}},
		{Beta{4, 4.5}, Beta{4000, 5000}}, {Beta{2000, 1500}, Beta{2.5, 2.5}}, {Beta{3, 0.3}, Beta{0.4, 6}},
	} {
		near(t, "P(X>Y)", NewDifference(c.x, c.y).Above(0), above(c.x, c.y), 1e-6)
	}
}

// A difference turned round is the same distribution turned round.
func TestDifferenceTurnedRound(t *testing.T) {
	x, y := Beta{7.25, 3.5}, Beta{5, 90}
	d, r := NewDifference(x, y), NewDifference(y, x)
	near(t, "quantiles", d.Quantile(0.05), -r.Quantile(0.95), 1e-8)
	near(t, "CDF of the quantile", d.CDF(d.Quantile(0.95)), 0.95, 1e-8)
	near(t, "mean", d.Mean(), -r.Mean(), 0)
}

func TestExtremes(t *testing.T) {
	for _, d := range []Difference{
		NewDifference(Beta{1e6, 2.5}, Beta{2.5, 1e6}), NewDifference(Beta{0.25, 4.75}, Beta{4.75, 0.25}),
		NewDifference(Beta{1e6, 1e6}, Beta{1e6, 1e6}),
	} {
		low, high := d.Quantile(0.05), d.Quantile(0.95)
		if !(low < d.Mean() && d.Mean() < high) || low < -1 || high > 1 {
			t.Errorf("interval %g to %g around %g", low, high, d.Mean())
		}
	}
}

// The interval of a count of none begins near zero and holds the count of ten.
func TestPoissonInterval(t *testing.T) {
	low, high := PoissonInterval(10)
	near(t, "low", low, 5.7957, 1e-3) // half of the chi-square quantile of 21 degrees at 0.05, 11.5913
	near(t, "high", high, 16.3353, 1e-3)
	if low, _ := PoissonInterval(0); low <= 0 || low > 0.01 {
		t.Errorf("low of none = %g", low)
	}
}

func BenchmarkDifference(b *testing.B) {
	for b.Loop() {
		d := NewDifference(Beta{9, 3}, Beta{4, 6})
		d.Quantile(0.05)
		d.Quantile(0.95)
		d.Above(0)
	}
}
