// Package tutor teaches the arbiter of a coder and examines it. In come tables of
// sentences with two marked parties and what the first does to the second, and the
// examples of the coder's rows; out come a linear model, and how often it is right
// on predicates that it was not taught. train/arbiter makes the shipped model with
// it, and eval measures with it.
//
//	type     base     operator  mutual  predicate  sentence
//	CONSULT  CONSULT            y       meet       <s>Lagos envoys</s> met <t>a Beninese team</t>.
package tutor

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/lib/linear"
	"github.com/entente-project/entente/lib/table"
)

// A Tutor collects lessons. It is not safe for use by many goroutines.
type Tutor struct {
	coder   *coder.Coder
	kinds   coder.Thesaurus
	types   []string // the classes of the model
	lessons []Lesson
	files   []File
}

// A Lesson is one question with its answer: what the first of two marked parties
// does to the second.
type Lesson struct {
	Text      string
	Predicate string // the words of the act, or the ID of the row whose example it is
	Type      entente.Type
	Row       bool // the example of a row: what the rows say of it proves nothing

	portrait coder.Portrait
	class    int
	rows     coder.Relation // the answer of the rows alone
}

// KindsMet are the kinds of the thesaurus that at least so many lessons speak of.
func (u *Tutor) KindsMet(least int) map[int]bool {
	count := map[int]int{}
	for _, l := range u.lessons {
		kinds := slices.Clone(l.portrait.Kinds)
		slices.Sort(kinds)
		for _, k := range slices.Compact(kinds) {
			count[k]++
		}
	}
	met := map[int]bool{}
	for k, n := range count {
		if n >= least {
			met[k] = true
		}
	}
	return met
}

// A File is a table of marked sentences that was read.
type File struct {
	Name string // without its folder
	Hash string // SHA-256 in hex
	Used int    // sentences in which something happens
}

// New is a tutor without lessons for the arbiter of c. The classes of its models
// are the types of c; t says what words mean.
func New(c *coder.Coder, t coder.Thesaurus) *Tutor {
	u := &Tutor{coder: c, kinds: t}
	for _, x := range c.Types() {
		u.types = append(u.types, string(x))
	}
	return u
}

// Lessons are all that were read, in the order of reading.
func (u *Tutor) Lessons() []Lesson { return u.lessons }

// Files are the tables that were read.
func (u *Tutor) Files() []File { return u.files }

// none is the type of a sentence in which nothing happens between the two.
const none = "NONE"

// ReadFolder reads every table of marked sentences in folder, the files named
// *.tsv, in the order of their names. Sentences of the type NONE, in which nothing
// happens between the two, are left out: a relation is asked for where there is
// one. A row of an unknown type, without a predicate, or in which a party is not
// marked is an error with file and line.
func (u *Tutor) ReadFolder(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("%s: no tables of marked sentences; name a folder with .tsv files", folder)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := u.read(name, data); err != nil {
			return err
		}
	}
	return nil
}

func (u *Tutor) read(name string, data []byte) error {
	tab, err := table.Read(name, bytes.NewReader(data), "type", "mutual", "predicate", "sentence")
	if err != nil {
		return err
	}
	f := File{Name: filepath.Base(name), Hash: fmt.Sprintf("%x", sha256.Sum256(data))}
	for _, r := range tab.Rows {
		used, err := u.sentence(r)
		if err != nil {
			return err
		}
		if used {
			f.Used++
		}
	}
	u.files = append(u.files, f)
	return nil
}

// sentence takes one row; both ways when the two do it together.
func (u *Tutor) sentence(r table.Row) (used bool, err error) {
	text, source, target := coder.Unmark(r.Get("sentence"))
	switch {
	case source.IsZero() || source.Start >= source.End:
		return false, r.Errorf("no source is marked; put the words of who acts in <s>..</s>")
	case target.IsZero() || target.Start >= target.End:
		return false, r.Errorf("no target is marked; put the words of whom it is done to in <t>..</t>")
	}
	name := r.Get("type")
	if name == none {
		return false, nil
	}
	class := slices.Index(u.types, name)
	if class < 0 {
		return false, r.Errorf("unknown event type %q; the types are %s and %s", name, strings.Join(u.types, ", "), none)
	}
	if r.Get("predicate") == "" {
		return false, r.Errorf("no predicate; write the words of the act, in their dictionary form")
	}
	l := Lesson{Text: text, Predicate: r.Get("predicate"), Type: entente.Type(name), class: class}
	u.add(l, source, target)
	switch r.Get("mutual") {
	case "":
	case "y":
		u.add(l, target, source)
	default:
		return false, r.Errorf("mutual is %q; write y, or nothing", r.Get("mutual"))
	}
	return true, nil
}

// AddRows takes the example of each row of verbs.tsv and operators.tsv in which
// both parties are named, and says how many there are.
func (u *Tutor) AddRows() (n int, err error) {
	for _, name := range []string{"verbs", "operators"} {
		examples, err := u.coder.Examples(name)
		if err != nil {
			return n, err
		}
		for _, x := range examples {
			if u.addRow(x) {
				n++
			}
		}
	}
	return n, nil
}

// addRow takes the first event that the row of x makes of its own example and that
// has two parties.
func (u *Tutor) addRow(x coder.Example) bool {
	for _, e := range u.coder.Code(entente.Document{Text: x.Text, Language: "en"}).Events {
		if !strings.Contains(e.Evidence.By, ":"+x.ID) || len(e.Actor) == 0 {
			continue
		}
		var target entente.Span
		switch {
		case len(e.Recipient) > 0:
			target = e.Recipient[0].Span
		case len(e.Actor) > 1:
			target = e.Actor[1].Span
		}
		class := slices.Index(u.types, string(e.Type))
		if target.IsZero() || class < 0 {
			continue
		}
		u.add(Lesson{Text: x.Text, Predicate: x.ID, Type: e.Type, Row: true, class: class}, e.Actor[0].Span, target)
		return true
	}
	return false
}

func (u *Tutor) add(l Lesson, source, target entente.Span) {
	var ok bool
	if l.portrait, l.rows, ok = u.coder.Portray(l.Text, source, target, u.kinds); ok {
		u.lessons = append(u.lessons, l)
	}
}

// Words are the words of the predicate. The ID of a row has hyphens between them,
// so that a row and a sentence with the same act have the same words.
func (l Lesson) Words() string { return strings.ReplaceAll(l.Predicate, "-", " ") }

// Verb is the first word of the predicate, which is its verb or, of a row of
// nouns, its noun: "hold" of "hold talk" and of "hold-hostage".
func (l Lesson) Verb() string {
	verb, _, _ := strings.Cut(l.Words(), " ")
	return verb
}

// Split keeps the lessons of one in n keys for the exam, chosen by the hash of the
// key; all are taught when n is 0. No key of the exam is taught: by [Lesson.Words]
// its predicates are unseen, by [Lesson.Verb] its verbs are. The examples of rows
// are never part of the exam.
func (u *Tutor) Split(n int, key func(Lesson) string) (taught, exam []Lesson) {
	for _, l := range u.lessons {
		switch {
		case n <= 0 || linear.Hash("held", key(l))%uint32(n) != 0:
			taught = append(taught, l)
		case !l.Row:
			exam = append(exam, l)
		}
	}
	return taught, exam
}
