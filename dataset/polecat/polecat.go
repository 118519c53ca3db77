// Package polecat reads POLECAT, the Political Event Classification, Attributes and
// Types data: events that machines coded in PLOVER from news in seven languages, by
// week since 2018.
//
// # Layout
//
// The files on Dataverse: a header and tab-separated columns, found by name in any
// order. Event ID, Event Date, Event Type and Actor Name are needed; Event Mode,
// Contexts, Actor Country, Primary Actor Sector, Actor Sectors, the same of Recipient,
// Source, Placename, City, District, Province, Country, Latitude and Longitude are read
// where they are; the rest is left. Empty, NA, NULL, None and --- are missing; lists are
// parted by semicolons. A side is the state of its country, an ISO 3166 code or a name,
// or without one the body or group of its name. POLECAT writes MED for health and JRN
// for media, which are HLH and MED here. Modes and contexts that PLOVER's manual of 2021
// does not have are kept as the set has them.
//
// # Citation, licence, address
//
// Andrew Halterman, Benjamin E. Bagozzi, Andreas Beger, Philip A. Schrodt and Grace I.
// Scarborough, PLOVER and POLECAT: A New Political Event Ontology and Dataset, SocArXiv,
// 2023. The weekly files: https://doi.org/10.7910/DVN/AJGVIT, whose terms hold for them.
package polecat

import (
	"context"
	"fmt"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/codes"
	"github.com/entente-project/entente/dataset/rows"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/ontology"
	"github.com/entente-project/entente/ontology/plover"
)

// Events is the weekly events.
func Events() dataset.Set {
	return dataset.Set{
		Name: "polecat", Title: "POLECAT Weekly Data", Version: "polecat/dataverse",
		Official: "https://doi.org/10.7910/DVN/AJGVIT", Licence: "terms of use on Harvard Dataverse; cite",
		Cite: `@data{scarborough2023polecat,
  author = {Scarborough, Grace I. and Bagozzi, Benjamin E. and Beger, Andreas and Berrie, John and Halterman, Andrew and Schrodt, Philip A. and Spivey, Jevon},
  title = {{POLECAT} Weekly Data},
  publisher = {Harvard Dataverse},
  year = {2023},
  doi = {10.7910/DVN/AJGVIT}
}`,
		Traps: []string{
			"One act has a row for every actor and recipient: rows are not acts.",
			"Statements and appeals, a fifth of the rows of ICEWS and GDELT, are not coded: totals do not compare.",
			"The years before 2023 were coded afterwards, from an archive: volume changes where the live feed begins.",
			"MED is health and JRN the media; in CAMEO MED is the media.",
			"A country is where an actor belongs, also when he acts against it.",
			"Several actors in one cell are parted by semicolons, with as many countries; the first is taken.",
		},
		From: entente.NewDate(2018, 1, 1), Gives: []string{"event"},
		Knows: knows, Read: read,
	}
}

// needed is the columns without which a file is of another layout.
var needed = []string{"Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Country", "Recipient Name", "Recipient Country"}

func knows(_ string, head []byte) bool {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	return len(rows.Head(strings.TrimSuffix(line, "\r")).Missing(needed...)) == 0
}

// A side is where the columns of an actor or recipient stand.
type side struct{ name, country, primary, sectors int }

// A reader reads one file.
type reader struct {
	head                            rows.Header
	cells                           []string
	id, date, typ, mode, contexts   int
	actor, recipient                side
	source, published               int
	place, city, district, province int
	country, lat, lon               int

	book     *plover.Codebook
	sectors  map[string]entente.Sector
	entities dataset.Entities
	names    dataset.Names // nil when the entities have none
	dates    *rows.Days
	sides    codes.Memo[party, dataset.Side]
	states   codes.Memo[string, entente.EntityID]
	lists    map[string][]entente.Context
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	return rows.Events(ctx, f, s, func(h rows.Header) (func(string, *dataset.Event) rows.Fault, error) {
		r, err := newReader(f, h)
		if err != nil {
			return nil, err
		}
		return r.event, nil
	})
}

