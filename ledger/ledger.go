// Package ledger keeps events and ties with the documents they rest on, and
// counts them. In go batches from the coder and the data sets; out come
// documents, events and ties again, and tallies: counts by directed dyad, month,
// type and aspect, the waist through which every measure draws.
//
// The folders below are stores: duckdb (embedded, the default) and memory (for
// tests). Package ledgertest is the contract that all of them pass. What they
// share stands here: what may be kept ([Batch.Codings]) and what a question
// means ([Query.Matches], [Query.MatchesTie], [Query.MatchesDyad]).
package ledger

import (
	"context"
	"errors"
	"io"
	"iter"

	entente "github.com/entente-project/entente"
)

// A Ledger is a store of events and ties. All methods are safe for concurrent
// use, and what is read while something is kept is the state before or after,
// never between. What Keep has returned without error survives the death of the
// process.
type Ledger interface {
	// Keep keeps a batch, all of it or none. A document that is kept again
	// replaces what was coded from it before, so a batch kept twice changes
	// nothing and a new coder's reading takes the place of the old. Events and
	// ties without a document are known by their ID. A batch that holds
	// something not fit to keep gives an error that wraps [ErrUnfit].
	Keep(context.Context, Batch) (Kept, error)
	// Documents returns the documents of ids in the order asked, and an error
	// that wraps [ErrNotFound] and names the first one that is missing.
	Documents(ctx context.Context, ids ...entente.DocumentID) ([]entente.Document, error)
	// AllDocuments yields every document by ID.
	AllDocuments(context.Context) iter.Seq2[entente.Document, error]
	// Events yields the events that match q by date, then ID.
	Events(context.Context, Query) iter.Seq2[entente.Event, error]
	// Ties yields the ties that match q by kind, dyad, start, then ID.
	Ties(context.Context, Query) iter.Seq2[entente.Tie, error]
	// Tally counts the events that match q, by dyad, month, type and aspect, in
	// that order. [entente.Event.Dyads] says under which dyads an event counts,
	// and of these only those that match q's Pair and Entity are given. Episodes
	// are folded by [entente.Event.Episode]. Outlets that are not known are not
	// counted among the outlets.
	Tally(context.Context, Query) ([]entente.Tally, error)
	io.Closer
}

// Errors that stores wrap, so that a caller can say what to do about each.
var (
	ErrNotFound  = errors.New("not in the ledger")
	ErrUnfit     = errors.New("not fit to keep")
	ErrNotLedger = errors.New("not a ledger")
	ErrNewer     = errors.New("written by a newer version")
	ErrOlder     = errors.New("written by an older version")
	ErrReadOnly  = errors.New("read-only")
	ErrHeld      = errors.New("held by another process")
	ErrFull      = errors.New("no space left on the device")
	ErrCorrupt   = errors.New("damaged")
)
