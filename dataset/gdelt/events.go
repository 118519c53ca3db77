package gdelt

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/codes"
	"github.com/entente-project/entente/dataset/rows"
	"github.com/entente-project/entente/ontology/cameo"
)

// Columns that both versions of the events have in the same place, from 0.
const (
	colID       = 0
	colDate     = 1
	colActor    = 5
	colState    = 7
	colActor2   = 15
	colState2   = 17
	colRoot     = 25
	colCode     = 26
	colMentions = 31
	colSources  = 32
	colArticles = 33
)

// A layout is where the other columns stand.
type layout struct {
	name                                      string
	columns                                   int // of a row
	fewer                                     int // of a row of older files, without the address
	geoType, geoName, geoState, geoLat, geoLo int
	added, url                                int
}

func v2() layout {
	return layout{name: "events of GDELT 2.0", columns: 61, fewer: 61, geoType: 51, geoName: 52, geoState: 53, geoLat: 56, geoLo: 57, added: 59, url: 60}
}

func v1() layout {
	return layout{name: "events of GDELT 1.0", columns: 58, fewer: 57, geoType: 49, geoName: 50, geoState: 51, geoLat: 53, geoLo: 54, added: 56, url: 57}
}

// Events is the events of GDELT 2.0.
func Events() dataset.Set {
	return dataset.Set{
		Name: "gdelt", Title: "GDELT 2.0 Event Database", Version: "gdelt/2.0",
		Official: "http://data.gdeltproject.org/gdeltv2/", Licence: licence, Cite: cite, Traps: traps,
		From: entente.NewDate(2015, 2, 18), Gives: []string{"event"},
		Knows: knows(v2()), Read: read(v2()),
	}
}

// OldEvents is the events of GDELT 1.0.
func OldEvents() dataset.Set {
	return dataset.Set{
		Name: "gdelt-1", Title: "GDELT 1.0 Event Database", Version: "gdelt/1.0",
		Official: "http://data.gdeltproject.org/events/", Licence: licence, Cite: cite, Traps: traps,
		From: entente.NewDate(1979, 1, 1), Gives: []string{"event"},
		Knows: knows(v1()), Read: read(v1()),
	}
}

func knows(l layout) func(string, []byte) bool {
	return func(_ string, head []byte) bool {
		line, _, whole := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
		if !whole && len(head) >= 4096 {
			return false
		}
		var cells [61]string
		n := rows.Tabs(strings.TrimSuffix(line, "\r"), cells[:])
		return l.has(n) && len(cells[colDate]) == 8 && !rows.Digits(cells[colDate]).IsZero()
	}
}

func (l layout) has(n int) bool { return n == l.columns || n == l.fewer }

// A reader reads rows of one layout. It serves one file at a time and keeps what it
// has learned about codes for the next.
type reader struct {
	layout
	entities dataset.Entities
	book     *cameo.Codebook
	acts     map[string]codes.Act
	actors   *codes.Actors
	places   *codes.Places
	dates    *rows.Days
	addedOn  *rows.Days
}

func newReader(l layout, f dataset.File) (*reader, error) {
	r := &reader{layout: l, entities: f.Entities, book: f.CAMEO, dates: rows.NewDays(rows.Digits), addedOn: rows.NewDays(rows.Digits)}
	var err error
	if r.acts, err = codes.Acts(f.CAMEO); err != nil {
		return nil, err
	}
	if r.actors, err = codes.NewActors(codes.CAMEO, f.Entities, "gdelt", "iso3"); err != nil {
		return nil, err
	}
	r.places = codes.NewPlaces("fips", f.Entities)
	return r, nil
}

// read makes readers for files, many of which may be read at a time.
func read(l layout) func(context.Context, dataset.File, dataset.Sink) error {
	var idle sync.Pool
	return func(ctx context.Context, f dataset.File, s dataset.Sink) error {
		r, _ := idle.Get().(*reader)
		if r == nil || !r.serves(f) {
			var err error
			if r, err = newReader(l, f); err != nil {
				return err
			}
		}
		defer idle.Put(r)
		return r.read(ctx, f, s)
	}
}

// serves reports whether what r has learned holds for f too.
func (r *reader) serves(f dataset.File) bool {
	return r.book == f.CAMEO && reflect.ValueOf(f.Entities).Comparable() && r.entities == f.Entities
}

func (r *reader) read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	lines := rows.New(f.In)
	if err := r.check(f, lines.Peek()); err != nil {
		return err
	}
	return lines.Each(ctx, f.Name, func(line string, _ int) (rows.Fault, error) {
		var e dataset.Event
		if bad := r.event(line, &e); bad.Reason != "" {
			return bad, nil
		}
		return rows.Fault{}, s.Event(e)
	}, s.Reject)
}

