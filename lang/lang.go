// Package lang is what the coder knows of a language. In comes the text of a
// document; out come sentences whose tokens carry byte offsets, lemmas, tags and
// a dependency tree, and the language's tables: verbs, agents, dates. Each
// language is a folder with the same file names in it; [Language] is all that
// the coder sees of it.
package lang

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// A Language reads text of one language.
type Language interface {
	// Code is the BCP 47 tag: "en".
	Code() string
	// Parse splits text into sentences and parses each. Spans index text; the
	// tokens and the gaps between them give back the text, and gaps hold only
	// white space. It is safe for use by many goroutines, never fails, and the
	// same text gives the same sentences.
	Parse(text string) []entente.Sentence
	// ParseAll is Parse for several texts, faster than one by one.
	ParseAll(texts []string) [][]entente.Sentence
	// ParseTokens parses sentences whose tokens have form and span, and fills
	// in the rest.
	ParseTokens(sentences [][]entente.Token)
	// Table opens one of the language's tables by name without ".tsv":
	// "verbs", "classes", "operators", "agents", "dates", "speech".
	Table(name string, columns ...string) (*table.Table, error)
	// Version names the model that parses, by the first digits of its SHA-256:
	// "model@74a26c6e".
	Version() string
	// Arbiter is the model by which the coder judges what its rows leave open;
	// nil where the language has none.
	Arbiter() []byte
}
