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
type Mark struct {
	Sentences         int
	Rows, Model, Both int // right answers; see [Answer]
	Unknown, Found    int // sentences in which the rows find no act, and right answers of the model there
}

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
		k.Rows += one(a.Rows == l.Type)
		k.Model += one(a.Model == l.Type)
		k.Both += one(a.Both == l.Type)
		k.Unknown += one(a.Rows == "")
		k.Found += one(a.Rows == "" && a.Model == l.Type)
		if each != nil {
			each(l, a)
		}
	}
	return k
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (k Mark) String() string {
	percent := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return fmt.Sprintf("of %d sentences the rows alone have %.1f%% right, the model alone %.1f%%, both together, as the coder asks them, %.1f%%; of the %d in which no row finds an act the model has %.1f%%",
		k.Sentences, percent(k.Rows, k.Sentences), percent(k.Model, k.Sentences), percent(k.Both, k.Sentences), k.Unknown, percent(k.Found, k.Unknown))
}
