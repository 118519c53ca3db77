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
	"os"
	"path/filepath"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/coder/tutor"
	"github.com/entente-project/entente/flow"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	s := tutor.Default()
	flags := flag.NewFlagSet("arbiter", flag.ContinueOnError)
	folder := flags.String("sentences", "train/arbiter", "folder of the sentences")
	wordnet := flags.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0")
	out := flags.String("out", "lang/en/arbiter.bin", "model file to write")
	held := flags.Int("held", tutor.Held, "keep one in so many predicates out of the first training and measure on them")
	flags.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the sentences")
	flags.Float64Var(&s.Rate, "rate", s.Rate, "rate of Adagrad")
	flags.Float64Var(&s.DropRows, "drop-rows", s.DropRows, "share of steps without what the rows say")
	flags.Float64Var(&s.DropWords, "drop-words", s.DropWords, "share of steps without the words themselves")
	flags.Float64Var(&s.Dropout, "dropout", s.Dropout, "share of features left out of each step")
	flags.Float64Var(&s.Prune, "prune", s.Prune, "weights nearer to zero are left out")
	flags.IntVar(&s.Least, "least", s.Least, "features of fewer sentences are left out")
	flags.Uint64Var(&s.Seed, "seed", s.Seed, "of what is drawn")
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
	u := tutor.New(rooms.Coder, types(rooms), kinds)
	if err := u.ReadFolder(*folder); err != nil {
		return err
	}
	rows, err := u.AddRows()
	if err != nil {
		return err
	}
	taught, exam := u.Split(*held)
	unseen := u.Examine(u.Teach(taught, s), exam, nil)
	m := u.Teach(u.Lessons(), s)
	fmt.Println("unseen predicates:", unseen)
	fmt.Println("training:", u.Examine(m, u.Lessons(), nil))
	var file bytes.Buffer
	if err := m.Write(&file, s.Step); err != nil {
		return err
	}
	packed, err := coder.AppendThesaurus(file.Bytes(), words, kinds)
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out, packed, 0o644); err != nil {
		return err
	}
	c := card{model: packed, words: len(words), flags: flags, files: u.Files(), rows: rows, unseen: unseen}
	return os.WriteFile(filepath.Join(filepath.Dir(*out), "ARBITER.md"), []byte(c.String()), 0o644)
}

// types are the classes of the model.
func types(rooms *flow.Rooms) []entente.Type {
	var out []entente.Type
	for _, t := range rooms.Codebook.Types() {
		out = append(out, t.Type)
	}
	return out
}

// A card says what the model is, what it was made of and how well it does.
type card struct {
	model  []byte
	words  int // of the thesaurus
	flags  *flag.FlagSet
	files  []tutor.File
	rows   int // examples of rows
	unseen tutor.Mark
}

func (c card) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "# The arbiter of English\n\n`arbiter.bin` (%d bytes, sha256 %x) says of what type an act is that no row of the tables knows, for `entente relation`.\n", len(c.model), sha256.Sum256(c.model))
	fmt.Fprintf(&s, "It holds weights of a multinomial logistic model and a thesaurus: the kinds of thing that %d words mean, by WordNet 3.0. It was made by `go run ./train/arbiter`.\n\nParameters:", c.words)
	c.flags.VisitAll(func(f *flag.Flag) {
		if !slices.Contains([]string{"sentences", "wordnet", "out"}, f.Name) {
			fmt.Fprintf(&s, " %s %s", f.Name, f.Value)
		}
	})
	s.WriteString(".\n\n## Data\n\nSentences of our own words, each with two marked parties and what the first does to the second; the examples of the rows, at half weight and without what the rows say of them.\n\n| file | sentences used | sha256 |\n|---|---|---|\n")
	for _, f := range c.files {
		fmt.Fprintf(&s, "| %s | %d | %s |\n", f.Name, f.Used, f.Hash)
	}
	fmt.Fprintf(&s, "| examples of verbs.tsv and operators.tsv | %d | |\n", c.rows)
	fmt.Fprintf(&s, "\n## Scores\n\nTrained without one in %s of the predicates, on sentences with those: %s.\n\n", c.flags.Lookup("held").Value, c.unseen)
	s.WriteString("The same question on sentences that others wrote and marked: suite `plv` of eval/scores.txt.\n\n## Licence\n\nApache-2.0; the thesaurus is derived from WordNet 3.0 (Princeton University 2006), whose licence is in NOTICE.\n")
	return s.String()
}
