package coder_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// TestWildTrees codes sentences whose trees make no sense: heads that loop or
// point nowhere, tags and relations at random. Nothing may fail, marks must lie
// within the text, and the same input must give the same coding.
func TestWildTrees(t *testing.T) {
	c := open(t)
	words := strings.Fields("Minsk refused Russia's attack on Kyiv , said officials in the two countries ; Turkey and Iran may not have signed it \" 2015 Saturday his and of to")
	rels := strings.Fields("nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss nmod:desc acl acl:relcl advcl xcomp ccomp conj cc case mark aux aux:pass cop amod compound compound:prt appos flat det punct parataxis root")
	poses := strings.Fields("NOUN PROPN VERB AUX ADJ PRON DET ADP PUNCT NUM ADV X")
	tags := strings.Fields("NN NNS NNP VB VBD VBN VBG VBZ MD JJ PRP PRP$ WDT POS TO CD")
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		n := 1 + r.IntN(14)
		var text strings.Builder
		s := entente.Sentence{}
		for i := range n {
			w := words[r.IntN(len(words))]
			at := text.Len()
			text.WriteString(w)
			s.Tokens = append(s.Tokens, entente.Token{Span: entente.Span{Start: at, End: text.Len()}, Form: w, Lemma: strings.ToLower(strings.TrimSuffix(w, "d")),
				POS: poses[r.IntN(len(poses))], Tag: tags[r.IntN(len(tags))], Head: r.IntN(n+4) - 1, Rel: rels[r.IntN(len(rels))]})
			if i < n-1 {
				text.WriteByte(' ')
			}
		}
		s.Span = entente.Span{Start: 0, End: text.Len()}
		doc := entente.Document{Published: entente.NewDate(2024, 6, 14), Text: text.String()}
		got := c.CodeParsed(doc, []entente.Sentence{s, s})
		for _, e := range got.Events {
			for _, m := range e.Marks() {
				if m.Span.Start < 0 || m.Span.End > len(doc.Text) || m.Span.Start >= m.Span.End {
					t.Fatalf("%q: mark %v outside the text", doc.Text, m)
				}
			}
		}
		if again := c.CodeParsed(doc, []entente.Sentence{s, s}); !reflect.DeepEqual(got, again) {
			t.Fatalf("%q is coded in two ways", doc.Text)
		}
	}
}
