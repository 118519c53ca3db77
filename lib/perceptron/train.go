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
	slots   []trainSlot
	runs    [][]weight
}

type trainSlot struct {
	feature Feature
	run     int32 // index in runs plus one; 0 is an empty slot
}

// A weight is the standing weight of a class, and its sum over all times up to
// stamp.
type weight struct {
	class int32
	now   int32
	sum   int64
	stamp int64
}

// NewTrainer begins with all weights zero. There are at most 256 classes.
func NewTrainer(classes int) *Trainer {
	const width = 16
	return &Trainer{classes: classes, shift: 32 - width, slots: make([]trainSlot, 1<<width)}
}

// find is the index of f's run in t.runs, or -1.
func (t *Trainer) find(f Feature) int {
	mask := uint32(len(t.slots) - 1)
	for i := uint32(f) >> t.shift; t.slots[i].run != 0; i = (i + 1) & mask {
		if t.slots[i].feature == f {
			return int(t.slots[i].run) - 1
		}
	}
	return -1
}

// Score sets scores, one per class, to the sum of the weights of the features.
func (t *Trainer) Score(features []Feature, scores []int32) {
	clear(scores)
	for _, f := range features {
		if r := t.find(f); r >= 0 {
			for _, w := range t.runs[r] {
				scores[w.class] += w.now
			}
		}
	}
}

// Tick counts one decision, right or wrong: the clock over which weights are
// averaged.
func (t *Trainer) Tick() { t.clock++ }

// Update rewards the class that should have won and punishes the one that did.
func (t *Trainer) Update(features []Feature, should, did int) {
	for _, f := range features {
		r := t.find(f)
		if r < 0 {
			r = t.insert(f)
		}
		t.change(r, should, +1)
		t.change(r, did, -1)
	}
}

func (t *Trainer) insert(f Feature) int {
	if 2*len(t.runs) >= len(t.slots) {
		t.grow()
	}
	t.runs = append(t.runs, nil)
	t.put(trainSlot{f, int32(len(t.runs))})
	return len(t.runs) - 1
}

func (t *Trainer) grow() {
	old := t.slots
	t.slots = make([]trainSlot, 2*len(old))
	t.shift--
	for _, s := range old {
		if s.run != 0 {
			t.put(s)
		}
	}
}

func (t *Trainer) put(s trainSlot) {
	mask := uint32(len(t.slots) - 1)
	i := uint32(s.feature) >> t.shift
	for t.slots[i].run != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

func (t *Trainer) change(run, class int, by int32) {
	for i := range t.runs[run] {
		w := &t.runs[run][i]
		if w.class == int32(class) {
			w.sum += int64(w.now) * (t.clock - w.stamp)
			w.stamp = t.clock
			w.now += by
			return
		}
	}
	t.runs[run] = append(t.runs[run], weight{int32(class), by, 0, t.clock})
}

// Model is the averaged model without the weights below least.
func (t *Trainer) Model(least float64) *Model {
	type line struct {
		feature Feature
		run     []cell
	}
	var lines []line
	total := 0
	for _, s := range t.slots {
		if s.run == 0 {
			continue
		}
		var run []cell
		for _, w := range t.runs[s.run-1] {
			mean := float64(w.sum+int64(w.now)*(t.clock-w.stamp)) / float64(max(t.clock, 1))
			if half := math.Round(2 * mean); math.Abs(mean) >= least && half != 0 {
				run = append(run, cell(w.class)|cell(uint8(int8(min(max(half, -127), 127))))<<8)
			}
		}
		if len(run) > 0 {
			slices.SortFunc(run, func(a, b cell) int { return cmp.Compare(a&0xff, b&0xff) })
			lines = append(lines, line{s.feature, run})
			total += len(run)
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.feature, b.feature) })
	m := newModel(t.classes, len(lines), total)
	for _, l := range lines {
		m.add(l.feature, l.run)
	}
	return m
}

// sorted lists the used slots by feature.
func (m *Model) sorted() []slot {
	var out []slot
	for _, s := range m.slots {
		if s.run != 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b slot) int { return cmp.Compare(a.feature, b.feature) })
	return out
}
