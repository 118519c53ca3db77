// Command arbiter trains the model that judges between the acts which the rows of
// the coder find, and says of what kind an act is that no row knows. In come the
// sentences beside this file, the examples of the rows, and WordNet 3.0; out goes
// lang/en/arbiter.bin.
//
//	go run ./train/arbiter                 # the shipped model and ARBITER.md beside it, a minute or two
//
// It is trained three times: without one in four of the predicates and without one
// in four of the verbs, on which it is then measured, and on all. The thesaurus
// keeps the verbs of WordNet and the nouns that have a word vector, with the kinds
// that two sentences speak of.
//
// The same sentences, rows and WordNet give the same bytes. WordNet is the
// package wordnet-base of Debian.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/coder/tutor"
	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/lang/en"
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
	vectors := flags.String("vectors", "lang/en/vectors.bin", "word vectors; nouns without one are left out of the thesaurus")
	out := flags.String("out", "lang/en/arbiter.bin", "model file to write")
	held := flags.Int("held", tutor.Held, "keep one in so many predicates out of the first training and measure on them")
	flags.IntVar(&s.Epochs, "epochs", s.Epochs, "passes over the sentences")
	flags.Float64Var(&s.Rate, "rate", s.Rate, "rate of Adagrad")
	flags.Float64Var(&s.DropRows, "drop-rows", s.DropRows, "share of steps without what the rows say")
	flags.Float64Var(&s.DropWords, "drop-words", s.DropWords, "share of steps without the words themselves")
	flags.Float64Var(&s.Dropout, "dropout", s.Dropout, "share of features left out of each step")
	flags.Float64Var(&s.Prune, "prune", s.Prune, "weights nearer to zero are left out")
	flags.Float64Var(&s.Step, "step", s.Step, "weights are rounded to multiples of it")
	flags.IntVar(&s.Least, "least", s.Least, "features of fewer sentences are left out")
	bags := flags.Int("bags", 9, "the shipped model is the mean of so many; the examined one is a single one")
	flags.Uint64Var(&s.Seed, "seed", s.Seed, "of what is drawn")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rooms, err := flow.Open(nil)
	if err != nil {
		return err
	}
	kinds, err := readWordNet(*wordnet)
	if err != nil {
		return err
	}
	if err := dropRareNouns(kinds, *vectors); err != nil {
		return err
	}
	u, _, err := lessons(rooms.Coder, *folder, kinds)
	if err != nil {
		return err
	}
	thesaurus, err := coder.AppendThesaurus(nil, kinds.Only(u.KindsMet(s.Least)))
	if err != nil {
		return err
	}
	if kinds, err = coder.ReadThesaurus(thesaurus); err != nil {
		return err
	}
	u, rows, err := lessons(rooms.Coder, *folder, kinds)
	if err != nil {
		return err
	}
	c := card{words: len(kinds), flags: flags, files: u.Files(), rows: rows}
	c.predicates = examine(u, *held, tutor.Lesson.Words, s)
	c.verbs = examine(u, *held, tutor.Lesson.Verb, s)
	shipped := s
	shipped.Bags = *bags
	m := u.Teach(u.Lessons(), shipped)
	fmt.Println("untaught predicates:", c.predicates)
	fmt.Println("untaught verbs:", c.verbs)
	fmt.Println("training:", u.Examine(m, u.Lessons(), nil))
	var file bytes.Buffer
	if err := m.Write(&file, s.Step); err != nil {
		return err
	}
	c.weights = file.Len()
	c.model = append(file.Bytes(), thesaurus...)
	if err := os.WriteFile(*out, c.model, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(*out), "ARBITER.md"), []byte(c.String()), 0o644)
}

// dropRareNouns takes out of t the nouns and adjectives without a word vector. Verbs
// stay: a verb that no row knows is what the arbiter is asked about.
func dropRareNouns(t coder.Thesaurus, vectors string) error {
	data, err := os.ReadFile(vectors)
	if err != nil {
		return err
	}
	v, err := en.ReadVectors(data)
	if err != nil {
		return fmt.Errorf("%s: %w", vectors, err)
	}
	maps.DeleteFunc(t, func(word string, _ []coder.Kind) bool { return word[0] == 'n' && v.Of(word[1:]) == nil })
	return nil
}

// lessons are those of the sentences in folder and of the rows, of which there are
// rows many.
func lessons(c *coder.Coder, folder string, t coder.Thesaurus) (u *tutor.Tutor, rows int, err error) {
	u = tutor.New(c, t)
	if err := u.ReadFolder(folder); err != nil {
		return nil, 0, err
	}
	rows, err = u.AddRows()
	return u, rows, err
}

// examine teaches all but one in held keys and examines on those.
func examine(u *tutor.Tutor, held int, key func(tutor.Lesson) string, s tutor.Settings) tutor.Mark {
	taught, exam := u.Split(held, key)
	return u.Examine(u.Teach(taught, s), exam, nil)
}

// A card says what the model is, what it was made of and how well it does.
type card struct {
	model             []byte
	weights           int // bytes of the model before the thesaurus
	words             int // of the thesaurus
	flags             *flag.FlagSet
	files             []tutor.File
	rows              int        // examples of rows
	predicates, verbs tutor.Mark // of models that were not taught some
}

func (c card) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "# The arbiter of English\n\n`arbiter.bin` (%d bytes, sha256 %x) says of what type an act is that no row of the tables knows, for `entente relation`.\n", len(c.model), sha256.Sum256(c.model))
	fmt.Fprintf(&s, "It holds weights of a multinomial logistic model (%d bytes) and a thesaurus (%d bytes): the kinds of thing that %d verbs, nouns and adjectives mean, by WordNet 3.0. It was made by `go run ./train/arbiter`.\n\nParameters:",
		c.weights, len(c.model)-c.weights, c.words)
	c.flags.VisitAll(func(f *flag.Flag) {
		if !slices.Contains([]string{"sentences", "wordnet", "vectors", "out"}, f.Name) {
			fmt.Fprintf(&s, " %s %s", f.Name, f.Value)
		}
	})
	s.WriteString(".\n\n## Data\n\nSentences of our own words, each with two marked parties and what the first does to the second; the examples of the rows, at half weight and without what the rows say of them.\n\n| file | sentences used | sha256 |\n|---|---|---|\n")
	for _, f := range c.files {
		fmt.Fprintf(&s, "| %s | %d | %s |\n", f.Name, f.Used, f.Hash)
	}
	fmt.Fprintf(&s, "| examples of verbs.tsv and operators.tsv | %d | |\n", c.rows)
	held := c.flags.Lookup("held").Value
	fmt.Fprintf(&s, "\n## Scores\n\nTrained without one in %s of the predicates, on sentences with those: %s. The verb of most of these predicates is taught with other words beside it.\n\n", held, c.predicates)
	fmt.Fprintf(&s, "Trained without one in %s of the verbs, on sentences with those: %s.\n\n", held, c.verbs)
	s.WriteString("`entente eval unseen` measures both again. The same question on sentences that others wrote and marked: suite `plv` of eval/scores.txt.\n\n## Licence\n\nApache-2.0; the thesaurus is derived from WordNet 3.0 (Princeton University 2006), whose licence is in NOTICE.\n")
	return s.String()
}
