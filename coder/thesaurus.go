package coder

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
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

// AppendThesaurus packs words and their kinds: gzip of, for each word in the
// order given, its length, its letters, the number of its kinds and each kind's
// number and weight; numbers are unsigned varints, weights bytes.
func AppendThesaurus(b []byte, words []string, t Thesaurus) ([]byte, error) {
	var plain []byte
	for _, w := range words {
		plain = binary.AppendUvarint(plain, uint64(len(w)))
		plain = append(plain, w...)
		plain = binary.AppendUvarint(plain, uint64(len(t[w])))
		for _, k := range t[w] {
			plain = binary.AppendUvarint(plain, uint64(k.Number))
			plain = append(plain, byte(k.Weight/kindStep+0.5))
		}
	}
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

// readThesaurus unpacks what [AppendThesaurus] packed.
func readThesaurus(data []byte) (Thesaurus, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errThesaurus, err)
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxThesaurus))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errThesaurus, err)
	}
	t := Thesaurus{}
	number := func() int {
		n, k := binary.Uvarint(plain)
		if k <= 0 || n > maxThesaurus {
			plain = nil
			return 0
		}
		plain = plain[k:]
		return int(n)
	}
	for len(plain) > 0 {
		n := number()
		if n == 0 || n > len(plain) {
			return nil, errThesaurus
		}
		word := string(plain[:n])
		plain = plain[n:]
		kinds := make([]Kind, 0, 8)
		for range number() {
			k := number()
			if len(plain) == 0 {
				return nil, errThesaurus
			}
			kinds = append(kinds, Kind{k, float32(plain[0]) * kindStep})
			plain = plain[1:]
		}
		t[word] = kinds
	}
	return t, nil
}
