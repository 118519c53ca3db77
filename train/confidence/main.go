// Command confidence fits the weights of lang/en/confidence.tsv: how much each trait of
// a coding bears on whether it is right. In come the bundled chronicle with what
// careful readers found in it, and the marked sentences of train/arbiter; out goes
// the table with new weights.
//
//	go run ./train/confidence          # writes lang/en/confidence.tsv, ten seconds
//	go run ./train/confidence -dry     # only prints the reliability
//
// A logistic regression with a ridge, by Newton's method: the same input gives the
// same weights. Reliability is measured on reports that were left out, one in five.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/lib/table"
	"github.com/entente-project/entente/sample"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Settings: how strongly weights are drawn to zero, and how much a marked
// sentence counts beside an event of the chronicle.
const (
	ridge    = 1.0
	sentence = 0.3
)

// A case is one coded event with whether it is right.
type example struct {
	traits []string
	right  bool
	weight float64
	fold   int // -1: never left out
}

func run(args []string) error {
	flags := flag.NewFlagSet("confidence", flag.ContinueOnError)
	folder := flags.String("sentences", "train/arbiter", "folder of the marked sentences")
	out := flags.String("out", "lang/en/confidence.tsv", "table to fill")
	dry := flags.Bool("dry", false, "write nothing")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rooms, err := flow.Open(nil)
	if err != nil {
		return err
	}
	list, err := chronicle(rooms.Coder)
	if err != nil {
		return err
	}
	n := len(list)
	more, err := marked(rooms.Coder, *folder)
	if err != nil {
		return err
	}
	list = append(list, more...)
	fmt.Printf("%d events of the chronicle, %d of marked sentences\n", n, len(more))
	reliability(list)
	if *dry {
		return nil
	}
	return write(*out, fit(list))
}

// chronicle judges what is coded between known entities in the bundled chronicle.
func chronicle(c *coder.Coder) ([]example, error) {
	reports, err := sample.Reports()
	if err != nil {
		return nil, err
	}
	var out []example
	for i, r := range reports {
		real := map[string]bool{}
		for _, x := range r.Expect {
			e := entente.Event{Actor: parties(x.Actor), Recipient: parties(x.Recipient)}
			for _, d := range e.Dyads() {
				real[d.String()+string(x.Type)] = true
			}
		}
		for _, x := range c.Explain(r.Document) {
			dyads := x.Event.Dyads()
			dyads = slices.DeleteFunc(dyads, func(d entente.Dyad) bool { return d.From == d.To })
			if a := x.Event.Aspect; len(dyads) == 0 || a == entente.Negated || a == entente.Hypothetical {
				continue // readers noted what happened or will
			}
			right := 0
			for _, d := range dyads {
				if real[d.String()+string(x.Event.Type)] {
					right++
				}
			}
			out = append(out, example{names(x.Traits), 2*right > len(dyads), 1, i % 5})
		}
	}
	return out, nil
}

func parties(ids []entente.EntityID) []entente.Party {
	var out []entente.Party
	for _, id := range ids {
		out = append(out, entente.Party{Entity: id})
	}
	return out
}

func names(ts []coder.Trait) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.Name
	}
	return out
}

// marked judges what is coded between the two marked parties of each sentence.
func marked(c *coder.Coder, folder string) ([]example, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, err
	}
	var out []example
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		tab, err := table.Read(name, bytes.NewReader(data), "type", "mutual", "sentence")
		if err != nil {
			return nil, err
		}
		for _, r := range tab.Rows {
			text, s, t := coder.Unmark(r.Get("sentence"))
			for _, x := range c.Explain(entente.Document{Text: text}) {
				e := x.Event
				ways := 0
				if meets(e.Actor, s) && (meets(e.Recipient, t) || len(e.Recipient) == 0 && meets(e.Actor, t)) {
					ways = 1
				} else if meets(e.Actor, t) && meets(e.Recipient, s) {
					ways = 2
				}
				if ways == 0 || len(e.Dyads()) == 0 {
					continue
				}
				right := string(e.Type) == r.Get("type") && (ways == 1 || r.Get("mutual") == "y")
				out = append(out, example{append(names(x.Traits), "marked sentence"), right, sentence, -1})
			}
		}
	}
	return out, nil
}

