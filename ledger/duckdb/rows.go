package duckdb

import (
	"database/sql"
	sqldriver "database/sql/driver"
	"encoding/json"
	"hash/fnv"
	"slices"

	entente "github.com/entente-project/entente"
)

// Columns in the order in which rows are read.
const (
	documentColumns = `id, name, outlet, url, published, language, title, text`
	eventColumns    = `e.id, e.document, e.date, e.actor, e.recipient, e.type, e.mode, e.contexts, e.cameo, e.aspect,
		e.speaker, e.place_state, e.place_name, e.place_start, e.place_end, e.spans, e.coded_by, e.confidence,
		e.place_precision, e.place_lat, e.place_lon`
	firstColumns = `e.id, e.document, e.date, e.actor, e.recipient, e.type, e.mode, e.contexts, e.cameo, e.aspect,
		e.speaker, e.place_state, e.place_name, e.place_start, e.place_end, e.spans, e.coded_by, e.confidence,
		NULL, NULL, NULL` // of events in a ledger of version 1
	tieColumns = `t.id, t.document, t.kind, t.from_entity, t.to_entity, t.start_date, t.end_date, t.seen,
		t.contexts, t.number, t.unit, t.speaker, t.spans, t.coded_by, t.confidence`
)

type row = []sqldriver.Value

func documentRow(d entente.Document, coding []byte) row {
	return row{string(d.ID), text(d.Name), text(d.Outlet), text(d.URL), day(d.Published), text(d.Language), text(d.Title), d.Text, coding}
}

func eventRow(e entente.Event) row {
	return row{
		string(e.ID), text(e.Evidence.Document), day(e.Date), month(e.Date), list(e.Actor, true), list(e.Recipient, true), entitiesOf(e),
		string(e.Type), text(e.Mode), list(e.Contexts, false), text(e.CAMEO), string(e.Aspect), list(e.Speaker, false),
		text(e.Place.State), text(e.Place.Name), int64(e.Place.Span.Start), int64(e.Place.Span.End),
		list(e.Evidence.Spans, false), e.Evidence.By, e.Confidence,
		text(e.Place.Precision), degrees(e.Place.Coordinates, e.Place.Coordinates.Lat), degrees(e.Place.Coordinates, e.Place.Coordinates.Lon),
	}
}

func dyadRow(d entente.Dyad, e entente.Event, outlet string) row {
	return row{
		string(d.From), string(d.To), month(e.Date), string(e.Type), string(e.Aspect), episode(e), text(outlet),
		text(e.Evidence.Document), string(e.ID),
	}
}

func tieRow(t entente.Tie) row {
	return row{
		string(t.ID), text(t.Evidence.Document), string(t.Kind), text(t.Dyad.From), text(t.Dyad.To),
		day(t.Start), day(t.End), day(t.Seen), month(t.Seen), list(t.Contexts, false), t.Value.Number, text(t.Value.Unit),
		list(t.Speaker, false), list(t.Evidence.Spans, false), t.Evidence.By, t.Confidence,
	}
}

// text is s, or NULL where s is not known.
func text[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// degrees is one of the two numbers of c, or NULL where c is not known.
func degrees(c entente.Coordinates, n float64) any {
	if c.IsZero() {
		return nil
	}
	return n
}

// day is d as the number 20150919, with 00 for what is not known of it, or NULL.
func day(d entente.Date) any {
	if d.IsZero() {
		return nil
	}
	return int32(d.Year()*10000 + d.Month()*100 + d.Day())
}

// month is the month of d as the number 201509, or NULL.
func month(d entente.Date) any {
	if entente.MonthOf(d) == 0 {
		return nil
	}
	return int32(d.Year()*100 + d.Month())
}

// monthNumber is m as the number 201509.
func monthNumber(m entente.Month) int { return int(m)/12*100 + int(m)%12 + 1 }

// list is v in JSON, or NULL for nil; an empty list is told from nil only where
// its noun does so.
func list[T any](v []T, tell bool) any {
	if v == nil || len(v) == 0 && !tell {
		return nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // parties, contexts and marks are strings and integers
	}
	return string(b)
}

// entitiesOf are the known actors and recipients of e, each once.
func entitiesOf(e entente.Event) []string {
	out := []string{}
	for _, p := range slices.Concat(e.Actor, e.Recipient) {
		if p.Entity != "" && !slices.Contains(out, string(p.Entity)) {
			out = append(out, string(p.Entity))
		}
	}
	return out
}

// episode is a number for e's episode, by which tallies count acts.
func episode(e entente.Event) uint64 {
	h := fnv.New64a()
	h.Write([]byte(e.Episode()))
	return h.Sum64()
}

func scanDocument(rows *sql.Rows) (entente.Document, error) {
	var d entente.Document
	err := rows.Scan((*words[entente.DocumentID])(&d.ID), (*words[string])(&d.Name), (*words[string])(&d.Outlet), (*words[string])(&d.URL),
		(*date)(&d.Published), (*words[string])(&d.Language), (*words[string])(&d.Title), &d.Text)
	return d, err
}

func scanEvent(rows *sql.Rows) (entente.Event, error) {
	var e entente.Event
	err := rows.Scan(&e.ID, (*words[entente.DocumentID])(&e.Evidence.Document), (*date)(&e.Date), jsonOf(&e.Actor), jsonOf(&e.Recipient),
		&e.Type, (*words[entente.Mode])(&e.Mode), jsonOf(&e.Contexts), (*words[string])(&e.CAMEO), &e.Aspect, jsonOf(&e.Speaker),
		(*words[entente.EntityID])(&e.Place.State), (*words[string])(&e.Place.Name), &e.Place.Span.Start, &e.Place.Span.End,
		jsonOf(&e.Evidence.Spans), &e.Evidence.By, &e.Confidence,
		(*words[entente.PlacePrecision])(&e.Place.Precision), (*angle)(&e.Place.Coordinates.Lat), (*angle)(&e.Place.Coordinates.Lon))
	return e, err
}

func scanTie(rows *sql.Rows) (entente.Tie, error) {
	var t entente.Tie
	err := rows.Scan(&t.ID, (*words[entente.DocumentID])(&t.Evidence.Document), &t.Kind,
		(*words[entente.EntityID])(&t.Dyad.From), (*words[entente.EntityID])(&t.Dyad.To),
		(*date)(&t.Start), (*date)(&t.End), (*date)(&t.Seen), jsonOf(&t.Contexts), &t.Value.Number, (*words[string])(&t.Value.Unit),
		jsonOf(&t.Speaker), jsonOf(&t.Evidence.Spans), &t.Evidence.By, &t.Confidence)
	return t, err
}

// words scans a text that may be NULL, which is "".
type words[S ~string] string

func (w *words[S]) Scan(v any) error {
	s, _ := v.(string)
	*w = words[S](s)
	return nil
}

// angle scans what degrees wrote.
type angle float64

func (a *angle) Scan(v any) error {
	n, _ := v.(float64)
	*a = angle(n)
	return nil
}

// date scans what day wrote.
type date entente.Date

func (d *date) Scan(v any) error {
	n, _ := v.(int32)
	*d = date(entente.NewDate(int(n)/10000, int(n)/100%100, int(n)%100))
	return nil
}

// listOf scans what list wrote.
type listOf[T any] struct{ to *[]T }

func jsonOf[T any](to *[]T) listOf[T] { return listOf[T]{to} }

func (l listOf[T]) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		*l.to = nil
		return nil
	}
	return json.Unmarshal([]byte(s), l.to)
}
