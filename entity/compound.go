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
		if m := n.withoutPlaces(n.bareAt(d)); len(m) > 0 {
			return m[:1:1], ""
		}
		return nil, ""
	}
	pieces := hyphenated(word)
	if len(pieces) < 2 {
		return nil, ""
	}
	return g.takeApart(nil, pieces, d)
}

// CompoundAt takes apart the word i of a sentence together with the words before
// it that belong to its first name: "North Korean-made" is PRK with the tail
// "made". first is where that name begins, i when it is in the word alone.
func (g *Gazetteer) CompoundAt(words []string, i int, date entente.Date) (first int, parts []Meaning, tail string) {
	pieces := hyphenated(words[i])
	if len(pieces) < 2 {
		parts, tail = g.Compound(words[i], date)
		return i, parts, tail
	}
	d := on(date)
	for first = max(0, i-4); first < i; first++ {
		n := g.whole[strings.Join(words[first:i], " ")+" "+pieces[0]]
		if n == nil {
			continue
		}
		if m := n.bareAt(d); len(m) > 0 {
			parts, tail = g.takeApart(m[:1:1], pieces[1:], d)
			return first, parts, tail
		}
	}
	parts, tail = g.Compound(words[i], date)
	return i, parts, tail
}

// hyphenated cuts a word at its hyphens and slashes.
func hyphenated(word string) []string {
	return strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '–' || r == '/' })
}

// takeApart adds the names among pieces to parts; what is left is the tail.
func (g *Gazetteer) takeApart(parts []Meaning, pieces []string, d day) ([]Meaning, string) {
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
			if m := whole.withoutPlaces(whole.bareAt(d)); len(m) > 0 {
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
