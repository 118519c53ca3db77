package main

import (
	"errors"
	"fmt"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/source"
)

type codeCommand struct {
	In            string  `help:"File or folder of news text; - is standard input." default:"-" placeholder:"FILE"`
	Out           string  `help:"Where the rows go; - is standard output. A name that ends in .gz or .zst is packed." default:"-" placeholder:"FILE"`
	To            string  `help:"Shape of the rows: jsonl, csv, parquet, polecat, icews or gdelt. Seen from the name of --out when not given." placeholder:"SHAPE" enum:",jsonl,csv,parquet,polecat,icews,gdelt" default:""`
	Resume        bool    `help:"Go on where an earlier run with the same --in and --out was broken off (jsonl)."`
	MinConfidence float64 `help:"Leave out events and ties that are less sure, 0 to 1; ACCURACY.md says what a value is worth." default:"0" placeholder:"P"`
	Dictionaries  string  `help:"Folder with your own TABARI or PETRARCH dictionaries, which code in place of Entente's tables." placeholder:"DIR"`
	ExpandGroups  bool    `help:"Put the member states of the day in the place of an organisation: of the EU, NATO and others of entity/data/members.tsv."`
	textFlags
}

// Help shows examples.
func (codeCommand) Help() string {
	return `Examples:

  entente code --in news.jsonl.gz --out events.jsonl
  entente code --in crawl.warc.gz --out events.parquet --min-confidence 0.7
  entente code --in feeds/ --out week.gdelt.tsv.gz --to gdelt
  cat story.txt | entente code --date 2015-09-22
  entente code --in news.jsonl --dictionaries my/dictionaries --out events.jsonl

As jsonl, one line comes out for each document, in the order of the input, also where nothing was coded; the other shapes have a row for each event. doc/coding.md lists the fields. The same input gives the same bytes on one core and on many.`
}

// Run codes the documents of In to Out.
func (c *codeCommand) Run(a *app) (err error) {
	if c.MinConfidence < 0 || c.MinConfidence > 1 {
		return usagef("--min-confidence %v: write a number from 0 to 1", c.MinConfidence)
	}
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	if err := c.useDictionaries(a, rooms); err != nil {
		return err
	}
	out, err := c.open(a, rooms)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	faults, documents, err := c.code(a, rooms, out)
	if err != nil {
		return err
	}
	if faults > 0 {
		fmt.Fprintf(a.stderr, "entente: %d of %d documents could not be read\n", faults, documents)
		return errReported
	}
	return nil
}

func (c *codeCommand) code(a *app, rooms *flow.Rooms, out *output) (faults, documents int, err error) {
	bar := a.progress("coding", []string{c.In})
	defer bar.done()
	docs := bar.watch(c.undone(source.Open(c.In, c.options()), out))
	for coded := range rooms.Code(a.ctx, docs, c.Workers) {
		documents++
		if coded.Err != nil {
			if fault := (*source.Fault)(nil); !errors.As(coded.Err, &fault) {
				return faults, documents, coded.Err
			}
			faults++
			fmt.Fprintf(a.stderr, "entente: %v\n", coded.Err)
		}
		coded = c.sure(coded)
		if c.ExpandGroups {
			coded = flow.ExpandGroups(coded, rooms.Gazetteer)
		}
		if err := out.write(coded); err != nil {
			return faults, documents, err
		}
	}
	return faults, documents, a.ctx.Err()
}

// sure is coded without what is less sure than asked for.
func (c *codeCommand) sure(coded flow.Coded) flow.Coded {
	if c.MinConfidence == 0 {
		return coded
	}
	coded.Coding.Events = slices.DeleteFunc(coded.Coding.Events, func(e entente.Event) bool { return e.Confidence < c.MinConfidence })
	coded.Coding.Ties = slices.DeleteFunc(coded.Coding.Ties, func(t entente.Tie) bool { return t.Confidence < c.MinConfidence })
	return coded
}

// undone leaves out the documents that an earlier run has written; it ends with
// an error when they are not the documents of this input.
func (c *codeCommand) undone(docs source.Documents, out *output) source.Documents {
	return func(yield func(entente.Document, error) bool) {
		n := 0
		for d, err := range docs {
			if n < len(out.done) {
				if id := flow.RecordID(d, err); id != out.done[n] {
					yield(d, fmt.Errorf("%s: its document %d is %s, that of %s is %s; this is another input: write to another file", c.Out, n+1, out.done[n], c.In, id))
					return
				}
				n++
				continue
			}
			if !yield(d, err) {
				return
			}
		}
	}
}
