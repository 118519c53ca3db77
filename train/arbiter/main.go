// Command arbiter trains the model that judges between the acts which the rows of
// the coder find, and says of what kind an act is that no row knows. In come the
// sentences beside this file, the examples of the rows, and WordNet 3.0; out goes
// lang/en/arbiter.bin.
//
//	go run ./train/arbiter                 # the shipped model and ARBITER.md beside it, a minute
//
// It is trained twice: first without one in four of the predicates, on which it is
// then measured, then on all.
//
// The same sentences, rows and WordNet give the same bytes. WordNet is the
// package wordnet-base of Debian.
package main

import (
	"bytes"
	"crypto/sha256"
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
	held := flags.Int("held", 4, "keep one in so many predicates out of the first training and measure on them")
	epochs := flags.Int("epochs", 6, "passes over the sentences")
	rate := flags.Float64("rate", 0.3, "rate of Adagrad")
	dropRows := flags.Float64("drop-rows", 0.35, "share of steps without what the rows say")
	dropWords := flags.Float64("drop-words", 0.4, "share of steps without the words themselves")
	dropout := flags.Float64("dropout", 0.25, "share of features left out of each step")
	prune := flags.Float64("prune", 0.2, "weights nearer to zero are left out")
	least := flags.Int("least", 2, "features of fewer sentences are left out")
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
	settings := linear.Settings{Seed: *seed, Epochs: *epochs, Rate: *rate, Smoothing: 0.05, Dropout: *dropout, Prune: *prune, Least: *least, Step: step}
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
	measured := b.report("unseen predicates", b.fit(train, settings), test)
	m := b.fit(b.list, settings)
	fmt.Println(measured)
	fmt.Println(b.report("training", m, b.list))
	var file bytes.Buffer
	if err := m.Write(&file, step); err != nil {
		return err
	}
	packed, err := coder.AppendThesaurus(file.Bytes(), words, kinds)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, packed, 0o644); err != nil {
		return err
	}
	return b.card(filepath.Join(filepath.Dir(*out), "ARBITER.md"), packed, len(words), flags, measured)
}

// card writes what the model is, what it was made of and how well it does.
func (b *builder) card(name string, model []byte, words int, flags *flag.FlagSet, measured string) error {
	var s strings.Builder
	fmt.Fprintf(&s, "# The arbiter of English\n\n`arbiter.bin` (%d bytes, sha256 %x) says of what type an act is that no row of the tables knows, for `entente relation`.\n", len(model), sha256.Sum256(model))
	fmt.Fprintf(&s, "It holds weights of a multinomial logistic model and a thesaurus: the kinds of thing that %d words mean, by WordNet 3.0. It was made by `go run ./train/arbiter`.\n\nParameters:", words)
	flags.VisitAll(func(f *flag.Flag) {
		if !slices.Contains([]string{"sentences", "wordnet", "out"}, f.Name) {
			fmt.Fprintf(&s, " %s %s", f.Name, f.Value)
		}
	})
	s.WriteString(".\n\n## Data\n\nSentences of our own words, each with two marked parties and what the first does to the second; the examples of the rows, at half weight and without what the rows say of them.\n\n| file | sentences used | sha256 |\n|---|---|---|\n")
	for _, f := range b.files {
		fmt.Fprintf(&s, "| %s | %d | %s |\n", f.name, f.used, f.hash)
	}
	fmt.Fprintf(&s, "| examples of verbs.tsv and operators.tsv | %d | |\n", b.examples)
	fmt.Fprintf(&s, "\n## Scores\n\nTrained without one in %s of the predicates, on sentences with those: %s.\n\n", flags.Lookup("held").Value, strings.TrimPrefix(measured, "unseen predicates: "))
	s.WriteString("The same question on sentences that others wrote and marked: suite `plv` of eval/scores.txt.\n\n## Licence\n\nApache-2.0; the thesaurus is derived from WordNet 3.0 (Princeton University 2006), whose licence is in NOTICE.\n")
	return os.WriteFile(name, []byte(s.String()), 0o644)
}

// A portrait is an example before it is masked.
type portrait struct {
	coder.Portrait
	row       bool // the example of a row: what the rows say of it proves nothing
	predicate string
	class     int
	known     entente.Type // what the rows alone say; "" when they find no act
	sure      bool         // an act with one of the two in its place
}

type builder struct {
	rooms     *flow.Rooms
	kinds     coder.Thesaurus
	classes   []string
	list      []portrait
	portraits map[*linear.Example]portrait
	files     []dataFile
	examples  int // of rows
}

// A dataFile is a table of marked sentences that was read.
type dataFile struct {
	name, hash string
	used       int
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
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		tab, err := table.Read(name, bytes.NewReader(data), "type", "base", "operator", "mutual", "predicate", "sentence")
		if err != nil {
			return err
		}
		used := 0
		for _, r := range tab.Rows {
			t := r.Get("type")
			if t == "NONE" {
				continue
			}
			class := slices.Index(b.classes, t)
			if class < 0 {
				return r.Errorf("unknown event type %q", t)
			}
			used++
			text, s, o := flow.Unmark(r.Get("sentence"))
			b.add(portrait{predicate: r.Get("predicate"), class: class}, text, s, o)
			if r.Get("mutual") == "y" {
				b.add(portrait{predicate: r.Get("predicate"), class: class}, text, o, s)
			}
		}
		b.files = append(b.files, dataFile{filepath.Base(name), fmt.Sprintf("%x", sha256.Sum256(data)), used})
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
				b.add(portrait{predicate: x.ID, class: class, row: true}, x.Text, from, to)
				b.examples++
				break
			}
		}
	}
	return nil
}

func (b *builder) add(p portrait, text string, source, target entente.Span) {
	var ok bool
	if p.Portrait, ok = b.rooms.Coder.Portray(text, source, target, b.kinds); !ok {
		return
	}
	if r := b.rooms.Coder.RelateByRows(text, source, target); r.By != "" {
		p.known, p.sure = r.Type, r.Fits
	}
	b.list = append(b.list, p)
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
		examples[i] = linear.Example{Case: p.Case(), Class: p.class, Weight: w}
		b.portraits[&examples[i]] = p
	}
	return linear.Train(b.classes, examples, s)
}

// report says how often the rows alone, m alone and both together, as the coder asks
// them, are right.
func (b *builder) report(what string, m *linear.Model, list []portrait) string {
	var rows, model, both, n int
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
		want := entente.Type(b.classes[p.class])
		if p.known == want {
			rows++
		}
		if best == p.class {
			model++
		}
		answer := p.known
		if answer == "" || !p.sure && linear.Probabilities(scores)[best] >= coder.Certain {
			answer = entente.Type(b.classes[best])
		}
		if answer == want {
			both++
		}
	}
	share := func(k int) float64 { return 100 * float64(k) / float64(max(n, 1)) }
	return fmt.Sprintf("%s: of %d sentences the rows alone have %.1f%% right, the model alone %.1f%%, both together, as the coder asks them, %.1f%%",
		what, n, share(rows), share(model), share(both))
}
