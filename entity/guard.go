package entity

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// A role is what a neighbouring word tells about a name beside it.
type role uint8

const (
	ordinary role = 1 << iota // begins sentences, names nobody: "After", "Tuesday", "Northern"
	title                     // stands before a surname: "President"
	calendar                  // stands before or behind a month: "in", "last"
	where                     // stands before a place: "in", "near", "outside"
	locality                  // is a place and may have its name behind "of": "city", "port"
)

// readNeighbours reads the words that tell whether a name beside them is meant.
func readNeighbours(b *builder) error {
	known := map[string]role{"ordinary": ordinary, "title": title, "calendar": calendar, "where": where, "locality": locality}
	guards := map[string]guard{"personal": personal, "common": common, "placed": placed}
	t, err := b.shelf.Open("neighbours", "word", "role")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		if mark, ok := guards[r.Get("role")]; ok {
			if n := b.names[r.Get("word")]; n != nil {
				n.guard |= mark
			}
			continue
		}
		what, ok := known[r.Get("role")]
		if !ok {
			return r.Errorf("unknown role %q; write ordinary, title, calendar, where, locality, personal, common or placed", r.Get("role"))
		}
		b.g.roles[strings.ToLower(r.Get("word"))] |= what
	}
	return nil
}

// readMasks reads the phrases that hold a name and mean something else. One that
// a user has made a name of is no mask.
func readMasks(b *builder) error {
	t, err := b.shelf.Open("masks", "name", "example")
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		for _, words := range writings(r.Get("name")) {
			b.name(words)
		}
	}
	return nil
}

// meant reports whether the name n at word i is one, as far as its neighbours tell.
func (s *sentence) meant(n *name, i int) bool {
	if n.guard == 0 {
		return true
	}
	before, after := i-1, i+len(n.words)
	switch {
	case n.guard&common != 0 && (i == 0 || s.headline || s.capitals):
		return false
	case n.guard&month != 0 && s.isMonth(before, after):
		return false
	case n.guard&surname != 0 && s.stranger(before):
		return false
	case n.guard&personal != 0 && (s.stranger(before) || s.stranger(after)):
		return false
	}
	return true
}

// role is the role of the word at i; 0 outside the sentence.
func (s *sentence) role(i int) role {
	if i < 0 || i >= len(s.words) {
		return 0
	}
	return s.g.roles[strings.ToLower(s.words[i])]
}

// isMonth reports whether "May" between these words is the month.
func (s *sentence) isMonth(before, after int) bool {
	if s.role(before)&calendar != 0 || s.role(after)&calendar != 0 {
		return true
	}
	digit := func(i int) bool {
		return i >= 0 && i < len(s.words) && s.words[i] != "" && s.words[i][0] >= '0' && s.words[i][0] <= '9'
	}
	return digit(before) || digit(after)
}

// placed is what remains of the meanings of n, whose words stand at i, when places
// count only where the words around say that there is one; there they come first.
func (s *sentence) placed(n *name, i int, ms []Meaning) []Meaning {
	if n.guard&placed == 0 {
		return ms
	}
	if !s.isPlaced(i-1, i+len(n.words)) {
		return n.withoutPlaces(ms)
	}
	if k := slices.IndexFunc(ms, Meaning.isPlace); k > 0 {
		ms = slices.Concat(ms[k:], ms[:k])
	}
	return ms
}

// withoutPlaces is ms, or its meanings that are no places when n is mostly
// something else.
func (n *name) withoutPlaces(ms []Meaning) []Meaning {
	if n.guard&placed == 0 || !slices.ContainsFunc(ms, Meaning.isPlace) {
		return ms
	}
	return slices.DeleteFunc(slices.Clone(ms), Meaning.isPlace)
}

func (m Meaning) isPlace() bool { return m.Kind == City || m.Kind == Region }

// isPlaced reports whether the words between which a name stands say that it is a
// place: "in Reading", "the city of Batman", "Mobile, Alabama", and not the first
// part of a longer name, "from Vladimir Kozlov".
func (s *sentence) isPlaced(before, after int) bool {
	if s.headline || s.capitals {
		return false
	}
	if after+1 < len(s.words) && s.words[after] == "," && s.isLand(after+1) {
		return true
	}
	if after < len(s.words) && shape(s.words[after]) >= firstLarge && s.role(after)&(ordinary|calendar) == 0 {
		return false
	}
	if s.role(before)&where != 0 {
		return true
	}
	return before > 0 && s.words[before] == "of" && s.role(before-1)&locality != 0
}

// isLand reports whether a state or region is named from word i on.
func (s *sentence) isLand(i int) bool {
	f := s.tokens[i].fold
	if f == 0 {
		return false
	}
	for _, n := range s.g.first[f] {
		if s.reads(n, i) && slices.ContainsFunc(n.bearers, func(b bearer) bool { return b.Kind == State || b.Kind == Region }) {
			return true
		}
	}
	return false
}

// stranger reports whether the word at i looks like a part of someone else's
// name. In headlines every word does, so none counts.
func (s *sentence) stranger(i int) bool {
	if i < 0 || i >= len(s.words) || s.headline {
		return false
	}
	if sh := shape(s.words[i]); sh == noLetters || sh == small {
		return false
	}
	return s.role(i) == 0 && !s.g.known[s.tokens[i].exact]
}

