package tagger

import (
	"bytes"
	"strings"
	"testing"
)

// lessons are sentences with tags, "word/tag" each.
func lessons() []Sample {
	var out []Sample
	for range 5 {
		for _, line := range []string{
			"the/D dog/N barks/V", "the/D dogs/N bark/V", "a/D cat/N sees/V the/D dog/N",
			"dogs/N see/V a/D cat/N", "the/D bark/N ends/V", "a/D walk/N ends/V", "cats/N walk/V",
		} {
			var s Sample
			for pair := range strings.FieldsSeq(line) {
				word, tag, _ := strings.Cut(pair, "/")
				s.Words, s.Tags = append(s.Words, Word{Form: word}), append(s.Tags, tag)
			}
			out = append(out, s)
		}
	}
	return out
}

func tag(t *Tagger, words string) string {
	var ws []Word
	for w := range strings.FieldsSeq(words) {
		ws = append(ws, Word{Form: w})
	}
	var out []string
	for _, k := range t.Tag(ws, new(Desk)) {
		out = append(out, t.Tags()[k])
	}
	return strings.Join(out, " ")
}

func TestTagsByContext(t *testing.T) {
	tagger := Train(lessons(), Options{Epochs: 10, Seen: 2, Seed: 1})
	for words, want := range map[string]string{
		"the bark ends":      "D N V",
		"cats bark":          "N V",
		"a dog sees the cat": "D N V D N",
		"":                   "",
	} {
		if got := tag(tagger, words); got != want {
			t.Errorf("%s: %s; want %s", words, got, want)
		}
	}
}

func TestFileForm(t *testing.T) {
	o := Options{Epochs: 3, Seen: 2, Seed: 1}
	b, _ := Train(lessons(), o).AppendBinary(nil)
	again, _ := Train(lessons(), o).AppendBinary(nil)
	if !bytes.Equal(b, again) {
		t.Error("the same lessons gave different models")
	}
	back, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	if got := tag(back, "the dog barks"); got != "D N V" {
		t.Errorf("read back: %s", got)
	}
	for i := range len(b) - 1 {
		if _, err := Read(b[:i]); err == nil {
			t.Fatalf("read the first %d of %d bytes", i, len(b))
		}
	}
}

func TestLower(t *testing.T) {
	for in, want := range map[string]string{"Minsk": "minsk", "1,250": "0,000", "Łódź": "łódź", "su-27": "su-00", "and": "and"} {
		if got := Lower(in); got != want {
			t.Errorf("Lower(%q) = %q; want %q", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	b, _ := Train(lessons(), Options{Epochs: 1, Seen: 2, Seed: 1}).AppendBinary(nil)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if tagger, err := Read(b); err == nil {
			tagger.Tag([]Word{{Form: "the"}, {Form: ""}, {Form: "\xff"}}, new(Desk))
		}
	})
}
