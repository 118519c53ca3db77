package entity

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
)

// A town is a row of a file of GeoNames.
type town struct {
	names      []string // as written and in ASCII
	country    string   // ISO 3166 alpha-2
	population int64
	at         entente.Coordinates
	row        string // file and line
}

// The columns of GeoNames' files cities500.txt to cities15000.txt that are read,
// counted from 0, and how many there are. See readme.txt beside them.
const (
	geoName, geoASCII, geoLat, geoLon, geoCode, geoCountry, geoPopulation = 1, 2, 4, 5, 7, 8, 14

	geoColumns = 19
)

// readGeoNames reads cities500.txt, cities1000.txt, cities5000.txt or
// cities15000.txt, as they are downloaded from GeoNames, from the user's own
// tables, the first that is there. What the tables name already keeps its meaning;
// a new name is a city only where the words around say so, as most names of small
// towns are also names of people or words.
func readGeoNames(b *builder) error {
	if b.shelf.Over == nil {
		return nil
	}
	for _, file := range []string{"cities500.txt", "cities1000.txt", "cities5000.txt", "cities15000.txt"} {
		f, err := b.shelf.Over.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		defer f.Close()
		towns, err := readTowns(path.Join("--data", "entity", file), f)
		if err != nil {
			return err
		}
		return b.settleTowns(towns)
	}
	return nil
}

// readTowns reads the rows of a file of GeoNames, largest first, without the
// quarters of towns.
func readTowns(name string, r io.Reader) ([]town, error) {
	var out []town
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	for line := 1; sc.Scan(); line++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		t, quarter, err := readTown(sc.Text())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		if quarter {
			continue
		}
		t.row = fmt.Sprintf("%s:%d", name, line)
		out = append(out, t)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	slices.SortStableFunc(out, func(a, b town) int { return cmp.Compare(b.population, a.population) })
	return out, nil
}

// readTown reads one row; quarter reports whether it is a part of a town.
func readTown(line string) (t town, quarter bool, err error) {
	cells := strings.Split(strings.TrimRight(line, "\r"), "\t")
	if len(cells) != geoColumns {
		return town{}, false, fmt.Errorf("%d cells where GeoNames has %d; put the file there as it is downloaded, unpacked", len(cells), geoColumns)
	}
	t = town{country: strings.TrimSpace(cells[geoCountry])}
	for _, n := range []string{cells[geoName], cells[geoASCII]} {
		if n = strings.Join(strings.Fields(n), " "); n != "" && !slices.Contains(t.names, n) {
			t.names = append(t.names, n)
		}
	}
	if len(t.names) == 0 {
		return town{}, false, fmt.Errorf("a town without a name")
	}
	if t.at, err = degrees(cells[geoLat], cells[geoLon]); err != nil {
		return town{}, false, err
	}
	if t.population, err = strconv.ParseInt(cells[geoPopulation], 10, 64); err != nil {
		return town{}, false, fmt.Errorf("population %q is no number; put the file there as it is downloaded", cells[geoPopulation])
	}
	return t, cells[geoCode] == "PPLX", nil
}

// settleTowns gives towns their meanings.
func (b *builder) settleTowns(towns []town) error {
	lands, err := b.territories()
	if err != nil {
		return err
	}
	known := map[string]bool{} // names that the tables have
	for key := range b.names {
		known[key] = true
	}
	for _, t := range towns {
		id, ok := lands[t.country]
		if !ok {
			if id, ok = b.g.FromCode("iso2", t.country, entente.Date{}); !ok {
				continue
			}
		}
		m := Meaning{Entity: id, Kind: City, Row: t.row, At: t.at}
		for _, text := range t.names {
			for _, words := range writings(text) {
				if key := strings.Join(words, " "); !known[key] || b.hasTownsOnly(key, id) {
					n := b.name(words)
					n.bearers = append(n.bearers, bearer{Meaning: m, end: forever})
					if !known[key] {
						n.guard |= placed
					}
				}
			}
		}
	}
	return nil
}

// hasTownsOnly reports whether a name of the tables means cities or capitals, none
// of them in id.
func (b *builder) hasTownsOnly(key string, id entente.EntityID) bool {
	n := b.names[key]
	return len(n.bearers) > 0 && !slices.ContainsFunc(n.bearers, func(o bearer) bool {
		return o.Kind != City && o.Kind != Capital || o.Entity == id
	})
}

// territories are the states in which lands with codes of their own lie.
func (b *builder) territories() (map[string]entente.EntityID, error) {
	t, err := b.shelf.Open("territories", "iso2", "entity")
	if err != nil {
		return nil, err
	}
	out := map[string]entente.EntityID{}
	for _, r := range t.Rows {
		out[r.Get("iso2")] = entente.EntityID(r.Get("entity"))
	}
	return out, nil
}
