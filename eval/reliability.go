package eval

import (
	"fmt"
	"io"
	"math"
	"slices"

	entente "github.com/entente-project/entente"
)

// reliabilityBins is into how many equal parts the scale of confidence is cut.
const reliabilityBins = 10

// A Reliability says how often events are right by the confidence that they were
// given. Only what is coded between two known entities can be judged.
type Reliability struct {
	N, Right [reliabilityBins]int
	Sum      [reliabilityBins]float64 // of confidences
}

// add judges the events of one document: right is one whose directed acts are all
// among those wanted.
func (r *Reliability) add(events []entente.Event, want []Triple) {
	for _, e := range events {
		got := triplesOf([]entente.Event{e})
		if len(got) == 0 {
			continue
		}
		k := min(reliabilityBins-1, int(e.Confidence*reliabilityBins))
		r.N[k]++
		r.Sum[k] += e.Confidence
		if !slices.ContainsFunc(got, func(t Triple) bool { return !slices.Contains(want, t) }) {
			r.Right[k]++
		}
	}
}

// Gap is the expected calibration error: how far, on the mean over events, the share
// that is right lies from the confidence, in per cent (Naeini, Cooper and Hauskrecht
// 2015, with ten bins of equal width).
func (r Reliability) Gap() float64 {
	var sum float64
	n := 0
	for k := range r.N {
		sum += math.Abs(r.Sum[k] - float64(r.Right[k]))
		n += r.N[k]
	}
	return 100 * sum / float64(max(n, 1))
}

// figures are the calibration error for scores.txt.
func (r Reliability) figures(suite string) []Figure {
	n := 0
	for _, k := range r.N {
		n += k
	}
	return []Figure{{suite, "calibration error", r.Gap(), fmt.Sprintf("%% points between confidence and the share that is right, mean of %d events", n)}}
}

// Write writes the table of reliability.
func (r Reliability) Write(w io.Writer) {
	for k := range r.N {
		if r.N[k] == 0 {
			continue
		}
		n := float64(r.N[k])
		fmt.Fprintf(w, "confidence %.1f to %.1f: %3d events, mean confidence %.2f, right %.2f\n",
			float64(k)/reliabilityBins, float64(k+1)/reliabilityBins, r.N[k], r.Sum[k]/n, float64(r.Right[k])/n)
	}
}
