// Package perceptron holds linear models over sparse features: in come the
// features of a decision, each a 32-bit hash, out comes a score per class. A
// [Trainer] learns weights from mistakes and averages them over time (Collins
// 2002); its [Model] is what is shipped: small weights dropped, the others in 8
// bits at steps of one half. The few that 8 bits cannot hold take several
// cells, for they decide most: cutting them off costs a parser points of
// accuracy.
package perceptron

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
)

// A Feature is the hash of a fact about a decision ("the word before is the").
type Feature uint32

// A Key is a feature in the making: what kind of fact it is, then its parts.
type Key uint64

// Kind begins the features of kind n.
func Kind(n int) Key { return Key(n) << 40 }

// With is k with one more part.
func (k Key) With(part Feature) Key {
	k = (k ^ Key(part)) * 0x9fb21c651e98df25
	return k ^ k>>29
}

// Feature is the finished feature of k.
func (k Key) Feature() Feature {
	k *= 0xd6e8feb86659fd93
	return Feature(k >> 32)
}

// Hash is a part made from a string.
func Hash(s string) Feature {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return Feature(h ^ h>>15)
}

// A Model scores classes. It is safe for use by many goroutines.
type Model struct {
	classes int
	shift   uint     // a feature's home in index is its top bits: feature >> shift
	index   []uint32 // open addressing, one power of two, some empty: where in runs; 0 is nowhere
	runs    []cell   // per feature: its low and its high half, the number of its weights, the weights
	n       int      // features
	fold    uint     // a feature's bit in filter is its top bits: feature >> fold
	filter  []uint64
}

// head is the number of cells of a run before its weights.
const head = 3

// A cell is a class in its low byte and a weight, in halves, in its high byte.
type cell uint16

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

// Features is the number of features with a weight.
func (m *Model) Features() int { return m.n }

// Score sets scores, one per class, to the sum of the weights of the features,
// in halves. It looks features up in three sweeps, so that the waits for memory
// of many features fall together: which may have weights, where these are, what
// they say.
func (m *Model) Score(features []Feature, scores []int32) {
	clear(scores)
	var found [128]uint32
	for len(features) > 0 {
		some := features[:min(len(features), len(found))]
		features = features[len(some):]
		n := 0
		for _, f := range some {
			found[n] = uint32(f)
			n += int(m.filter[f>>m.fold>>6] >> (f >> m.fold & 63) & 1)
		}
		n = m.locate(found[:n])
		for _, run := range found[:n] {
			for _, c := range m.runs[run+head : run+head+uint32(m.runs[run+2])] {
				scores[c&0xff] += int32(int8(c >> 8))
			}
		}
	}
}

// locate replaces features by their runs and leaves out those that have none.
func (m *Model) locate(features []uint32) int {
	mask, n := uint32(len(m.index)-1), 0
	for _, f := range features {
		i := f >> m.shift
		for m.index[i] != 0 && m.feature(m.index[i]) != f {
			i = (i + 1) & mask
		}
		if run := m.index[i]; run != 0 {
			features[n] = run
			n++
		}
	}
	return n
}

// feature is the feature whose run begins at run.
func (m *Model) feature(run uint32) uint32 {
	return uint32(m.runs[run]) | uint32(m.runs[run+1])<<16
}

// newModel makes room for n features with weights weights in all.
func newModel(classes, n, weights int) *Model {
	width := bits.Len(uint(n + n/2 + 1)) // filled by a third to two thirds
	const widest = 23                    // a megabyte, which stays in the processor's own memory
	filter := min(widest, width+4)
	return &Model{
		fold:    uint(32 - filter),
		filter:  make([]uint64, max(1, 1<<filter/64)),
		classes: classes,
		shift:   uint(32 - width),
		index:   make([]uint32, 1<<width),
		runs:    append(make([]cell, 0, 1+head*n+weights), 0),
	}
}

// add appends a feature with its weights; features come in rising order, which
// keeps the writes of loading near each other.
func (m *Model) add(f Feature, weights []cell) {
	mask := uint32(len(m.index) - 1)
	i := uint32(f) >> m.shift
	for m.index[i] != 0 {
		i = (i + 1) & mask
	}
	m.filter[f>>m.fold>>6] |= 1 << (f >> m.fold & 63)
	m.index[i] = uint32(len(m.runs))
	m.runs = append(append(m.runs, cell(f), cell(f>>16), cell(len(weights))), weights...)
	m.n++
}

// AppendBinary appends the model's file form to b: the numbers of classes,
// features and weights, then each feature in rising order as the distance from
// the one before, the number of its weights, and a class byte and a weight byte
// for each. All numbers are unsigned varints.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	weights := len(m.runs) - 1 - head*m.n
	for _, n := range []int{m.classes, m.Features(), weights} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	last := Feature(0)
	for _, run := range m.sorted() {
		f := Feature(m.feature(run))
		b = binary.AppendUvarint(b, uint64(f-last))
		last = f
		n := uint32(m.runs[run+2])
		b = binary.AppendUvarint(b, uint64(n))
		for _, c := range m.runs[run+head : run+head+n] {
			b = append(b, byte(c), byte(c>>8))
		}
	}
	return b, nil
}

var errModel = errors.New("the linear model is damaged")

// ReadModel reads what [Model.AppendBinary] wrote.
func ReadModel(b []byte) (*Model, error) {
	r := reader{b: b}
	classes, features, weights := r.uvarint(), r.uvarint(), r.uvarint()
	if r.bad || classes == 0 || classes > 256 || features > uint64(len(b)/4) || weights > uint64(len(b)/2) {
		return nil, fmt.Errorf("%w: %d classes, %d features, %d weights in %d bytes", errModel, classes, features, weights, len(b))
	}
	m := newModel(int(classes), int(features), int(weights))
	f, run := uint64(0), make([]cell, 0, 256)
	for i := range features {
		step, n := r.uvarint(), r.uvarint()
		f += step
		if r.bad || f > 1<<32-1 || step == 0 && i > 0 || n == 0 || n > 1<<12 || n > uint64(len(r.b)/2) {
			return nil, fmt.Errorf("%w at feature %d", errModel, i)
		}
		run = run[:0]
		for range n {
			class, weight := r.b[0], r.b[1]
			if uint64(class) >= classes {
				return nil, fmt.Errorf("%w: feature %d has class %d of %d", errModel, i, class, classes)
			}
			run = append(run, cell(class)|cell(weight)<<8)
			r.b = r.b[2:]
		}
		m.add(Feature(f), run)
	}
	if len(r.b) > 0 {
		return nil, fmt.Errorf("%w: %d bytes after its end", errModel, len(r.b))
	}
	return m, nil
}

// A reader takes varints off the front of b; bad says that one was none.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 {
		v := r.b[0]
		r.b = r.b[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}
