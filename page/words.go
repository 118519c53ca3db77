package page

import (
	_ "embed"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

//go:embed words.tsv
var wordsTSV string

// words are the plain words for the codes of the nouns.
type words map[string]word

type word struct{ one, many string }

// readWords reads words.tsv; the file is part of the program, so that an error
// in it is a fault of the build and ends it.
func readWords() words {
	t, err := table.Read("page/words.tsv", strings.NewReader(wordsTSV), "kind", "code", "one", "many")
	if err != nil {
		panic(err)
	}
	w := words{}
	for _, r := range t.Rows {
		w[r.Get("kind")+" "+r.Get("code")] = word{r.Get("one"), r.Get("many")}
	}
	return w
}

// one is the word for one thing of a kind, or its code where there is none.
func (w words) one(kind, code string) string {
	if t := w[kind+" "+code].one; t != "" {
		return t
	}
	return strings.ToLower(strings.ReplaceAll(code, "-", " "))
}

// many is the word for a heap of things of a kind.
func (w words) many(kind, code string) string {
	if t := w[kind+" "+code].many; t != "" {
		return t
	}
	return w.one(kind, code)
}

// party is "Belarus, government"; the sector is left out where it is not known.
func (s *site) party(p entente.Party) string {
	name := "someone not named"
	if p.Entity != "" {
		name = s.source.Name(p.Entity)
	}
	if p.Sector == "" {
		return name
	}
	return name + ", " + s.words.one("sector", string(p.Sector))
}

// parties are all sides of one role: "Belarus, government and Russia".
func (s *site) parties(ps []entente.Party) string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = s.party(p)
	}
	return and(names)
}

// and joins names as a sentence does: "a", "a and b", "a, b and c".
func and(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// pair is "Belarus and Russia".
func (s *site) pair(p entente.Pair) string {
	return s.source.Name(p.A) + " and " + s.source.Name(p.B)
}

// deed says who did what to whom: "Belarus, government → Russia", and of a
// symmetric event "Belarus with Russia".
func (s *site) deed(e entente.Event) (from, arrow, to string) {
	if len(e.Recipient) > 0 {
		return s.parties(e.Actor), "→", s.parties(e.Recipient)
	}
	if len(e.Actor) < 2 {
		return s.parties(e.Actor), "", ""
	}
	return s.party(e.Actor[0]), "with", s.parties(e.Actor[1:])
}

// kind is the event type in words with its mode: "refusal (meet)".
func (s *site) kind(e entente.Event) string {
	k := s.words.one("type", string(e.Type))
	if e.Mode != "" {
		k += " (" + strings.ReplaceAll(string(e.Mode), "-", " ") + ")"
	}
	return k
}
