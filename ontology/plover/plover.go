// Package plover is the house codebook: PLOVER, the Political Language Ontology
// for Verifiable Event Records (Open Event Data Alliance, manual of 2021). In
// come the tables types, modes, contexts and scale; out comes a [Codebook] that
// says what a type means, which modes it has, its quad class and its score:
// REJECT is verbal conflict and scores -4.2.
package plover

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
	"github.com/entente-project/entente/ontology"
)

//go:embed *.tsv
var files embed.FS

// A TypeInfo says what an event type is.
type TypeInfo struct {
	Type       entente.Type
	Name       string // as a verb in plain words: "reject"
	Definition string
	Quad       ontology.Quad
	Score      float64 // of the type whatever its mode, -10 to +10
	Recipient  bool    // the manual wants a recipient
}

// A ModeInfo says what a mode of an event type is.
type ModeInfo struct {
	Mode       entente.Mode
	Definition string
	Score      float64 // of the type in this mode, -10 to +10
}

// A ContextInfo says what a context is.
type ContextInfo struct {
	Context    entente.Context
	Also       []string // other spellings in the field's data
	Definition string
}

// A Codebook holds the types, modes, contexts and scores of PLOVER. It does not
// change once opened and is safe for use by many goroutines.
type Codebook struct {
	types    []TypeInfo
	contexts []ContextInfo
	byType   map[entente.Type]int
	modes    map[entente.Type][]ModeInfo
	spelling map[string]entente.Context
}

// Open reads the codebook. A file NAME.tsv in over replaces the house's table of
// that name, NAME.add.tsv adds rows to it; over may be nil.
func Open(over fs.FS) (*Codebook, error) {
	shelf := table.Shelf{Prefix: "ontology/plover", Base: files, Over: over}
	b := &Codebook{
		byType:   map[entente.Type]int{},
		modes:    map[entente.Type][]ModeInfo{},
		spelling: map[string]entente.Context{},
	}
	for _, read := range []func(table.Shelf) error{b.readTypes, b.readModes, b.readContexts, b.readScale} {
		if err := read(shelf); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Types lists the event types in the order of the manual, most to least
// cooperative.
func (b *Codebook) Types() []TypeInfo { return b.types }

// Type says what t is; false when PLOVER has no such type.
func (b *Codebook) Type(t entente.Type) (TypeInfo, bool) {
	i, ok := b.byType[t]
	if !ok {
		return TypeInfo{}, false
	}
	return b.types[i], true
}

// ParseType reads the name of a type in capitals, as tables write it, and says
// which may be meant when there is none.
func (b *Codebook) ParseType(s string) (entente.Type, error) {
	if _, ok := b.byType[entente.Type(s)]; ok {
		return entente.Type(s), nil
	}
	var names []string
	for _, t := range b.types {
		names = append(names, string(t.Type))
	}
	return "", unknown("event type", s, names)
}

// ParseMode reads a mode of t; "" is the mode that is not given.
func (b *Codebook) ParseMode(t entente.Type, s string) (entente.Mode, error) {
	if s == "" {
		return "", nil
	}
	var names []string
	for _, m := range b.modes[t] {
		if string(m.Mode) == s {
			return m.Mode, nil
		}
		names = append(names, string(m.Mode))
	}
	return "", unknown("mode of "+string(t), s, names)
}

// ParseContext reads a context in the house's spelling or another of the field.
func (b *Codebook) ParseContext(s string) (entente.Context, error) {
	if c, ok := b.spelling[s]; ok {
		return c, nil
	}
	var names []string
	for _, c := range b.contexts {
		names = append(names, string(c.Context))
	}
	return "", unknown("context", s, names)
}

// Modes lists the modes of t; nil when it has none.
func (b *Codebook) Modes(t entente.Type) []ModeInfo { return b.modes[t] }

// Contexts lists the contexts in alphabetical order.
func (b *Codebook) Contexts() []ContextInfo { return b.contexts }

// HasContext reports whether c is a context in the house's spelling.
func (b *Codebook) HasContext(c entente.Context) bool { return b.spelling[string(c)] == c && c != "" }

// Quad is the quad class of t; NoQuad when PLOVER has no such type.
func (b *Codebook) Quad(t entente.Type) ontology.Quad {
	info, _ := b.Type(t)
	return info.Quad
}

// Score is how cooperative (+10) or conflictual (-10) t is in mode m, which may
// be ""; false when PLOVER has no such type or the type no such mode.
func (b *Codebook) Score(t entente.Type, m entente.Mode) (float64, bool) {
	info, ok := b.Type(t)
	if !ok || m == "" {
		return info.Score, ok
	}
	for _, mode := range b.modes[t] {
		if mode.Mode == m {
			return mode.Score, true
		}
	}
	return 0, false
}

func (b *Codebook) readTypes(shelf table.Shelf) error {
	t, err := shelf.Open("types", "type", "name", "quad", "recipient", "definition")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		typ := entente.Type(r.Get("type"))
		if _, twice := b.byType[typ]; twice {
			return r.Errorf("type %s is defined twice; remove one of the two", typ)
		}
		quad, ok := ontology.ParseQuad(r.Get("quad"))
		if !ok {
			return r.Errorf("unknown quad class %q; write VC, MC, VX or MX", r.Get("quad"))
		}
		b.byType[typ] = len(b.types)
		b.types = append(b.types, TypeInfo{
			Type:       typ,
			Name:       r.Get("name"),
			Definition: r.Get("definition"),
			Quad:       quad,
			Recipient:  r.Get("recipient") == "yes",
		})
	}
	return nil
}

func (b *Codebook) readModes(shelf table.Shelf) error {
	t, err := shelf.Open("modes", "type", "mode", "definition")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		typ, err := b.ParseType(r.Get("type"))
		if err != nil {
			return r.Errorf("%w", err)
		}
		if r.Get("mode") == "" {
			return r.Errorf("a mode without a name")
		}
		b.modes[typ] = append(b.modes[typ], ModeInfo{Mode: entente.Mode(r.Get("mode")), Definition: r.Get("definition")})
	}
	return nil
}

