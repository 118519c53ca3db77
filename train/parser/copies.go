package main

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/conllu"
)

// Copies says how many changed copies of sentences training sees besides the
// sentences themselves. News is full of what treebanks hardly have: the
// historical present ("Hungary blocks access"), headlines ("Court Sentences
// Activist"), names and words that they are too small to show.
type Copies struct {
	Present  float64 `json:"present"`  // share of the sentences in the past tense copied in the present
	Title    float64 `json:"title"`    // share of short sentences copied in title case
	Headline float64 `json:"headline"` // share of short sentences in the past tense copied as headlines
	Wire     float64 `json:"wire"`     // share of the sentences with subject, past tense and object copied with a name as subject and another verb
	Bare     float64 `json:"bare"`     // share of the sentences with a possessive copied without the noun after it
	Varied   float64 `json:"varied"`   // share of the sentences copied, for the tagger alone, with some words of the lexicon in place of others
	Seed     uint64  `json:"seed"`
}

// shortest and longest number of words of a headline.
const shortest, longest = 4, 18

// A lesson is a sentence to learn from.
type lesson struct {
	*conllu.Sentence
	tagsOnly bool // its tree is not to be learned
}

// add returns the sentences with the copies behind each.
func (c Copies) add(train []*conllu.Sentence, stock *stock) []lesson {
	random := rand.New(rand.NewPCG(c.Seed, 3))
	var out []lesson
	for _, s := range train {
		put := func(s *conllu.Sentence, tagsOnly bool) {
			if s != nil {
				out = append(out, lesson{s, tagsOnly})
			}
		}
		put(s, false)
		n := len(s.Words)
		short := n >= shortest && n <= longest
		if random.Float64() < c.Present {
			put(present(s), false)
		}
		if random.Float64() < c.Title && short {
			put(titled(s), false)
		}
		if random.Float64() < c.Headline && short {
			put(headline(s), false)
		}
		if random.Float64() < c.Wire {
			put(stock.wire(s, random), false)
		}
		if random.Float64() < c.Bare {
			put(bare(s), false)
		}
		if random.Float64() < c.Varied {
			put(stock.vary(s, random), true)
		}
	}
	return out
}

func clone(s *conllu.Sentence) *conllu.Sentence {
	return &conllu.Sentence{Words: append([]conllu.Word(nil), s.Words...)}
}

// present is s with its past tenses in the present, nil when it has none.
func present(s *conllu.Sentence) *conllu.Sentence {
	var out *conllu.Sentence
	for i, w := range s.Words {
		if w.XPOS != "VBD" || w.Lemma == "" || strings.Contains(w.Feats, "Typo") {
			continue
		}
		if out == nil {
			out = clone(s)
		}
		plural := manySubjects(s, i)
		v := &out.Words[i]
		v.Form = likeCase(presentForm(w.Lemma, w.Form, plural), w.Form)
		v.XPOS, v.Feats = "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
		if plural {
			v.XPOS, v.Feats = "VBP", "Mood=Ind|Tense=Pres|VerbForm=Fin"
		}
	}
	return out
}

// manySubjects reports whether the verb at i takes the form of the plural or of
// "I" and "you": its subject, or that of the verb it helps or is joined to, is
// such.
func manySubjects(s *conllu.Sentence, i int) bool {
	for range len(s.Words) {
		for j, w := range s.Words {
			if w.Head == i+1 && strings.HasPrefix(w.Deprel, "nsubj") {
				return pluralNoun(s, j)
			}
		}
		switch conllu.Universal(s.Words[i].Deprel) {
		case "aux", "cop", "conj":
			i = s.Words[i].Head - 1
		case "acl":
			return s.Words[i].Deprel == "acl:relcl" && pluralNoun(s, s.Words[i].Head-1)
		default:
			return false
		}
	}
	return false
}

