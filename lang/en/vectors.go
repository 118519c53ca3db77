package en

import (
	"encoding/binary"
	"errors"
	"strings"
)

// VectorSize is how many numbers a word's vector has.
const VectorSize = 100

// Vectors are what the company of words in a great deal of raw text tells of
// them, a row of [VectorSize] bytes a word; see train/vectors.
type Vectors struct {
	rows  map[string]int32
	bytes []byte
}

const vectorMagic = "ENTVECTS"

// AppendVectors appends the file form of vectors: the magic number, the count
// of words and of numbers a word and the length of the words, 4 bytes each,
// little-endian; the words, each ended by a line feed; the vectors in the same
// order.
func AppendVectors(b []byte, words []string, vectors []byte) []byte {
	text := strings.Join(words, "\n") + "\n"
	b = append(b, vectorMagic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(words)))
	b = binary.LittleEndian.AppendUint32(b, VectorSize)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = append(b, text...)
	return append(b, vectors...)
}

var errVectors = errors.New("this is not a whole file of word vectors; make it again with `go run ./train/vectors`")

// ReadVectors reads a file of vectors, which it keeps.
func ReadVectors(b []byte) (*Vectors, error) {
	const header = len(vectorMagic) + 12
	if len(b) < header || string(b[:len(vectorMagic)]) != vectorMagic {
		return nil, errVectors
	}
	n := uint64(binary.LittleEndian.Uint32(b[8:]))
	size := binary.LittleEndian.Uint32(b[12:])
	text := uint64(binary.LittleEndian.Uint32(b[16:]))
	if size != VectorSize || uint64(len(b)) != uint64(header)+text+n*VectorSize {
		return nil, errVectors
	}
	v := &Vectors{make(map[string]int32, n), b[uint64(header)+text:]}
	words := string(b[header : uint64(header)+text])
	for i := range n {
		w, rest, ok := strings.Cut(words, "\n")
		if !ok {
			return nil, errVectors
		}
		v.rows[w], words = int32(i), rest
	}
	if words != "" || uint64(len(v.rows)) != n {
		return nil, errVectors
	}
	for _, x := range v.bytes {
		if x > 127 {
			return nil, errVectors
		}
	}
	return v, nil
}

// Of is the vector of a word in lower case, nil when it has none. Of a
// compound with a hyphen it is that of its last part that has one.
func (v *Vectors) Of(word string) []byte {
	i, ok := v.rows[word]
	if !ok {
		at := strings.LastIndexByte(word, '-')
		if at < 0 || at == len(word)-1 {
			return nil
		}
		if i, ok = v.rows[word[at+1:]]; !ok {
			return nil
		}
	}
	return v.bytes[int(i)*VectorSize : int(i+1)*VectorSize]
}
