package icews

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/codes"
	"github.com/entente-project/entente/dataset/rows"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lib/table"
)

//go:embed sectors.tsv countries.tsv
var files embed.FS

// needed is the columns without which a file is of another layout.
var needed = []string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "CAMEO Code", "Target Name", "Target Sectors", "Target Country"}

func knows(_ string, head []byte) bool {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	return len(rows.Head(strings.TrimSuffix(line, "\r")).Missing(needed...)) == 0
}

// columns is where the columns of a file stand; those it may lack are -1.
type columns struct {
	id, date, code                  int
	source, sourceIn, sourceSectors int
	target, targetIn, targetSectors int
	publisher, city, district       int
	province, country, lat, lon     int
}

// A reader reads one file.
type reader struct {
	columns
	head   rows.Header
	cells  []string
	acts   map[string]codes.Act
	dates  *rows.Days
	actors actors
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
		return nil, dataset.WrongLayout(f, "a header with the column "+missing[0]+" (ICEWS on Dataverse)", fmt.Sprintf("%d columns without it", h.Len()))
	}
	r := &reader{head: h, cells: make([]string, h.Len()), dates: rows.NewDays(rows.Day)}
	for name, at := range map[string]*int{
		"Event ID": &r.id, "Event Date": &r.date, "CAMEO Code": &r.code,
		"Source Name": &r.source, "Source Country": &r.sourceIn, "Source Sectors": &r.sourceSectors,
		"Target Name": &r.target, "Target Country": &r.targetIn, "Target Sectors": &r.targetSectors,
		"Publisher": &r.publisher, "City": &r.city, "District": &r.district, "Province": &r.province,
		"Country": &r.country, "Latitude": &r.lat, "Longitude": &r.lon,
	} {
		*at = h.Index(name)
	}
	var err error
	if r.acts, err = codes.Acts(f.CAMEO); err != nil {
		return nil, err
	}
	r.actors, err = newActors(f.Entities)
	return r, err
}

