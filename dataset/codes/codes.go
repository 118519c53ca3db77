// Package codes reads the codes that event data sets share: CAMEO's codes of actors,
// the older ones of WEIS and KEDS, and codes of events. In comes "PSEREBHMS" or "042"
// with a date; out come a side, PSE as REB, and an act, CONSULT by visit.
//
// A code of an actor is a string of parts of three letters, the first of which is
// mostly a state: USAGOV, IGOUNO, MNCUSA, LBNREBHEZ. Parts mean what the tables
// cameo.tsv and weis.tsv say; the others are states by the gazetteer's codes. What
// nobody knows, regions (EUR, WST) and peoples stay without an entity: an unknown
// actor is better than a wrong one.
package codes

import (
	"embed"
	"fmt"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/lib/table"
	"github.com/entente-project/entente/ontology/cameo"
)

//go:embed cameo.tsv weis.tsv
var files embed.FS

// The tables of codes of actors.
const (
	CAMEO = "cameo" // CAMEO's, with those of KEDS and GDELT
	WEIS  = "weis"  // those that KEDS used with WEIS
)

// A part is what some letters of a code mean.
type part struct {
	state  string           // a state's code in CAMEO, read on the row's date
	entity entente.EntityID // the entity on any date
	sector entente.Sector
}

// An Actors reads codes of actors. It remembers what it has read and is not safe for
// use by several goroutines.
type Actors struct {
	parts    map[string]part
	others   []string // schemes in which parts of no table are looked for
	entities dataset.Entities
	memo     Memo[actor, dataset.Side]
}

// An actor is a code with the state that the set gives beside it.
type actor struct{ code, state string }

// NewActors reads codes by the table [CAMEO] or [WEIS]. Parts that the table does not
// have are states by the schemes, first to last.
func NewActors(name string, e dataset.Entities, schemes ...string) (*Actors, error) {
	f, err := files.Open(name + ".tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, err := table.Read("dataset/codes/"+name+".tsv", f, "code", "state", "entity", "sector", "name")
	if err != nil {
		return nil, err
	}
	a := &Actors{parts: map[string]part{}, others: schemes, entities: e}
	for _, r := range t.Rows {
		code := r.Get("code")
		if _, twice := a.parts[code]; twice || len(code) < 2 {
			return nil, r.Errorf("code %q stands twice or is shorter than two letters", code)
		}
		a.parts[code] = part{r.Get("state"), entente.EntityID(r.Get("entity")), entente.Sector(r.Get("sector"))}
	}
	return a, nil
}

// Side is what code means on the date. State is a state's code that the set gives
// beside it, which counts where the code itself names none; it may be "". No code is
// no side.
func (a *Actors) Side(code, state string, on entente.Date) dataset.Side {
	if code == "" && state == "" {
		return dataset.Side{}
	}
	return a.memo.Get(actor{code, state}, on, actor.clone, a.read)
}

func (k actor) clone() actor { return actor{strings.Clone(k.code), strings.Clone(k.state)} }

// read takes a code apart, at each place the longest part that the table has.
func (a *Actors) read(k actor, on entente.Date) dataset.Side {
	s := dataset.Side{Raw: k.code}
	if s.Raw == "" {
		s.Raw = k.state
	}
	for rest := k.code; rest != ""; {
		p, n := a.next(rest, on)
		rest = rest[n:]
		// The United Nations give way to an agency of theirs that has its own entity.
		if id := a.entity(p, on); id != "" && (s.Entity == "" || s.Entity == "IGO:UN" && strings.HasPrefix(string(id), "IGO:")) {
			s.Entity = id
		}
		if outranks(p.sector, s.Sector) {
			s.Sector = p.sector
		}
	}
	if s.Entity == "" && k.state != "" {
		p, n := a.next(k.state, on)
		if n == len(k.state) {
			s.Entity = a.entity(p, on)
		}
	}
	return s
}

// next is the part with which code begins and its length; a part that nobody knows
// has three letters and means nothing.
func (a *Actors) next(code string, on entente.Date) (part, int) {
	for n := min(len(code), 9); n > 1; n-- {
		if p, ok := a.parts[code[:n]]; ok && (n >= 3 || n == len(code)) {
			return p, n
		}
	}
	n := min(3, len(code))
	if n == 3 && strings.Trim(code[:n], "abcdefghijklmnopqrstuvwxyz") == "" {
		return part{sector: "ETH"}, n // GDELT writes peoples in small letters
	}
	for _, scheme := range a.others {
		if id, ok := a.entities.FromCode(scheme, code[:n], on); ok && n == 3 && strings.ToUpper(code[:n]) == code[:n] {
			return part{entity: id}, n
		}
	}
	return part{}, n
}

func (a *Actors) entity(p part, on entente.Date) entente.EntityID {
	if p.state == "" {
		return p.entity
	}
	if id, ok := a.entities.FromCode("cameo", p.state, on); ok {
		return id
	}
	return p.entity
}

// outranks reports whether sector b takes the place of a: the first role counts, a
// people or faith only where there is no other, and peacekeepers are more than the body
// that sends them.
func outranks(b, a entente.Sector) bool {
	weak := func(s entente.Sector) bool { return s == "ETH" || s == "REL" }
	return b != "" && (a == "" || weak(a) && !weak(b) || a == "IGO" && b == "MIL")
}

// Places reads codes of the states in which something happened.
type Places struct {
	entities dataset.Entities
	scheme   string
	memo     Memo[string, entente.EntityID]
}

// NewPlaces reads codes of the scheme.
func NewPlaces(scheme string, e dataset.Entities) *Places {
	return &Places{entities: e, scheme: scheme}
}

// State is the state that code means on the date; "" when it means none.
func (p *Places) State(code string, on entente.Date) entente.EntityID {
	if code == "" {
		return ""
	}
	return p.memo.Get(code, on, strings.Clone, func(c string, on entente.Date) entente.EntityID {
		id, _ := p.entities.FromCode(p.scheme, c, on)
		return id
	})
}

// An Act is what a code of CAMEO says was done.
type Act struct {
	Code     string
	Type     entente.Type // "" for statements and appeals, which PLOVER does not code
	Mode     entente.Mode
	Contexts []entente.Context // not to be changed
}

// Acts reads every code of the book in PLOVER; book nil is the house's.
func Acts(book *cameo.Codebook) (map[string]Act, error) {
	if book == nil {
		var err error
		if book, err = cameo.Open(nil); err != nil {
			return nil, fmt.Errorf("codes of CAMEO: %w", err)
		}
	}
	acts := map[string]Act{}
	for _, c := range book.Codes() {
		typ, mode, contexts := book.ToPLOVER(c.Code)
		acts[c.Code] = Act{c.Code, typ, mode, contexts}
	}
	return acts, nil
}
