package linear

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
)

// magic begins a model file; its last byte is the version of the form. Version 1
// had the cells of a row beside its key, unpacked.
const magic = "linear\x002"

// Bounds of what a file may ask for; maxUnpacked is in bytes.
const (
	maxClasses  = 255
	maxRows     = 1 << 22
	maxPacked   = 1 << 28
	maxUnpacked = 64 << 20
)

var errFile = errors.New("not a linear model of this version; make it again")

// Write writes m: the magic, the step of the weights (IEEE 754, 32 bits), the
// number of classes and each one's length and name, the number of bytes that
// follow, and packed by gzip in these
//
//   - the number of rows of free features and their keys in order, each as the
//     distance from the one before;
//   - which classes have a weight in a row, a bit each, the lowest bit of the
//     first byte for the first class: the first bytes of all rows, then the
//     second ones, and so on;
//   - these weights, row by row, as signed bytes in steps;
//   - the number of tied features, their keys as those above, their weights.
//
// Numbers are unsigned varints.
func (m *Model) Write(w io.Writer, step float64) error {
	head := []byte(magic)
	head = binary.LittleEndian.AppendUint32(head, math.Float32bits(float32(step)))
	head = binary.AppendUvarint(head, uint64(len(m.Classes)))
	for _, c := range m.Classes {
		head = binary.AppendUvarint(head, uint64(len(c)))
		head = append(head, c...)
	}
	packed, err := pack(m.body(step))
	if err != nil {
		return err
	}
	head = binary.AppendUvarint(head, uint64(len(packed)))
	_, err = w.Write(append(head, packed...))
	return err
}

// body is what [Model.Write] packs.
func (m *Model) body(step float64) []byte {
	byteOf := func(x float32) byte { return byte(int8(math.Round(float64(x) / step))) }
	rows := slices.SortedFunc(maps.Keys(m.rows), cmp.Compare[uint32])
	b := appendKeys(nil, rows)
	for plane := range planes(len(m.Classes)) {
		for _, key := range rows {
			var bits byte
			for _, x := range m.cells[m.rows[key].first:m.rows[key].last] {
				if int(x.class)/8 == plane {
					bits |= 1 << (x.class % 8)
				}
			}
			b = append(b, bits)
		}
	}
	for _, key := range rows {
		for _, x := range m.cells[m.rows[key].first:m.rows[key].last] {
			b = append(b, byteOf(x.weight))
		}
	}
	tied := slices.SortedFunc(maps.Keys(m.tied), cmp.Compare[uint32])
	b = appendKeys(b, tied)
	for _, key := range tied {
		b = append(b, byteOf(m.tied[key]))
	}
	return b
}

// planes is how many bytes hold a bit for each of n classes.
func planes(n int) int { return (n + 7) / 8 }

func appendKeys(b []byte, keys []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint32(0)
	for _, key := range keys {
		b = binary.AppendUvarint(b, uint64(key-last))
		last = key
	}
	return b
}

func pack(b []byte) ([]byte, error) {
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	err = z.Close()
	return buf.Bytes(), err
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
	n := int(r.count(maxPacked))
	if r.err != nil || n > r.Len() {
		return nil, nil, errFile
	}
	packed, rest := data[len(data)-r.Len():][:n], data[len(data)-r.Len():][n:]
	body, err := unpack(packed)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errFile, err)
	}
	b := &reader{Reader: bytes.NewReader(body)}
	m.readRows(b, step)
	for _, key := range b.keys() {
		m.tied[key] = step * float32(int8(b.byte()))
	}
	if b.err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errFile, b.err)
	}
	if b.Len() > 0 {
		return nil, nil, errFile
	}
	return m, rest, nil
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, maxUnpacked))
}

func (m *Model) readRows(b *reader, step float32) {
	keys := b.keys()
	n := planes(len(m.Classes)) * len(keys)
	if n > b.Len() {
		b.note(errFile)
		return
	}
	masks := make([]byte, n)
	_, err := io.ReadFull(b, masks)
	b.note(err)
	for i, key := range keys {
		first := uint32(len(m.cells))
		for class := range 8 * planes(len(m.Classes)) {
			if masks[class/8*len(keys)+i]>>(class%8)&1 == 0 {
				continue
			}
			if class >= len(m.Classes) {
				b.note(errFile)
			}
			m.cells = append(m.cells, cell{uint8(class), step * float32(int8(b.byte()))})
		}
		if b.err != nil {
			return
		}
		m.rows[key] = row{first, uint32(len(m.cells))}
	}
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

// keys reads what appendKeys wrote.
func (r *reader) keys() []uint32 {
	n := int(r.count(maxRows))
	if n > r.Len() {
		r.note(errFile)
		return nil
	}
	out := make([]uint32, n)
	last := uint32(0)
	for i := range out {
		last += uint32(r.count(math.MaxUint32))
		out[i] = last
	}
	if r.err != nil {
		return nil
	}
	return out
}