// cell is the cell at i of the row at hand, "" when it is missing.
func (r *reader) cell(i int) string {
	if i < 0 {
		return ""
	}
	switch s := strings.TrimSpace(r.cells[i]); s {
	case "NA", "NULL", "---":
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
	act, ok := r.acts[r.cell(r.code)]
	if !ok {
		return rows.Fault{Reason: "no such code in CAMEO", What: r.cell(r.code)}
	}
	if e.ID = r.cell(r.id); e.ID == "" {
		return rows.Fault{Reason: "no number of the event"}
	}
	e.CAMEO, e.Type, e.Mode, e.Contexts, e.Aspect = act.Code, act.Type, act.Mode, act.Contexts, entente.Actual
	e.Actor = r.actors.side(r.cell(r.source), r.cell(r.sourceIn), r.cell(r.sourceSectors), e.Date)
	e.Recipient = r.actors.side(r.cell(r.target), r.cell(r.targetIn), r.cell(r.targetSectors), e.Date)
	if e.Actor.Raw == "" && e.Recipient.Raw == "" {
		return rows.Fault{Reason: "no actor at all"}
	}
	if r.publisher >= 0 {
		e.Outlet = r.cell(r.publisher)
	}
	return r.where(e)
}

func (r *reader) where(e *dataset.Event) rows.Fault {
	e.Place = r.actors.state(r.cell(r.country), e.Date)
	for _, i := range []int{r.city, r.district, r.province, r.country} {
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

// actors reads names, countries and sectors.
type actors struct {
	entities  dataset.Entities
	names     dataset.Names // nil when the entities have none
	countries map[string]entente.EntityID
	sectors   sectors
	memo      *codes.Memo[actor, dataset.Side]
	states    *codes.Memo[string, entente.EntityID]
}

// An actor is a side as a row has it.
type actor struct{ name, country, sectors string }

func (a actor) clone() actor {
	return actor{strings.Clone(a.name), strings.Clone(a.country), strings.Clone(a.sectors)}
}

func newActors(e dataset.Entities) (actors, error) {
	a := actors{entities: e, countries: map[string]entente.EntityID{}, memo: &codes.Memo[actor, dataset.Side]{}, states: &codes.Memo[string, entente.EntityID]{}}
	a.names, _ = e.(dataset.Names)
	t, err := open("countries", "name", "entity")
	if err != nil {
		return a, err
	}
	for _, r := range t.Rows {
		a.countries[strings.ToLower(r.Get("name"))] = entente.EntityID(r.Get("entity"))
	}
	a.sectors, err = openSectors()
	return a, err
}

func open(name string, columns ...string) (*table.Table, error) {
	f, err := files.Open(name + ".tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return table.Read("dataset/icews/"+name+".tsv", f, columns...)
}

// side is the actor of a name, country and list of sectors; no name is no side.
func (a actors) side(name, country, sectors string, on entente.Date) dataset.Side {
	if name == "" && country == "" {
		return dataset.Side{}
	}
	return a.memo.Get(actor{name, country, sectors}, on, actor.clone, a.find)
}

func (a actors) find(k actor, on entente.Date) dataset.Side {
	s := dataset.Side{Raw: k.name, Sector: a.sectors.of(k.sectors)}
	if s.Raw == "" {
		s.Raw = k.country
	}
	if k.country != "" {
		s.Entity = a.state(k.country, on)
		return s
	}
	if m, ok := a.body(k.name, on); ok {
		s.Entity = m.Entity
		if s.Sector == "" {
			s.Sector = m.Sector
		}
	}
	return s
}

// body is the organisation or group of a name or of the name in its parentheses.
func (a actors) body(name string, on entente.Date) (entity.Meaning, bool) {
	if a.names == nil {
		return entity.Meaning{}, false
	}
	if i := strings.LastIndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		name = name[i+1 : len(name)-1]
	}
	for _, m := range a.names.Lookup(name, on) {
		if m.Kind == entity.IGO || m.Kind == entity.Group {
			return m, true
		}
	}
	return entity.Meaning{}, false
}

// state is the state of a country's name on the date; "" when it is none.
func (a actors) state(name string, on entente.Date) entente.EntityID {
	if name == "" {
		return ""
	}
	return a.states.Get(name, on, strings.Clone, a.findState)
}

func (a actors) findState(name string, on entente.Date) entente.EntityID {
	if id, ok := a.countries[strings.ToLower(name)]; ok {
		return id
	}
	id, err := a.entities.State(name)
	if err != nil {
		return ""
	}
	if a.names == nil {
		return id
	}
	for _, m := range a.names.Lookup(name, on) {
		if (m.Kind == entity.State || m.Kind == entity.Region) && m.Entity != "" {
			return m.Entity
		}
	}
	return id
}

// sectors are ICEWS's, first the one that outranks the rest.
type sectors []sector

type sector struct {
	name, ending string
	is           entente.Sector
}

func openSectors() (sectors, error) {
	t, err := open("sectors", "name", "ending", "sector")
	if err != nil {
		return nil, err
	}
	var out sectors
	for _, r := range t.Rows {
		if (r.Get("name") == "") == (r.Get("ending") == "") {
			return nil, r.Errorf("a sector has a name or an ending")
		}
		out = append(out, sector{r.Get("name"), r.Get("ending"), entente.Sector(r.Get("sector"))})
	}
	return out, nil
}

// of is the sector of a list that is parted by commas.
func (s sectors) of(list string) entente.Sector {
	if list == "" {
		return ""
	}
	has := strings.Split(list, ",")
	for _, x := range s {
		if slices.ContainsFunc(has, func(h string) bool {
			h = strings.TrimSpace(h)
			return x.name != "" && h == x.name || x.ending != "" && strings.HasSuffix(h, x.ending)
		}) {
			return x.is
		}
	}
	return ""
}
