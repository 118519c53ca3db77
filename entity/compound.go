package entity

import (
	"strings"

	entente "github.com/entente-project/entente"
)

// Compound takes a hyphenated word apart: "Belarusian-Russian" is the best
// meanings of both parts and no tail, "U.S.-led" is USA with the tail "led". A
// part that comes before the names is a tail with its hyphen: "anti-Russian" is
// RUS with the tail "anti-". No part that is a name: no parts and no tail. A word
// that is a name itself ("Guinea-Bissau") is that name.
func (g *Gazetteer) Compound(word string, date entente.Date) (parts []Meaning, tail string) {
	d := on(date)
	if n := g.whole[word]; n != nil {
		if m := n.bareAt(d); len(m) > 0 {
			return m[:1:1], ""
		}
		return nil, ""
	}
	pieces := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '–' || r == '/' })
	if len(pieces) < 2 {
		return nil, ""
	}
	var rest []string
	for i := 0; i < len(pieces); {
		m, n := g.piece(pieces[i:], d)
		if n > 0 {
			parts = append(parts, m)
			i += n
			continue
		}
		p := strings.ToLower(pieces[i])
		if len(parts) == 0 {
			p += "-"
		}
		rest = append(rest, p)
		i++
	}
	if len(parts) == 0 {
		return nil, ""
	}
	return parts, joinTail(rest)
}

// piece is the name that the longest run of pieces makes, joined by hyphens, and
// how many they are; 0 when they begin with none.
func (g *Gazetteer) piece(pieces []string, d day) (Meaning, int) {
	for n := len(pieces); n > 0; n-- {
		run := strings.Join(pieces[:n], "-")
		for _, form := range []string{run, run + "-"} { // "Sino-", a form that only compounds have
			whole := g.whole[form]
			if whole == nil {
				continue
			}
			if m := whole.bareAt(d); len(m) > 0 {
				return m[0], n
			}
		}
	}
	return Meaning{}, 0
}

// joinTail puts the parts of a tail together again: "Iran-made-only" has the tail
// "made-only".
func joinTail(rest []string) string {
	var b strings.Builder
	for i, r := range rest {
		if i > 0 && !strings.HasSuffix(rest[i-1], "-") {
			b.WriteByte('-')
		}
		b.WriteString(r)
	}
	return b.String()
}
