package en

import (
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/ud"
	"github.com/entente-project/entente/lib/conllu"
)

// TestTreebank holds accuracy on EWT's development set to a floor, where the
// treebanks are present.
func TestTreebank(t *testing.T) {
	f, err := os.Open("../../../shared/treebanks/en_ewt-ud-dev.conllu.gz")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no treebank beside the repository in ../shared/treebanks")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	e := open(t)
	var gold, system []*conllu.Sentence
	for g, err := range conllu.Read("en_ewt-ud-dev.conllu", z) {
		if err != nil {
			t.Fatal(err)
		}
		tokens := ud.Tokens(g)
		e.ParseTokens([][]entente.Token{tokens})
		s := &conllu.Sentence{}
		for _, tok := range tokens {
			s.Words = append(s.Words, ud.Word(tok))
		}
		gold, system = append(gold, g), append(system, s)
	}
	n, err := conllu.Score(gold, system)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(n)
	if n.UPOS < 0.95 || n.LAS < 0.815 || n.Lemma < 0.96 {
		t.Errorf("below the floor (UPOS 95, LAS 81.5, lemma 96): %v", n)
	}
}
