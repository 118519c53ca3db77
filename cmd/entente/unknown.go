package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/page/term"
	"github.com/entente-project/entente/source"
)

type unknownCommand struct {
	In    string `help:"File or folder of news text; - is standard input. Without it, the documents of the ledger." placeholder:"FILE"`
	Kind  string `help:"Only actors or only predicates." placeholder:"KIND" enum:",actors,predicates" default:""`
	Least int    `help:"Leave out what is mentioned less often." default:"1" placeholder:"N"`
	JSON  bool   `help:"Print JSON lines."`
	textFlags
}

// Help shows examples.
func (unknownCommand) Help() string {
	return `Examples:

  entente unknown --in news.jsonl.gz --least 3
  entente unknown --kind predicates --json | jq -r .row
  entente --data mine unknown --in news.jsonl.gz

Names stand where an actor or recipient of a coded act stands, or do something to a known state or body; predicates are verbs between two known parties. Below each stand its shortest sentences and a row for the table that would take it: fill in what is empty and put it into the file that the last lines name, below the folder that --data names. doc/coding.md tells more.`
}

// Run reports what the tables lack, the most frequent first.
func (c *unknownCommand) Run(a *app) error {
	if c.Least < 1 {
		return usagef("--least %d: write a number from 1 up", c.Least)
	}
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	census := flow.NewCensus()
	if err := c.count(a, rooms, census); err != nil {
		return err
	}
	show := c.table
	if c.JSON {
		show = c.lines
	}
	if err := show(a, census); err != nil {
		return err
	}
	if census.Faults > 0 {
		fmt.Fprintf(a.stderr, "entente: %d of %d documents could not be read\n", census.Faults, census.Faults+census.Read)
		return errReported
	}
	return nil
}

// count reads all documents.
func (c *unknownCommand) count(a *app, rooms *flow.Rooms, census *flow.Census) error {
	files := []string{c.In}
	var docs source.Documents
	if c.In != "" {
		docs = source.Open(c.In, c.options())
	} else {
		l, err := flow.OpenLedger(a.Ledger, false)
		if err != nil {
			return err
		}
		defer l.Close()
		docs, files = l.AllDocuments(a.ctx), []string{a.Ledger}
	}
	bar := a.progress("reading", files)
	defer bar.done()
	for s := range rooms.Survey(a.ctx, bar.watch(docs), c.Workers) {
		if s.Err != nil {
			if fault := (*source.Fault)(nil); !errors.As(s.Err, &fault) {
				return s.Err
			}
			fmt.Fprintf(a.stderr, "entente: %v\n", s.Err)
		}
		census.Add(s)
	}
	return a.ctx.Err()
}

func (c *unknownCommand) kinds() []flow.UnknownKind {
	if c.Kind != "" {
		return []flow.UnknownKind{flow.UnknownKind(c.Kind)}
	}
	return []flow.UnknownKind{flow.UnknownActors, flow.UnknownPredicates}
}

// A restLine is the line of `entente unknown --json` that says what was too much
// to count.
type restLine struct {
	Kind      flow.UnknownKind `json:"kind"`
	Uncounted flow.Uncounted   `json:"uncounted"`
}

func (c *unknownCommand) lines(a *app, census *flow.Census) error {
	out := json.NewEncoder(a.stdout)
	for _, k := range c.kinds() {
		for _, u := range census.List(k, c.Least) {
			if err := out.Encode(u); err != nil {
				return err
			}
		}
		if rest := census.Uncounted(k); rest.Mentions > 0 {
			if err := out.Encode(restLine{k, rest}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *unknownCommand) table(a *app, census *flow.Census) error {
	files := map[string]bool{}
	for n, k := range c.kinds() {
		list := census.List(k, c.Least)
		if n > 0 {
			fmt.Fprintln(a.stdout)
		}
		fmt.Fprintf(a.stdout, "Unknown %s: %d in %s\n", k, len(list), plural(census.Read, "document"))
		rest := census.Uncounted(k)
		if rest.Mentions > 0 {
			fmt.Fprintf(a.stdout, "%s of rare ones were too much to count; no one of them has lost more than %d.\n", plural(rest.Mentions, "mention"), rest.Most)
		}
		if len(list) == 0 {
			continue
		}
		var rows []term.Unknown
		for _, u := range list {
			files[u.Table] = true
			rows = append(rows, unknownRow(u))
		}
		fmt.Fprintln(a.stdout)
		if err := term.Unknowns(a.stdout, rows, a.style()); err != nil {
			return err
		}
	}
	for _, f := range []string{flow.BodyRows, flow.LeaderRows, flow.VerbRows} {
		if files[f] {
			fmt.Fprintf(a.stdout, "\nRows of DIR/%s stand under this line:\n%s\n", f, flow.UnknownColumns(f))
		}
	}
	return nil
}

// unknownRow is u as the terminal shows it.
func unknownRow(u flow.Unknown) term.Unknown {
	r := term.Unknown{Documents: u.Documents, Mentions: u.Mentions, Name: u.Name, Row: u.Row}
	if u.Kind == flow.UnknownPredicates {
		r.Name += " " + u.Frame
		if u.Type != "" {
			r.Guess = fmt.Sprintf("%s %.2f", u.Type, u.Probability)
		}
	} else {
		r.Guess = string(u.Entity)
		if u.Sector != "" {
			r.Guess += ":" + string(u.Sector)
		}
		if u.Table == flow.LeaderRows {
			r.Guess += " person"
		}
	}
	for _, x := range u.Examples {
		r.Examples = append(r.Examples, x.Sentence)
		r.Sources = append(r.Sources, x.Document)
	}
	return r
}
