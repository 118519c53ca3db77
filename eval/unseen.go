package eval

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/entente-project/entente/coder/tutor"
)

var unseenSuite = Suite{
	Name:     "unseen",
	Question: "How often is the type of an act between two marked parties right when the model was not taught its predicate?",
	Accuracy: true,
	Run:      scoreUnseen,
}

// scoreUnseen teaches models as train/arbiter does, without one in [tutor.Held]
// predicates or verbs, and examines them on those. What words mean is told by the
// thesaurus of the shipped model, whose weights have no part in it.
func scoreUnseen(ctx context.Context, b *Bench) ([]Figure, error) {
	if _, err := os.Stat(b.Sentences); errors.Is(err, os.ErrNotExist) {
		return nil, errSkipped{fmt.Sprintf("the folder of marked sentences, %q, is not there", b.Sentences)}
	}
	kinds := b.Rooms.Coder.Thesaurus()
	if kinds == nil {
		return nil, errSkipped{"the language has no arbiter"}
	}
	u := tutor.New(b.Rooms.Coder, kinds)
	if err := u.ReadFolder(b.Sentences); err != nil {
		return nil, err
	}
	if _, err := u.AddRows(); err != nil {
		return nil, err
	}
	var out []Figure
	for _, held := range []struct {
		name string
		key  func(tutor.Lesson) string
	}{{"predicates", tutor.Lesson.Words}, {"verbs", tutor.Lesson.Verb}} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, b.unseen(u, held.name, held.key)...)
	}
	return out, nil
}

// unseen examines a model on the lessons of keys that it was not taught.
func (b *Bench) unseen(u *tutor.Tutor, name string, key func(tutor.Lesson) string) []Figure {
	taught, exam := u.Split(tutor.Held, key)
	k := u.Examine(u.Teach(taught, tutor.Default()), exam, func(l tutor.Lesson, a tutor.Answer) {
		if b.Detail != nil && a.Both != l.Type {
			fmt.Fprintf(b.Detail, "%s not %s (rows %q, model %s), %s untaught, %q: %s\n", l.Type, a.Both, a.Rows, a.Model, name, l.Predicate, l.Text)
		}
	})
	of := fmt.Sprintf("%% of %d sentences of our own with one in %d %s, none of them taught", k.Sentences, tutor.Held, name)
	return []Figure{
		{"unseen", name + ", rows alone", percent(k.Rows, k.Sentences), of},
		{"unseen", name + ", model alone", percent(k.Model, k.Sentences), of},
		{"unseen", name + ", rows and model", percent(k.Both, k.Sentences), of},
		{"unseen", name + ", model where no row", percent(k.Found, k.Unknown), fmt.Sprintf("%% of %d of these in which the rows find no act", k.Unknown)},
	}
}