// check holds the first ten lines against the layout: one of them has it.
func (r *reader) check(f dataset.File, head string) error {
	found := 0
	for i := 0; i < 10 && head != ""; i++ {
		line, rest, _ := strings.Cut(head, "\n")
		head = rest
		n := strings.Count(line, "\t") + 1
		if r.has(n) {
			return nil
		}
		if found == 0 && strings.TrimSpace(line) != "" {
			found = n
		}
	}
	if found == 0 {
		return nil
	}
	return dataset.WrongLayout(f, fmt.Sprintf("%d tab-separated columns (%s)", r.columns, r.name), fmt.Sprintf("%d", found))
}

// event reads a row into e, which is zero.
func (r *reader) event(line string, e *dataset.Event) rows.Fault {
	var cells [61]string
	n := rows.Tabs(line, cells[:])
	if !r.has(n) {
		return rows.Fault{Reason: "wrong number of columns", What: fmt.Sprint(n)}
	}
	if n < r.columns {
		cells[r.url] = ""
	}
	if bad := r.when(&cells, e); bad.Reason != "" {
		return bad
	}
	act, ok := r.acts[cells[colCode]]
	if !ok {
		return rows.Fault{Reason: "no such code in CAMEO", What: cells[colCode]}
	}
	e.CAMEO, e.Type, e.Mode, e.Contexts, e.Aspect = act.Code, act.Type, act.Mode, act.Contexts, entente.Actual
	e.Actor = r.actors.Side(cells[colActor], cells[colState], e.Date)
	e.Recipient = r.actors.Side(cells[colActor2], cells[colState2], e.Date)
	if e.Actor.Raw == "" && e.Recipient.Raw == "" {
		return rows.Fault{Reason: "no actor at all"}
	}
	e.ID, e.Lead = cells[colID], cells[colRoot] == "1"
	e.Outlet, e.URL = source(cells[r.url])
	if bad := r.count(&cells, e); bad.Reason != "" {
		return bad
	}
	return r.where(&cells, e)
}

func (r *reader) when(cells *[61]string, e *dataset.Event) rows.Fault {
	if cells[colID] == "" {
		return rows.Fault{Reason: "no number of the event"}
	}
	if cells[colDate] == "" {
		return rows.Fault{Reason: "no date"}
	}
	if e.Date = r.dates.Read(cells[colDate]); e.Date.IsZero() || len(cells[colDate]) != 8 {
		return rows.Fault{Reason: "date that does not exist", What: cells[colDate]}
	}
	if cells[r.added] == "" {
		return rows.Fault{}
	}
	if e.Added = r.addedOn.Read(cells[r.added]); e.Added.IsZero() {
		return rows.Fault{Reason: "date of adding that does not exist", What: cells[r.added]}
	}
	return rows.Fault{}
}

func (r *reader) count(cells *[61]string, e *dataset.Event) rows.Fault {
	var ok [3]bool
	e.Mentions, ok[0] = rows.Number(cells[colMentions])
	e.Outlets, ok[1] = rows.Number(cells[colSources])
	e.Reports, ok[2] = rows.Number(cells[colArticles])
	for i, good := range ok {
		if !good {
			return rows.Fault{Reason: "count that is no number", What: cells[colMentions+i]}
		}
	}
	return rows.Fault{}
}

func (r *reader) where(cells *[61]string, e *dataset.Event) rows.Fault {
	e.Place = r.places.State(cells[r.geoState], e.Date)
	e.PlaceName = cells[r.geoName]
	if cells[r.geoLat] == "" || cells[r.geoLo] == "" {
		return rows.Fault{} // some rows have one of the two
	}
	var ok1, ok2 bool
	e.Lat, ok1 = rows.Float(cells[r.geoLat], -90, 90)
	e.Lon, ok2 = rows.Float(cells[r.geoLo], -180, 180)
	if !ok1 || !ok2 {
		return rows.Fault{Reason: "coordinates that do not exist", What: cells[r.geoLat] + " " + cells[r.geoLo]}
	}
	e.Precise = cells[r.geoType] == "3" || cells[r.geoType] == "4"
	return rows.Fault{}
}

// source takes an address apart: the outlet is its host without "www."; what is no
// address is the outlet's own name.
func source(s string) (outlet, url string) {
	i := strings.Index(s, "://")
	if i < 0 {
		return s, ""
	}
	host := s[i+3:]
	for j := range len(host) {
		if c := host[j]; c == '/' || c == '?' || c == ':' || c == '#' {
			host = host[:j]
			break
		}
	}
	return strings.TrimPrefix(host, "www."), s
}