// tells reports whether n's words mean something wherever they stand: "Smith" of
// Stephen Smith, once a minister, may be any other Smith's.
func (n *name) tells() bool {
	if len(n.bearers) == 0 {
		return true
	}
	return slices.ContainsFunc(n.bearers, func(b bearer) bool { return b.Kind != Leader || len(n.text) == 1 && !b.titled })
}

// settle puts first the meaning that the words around mention i speak for: after
// "Atlanta ," Georgia is the American state, and before ", Lebanon" or behind "the
// Lebanese city of" Tripoli is the one there.
func (s *sentence) settle(out []Mention, i int) {
	if len(out[i].Meanings) < 2 {
		s.namesake(out, i)
		return
	}
	if i > 0 {
		p := out[i-1]
		if p.Last+1 == out[i].First && s.words[p.Last] == "," && p.Meanings[0].Kind == City {
			out[i].prefer(func(m Meaning) bool { return m.Kind == Region && m.Entity == p.Meanings[0].Entity })
		}
	}
	if !slices.ContainsFunc(out[i].Meanings, Meaning.isPlace) {
		return
	}
	in := func(land Mention) bool {
		return out[i].prefer(func(m Meaning) bool {
			return (m.isPlace() || m.Kind == Capital) && slices.ContainsFunc(land.Meanings, func(l Meaning) bool {
				return l.Entity == m.Entity && (l.Kind == State || l.Kind == Demonym || l.isPlace())
			})
		})
	}
	switch {
	case i+1 < len(out) && out[i].Last+1 == out[i+1].First && s.words[out[i].Last] == "," && in(out[i+1]):
	case i > 0 && s.leads(out[i-1].Last, out[i].First) && in(out[i-1]):
	case out[i].Meanings[0].isPlace():
		s.alone(out, i)
	}
	s.namesake(out, i)
}

// namesake moves a city to the state that the words around put it in, where the
// tables know the name of a city elsewhere alone: "Arad, Israel" is not the one in
// Romania, and where it lies is not known.
func (s *sentence) namesake(out []Mention, i int) {
	best := out[i].Meanings[0]
	if best.Kind != City {
		return
	}
	var around []Meaning
	switch {
	case i > 0 && s.leads(out[i-1].Last, out[i].First) && out[i-1].Last < out[i].First:
		around = out[i-1].Meanings
	case i+1 < len(out) && s.follows(out[i], out[i+1]):
		around = out[i+1].Meanings
	}
	if len(around) == 0 || slices.ContainsFunc(around, func(m Meaning) bool { return m.Entity == "" || m.Entity == best.Entity }) {
		return
	}
	land := around[0]
	if land.Kind != State && land.Kind != Demonym && land.Kind != Region {
		return
	}
	out[i].Meanings = []Meaning{{Entity: land.Entity, Kind: City, Row: land.Row}}
}

// follows reports whether the land stands behind the place and a comma, "Arad,
// Israel", or behind one more name, "Salamanca, Guanajuato, Mexico", and is not the
// next of a list, "Milan, Austria and Hungary".
func (s *sentence) follows(place, land Mention) bool {
	word := func(i int) string {
		if i < len(s.words) {
			return s.words[i]
		}
		return ""
	}
	if w := word(land.Last); w == "and" || w == "or" || w == "," && slices.Contains(s.words[land.Last:min(len(s.words), land.Last+4)], "and") {
		return false
	}
	switch between := s.words[place.Last:land.First]; len(between) {
	case 1:
		return between[0] == ","
	case 3, 4:
		return between[0] == "," && between[len(between)-1] == "," && shape(between[1]) >= firstLarge && shape(between[len(between)-2]) >= firstLarge
	}
	return false
}

// leads reports whether the words [first, last) between a land and a place say
// that the one lies in the other: "Lebanon 's Tripoli", "the Lebanese port city of
// Tripoli".
func (s *sentence) leads(first, last int) bool {
	if first == last || last == first+1 && s.words[first] == "'s" {
		return true
	}
	if last-first > 6 {
		return false
	}
	k := last - 1
	if s.words[k] == "of" {
		k--
	}
	if k < first || s.role(k)&locality == 0 {
		return false
	}
	for i := first; i < k; i++ {
		if w := s.words[i]; w == "," || w == "of" || shape(w) >= firstLarge || s.role(i)&(where|calendar) != 0 {
			return false
		}
	}
	return true
}

// alone prefers the place in the one state that the sentence names, when that has one
// of the name: "Spanish police found the van in Cordoba".
func (s *sentence) alone(out []Mention, i int) {
	var land entente.EntityID
	for k, o := range out {
		best := o.Meanings[0]
		if k == i || best.Kind == City || !slices.ContainsFunc(out[i].Meanings, func(m Meaning) bool { return m.isPlace() && m.Entity == best.Entity }) {
			continue
		}
		if land != "" && land != best.Entity {
			return
		}
		land = best.Entity
	}
	out[i].prefer(func(m Meaning) bool { return m.isPlace() && m.Entity == land })
}

// prefer puts first the best of m's meanings that is wanted, and reports whether
// there is one.
func (m *Mention) prefer(wanted func(Meaning) bool) bool {
	k := slices.IndexFunc(m.Meanings, wanted)
	if k > 0 {
		ms := slices.Clone(m.Meanings)
		best := ms[k]
		copy(ms[1:k+1], ms[:k])
		ms[0] = best
		m.Meanings = ms
	}
	return k >= 0
}

// rowMeaning is the start of a meaning of row r.
func rowMeaning(r table.Row, k Kind) Meaning { return Meaning{Kind: k, Row: r.Place()} }
