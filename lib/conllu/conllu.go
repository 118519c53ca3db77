// Package conllu reads and writes CoNLL-U, the Universal Dependencies format:
// in come bytes, out come sentences whose words are rows of ten columns. It
// also scores one set of trees against another by the rules of the CoNLL 2018
// shared task. Errors say file and line.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// A Sentence is a block of rows with the comments above it.
type Sentence struct {
	Comments []string // without "# ", in file order
	Words    []Word   // the syntactic words, in order; Words[i] has number i+1
	Ranges   []Range  // tokens written as one word that are several ("don't")
}

// A Word is a row with a whole number in its first column.
type Word struct {
	Form   string
	Lemma  string
	UPOS   string
	XPOS   string
	Feats  string // "" for "_"
	Head   int    // number of the governing word, from 1; 0 for the root
	Deprel string
	Deps   string // "" for "_"
	Misc   string // "" for "_"
}

// A Range is a multiword token: words First to Last, counted from 1, were
// written as Form.
type Range struct {
	First, Last int
	Form        string
	Misc        string
}

// Comment returns the value of the comment "key = value", "" when there is none.
func (s *Sentence) Comment(key string) string {
	for _, c := range s.Comments {
		if k, v, ok := strings.Cut(c, "="); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// SpaceAfter reports whether white space follows the word with number n or,
// inside a multiword token, the token.
func (s *Sentence) SpaceAfter(n int) bool {
	for _, r := range s.Ranges {
		if r.First <= n && n <= r.Last {
			return n == r.Last && !strings.Contains(r.Misc, "SpaceAfter=No")
		}
	}
	return !strings.Contains(s.Words[n-1].Misc, "SpaceAfter=No")
}

// Read reads sentences until the end of r or the first error, which names the
// file as name. Empty nodes ("8.1") are passed over.
func Read(name string, r io.Reader) iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		sc := bufio.NewScanner(r)
		sc.Buffer(make([]byte, 64<<10), 4<<20)
		s, line := &Sentence{}, 0
		for sc.Scan() {
			line++
			text := strings.TrimSuffix(sc.Text(), "\r")
			if text != "" {
				if err := s.add(text); err != nil {
					yield(nil, fmt.Errorf("%s:%d: %w", name, line, err))
					return
				}
				continue
			}
			if len(s.Words) == 0 {
				continue
			}
			if !finish(s, name, line, yield) {
				return
			}
			s = &Sentence{}
		}
		if err := sc.Err(); err != nil {
			yield(nil, fmt.Errorf("%s:%d: %w", name, line+1, err))
			return
		}
		if len(s.Words) > 0 {
			finish(s, name, line, yield)
		}
	}
}

// finish checks a whole sentence and hands it on; false ends the reading.
func finish(s *Sentence, name string, line int, yield func(*Sentence, error) bool) bool {
	for i, w := range s.Words {
		if w.Head > len(s.Words) {
			yield(nil, fmt.Errorf("%s:%d: word %d has head %d in a sentence of %d words", name, line, i+1, w.Head, len(s.Words)))
			return false
		}
	}
	for _, r := range s.Ranges {
		if r.First < 1 || r.Last < r.First || r.Last > len(s.Words) {
			yield(nil, fmt.Errorf("%s:%d: token %d-%d in a sentence of %d words", name, line, r.First, r.Last, len(s.Words)))
			return false
		}
	}
	return yield(s, nil)
}

// add reads one line into s.
func (s *Sentence) add(text string) error {
	if text[0] == '#' {
		s.Comments = append(s.Comments, strings.TrimSpace(text[1:]))
		return nil
	}
	cells := strings.Split(text, "\t")
	if len(cells) != 10 {
		return fmt.Errorf("%d columns; CoNLL-U has 10, separated by tabs", len(cells))
	}
	if strings.Contains(cells[0], ".") {
		return nil
	}
	if first, last, ok := strings.Cut(cells[0], "-"); ok {
		a, errA := strconv.Atoi(first)
		b, errB := strconv.Atoi(last)
		if errA != nil || errB != nil {
			return fmt.Errorf("%q is not a range of words", cells[0])
		}
		s.Ranges = append(s.Ranges, Range{a, b, cells[1], blank(cells[9])})
		return nil
	}
	if n, err := strconv.Atoi(cells[0]); err != nil || n != len(s.Words)+1 {
		return fmt.Errorf("word number %q where %d is due", cells[0], len(s.Words)+1)
	}
	head, err := strconv.Atoi(strings.Replace(cells[6], "_", "0", 1))
	if err != nil || head < 0 {
		return fmt.Errorf("head %q is not a word number", cells[6])
	}
	s.Words = append(s.Words, Word{
		Form: cells[1], Lemma: lemma(cells[1], cells[2]), UPOS: blank(cells[3]), XPOS: blank(cells[4]), Feats: blank(cells[5]),
		Head: head, Deprel: blank(cells[7]), Deps: blank(cells[8]), Misc: blank(cells[9]),
	})
	return nil
}

// lemma is the third column: "_" is the lemma of "_" and otherwise no lemma.
func lemma(form, cell string) string {
	if form == "_" {
		return cell
	}
	return blank(cell)
}

// blank turns CoNLL-U's "_" into "".
func blank(cell string) string {
	if cell == "_" {
		return ""
	}
	return cell
}

// Write writes s as CoNLL-U with the blank line after it.
func (s *Sentence) Write(w io.Writer) error {
	_, err := w.Write(s.Append(nil))
	return err
}

// Append appends s as CoNLL-U, with the blank line after it, to b.
func (s *Sentence) Append(b []byte) []byte {
	for _, c := range s.Comments {
		b = append(append(append(b, "# "...), c...), '\n')
	}
	ranges := s.Ranges
	for i := range s.Words {
		for len(ranges) > 0 && ranges[0].First == i+1 {
			r := &ranges[0]
			b = strconv.AppendInt(b, int64(r.First), 10)
			b = append(b, '-')
			b = strconv.AppendInt(b, int64(r.Last), 10)
			b = appendCell(b, r.Form)
			b = append(b, "\t_\t_\t_\t_\t_\t_\t_"...)
			b = append(appendCell(b, r.Misc), '\n')
			ranges = ranges[1:]
		}
		word := &s.Words[i]
		b = strconv.AppendInt(b, int64(i+1), 10)
		for _, cell := range [...]string{word.Form, word.Lemma, word.UPOS, word.XPOS, word.Feats} {
			b = appendCell(b, cell)
		}
		b = strconv.AppendInt(append(b, '\t'), int64(word.Head), 10)
		for _, cell := range [...]string{word.Deprel, word.Deps, word.Misc} {
			b = appendCell(b, cell)
		}
		b = append(b, '\n')
	}
	return append(b, '\n')
}

// appendCell appends a tab and a cell as CoNLL-U writes it: no tabs or line ends,
// "_" for "".
func appendCell(b []byte, cell string) []byte {
	b = append(b, '\t')
	if cell == "" {
		return append(b, '_')
	}
	if strings.ContainsAny(cell, "\t\n\r") {
		cell = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(cell)
	}
	return append(b, cell...)
}
