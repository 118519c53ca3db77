package rows

import (
	"context"

	"github.com/entente-project/entente/dataset"
)

// Events reads a file with a header of which each row is an event: open, which sees
// the header, gives what makes an event of a row or says why it is none. An empty file
// gives nothing.
func Events(ctx context.Context, f dataset.File, s dataset.Sink, open func(Header) (func(line string, e *dataset.Event) Fault, error)) error {
	lines := New(f.In)
	head, any, err := lines.Header(f.Name)
	if err != nil || !any {
		return err
	}
	event, err := open(head)
	if err != nil {
		return err
	}
	return lines.Each(ctx, f.Name, func(line string, _ int) (Fault, error) {
		var e dataset.Event
		if bad := event(line, &e); bad.Reason != "" {
			return bad, nil
		}
		return Fault{}, s.Event(e)
	}, s.Reject)
}
