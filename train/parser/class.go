package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/conllu"
	"github.com/entente-project/entente/lib/neural"
)

// A class is what the network is taught with.
type class struct {
	train  []*conllu.Sentence
	plain  []neural.Sample // train, in its order
	copies Copies
	stock  *stock
	read   func(forms []string) []neural.Word
}

func newClass(train []*conllu.Sentence, copies Copies, words map[string]string) (*class, error) {
	c := &class{train: train, copies: copies}
	var err error
	if c.read, err = en.Reader(words); err != nil {
		return nil, err
	}
	if c.stock, err = newStock(); err != nil {
		return nil, err
	}
	for _, s := range train {
		c.plain = append(c.plain, c.sample(s, false))
	}
	return c, nil
}

// lessons are the sentences of an epoch: all, and copies that are drawn anew.
func (c *class) lessons(epoch int) []neural.Sample {
	copies := c.copies
	copies.Seed += uint64(epoch)
	var out []neural.Sample
	next := 0
	for _, l := range copies.add(c.train, c.stock) {
		if next < len(c.train) && l.Sentence == c.train[next] {
			out = append(out, c.plain[next])
			next++
			continue
		}
		out = append(out, c.sample(l.Sentence, l.tagsOnly))
	}
	return out
}

// some are the words of n sentences, evenly picked.
func (c *class) some(n int) [][]neural.Word {
	var out [][]neural.Word
	for i := range n {
		out = append(out, c.plain[i*len(c.plain)/n].Words)
	}
	return out
}

func (c *class) sample(s *conllu.Sentence, tagsOnly bool) neural.Sample {
	out := neural.Sample{Words: c.read(forms(s))}
	for _, w := range s.Words {
		out.Tags = append(out.Tags, w.UPOS+"|"+w.XPOS)
		if !tagsOnly {
			out.Heads = append(out.Heads, int32(w.Head))
			out.Rels = append(out.Rels, w.Deprel)
		}
	}
	return out
}

func forms(s *conllu.Sentence) []string {
	var out []string
	for _, w := range s.Words {
		out = append(out, w.Form)
	}
	return out
}

// A test is a treebank that training does not see.
type test struct {
	name  string
	gold  []*conllu.Sentence
	words [][]neural.Word
}

type tests []test

// tests are the development sets.
func (c *class) tests(folder string) (tests, error) {
	var out tests
	for _, name := range []string{ewtDev, gumDev} {
		gold, err := readTreebank(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		t := test{name: strings.TrimSuffix(name, ".conllu.gz"), gold: gold}
		for _, s := range gold {
			t.words = append(t.words, c.read(forms(s)))
		}
		out = append(out, t)
	}
	return out, nil
}

// report scores a network, its tags and trees as it gives them.
func (ts tests) report(n *neural.Network) string {
	var b strings.Builder
	for _, t := range ts {
		var system []*conllu.Sentence
		for i, r := range n.Read(t.words) {
			s := &conllu.Sentence{}
			for j, w := range t.gold[i].Words {
				pos, tag, _ := strings.Cut(n.Tags()[r.Tags[j]], "|")
				s.Words = append(s.Words, conllu.Word{Form: w.Form, UPOS: pos, XPOS: tag, Head: int(r.Heads[j]), Deprel: n.Rels()[r.Rels[j]]})
			}
			system = append(system, s)
		}
		score, err := conllu.Score(t.gold, system)
		if err != nil {
			return fmt.Sprintf("; %s: %v", t.name, err)
		}
		fmt.Fprintf(&b, "; %s UPOS %.2f UAS %.2f LAS %.2f", t.name, 100*score.UPOS, 100*score.UAS, 100*score.LAS)
	}
	return b.String()
}
