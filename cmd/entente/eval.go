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
	Suite  []string `arg:"" optional:"" help:"Suites to run: parser, trees, rows, seed, sample, news, plv, quiet, links, speed. All when none is named."`
	Shared string   `help:"Folder with gold sets and treebanks." default:"../shared" placeholder:"DIR"`
	Out    string   `help:"Where the figures are kept; - keeps them nowhere." default:"eval/scores.txt" placeholder:"FILE"`
	Detail bool     `help:"Also print what was wrong, line by line."`
	JSON   bool     `help:"Print the figures as JSON."`
}

// Help shows an example.
func (evalCommand) Help() string {
	return `Examples:

  entente eval                 all suites; rewrites eval/scores.txt
  entente eval seed --detail   one suite, with every row that is wrong

Figures of suites that did not run are left as they are in the file.`
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
	bench := &eval.Bench{Rooms: rooms, Shared: c.Shared}
	if c.Detail {
		bench.Detail = a.stdout
	}
	if program, err := os.Executable(); err == nil {
		bench.Program = program
	}
	fresh, err := c.measure(a, suites, bench)
	if err != nil {
		return err
	}
	if c.JSON {
		return errors.Join(a.printJSON(fresh), c.record(fresh))
	}
	return errors.Join(eval.WriteScores(a.stdout, fresh), c.record(fresh))
}

// suites are those named, or all.
func (c *evalCommand) suites() ([]eval.Suite, error) {
	all := eval.Suites()
	if len(c.Suite) == 0 {
		return all, nil
	}
	var out []eval.Suite
	for _, name := range c.Suite {
		i := slices.IndexFunc(all, func(s eval.Suite) bool { return s.Name == name })
		if i < 0 {
			var names []string
			for _, s := range all {
				names = append(names, s.Name)
			}
			return nil, usagef("no suite is called %q; there are %s", name, strings.Join(names, ", "))
		}
		out = append(out, all[i])
	}
	return out, nil
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
