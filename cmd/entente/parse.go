package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/source"
)

type parseCommand struct {
	File   string `arg:"" optional:"" help:"File or folder of news text; - is standard input." default:"-"`
	CoNLLU bool   `name:"conllu" help:"FILE is CoNLL-U: keep its sentences and words, and give tags, lemmas, features, heads and relations anew."`
	textFlags
}

// Help shows an example.
func (parseCommand) Help() string {
	return `Examples:

  entente parse article.txt > article.conllu
  echo "Minsk has refused to recognise Crimea." | entente parse
  entente parse --conllu en_ewt-ud-test.conllu > system.conllu

Out comes CoNLL-U. TokenRange in the last column is where the token lies in the text of its document, counted in characters from 0, the end not included.`
}

// Run prints the trees.
func (c *parseCommand) Run(a *app) error {
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	parsed, closeInput, err := c.parse(a, rooms)
	if err != nil {
		return err
	}
	defer closeInput()
	out := bufio.NewWriterSize(a.stdout, 64<<10)
	faults := 0
	var text []byte
	for p := range parsed {
		if p.Err != nil {
			if fault := (*source.Fault)(nil); !errors.As(p.Err, &fault) {
				return errors.Join(out.Flush(), p.Err)
			}
			faults++
			fmt.Fprintf(a.stderr, "entente: %v\n", p.Err)
			continue
		}
		for _, s := range p.Sentences {
			text = s.Append(text[:0])
			if _, err := out.Write(text); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(out.Flush(), a.ctx.Err()); err != nil {
		return err
	}
	if faults > 0 {
		fmt.Fprintf(a.stderr, "entente: %d documents could not be read\n", faults)
		return errReported
	}
	return nil
}

func (c *parseCommand) parse(a *app, rooms *flow.Rooms) (parsed iter.Seq[flow.Parsed], closeInput func() error, err error) {
	if !c.CoNLLU {
		return rooms.Parse(a.ctx, source.Open(c.File, c.options()), c.Workers), func() error { return nil }, nil
	}
	if c.File == "-" {
		return rooms.Reparse(a.ctx, "standard input", a.stdin, c.Workers), func() error { return nil }, nil
	}
	f, err := os.Open(c.File)
	if err != nil {
		return nil, nil, err
	}
	return rooms.Reparse(a.ctx, c.File, io.Reader(f), c.Workers), f.Close, nil
}
