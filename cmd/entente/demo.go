package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/page/term"
	"github.com/entente-project/entente/sample"
)

type demoCommand struct {
	NoServe bool `help:"End after printing."`
	Port    int  `help:"Port of the pages." default:"8686"`
}

// Help shows an example.
func (demoCommand) Help() string {
	return `Examples:

  entente demo                 then open http://127.0.0.1:8686
  entente demo --no-serve

The sample is a chronicle of dated facts of public record, 1994 to 2025, in our own words. Its ledger is built anew in a temporary folder and removed at the end; nothing of yours is touched.`
}

// Run builds the sample's ledger, prints a profile and a brief, and serves.
func (c *demoCommand) Run(a *app) error {
	dir, err := os.MkdirTemp("", "entente-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	l, err := flow.OpenLedger(filepath.Join(dir, "sample.duckdb"), true)
	if err != nil {
		return err
	}
	defer l.Close()
	count, err := a.readSample(l)
	if err != nil {
		return err
	}
	over, err := a.over()
	if err != nil {
		return err
	}
	desk, err := flow.NewDesk(l, over)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "The bundled sample: %s, %s, %s.\n\n", plural(count.Documents, "report"), plural(count.Events, "event"), plural(count.Ties, "tie"))
	p, b, err := desk.Look(a.ctx, entente.NewPair("BLR", "RUS"), entente.Window{})
	if err != nil {
		return err
	}
	if err := term.Profile(a.stdout, p, b, desk, a.style()); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "\n%s", brief.Text(b, a.style().Width))
	if c.NoServe {
		return nil
	}
	fmt.Fprintln(a.stdout)
	return a.serve(a.ctx, desk, "127.0.0.1", c.Port, "The bundled sample: facts of public record in our own words, 1994 to 2025.")
}

// readSample reads the bundled chronicle into l.
func (a *app) readSample(l ledger.Ledger) (flow.Count, error) {
	rooms, err := a.rooms()
	if err != nil {
		return flow.Count{}, err
	}
	docs, err := sample.Documents()
	if err != nil {
		return flow.Count{}, err
	}
	return rooms.Read(a.ctx, l, flow.Stream(docs), runtime.GOMAXPROCS(0), nil)
}
