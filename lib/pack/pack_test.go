package pack

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestWhatIsPackedComesOut(t *testing.T) {
	text := strings.Repeat("Minsk put off the talks. ", 10_000)
	for _, name := range []string{"a.txt", "a.txt.gz", "a.txt.zst"} {
		var b bytes.Buffer
		w, err := Create(&b, name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if packed := b.Len() < len(text)/10; packed != (name != Bare(name)) {
			t.Errorf("%s has %d bytes", name, b.Len())
		}
		r, err := Open(bufio.NewReader(&b))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != text {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
		r.Close()
	}
	if Bare("a.jsonl.zst") != "a.jsonl" {
		t.Error(Bare("a.jsonl.zst"))
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("\x28\xb5\x2f\xfd\x00\x00\x01"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := Open(bufio.NewReader(bytes.NewReader(data))); err == nil {
			io.Copy(io.Discard, io.LimitReader(r, 1<<20))
			r.Close()
		}
	})
}
