// Package entity resolves names. In comes a name and the date on which it was
// written; out comes what it means: a state, its government's seat, a body, an
// organisation, an armed group, a leader in or out of office, or a place.
//
//	g.Find([]string{"Minsk", "rebuffed", "the", "Kremlin"}, on)
//	// Minsk    -> BLR GOV (capital)
//	// Kremlin  -> RUS GOV (seat)
//
// The tables in data/ hold one dated fact a row. A name that nobody bears on the
// day means who bore it last, or else who bears it first afterwards: "Zaire" in
// 2010 is COD. A state's name before its independence means the state that the
// land belonged to, as a region or city. Dates with unknown month or day count as their
// first day; the zero Date counts as the end of the tables. Capitals, cities and
// regions have coordinates; a file of GeoNames among the user's own tables adds towns.
package entity

import (
	"embed"
	"io/fs"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// A Kind says in which way a name means its entity.
type Kind string

// The kinds of names.
const (
	State   Kind = "state"   // Belarus
	Demonym Kind = "demonym" // Belarusian, Belarusians
	Capital Kind = "capital" // Minsk: the government, or the place
	Seat    Kind = "seat"    // the Kremlin, Downing Street: the government
	City    Kind = "city"    // Grodno: the place only
	Region  Kind = "region"  // Crimea, Xinjiang: a place that lies in a state
	Leader  Kind = "leader"  // Lukashenko
	Body    Kind = "body"    // State Duma, Pentagon
	IGO     Kind = "igo"     // NATO
	Group   Kind = "group"   // Hezbollah
	People  Kind = "people"  // Kurds
	Bloc    Kind = "bloc"    // the Baltic states
)

// A Meaning is what a name may stand for. Of a leader in office Sector is GOV (or
// the sector of the office), of one out of office ELI, of one not yet in office "".
type Meaning struct {
	Entity   entente.EntityID   // "" for a bloc, and for a people of several states
	Entities []entente.EntityID // the members of a bloc, sorted; else nil
	Sector   entente.Sector     // GOV for capitals and seats; "" where the name alone does not tell
	Kind     Kind
	At       entente.Coordinates // of a capital, city or region whose table tells; of a region a point within it
	Row      string              // the row that says so: "entity/data/states.tsv:41"
}

// A Mention is a name found in a sentence: the words [First, Last). Meanings are
// best first and never empty; the slice is shared and must not be changed.
type Mention struct {
	First, Last int
	Meanings    []Meaning
}

// A Gazetteer knows names and codes. It does not change once opened and is safe
// for use by many goroutines.
type Gazetteer struct {
	words   map[string]word  // a word of some name, as it is written
	folded  map[string]int32 // the same in capitals -> word.fold
	known   []bool           // by word.exact: in a name, and not in those of persons, or of places of several words, alone ("Woody" of an island)
	first   [][]*name        // by word.fold of the first word, longest name first
	whole   map[string]*name // by the words joined by spaces, as written
	loose   map[string]*name // the same in lower case without accents; the first one written so
	roles   map[string]role  // neighbouring words in lower case
	states  map[entente.EntityID][]stateRow
	titles  map[entente.EntityID]string       // names of entities that are no states
	codes   map[string][]coded                // by scheme and code: "cow 365"
	members map[entente.EntityID][]membership // by organisation
	wanted  []string                          // names of states, sorted: what State may have meant
}

//go:embed data/*.tsv
var data embed.FS

// Open reads the tables, with the user's own in over laid over them; over may be
// nil. See [table.Shelf].
func Open(over fs.FS) (*Gazetteer, error) {
	base, err := fs.Sub(data, "data")
	if err != nil {
		return nil, err
	}
	return load(table.Shelf{Prefix: "entity/data", Base: base, Over: over})
}
