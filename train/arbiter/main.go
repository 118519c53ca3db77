// Command arbiter trains the model that judges between the acts which the rows of
// the coder find, and says of what kind an act is that no row knows. In come the
// sentences beside this file, the examples of the rows, and WordNet 3.0; out goes
// lang/en/arbiter.bin.
//
//	go run ./train/arbiter                 # the shipped model, a minute
//	go run ./train/arbiter -held 4         # train on three quarters of the predicates, report on the rest
//
// The same sentences, rows and WordNet give the same bytes. WordNet is the
// package wordnet-base of Debian.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/lib/linear"
	"github.com/entente-project/entente/lib/table"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// step is what the model's weights are multiples of.
const step = 0.02

func run(args []string) error {
	flags := flag.NewFlagSet("arbiter", flag.ContinueOnError)
	folder := flags.String("sentences", "train/arbiter", "folder of the sentences")
	wordnet := flags.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0")
	out := flags.String("out", "lang/en/arbiter.bin", "model file to write")
	held := flags.Int("held", 0, "keep one in so many predicates out of training and report on them")
	epochs := flags.Int("epochs", 6, "passes over the sentences")
	rate := flags.Float64("rate", 0.3, "rate of Adagrad")
	dropRows := flags.Float64("drop-rows", 0.35, "share of steps without what the rows say")
	dropWords := flags.Float64("drop-words", 0.4, "share of steps without the words themselves")
	dropout := flags.Float64("dropout", 0.25, "share of features left out of each step")
	seed := flags.Uint64("seed", 1, "of what is drawn")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rooms, err := flow.Open(nil)
	if err != nil {
		return err
	}
	kinds, words, err := readWordNet(*wordnet)
	if err != nil {
		return err
	}
	var classes []string
	for _, t := range rooms.Codebook.Types() {
		classes = append(classes, string(t.Type))
	}
	b := &builder{rooms: rooms, kinds: kinds, classes: classes}
	if err := b.sentences(*folder); err != nil {
		return err
	}
	if err := b.rows(); err != nil {
		return err
	}
	settings := linear.Settings{Seed: *seed, Epochs: *epochs, Rate: *rate, Smoothing: 0.05, Dropout: *dropout, Prune: 0.04, Step: step}
	settings.Mask = func(r *rand.Rand, e *linear.Example) linear.Case {
		p := b.portraits[e]
		if p.row || r.Float64() < *dropRows {
			p.Rows = linear.Case{}
		}
		switch x := r.Float64(); {
		case x < *dropWords:
			p.Words = nil
		case x < *dropWords+0.1:
			p.Meanings = nil
		case x < *dropWords+0.2:
			p.Paths = nil
		}
		return p.Case()
	}
	train, test := b.split(*held)
	m := b.fit(train, settings)
	b.report("training", m, train)
	if len(test) > 0 {
		b.report("unseen predicates", m, test)
		return nil
	}
	var file bytes.Buffer
	if err := m.Write(&file, step); err != nil {
		return err
	}
	packed, err := coder.AppendThesaurus(file.Bytes(), words, kinds)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, of which the thesaurus %d\n", *out, len(packed), len(packed)-file.Len())
	return os.WriteFile(*out, packed, 0o644)
}

// A portrait is an example before it is masked.
type portrait struct {
	coder.Portrait
	row       bool // the example of a row: what the rows say of it proves nothing
	predicate string
	class     int
	text      string
}

type builder struct {
	rooms     *flow.Rooms
	kinds     coder.Thesaurus
	classes   []string
	list      []portrait
	portraits map[*linear.Example]portrait
}

// sentences reads every table of marked sentences in folder, in the order of
// their names. Pairs between which nothing happens are left out: a relation is
// asked for where there is one.
func (b *builder) sentences(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return err
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		tab, err := table.Read(name, f, "type", "base", "operator", "mutual", "predicate", "sentence")
		f.Close()
		if err != nil {
			return err
		}
		for _, r := range tab.Rows {
			t := r.Get("type")
			if t == "NONE" {
				continue
			}
			class := slices.Index(b.classes, t)
			if class < 0 {
				return r.Errorf("unknown event type %q", t)
			}
			text, s, o := flow.Unmark(r.Get("sentence"))
			b.add(portrait{predicate: r.Get("predicate"), class: class, text: r.Get("sentence")}, text, s, o)
			if r.Get("mutual") == "y" {
				b.add(portrait{predicate: r.Get("predicate"), class: class, text: r.Get("sentence")}, text, o, s)
			}
		}
	}
	return nil
}

// rows takes the example of each row in which both parties are named.
func (b *builder) rows() error {
	for _, name := range []string{"verbs", "operators"} {
		examples, err := b.rooms.Coder.Examples(name)
		if err != nil {
			return err
		}
		for _, x := range examples {
			for _, e := range b.rooms.Coder.Code(entente.Document{Text: x.Text, Language: "en"}).Events {
				if !strings.Contains(e.Evidence.By, ":"+x.ID) || len(e.Actor) == 0 {
					continue
				}
				from, to := e.Actor[0].Span, entente.Span{}
				if len(e.Recipient) > 0 {
					to = e.Recipient[0].Span
				} else if len(e.Actor) > 1 {
					to = e.Actor[1].Span
				}
				class := slices.Index(b.classes, string(e.Type))
				if to.IsZero() || class < 0 {
					continue
				}
				b.add(portrait{predicate: x.ID, class: class, row: true, text: x.Text}, x.Text, from, to)
				break
			}
		}
	}
	return nil
}

func (b *builder) add(p portrait, text string, source, target entente.Span) {
	var ok bool
	if p.Portrait, ok = b.rooms.Coder.Portray(text, source, target, b.kinds); ok {
		b.list = append(b.list, p)
	}
}

// split keeps one in n predicates for the test, chosen by the words themselves;
// all are for training when n is 0.
func (b *builder) split(n int) (train, test []portrait) {
	for _, p := range b.list {
		if n > 0 && linear.Hash("held", p.predicate)%uint32(n) == 0 {
			if !p.row {
				test = append(test, p)
			}
			continue
		}
		train = append(train, p)
	}
	return train, test
}

func (b *builder) fit(train []portrait, s linear.Settings) *linear.Model {
	b.portraits = map[*linear.Example]portrait{}
	examples := make([]linear.Example, len(train))
	counts := make([]float64, len(b.classes))
	for _, p := range train {
		counts[p.class]++
	}
	for i, p := range train {
		w := float32(min(2.0, float64(len(train))/float64(len(b.classes))/counts[p.class]))
		if p.row {
			w *= 0.5
		}
		examples[i] = linear.Example{Class: p.class, Weight: w}
		b.portraits[&examples[i]] = p
	}
	return linear.Train(b.classes, examples, s)
}

// report says how often m and the rows alone are right.
func (b *builder) report(what string, m *linear.Model, list []portrait) {
	right, n := 0, 0
	for _, p := range list {
		if p.row {
			continue
		}
		n++
		scores := m.Scores(p.Case())
		best := 0
		for k := range scores {
			if scores[k] > scores[best] {
				best = k
			}
		}
		if best == p.class {
			right++
		}
	}
	fmt.Printf("%s: %d of %d right, %.1f%%\n", what, right, n, 100*float64(right)/float64(max(n, 1)))
}
