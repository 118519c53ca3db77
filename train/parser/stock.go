package main

import (
	"math/rand/v2"
	"strings"

	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/conllu"
)

// A stock is the words that copies are varied with.
type stock struct {
	verbs, nouns, adjectives, adverbs []string // dictionary forms with regular inflections
	both                              []string // verbs that are nouns as well: block, sentence
	names, places, peoples            []string
}

// newStock takes the words from the language's tables.
func newStock() (*stock, error) {
	shelf := en.Shelf(nil)
	irregular, err := shelf.Open("irregular", "lemma")
	if err != nil {
		return nil, err
	}
	odd := map[string]bool{}
	for _, r := range irregular.Rows {
		odd[r.Get("lemma")] = true
	}
	lexicon, err := shelf.Open("lexicon", "word", "readings")
	if err != nil {
		return nil, err
	}
	s := &stock{}
	for _, r := range lexicon.Rows {
		if !odd[r.Get("word")] {
			s.word(r.Get("word"), r.Get("readings"))
		}
	}
	names, err := shelf.Open("names", "name", "kind")
	if err != nil {
		return nil, err
	}
	for _, r := range names.Rows {
		switch r.Get("kind") {
		case "place":
			s.places = append(s.places, r.Get("name"))
			s.names = append(s.names, r.Get("name"))
		case "people":
			s.peoples = append(s.peoples, r.Get("name"))
		case "person", "body":
			s.names = append(s.names, r.Get("name"))
		}
	}
	return s, nil
}

func (s *stock) word(w, readings string) {
	for _, r := range readings {
		switch r {
		case 'v':
			s.verbs = append(s.verbs, w)
		case 'n':
			s.nouns = append(s.nouns, w)
		case 'a':
			s.adjectives = append(s.adjectives, w)
		case 'r':
			s.adverbs = append(s.adverbs, w)
		}
	}
	if strings.Contains(readings, "v") && strings.Contains(readings, "n") {
		s.both = append(s.both, w)
	}
}

func pick(words []string, random *rand.Rand) string { return words[random.IntN(len(words))] }

// vary is s with one word in eight replaced by one of the same tag.
func (s *stock) vary(from *conllu.Sentence, random *rand.Rand) *conllu.Sentence {
	out := clone(from)
	for i := range out.Words {
		w := &out.Words[i]
		if random.IntN(8) != 0 || i > 0 && out.Words[i-1].XPOS == "HYPH" || i+1 < len(out.Words) && out.Words[i+1].XPOS == "HYPH" {
			continue
		}
		if other := s.like(w, random); other != "" {
			w.Form, w.Lemma = likeCase(other, w.Form), ""
		}
	}
	return out
}

// like is a word with the tag of w, "" when the stock has none.
func (s *stock) like(w *conllu.Word, random *rand.Rand) string {
	switch w.UPOS + w.XPOS {
	case "NOUNNN":
		return pick(s.nouns, random)
	case "NOUNNNS":
		return en.Plural(pick(s.nouns, random))
	case "ADJJJ":
		return pick(s.adjectives, random)
	case "ADVRB":
		if strings.HasSuffix(w.Form, "ly") {
			return pick(s.adverbs, random)
		}
	case "PROPNNNP":
		return pick(s.names, random)
	case "VERBVB", "VERBVBP":
		return pick(s.verbs, random)
	case "VERBVBZ":
		return en.ThirdPerson(pick(s.verbs, random))
	case "VERBVBD", "VERBVBN":
		return en.Past(pick(s.verbs, random))
	case "VERBVBG":
		return en.Gerund(pick(s.verbs, random))
	}
	return ""
}

// wire is s as an agency would write it of a state: one of its verbs, which has
// a subject and an object and stands in the past, becomes another verb, mostly
// in the present and mostly one that could be a noun; a subject or object of one
// word becomes a name or a noun. It is nil when s has no such verb.
func (s *stock) wire(from *conllu.Sentence, random *rand.Rand) *conllu.Sentence {
	for i, w := range from.Words {
		if w.XPOS != "VBD" || w.UPOS != "VERB" {
			continue
		}
		subject, object := dependent(from, i, "nsubj"), dependent(from, i, "obj")
		if subject < 0 || object < 0 || subject > i || object < i {
			continue
		}
		out := clone(from)
		s.recast(out, subject, i, object, random)
		return out
	}
	return nil
}

