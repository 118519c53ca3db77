package en

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"github.com/entente-project/entente/lib/neural"
)

//go:embed model.bin
var modelFile []byte

//go:embed arbiter.bin
var arbiterFile []byte

//go:embed vectors.bin
var vectorFile []byte

// A Model is what was learned from treebanks.
type Model struct {
	Network *neural.Reader
	Lemmas  map[Inflected]string // where the rules of lemmatising fail
	Words   map[string]string    // dictionary forms often seen -> their readings, as in the table lexicon
	Version string               // see [English.Version]
	Small   []string             // words that stand with a small letter in running text, sorted
}

// An Inflected is a form in lower case with its tag, or part of speech.
type Inflected struct{ Form, Tag string }

const (
	magic      = "ENTMODEL"
	version    = 2
	entrySize  = 16 + 8 + 8 + 4
	headerSize = 8 + 4 + 4
)

// AppendBinary appends the model's file form to b; see the package comment.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	network, err := m.Network.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	sections := []struct {
		name string
		body []byte
	}{{"network", network}, {"lemmas", m.lemmaLines()}, {"words", m.wordLines()}, {"case", []byte(strings.Join(m.Small, "\n"))}}
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, version)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(sections)))
	offset := headerSize + entrySize*len(sections)
	for _, s := range sections {
		var name [16]byte
		copy(name[:], s.name)
		b = append(b, name[:]...)
		b = binary.LittleEndian.AppendUint64(b, uint64(offset))
		b = binary.LittleEndian.AppendUint64(b, uint64(len(s.body)))
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(s.body))
		offset += len(s.body)
	}
	for _, s := range sections {
		b = append(b, s.body...)
	}
	return b, nil
}

func (m *Model) lemmaLines() []byte {
	var lines []string
	for f, lemma := range m.Lemmas {
		lines = append(lines, f.Form+"\t"+f.Tag+"\t"+lemma)
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}

func (m *Model) wordLines() []byte {
	var lines []string
	for w, readings := range m.Words {
		lines = append(lines, w+"\t"+readings)
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}

var errModel = errors.New("this is not a whole model file; train it again with `go run ./train/parser`")

// ReadModel reads a model file.
func ReadModel(b []byte) (*Model, error) {
	sections, err := readSections(b)
	if err != nil {
		return nil, err
	}
	m := &Model{Lemmas: map[Inflected]string{}, Words: map[string]string{}}
	if m.Network, err = neural.Read(sections["network"]); err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, err)
	}
	if n := m.Network.VectorSize(); n != VectorSize {
		return nil, fmt.Errorf("%w: it wants word vectors of %d numbers and there are %d", errModel, n, VectorSize)
	}
	for line := range strings.Lines(string(sections["lemmas"])) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%w: a lemma has %d cells, not 3", errModel, len(cells))
		}
		m.Lemmas[Inflected{cells[0], cells[1]}] = cells[2]
	}
	for line := range strings.Lines(string(sections["words"])) {
		word, readings, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.Trim(readings, "vnar") != "" {
			return nil, fmt.Errorf("%w: word %q has no readings", errModel, line)
		}
		m.Words[word] = readings
	}
	m.Small = strings.Fields(string(sections["case"]))
	return m, nil
}

// readSections checks the header and the sums and cuts the file.
func readSections(b []byte) (map[string][]byte, error) {
	if len(b) < headerSize || string(b[:8]) != magic {
		return nil, errModel
	}
	if v := binary.LittleEndian.Uint32(b[8:]); v != version {
		return nil, fmt.Errorf("the model file has format %d; this program reads format %d", v, version)
	}
	n := int(binary.LittleEndian.Uint32(b[12:]))
	if n > (len(b)-headerSize)/entrySize {
		return nil, errModel
	}
	sections := map[string][]byte{}
	for i := range n {
		e := b[headerSize+i*entrySize:]
		name := strings.TrimRight(string(e[:16]), "\x00")
		offset, length := binary.LittleEndian.Uint64(e[16:]), binary.LittleEndian.Uint64(e[24:])
		if offset > uint64(len(b)) || length > uint64(len(b))-offset {
			return nil, fmt.Errorf("%w: section %q ends outside the file", errModel, name)
		}
		body := b[offset : offset+length]
		if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(e[32:]) {
			return nil, fmt.Errorf("%w: section %q has another checksum", errModel, name)
		}
		sections[name] = body
	}
	return sections, nil
}
