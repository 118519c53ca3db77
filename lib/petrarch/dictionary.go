// Package petrarch reads the coding dictionaries of TABARI, PETRARCH-1 and
// PETRARCH-2. In come text files: actors with dated codes, agents, verbs with
// patterns, discards, issues. Out comes a [Dictionary]; what its words mean in a
// sentence is not this package's business.
//
// A line that cannot be read is left out and reported as a [Fault] that names
// file, line and remedy; the rest of the file is read all the same.
package petrarch

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Format is the program that the verbs were written for.
type Format int

// The formats. They differ in how words are matched: TABARI's words are stems,
// PETRARCH-1 matches words as they stand, PETRARCH-2 matches noun phrases in
// braces and prepositional phrases in parentheses.
const (
	TABARI Format = iota + 1
	PETRARCH1
	PETRARCH2
)

// String is the format's name.
func (f Format) String() string {
	return [...]string{"no verbs", "TABARI", "PETRARCH-1", "PETRARCH-2"}[f]
}

// A Dictionary is what a folder of dictionary files says, each list in the
// order of the files.
type Dictionary struct {
	Format   Format
	Actors   []Actor
	Agents   []Agent
	Blocks   []Block
	Sets     map[string][]Phrase // synonym sets by name without "&"
	Rules    []Rule
	Discards []Discard
	Issues   []Issue
	Faults   []Fault // lines that could not be read
}

// A Fault is a line that was left out.
type Fault struct {
	File    string
	Line    int // counted from 1
	Problem string
}

// Error is the fault with its place: "my.verbs.txt:41: no code; write [code] at its end".
func (f Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Problem) }

// A Place is a line of a file: "my.verbs.txt:41".
type Place string

// A Phrase is words to be found one after another.
type Phrase []Word

// A Word is one word of a phrase, in capitals.
type Word struct {
	Text string
	Next bool // it follows the word before it directly; otherwise others may lie between
	Stem bool // every word that begins so is meant
}

// An Actor is a name with its synonyms and codes.
type Actor struct {
	Names []Phrase
	Codes []Dated // in the order of the file
	Place Place
}

// A Dated is a code with the days on which it holds.
type Dated struct {
	Code     string
	From, To int // days as YYYYMMDD, both within; 0 is open
}

// On is the code of a on a day written YYYYMMDD: the first whose days hold it,
// else the one without days; "" when there is none. Day 0 is unknown.
func (a Actor) On(day int) string {
	open := ""
	for _, d := range a.Codes {
		switch {
		case d.From == 0 && d.To == 0:
			open = d.Code
		case day != 0 && day >= d.From && (d.To == 0 || day <= d.To):
			return d.Code
		}
	}
	return open
}

// An Agent is a noun for a role. Its code is put behind that of an actor or,
// when Before is set, before it.
type Agent struct {
	Names  []Phrase // singular and plural
	Code   string
	Before bool
	Place  Place
}

// A Code is what a verb or pattern stands for: Active of source to target, and
// Passive, if any, back from target to source. The code "---" stands for nothing.
type Code struct{ Active, Passive string }

// IsNull reports whether c stands for nothing.
func (c Code) IsNull() bool { return c.Active == "" && c.Passive == "" }

// A Block is verbs that share patterns.
type Block struct {
	Name     string
	Verbs    []Verb
	Patterns []Pattern
}

// A Verb is all forms of one verb with the code that holds when no pattern fits.
type Verb struct {
	Forms []Form
	Code  Code
	Place Place
}

// A Form is the words of a form in capitals; the verb itself is Words[Main].
type Form struct {
	Words []string
	Main  int
}

// A Pattern is what stands before and after a verb.
type Pattern struct {
	Before, After []Element // in text order
	Code          Code
	Text          string // as it is written
	Place         Place
}

// A Kind is what an [Element] asks for.
type Kind int

// The kinds of elements.
const (
	KindWord     Kind = iota
	KindSet           // &NAME
	KindSource        // $
	KindTarget        // +
	KindSkip          // ^ skips to the end of a noun phrase
	KindCompound      // % is a list of actors, source and target at once
	KindNoun          // {A B} lies in one noun phrase
	KindPrep          // (P A) is a prepositional phrase
)

// An Element is one part of a pattern.
type Element struct {
	Kind  Kind
	Word  Word      // of KindWord; of all kinds, Next
	Set   string    // of KindSet
	Parts []Element // of KindNoun and KindPrep
}

