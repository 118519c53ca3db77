// Package ontology holds what the codebooks share. In come sectors.tsv and the
// field's habits; out come quad classes, which split every codebook's events by
// word and deed, cooperation and conflict, and the sectors in which entities
// act. The codebooks themselves are the packages below: plover, the house
// tongue, and cameo.
package ontology

import (
	"embed"
	"io/fs"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

//go:embed sectors.tsv
var files embed.FS

// A Quad is a quad class: words or deeds, cooperative or conflictual. Its value
// is the number by which the field knows it; 0 is no class.
type Quad int

// The quad classes.
const (
	NoQuad              Quad = 0
	VerbalCooperation   Quad = 1
	MaterialCooperation Quad = 2
	VerbalConflict      Quad = 3
	MaterialConflict    Quad = 4
)

// Quads lists the quad classes in the order of their numbers.
var Quads = []Quad{VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict}

// quadCodes are the two-letter codes of the tables.
var quadCodes = map[string]Quad{
	"VC": VerbalCooperation,
	"MC": MaterialCooperation,
	"VX": VerbalConflict,
	"MX": MaterialConflict,
}

// ParseQuad reads the code of a quad class in the tables: VC, MC, VX or MX.
func ParseQuad(code string) (Quad, bool) {
	q, ok := quadCodes[code]
	return q, ok
}

// String is the name of q in plain words; "" when it is no class.
func (q Quad) String() string {
	switch q {
	case VerbalCooperation:
		return "verbal cooperation"
	case MaterialCooperation:
		return "material cooperation"
	case VerbalConflict:
		return "verbal conflict"
	case MaterialConflict:
		return "material conflict"
	}
	return ""
}

// Verbal reports whether q is of words.
func (q Quad) Verbal() bool { return q == VerbalCooperation || q == VerbalConflict }

// Material reports whether q is of deeds.
func (q Quad) Material() bool { return q == MaterialCooperation || q == MaterialConflict }

// Cooperative reports whether q is of cooperation.
func (q Quad) Cooperative() bool { return q == VerbalCooperation || q == MaterialCooperation }

// Conflictual reports whether q is of conflict.
func (q Quad) Conflictual() bool { return q == VerbalConflict || q == MaterialConflict }

// A SectorInfo says what a sector is.
type SectorInfo struct {
	Sector     entente.Sector
	Name       string   // in plain words: "government"
	Also       []string // other codes of the field's data for the same role
	Definition string
}

// Sectors reads the sectors in the order of the table. A file sectors.tsv in
// over replaces the house's, sectors.add.tsv adds to it; over may be nil.
func Sectors(over fs.FS) ([]SectorInfo, error) {
	shelf := table.Shelf{Prefix: "ontology", Base: files, Over: over}
	t, err := shelf.Open("sectors", "sector", "name", "also", "definition")
	if err != nil {
		return nil, err
	}
	var out []SectorInfo
	seen := map[string]int{}
	for _, r := range t.Rows {
		code := r.Get("sector")
		if first := seen[code]; first > 0 {
			return nil, r.Errorf("sector %q stands already in line %d; remove one of the two", code, first)
		}
		seen[code] = r.Line
		out = append(out, SectorInfo{
			Sector:     entente.Sector(code),
			Name:       r.Get("name"),
			Also:       r.List("also"),
			Definition: r.Get("definition"),
		})
	}
	return out, nil
}
