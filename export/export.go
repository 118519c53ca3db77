// Package export writes coded events in the shapes that users' tools read. In
// come documents with their events; out go CSV, Parquet, or rows like those of
// POLECAT, ICEWS and GDELT, so that scripts made for those data sets run on them.
//
// CSV and Parquet have one row an event and all that is known of it. The data sets
// have one row for each actor upon each recipient; a mutual act has two, as they
// have it. A field that Entente does not know stays empty: doc/coding.md lists
// them.
package export

import (
	"fmt"
	"io"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/ontology/cameo"
	"github.com/entente-project/entente/ontology/plover"
)

// A Writer writes the events of documents, in the order given. Close ends the
// file; it does not close what is written to.
type Writer interface {
	Write(entente.Document, []entente.Event) error
	Close() error
}

// Shapes lists the names of the shapes.
var Shapes = []string{"csv", "parquet", "polecat", "icews", "gdelt"}

// A Scribe knows what codes and names the shapes need.
type Scribe struct {
	Plover    *plover.Codebook
	CAMEO     *cameo.Codebook
	Gazetteer *entity.Gazetteer
}

// New starts a file of the shape on w.
func (s Scribe) New(shape string, w io.Writer) (Writer, error) {
	switch shape {
	case "csv":
		return newCSV(s, w)
	case "parquet":
		return newParquet(s, w), nil
	case "polecat":
		return newTabbed(s, w, polecatColumns(), true)
	case "icews":
		return newTabbed(s, w, icewsColumns(), true)
	case "gdelt":
		return newTabbed(s, w, gdeltColumns(), false)
	}
	return nil, fmt.Errorf("unknown shape %q; write %s", shape, strings.Join(Shapes, ", "))
}

// A pair is one actor's act upon one recipient, who may be nobody.
type pair struct {
	doc       entente.Document
	event     entente.Event
	number    int // of the pair in its event, from 0
	actor     entente.Party
	recipient entente.Party
}

// pairs takes an event apart. Sides of a mutual act act upon each other.
func pairs(d entente.Document, e entente.Event) []pair {
	var out []pair
	add := func(a, r entente.Party) {
		out = append(out, pair{doc: d, event: e, number: len(out), actor: a, recipient: r})
	}
	nobody := []entente.Party{{}}
	actors, recipients := e.Actor, e.Recipient
	if len(actors) > 1 && len(recipients) == 0 {
		for i, a := range actors {
			for j, r := range actors {
				if i != j {
					add(a, r)
				}
			}
		}
		return out
	}
	if len(actors) == 0 {
		actors = nobody
	}
	if len(recipients) == 0 {
		recipients = nobody
	}
	for _, a := range actors {
		for _, r := range recipients {
			add(a, r)
		}
	}
	return out
}

// isReal reports whether an event has happened: the data sets hold no other.
func isReal(e entente.Event) bool {
	return e.Aspect == entente.Actual || e.Aspect == entente.Historical || e.Aspect == entente.Habitual
}

// day is the day to file the pair under: that of the act or, where it is not
// known to the day, that of publication; the zero date when neither is.
func (p pair) day() entente.Date {
	for _, d := range []entente.Date{p.event.Date, p.doc.Published} {
		if d.Precision() == entente.Day {
			return d
		}
	}
	return entente.Date{}
}

// code is the CAMEO code of the event, the type's own where it has no finer one.
func (s Scribe) code(e entente.Event) string {
	if e.CAMEO != "" {
		return e.CAMEO
	}
	return s.CAMEO.FromPLOVER(e.Type, e.Mode)
}

// name is what to call a party: its entity's name or, unknown, its words.
func (s Scribe) name(d entente.Document, p entente.Party) string {
	if p.Entity != "" {
		return s.Gazetteer.Name(p.Entity)
	}
	return p.Span.Of(d.Text)
}

// country is the state that a party belongs to, "" for none.
func country(p entente.Party) entente.EntityID {
	if p.Entity.IsState() {
		return p.Entity
	}
	return ""
}

// in is the state's code in a scheme on the day, "" when it has none.
func (s Scribe) in(id entente.EntityID, scheme string, d entente.Date) string {
	if id == "" {
		return ""
	}
	code, _ := s.Gazetteer.Code(id, scheme, d)
	return code
}
