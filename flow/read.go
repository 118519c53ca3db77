package flow

import (
	"context"
	"errors"
	"io/fs"
	"iter"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/coder/dictionary"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lang"
	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ontology/cameo"
	"github.com/entente-project/entente/ontology/plover"
	"github.com/entente-project/entente/source"
)

// Rooms are the rooms that turn words into events, opened once and shared.
type Rooms struct {
	Language  lang.Language
	Gazetteer *entity.Gazetteer
	Coder     *coder.Coder
	Codebook  *plover.Codebook

	Standard *cameo.Codebook // CAMEO as PLOVER's manual reads it

	dictionary *dictionary.Coder // codes in place of Coder when set
}

// Open opens the rooms with the user's own tables in over laid over the
// product's; over may be nil. Tables of English lie in over/en, those of the
// gazetteer in over/entity, those of the codebook in over/plover.
func Open(over fs.FS) (*Rooms, error) {
	language, err := en.Open(below(over, "en"))
	if err != nil {
		return nil, err
	}
	gazetteer, err := entity.Open(below(over, "entity"))
	if err != nil {
		return nil, err
	}
	codebook, err := plover.Open(below(over, "plover"))
	if err != nil {
		return nil, err
	}
	c, err := coder.New(language, gazetteer)
	if err != nil {
		return nil, err
	}
	standard, err := cameo.Open(nil)
	if err != nil {
		return nil, err
	}
	return &Rooms{Language: language, Gazetteer: gazetteer, Coder: c, Codebook: codebook, Standard: standard}, nil
}

// below is the folder dir of over, nil when there is none.
func below(over fs.FS, dir string) fs.FS {
	if over == nil {
		return nil
	}
	if _, err := fs.Stat(over, dir); err != nil {
		return nil
	}
	sub, err := fs.Sub(over, dir)
	if err != nil {
		return nil
	}
	return sub
}

// A Coded is a document with what was coded from it. Err is set, and the rest
// empty, when the document could not be read.
type Coded struct {
	Document entente.Document
	Coding   coder.Coding
	Err      error
}

// Code codes documents on as many cores as workers says and yields them in
// their own order, so that the same documents give the same stream on one core
// and on many. It holds a few documents a worker in memory and no more.
func (r *Rooms) Code(ctx context.Context, docs source.Documents, workers int) iter.Seq[Coded] {
	return inOrder(ctx, pairs(docs), workers, func(ps []pair[entente.Document]) []Coded {
		out := make([]Coded, len(ps))
		sentences := r.parse(ps)
		for i, p := range ps {
			out[i] = Coded{Err: p.err}
			if p.err == nil {
				out[i] = Coded{Document: p.value, Coding: r.codeParsed(p.value, sentences[i])}
			}
		}
		return out
	})
}

// parse parses the documents that could be read.
func (r *Rooms) parse(ps []pair[entente.Document]) [][]entente.Sentence {
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = p.value.Text
	}
	return r.Language.ParseAll(texts)
}

// A Count says what a reading of many documents came to.
type Count struct {
	Documents int // read and coded
	Events    int
	Ties      int
	Faults    int         // documents that could not be read
	Kept      ledger.Kept // what the ledger did not hold before
}

// batchSize is how many documents are kept in one transaction.
const batchSize = 256

// Read codes documents and keeps them in the ledger, a batch at a time: what
// was kept before an error stays kept. It calls see, if not nil, with each
// document after its batch is safe, and with each fault.
func (r *Rooms) Read(ctx context.Context, l ledger.Ledger, docs source.Documents, workers int, see func(Coded)) (Count, error) {
	var count Count
	var pending []Coded
	flush := func() error {
		var b ledger.Batch
		for _, c := range pending {
			b.Documents = append(b.Documents, c.Document)
			b.Events = append(b.Events, c.Coding.Events...)
			b.Ties = append(b.Ties, c.Coding.Ties...)
		}
		kept, err := l.Keep(ctx, b)
		if err != nil {
			return err
		}
		count.add(b, kept)
		for _, c := range pending {
			if see != nil {
				see(c)
			}
		}
		pending = pending[:0]
		return nil
	}
	for c := range r.Code(ctx, docs, workers) {
		if c.Err != nil {
			if fault := (*source.Fault)(nil); !errors.As(c.Err, &fault) {
				return count, errors.Join(c.Err, flushIf(pending, flush))
			}
			count.Faults++
			if see != nil {
				see(c)
			}
			continue
		}
		if pending = append(pending, c); len(pending) == batchSize {
			if err := flush(); err != nil {
				return count, err
			}
		}
	}
	if err := flushIf(pending, flush); err != nil {
		return count, err
	}
	return count, ctx.Err()
}

func flushIf(pending []Coded, flush func() error) error {
	if len(pending) == 0 {
		return nil
	}
	return flush()
}

func (c *Count) add(b ledger.Batch, k ledger.Kept) {
	c.Documents += len(b.Documents)
	c.Events += len(b.Events)
	c.Ties += len(b.Ties)
	c.Kept.Documents += k.Documents
	c.Kept.Events += k.Events
	c.Kept.Ties += k.Ties
	c.Kept.Known += k.Known
}

// Stream is documents that are at hand as a stream.
func Stream(docs []entente.Document) source.Documents {
	return func(yield func(entente.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}
