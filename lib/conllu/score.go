package conllu

import (
	"fmt"
	"strings"
)

// Scores are shares of gold words, 0 to 1, that the system has right. Gold and
// system have the same words.
type Scores struct {
	Words int     // gold words
	UPOS  float64 // universal part of speech
	XPOS  float64 // Penn Treebank tag
	Lemma float64
	UAS   float64 // head
	LAS   float64 // head and relation without its subtype: nsubj for nsubj:pass (the CoNLL 2018 rule)
	Full  float64 // head and relation with its subtype
}

// Score compares system trees with gold trees, sentence by sentence and word
// by word.
func Score(gold, system []*Sentence) (Scores, error) {
	if len(gold) != len(system) {
		return Scores{}, fmt.Errorf("%d gold sentences and %d of the system", len(gold), len(system))
	}
	var n Scores
	for i, g := range gold {
		s := system[i]
		if len(g.Words) != len(s.Words) {
			return Scores{}, fmt.Errorf("sentence %d has %d gold words and %d of the system", i+1, len(g.Words), len(s.Words))
		}
		for j := range g.Words {
			n.count(g.Words[j], s.Words[j])
		}
	}
	return n.shares(), nil
}

func (n *Scores) count(g, s Word) {
	n.Words++
	n.UPOS += one(g.UPOS == s.UPOS)
	n.XPOS += one(g.XPOS == s.XPOS)
	n.Lemma += one(g.Lemma == s.Lemma)
	n.UAS += one(g.Head == s.Head)
	n.LAS += one(g.Head == s.Head && Universal(g.Deprel) == Universal(s.Deprel))
	n.Full += one(g.Head == s.Head && g.Deprel == s.Deprel)
}

func (n Scores) shares() Scores {
	total := float64(max(n.Words, 1))
	return Scores{n.Words, n.UPOS / total, n.XPOS / total, n.Lemma / total, n.UAS / total, n.LAS / total, n.Full / total}
}

// String is the scores in per cent.
func (n Scores) String() string {
	return fmt.Sprintf("words %d  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f  LAS with subtypes %.2f",
		n.Words, 100*n.UPOS, 100*n.XPOS, 100*n.Lemma, 100*n.UAS, 100*n.LAS, 100*n.Full)
}

// Universal is a relation without its subtype: nsubj for nsubj:pass.
func Universal(deprel string) string {
	u, _, _ := strings.Cut(deprel, ":")
	return u
}

func one(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}
