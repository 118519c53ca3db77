// Command parser trains the model of lang/en. In come the treebanks in
// ../shared/treebanks (CoNLL-U, gzip), out go model.bin and MODEL.md. The same
// treebanks and parameters give the same bytes.
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
	"github.com/entente-project/entente/lib/parser"
	"github.com/entente-project/entente/lib/tagger"
)

// Parameters are all that training depends on besides the treebanks.
type Parameters struct {
	Tagger tagger.Options `json:"tagger"`
	Parser parser.Options `json:"parser"`
	Folds  int            `json:"folds"` // parts of the training data, each tagged by a tagger trained on the others
	Copies Copies         `json:"copies"`
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
	quick := flags.Bool("quick", false, "fewer epochs and folds: a rough model in a few minutes")
	epochs := flags.Int("epochs", 0, "epochs of the parser, in place of the parameter file's")
	if err := flags.Parse(args); err != nil {
		return err
	}
	p, err := readParameters(*params)
	if err != nil {
		return err
	}
	if *quick {
		p.Tagger.Epochs, p.Parser.Epochs, p.Folds = 4, 3, 2
	}
	p.Parser.Epochs = cmp.Or(*epochs, p.Parser.Epochs)
	train, err := trainingSet(*treebanks)
	if err != nil {
		return err
	}
	start := time.Now()
	log := func(format string, a ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, a...))
	}
	m, err := learn(train, p, log)
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

// learn trains tagger and parser, and draws the word lists from the treebanks.
func learn(train []*conllu.Sentence, p Parameters, log func(string, ...any)) (*en.Model, error) {
	m := &en.Model{Words: words(train), Small: small(train)}
	var err error
	if m.Lemmas, err = lemmas(train, m.Words); err != nil {
		return nil, err
	}
	read, err := en.Reader(m.Words)
	if err != nil {
		return nil, err
	}
	stock, err := newStock()
	if err != nil {
		return nil, err
	}
	lessons := p.Copies.add(train, p.Folds, stock)
	log("%d sentences, %d with copies", len(train), len(lessons))
	samples := make([]tagger.Sample, len(lessons))
	for i, l := range lessons {
		samples[i] = tagSample(l.Sentence, read)
	}
	m.Tagger = tagger.Train(samples, p.Tagger)
	log("tagger trained")
	tags := jackknife(samples, lessons, p, log)
	var trees []parser.Sample
	for i, l := range lessons {
		if !l.tagsOnly {
			trees = append(trees, treeSample(l.Sentence, samples[i].Words, tags[i]))
		}
	}
	m.Parser = parser.Train(trees, p.Parser, func(epoch int, right float64) {
		log("parser epoch %d: %.2f%% of decisions right", epoch, 100*right)
	})
	return m, nil
}

// jackknife tags each fold by a tagger that has not seen it, so that the parser
// learns from tags as they will be, errors and all.
func jackknife(samples []tagger.Sample, lessons []lesson, p Parameters, log func(string, ...any)) [][]string {
	out := make([][]string, len(samples))
	for f := range p.Folds {
		var others []tagger.Sample
		for i, s := range samples {
			if lessons[i].fold != f {
				others = append(others, s)
			}
		}
		o := p.Tagger
		o.Mean = 1
		t := tagger.Train(others, o)
		var d tagger.Desk
		right, total := 0, 0
		for i, s := range samples {
			if lessons[i].fold != f || lessons[i].tagsOnly {
				continue
			}
			for j, k := range t.Tag(s.Words, &d) {
				out[i] = append(out[i], t.Tags()[k])
				total++
				if t.Tags()[k] == s.Tags[j] {
					right++
				}
			}
		}
		log("fold %d tagged, %.2f%% right", f+1, 100*float64(right)/float64(total))
	}
	return out
}

func tagSample(s *conllu.Sentence, read func([]string) []tagger.Word) tagger.Sample {
	var forms, tags []string
	for _, w := range s.Words {
		forms = append(forms, w.Form)
		tags = append(tags, w.UPOS+"|"+w.XPOS)
	}
	return tagger.Sample{Words: read(forms), Tags: tags}
}

func treeSample(s *conllu.Sentence, words []tagger.Word, tags []string) parser.Sample {
	var out parser.Sample
	for i, w := range s.Words {
		out.Words = append(out.Words, en.ParserWord(words[i], en.TagWord(tags[i])))
		out.Heads = append(out.Heads, int32(w.Head))
		out.Rels = append(out.Rels, w.Deprel)
	}
	return out
}