// A Rule rewrites an event that lies within another: "a (a b Q) SAY = a b Q".
// The names are "a", "b", "c", "." for nobody and "_" for anybody.
type Rule struct {
	Outer              string // who does the outer act
	InnerFrom, InnerTo string
	Inner              string // verb block or code of the inner act; "Q" is any
	Verb               string // verb block or code of the outer act
	From, To, Code     string // Code "Q" is that of the inner act
	Place              Place
}

// A Discard is a phrase that makes a sentence or, with Document set, a whole
// document worthless.
type Discard struct {
	Phrase   Phrase
	Document bool
	Place    Place
}

// An Issue is a phrase that marks what a sentence is about. Code is "" for a
// phrase that is no issue although a part of it is.
type Issue struct {
	Phrase Phrase
	Code   string
	Place  Place
}

// A FileKind is what a dictionary file holds.
type FileKind string

// The kinds of files, each known by its word in the file's name.
const (
	FileActors   FileKind = "actors"
	FileAgents   FileKind = "agents"
	FileVerbs    FileKind = "verbs"
	FileDiscards FileKind = "discard"
	FileIssues   FileKind = "issue"
)

// KindOf says what a file holds by its name, "" when the name does not tell.
func KindOf(name string) FileKind {
	low := strings.ToLower(path.Base(name))
	for _, k := range []FileKind{FileActors, FileAgents, FileVerbs, FileDiscards, FileIssues} {
		if strings.Contains(low, string(k)) {
			return k
		}
	}
	if strings.HasPrefix(low, "cameo") && path.Ext(low) == ".txt" {
		return FileVerbs // PETRARCH-2 ships its verbs as CAMEO.2.0.txt
	}
	return ""
}

// Open reads all dictionary files at the top of a folder. There must be verbs
// and actors, and the verbs in one file.
func Open(fsys fs.FS) (*Dictionary, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && KindOf(e.Name()) != "" {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return Read(fsys, names...)
}

// Read reads the named dictionary files.
func Read(fsys fs.FS, names ...string) (*Dictionary, error) {
	d := &Dictionary{Sets: map[string][]Phrase{}}
	has := map[FileKind]string{}
	for _, name := range names {
		kind := KindOf(name)
		if kind == FileVerbs && has[kind] != "" {
			return nil, fmt.Errorf("%s: a second file of verbs beside %s; leave one in the folder", name, has[kind])
		}
		has[kind] = name
		lines, err := readLines(fsys, name)
		if err != nil {
			return nil, err
		}
		r := &reader{d: d, file: path.Base(name), lines: lines}
		switch kind {
		case FileActors:
			r.actors()
		case FileAgents:
			r.agents()
		case FileVerbs:
			r.verbs()
		case FileDiscards:
			r.discards()
		case FileIssues:
			r.issues()
		default:
			return nil, fmt.Errorf("%s: no kind of dictionary is known by this name; put actors, agents, verbs, discards or issues into it", name)
		}
	}
	for _, kind := range []FileKind{FileVerbs, FileActors} {
		if has[kind] == "" {
			return nil, fmt.Errorf("no file of %s; its name has the word %q in it", kind, kind)
		}
	}
	d.stem()
	return d, nil
}

func readLines(fsys fs.FS, name string) ([]string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := scan(f)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, len(lines)+1, err)
	}
	return lines, nil
}

func scan(r io.Reader) ([]string, error) {
	var lines []string
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		lines = append(lines, strings.ToValidUTF8(sc.Text(), "?"))
	}
	return lines, sc.Err()
}

// stem makes stems of the names of a TABARI dictionary: a last word without a
// closing "_" stands for every word that begins with it.
func (d *Dictionary) stem() {
	mark := func(p Phrase) {
		for i := range p {
			p[i].Stem = d.Format == TABARI && p[i].Stem
		}
	}
	for _, a := range d.Actors {
		for _, p := range a.Names {
			mark(p)
		}
	}
	for _, s := range d.Sets {
		for _, p := range s {
			mark(p)
		}
	}
	for _, a := range d.Agents {
		for _, p := range a.Names {
			mark(p)
		}
	}
	for _, b := range d.Blocks {
		for _, p := range b.Patterns {
			d.stemElements(p.Before)
			d.stemElements(p.After)
		}
	}
}

func (d *Dictionary) stemElements(es []Element) {
	for i := range es {
		es[i].Word.Stem = es[i].Word.Stem && d.Format == TABARI
		d.stemElements(es[i].Parts)
	}
}
