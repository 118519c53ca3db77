package eval

import (
	"context"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/sample"
)

var sampleSuite = Suite{
	Name:     "sample",
	Question: "How much of who did what to whom is right in the bundled chronicle, whose events were noted before any coder read it and whose errors were studied since?",
	Accuracy: true,
	Run:      scoreSample,
}

func scoreSample(_ context.Context, b *Bench) ([]Figure, error) {
	reports, err := sample.Reports()
	if err != nil {
		return nil, err
	}
	var r NewsReport
	for _, s := range reports {
		coding := b.Rooms.Coder.Code(s.Document)
		r.add(s.Place, s.Document, coding, expected(s), b.Rooms.Codebook)
	}
	if b.Detail != nil {
		r.Write(b.Detail)
	}
	return r.Figures("sample"), nil
}

// expected is what a report of the chronicle is said to hold, as events.
func expected(r sample.Report) []entente.Event {
	var out []entente.Event
	for _, x := range r.Expect {
		out = append(out, entente.Event{
			Actor: parties(x.Actor), Recipient: parties(x.Recipient), Type: x.Type, Aspect: x.Aspect,
		})
	}
	return out
}
