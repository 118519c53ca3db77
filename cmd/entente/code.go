package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/source"
)

type codeCommand struct {
	In  string `help:"File or folder of news text; - is standard input." default:"-" placeholder:"FILE"`
	Out string `help:"Where the JSON lines go; - is standard output." default:"-" placeholder:"FILE"`
	textFlags
}

// Help shows an example.
func (codeCommand) Help() string {
	return `Examples:

  entente code --in news.jsonl.gz --out events.jsonl
  cat story.txt | entente code --date 2015-09-22

One line comes out for each document, in the order of the input, also where nothing was coded; doc/format.md lists the fields. The same input gives the same bytes on one core and on many.`
}

// Run codes the documents of In to Out.
func (c *codeCommand) Run(a *app) (err error) {
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	out, err := c.create(a.stdout)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	buffered := bufio.NewWriterSize(out, 64<<10)
	faults, documents, err := c.code(a, rooms, json.NewEncoder(buffered))
	if err := errors.Join(err, buffered.Flush()); err != nil {
		return err
	}
	if faults > 0 {
		fmt.Fprintf(a.stderr, "entente: %d of %d documents could not be read\n", faults, documents)
		return errReported
	}
	return nil
}

func (c *codeCommand) code(a *app, rooms *flow.Rooms, out *json.Encoder) (faults, documents int, err error) {
	bar := a.progress("coding", []string{c.In})
	defer bar.done()
	docs := bar.watch(source.Open(c.In, c.options()))
	for coded := range rooms.Code(a.ctx, docs, c.Workers) {
		documents++
		if coded.Err != nil {
			if fault := (*source.Fault)(nil); !errors.As(coded.Err, &fault) {
				return faults, documents, coded.Err
			}
			faults++
			fmt.Fprintf(a.stderr, "entente: %v\n", coded.Err)
		}
		if err := out.Encode(flow.NewRecord(coded, rooms.Codebook)); err != nil {
			return faults, documents, err
		}
	}
	return faults, documents, a.ctx.Err()
}

// create opens Out; standard output is left open by Close.
func (c *codeCommand) create(stdout io.Writer) (io.WriteCloser, error) {
	if c.Out == "-" {
		return open{stdout}, nil
	}
	return os.Create(c.Out)
}

// open is a writer that stays open.
type open struct{ io.Writer }

func (open) Close() error { return nil }
