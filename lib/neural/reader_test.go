package neural

import (
	"bytes"
	"testing"
)

// TestPackKeeps expects the packed reader to give nearly always what the
// network gives, and to be the same from its file.
func TestPackKeeps(t *testing.T) {
	o := small
	o.Input, o.Hidden, o.Arc, o.Label = 8, 16, 8, 8
	train := toy(400, 2)
	for i := range train {
		for j := range train[i].Words {
			train[i].Words[j].Vector = append(train[i].Words[j].Vector, 64)
		}
	}
	n := Train(func(int) []Sample { return train }, o, nil)
	var sentences [][]Word
	for _, s := range train[:100] {
		sentences = append(sentences, s.Words)
	}
	packed := n.Pack(sentences)
	b, err := packed.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := r.AppendBinary(nil)
	if !bytes.Equal(b, again) {
		t.Error("the file of the reader read from a file differs")
	}
	var d, e Desk
	same, total := 0, 0
	all := r.Read(sentences, &d)
	for i, want := range n.Read(sentences) {
		got, kept := all[i], packed.Read(sentences[i:i+1], &e)[0]
		for k := range sentences[i] {
			total++
			if got.Tags[k] == want.Tags[k] && got.Heads[k] == want.Heads[k] && got.Rels[k] == want.Rels[k] {
				same++
			}
			if got.Tags[k] != kept.Tags[k] || got.Heads[k] != kept.Heads[k] || got.Rels[k] != kept.Rels[k] {
				t.Fatalf("sentence %d, word %d: alone, the reading differs", i, k)
			}
		}
	}
	if same < total*98/100 {
		t.Errorf("%d of %d words as the network reads them", same, total)
	}
}

// TestReadRejects expects an error for every file that is cut short.
func TestReadRejects(t *testing.T) {
	o := small
	o.Epochs, o.Input, o.Hidden, o.Arc, o.Label = 1, 8, 16, 8, 8
	train := toy(8, 2)
	for i := range train {
		for j := range train[i].Words {
			train[i].Words[j].Vector = append(train[i].Words[j].Vector, 64)
		}
	}
	b, err := Train(func(int) []Sample { return train }, o, nil).Pack(nil).AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	for n := range b {
		if _, err := Read(b[:n]); err == nil {
			t.Fatalf("a file of %d bytes, cut to %d, was read", len(b), n)
		}
	}
}

// FuzzRead reads files of chance.
func FuzzRead(f *testing.F) {
	f.Add([]byte{1, 4, 16, 4, 4, 4})
	f.Fuzz(func(t *testing.T, b []byte) { Read(b) })
}
