package entente

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// A Document is one report as an outlet published it. Text is normalised once,
// by package source, and never rewritten: every [Span] in Entente indexes it.
type Document struct {
	ID        DocumentID `json:"id"`
	Name      string     `json:"name,omitempty"`     // what its source calls it: the record's own id, or the path of the file
	Outlet    string     `json:"outlet,omitempty"`   // who published it ("Reuters"); empty when not known
	URL       string     `json:"url,omitempty"`      // where it stood; empty when not known
	Published Date       `json:"date,omitzero"`      // the day of publication; zero when not known
	Language  string     `json:"language,omitempty"` // BCP 47 ("en"); empty when not known
	Title     string     `json:"title,omitempty"`    // the headline, also the first line of Text when the outlet gave one
	Text      string     `json:"text"`
}

// A DocumentID is the content hash of a Document: equal IDs mean the same words
// of the same outlet on the same day. See [NewDocumentID].
type DocumentID string

// NewDocumentID is the identity of a document: a hash of its outlet, address,
// publication date and text.
func NewDocumentID(outlet, url string, published Date, text string) DocumentID {
	return DocumentID(contentID("d", outlet, url, published.String(), text))
}

// contentID hashes parts, each closed by a zero byte, to the first 80 bits of
// SHA-256 in lower-case base32 behind a one-letter kind: "d4k2...".
func contentID(kind string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	sum := h.Sum(nil)
	return kind + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:10]))
}

// A Span is the half-open byte range [Start, End) of a Document's Text. It is
// the only coordinate in Entente; the zero Span points at nothing.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// IsZero reports whether s points at nothing.
func (s Span) IsZero() bool { return s.Start == 0 && s.End == 0 }

// Of returns the bytes of text that s covers, or "" when s does not lie in text.
func (s Span) Of(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// A Sentence is one sentence of a document with its dependency tree.
type Sentence struct {
	Span   Span
	Tokens []Token // in text order; gaps between them hold only white space
}

// A Token is one syntactic word: a row of CoNLL-U. "don't" is the two tokens
// "do" and "n't", each with its own span.
type Token struct {
	Span  Span   // in Document.Text
	Form  string // the word as it is read: Text[Span] with curly quotes and odd hyphens made plain
	Lemma string // dictionary form, lower case but for names
	POS   string // universal part of speech: VERB, NOUN, PROPN ...
	Tag   string // Penn Treebank tag: VBD, NNS, NNP ...
	Feats string // universal features as in CoNLL-U ("Number=Plur|Tense=Past"), "" when none
	Head  int    // number of the governing token in the sentence, counted from 1; 0 for the root
	Rel   string // universal relation to the head with subtype: nsubj:pass, obl:agent ...
}
