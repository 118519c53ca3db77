package main

import (
	"errors"
	"io"
	"os"
)

type relationCommand struct {
	In       string `help:"Tab-separated table with a header and a column marked_sentence; - is standard input." default:"-" placeholder:"FILE"`
	Out      string `help:"Where the table goes; - is standard output." default:"-" placeholder:"FILE"`
	Codebook string `help:"Types to answer in: plover (the manual of 2021) or plv (the older validation sets made from CAMEO, where imposing sanctions is COERCE and YIELD stands for CONCEDE and RETREAT)." enum:"plover,plv" default:"plover"`
	Workers  int    `help:"Cores to use." default:"${cores}" placeholder:"N"`
}

// Help shows an example.
func (relationCommand) Help() string {
	return `Examples:

  entente relation --in pairs.tsv --out answers.tsv
  entente relation --in PLV_test.tsv --codebook plv

The column marked_sentence has the actor in <s>..</s> and the recipient in <t>..</t>. Out come all columns and type, quad (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict) and confidence; there is always an answer, a guess has confidence 0.`
}

// Run answers for every row.
func (c *relationCommand) Run(a *app) (err error) {
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	relator, err := rooms.Relator(c.Codebook)
	if err != nil {
		return err
	}
	in, name := io.Reader(a.stdin), "standard input"
	if c.In != "-" {
		f, err := os.Open(c.In)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = f, c.In
	}
	out := io.WriteCloser(open{a.stdout})
	if c.Out != "-" {
		if out, err = os.Create(c.Out); err != nil {
			return err
		}
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return relator.Relations(a.ctx, name, in, out, c.Workers)
}
