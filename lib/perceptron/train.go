package perceptron

import (
	"cmp"
	"math"
	"slices"
)

// A Trainer learns the weights of a [Model] from mistakes. The same calls in
// the same order give the same model.
type Trainer struct {
	classes int
	clock   int64
	shift   uint
	used    int
	slots   []trainSlot
	weights []weight
	sums    []int64 // per weight: its changes, each times the clock at which it came
}

// A trainSlot is a feature and the run of its weights: weights[at : at+n], with
// room for cap. cap 0 is an empty slot.
type trainSlot struct {
	feature Feature
	at      uint32
	n, cap  uint16
}

// A weight is the standing weight of a class. Its average over the clock is
// now - sum/clock.
type weight struct {
	class, now int32
}

// NewTrainer begins with all weights zero. There are at most 256 classes.
func NewTrainer(classes int) *Trainer {
	const width = 16
	return &Trainer{classes: classes, shift: 32 - width, slots: make([]trainSlot, 1<<width)}
}

// find is the slot of f, or the empty one where it belongs.
func (t *Trainer) find(f Feature) *trainSlot {
	mask := uint32(len(t.slots) - 1)
	for i := uint32(f) >> t.shift; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.feature == f && s.cap != 0 || s.cap == 0 {
			return s
		}
	}
}

// Score sets scores, one per class, to the sum of the weights of the features.
func (t *Trainer) Score(features []Feature, scores []int32) {
	clear(scores)
	for _, f := range features {
		s := t.find(f)
		for _, w := range t.weights[s.at : s.at+uint32(s.n)] {
			scores[w.class] += w.now
		}
	}
}

// Tick counts one decision, right or wrong: the clock over which weights are
// averaged.
func (t *Trainer) Tick() { t.clock++ }

// Update rewards the class that should have won and punishes the one that did.
func (t *Trainer) Update(features []Feature, should, did int) {
	for _, f := range features {
		s := t.find(f)
		if s.cap == 0 {
			s = t.insert(f)
		}
		t.change(s, int32(should), +1)
		t.change(s, int32(did), -1)
	}
}

// insert enters a new feature.
func (t *Trainer) insert(f Feature) *trainSlot {
	if t.used++; 2*t.used >= len(t.slots) {
		old := t.slots
		t.slots = make([]trainSlot, 2*len(old))
		t.shift--
		for _, s := range old {
			if s.cap != 0 {
				*t.find(s.feature) = s
			}
		}
	}
	s := t.find(f)
	s.feature = f
	t.room(s, 2)
	return s
}

// room moves the run of s to the end of the weights, with room for n.
func (t *Trainer) room(s *trainSlot, n int) {
	at := uint32(len(t.weights))
	run, sums := t.weights[s.at:s.at+uint32(s.n)], t.sums[s.at:s.at+uint32(s.n)]
	t.weights = append(append(t.weights, run...), make([]weight, n-len(run))...)
	t.sums = append(append(t.sums, sums...), make([]int64, n-len(sums))...)
	s.at, s.cap = at, uint16(n)
}

func (t *Trainer) change(s *trainSlot, class, by int32) {
	run := t.weights[s.at : s.at+uint32(s.n)]
	k := 0
	for k < len(run) && run[k].class != class {
		k++
	}
	if k == len(run) {
		if s.n == s.cap {
			t.room(s, 2*int(s.cap))
		}
		t.weights[int(s.at)+k].class = class
		s.n++
	}
	t.weights[int(s.at)+k].now += by
	t.sums[int(s.at)+k] += int64(by) * t.clock
}

// A mean is the average of a weight over the clock.
type mean struct {
	feature Feature
	class   int32
	weight  float64
}

// means appends the averages of all weights to out, each divided by share.
func (t *Trainer) means(out []mean, share float64) []mean {
	for _, s := range t.slots {
		for i := s.at; i < s.at+uint32(s.n); i++ {
			w := t.weights[i]
			average := float64(w.now) - float64(t.sums[i])/float64(max(t.clock, 1))
			out = append(out, mean{s.feature, w.class, average / share})
		}
	}
	return out
}

// NewModel is the mean of the averaged weights of trainers that went through the
// same lessons in different orders, without the weights below least.
func NewModel(least float64, trainers ...*Trainer) *Model {
	var all []mean
	for _, t := range trainers {
		all = t.means(all, float64(len(trainers)))
	}
	slices.SortStableFunc(all, func(a, b mean) int {
		return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.class, b.class))
	})
	var cells []cell
	type line struct {
		feature Feature
		end     int
	}
	var lines []line
	for i := 0; i < len(all); {
		f, begin := all[i].feature, len(cells)
		for i < len(all) && all[i].feature == f {
			class, sum := all[i].class, 0.0
			for ; i < len(all) && all[i].feature == f && all[i].class == class; i++ {
				sum += all[i].weight
			}
			if math.Abs(sum) >= least {
				cells = appendWeight(cells, class, int(math.Round(2*sum)))
			}
		}
		if len(cells) > begin {
			lines = append(lines, line{f, len(cells)})
		}
	}
	m := newModel(trainers[0].classes, len(lines), len(cells))
	begin := 0
	for _, l := range lines {
		m.add(l.feature, cells[begin:l.end])
		begin = l.end
	}
	return m
}

// appendWeight appends a weight of so many halves. One that is too large for a
// cell takes several: cut off, it would cost a parser points of accuracy.
func appendWeight(run []cell, class int32, halves int) []cell {
	for halves != 0 {
		part := min(max(halves, -127), 127)
		run = append(run, cell(class)|cell(uint8(int8(part)))<<8)
		halves -= part
	}
	return run
}

// sorted lists the runs by feature.
func (m *Model) sorted() []uint32 {
	var out []uint32
	for _, run := range m.index {
		if run != 0 {
			out = append(out, run)
		}
	}
	slices.SortFunc(out, func(a, b uint32) int { return cmp.Compare(m.feature(a), m.feature(b)) })
	return out
}
