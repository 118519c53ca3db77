package linear

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
)

// magic begins a model file; its last byte is the version of the form.
const magic = "linear\x001"

// maxClasses and maxRows bound what a file may ask for.
const (
	maxClasses = 255
	maxRows    = 1 << 24
)

var errFile = errors.New("not a linear model of this version; make it again")

// Write writes m: the magic, the step of the weights (IEEE 754, 32 bits), the
// classes, the rows of free features in the order of their keys and the tied
// features. Numbers are unsigned varints, keys as the distance from the key
// before, weights signed bytes in steps.
func (m *Model) Write(w io.Writer, step float64) error {
	b := bufio.NewWriter(w)
	b.WriteString(magic)
	binary.Write(b, binary.LittleEndian, float32(step))
	number := func(n uint64) { b.Write(binary.AppendUvarint(nil, n)) }
	number(uint64(len(m.Classes)))
	for _, c := range m.Classes {
		number(uint64(len(c)))
		b.WriteString(c)
	}
	byteOf := func(x float32) byte { return byte(int8(math.Round(float64(x) / step))) }
	number(uint64(len(m.rows)))
	last := uint32(0)
	for _, key := range slices.SortedFunc(maps.Keys(m.rows), cmp.Compare[uint32]) {
		r := m.rows[key]
		number(uint64(key - last))
		last = key
		b.WriteByte(byte(r.last - r.first))
		for _, x := range m.cells[r.first:r.last] {
			b.WriteByte(x.class)
			b.WriteByte(byteOf(x.weight))
		}
	}
	number(uint64(len(m.tied)))
	last = 0
	for _, key := range slices.SortedFunc(maps.Keys(m.tied), cmp.Compare[uint32]) {
		number(uint64(key - last))
		last = key
		b.WriteByte(byteOf(m.tied[key]))
	}
	return b.Flush()
}

// Read reads what [Model.Write] wrote from the start of data and gives the rest.
func Read(data []byte) (m *Model, rest []byte, err error) {
	r := &reader{Reader: bytes.NewReader(data)}
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(r, head); err != nil || string(head) != magic {
		return nil, nil, errFile
	}
	var step float32
	if err := binary.Read(r, binary.LittleEndian, &step); err != nil || !(step > 0 && step < 1e6) {
		return nil, nil, errFile
	}
	m = &Model{rows: map[uint32]row{}, tied: map[uint32]float32{}}
	for range r.count(maxClasses) {
		name := make([]byte, r.count(255))
		_, err := io.ReadFull(r, name)
		r.note(err)
		m.Classes = append(m.Classes, string(name))
	}
	key := uint32(0)
	for range r.count(maxRows) {
		key += uint32(r.count(math.MaxUint32))
		first := uint32(len(m.cells))
		for range int(r.byte()) {
			class, weight := r.byte(), r.byte()
			if int(class) >= len(m.Classes) {
				r.note(errFile)
			}
			m.cells = append(m.cells, cell{class, step * float32(int8(weight))})
		}
		if r.err != nil {
			break
		}
		m.rows[key] = row{first, uint32(len(m.cells))}
	}
	key = 0
	for range r.count(maxRows) {
		key += uint32(r.count(math.MaxUint32))
		m.tied[key] = step * float32(int8(r.byte()))
		if r.err != nil {
			break
		}
	}
	if r.err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errFile, r.err)
	}
	return m, data[len(data)-r.Len():], nil
}

// A reader keeps the first error and gives zeros after it.
type reader struct {
	*bytes.Reader
	err error
}

func (r *reader) note(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) count(most uint64) uint64 {
	if r.err != nil {
		return 0
	}
	n, err := binary.ReadUvarint(r)
	if err == nil && n > most {
		err = errFile
	}
	if err != nil {
		r.note(err)
		return 0
	}
	return n
}

func (r *reader) byte() byte {
	if r.err != nil {
		return 0
	}
	b, err := r.ReadByte()
	r.note(err)
	return b
}
