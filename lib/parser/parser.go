// Package parser gives each word of a sentence its governing word and relation:
// in come words and tags, out comes a dependency tree, built from left to right
// by the arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011) that
// a linear model chooses greedily. It knows no language.
//
// The state is a stack, a buffer of the words to come, and the arcs so far.
// SHIFT moves the first word of the buffer to the stack; LEFT makes the top of
// the stack a dependent of the first word of the buffer and takes it off; RIGHT
// makes it a dependent of the word below it and takes it off. The root, word 0,
// lies at the bottom of the stack and takes its one dependent last, when the
// buffer is empty. Every sentence of n words is a tree after 2n steps.
package parser

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/entente-project/entente/lib/perceptron"
)

// A Word is a word to be parsed: hashes of what the model looks at.
type Word struct {
	Form   perceptron.Feature // the word in lower case
	Tag    perceptron.Feature // the fine tag
	Coarse perceptron.Feature // the part of speech
	List   perceptron.Feature // what word lists say of it; 0 when they are silent
	Leaf   bool               // it governs nothing, as punctuation does, unless there is no other way
}

// A Parser is a trained model. It is safe for use by many goroutines.
type Parser struct {
	rels    []string
	marking [256]bool // the relations case and mark
	actions []action
	model   *perceptron.Model
}

// An action is a transition with the relation that it gives.
type action struct {
	move move
	rel  uint8 // index in rels
}

type move uint8

const (
	shift move = iota
	left
	right
)

// mark notes which relations are those of prepositions and conjunctions.
func (p *Parser) mark() {
	for i, r := range p.rels {
		p.marking[i] = r == "case" || r == "mark"
	}
}

// Rels lists the relations that the parser gives.
func (p *Parser) Rels() []string { return p.rels }

// A Desk is the working memory of one call at a time.
type Desk struct {
	state    state
	features []perceptron.Feature
	scores   []int32
}

// A Tree holds of word i (from 1) the number of the governing word, 0 for the root, and the relation, an index in Parser.Rels. Element 0 is
// the root's own and means nothing. They are good until the next call with the
// same desk.
type Tree struct {
	Heads []int32
	Rels  []uint8
}

// Parse gives every word its head and relation.
func (p *Parser) Parse(words []Word, d *Desk) Tree {
	s := &d.state
	s.reset(words, &p.marking)
	if cap(d.scores) < len(p.actions) {
		d.scores = make([]int32, len(p.actions))
	}
	d.scores = d.scores[:len(p.actions)]
	for !s.done() {
		d.gather()
		p.model.Score(d.features, d.scores)
		s.apply(p.actions[p.best(d.scores, s)])
	}
	return Tree{s.heads[:len(words)+1], s.rels[:len(words)+1]}
}

// best is the allowed action with the highest score, the first among equals.
// Leaves do not become heads while anything else is allowed.
func (p *Parser) best(scores []int32, s *state) int {
	may := s.moves()
	if most := s.spareLeaves(may); most != [3]bool{} {
		may = most
	}
	b := -1
	for i, a := range p.actions {
		if may[a.move] && (b < 0 || scores[i] > scores[b]) {
			b = i
		}
	}
	return b
}

// A state is where the parser stands in a sentence. Words count from 1; 0 is
// the root, and index n+1 is the blank that stands for no word.
type state struct {
	n     int
	words []Word
	stack []int32
	next  int32 // first word of the buffer; n+1 when it is empty
	heads []int32
	rels  []uint8
	nodes []node

	marking *[256]bool
}

// A node is what a word has gathered.
type node struct {
	left, left2   int32 // the outermost dependents on the left; 0 none
	right, right2 int32
	lefts, rights uint8  // how many
	leftSet       uint64 // their relations, one bit each
	rightSet      uint64
	marker        int32 // the first dependent that is a preposition or conjunction: rel case or mark
}

