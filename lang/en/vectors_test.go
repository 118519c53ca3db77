package en

import (
	"slices"
	"testing"
)

func TestVectors(t *testing.T) {
	rows := make([]byte, 2*VectorSize)
	rows[0], rows[VectorSize] = 70, 50
	b := AppendVectors(nil, []string{"minsk", "treaty"}, rows)
	v, err := ReadVectors(b)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]byte{"minsk": 70, "treaty": 50, "peace-treaty": 50} {
		if got := v.Of(word); got == nil || got[0] != want {
			t.Errorf("vector of %s: %v", word, got)
		}
	}
	for _, word := range []string{"", "-", "minsk-", "oslo", "minsk-oslo"} {
		if got := v.Of(word); got != nil {
			t.Errorf("vector of %q: %v", word, got)
		}
	}
	for n := range b {
		if _, err := ReadVectors(b[:n]); err == nil {
			t.Fatalf("a file cut to %d of %d bytes was read", n, len(b))
		}
	}
	bad := slices.Clone(b)
	bad[len(bad)-1] = 200
	if _, err := ReadVectors(bad); err == nil {
		t.Error("a file with a number of more than seven bits was read")
	}
}

func FuzzReadVectors(f *testing.F) {
	f.Add(AppendVectors(nil, []string{"a"}, make([]byte, VectorSize)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if v, err := ReadVectors(b); err == nil {
			v.Of("a")
		}
	})
}