func newReader(f dataset.File, h rows.Header) (*reader, error) {
	if missing := h.Missing(needed...); len(missing) > 0 {
		return nil, dataset.WrongLayout(f, "a header with the column "+missing[0]+" (POLECAT on Dataverse)", fmt.Sprintf("%d columns without it", h.Len()))
	}
	of := func(who string) side {
		return side{h.Index(who + " Name"), h.Index(who + " Country"), h.Index("Primary " + who + " Sector"), h.Index(who + " Sectors")}
	}
	r := &reader{
		head: h, cells: make([]string, h.Len()),
		id: h.Index("Event ID"), date: h.Index("Event Date"), typ: h.Index("Event Type"), mode: h.Index("Event Mode"), contexts: h.Index("Contexts"),
		actor: of("Actor"), recipient: of("Recipient"), source: h.Index("Source"), published: h.Index("Publication Date"),
		place: h.Index("Placename"), city: h.Index("City"), district: h.Index("District"), province: h.Index("Province"),
		country: h.Index("Country"), lat: h.Index("Latitude"), lon: h.Index("Longitude"),
		entities: f.Entities, dates: rows.NewDays(rows.Day), lists: map[string][]entente.Context{},
	}
	r.names, _ = f.Entities.(dataset.Names)
	var err error
	if r.book, err = plover.Open(nil); err != nil {
		return nil, err
	}
	r.sectors, err = readSectors()
	return r, err
}

// readSectors is the house's sectors by POLECAT's codes.
func readSectors() (map[string]entente.Sector, error) {
	list, err := ontology.Sectors(nil)
	if err != nil {
		return nil, err
	}
	m := map[string]entente.Sector{}
	for _, s := range list {
		m[string(s.Sector)] = s.Sector
		for _, other := range s.Also {
			m[other] = s.Sector
		}
	}
	m["MED"], m["JRN"] = "HLH", "MED"
	return m, nil
}

// cell is the cell at i of the row at hand, "" when it is missing.
func (r *reader) cell(i int) string {
	if i < 0 {
		return ""
	}
	switch s := strings.TrimSpace(r.cells[i]); s {
	case "NA", "NULL", "None", "---":
		return ""
	default:
		return s
	}
}

// event reads a row into e, which is zero, and returns why it cannot.
func (r *reader) event(line string, e *dataset.Event) rows.Fault {
	switch n := r.head.Cells(line, r.cells); {
	case n < 0:
		return rows.Fault{Reason: "quote that is not closed"}
	case n != r.head.Len():
		return rows.Fault{Reason: "wrong number of columns", What: fmt.Sprint(n)}
	}
	date := r.cell(r.date)
	if date == "" {
		return rows.Fault{Reason: "no date"}
	}
	if e.Date = r.dates.Read(date); e.Date.IsZero() {
		return rows.Fault{Reason: "date that does not exist", What: date}
	}
	if e.ID = r.cell(r.id); e.ID == "" {
		return rows.Fault{Reason: "no number of the event"}
	}
	typ, err := r.book.ParseType(strings.ToUpper(r.cell(r.typ)))
	if err != nil {
		return rows.Fault{Reason: "no such type in PLOVER", What: r.cell(r.typ)}
	}
	e.Type, e.Mode, e.Contexts, e.Aspect = typ, r.modeOf(typ), r.contextsOf(r.cell(r.contexts)), entente.Actual
	e.Actor, e.Recipient = r.side(r.actor, e.Date), r.side(r.recipient, e.Date)
	if e.Actor.Raw == "" && e.Recipient.Raw == "" {
		return rows.Fault{Reason: "no actor at all"}
	}
	if published := r.cell(r.published); published != "" {
		e.Added = r.dates.Read(published)
		if e.Added.IsZero() {
			return rows.Fault{Reason: "date of publication that does not exist", What: published}
		}
	}
	e.Outlet = r.cell(r.source)
	return r.where(e)
}

