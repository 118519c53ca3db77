package conllu

import (
	"math"
	"strings"
	"testing"
)

// sentence makes a sentence of "form/head/rel" words; "don't=do/2/aux+n't/3/advmod"
// is one token of two words.
func sentence(t *testing.T, text string) *Sentence {
	t.Helper()
	s := &Sentence{}
	for _, token := range strings.Fields(text) {
		form, parts, multi := strings.Cut(token, "=")
		if !multi {
			parts = form
		}
		first := len(s.Words) + 1
		for _, p := range strings.Split(parts, "+") {
			c := strings.Split(p, "/")
			s.Words = append(s.Words, Word{Form: c[0], Lemma: c[0], UPOS: "X", Head: int(c[1][0] - '0'), Deprel: c[2]})
		}
		if multi {
			s.Ranges = append(s.Ranges, Range{First: first, Last: len(s.Words), Form: form})
		}
	}
	return s
}

func TestEvaluate(t *testing.T) {
	for _, test := range []struct {
		name         string
		gold, system []string
		tokens       float64
		sentences    float64
		words, las   float64
	}{
		{"the same", []string{"Minsk/2/nsubj refused/0/root"}, []string{"Minsk/2/nsubj refused/0/root"}, 1, 1, 1, 1},
		{"subtypes do not count", []string{"Minsk/2/nsubj:pass told/0/root"}, []string{"Minsk/2/nsubj told/0/root"}, 1, 1, 1, 1},
		{"a wrong head", []string{"Minsk/2/nsubj said/0/root so/2/obj"}, []string{"Minsk/2/nsubj said/0/root so/1/obj"}, 1, 1, 1, 2.0 / 3},
		{"a sentence cut in two", []string{"He/2/nsubj left/0/root She/4/nsubj stayed/2/parataxis"}, []string{"He/2/nsubj left/0/root", "She/2/nsubj stayed/0/root"},
			1, 0, 1, 3.0 / 4},
		{"a token cut in two", []string{"air-base/0/root"}, []string{"air/3/compound -/1/punct base/0/root"}, 0, 1, 0, 0},
		{"a token of two words", []string{"They/3/nsubj don't=do/3/aux+n't/3/advmod agree/0/root"}, []string{"They/2/nsubj don't/0/root agree/2/xcomp"},
			1, 1, 2 * 2.0 / 7, 0},
		{"and the same cut otherwise", []string{"They/3/nsubj don't=do/4/aux+n't/4/advmod agree/0/root"}, []string{"They/4/nsubj do/4/aux n't/4/advmod agree/0/root"},
			2 * 2.0 / 7, 1, 1, 3.0 / 4},
	} {
		var gold, system []*Sentence
		for _, s := range test.gold {
			gold = append(gold, sentence(t, s))
		}
		for _, s := range test.system {
			system = append(system, sentence(t, s))
		}
		e, err := Evaluate(gold, system)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		for _, v := range []struct {
			what      string
			got, want float64
		}{{"tokens", e.Tokens, test.tokens}, {"sentences", e.Sentences, test.sentences}, {"words", e.Words, test.words}, {"LAS", e.LAS, test.las}} {
			if math.Abs(v.got-v.want) > 1e-9 {
				t.Errorf("%s: %s %.3f, not %.3f", test.name, v.what, v.got, v.want)
			}
		}
	}
}

func TestEvaluateOfOtherText(t *testing.T) {
	_, err := Evaluate([]*Sentence{sentence(t, "Minsk/0/root")}, []*Sentence{sentence(t, "Minas/0/root")})
	if err == nil || !strings.Contains(err.Error(), "after 3 characters") {
		t.Errorf("error %v", err)
	}
}
