package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/page/term"
)

type eventsCommand struct {
	A    string `arg:"" optional:"" help:"A state; without one, all events."`
	B    string `arg:"" optional:"" help:"The other state; without it, all events of the first."`
	JSON bool   `help:"Print JSON lines: the event with its document's outlet, date and sentence."`
	windowFlags
	Type string `help:"Events of this type only: REJECT, SANCTION ..." placeholder:"TYPE"`
}

// Help shows an example.
func (eventsCommand) Help() string {
	return `Examples:

  entente events BLR RUS --from 2015 --to 2015
  entente events Turkey --type SANCTION
  entente events --json | jq -r .event.type | sort | uniq -c`
}

// Run lists the events that match, by date.
func (c *eventsCommand) Run(a *app) error {
	w, err := c.window()
	if err != nil {
		return err
	}
	return a.withDesk(func(ctx context.Context, d *flow.Desk) error {
		q, err := c.query(d, w)
		if err != nil {
			return err
		}
		exhibits, err := d.Events(ctx, q)
		if err != nil {
			return err
		}
		if !c.JSON {
			if err := term.Events(a.stdout, exhibits, d, a.style()); err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "\n%s\n", plural(len(exhibits), "event"))
			return nil
		}
		out := json.NewEncoder(a.stdout)
		for _, x := range exhibits {
			err = errors.Join(err, out.Encode(eventLine{
				Event: x.Event, Outlet: x.Document.Outlet, Published: x.Document.Published,
				URL: x.Document.URL, Sentence: x.Event.Evidence.Span(entente.RoleSentence).Of(x.Document.Text),
			}))
		}
		return err
	})
}

// An eventLine is one event of `entente events --json`.
type eventLine struct {
	Event     *entente.Event `json:"event"`
	Outlet    string         `json:"outlet"`
	Published entente.Date   `json:"published"`
	URL       string         `json:"url,omitempty"`
	Sentence  string         `json:"sentence"`
}

func (c *eventsCommand) query(d *flow.Desk, w entente.Window) (ledger.Query, error) {
	q := ledger.Query{Window: w}
	if c.Type != "" {
		t, err := d.Type(c.Type)
		if err != nil {
			return q, usageError{err}
		}
		q.Types = []entente.Type{t}
	}
	switch {
	case c.B != "":
		pair, err := pairOf(d, c.A, c.B)
		q.Pair = pair
		return q, err
	case c.A != "":
		id, err := d.Entity(c.A)
		if err != nil {
			return q, usageError{err}
		}
		q.Entity = id
	}
	return q, nil
}
