// Command parser trains the model of lang/en. In come the treebanks in
// ../shared/treebanks (CoNLL-U, gzip), out go model.bin and MODEL.md. The same
// treebanks, tables, vectors and parameters give the same bytes, on one core or
// many, wherever there is fused multiply-add.
//
//	go run ./train/parser              # the shipped model
//	go run ./train/parser -quick       # a rough one in a few minutes
//
// Only EWT and the genres of GUM whose texts may be used commercially are read
// for training; see [licensed].
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/conllu"
	"github.com/entente-project/entente/lib/neural"
)

// Parameters are all that training depends on besides the treebanks.
type Parameters struct {
	Network neural.Options `json:"network"`
	Copies  Copies         `json:"copies"`
	Bounds  int            `json:"bounds"` // sentences that show the range of what passes between the network's parts
	Report  int            `json:"report"` // epochs between scores on the development sets
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("parser", flag.ContinueOnError)
	treebanks := flags.String("treebanks", "../shared/treebanks", "folder of the treebanks")
	out := flags.String("out", "lang/en/model.bin", "model file to write; MODEL.md goes beside it")
	params := flags.String("parameters", "train/parser/parameters.json", "parameter file")
	date := flags.String("date", "", "date that MODEL.md gives")
	quick := flags.Bool("quick", false, "fewer epochs: a rough model in a few minutes")
	epochs := flags.Int("epochs", 0, "epochs, in place of the parameter file's")
	if err := flags.Parse(args); err != nil {
		return err
	}
	p, err := readParameters(*params)
	if err != nil {
		return err
	}
	if *quick {
		p.Network.Epochs = 4
	}
	p.Network.Epochs = cmp.Or(*epochs, p.Network.Epochs)
	train, err := trainingSet(*treebanks)
	if err != nil {
		return err
	}
	start := time.Now()
	log := func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, a...))
	}
	m, err := learn(train, *treebanks, p, log)
	if err != nil {
		return err
	}
	b, err := m.AppendBinary(nil)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, b, 0o644); err != nil {
		return err
	}
	log("%s: %.1f MB", *out, float64(len(b))/1e6)
	card, err := describe(b, train, *treebanks, p, *date, log)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(*out), "MODEL.md"), []byte(card), 0o644)
}

func readParameters(file string) (Parameters, error) {
	var p Parameters
	b, err := os.ReadFile(file)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return p, fmt.Errorf("%s: %w", file, err)
	}
	return p, nil
}

// learn trains the network and draws the word lists from the treebanks.
func learn(train []*conllu.Sentence, folder string, p Parameters, log func(string, ...any)) (*en.Model, error) {
	m := &en.Model{Words: words(train), Small: small(train)}
	var err error
	if m.Lemmas, err = lemmas(train, m.Words); err != nil {
		return nil, err
	}
	c, err := newClass(train, p.Copies, m.Words)
	if err != nil {
		return nil, err
	}
	tests, err := c.tests(folder)
	if err != nil {
		return nil, err
	}
	network := neural.Train(c.lessons, p.Network, func(epoch int, loss float64, now func() *neural.Network) {
		report := ""
		if (epoch+1)%p.Report == 0 {
			report = tests.report(now())
		}
		log("epoch %d: loss %.4f a word%s", epoch+1, loss, report)
	})
	m.Network = network.Pack(c.some(p.Bounds))
	return m, nil
}
