package coder

import (
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang"
)

// speech is the words that say according to whom, from speech.tsv. Of a verb,
// value says how it speaks: "say" reports, "write" publishes. A preposition
// ("according") names the speaker behind it.
type speech struct {
	verbs map[string]string
	preps map[string]bool
}

func newSpeech(l lang.Language, g *grammar) (*speech, error) {
	tab, err := l.Table("speech", "word", "pos", "kind")
	if err != nil {
		return nil, err
	}
	s := &speech{verbs: map[string]string{}, preps: map[string]bool{}}
	for _, r := range tab.Rows {
		word := g.foldPhrase(r.Get("word"))
		switch pos := r.Get("pos"); pos {
		case "V":
			s.verbs[word] = r.Get("kind")
		case "P":
			s.preps[word] = true
		default:
			return nil, unknownWord(r, "pos", pos, []string{"V", "P"})
		}
	}
	return s, nil
}

// saidBy is the reporting verb whose report the clause at i is, and its subject.
func (v *view) saidBy(i int) (verb, subject int) {
	if h := v.head[i]; h != none && (v.rel[i] == "ccomp" || v.rel[i] == "parataxis") && v.speaks(h) {
		return h, v.clauseOf(h).subj
	}
	if v.rel[i] == "conj" && v.head[i] != none && v.isVerb(i) && !v.speaks(v.head[i]) {
		return v.saidBy(v.head[i])
	}
	for _, k := range v.kids[i] {
		if (v.rel[k] == "parataxis" || v.rel[k] == "advcl") && v.speaks(k) && v.kid(k, "ccomp") == none && v.kid(k, "obj") == none {
			return k, v.clauseOf(k).subj
		}
	}
	return none, none
}

func (v *view) speaks(i int) bool {
	if !v.isVerb(i) {
		return false
	}
	_, ok := v.c.speech.verbs[v.lemma[i]]
	return ok
}

// speakers lists according to whom the clause at i is told, outermost first,
// with the reporting verbs.
func (v *view) speakers(i int) (parties []reading, verbs []int) {
	for k := i; k != none; k = v.head[k] {
		if a := v.source(k); a.tok != none {
			parties = append(parties, a)
		}
		if v.rel[k] == "conj" && v.isVerb(k) && v.head[k] != none && v.speaks(v.head[k]) {
			k = v.head[k]
			if v.head[k] == none {
				break
			}
		}
		verb, subject := v.directSaid(k)
		if verb == none {
			continue
		}
		verbs = append(verbs, verb)
		if subject == none {
			continue
		}
		if r := v.read(subject); len(r.parties) > 0 {
			parties = append(parties, v.asSpeaker(r, subject))
		}
	}
	slices.Reverse(parties)
	slices.Reverse(verbs)
	return parties, verbs
}

// directSaid is saidBy without going through conjuncts, which the climb does.
func (v *view) directSaid(i int) (verb, subject int) {
	if h := v.head[i]; h != none && v.speaks(h) && (v.rel[i] == "ccomp" || v.rel[i] == "parataxis" || v.rel[i] == "obj" || v.rel[i] == "xcomp") {
		return h, v.clauseOf(h).subj
	}
	for _, k := range v.kids[i] {
		if (v.rel[k] == "parataxis" || v.rel[k] == "advcl") && v.speaks(k) && v.kid(k, "ccomp") == none && v.kid(k, "obj") == none {
			return k, v.clauseOf(k).subj
		}
	}
	return none, none
}

// source is the speaker in a phrase like "according to the ministry" at k.
func (v *view) source(k int) reading {
	for _, o := range v.kids[k] {
		if v.rel[o] != "obl" && v.rel[o] != "nmod" && v.rel[o] != "advmod" && v.rel[o] != "parataxis" {
			continue
		}
		for _, c := range v.kids[o] {
			if v.rel[c] == "case" && v.c.speech.preps[v.lower[c]] {
				r := v.read(o)
				if len(r.parties) == 0 {
					return reading{tok: none}
				}
				return v.asSpeaker(r, o)
			}
		}
	}
	return reading{tok: none}
}

// asSpeaker is r with the words of the whole phrase of the speaker at i.
func (v *view) asSpeaker(r reading, i int) reading {
	r.parties = slices.Clone(r.parties)
	if len(r.parties) == 1 && !(r.coref && r.parties[0].Entity == "" && isOutletParty(r.parties[0])) {
		r.parties[0].Span = v.span(v.phrase(i))
	}
	r.tok = i
	return r
}

// speakerReading is the innermost speaker of the clause at i.
func (v *view) speakerReading(i int) reading {
	_, s := v.saidBy(i)
	if s == none {
		return reading{tok: none}
	}
	return v.read(s)
}

// isOutletParty reports whether p may be echoed as "the newspaper".
func isOutletParty(p entente.Party) bool { return p.Sector == "MED" }
