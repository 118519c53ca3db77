package coder

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A Kind is a class of things or doings that a word may belong to, and how near
// it is: 1 for the word's commonest sense itself.
type Kind struct {
	Number int
	Weight float32
}

// A Thesaurus says of words what kinds of thing they mean: "v" + lemma of a
// verb or "n" + lemma of a noun or adjective to the kinds of its commonest
// senses and those above them.
type Thesaurus map[string][]Kind

// Kinds are the kinds of a lemma with a universal part of speech.
func (t Thesaurus) Kinds(lemma, pos string) []Kind {
	switch pos {
	case "VERB", "AUX":
		return t["v"+lemma]
	case "NOUN", "ADJ":
		return t["n"+lemma]
	}
	return nil
}

// Weights in a file are multiples of it.
const kindStep = 1.0 / 200

// maxThesaurus is the most bytes of an unpacked thesaurus.
const maxThesaurus = 64 << 20

var errThesaurus = errors.New("not a thesaurus; make the arbiter again")

// AppendThesaurus packs t: gzip of
//
//   - the number of words and, for each in order, how many bytes it begins with
//     of the word before, how many follow, and these;
//   - how many kinds each word has;
//   - the numbers of the kinds, in order within a word, each as the distance from
//     the one before or from 0;
//   - their weights, a byte each.
//
// Numbers are unsigned varints.
func AppendThesaurus(b []byte, t Thesaurus) ([]byte, error) {
	words := slices.Sorted(maps.Keys(t))
	plain := binary.AppendUvarint(nil, uint64(len(words)))
	last := ""
	for _, w := range words {
		n := shared(last, w)
		plain = binary.AppendUvarint(plain, uint64(n))
		plain = binary.AppendUvarint(plain, uint64(len(w)-n))
		plain = append(plain, w[n:]...)
		last = w
	}
	var numbers, weights []byte
	for _, w := range words {
		plain = binary.AppendUvarint(plain, uint64(len(t[w])))
		last := 0
		for _, k := range slices.SortedFunc(slices.Values(t[w]), func(a, b Kind) int { return cmp.Compare(a.Number, b.Number) }) {
			numbers = binary.AppendUvarint(numbers, uint64(k.Number-last))
			weights = append(weights, byte(k.Weight/kindStep+0.5))
			last = k.Number
		}
	}
	plain = append(append(plain, numbers...), weights...)
	buf := bytes.NewBuffer(b)
	z, err := gzip.NewWriterLevel(buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(plain); err != nil {
		return nil, err
	}
	err = z.Close()
	return buf.Bytes(), err
}

// shared is how many bytes a and b begin with alike.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// ReadThesaurus unpacks what [AppendThesaurus] packed.
func ReadThesaurus(data []byte) (Thesaurus, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errThesaurus, err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxThesaurus))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errThesaurus, err)
	}
	r := &thesaurusReader{plain: plain}
	words := r.words()
	counts := make([]int, len(words))
	total := 0
	for i := range counts {
		counts[i] = r.count()
		total += counts[i]
	}
	if r.broken || total > len(r.plain) {
		return nil, errThesaurus
	}
	kinds := make([]Kind, total)
	t := make(Thesaurus, len(words))
	for i, rest := 0, kinds; i < len(words); i++ {
		own := rest[:counts[i]:counts[i]]
		rest = rest[counts[i]:]
		last := 0
		for k := range own {
			last += r.count()
			own[k].Number = last
		}
		t[words[i]] = own
	}
	if r.broken || len(r.plain) != total {
		return nil, errThesaurus
	}
	for i, x := range r.plain {
		kinds[i].Weight = float32(x) * kindStep
	}
	return t, nil
}

// A thesaurusReader gives zeros and is broken from the first fault on.
type thesaurusReader struct {
	plain  []byte
	broken bool
}

// count is a number that is at most what there are bytes left, or the number of a
// kind: both are below maxThesaurus.
func (r *thesaurusReader) count() int {
	n, k := binary.Uvarint(r.plain)
	if r.broken || k <= 0 || n > maxThesaurus {
		r.broken = true
		return 0
	}
	r.plain = r.plain[k:]
	return int(n)
}

func (r *thesaurusReader) words() []string {
	n := r.count()
	if n > len(r.plain) {
		r.broken = true
		return nil
	}
	out := make([]string, n)
	last := ""
	for i := range out {
		begin, more := r.count(), r.count()
		if r.broken || begin > len(last) || more > len(r.plain) {
			r.broken = true
			return nil
		}
		last = last[:begin] + string(r.plain[:more])
		r.plain = r.plain[more:]
		out[i] = last
	}
	return out
}

// Only is t with only the kinds for which keep is true, which are numbered anew in
// their order; words without any are left out.
func (t Thesaurus) Only(keep map[int]bool) Thesaurus {
	number := map[int]int{}
	for _, k := range slices.Sorted(maps.Keys(keep)) {
		if keep[k] {
			number[k] = len(number)
		}
	}
	out := Thesaurus{}
	for w, kinds := range t {
		for _, k := range kinds {
			if n, ok := number[k.Number]; ok {
				out[w] = append(out[w], Kind{n, k.Weight})
			}
		}
	}
	return out
}
