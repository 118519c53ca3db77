package flow

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/ud"
	"github.com/entente-project/entente/lib/conllu"
	"github.com/entente-project/entente/source"
)

// A Parsed is a document, or a part of a CoNLL-U file, with its trees. Err is
// set, and the rest empty, when it could not be read.
type Parsed struct {
	Sentences []*conllu.Sentence
	Err       error
}

// Parse parses documents, in their order, on as many cores as workers says. The
// comments of each document's first sentence begin with newdoc and its name or
// identity, and every sentence is numbered within its document.
func (r *Rooms) Parse(ctx context.Context, docs source.Documents, workers int) iter.Seq[Parsed] {
	return inOrder(ctx, pairs(docs), workers, func(p pair[entente.Document]) Parsed {
		if p.err != nil {
			return Parsed{Err: p.err}
		}
		d := p.value
		id := d.Name
		if id == "" {
			id = string(d.ID)
		}
		sentences := ud.Sentences(d.Text, r.Language.Parse(d.Text))
		for i, s := range sentences {
			s.Comments = slices.Insert(s.Comments, len(s.Comments)-1, fmt.Sprintf("sent_id = %s-%d", id, i+1))
			if i == 0 {
				s.Comments = slices.Insert(s.Comments, 0, "newdoc id = "+id)
			}
		}
		return Parsed{Sentences: sentences}
	})
}

// Reparse gives the sentences of a CoNLL-U file tags, lemmas, features and trees
// anew, whatever the file's own are; its sentences, words, tokens, comments and
// MISC stay.
func (r *Rooms) Reparse(ctx context.Context, name string, file io.Reader, workers int) iter.Seq[Parsed] {
	return inOrder(ctx, chunks(conllu.Read(name, file)), workers, func(p Parsed) Parsed {
		tokens := make([][]entente.Token, len(p.Sentences))
		for i, s := range p.Sentences {
			tokens[i] = ud.Tokens(s)
		}
		r.Language.ParseTokens(tokens)
		for i, s := range p.Sentences {
			ud.Fill(s, tokens[i])
		}
		return p
	})
}

// A pair is a value or an error.
type pair[T any] struct {
	value T
	err   error
}

func pairs[T any](seq iter.Seq2[T, error]) iter.Seq[pair[T]] {
	return func(yield func(pair[T]) bool) {
		for v, err := range seq {
			if !yield(pair[T]{v, err}) {
				return
			}
		}
	}
}

// chunks gathers sentences by the dozen; an error comes after all before it.
func chunks(seq iter.Seq2[*conllu.Sentence, error]) iter.Seq[Parsed] {
	const size = 16
	return func(yield func(Parsed) bool) {
		var p Parsed
		for s, err := range seq {
			if err != nil {
				if len(p.Sentences) == 0 || yield(p) {
					yield(Parsed{Err: err})
				}
				return
			}
			if p.Sentences = append(p.Sentences, s); len(p.Sentences) == size {
				if !yield(p) {
					return
				}
				p = Parsed{}
			}
		}
		if len(p.Sentences) > 0 {
			yield(p)
		}
	}
}
