package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/entente-project/entente/eval"
)

type evalCommand struct {
	Suite     []string `arg:"" optional:"" help:"Suites to run: ${suites}. All when none is named and no gold is given."`
	Gold      string   `help:"Measure on your own gold: a JSON line an item, see doc/format.md." placeholder:"FILE"`
	Shared    string   `help:"Folder with gold sets and treebanks." default:"../shared" placeholder:"DIR"`
	Sentences string   `help:"Folder of marked sentences." default:"train/arbiter" placeholder:"DIR"`
	Out       string   `help:"Where the figures are kept; - keeps them nowhere." default:"eval/scores.txt" placeholder:"FILE"`
	Detail    bool     `help:"Also print what was wrong, line by line."`
	JSON      bool     `help:"Print the figures as JSON."`
}

// Help shows an example.
func (evalCommand) Help() string {
	return `Examples:

  entente eval                 all suites; rewrites eval/scores.txt
  entente eval seed --detail   one suite, with every row that is wrong
  entente eval --gold my.jsonl your own gold; --detail shows the items with mistakes

Figures of suites that did not run are left as they are in the file. Figures of
your own gold are printed and kept nowhere.`
}

// Run measures, prints the figures and keeps them in Out.
func (c *evalCommand) Run(a *app) error {
	suites, err := c.suites()
	if err != nil {
		return err
	}
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	bench := &eval.Bench{Rooms: rooms, Shared: c.Shared, Sentences: c.Sentences}
	if c.Detail {
		bench.Detail = a.stdout
	}
	if program, err := os.Executable(); err == nil {
		bench.Program = program
	}
	var gold []eval.Figure
	if c.Gold != "" {
		if gold, err = eval.Gold(a.ctx, bench, c.Gold); err != nil {
			return err
		}
	}
	fresh, err := c.measure(a, suites, bench)
	if err != nil {
		return err
	}
	shown := slices.Concat(fresh, gold)
	if c.JSON {
		return errors.Join(a.printJSON(shown), c.record(fresh))
	}
	return errors.Join(eval.WriteScores(a.stdout, shown), c.record(fresh))
}

// suites are those named, or all; none when there is gold instead.
func (c *evalCommand) suites() ([]eval.Suite, error) {
	all := eval.Suites()
	if len(c.Suite) == 0 && c.Gold != "" {
		return nil, nil
	}
	if len(c.Suite) == 0 {
		return all, nil
	}
	var out []eval.Suite
	for _, name := range c.Suite {
		i := slices.IndexFunc(all, func(s eval.Suite) bool { return s.Name == name })
		if i < 0 {
			return nil, usagef("no suite is called %q; there are %s", name, strings.Join(suiteNames(), ", "))
		}
		out = append(out, all[i])
	}
	return out, nil
}

func suiteNames() []string {
	var out []string
	for _, s := range eval.Suites() {
		out = append(out, s.Name)
	}
	return out
}

func (c *evalCommand) measure(a *app, suites []eval.Suite, bench *eval.Bench) ([]eval.Figure, error) {
	var fresh []eval.Figure
	for _, s := range suites {
		fmt.Fprintf(a.stderr, "%s: %s\n", s.Name, s.Question)
		figures, err := s.Run(a.ctx, bench)
		if errors.Is(err, context.Canceled) {
			return nil, err
		}
		if why := eval.Skipped(err); why != "" {
			fmt.Fprintf(a.stderr, "%s: skipped: %s\n", s.Name, why)
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		fresh = append(fresh, figures...)
	}
	return fresh, nil
}

// record puts the fresh figures in their place in Out.
func (c *evalCommand) record(fresh []eval.Figure) error {
	if c.Out == "-" || len(fresh) == 0 {
		return nil
	}
	old, err := readScores(c.Out)
	if err != nil {
		return err
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return fmt.Errorf("%w; name another file with --out, or - for none", err)
	}
	return errors.Join(eval.WriteScores(f, eval.Merge(old, fresh)), f.Close())
}

func readScores(name string) ([]eval.Figure, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return eval.ReadScores(name, f)
}
