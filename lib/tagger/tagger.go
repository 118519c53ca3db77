// Package tagger gives each word of a sentence its part of speech: in come the
// words, out come their tags, chosen from left to right by a linear model over
// the word, its parts, its neighbours, the tags already given, and what word
// lists say of it. It knows no language: tags and lists come from outside.
package tagger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/entente-project/entente/lib/perceptron"
)

// A Word is a word to be tagged.
type Word struct {
	Form string
	List uint32 // what word lists say of it, any code; 0 when they are silent
}

// A Tagger is a trained model. It is safe for use by many goroutines.
type Tagger struct {
	tags  []string
	model *perceptron.Model
	seen  map[string]string // lower-case word -> the tags that it had in training
}

// Tags lists the tags that the tagger gives; Tag answers with indices in it.
func (t *Tagger) Tags() []string { return t.tags }

// A Desk is the working memory of one call at a time.
type Desk struct {
	facts    []facts
	features []perceptron.Feature
	scores   []int32
	out      []int
}

// Tag gives every word its tag, an index in Tags. The answer is good until the
// next call with the same desk.
func (t *Tagger) Tag(words []Word, d *Desk) []int {
	d.look(words, t.seen)
	if d.scores = d.scores[:0]; cap(d.scores) < len(t.tags) {
		d.scores = make([]int32, len(t.tags))
	}
	d.scores = d.scores[:len(t.tags)]
	d.out = d.out[:0]
	for i := range words {
		d.gather(i)
		t.model.Score(d.features, d.scores)
		d.out = append(d.out, best(d.scores))
	}
	return d.out
}

// best is the class with the highest score, the first among equals.
func best(scores []int32) int {
	b := 0
	for c, s := range scores {
		if s > scores[b] {
			b = c
		}
	}
	return b
}

// AppendBinary appends the tagger's file form to b: the tags, the words seen
// with their tags, then the model. Strings and counts are written as varint
// lengths and bytes.
func (t *Tagger) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(t.tags)))
	for _, tag := range t.tags {
		b = appendString(b, tag)
	}
	words := make([]string, 0, len(t.seen))
	for w := range t.seen {
		words = append(words, w)
	}
	slices.Sort(words)
	b = binary.AppendUvarint(b, uint64(len(words)))
	for _, w := range words {
		b = appendString(appendString(b, w), t.seen[w])
	}
	return t.model.AppendBinary(b)
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

var errTagger = errors.New("the tagger's model is damaged")

// Read reads what [Tagger.AppendBinary] wrote.
func Read(b []byte) (*Tagger, error) {
	t := &Tagger{seen: map[string]string{}}
	n, b, ok := cutCount(b)
	if !ok {
		return nil, errTagger
	}
	for range n {
		var tag string
		if tag, b, ok = cutString(b); !ok {
			return nil, errTagger
		}
		t.tags = append(t.tags, tag)
	}
	if n, b, ok = cutCount(b); !ok {
		return nil, errTagger
	}
	for range n {
		var word, kind string
		if word, b, ok = cutString(b); ok {
			kind, b, ok = cutString(b)
		}
		if !ok {
			return nil, errTagger
		}
		t.seen[word] = kind
	}
	var err error
	if t.model, err = perceptron.ReadModel(b); err != nil {
		return nil, fmt.Errorf("%w: %w", errTagger, err)
	}
	if t.model.Classes() != len(t.tags) {
		return nil, fmt.Errorf("%w: %d tags, %d classes", errTagger, len(t.tags), t.model.Classes())
	}
	return t, nil
}

// cutCount takes a count off the front of b; there are never more things than
// bytes left.
func cutCount(b []byte) (uint64, []byte, bool) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return 0, nil, false
	}
	return n, b[k:], true
}

func cutString(b []byte) (string, []byte, bool) {
	n, b, ok := cutCount(b)
	if !ok {
		return "", nil, false
	}
	return string(b[:n]), b[n:], true
}
