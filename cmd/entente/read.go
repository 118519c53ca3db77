package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/page/term"
	"github.com/entente-project/entente/source"
)

type readCommand struct {
	Files  []string `arg:"" name:"file" help:"Files or folders of news text; - is standard input."`
	NoKeep bool     `help:"Print only; do not keep anything in the ledger."`
	JSON   bool     `help:"Print JSON lines, one document a line (doc/coding.md)."`
	textFlags
}

// Help shows an example.
func (readCommand) Help() string {
	return `Examples:

  entente read --date 2015-09-22 --outlet "Example Wire" article.txt
  entente read news.jsonl.gz           dates and outlets stand in the records
  entente read --no-keep --json -      from standard input, to standard output

A document that cannot be read is reported with its file and line, the others are read, and the exit code is 1.`
}

// Run reads the files into the ledger and prints what was found.
func (c *readCommand) Run(a *app) error {
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	var keep ledger.Ledger
	if !c.NoKeep {
		if keep, err = flow.OpenLedger(a.Ledger, true); err != nil {
			return err
		}
		defer keep.Close()
	}
	show := c.printer(a, rooms)
	faults, err := c.read(a, rooms, keep, show.see)
	if err != nil {
		return err
	}
	if err := show.finish(); err != nil {
		return err
	}
	if faults > 0 {
		fmt.Fprintf(a.stderr, "entente: %d of %d documents could not be read\n", faults, faults+show.count.Documents)
		return errReported
	}
	return nil
}

// read reads every file in turn; keep may be nil.
func (c *readCommand) read(a *app, rooms *flow.Rooms, keep ledger.Ledger, see func(flow.Coded)) (faults int, err error) {
	bar := a.progress("reading", c.Files)
	defer bar.done()
	for _, file := range c.Files {
		docs := bar.watch(source.Open(file, c.options()))
		if keep == nil {
			for coded := range rooms.Code(a.ctx, docs, c.Workers) {
				if fault := (*source.Fault)(nil); coded.Err != nil && !errors.As(coded.Err, &fault) {
					return faults, coded.Err
				}
				see(coded)
				faults += one(coded.Err != nil)
			}
			continue
		}
		count, err := rooms.Read(a.ctx, keep, docs, c.Workers, see)
		faults += count.Faults
		if err != nil {
			return faults, err
		}
	}
	return faults, a.ctx.Err()
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A printer shows coded documents as they come.
type printer struct {
	app     *app
	rooms   *flow.Rooms
	json    bool
	kept    bool
	count   flow.Count
	exhibit []entente.Exhibit
	out     *json.Encoder
	err     error
}

func (c *readCommand) printer(a *app, rooms *flow.Rooms) *printer {
	return &printer{app: a, rooms: rooms, json: c.JSON, kept: !c.NoKeep, out: json.NewEncoder(a.stdout)}
}

func (p *printer) see(c flow.Coded) {
	if c.Err != nil {
		fmt.Fprintf(p.app.stderr, "entente: %v\n", c.Err)
	} else {
		p.count.Documents++
		p.count.Events += len(c.Coding.Events)
		p.count.Ties += len(c.Coding.Ties)
	}
	if p.json {
		p.err = errors.Join(p.err, p.out.Encode(flow.NewRecord(c, p.rooms.Codebook)))
		return
	}
	for i := range c.Coding.Events {
		p.exhibit = append(p.exhibit, entente.Exhibit{Event: &c.Coding.Events[i], Document: c.Document, Reports: 1, Outlets: 1})
	}
	for i := range c.Coding.Ties {
		p.exhibit = append(p.exhibit, entente.Exhibit{Tie: &c.Coding.Ties[i], Document: c.Document, Reports: 1, Outlets: 1})
	}
}

// finish prints the table and what was kept.
func (p *printer) finish() error {
	if p.json || p.err != nil {
		return p.err
	}
	if err := term.Events(p.app.stdout, p.exhibit, p.rooms.Gazetteer, p.app.style()); err != nil {
		return err
	}
	fmt.Fprintf(p.app.stdout, "\n%s, %s and %s", plural(p.count.Documents, "document"), plural(p.count.Events, "event"), plural(p.count.Ties, "tie"))
	if p.kept {
		fmt.Fprintf(p.app.stdout, ", kept in %s", p.app.Ledger)
	}
	fmt.Fprintln(p.app.stdout)
	return nil
}

// plural is "1 event", "2 events".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// style is the look of standard output.
func (a *app) style() term.Style {
	if f, ok := a.stdout.(*os.File); ok {
		return term.StyleOf(f)
	}
	return term.Style{Width: 100}
}