// modeOf is the mode of the row at hand as PLOVER writes it, else as the set does.
func (r *reader) modeOf(typ entente.Type) entente.Mode {
	raw := r.cell(r.mode)
	m, err := r.book.ParseMode(typ, strings.ReplaceAll(strings.ToLower(raw), " ", "-"))
	if err != nil {
		return entente.Mode(raw)
	}
	return m
}

// contextsOf is a list of contexts, sorted, as PLOVER writes them, else as the set does.
func (r *reader) contextsOf(list string) []entente.Context {
	if list == "" {
		return nil
	}
	if cs, ok := r.lists[list]; ok {
		return cs
	}
	var out []entente.Context
	for _, s := range strings.FieldsFunc(list, func(c rune) bool { return c == ';' || c == ',' }) {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		c, err := r.book.ParseContext(strings.ReplaceAll(strings.ToLower(s), " ", "_"))
		if err != nil {
			c = entente.Context(s)
		}
		out = append(out, c)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(r.lists) < 1<<16 {
		r.lists[strings.Clone(list)] = out
	}
	return out
}

func (r *reader) where(e *dataset.Event) rows.Fault {
	e.Place = r.state(r.cell(r.country), e.Date)
	for _, i := range []int{r.place, r.city, r.district, r.province, r.country} {
		if e.PlaceName = r.cell(i); e.PlaceName != "" {
			break
		}
	}
	lat, lon := r.cell(r.lat), r.cell(r.lon)
	if lat == "" || lon == "" {
		return rows.Fault{}
	}
	var ok1, ok2 bool
	e.Lat, ok1 = rows.Float(lat, -90, 90)
	e.Lon, ok2 = rows.Float(lon, -180, 180)
	if !ok1 || !ok2 {
		return rows.Fault{Reason: "coordinates that do not exist", What: lat + " " + lon}
	}
	e.Precise = r.cell(r.city) != ""
	return rows.Fault{}
}

// A party is a side as a row has it.
type party struct{ name, country, sector string }

func (p party) clone() party {
	return party{strings.Clone(p.name), strings.Clone(p.country), strings.Clone(p.sector)}
}

// first is the first of a list that is parted by semicolons.
func first(list string) string {
	s, _, _ := strings.Cut(list, ";")
	return strings.TrimSpace(s)
}

// side is the actor or recipient of the row at hand; no name is no side.
func (r *reader) side(c side, on entente.Date) dataset.Side {
	p := party{r.cell(c.name), first(r.cell(c.country)), first(r.cell(c.primary))}
	if p.sector == "" {
		p.sector = first(r.cell(c.sectors))
	}
	if p.name == "" && p.country == "" {
		return dataset.Side{}
	}
	return r.sides.Get(p, on, party.clone, r.find)
}

func (r *reader) find(p party, on entente.Date) dataset.Side {
	s := dataset.Side{Raw: p.name, Sector: r.sectors[p.sector], Entity: r.state(p.country, on)}
	if s.Raw == "" {
		s.Raw = p.country
	}
	if s.Entity != "" || r.names == nil || p.name == "" {
		return s
	}
	for _, m := range r.names.Lookup(first(p.name), on) {
		if m.Kind == entity.IGO || m.Kind == entity.Group {
			s.Entity = m.Entity
			if s.Sector == "" {
				s.Sector = m.Sector
			}
			break
		}
	}
	return s
}

// state is the state of an ISO 3166 code or a name on the date; "" when it is none.
func (r *reader) state(country string, on entente.Date) entente.EntityID {
	if country == "" {
		return ""
	}
	return r.states.Get(country, on, strings.Clone, func(c string, on entente.Date) entente.EntityID {
		if len(c) == 3 {
			id, _ := r.entities.FromCode("iso3", c, on)
			return id
		}
		id, err := r.entities.State(c)
		if err != nil {
			return ""
		}
		return id
	})
}
