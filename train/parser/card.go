package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lang/ud"
	"github.com/entente-project/entente/lib/conllu"
)

// describe scores the model in b on held-out treebanks and writes MODEL.md.
func describe(b []byte, train []*conllu.Sentence, folder string, p Parameters, date string, log func(string, ...any)) (string, error) {
	m, err := en.ReadModel(b)
	if err != nil {
		return "", err
	}
	e, err := en.With(m, nil)
	if err != nil {
		return "", err
	}
	var c strings.Builder
	words := 0
	for _, s := range train {
		words += len(s.Words)
	}
	c.WriteString("# The English model\n\n")
	fmt.Fprintf(&c, "`model.bin` (%d bytes, sha256 %x) holds a network that tags and parses, and word lists; the package comment of lang/en specifies the format.\n", len(b), sha256.Sum256(b))
	c.WriteString("It was made by `go run ./train/parser` from the treebanks named below, the word vectors beside it (vectors.bin; NOTICE says whose they are) and the tables of lang/en.\n\n")
	if date != "" {
		fmt.Fprintf(&c, "Date: %s\n\n", date)
	}
	params, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&c, "Parameters: `%s`\n\n", params)
	fmt.Fprintf(&c, "## Data\n\nTrained on %d sentences, %d words: English Web Treebank (EWT) train, and GUM train without the genres whow and fiction, whose texts are under non-commercial terms.\n\n", len(train), words)
	c.WriteString("| file | sha256 | use |\n|---|---|---|\n")
	for _, f := range []struct{ name, use string }{{ewtTrain, "training"}, {gumTrain, "training, without whow and fiction"}, {ewtDev, "scores"}, {gumDev, "scores"}, {ewtTest, "scores"}} {
		file, err := os.ReadFile(filepath.Join(folder, f.name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&c, "| %s | %x | %s |\n", f.name, sha256.Sum256(file), f.use)
	}
	c.WriteString("\n## Scores\n\nGold tokens, predicted tags; per cent of all words, punctuation included. LAS leaves subtypes out (the CoNLL 2018 rule), LAS+ has them.\n\n")
	c.WriteString("| treebank | words | UPOS | XPOS | lemma | UAS | LAS | LAS+ |\n|---|---|---|---|---|---|---|---|\n")
	for _, name := range []string{ewtDev, gumDev, ewtTest} {
		n, err := scoreOn(e, filepath.Join(folder, name))
		if err != nil {
			return "", err
		}
		log("%s: %v", name, n)
		fmt.Fprintf(&c, "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", strings.TrimSuffix(name, ".conllu.gz"),
			n.Words, 100*n.UPOS, 100*n.XPOS, 100*n.Lemma, 100*n.UAS, 100*n.LAS, 100*n.Full)
	}
	c.WriteString(licence)
	return c.String(), nil
}

// scoreOn parses the gold tokens of a treebank anew and scores the trees.
func scoreOn(e *en.English, file string) (conllu.Scores, error) {
	gold, err := readTreebank(file)
	if err != nil {
		return conllu.Scores{}, err
	}
	tokens := make([][]entente.Token, len(gold))
	for i, g := range gold {
		tokens[i] = ud.Tokens(g)
	}
	e.ParseTokens(tokens)
	system := make([]*conllu.Sentence, len(gold))
	for i := range tokens {
		system[i] = &conllu.Sentence{}
		for _, t := range tokens[i] {
			system[i].Words = append(system[i].Words, ud.Word(t))
		}
	}
	return conllu.Score(gold, system)
}

const licence = `
## Licence

The model is distributed with Entente under Apache-2.0. It was learned from annotations of these treebanks, to whose makers thanks are due:

- English Web Treebank, Universal Dependencies: CC BY-SA 4.0. Silveira et al. 2014; the Universal Dependencies contributors.
- GUM, the Georgetown University Multilayer corpus: annotations CC BY 4.0, texts by genre (Wikinews, interviews, biographies, voyage and others CC BY or CC BY-SA, speeches public domain). Zeldes 2017.

No sentence of either is in the model: it holds weights, hashes of parts of words, words with their readings, and lemmas.
`
