package eval

import (
	"context"
	"errors"
	"fmt"
	"os"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder/tutor"
)

var unseenSuite = Suite{
	Name:     "unseen",
	Question: "How often is the type of an act between two marked parties right when the model was not taught its predicate?",
	Accuracy: true,
	Run:      scoreUnseen,
}

// scoreUnseen teaches a model as train/arbiter does, without one in [tutor.Held]
// predicates, and examines it on those. What words mean is told by the thesaurus
// of the shipped model, whose weights have no part in it.
func scoreUnseen(ctx context.Context, b *Bench) ([]Figure, error) {
	if _, err := os.Stat(b.Sentences); errors.Is(err, os.ErrNotExist) {
		return nil, errSkipped{fmt.Sprintf("the folder of marked sentences, %q, is not there", b.Sentences)}
	}
	kinds := b.Rooms.Coder.Thesaurus()
	if kinds == nil {
		return nil, errSkipped{"the language has no arbiter"}
	}
	var types []entente.Type
	for _, t := range b.Rooms.Codebook.Types() {
		types = append(types, t.Type)
	}
	u := tutor.New(b.Rooms.Coder, types, kinds)
	if err := u.ReadFolder(b.Sentences); err != nil {
		return nil, err
	}
	if _, err := u.AddRows(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	taught, exam := u.Split(tutor.Held)
	k := u.Examine(u.Teach(taught, tutor.Default()), exam, func(l tutor.Lesson, a tutor.Answer) {
		if b.Detail != nil && a.Both != l.Type {
			fmt.Fprintf(b.Detail, "%s not %s (rows %q, model %s), %s: %s\n", l.Type, a.Both, a.Rows, a.Model, l.Predicate, l.Text)
		}
	})
	of := fmt.Sprintf("%% of %d sentences of our own with one in %d predicates, which the model was not taught", k.Sentences, tutor.Held)
	return []Figure{
		{"unseen", "rows alone", k.Percent(k.Rows), of},
		{"unseen", "model alone", k.Percent(k.Model), of},
		{"unseen", "rows and model", k.Percent(k.Both), of},
	}, nil
}
