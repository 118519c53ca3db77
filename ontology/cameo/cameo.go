// Package cameo is the codebook of CAMEO 1.1, the Conflict and Mediation Event
// Observations, and the way between it and PLOVER. In come the codes with their
// Goldstein scores and the crosswalks; out come names, scores, the PLOVER
// reading of a code and the code that stands for a PLOVER type: 057 is the
// signing of a formal agreement, scores 8 and reads as SUPPORT.
package cameo

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
	"github.com/entente-project/entente/ontology/plover"
)

//go:embed *.tsv crosswalk/*.tsv
var files embed.FS

// The crosswalks that the house keeps.
const (
	PLOVER = "plover" // PLOVER's manual of 2021
	PLV    = "plv"    // the older validation sets made from CAMEO
)

// A Code is one entry of CAMEO.
type Code struct {
	Code      string // two digits for a root, three or four for its refinements
	Name      string
	Goldstein float64 // conflict and cooperation, -10 to +10
}

// A Codebook holds the codes and one crosswalk. It does not change once opened
// and is safe for use by many goroutines.
type Codebook struct {
	codes     []Code
	byCode    map[string]int
	crosswalk map[string]reading
	defaults  map[entente.Type]map[entente.Mode]string
}

// A reading is what a code means in PLOVER.
type reading struct {
	typ      entente.Type
	mode     entente.Mode
	contexts []entente.Context
}

// Open reads the codebook with the crosswalk to PLOVER's manual. A file NAME.tsv
// in over replaces the house's table of that name, NAME.add.tsv adds rows to it;
// over may be nil.
func Open(over fs.FS) (*Codebook, error) { return OpenWith(PLOVER, over) }

// OpenWith is [Open] with the crosswalk of the given name: [PLOVER], [PLV] or a
// file crosswalk/NAME.tsv in over. A crosswalk other than PLOVER's holds the
// codes that it reads in another way.
func OpenWith(name string, over fs.FS) (*Codebook, error) {
	book, err := plover.Open(nil)
	if err != nil {
		return nil, err
	}
	shelf := table.Shelf{Prefix: "ontology/cameo", Base: files, Over: over}
	c := &Codebook{byCode: map[string]int{}, crosswalk: map[string]reading{}, defaults: map[entente.Type]map[entente.Mode]string{}}
	if err := c.readCodes(shelf); err != nil {
		return nil, err
	}
	if err := c.readCrosswalk(shelf, book, PLOVER); err != nil {
		return nil, err
	}
	if name != PLOVER {
		if err := c.readCrosswalk(shelf, book, name); err != nil {
			return nil, err
		}
	}
	return c, c.readDefaults(shelf, book)
}

// Codes lists the codes in the order of their digits.
func (c *Codebook) Codes() []Code { return c.codes }

// Name is what code stands for; "" when CAMEO has no such code.
func (c *Codebook) Name(code string) string {
	if i, ok := c.byCode[code]; ok {
		return c.codes[i].Name
	}
	return ""
}

// Goldstein is the score of code, -10 (conflict) to +10 (cooperation); false
// when CAMEO has no such code.
func (c *Codebook) Goldstein(code string) (float64, bool) {
	i, ok := c.byCode[code]
	if !ok {
		return 0, false
	}
	return c.codes[i].Goldstein, true
}

// ToPLOVER reads code in PLOVER. The type is "" for statements and appeals (01
// and 02), which PLOVER does not code, and for what is no code.
func (c *Codebook) ToPLOVER(code string) (entente.Type, entente.Mode, []entente.Context) {
	r := c.crosswalk[code]
	return r.typ, r.mode, r.contexts
}

// FromPLOVER is the code that stands for a type and mode when no finer one is
// known; "" when PLOVER has no such type.
func (c *Codebook) FromPLOVER(t entente.Type, m entente.Mode) string {
	if code, ok := c.defaults[t][m]; ok {
		return code
	}
	return c.defaults[t][""]
}

func (c *Codebook) readCodes(shelf table.Shelf) error {
	t, err := shelf.Open("codes", "code", "goldstein", "name")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		code := r.Get("code")
		if len(code) < 2 || len(code) > 4 || strings.Trim(code, "0123456789") != "" {
			return r.Errorf("%q is not a code of two to four digits", code)
		}
		if _, twice := c.byCode[code]; twice {
			return r.Errorf("code %s is defined twice; remove one of the two", code)
		}
		score, err := strconv.ParseFloat(r.Get("goldstein"), 64)
		if err != nil || !(score >= -10 && score <= 10) {
			return r.Errorf("goldstein %q is not a number from -10 to 10", r.Get("goldstein"))
		}
		c.byCode[code] = len(c.codes)
		c.codes = append(c.codes, Code{Code: code, Name: r.Get("name"), Goldstein: score})
	}
	return nil
}

func (c *Codebook) readCrosswalk(shelf table.Shelf, book *plover.Codebook, name string) error {
	t, err := shelf.Open("crosswalk/"+name, "code", "type", "mode", "contexts")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no crosswalk %q; the house keeps %s and %s", name, PLOVER, PLV)
	}
	if err != nil {
		return err
	}
	for _, row := range t.Rows {
		code := row.Get("code")
		if _, ok := c.byCode[code]; !ok {
			return row.Errorf("unknown CAMEO code %q", code)
		}
		r, err := readReading(row, book)
		if err != nil {
			return row.Errorf("%w", err)
		}
		c.crosswalk[code] = r
	}
	return nil
}

func readReading(row table.Row, book *plover.Codebook) (r reading, err error) {
	if r.typ, err = book.ParseType(row.Get("type")); err != nil {
		return r, err
	}
	if r.mode, err = book.ParseMode(r.typ, row.Get("mode")); err != nil {
		return r, err
	}
	for _, s := range row.List("contexts") {
		context, err := book.ParseContext(s)
		if err != nil {
			return r, err
		}
		r.contexts = append(r.contexts, context)
	}
	return r, nil
}

func (c *Codebook) readDefaults(shelf table.Shelf, book *plover.Codebook) error {
	t, err := shelf.Open("default", "type", "mode", "code")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		typ, err := book.ParseType(r.Get("type"))
		if err != nil {
			return r.Errorf("%w", err)
		}
		mode, err := book.ParseMode(typ, r.Get("mode"))
		if err != nil {
			return r.Errorf("%w", err)
		}
		if _, ok := c.byCode[r.Get("code")]; !ok {
			return r.Errorf("unknown CAMEO code %q", r.Get("code"))
		}
		if c.defaults[typ] == nil {
			c.defaults[typ] = map[entente.Mode]string{}
		}
		c.defaults[typ][mode] = r.Get("code")
	}
	return nil
}