// meets reports whether the words of a known party lie in s.
func meets(ps []entente.Party, s entente.Span) bool {
	return slices.ContainsFunc(ps, func(p entente.Party) bool {
		return p.Entity != "" && !p.Span.IsZero() && p.Span.Start < s.End && s.Start < p.Span.End
	})
}

// fit is the weights of the traits in list.
func fit(list []example) map[string]float64 {
	var traits []string
	index := map[string]int{}
	for _, x := range list {
		for _, t := range x.traits {
			if _, ok := index[t]; !ok {
				index[t] = len(traits)
				traits = append(traits, t)
			}
		}
	}
	w := make([]float64, len(traits))
	for range 25 {
		gradient := make([]float64, len(w))
		hessian := make([][]float64, len(w))
		for i := range hessian {
			hessian[i] = make([]float64, len(w))
			hessian[i][i] = ridge
			gradient[i] = -ridge * w[i]
			if traits[i] == "base" {
				hessian[i][i], gradient[i] = 1e-6, 0
			}
		}
		for _, x := range list {
			p := chance(x, w, index)
			y := 0.0
			if x.right {
				y = 1
			}
			for _, a := range x.traits {
				gradient[index[a]] += x.weight * (y - p)
				for _, b := range x.traits {
					hessian[index[a]][index[b]] += x.weight * p * (1 - p)
				}
			}
		}
		for i, step := range solve(hessian, gradient) {
			w[i] += step
		}
	}
	out := map[string]float64{}
	for i, t := range traits {
		out[t] = w[i]
	}
	return out
}

func chance(x example, w []float64, index map[string]int) float64 {
	sum := 0.0
	for _, t := range x.traits {
		if i, ok := index[t]; ok {
			sum += w[i]
		}
	}
	return 1 / (1 + math.Exp(-sum))
}

// solve is x of a x = b for a symmetric positive a, by elimination in place.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			m := a[k][i] / a[i][i]
			for j := i; j < n; j++ {
				a[k][j] -= m * a[i][j]
			}
			b[k] -= m * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for j := i + 1; j < n; j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}

// reliability prints, of the events of reports left out of the fit, how many are right
// by the confidence they got.
func reliability(list []example) {
	const bins = 10
	var n, right [bins]int
	var sum [bins]float64
	for fold := range 5 {
		var train []example
		for _, x := range list {
			if x.fold != fold {
				train = append(train, x)
			}
		}
		weights := fit(train)
		for _, x := range list {
			if x.fold != fold {
				continue
			}
			s := 0.0
			for _, t := range x.traits {
				s += weights[t]
			}
			p := 1 / (1 + math.Exp(-s))
			k := min(bins-1, int(p*bins))
			n[k]++
			sum[k] += p
			if x.right {
				right[k]++
			}
		}
	}
	for k := range bins {
		if n[k] > 0 {
			fmt.Printf("%.1f to %.1f: %4d events, mean confidence %.2f, right %.2f\n", float64(k)/bins, float64(k+1)/bins, n[k], sum[k]/float64(n[k]), float64(right[k])/float64(n[k]))
		}
	}
}

// write fills the weights into the table at name; traits that no event had keep zero.
func write(name string, weights map[string]float64) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for i, line := range bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) {
		cells := bytes.Split(line, []byte("\t"))
		if len(cells) == 3 && i > 1 {
			cells[1] = []byte(strconv.FormatFloat(math.Round(1000*weights[string(cells[0])])/1000, 'f', -1, 64))
		}
		out.Write(bytes.Join(cells, []byte("\t")))
		out.WriteByte('\n')
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}
