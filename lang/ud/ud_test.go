package ud

import (
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/conllu"
)

// sentences makes one sentence of a text whose tokens are given in order.
func sentences(text string, forms ...string) []entente.Sentence {
	var s entente.Sentence
	at := 0
	for i, f := range forms {
		at += strings.Index(text[at:], f)
		s.Tokens = append(s.Tokens, entente.Token{Form: f, Span: entente.Span{Start: at, End: at + len(f)}, POS: "X", Head: i, Rel: "dep"})
		at += len(f)
	}
	s.Span = entente.Span{Start: s.Tokens[0].Span.Start, End: at}
	return []entente.Sentence{s}
}

// TestSentences writes words that were written together as ranges, with offsets
// in characters.
func TestSentences(t *testing.T) {
	text := "Côte d'Ivoire can't  leave."
	var b strings.Builder
	for _, s := range Sentences(text, sentences(text, "Côte", "d'Ivoire", "ca", "n't", "leave", ".")) {
		if err := s.Write(&b); err != nil {
			t.Fatal(err)
		}
	}
	want := `# newpar
# text = Côte d'Ivoire can't leave.
1	Côte	_	X	_	_	0	dep	_	TokenRange=0:4
2	d'Ivoire	_	X	_	_	1	dep	_	TokenRange=5:13
3-4	can't	_	_	_	_	_	_	_	TokenRange=14:19
3	ca	_	X	_	_	2	dep	_	TokenRange=14:16
4	n't	_	X	_	_	3	dep	_	TokenRange=16:19
5	leave	_	X	_	_	4	dep	_	SpaceAfter=No|TokenRange=21:26
6	.	_	X	_	_	5	dep	_	SpaceAfter=No|TokenRange=26:27

`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestFillKeeps gives words new columns and leaves what is the file's own.
func TestFillKeeps(t *testing.T) {
	file := `# sent_id = a
# note
1-2	don't	_	_	_	_	_	_	_	SpaceAfter=No
1	do	x	X	X	x	2	x	2:x	Own=1
2	n’t	x	X	X	x	0	root	_	_

`
	for s, err := range conllu.Read("file", strings.NewReader(file)) {
		if err != nil {
			t.Fatal(err)
		}
		tokens := Tokens(s)
		if got := tokens[1].Span; got != (entente.Span{Start: 2, End: 7}) {
			t.Errorf("span %v", got)
		}
		tokens[0].Lemma, tokens[0].POS, tokens[0].Rel = "do", "AUX", "root"
		tokens[1].Form, tokens[1].POS, tokens[1].Head, tokens[1].Rel = "n't", "PART", 1, "advmod"
		Fill(s, tokens)
		var b strings.Builder
		if err := s.Write(&b); err != nil {
			t.Fatal(err)
		}
		want := `# sent_id = a
# note
1-2	don't	_	_	_	_	_	_	_	SpaceAfter=No
1	do	do	AUX	_	_	0	root	_	Own=1
2	n’t	_	PART	_	_	1	advmod	_	_

`
		if b.String() != want {
			t.Errorf("got\n%s\nwant\n%s", b.String(), want)
		}
	}
}

// FuzzSentences writes any text that cuts at blanks, and reads it back.
func FuzzSentences(f *testing.F) {
	f.Add("Côte d'Ivoire can't\tleave.")
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.Fields(text)
		if len(words) == 0 {
			return
		}
		var b strings.Builder
		for _, s := range Sentences(text, sentences(text, words...)) {
			if err := s.Write(&b); err != nil {
				t.Fatal(err)
			}
		}
		for _, err := range conllu.Read("written", strings.NewReader(b.String())) {
			if err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	})
}