func (s *state) reset(words []Word, marking *[256]bool) {
	n := len(words)
	s.n, s.marking = n, marking
	s.words = append(append(append(s.words[:0], Word{Form: 1, Tag: 1, Coarse: 1}), words...), Word{})
	s.stack = append(s.stack[:0], 0)
	s.next = 1
	s.heads = append(s.heads[:0], make([]int32, n+2)...)
	s.rels = append(s.rels[:0], make([]uint8, n+2)...)
	s.nodes = append(s.nodes[:0], make([]node, n+2)...)
}

func (s *state) done() bool { return len(s.stack) == 1 && int(s.next) > s.n }

// moves says which transitions may come next.
func (s *state) moves() [3]bool {
	more := int(s.next) <= s.n
	return [3]bool{
		shift: more,
		left:  more && len(s.stack) > 1,
		right: len(s.stack) > 2 || len(s.stack) == 2 && !more,
	}
}

// spareLeaves takes from may the moves that make a leaf a head.
func (s *state) spareLeaves(may [3]bool) [3]bool {
	if may[left] && s.words[s.next].Leaf {
		may[left] = false
	}
	if may[right] && s.words[s.stack[len(s.stack)-2]].Leaf {
		may[right] = false
	}
	return may
}

func (s *state) apply(a action) {
	top := len(s.stack) - 1
	switch a.move {
	case shift:
		s.stack = append(s.stack, s.next)
		s.next++
	case left:
		s.arc(s.next, s.stack[top], a.rel)
		s.stack = s.stack[:top]
	case right:
		s.arc(s.stack[top-1], s.stack[top], a.rel)
		s.stack = s.stack[:top]
	}
}

// arc makes dependent a dependent of head.
func (s *state) arc(head, dependent int32, rel uint8) {
	s.heads[dependent], s.rels[dependent] = head, rel
	h := &s.nodes[head]
	bit := uint64(1) << (rel & 63)
	if dependent < head {
		h.left2, h.left = h.left, dependent
		h.lefts++
		h.leftSet |= bit
		if s.marking[rel] {
			h.marker = dependent
		}
		return
	}
	h.right2, h.right = h.right, dependent
	h.rights++
	h.rightSet |= bit
}

// AppendBinary appends the parser's file form to b: the relations, the actions
// (two bytes each), then the model.
func (p *Parser) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(p.rels)))
	for _, rel := range p.rels {
		b = binary.AppendUvarint(b, uint64(len(rel)))
		b = append(b, rel...)
	}
	b = binary.AppendUvarint(b, uint64(len(p.actions)))
	for _, a := range p.actions {
		b = append(b, byte(a.move), a.rel)
	}
	return p.model.AppendBinary(b)
}

var errParser = errors.New("the parser's model is damaged")

// Read reads what [Parser.AppendBinary] wrote.
func Read(b []byte) (*Parser, error) {
	p := &Parser{}
	n, b, ok := cutCount(b)
	if !ok || n > 256 {
		return nil, errParser
	}
	for range n {
		var k uint64
		if k, b, ok = cutCount(b); !ok {
			return nil, errParser
		}
		p.rels = append(p.rels, string(b[:k]))
		b = b[k:]
	}
	p.mark()
	if n, b, ok = cutCount(b); !ok || 2*n > uint64(len(b)) {
		return nil, errParser
	}
	var have [3]bool
	for range n {
		a := action{move(b[0]), b[1]}
		if a.move > right || int(a.rel) >= len(p.rels) {
			return nil, errParser
		}
		have[a.move] = true
		p.actions, b = append(p.actions, a), b[2:]
	}
	if have != [3]bool{true, true, true} {
		return nil, errParser
	}
	var err error
	if p.model, err = perceptron.ReadModel(b); err != nil {
		return nil, fmt.Errorf("%w: %w", errParser, err)
	}
	if p.model.Classes() != len(p.actions) {
		return nil, fmt.Errorf("%w: %d actions, %d classes", errParser, len(p.actions), p.model.Classes())
	}
	return p, nil
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
