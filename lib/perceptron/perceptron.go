// Package perceptron holds linear models over sparse features: in come the
// features of a decision, each a 32-bit hash, out comes a score per class. A
// [Trainer] learns weights from mistakes and averages them over time (Collins
// 2002); its [Model] is what is shipped: small weights dropped, the others in 8
// bits at steps of one half.
//
// Weights reach far beyond the common few, so that they saturate at 63.5 and
// no lower: clipping them near 6 costs a parser seven points of accuracy.
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
	shift   uint   // a feature's home slot is its top bits: feature >> shift
	slots   []slot // open addressing, one power of two, some slots empty
	runs    []cell // per feature: the number of its weights, then the weights
}

// A slot is one feature and where its run begins in runs; run 0 is none.
type slot struct {
	feature Feature
	run     uint32
}

// A cell is a class in its low byte and a weight, in halves, in its high byte.
type cell uint16

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

// Features is the number of features with a weight.
func (m *Model) Features() int {
	n := 0
	for _, s := range m.slots {
		if s.run != 0 {
			n++
		}
	}
	return n
}

// Score sets scores, one per class, to the sum of the weights of the features,
// in halves.
func (m *Model) Score(features []Feature, scores []int32) {
	clear(scores)
	mask := uint32(len(m.slots) - 1)
	for _, f := range features {
		for i := uint32(f) >> m.shift; m.slots[i].run != 0; i = (i + 1) & mask {
			if m.slots[i].feature != f {
				continue
			}
			run := m.slots[i].run
			n := uint32(m.runs[run])
			for _, c := range m.runs[run+1 : run+1+n] {
				scores[c&0xff] += int32(int8(c >> 8))
			}
			break
		}
	}
}

// newModel makes room for n features with weights weights in all.
func newModel(classes, n, weights int) *Model {
	width := bits.Len(uint(2*n + 1))
	return &Model{
		classes: classes,
		shift:   uint(32 - width),
		slots:   make([]slot, 1<<width),
		runs:    append(make([]cell, 0, 1+n+weights), 0),
	}
}

// add appends a feature with its weights; features come in rising order, which
// keeps the writes of loading near each other.
func (m *Model) add(f Feature, weights []cell) {
	mask := uint32(len(m.slots) - 1)
	i := uint32(f) >> m.shift
	for m.slots[i].run != 0 {
		i = (i + 1) & mask
	}
	m.slots[i] = slot{f, uint32(len(m.runs))}
	m.runs = append(append(m.runs, cell(len(weights))), weights...)
}

// AppendBinary appends the model's file form to b: the numbers of classes,
// features and weights, then each feature in rising order as the distance from
// the one before, the number of its weights, and a class byte and a weight byte
// for each. All numbers are unsigned varints.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	weights := len(m.runs) - 1 - m.Features()
	for _, n := range []int{m.classes, m.Features(), weights} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	last := Feature(0)
	for _, s := range m.sorted() {
		b = binary.AppendUvarint(b, uint64(s.feature-last))
		last = s.feature
		n := uint32(m.runs[s.run])
		b = binary.AppendUvarint(b, uint64(n))
		for _, c := range m.runs[s.run+1 : s.run+1+n] {
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
		if r.bad || f > 1<<32-1 || step == 0 && i > 0 || n == 0 || n > classes || n > uint64(len(r.b)/2) {
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
