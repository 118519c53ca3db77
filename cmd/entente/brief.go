package main

import (
	"io"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
	"github.com/entente-project/entente/flow"
)

type briefCommand struct {
	A        string `arg:"" help:"A state: its name or code (Belarus, BLR)."`
	B        string `arg:"" help:"The other state."`
	Markdown bool   `help:"Write Markdown." xor:"form"`
	JSON     bool   `help:"Print the brief as JSON." xor:"form"`
	windowFlags
}

// Help shows an example.
func (briefCommand) Help() string {
	return `Examples:

  entente brief BLR RUS --from 2014 --to 2015
  entente brief Turkey Russia --markdown > brief.md

Every sentence cites the outlet, the date and the exact words it rests on.`
}

// Run writes the brief on the pair.
func (c *briefCommand) Run(a *app) error {
	return a.look(c.A, c.B, c.windowFlags, func(_ *flow.Desk, _ entente.Profile, b entente.Brief) error {
		if c.JSON {
			return a.printJSON(b)
		}
		text := brief.Text(b, a.style().Width)
		if c.Markdown {
			text = brief.Markdown(b)
		}
		_, err := io.WriteString(a.stdout, text)
		return err
	})
}
