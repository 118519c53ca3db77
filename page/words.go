package page

import (
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// party is "Belarus, government"; the sector is left out where it is not known.
func (s *site) party(p entente.Party) string {
	name := "someone not named"
	if p.Entity != "" {
		name = s.source.Name(p.Entity)
	}
	if p.Sector == "" {
		return name
	}
	return name + ", " + s.words.One("sector", string(p.Sector))
}

// parties are all sides of one role: "Belarus, government"; of several
// "Belarus (government) and Russia".
func (s *site) parties(ps []entente.Party) string {
	if len(ps) == 1 {
		return s.party(ps[0])
	}
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = plain.Aside(s.party(p))
	}
	return plain.And(names)
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
	k := s.words.One("type", string(e.Type))
	if e.Mode != "" {
		k += " (" + strings.ReplaceAll(string(e.Mode), "-", " ") + ")"
	}
	return k
}
