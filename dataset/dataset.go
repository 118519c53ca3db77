// Package dataset reads the field's public data sets. In come files as their makers
// publish them; out go, through a [Sink], events, totals, ties, votes and scores, each
// with the set it is from, and a note of every row that could not be read.
//
// Each set has a folder of its own with its citation, licence, official address and
// traps. Missing stays missing, direction is never lost, and codes of states are
// read as of the row's own date. Package sets lists them all.
package dataset

import (
	"context"
	"io"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/ontology/cameo"
)

// A Set is a data set and how its files are read.
type Set struct {
	Name     string   // by which it is loaded: "gdelt", "icews", "un-votes"
	Title    string   // in full
	Version  string   // of the layout read, part of what evidence says: "gdelt/2.0"
	Official string   // where its makers publish it
	Licence  string   // in a line; "free with citation", "CC BY 4.0"
	Cite     string   // BibTeX, one entry
	Traps    []string // what has misled its users, a sentence each
	From, To entente.Date
	Gives    []string // what comes out: event, mention, total, tie, vote, score
	// Knows reports whether a file of this name with this beginning (up to 4 KiB,
	// unpacked) has a layout of the set.
	Knows func(name string, head []byte) bool
	// Read reads one file, unpacked, from the first row to the last, and stops
	// at the first error of the sink, of in or of ctx. A row that cannot be read goes
	// to [Sink.Reject] and ends nothing. A file of another layout is an error that
	// names the file, what was expected and what was found.
	Read func(ctx context.Context, f File, s Sink) error
}

// A File is what is read of.
type File struct {
	Name     string // for errors and rejects
	In       io.Reader
	Entities Entities
	CAMEO    *cameo.Codebook // how CAMEO codes read in PLOVER; nil: as the house reads them
	// Beside opens another file of the set, unpacked, by its maker's name without the
	// ending of a packed file ("un_roll_calls.csv"), for sets that are published in
	// files of which one cannot be read without the other. nil: there is none.
	Beside func(name string) (io.ReadCloser, error)
}

// Entities resolves codes and names of states and bodies; entity.Gazetteer does.
type Entities interface {
	// FromCode is the entity that a scheme's code means on a date. The schemes are
	// those of package entity: iso3, iso2, cow, gw, fips, cameo ...
	FromCode(scheme, code string, date entente.Date) (entente.EntityID, bool)
	// State is the state that a name, code or adjective means.
	State(name string) (entente.EntityID, error)
	// Exists reports whether the state exists on some day that the date may mean.
	Exists(id entente.EntityID, date entente.Date) bool
}

// Names resolves names of all kinds; entity.Gazetteer does. Readers of sets that name
// their actors use it for bodies and groups where [File.Entities] has it too.
type Names interface {
	// Lookup is what a name means on a date, best first; nil when it is not known.
	Lookup(name string, date entente.Date) []entity.Meaning
}

// A Sink takes what a reader finds, in the order of the file. Strings that it is given
// may share memory with a block of the file (64 KiB or a little more), and Contexts
// with other events: a sink that keeps a few of many clones them, and none changes them.
type Sink interface {
	Event(Event) error
	Total(Total) error
	Tie(entente.Tie) error
	Vote(entente.Vote) error
	Roll(entente.Roll) error
	Score(Score) error
	Term(Term) error
	// Reject notes a row, or a part of one, that was not taken: its line, from 1, why in few words that
	// do not vary with the row ("no such country code", with the code in what), and
	// the row itself.
	Reject(line int, reason, what string, row []byte) error
}

// Mentions is a [Sink] that takes mentions as well. Readers of files that hold nothing
// else say so to a sink that does not.
type Mentions interface {
	Sink
	Mention(Mention) error
}

// A Mention is one place in one report in which a set found one of its events.
type Mention struct {
	Event      string       // the event, as [Event.ID] has it
	Date       entente.Date // of the event
	Seen       entente.Date // of the report
	Outlet     string
	URL        string
	Sentence   int     // of the report, from 1; 0 when the set does not say
	Confidence float64 // the set's own, 0 to 1
	Language   string  // ISO 639-3 code of the report before translation; "" when it was not translated
}

// An Event is one row of an event data set. It is small and free of pointers where it
// can be: sets have hundreds of millions.
type Event struct {
	ID        string // as the set numbers it, unique within the set
	Date      entente.Date
	Added     entente.Date // when the set took it up, where it says so
	Actor     Side
	Recipient Side         // zero: nobody is named
	Type      entente.Type // "" for acts that PLOVER does not code: statements and appeals (CAMEO 01, 02)
	Mode      entente.Mode
	Aspect    entente.Aspect
	CAMEO     string // as the set has it, by crosswalk in sets coded with WEIS, "" in those with PLOVER
	Contexts  []entente.Context
	Mentions  int  // times the set counts the act in reports; 0 when it does not say
	Reports   int  // reports the set counts for the row; 0 when it does not say
	Outlets   int  // sources the set counts; 0 when it does not say
	Lead      bool // the act stands in the beginning of a report; false where the set does not say
	Outlet    string
	URL       string
	Place     entente.EntityID // the state in which it happened
	PlaceName string
	Lat, Lon  float64 // degrees; meaningful when Precise
	Precise   bool    // Lat and Lon are of a town or landmark, not the middle of a state or province
	Text      string  // a sentence, where the set has one
}

// A Side is an actor or recipient of a row: the entity, "" when no table knows it,
// its sector and the code or name as the set has it.
type Side struct {
	Entity entente.EntityID
	Sector entente.Sector
	Raw    string
}

// A Total counts the acts of one quad class that one state directed at another in a
// period, in sets that are published as counts.
type Total struct {
	Dyad   entente.Dyad
	Period entente.Date // a year, month or day
	Quad   int          // 1 to 4
	Events int
}

// A Score is a number of one state at a time: an ideal point, a share of power.
type Score struct {
	State entente.EntityID
	Name  string // "ideal point"
	Date  entente.Date
	Value float64
	Low   float64 // 5th percentile, where Known says so
	High  float64
	Known bool
}

// A Term is a time in office.
type Term struct {
	State      entente.EntityID
	Person     string
	Office     string // "head of government", as the set has it
	Start, End entente.Date
}
