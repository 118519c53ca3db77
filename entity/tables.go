package entity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// readNames reads other names and forms of states, their people and capitals.
func readNames(b *builder) error {
	return b.each("names", []string{"name", "entity", "kind"}, func(r table.Row, start, end entente.Date) error {
		k := Kind(r.Get("kind"))
		if !slices.Contains([]Kind{State, Demonym, Capital}, k) {
			return r.Errorf("unknown kind %q; write state, demonym or capital", k)
		}
		m := rowMeaning(r, k)
		m.Entity = entente.EntityID(r.Get("entity"))
		if k == Capital {
			m.Sector = government
			m.At = b.seat(m.Entity, r.Get("name"))
		}
		b.bearFor([]string{r.Get("name")}, m, start, end)
		return nil
	})
}

// government is PLOVER's sector of governments.
const government entente.Sector = "GOV"

// readPlaces reads seats, regions and cities.
func readPlaces(b *builder) error {
	return b.each("places", []string{"name", "entity", "kind", "variants"}, func(r table.Row, start, end entente.Date) error {
		k := Kind(r.Get("kind"))
		m := rowMeaning(r, k)
		m.Entity = entente.EntityID(r.Get("entity"))
		switch k {
		case Seat:
			m.Sector = government
		case Region, Demonym, City:
		default:
			return r.Errorf("unknown kind %q; write seat, region, demonym or city", k)
		}
		at, err := coordinates(r)
		if err != nil {
			return err
		}
		m.At = at
		b.bearFor(forms(r), m, start, end)
		return nil
	})
}

// readCapitals reads where capitals lie.
func readCapitals(b *builder) error {
	t, err := b.shelf.Open("capitals", "name", "entity", "lat", "lon")
	if err != nil {
		return err
	}
	b.seats = map[string]entente.Coordinates{}
	for _, r := range t.Rows {
		at, err := coordinates(r)
		if err != nil {
			return err
		}
		b.seats[r.Get("entity")+" "+r.Get("name")] = at
	}
	return nil
}

// seat is where the capital of that name lies; zero where the table does not tell.
func (b *builder) seat(id entente.EntityID, name string) entente.Coordinates {
	return b.seats[string(id)+" "+name]
}

// coordinates are those of the columns lat and lon; zero where a row, or a table
// of a user's own, has none.
func coordinates(r table.Row) (entente.Coordinates, error) {
	lat, lon := r.GetOr("lat"), r.GetOr("lon")
	if lat == "" && lon == "" {
		return entente.Coordinates{}, nil
	}
	at, err := degrees(lat, lon)
	if err != nil {
		return entente.Coordinates{}, r.Errorf("%w", err)
	}
	return at, nil
}

// degrees reads a latitude and a longitude.
func degrees(lat, lon string) (entente.Coordinates, error) {
	la, err := strconv.ParseFloat(lat, 64)
	lo, err2 := strconv.ParseFloat(lon, 64)
	at := entente.Coordinates{Lat: la, Lon: lo}
	if err != nil || err2 != nil || !at.Valid() {
		return entente.Coordinates{}, fmt.Errorf("lat %q, lon %q is no point on the globe; write degrees: 53.90, 27.57", lat, lon)
	}
	return at, nil
}

// readBodies reads ministries, parliaments, services and forces with names.
func readBodies(b *builder) error { return b.actors("bodies", Body) }

// readIGOs reads intergovernmental organisations and their organs.
func readIGOs(b *builder) error { return b.actors("igos", IGO) }

// readGroups reads armed groups.
func readGroups(b *builder) error { return b.actors("groups", Group) }

// readPeoples reads peoples without a state of their own name.
func readPeoples(b *builder) error { return b.actors("peoples", People) }

// actors reads a table whose rows name an entity with a sector.
func (b *builder) actors(file string, k Kind) error {
	return b.each(file, []string{"name", "entity", "sector", "variants"}, func(r table.Row, start, end entente.Date) error {
		m := rowMeaning(r, k)
		m.Entity = entente.EntityID(r.Get("entity"))
		m.Sector = entente.Sector(r.Get("sector"))
		if m.Entity == "" && k != People {
			return r.Errorf("%s has no entity", r.Get("name"))
		}
		if _, known := b.g.titles[m.Entity]; !known && strings.Contains(string(m.Entity), ":") {
			b.g.titles[m.Entity] = r.Get("name")
		}
		b.bear(forms(r), 0, bearer{Meaning: m, start: firstDay(start), end: lastDay(end)})
		return nil
	})
}

// readBlocs reads names that mean several states at once.
func readBlocs(b *builder) error {
	return b.each("blocs", []string{"name", "entities", "variants"}, func(r table.Row, start, end entente.Date) error {
		m := rowMeaning(r, Bloc)
		for _, id := range r.List("entities") {
			m.Entities = append(m.Entities, entente.EntityID(id))
		}
		if len(m.Entities) < 2 {
			return r.Errorf("%s has fewer than two members", r.Get("name"))
		}
		slices.Sort(m.Entities)
		b.bear(forms(r), 0, bearer{Meaning: m, start: firstDay(start), end: lastDay(end)})
		return nil
	})
}
