// Package check is what the tests of all data sets have in common: stories of a few
// rows and what they give, what holds of any file of any set, and the real files of
// ../shared where they are.
package check

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/ontology/plover"
)

// A Take is a sink that keeps what it is given.
type Take struct {
	Lines   []string // each thing given or rejected, in words
	Ties    []entente.Tie
	Votes   []entente.Vote
	Rolls   []entente.Roll
	Scores  []dataset.Score
	Terms   []dataset.Term
	Rejects map[string]int // by reason
	Refused map[int]bool   // lines with a reject
	Quiet   bool           // keep no Lines
}

func (k *Take) note(format string, args ...any) error {
	if !k.Quiet {
		k.Lines = append(k.Lines, fmt.Sprintf(format, args...))
	}
	return nil
}

// Event is never called by sets of structure.
func (k *Take) Event(dataset.Event) error { return errors.New("an event of a set that has none") }

// Total is never called by sets of structure.
func (k *Take) Total(dataset.Total) error { return errors.New("a total of a set that has none") }

// Tie keeps a tie: "BLR>RUS defence pledge 1995..1996 by atop/5.1".
func (k *Take) Tie(t entente.Tie) error {
	k.Ties = append(k.Ties, t)
	if k.Quiet {
		return nil
	}
	s := fmt.Sprintf("%s %s %s..%s", t.Dyad, t.Kind, t.Start, t.End)
	if !t.Seen.IsZero() {
		s += " seen " + t.Seen.String()
	}
	if !t.Value.IsZero() {
		s += fmt.Sprintf(" %.10g %s", t.Value.Number, t.Value.Unit)
	}
	if len(t.Contexts) > 0 {
		s += fmt.Sprint(" ", t.Contexts)
	}
	return k.note("%s by %s", s, t.Evidence.By)
}

// Vote keeps a vote: "BLR yes on 1 2010-03-04 by un-votes/2020-04".
func (k *Take) Vote(v entente.Vote) error {
	k.Votes = append(k.Votes, v)
	return k.note("%s %s on %s %s by %s", v.State, v.Choice, v.Roll, v.Date, v.By)
}

// Roll keeps a roll.
func (k *Take) Roll(r entente.Roll) error {
	k.Rolls = append(k.Rolls, r)
	important := ""
	if r.Important {
		important = " important"
	}
	return k.note("roll %s %s%s %s %q %v by %s", r.ID, r.Date, important, r.Title, r.Words, r.Contexts, r.By)
}

// Score keeps a score.
func (k *Take) Score(s dataset.Score) error {
	k.Scores = append(k.Scores, s)
	interval := ""
	if s.Known {
		interval = fmt.Sprintf(" %g..%g", s.Low, s.High)
	}
	return k.note("%s %s %s %g%s", s.State, s.Name, s.Date, s.Value, interval)
}

// Term keeps a term.
func (k *Take) Term(t dataset.Term) error {
	k.Terms = append(k.Terms, t)
	return k.note("%s %s %s %s..%s", t.State, t.Person, t.Office, t.Start, t.End)
}

// Reject keeps a reject: "line 4: no such country code: cow 9999".
func (k *Take) Reject(line int, reason, what string, row []byte) error {
	if k.Rejects == nil {
		k.Rejects, k.Refused = map[string]int{}, map[int]bool{}
	}
	k.Rejects[reason]++
	k.Refused[line] = true
	if len(row) == 0 {
		return fmt.Errorf("line %d is rejected without the row", line)
	}
	if what == "" {
		return k.note("line %d: %s", line, reason)
	}
	return k.note("line %d: %s: %s", line, reason, what)
}

// Years is over how many years the ties of a kind hold, each counted from its start to its
// end or the day on which it was seen.
func (k *Take) Years(kind entente.TieKind) int {
	n := 0
	for _, t := range k.Ties {
		end := t.End
		if end.IsZero() {
			end = t.Seen
		}
		if t.Kind == kind {
			n += end.Year() - t.Start.Year() + 1
		}
	}
	return n
}

// Has reports whether a tie of the kind held between the two at some time of the year.
func (k *Take) Has(kind entente.TieKind, from, to entente.EntityID, year int) bool {
	return slices.ContainsFunc(k.Ties, func(t entente.Tie) bool {
		end := t.End
		if end.IsZero() {
			end = t.Seen
		}
		return t.Kind == kind && t.Dyad == entente.Dyad{From: from, To: to} && t.Start.Year() <= year && year <= end.Year()
	})
}

