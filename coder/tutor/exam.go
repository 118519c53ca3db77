package tutor

import (
	"fmt"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/linear"
)

// An Answer is what is said to the question of a lesson.
type Answer struct {
	Rows  entente.Type // by the rows alone; "" when they find no act
	Model entente.Type // by the model alone
	Both  entente.Type // by both together, as the coder asks them
}

// Ask puts the question of l to m, a model that this tutor taught.
func (u *Tutor) Ask(m *linear.Model, l Lesson) Answer {
	p := linear.Probabilities(m.Scores(l.portrait.Case()))
	best := linear.Best(p)
	a := Answer{Model: entente.Type(m.Classes[best])}
	if l.rows.By != "" {
		a.Rows = l.rows.Type
	}
	a.Both = a.Rows
	if l.rows.YieldsTo(p[best]) {
		a.Both = a.Model
	}
	return a
}

// A Mark counts right answers among Sentences.
type Mark struct{ Sentences, Rows, Model, Both int }

// Examine asks the question of every lesson but the examples of rows. Each, if not
// nil, is given every answer.
func (u *Tutor) Examine(m *linear.Model, exam []Lesson, each func(Lesson, Answer)) Mark {
	var k Mark
	for _, l := range exam {
		if l.Row {
			continue
		}
		a := u.Ask(m, l)
		k.Sentences++
		k.Rows += right(a.Rows, l)
		k.Model += right(a.Model, l)
		k.Both += right(a.Both, l)
		if each != nil {
			each(l, a)
		}
	}
	return k
}

func right(t entente.Type, l Lesson) int {
	if t == l.Type {
		return 1
	}
	return 0
}

// Percent is n, a count of k, in percent of its sentences; 0 of none.
func (k Mark) Percent(n int) float64 { return 100 * float64(n) / float64(max(k.Sentences, 1)) }

func (k Mark) String() string {
	return fmt.Sprintf("of %d sentences the rows alone have %.1f%% right, the model alone %.1f%%, both together, as the coder asks them, %.1f%%",
		k.Sentences, k.Percent(k.Rows), k.Percent(k.Model), k.Percent(k.Both))
}
