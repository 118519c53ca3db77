package entity

import (
	"slices"
	"strings"

	"github.com/entente-project/entente/lib/table"
)

// A role is what a neighbouring word tells about a name beside it.
type role uint8

const (
	ordinary role = 1 << iota // begins sentences, names nobody: "After", "Tuesday", "Northern"
	title                     // stands before a surname: "President"
	calendar                  // stands before or behind a month: "in", "last"
)

// readNeighbours reads the words that tell whether a name beside them is meant.
func readNeighbours(b *builder) error {
	known := map[string]role{"ordinary": ordinary, "title": title, "calendar": calendar}
	guards := map[string]guard{"personal": personal, "common": common}
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
			return r.Errorf("unknown role %q; write ordinary, title, calendar, personal or common", r.Get("role"))
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
// "Atlanta ," Georgia is the American state.
func (s *sentence) settle(out []Mention, i int) {
	if i == 0 || len(out[i].Meanings) < 2 {
		return
	}
	p := out[i-1]
	if p.Last+1 != out[i].First || s.words[p.Last] != "," || p.Meanings[0].Kind != City {
		return
	}
	k := slices.IndexFunc(out[i].Meanings, func(m Meaning) bool {
		return m.Kind == Region && m.Entity == p.Meanings[0].Entity
	})
	if k > 0 {
		ms := slices.Clone(out[i].Meanings)
		m := ms[k]
		copy(ms[1:k+1], ms[:k])
		ms[0] = m
		out[i].Meanings = ms
	}
}

// rowMeaning is the start of a meaning of row r.
func rowMeaning(r table.Row, k Kind) Meaning { return Meaning{Kind: k, Row: r.Place()} }
