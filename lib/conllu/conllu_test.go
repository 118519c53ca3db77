package conllu

import (
	"bytes"
	"strings"
	"testing"
)

const sample = `# sent_id = one
# text = They don't agree.
1	They	they	PRON	PRP	Case=Nom	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	agree	agree	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

`

func read(t *testing.T, text string) []*Sentence {
	t.Helper()
	var out []*Sentence
	for s, err := range Read("sample.conllu", strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestReadAndWrite(t *testing.T) {
	s := read(t, sample+"# sent_id = two\n"+sample[strings.Index(sample, "1\t"):])
	if len(s) != 2 || len(s[0].Words) != 5 || s[1].Comment("sent_id") != "two" {
		t.Fatalf("read %d sentences: %+v", len(s), s)
	}
	var b bytes.Buffer
	if err := s[0].Write(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != sample {
		t.Errorf("written:\n%s", b.String())
	}
	for n, want := range map[int]bool{1: true, 2: false, 3: true, 4: false} {
		if got := s[0].SpaceAfter(n); got != want {
			t.Errorf("space after word %d: %v", n, got)
		}
	}
}

func TestReadSaysWhere(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1\tThey\n", "f:1: 2 columns; CoNLL-U has 10, separated by tabs"},
		{strings.Replace(sample, "\t4\tnsubj", "\tx\tnsubj", 1), `f:3: head "x" is not a word number`},
		{strings.Replace(sample, "\t4\tnsubj", "\t9\tnsubj", 1), "f:9: word 1 has head 9 in a sentence of 5 words"},
		{strings.Replace(sample, "4\tagree", "7\tagree", 1), `f:7: word number "7" where 4 is due`},
		{strings.Replace(sample, "2-3\t", "2-8\t", 1), "f:9: token 2-8 in a sentence of 5 words"},
	} {
		var got error
		for _, err := range Read("f", strings.NewReader(c.in)) {
			got = err
		}
		if got == nil || got.Error() != c.want {
			t.Errorf("error %v; want %s", got, c.want)
		}
	}
}

func TestScore(t *testing.T) {
	gold, system := read(t, sample), read(t, sample)
	w := system[0].Words
	w[0].Deprel = "nsubj:pass" // right head, wrong subtype
	w[1].Head = 5              // wrong head
	w[2].UPOS = "ADV"
	n, err := Score(gold, system)
	if err != nil {
		t.Fatal(err)
	}
	want := Scores{Words: 5, UPOS: 0.8, XPOS: 1, Lemma: 1, UAS: 0.8, LAS: 0.8, Full: 0.6}
	if n != want {
		t.Errorf("scores %+v; want %+v", n, want)
	}
	system[0].Words = w[:4]
	if _, err := Score(gold, system); err == nil {
		t.Error("scored sentences of different lengths")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		for s, err := range Read("f", strings.NewReader(text)) {
			if err != nil {
				return
			}
			var b bytes.Buffer
			if err := s.Write(&b); err != nil {
				t.Fatal(err)
			}
			for again, err := range Read("again", &b) {
				if err != nil || len(again.Words) != len(s.Words) {
					t.Fatalf("written sentence does not read back: %v", err)
				}
			}
			for n := range s.Words {
				s.SpaceAfter(n + 1)
			}
		}
	})
}