func (s *stock) recast(out *conllu.Sentence, subject, verb, object int, random *rand.Rand) {
	plural := manySubjects(out, verb)
	free := childless(out, subject) && out.Words[subject].UPOS != "DET" && !strings.HasPrefix(out.Words[subject].XPOS, "W")
	if free {
		plural = false
		s.replaceSubject(&out.Words[subject], subject == 0, random)
	}
	v := &out.Words[verb]
	lemma := pick(s.both, random)
	if random.IntN(4) == 0 {
		lemma = pick(s.verbs, random)
	}
	v.Lemma = ""
	second := free && out.Words[subject].UPOS == "PROPN" && random.IntN(4) == 0
	switch {
	case random.IntN(4) == 0:
		v.Form = en.Past(lemma)
	case plural || second:
		v.Form, v.XPOS = lemma, "VBP"
	default:
		v.Form, v.XPOS = en.ThirdPerson(lemma), "VBZ"
	}
	if childless(out, object) {
		s.replaceObject(out, object, random)
	}
	if second {
		s.addSubject(out, subject, random)
	}
}

// replaceSubject makes a word the name of a state, or sometimes a noun.
func (s *stock) replaceSubject(w *conllu.Word, first bool, random *rand.Rand) {
	if random.IntN(4) > 0 {
		*w = conllu.Word{Form: pick(s.places, random), UPOS: "PROPN", XPOS: "NNP", Head: w.Head, Deprel: w.Deprel}
		return
	}
	noun := pick(s.nouns, random)
	if first {
		noun = capital(noun)
	}
	*w = conllu.Word{Form: noun, UPOS: "NOUN", XPOS: "NN", Head: w.Head, Deprel: w.Deprel}
}

// replaceObject makes a word without dependents a plural that could be a verb,
// half of the time with a people's adjective before it.
func (s *stock) replaceObject(out *conllu.Sentence, object int, random *rand.Rand) {
	w := &out.Words[object]
	*w = conllu.Word{Form: en.Plural(pick(s.both, random)), UPOS: "NOUN", XPOS: "NNS", Head: w.Head, Deprel: w.Deprel}
	if random.IntN(2) == 0 {
		insert(out, object, conllu.Word{Form: pick(s.peoples, random), UPOS: "ADJ", XPOS: "JJ", Head: object + 1, Deprel: "amod"})
	}
}

// addSubject joins a second name to the subject, by "and" or by the comma of
// headlines.
func (s *stock) addSubject(out *conllu.Sentence, subject int, random *rand.Rand) {
	insert(out, subject+1, conllu.Word{Form: pick(s.places, random), UPOS: "PROPN", XPOS: "NNP", Head: subject + 1, Deprel: "conj"})
	join := conllu.Word{Form: ",", UPOS: "PUNCT", XPOS: ",", Head: subject + 2, Deprel: "punct"}
	if random.IntN(3) == 0 {
		join = conllu.Word{Form: "and", UPOS: "CCONJ", XPOS: "CC", Head: subject + 2, Deprel: "cc"}
	}
	insert(out, subject+1, join)
}

// insert puts a word before index i. Its head is a word number as it was before
// the insertion.
func insert(s *conllu.Sentence, i int, w conllu.Word) {
	s.Words = append(s.Words, conllu.Word{})
	copy(s.Words[i+1:], s.Words[i:])
	s.Words[i] = w
	for j := range s.Words {
		if s.Words[j].Head > i {
			s.Words[j].Head++
		}
	}
}

// dependent is the index of the first dependent of word i with the relation, -1
// when there is none.
func dependent(s *conllu.Sentence, i int, rel string) int {
	for j, w := range s.Words {
		if w.Head == i+1 && w.Deprel == rel {
			return j
		}
	}
	return -1
}

// bare is s with a possessive left without its noun: "with Norway's fleet"
// becomes "with Norway's". It is nil when there is none to leave out.
func bare(s *conllu.Sentence) *conllu.Sentence {
	for i, w := range s.Words {
		if w.Deprel != "nmod:poss" || dependent(s, i, "case") < 0 || w.Head < i+2 {
			continue
		}
		noun := w.Head - 1
		if n := s.Words[noun]; n.Head == 0 || n.Deprel == "conj" || !strings.HasPrefix(n.UPOS, "NOUN") || noun+1 < len(s.Words) && s.Words[noun+1].UPOS != "PUNCT" {
			continue
		}
		out, drop, ok := clone(s), make([]bool, len(s.Words)), true
		for j := range s.Words {
			between := j > dependent(s, i, "case") && j <= noun
			drop[j] = between
			if between && j != noun && (s.Words[j].Head != noun+1 || !childless(s, j)) {
				ok = false
			}
			if !between && s.Words[j].Head == noun+1 && j != i {
				out.Words[j].Head = i + 1
			}
		}
		if !ok {
			continue
		}
		out.Words[i].Head, out.Words[i].Deprel = s.Words[noun].Head, s.Words[noun].Deprel
		return without(out, drop)
	}
	return nil
}