func (b *Codebook) readContexts(shelf table.Shelf) error {
	t, err := shelf.Open("contexts", "context", "also", "definition")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		c := ContextInfo{Context: entente.Context(r.Get("context")), Also: r.List("also"), Definition: r.Get("definition")}
		for _, s := range append([]string{string(c.Context)}, c.Also...) {
			if other, twice := b.spelling[s]; twice {
				return r.Errorf("%q means the context %s already; remove one of the two", s, other)
			}
			b.spelling[s] = c.Context
		}
		b.contexts = append(b.contexts, c)
	}
	return nil
}

// readScale sets the scores: those of the types first, which modes without a
// score of their own take over.
func (b *Codebook) readScale(shelf table.Shelf) error {
	t, err := shelf.Open("scale", "type", "mode", "score")
	if err != nil {
		return err
	}
	scores := map[entente.Type]map[entente.Mode]float64{}
	for _, r := range t.Rows {
		typ, err := b.ParseType(r.Get("type"))
		if err != nil {
			return r.Errorf("%w", err)
		}
		mode, err := b.ParseMode(typ, r.Get("mode"))
		if err != nil {
			return r.Errorf("%w", err)
		}
		score, err := strconv.ParseFloat(r.Get("score"), 64)
		if err != nil || !(score >= -10 && score <= 10) {
			return r.Errorf("score %q is not a number from -10 to 10", r.Get("score"))
		}
		if scores[typ] == nil {
			scores[typ] = map[entente.Mode]float64{}
		}
		scores[typ][mode] = score
	}
	for i := range b.types {
		if err := b.setScores(t.Name, &b.types[i], scores[b.types[i].Type]); err != nil {
			return err
		}
	}
	return nil
}

func (b *Codebook) setScores(file string, info *TypeInfo, scores map[entente.Mode]float64) error {
	score, ok := scores[""]
	if !ok {
		return fmt.Errorf("%s: no score for %s; add a row with the mode left empty", file, info.Type)
	}
	info.Score = score
	modes := b.modes[info.Type]
	for i := range modes {
		modes[i].Score = score
		if own, ok := scores[modes[i].Mode]; ok {
			modes[i].Score = own
		}
	}
	return nil
}

// unknown is the error for a word that a table does not know.
func unknown(what, s string, known []string) error {
	if near := table.Nearest(s, known); near != "" {
		return fmt.Errorf("unknown %s %q; did you mean %s?", what, s, near)
	}
	if len(known) == 0 {
		return fmt.Errorf("unknown %s %q; there is none", what, s)
	}
	return fmt.Errorf("unknown %s %q; there are %s", what, s, strings.Join(known, ", "))
}
