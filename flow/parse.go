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

// A Parsed is a document, or a sentence of a CoNLL-U file, with its trees. Err is
// set, and the rest empty, when it could not be read.
type Parsed struct {
	Sentences []*conllu.Sentence
	Err       error
}

// Parse parses documents, in their order, on as many cores as workers says. The
// comments of each document's first sentence begin with newdoc and its name or
// identity, and every sentence is numbered within its document.
func (r *Rooms) Parse(ctx context.Context, docs source.Documents, workers int) iter.Seq[Parsed] {
	return inOrder(ctx, pairs(docs), workers, func(ps []pair[entente.Document]) []Parsed {
		out := make([]Parsed, len(ps))
		parsed := r.parse(ps)
		for i, p := range ps {
			if p.err != nil {
				out[i] = Parsed{Err: p.err}
				continue
			}
			out[i] = Parsed{Sentences: numbered(p.value, ud.Sentences(p.value.Text, parsed[i]))}
		}
		return out
	})
}

// numbered gives the sentences of a document their numbers, and the first the
// name of the document.
func numbered(d entente.Document, sentences []*conllu.Sentence) []*conllu.Sentence {
	id := d.Name
	if id == "" {
		id = string(d.ID)
	}
	for i, s := range sentences {
		s.Comments = slices.Insert(s.Comments, len(s.Comments)-1, fmt.Sprintf("sent_id = %s-%d", id, i+1))
		if i == 0 {
			s.Comments = slices.Insert(s.Comments, 0, "newdoc id = "+id)
		}
	}
	return sentences
}

// Reparse gives the sentences of a CoNLL-U file tags, lemmas, features and trees
// anew, whatever the file's own are; its sentences, words, tokens, comments and
// MISC stay.
func (r *Rooms) Reparse(ctx context.Context, name string, file io.Reader, workers int) iter.Seq[Parsed] {
	return inOrder(ctx, pairs(conllu.Read(name, file)), workers, func(ps []pair[*conllu.Sentence]) []Parsed {
		out := make([]Parsed, len(ps))
		tokens := make([][]entente.Token, len(ps))
		for i, p := range ps {
			if p.err == nil {
				tokens[i] = ud.Tokens(p.value)
			}
		}
		r.Language.ParseTokens(tokens)
		for i, p := range ps {
			out[i] = Parsed{Err: p.err}
			if p.err == nil {
				ud.Fill(p.value, tokens[i])
				out[i].Sentences = []*conllu.Sentence{p.value}
			}
		}
		return out
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