func pluralNoun(s *conllu.Sentence, j int) bool {
	w := s.Words[j]
	switch strings.ToLower(w.Form) {
	case "i", "we", "you", "they", "these", "those", "people", "police", "both":
		return true
	case "who", "which", "that":
		if h := w.Head; h > 0 && s.Words[h-1].Deprel == "acl:relcl" && s.Words[h-1].Head > 0 {
			return s.Words[s.Words[h-1].Head-1].XPOS == "NNS"
		}
		return false
	}
	if w.XPOS == "NNS" || w.XPOS == "NNPS" {
		return true
	}
	for _, c := range s.Words {
		if c.Head == j+1 && c.Deprel == "conj" {
			return true
		}
	}
	return false
}

// presentForm is the present of a verb.
func presentForm(lemma, form string, plural bool) string {
	if plural && lemma == "be" {
		return "are"
	}
	if plural || strings.HasPrefix(form, "'") {
		return lemma
	}
	return en.ThirdPerson(lemma)
}

// likeCase gives word the capital that form begins with.
func likeCase(word, form string) string {
	if r, _ := utf8.DecodeRuneInString(form); unicode.IsUpper(r) {
		return capital(word)
	}
	return word
}

func capital(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}

// titled is s in title case and without its full stop.
func titled(s *conllu.Sentence) *conllu.Sentence {
	out := clone(s)
	if n := len(out.Words); out.Words[n-1].Form == "." && childless(out, n-1) {
		out.Words = out.Words[:n-1]
	}
	for i := range out.Words {
		w := &out.Words[i]
		if i == 0 || !keepsSmall(w) {
			w.Form = capital(w.Form)
		}
	}
	return out
}

// keepsSmall reports whether a word stays small in title case.
func keepsSmall(w *conllu.Word) bool {
	switch w.UPOS {
	case "ADP", "DET", "CCONJ", "PART", "SCONJ":
		return len(w.Form) <= 3 || strings.HasPrefix(w.Form, "n'")
	}
	return false
}

func childless(s *conllu.Sentence, i int) bool {
	for _, w := range s.Words {
		if w.Head == i+1 {
			return false
		}
	}
	return true
}

// headline is s as a headline: in the present and in title case, without
// articles; subjects joined by "and" are joined by a comma. It is nil when s is
// not in the past.
func headline(s *conllu.Sentence) *conllu.Sentence {
	out := present(s)
	if out == nil {
		return nil
	}
	drop := make([]bool, len(out.Words))
	for i := range out.Words {
		w := &out.Words[i]
		switch {
		case w.XPOS == "DT" && w.Deprel == "det" && isArticle(w.Form) && childless(out, i):
			drop[i] = true
		case w.Deprel == "cc" && strings.EqualFold(w.Form, "and") && joinsSubjects(out, i):
			*w = conllu.Word{Form: ",", Lemma: ",", UPOS: "PUNCT", XPOS: ",", Head: w.Head, Deprel: "punct"}
		}
	}
	out = without(out, drop)
	if len(out.Words) < shortest-1 {
		return nil
	}
	return titled(out)
}

func isArticle(form string) bool {
	switch strings.ToLower(form) {
	case "a", "an", "the":
		return true
	}
	return false
}

// joinsSubjects reports whether the conjunction at i joins two names that are
// subjects.
func joinsSubjects(s *conllu.Sentence, i int) bool {
	second := s.Words[s.Words[i].Head-1]
	return second.Deprel == "conj" && second.Head > 0 && strings.HasPrefix(s.Words[second.Head-1].Deprel, "nsubj")
}

// without is s less the words marked in drop, which have no dependents.
func without(s *conllu.Sentence, drop []bool) *conllu.Sentence {
	number := make([]int, len(s.Words)+1)
	out := &conllu.Sentence{}
	for i, w := range s.Words {
		if !drop[i] {
			out.Words = append(out.Words, w)
			number[i+1] = len(out.Words)
		}
	}
	for i := range out.Words {
		out.Words[i].Head = number[out.Words[i].Head]
	}
	return out
}
