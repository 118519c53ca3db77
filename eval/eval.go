// Package eval measures the product: gold goes in, figures come out. Each suite
// is one question ("how often is a tree right?"), a value in [Suites]; the
// figures of all suites are the lines of eval/scores.txt, the record that a
// change shows in its diff.
//
//	parser  EWT test LAS  82.31  % of 25094 words, gold tokens, predicted tags
package eval

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-project/entente/flow"
)

// A Figure is one measured number.
type Figure struct {
	Suite string
	Name  string
	Value float64
	Of    string // the unit, and what it was measured on
}

// A Suite measures one thing. Accuracy figures are the same on every machine,
// and none may fall; the others depend on the machine.
type Suite struct {
	Name     string
	Question string
	Accuracy bool
	Run      func(context.Context, *Bench) ([]Figure, error)
}

// A Bench is what suites measure with.
type Bench struct {
	Rooms     *flow.Rooms
	Shared    string    // the folder with gold and treebanks; suites that need what is not there are skipped
	Sentences string    // the folder of marked sentences, train/arbiter of the repository; "" or not there skips the suite
	Program   string    // the entente binary, for the suites that measure a process; "" skips them
	Detail    io.Writer // where suites say what was wrong, line by line
}

// Suites lists every suite, in the order of scores.txt.
func Suites() []Suite {
	return []Suite{parserSuite, treesSuite, rowsSuite, seedSuite, sampleSuite, newsSuite, ownSuite, plvSuite, unseenSuite, petrarchSuite, quietSuite, linksSuite, speedSuite}
}

// errSkipped says why a suite did not run.
type errSkipped struct{ why string }

func (e errSkipped) Error() string { return e.why }

// Skipped is why a suite did not run, "" when err says something else.
func Skipped(err error) string {
	if s := (errSkipped{}); errors.As(err, &s) {
		return s.why
	}
	return ""
}

// open opens a file below Shared, or says that its suite is skipped.
func (b *Bench) open(path ...string) (*os.File, error) {
	name := filepath.Join(append([]string{b.Shared}, path...)...)
	f, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errSkipped{name + " is not there"}
	}
	return f, err
}

// WriteScores writes figures as scores.txt.
func WriteScores(w io.Writer, figures []Figure) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# Every figure of the product, written by `entente eval`. A change that moves one says why.")
	suite := ""
	for _, f := range figures {
		if f.Suite != suite {
			fmt.Fprintln(out)
			suite = f.Suite
		}
		fmt.Fprintf(out, "%-7s  %-34s  %9.2f  %s\n", f.Suite, f.Name, f.Value, f.Of)
	}
	return out.Flush()
}

// ReadScores reads scores.txt.
func ReadScores(name string, r io.Reader) ([]Figure, error) {
	var out []Figure
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		text := sc.Text()
		if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "#") {
			continue
		}
		cells := slices.DeleteFunc(strings.Split(text, "  "), func(s string) bool { return strings.TrimSpace(s) == "" })
		if len(cells) != 4 {
			return nil, fmt.Errorf("%s:%d: %d cells; a line is suite, name, value, of", name, line, len(cells))
		}
		value, err := strconv.ParseFloat(strings.TrimSpace(cells[2]), 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %q is not a number", name, line, strings.TrimSpace(cells[2]))
		}
		out = append(out, Figure{strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), value, strings.TrimSpace(cells[3])})
	}
	return out, sc.Err()
}

// Merge puts the figures of suites that ran in place of the old ones and keeps
// the others, in the order of [Suites].
func Merge(old, fresh []Figure) []Figure {
	var out []Figure
	for _, s := range Suites() {
		of := func(f Figure) bool { return f.Suite == s.Name }
		from := old
		if slices.ContainsFunc(fresh, of) {
			from = fresh
		}
		for _, f := range from {
			if of(f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// percent is part of whole as a percentage, 0 of nothing.
func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}
