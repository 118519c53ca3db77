// Package ud joins the product's sentences with CoNLL-U. In come parsed
// sentences of a text, or sentences of a CoNLL-U file; out go the same in the
// other form: words with their columns, tokens that hold several words, white
// space and offsets.
package ud

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/conllu"
)

// Sentences are the parsed sentences of a text as CoNLL-U. Forms are as the text
// has them. MISC holds TokenRange, the offsets of the token in characters of the
// text, as UDPipe writes them, and SpaceAfter=No. The comments are the text and,
// before the first sentence of a paragraph, newpar.
func Sentences(text string, sentences []entente.Sentence) []*conllu.Sentence {
	at := place{}
	out := make([]*conllu.Sentence, len(sentences))
	for i, s := range sentences {
		before := 0
		if i > 0 {
			before = sentences[i-1].Span.End
		}
		gap := text[before:s.Span.Start]
		c := &conllu.Sentence{}
		if i == 0 || strings.Count(gap, "\n") > 1 {
			c.Comments = append(c.Comments, "newpar")
		}
		c.Words = make([]conllu.Word, len(s.Tokens))
		spaced := make([]bool, len(s.Tokens)) // white space follows
		ranges := make([]string, len(s.Tokens))
		for j, t := range s.Tokens {
			form := t.Span.Of(text)
			c.Words[j] = Word(t)
			c.Words[j].Form = form
			ranges[j] = strconv.Itoa(at.of(text, t.Span.Start)) + ":" + strconv.Itoa(at.of(text, t.Span.End))
			next := len(text)
			if j+1 < len(s.Tokens) {
				next = s.Tokens[j+1].Span.Start
			} else if i+1 < len(sentences) {
				next = sentences[i+1].Span.Start
			}
			spaced[j] = t.Span.End < next
		}
		mark(c, spaced, ranges)
		c.Comments = append(c.Comments, "text = "+strings.TrimSpace(strings.Join(Written(c), "")))
		out[i] = c
	}
	return out
}

// A place is a byte of a text with its number of characters before it.
type place struct{ bytes, characters int }

// of moves to byte to, not before the last, and returns its place in characters.
func (p *place) of(text string, to int) int {
	p.characters += utf8.RuneCountInString(text[p.bytes:to])
	p.bytes = to
	return p.characters
}

// mark joins the words that were written together and fills MISC.
func mark(c *conllu.Sentence, spaced []bool, ranges []string) {
	for i := 0; i < len(c.Words); {
		end := i + 1
		for end < len(c.Words) && !spaced[end-1] && clings(c.Words[end-1].Form, c.Words[end].Form) {
			end++
		}
		misc := ""
		if !spaced[end-1] {
			misc = "SpaceAfter=No|"
		}
		if end == i+1 {
			c.Words[i].Misc = misc + "TokenRange=" + ranges[i]
			i = end
			continue
		}
		form := ""
		for k := i; k < end; k++ {
			form += c.Words[k].Form
			c.Words[k].Misc = "TokenRange=" + ranges[k]
		}
		first, _, _ := strings.Cut(ranges[i], ":")
		_, last, _ := strings.Cut(ranges[end-1], ":")
		c.Ranges = append(c.Ranges, conllu.Range{First: i + 1, Last: end, Form: form, Misc: misc + "TokenRange=" + first + ":" + last})
		i = end
	}
}

// clings reports whether word b, written on to a, is one token with it by the
// usage of the English treebanks: n't, 's and the like, and "cannot".
func clings(a, b string) bool {
	b = strings.ToLower(strings.ReplaceAll(b, "’", "'"))
	last, _ := utf8.DecodeLastRuneInString(a)
	switch b {
	case "n't", "'s", "'re", "'ve", "'ll", "'d", "'m":
		return unicode.IsLetter(last) || last == '.'
	case "'":
		return last == 's' || last == 'S'
	}
	first, _ := utf8.DecodeRuneInString(b)
	return unicode.IsLetter(last) && unicode.IsLetter(first)
}

// Written are the tokens of a sentence as they were written, each with the blank
// after it, if any.
func Written(s *conllu.Sentence) []string {
	var out []string
	ranges := s.Ranges
	for i := 0; i < len(s.Words); {
		form, end := s.Words[i].Form, i+1
		if len(ranges) > 0 && ranges[0].First == i+1 {
			form, end = ranges[0].Form, ranges[0].Last
			ranges = ranges[1:]
		}
		if s.SpaceAfter(end) {
			form += " "
		}
		out = append(out, form)
		i = end
	}
	return out
}

// Word is a token as a row, without its place.
func Word(t entente.Token) conllu.Word {
	return conllu.Word{Form: t.Form, Lemma: t.Lemma, UPOS: t.POS, XPOS: t.Tag, Feats: t.Feats, Head: t.Head, Deprel: t.Rel}
}

// Tokens are the words of a sentence with the spans that they have in its text,
// and no more.
func Tokens(s *conllu.Sentence) []entente.Token {
	out := make([]entente.Token, len(s.Words))
	at := 0
	for i, w := range s.Words {
		out[i] = entente.Token{Form: w.Form, Span: entente.Span{Start: at, End: at + len(w.Form)}}
		at += len(w.Form)
		if s.SpaceAfter(i + 1) {
			at++
		}
	}
	return out
}

// Fill gives the words of s the columns of tokens, one a word; FORM, MISC,
// comments and ranges stay, and what enhanced graph there was goes.
func Fill(s *conllu.Sentence, tokens []entente.Token) {
	for i, t := range tokens {
		old := s.Words[i]
		s.Words[i] = Word(t)
		s.Words[i].Form, s.Words[i].Misc = old.Form, old.Misc
	}
}