// Given is how many ties, votes, rolls, scores and terms were given.
func (k *Take) Given() int {
	return len(k.Ties) + len(k.Votes) + len(k.Rolls) + len(k.Scores) + len(k.Terms)
}

var codebook = sync.OnceValues(func() (*plover.Codebook, error) { return plover.Open(nil) })

// known holds contexts against the codebook.
func known(t testing.TB, contexts []entente.Context) {
	t.Helper()
	b, err := codebook()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range contexts {
		if !b.HasContext(c) {
			t.Errorf("PLOVER has no context %q", c)
		}
	}
	if !slices.IsSorted(contexts) {
		t.Errorf("the contexts %v are not sorted", contexts)
	}
}

var open = sync.OnceValues(func() (*entity.Gazetteer, error) { return entity.Open(nil) })

// Entities is the gazetteer.
func Entities(t testing.TB) *entity.Gazetteer {
	t.Helper()
	g, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Read reads a text by a set. What lies beside it are the other files, by name.
func Read(t testing.TB, set dataset.Set, name, text string, beside map[string]string) (*Take, error) {
	t.Helper()
	k := &Take{}
	f := dataset.File{Name: name, In: strings.NewReader(text), Entities: Entities(t)}
	f.Beside = func(name string) (io.ReadCloser, error) {
		text, ok := beside[name]
		if !ok {
			return nil, os.ErrNotExist
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}
	return k, set.Read(context.Background(), f, k)
}

// A story is a file of testdata: rows, a line of --, and what they give.
type story struct{ rows, want string }

func tell(t testing.TB, name string) story {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	rows, want, ok := strings.Cut(string(raw), "\n--\n")
	if !ok {
		t.Fatalf("testdata/%s: no line of -- between the rows and what they give", name)
	}
	return story{rows + "\n", strings.TrimSpace(want)}
}

// Rows are the rows of a story, for seeds and for what lies beside another file.
func Rows(t testing.TB, name string) string { return tell(t, name).rows }

// Story reads testdata/NAME and holds what comes out against what the file says below
// its line of --, the set against the file's beginning, and both against [Sound].
func Story(t *testing.T, set dataset.Set, name string, beside map[string]string) {
	t.Helper()
	s := tell(t, name)
	if !set.Knows(name, []byte(s.rows[:min(len(s.rows), 4096)])) {
		t.Errorf("%s does not know testdata/%s", set.Name, name)
	}
	k, err := Read(t, set, name, s.rows, beside)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(k.Lines, "\n"); got != s.want {
		t.Errorf("testdata/%s gives\n%s\nwant\n%s", name, got, s.want)
	}
	Sound(t, set, k)
}

// Silent reads each row of a story alone and fails for one that is neither given nor
// rejected.
func Silent(t *testing.T, set dataset.Set, name string, beside map[string]string) {
	t.Helper()
	header, rows, _ := strings.Cut(tell(t, name).rows, "\n")
	for row := range strings.Lines(rows) {
		k, err := Read(t, set, name, header+"\n"+row, beside)
		if err != nil {
			t.Errorf("%q: %v", row, err)
		}
		if k.Given() == 0 && len(k.Rejects) == 0 {
			t.Errorf("%q gives nothing and is not rejected", row)
		}
	}
}

// Sound holds what a set gave against what holds of all: ties have the ID of their
// content, no two the same; mutual ones stand in order; what ends, ends after it
// started; numbers are numbers; and evidence names the set.
func Sound(t testing.TB, set dataset.Set, k *Take) {
	t.Helper()
	ids := map[entente.TieID]bool{}
	for _, r := range k.Rolls {
		known(t, r.Contexts)
	}
	for _, tie := range k.Ties {
		known(t, tie.Contexts)
		switch d := tie.Dyad; {
		case tie.ID != entente.NewTieID(tie):
			t.Errorf("the ID of %+v is not that of its content", tie)
		case ids[tie.ID]:
			t.Errorf("%+v comes twice", tie)
		case d.From == "" || d.To == "" || d.From == d.To:
			t.Errorf("%+v is not between two", tie)
		case tie.Kind.Mutual() && d.From > d.To:
			t.Errorf("%+v is mutual and in disorder", tie)
		case !tie.End.IsZero() && tie.End.Last().Compare(tie.Start.First()) < 0:
			t.Errorf("%+v ends before it starts", tie)
		case math.IsNaN(tie.Value.Number) || math.IsInf(tie.Value.Number, 0):
			t.Errorf("the value of %+v is no number", tie)
		case !strings.HasPrefix(tie.Evidence.By, set.Version) || tie.Confidence != 1:
			t.Errorf("%+v has no evidence or is not certain", tie)
		}
		ids[tie.ID] = true
	}
	for _, v := range k.Votes {
		if v.State == "" || v.Date.IsZero() || v.By == "" || v.Roll == "" {
			t.Errorf("%+v is not a vote", v)
		}
	}
	for _, s := range k.Scores {
		if s.State == "" || s.Date.IsZero() || math.IsNaN(s.Value) {
			t.Errorf("%+v is not a score", s)
		}
	}
	for _, x := range k.Terms {
		if x.State == "" || x.Person == "" || x.Start.IsZero() || !x.End.IsZero() && x.End.Last().Compare(x.Start.First()) < 0 {
			t.Errorf("%+v is not a term", x)
		}
	}
}

// Fuzz feeds a set with files that begin like those of the stories. Whatever is in
// them, it ends, gives only what is sound, and rejects with the row.
func Fuzz(f *testing.F, set dataset.Set, stories ...string) {
	for _, name := range stories {
		rows := Rows(f, name)
		f.Add(rows)
		f.Add(strings.ReplaceAll(rows, ",", ",,"))
		f.Add(strings.ReplaceAll(rows, "\n", "\r\n"))
		f.Add(rows + "\"\n1,2")
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, err := Read(t, set, "fuzz.csv", text, map[string]string{"un_roll_calls.csv": text, "un_roll_call_issues.csv": text})
		if err != nil {
			return
		}
		for i := range k.Ties { // rows may come twice, and numbers may be any
			k.Ties[i].Evidence.By += fmt.Sprint(" ", i)
			k.Ties[i].ID = entente.NewTieID(k.Ties[i])
		}
		Sound(t, set, k)
	})
}

// Shared reads a file of ../shared/data/structure by a set, or skips the test where that
// folder is not. It fails unless the file has so many rows below its header, and gives
// what was read, without lines.
func Shared(t *testing.T, set dataset.Set, path string, rows int) *Take {
	t.Helper()
	if set.Name == "" {
		t.Fatal("no such set")
	}
	folder := filepath.Join("..", "..", "..", "shared", "data", "structure")
	raw := unpack(t, filepath.Join(folder, filepath.FromSlash(path)+".gz"))
	if n := count(t, raw, strings.Contains(path, "embassies")); n != rows {
		t.Errorf("%s has %d rows; %d are listed", path, n, rows)
	}
	if !set.Knows(path, raw[:min(len(raw), 4096)]) {
		t.Errorf("%s does not know %s", set.Name, path)
	}
	k := &Take{Quiet: true}
	f := dataset.File{Name: path, In: bytes.NewReader(raw), Entities: Entities(t)}
	f.Beside = func(name string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(unpack(t, filepath.Join(folder, filepath.Dir(path), name+".gz")))), nil
	}
	if err := set.Read(context.Background(), f, k); err != nil {
		t.Fatal(err)
	}
	Sound(t, set, k)
	t.Logf("%s: %d rows; %d ties, %d votes, %d rolls, %d scores, %d terms; %d rows rejected or noted: %v", path, rows, len(k.Ties), len(k.Votes),
		len(k.Rolls), len(k.Scores), len(k.Terms), len(k.Refused), k.Rejects)
	return k
}

// Table is a file of ../shared/data/structure: where its columns stand, and its rows below
// the header; where no cell has a line break, row i is line i+2.
func Table(t *testing.T, path string) (at map[string]int, rows [][]string) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(unpack(t, filepath.Join("..", "..", "..", "shared", "data", "structure", filepath.FromSlash(path)+".gz"))))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at = map[string]int{}
	for i, name := range all[0] {
		at[name] = i
	}
	return at, all[1:]
}

func unpack(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("not checked against the real file: %s is not here", path)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// count counts the rows below the header.
func count(t testing.TB, raw []byte, semicolons bool) int {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	if semicolons {
		r.Comma = ';'
	}
	n := -1
	for {
		_, err := r.Read()
		if err == io.EOF {
			return n
		}
		n++
	}
}
