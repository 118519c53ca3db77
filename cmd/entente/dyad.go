package main

import (
	"context"
	"encoding/json"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/page/term"
)

type dyadCommand struct {
	A    string `arg:"" help:"A state: its name or code (Belarus, BLR)."`
	B    string `arg:"" help:"The other state."`
	JSON bool   `help:"Print the profile as JSON."`
	windowFlags
}

// Help shows an example.
func (dyadCommand) Help() string {
	return `Examples:

  entente dyad BLR RUS
  entente dyad Belarus Russia --from 2014-01 --to 2015-12
  entente dyad BLR RUS --json | jq .gap`
}

// Run prints the profile of the pair.
func (c *dyadCommand) Run(a *app) error {
	return a.look(c.A, c.B, c.windowFlags, func(d *flow.Desk, p entente.Profile, b entente.Brief) error {
		if c.JSON {
			return a.printJSON(p)
		}
		return term.Profile(a.stdout, p, b, d, a.style())
	})
}

// look opens the ledger, looks at the pair of the states named a and b, and
// shows what it found.
func (a *app) look(nameA, nameB string, f windowFlags, show func(*flow.Desk, entente.Profile, entente.Brief) error) error {
	w, err := f.window()
	if err != nil {
		return err
	}
	return a.withDesk(func(ctx context.Context, d *flow.Desk) error {
		pair, err := pairOf(d, nameA, nameB)
		if err != nil {
			return err
		}
		p, b, err := d.Look(ctx, pair, w)
		if err != nil {
			return err
		}
		return show(d, p, b)
	})
}

// withDesk opens the ledger for reading and closes it after do.
func (a *app) withDesk(do func(context.Context, *flow.Desk) error) error {
	over, err := a.over()
	if err != nil {
		return err
	}
	l, err := flow.OpenLedger(a.Ledger, false)
	if err != nil {
		return err
	}
	defer l.Close()
	desk, err := flow.NewDesk(l, over)
	if err != nil {
		return err
	}
	return do(a.ctx, desk)
}

// pairOf is the pair of two states as a user names them.
func pairOf(d *flow.Desk, a, b string) (entente.Pair, error) {
	from, err := d.Entity(a)
	if err != nil {
		return entente.Pair{}, usageError{err}
	}
	to, err := d.Entity(b)
	if err != nil {
		return entente.Pair{}, usageError{err}
	}
	if from == to {
		return entente.Pair{}, usagef("%s and %s are the same state; name two", a, b)
	}
	return entente.NewPair(from, to), nil
}

func (a *app) printJSON(v any) error {
	out := json.NewEncoder(a.stdout)
	out.SetIndent("", "  ")
	return out.Encode(v)
}
