package tutor

import (
	"math/rand/v2"

	"github.com/entente-project/entente/lib/linear"
)

// Settings govern teaching: those of the linear model, and what is hidden in a
// step so that the model learns to do without it. Mask of the linear settings is
// the tutor's own.
type Settings struct {
	linear.Settings
	DropRows  float64 // share of steps without what the rows say
	DropWords float64 // share of steps without the words themselves
}

// Held is one in how many predicates is kept for the exam.
const Held = 4

// Default are the settings of the shipped model.
func Default() Settings {
	return Settings{
		Settings:  linear.Settings{Seed: 1, Epochs: 6, Rate: 0.3, Smoothing: 0.05, Dropout: 0.25, Prune: 0.2, Least: 3, Step: 0.2},
		DropRows:  0.35,
		DropWords: 0.4,
	}
}

// rowWeight is what the example of a row counts beside a marked sentence.
const rowWeight = 0.5

// mostWeight bounds what a lesson of a rare type counts.
const mostWeight = 2.0

// Teach fits a model to lessons. Each type weighs alike, as far as mostWeight lets
// it. The same lessons and settings give the same model.
func (u *Tutor) Teach(lessons []Lesson, s Settings) *linear.Model {
	counts := make([]float64, len(u.types))
	for _, l := range lessons {
		counts[l.class]++
	}
	examples := make([]linear.Example, len(lessons))
	of := make(map[*linear.Example]*Lesson, len(lessons))
	for i := range lessons {
		l := &lessons[i]
		w := float32(min(mostWeight, float64(len(lessons))/float64(len(u.types))/counts[l.class]))
		if l.Row {
			w *= rowWeight
		}
		examples[i] = linear.Example{Case: l.portrait.Case(), Class: l.class, Weight: w}
		of[&examples[i]] = l
	}
	s.Mask = func(r *rand.Rand, e *linear.Example) linear.Case { return s.mask(r, of[e]) }
	return linear.Train(u.types, examples, s.Settings)
}

// mask is what one step sees of l.
func (s Settings) mask(r *rand.Rand, l *Lesson) linear.Case {
	p := l.portrait
	if l.Row || r.Float64() < s.DropRows {
		p.Rows = linear.Case{}
	}
	switch x := r.Float64(); {
	case x < s.DropWords:
		p.Words = nil
	case x < s.DropWords+0.1:
		p.Meanings = nil
	case x < s.DropWords+0.2:
		p.Paths = nil
	}
	return p.Case()
}
