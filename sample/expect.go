package sample

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// An Expectation is an event that a report tells of, without the words that
// carry it. A symmetric event has all sides in Actor and no Recipient. Entities
// are sorted.
type Expectation struct {
	Actor     []entente.EntityID
	Recipient []entente.EntityID
	Type      entente.Type
	Aspect    entente.Aspect
}

// String is the form in which the chronicle writes e: "RUS>BLR AID future".
func (e Expectation) String() string {
	s := join(e.Actor)
	if len(e.Recipient) > 0 {
		s += ">" + join(e.Recipient)
	}
	s += " " + string(e.Type)
	if e.Aspect != entente.Actual {
		s += " " + string(e.Aspect)
	}
	return s
}

func join(ids []entente.EntityID) string {
	var s []string
	for _, id := range ids {
		s = append(s, string(id))
	}
	return strings.Join(s, ",")
}

var (
	errEmpty = errors.New("a report needs an outlet and a text")
	entity   = regexp.MustCompile(`^([A-Z]{3}|(IGO|NSA):[A-Z0-9]+)$`)
	types    = []string{
		string(entente.Agree), string(entente.Consult), string(entente.Support), string(entente.Concede),
		string(entente.Cooperate), string(entente.Aid), string(entente.Retreat), string(entente.Request),
		string(entente.Accuse), string(entente.Reject), string(entente.Threaten), string(entente.Protest),
		string(entente.Sanction), string(entente.Mobilize), string(entente.Coerce), string(entente.Assault),
	}
	aspects = []string{
		string(entente.Actual), string(entente.Future), string(entente.Hypothetical),
		string(entente.Negated), string(entente.Historical), string(entente.Habitual),
	}
)

// ParseExpectations reads events parted by semicolons, each "ACTORS>RECIPIENTS
// TYPE [ASPECT]", or "ACTORS TYPE [ASPECT]" for a symmetric event, entities
// parted by commas; the aspect is actual when none is given. "-" is no event;
// an empty cell is an error, because a reader must have decided.
func ParseExpectations(s string) ([]Expectation, error) {
	if s == "-" {
		return nil, nil
	}
	var es []Expectation
	for part := range strings.SplitSeq(s, ";") {
		e, err := parseExpectation(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		es = append(es, e)
	}
	return es, nil
}

func parseExpectation(s string) (Expectation, error) {
	f := strings.Fields(s)
	if len(f) < 2 || len(f) > 3 {
		return Expectation{}, fmt.Errorf("%q is not an expected event; write RUS>BLR AID future, BLR,RUS CONSULT, or - for none", s)
	}
	actor, recipient, directed := strings.Cut(f[0], ">")
	e := Expectation{Type: entente.Type(f[1]), Aspect: entente.Actual}
	var err error
	if e.Actor, err = parseEntities(actor); err != nil {
		return Expectation{}, err
	}
	if directed {
		if e.Recipient, err = parseEntities(recipient); err != nil {
			return Expectation{}, err
		}
	} else if len(e.Actor) < 2 {
		return Expectation{}, fmt.Errorf("%q has one side; a symmetric event needs two, a directed one a >", s)
	}
	if !slices.Contains(types, f[1]) {
		return Expectation{}, fmt.Errorf("unknown event type %q; did you mean %s?", f[1], table.Nearest(f[1], types))
	}
	if len(f) == 3 {
		if !slices.Contains(aspects, f[2]) {
			return Expectation{}, fmt.Errorf("unknown aspect %q; did you mean %s?", f[2], table.Nearest(f[2], aspects))
		}
		e.Aspect = entente.Aspect(f[2])
	}
	return e, nil
}

func parseEntities(s string) ([]entente.EntityID, error) {
	var ids []entente.EntityID
	for id := range strings.SplitSeq(s, ",") {
		if !entity.MatchString(id) {
			return nil, fmt.Errorf("%q is not an entity; write RUS, IGO:EU or NSA:ISIS", id)
		}
		ids = append(ids, entente.EntityID(id))
	}
	slices.Sort(ids)
	return ids, nil
}

// parsePair reads "BLR-RUS"; the two states stand in alphabetical order.
func parsePair(s string) (entente.Pair, error) {
	a, b, ok := strings.Cut(s, "-")
	p := entente.NewPair(entente.EntityID(a), entente.EntityID(b))
	if !ok || a == b || len(a) != 3 || len(b) != 3 || !entity.MatchString(a) || !entity.MatchString(b) {
		return entente.Pair{}, fmt.Errorf("%q is not a pair; write BLR-RUS", s)
	}
	if p.String() != s {
		return entente.Pair{}, fmt.Errorf("pair %q is out of order; write %s", s, p)
	}
	return p, nil
}

// day reads a date known to the day.
func day(s string) (entente.Date, error) {
	d, err := entente.ParseDate(s)
	if err != nil {
		return entente.Date{}, err
	}
	if d.Precision() != entente.Day {
		return entente.Date{}, fmt.Errorf("%q names no day; write 2015-09-19", s)
	}
	return d, nil
}
