package eval

import (
	"compress/gzip"
	"context"
	"fmt"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/ud"
	"github.com/entente-project/entente/lib/conllu"
)

var parserSuite = Suite{
	Name:     "parser",
	Question: "How often are tokens, tags and trees right, given the words of a treebank and given its raw text?",
	Accuracy: true,
	Run:      scoreParser,
}

func scoreParser(_ context.Context, b *Bench) ([]Figure, error) {
	var out []Figure
	for _, set := range []struct{ name, file string }{
		{"EWT test", "en_ewt-ud-test.conllu.gz"}, {"EWT dev", "en_ewt-ud-dev.conllu.gz"}, {"GUM dev", "en_gum-ud-dev.conllu.gz"},
	} {
		gold, err := treebank(b, set.file)
		if err != nil {
			return nil, err
		}
		figures, err := scoreTreebank(b, set.name, gold)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.file, err)
		}
		out = append(out, figures...)
	}
	return out, nil
}

// scoreTreebank parses the words of a treebank, and its text.
func scoreTreebank(b *Bench, name string, gold []*conllu.Sentence) ([]Figure, error) {
	tokens := make([][]entente.Token, len(gold))
	for i, s := range gold {
		tokens[i] = ud.Tokens(s)
	}
	b.Rooms.Language.ParseTokens(tokens)
	system := make([]*conllu.Sentence, len(gold))
	for i, s := range gold {
		system[i] = &conllu.Sentence{Words: append([]conllu.Word(nil), s.Words...)}
		ud.Fill(system[i], tokens[i])
	}
	n, err := conllu.Score(gold, system)
	if err != nil {
		return nil, err
	}
	text := textOf(gold)
	raw, err := conllu.Evaluate(gold, ud.Sentences(text, b.Rooms.Language.Parse(text)))
	if err != nil {
		return nil, err
	}
	of := fmt.Sprintf("%% of %d words, gold tokens, predicted tags", n.Words)
	ofRaw := fmt.Sprintf("F1 on %d words of raw text, CoNLL 2018 rules", n.Words)
	return []Figure{
		{"parser", name + " UPOS", 100 * n.UPOS, of}, {"parser", name + " XPOS", 100 * n.XPOS, of}, {"parser", name + " lemma", 100 * n.Lemma, of},
		{"parser", name + " UAS", 100 * n.UAS, of}, {"parser", name + " LAS", 100 * n.LAS, of}, {"parser", name + " LAS with subtypes", 100 * n.Full, of},
		{"parser", name + " raw tokens", 100 * raw.Tokens, ofRaw}, {"parser", name + " raw sentences", 100 * raw.Sentences, ofRaw},
		{"parser", name + " raw words", 100 * raw.Words, ofRaw}, {"parser", name + " raw UPOS", 100 * raw.UPOS, ofRaw},
		{"parser", name + " raw LAS", 100 * raw.LAS, ofRaw},
	}, nil
}

// textOf is the text that a treebank was made from: paragraphs parted by blank
// lines.
func textOf(gold []*conllu.Sentence) string {
	var text strings.Builder
	for i, s := range gold {
		if i > 0 && begins(s) {
			text.WriteString("\n\n")
		}
		for _, t := range ud.Written(s) {
			text.WriteString(t)
		}
	}
	return text.String()
}

// begins reports whether a paragraph begins with the sentence.
func begins(s *conllu.Sentence) bool {
	for _, c := range s.Comments {
		switch key, _, _ := strings.Cut(c, " "); key {
		case "newpar", "newdoc":
			return true
		}
	}
	return false
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
