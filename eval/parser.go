package eval

import (
	"compress/gzip"
	"context"
	"fmt"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/conllu"
)

var parserSuite = Suite{
	Name:     "parser",
	Question: "How often are tags and trees right, given the words of the EWT test set?",
	Accuracy: true,
	Run:      scoreParser,
}

func scoreParser(_ context.Context, b *Bench) ([]Figure, error) {
	gold, err := treebank(b, "en_ewt-ud-test.conllu.gz")
	if err != nil {
		return nil, err
	}
	english, ok := b.Rooms.Language.(*en.English)
	if !ok {
		return nil, errSkipped{"the language at hand is not English"}
	}
	system := make([]*conllu.Sentence, len(gold))
	for i, s := range gold {
		forms := make([]string, len(s.Words))
		for j, w := range s.Words {
			forms[j] = w.Form
		}
		system[i] = &conllu.Sentence{Words: words(english.ParseTokens(forms))}
	}
	n, err := conllu.Score(gold, system)
	if err != nil {
		return nil, err
	}
	of := fmt.Sprintf("%% of %d words, gold tokens, predicted tags", n.Words)
	figure := func(name string, v float64) Figure { return Figure{"parser", "EWT test " + name, 100 * v, of} }
	return []Figure{
		figure("UPOS", n.UPOS), figure("XPOS", n.XPOS), figure("lemma", n.Lemma),
		figure("UAS", n.UAS), figure("LAS", n.LAS), figure("LAS with subtypes", n.Full),
	}, nil
}

func treebank(b *Bench, name string) ([]*conllu.Sentence, error) {
	f, err := b.open("treebanks", name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var out []*conllu.Sentence
	for s, err := range conllu.Read(name, z) {
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func words(tokens []entente.Token) []conllu.Word {
	out := make([]conllu.Word, len(tokens))
	for i, t := range tokens {
		out[i] = conllu.Word{Form: t.Form, Lemma: t.Lemma, UPOS: t.POS, XPOS: t.Tag, Feats: t.Feats, Head: t.Head, Deprel: t.Rel}
	}
	return out
}
