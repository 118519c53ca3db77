package coder

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
)

// agents are the nouns of agents.tsv that act for an entity: the sector of each.
// A noun of two words is keyed by its lemmas joined by a space.
type agents map[string]entente.Sector

func newAgents(l lang.Language, g *grammar) (agents, error) {
	tab, err := l.Table("agents", "noun", "sector")
	if err != nil {
		return nil, err
	}
	a := agents{}
	for _, r := range tab.Rows {
		noun := g.foldPhrase(r.Get("noun"))
		if noun == "" {
			return nil, r.Errorf("no noun")
		}
		a[noun] = entente.Sector(r.Get("sector"))
	}
	return a, nil
}

// sector is the sector of the noun i, with the word before it where the two
// make one noun ("defence official", "prime minister").
func (a agents) sector(t *tree, i int) (entente.Sector, bool) {
	if !t.isNoun(i) && t.tok(i).POS != "ADJ" {
		return "", false
	}
	if i > 0 && t.head[i-1] == i {
		if s, ok := a[t.lemma[i-1]+" "+t.lemma[i]]; ok {
			return s, true
		}
		if i > 1 && t.head[i-2] == i {
			if s, ok := a[t.lemma[i-2]+" "+t.lemma[i-1]+" "+t.lemma[i]]; ok {
				return s, true
			}
		}
	}
	s, ok := a[t.lemma[i]]
	return s, ok
}

// person reports whether the agent noun i, in the singular, is one human being.
// Bodies, forces and firms are not; their sectors hold both, so number and the
// noun's own ending cannot tell, and only those of office are taken.
func (a agents) person(t *tree, i int) bool {
	return t.g.is("person", t.lemma[i])
}
