package neural

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/entente-project/entente/lib/matrix"
)

// AppendBinary appends the reader's file form to b; see the package comment.
func (r *Reader) AppendBinary(b []byte) ([]byte, error) {
	for _, n := range []int{r.Layers, r.Input, r.Hidden, r.Arc, r.Label, r.Vector} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = appendNames(b, r.tags)
	b = appendNames(b, r.rels)
	b = binary.AppendUvarint(b, uint64(len(r.features)))
	for _, f := range r.features {
		b = binary.LittleEndian.AppendUint64(b, f)
	}
	b = appendBytes(b, r.table)
	b = appendFloats(b, r.rowScale)
	b = appendFloats(b, []float32{r.inScale, r.depScale, r.headScale, r.relScale})
	b = appendFloats(b, r.root)
	b = appendFloats(b, r.distance)
	for _, s := range r.parts() {
		b = appendBytes(b, s.raw)
		b = appendFloats(b, s.scale)
		b = appendFloats(b, s.bias)
	}
	return b, nil
}

// parts are the matrices in the order of the file.
func (r *Reader) parts() []*scaled {
	out := []*scaled{&r.project}
	for i := range r.layers {
		l := &r.layers[i]
		out = append(out, &l.in, &l.back[0], &l.back[1])
	}
	return append(out, &r.judge, &r.arc, &r.rel, &r.tag)
}

// sizes are the rows and columns of the parts.
func (r *Reader) sizes() [][2]int {
	out := [][2]int{{r.Input, r.Vector}}
	in := r.Input
	for range r.Layers {
		out = append(out, [2]int{8 * r.Hidden, in}, [2]int{4 * r.Hidden, r.Hidden}, [2]int{4 * r.Hidden, r.Hidden})
		in = 2 * r.Hidden
	}
	return append(out, [2]int{2 * (r.Arc + r.Label), in}, [2]int{r.Arc, r.Arc}, [2]int{len(r.rels), r.Label}, [2]int{len(r.tags), in})
}

func appendNames(b []byte, names []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(names)))
	for _, n := range names {
		b = binary.AppendUvarint(b, uint64(len(n)))
		b = append(b, n...)
	}
	return b
}

func appendBytes(b []byte, x []int8) []byte {
	for _, v := range x {
		b = append(b, byte(v))
	}
	return b
}

func appendFloats(b []byte, x []float32) []byte {
	for _, v := range x {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

var errFile = errors.New("the network is not whole")

// most that a size in the file may be.
const most = 1 << 16

// Read reads the file form of a reader.
func Read(b []byte) (*Reader, error) {
	f := &file{rest: b}
	r := &Reader{}
	for _, n := range []*int{&r.Layers, &r.Input, &r.Hidden, &r.Arc, &r.Label, &r.Vector} {
		*n = f.number(most)
	}
	r.tags, r.rels = f.names(), f.names()
	count := f.number(1 << 24)
	if f.failed || r.Layers == 0 || r.Layers > 16 || r.Input%4 != 0 || r.Hidden%16 != 0 || r.Hidden == 0 || r.Arc%4 != 0 || r.Label%4 != 0 ||
		r.Vector%4 != 0 || len(r.tags) == 0 || len(r.rels) == 0 || count > len(f.rest)/8 {
		return nil, errFile
	}
	r.features = make([]uint64, count)
	for i := range r.features {
		r.features[i] = binary.LittleEndian.Uint64(f.take(8))
		if i > 0 && r.features[i] <= r.features[i-1] || r.features[i] == 0 {
			return nil, fmt.Errorf("%w: feature %d is out of order", errFile, i)
		}
	}
	r.places = newPlaces(r.features)
	r.table = f.bytes(count * r.Input)
	r.rowScale = f.floats(count)
	if s := f.floats(4); s != nil {
		r.inScale, r.depScale, r.headScale, r.relScale = s[0], s[1], s[2], s[3]
	}
	r.root, r.distance = f.floats(r.Arc+r.Label), f.floats(distances*r.Label)
	r.layers = make([]layer, r.Layers)
	sizes := r.sizes()
	for i, s := range r.parts() {
		rows, columns := sizes[i][0], sizes[i][1]
		s.raw, s.scale, s.bias = f.bytes(rows*columns), f.floats(rows), f.floats(rows)
		if f.failed {
			return nil, errFile
		}
		s.weights = matrix.NewInt8(s.raw, rows, columns)
	}
	if f.failed || len(f.rest) > 0 {
		return nil, errFile
	}
	for i := range r.layers {
		r.layers[i].split()
	}
	return r, nil
}

// A file is what is still to be read of one. Once a piece is missing it has
// failed, and gives nothing more.
type file struct {
	rest   []byte
	failed bool
}

// take is the next n bytes, nil when there are fewer.
func (f *file) take(n int) []byte {
	if f.failed || n < 0 || n > len(f.rest) {
		f.failed, f.rest = true, nil
		return nil
	}
	out := f.rest[:n]
	f.rest = f.rest[n:]
	return out
}

func (f *file) number(limit uint64) int {
	n, size := binary.Uvarint(f.rest)
	if size <= 0 || n > limit {
		f.take(-1)
		return 0
	}
	f.rest = f.rest[size:]
	return int(n)
}

func (f *file) names() []string {
	n := f.number(uint64(len(f.rest)))
	var out []string
	for range n {
		out = append(out, string(f.take(f.number(most))))
		if f.failed {
			return nil
		}
	}
	return out
}

func (f *file) bytes(n int) []int8 {
	from := f.take(n)
	if from == nil {
		return nil
	}
	out := make([]int8, n)
	for i, x := range from {
		out[i] = int8(x)
	}
	return out
}

// floats gives n numbers, all finite.
func (f *file) floats(n int) []float32 {
	from := f.take(4 * n)
	if from == nil {
		return nil
	}
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(from[4*i:]))
		if x := float64(out[i]); math.IsNaN(x) || math.IsInf(x, 0) {
			f.take(-1)
			return nil
		}
	}
	return out
}
