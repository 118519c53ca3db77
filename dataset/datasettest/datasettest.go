// Package datasettest holds the readers of data sets to their contract. In come a set
// and a file; out comes a [Record] of all that its reader gave, and failures of a test
// where a row was neither given nor rejected or a given one breaks a rule.
package datasettest

import (
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/entity"
)

// A Rejection is what [dataset.Sink.Reject] was told.
type Rejection struct {
	Line              int
	Reason, What, Row string
}

// A Record is a sink that keeps all it is given.
type Record struct {
	Events   []dataset.Event
	Mentions []dataset.Mention
	Totals   []dataset.Total
	Ties     []entente.Tie
	Votes    []entente.Vote
	Rolls    []entente.Roll
	Scores   []dataset.Score
	Terms    []dataset.Term
	Rejects  []Rejection
}

var _ interface {
	dataset.Sink
	Mention(dataset.Mention) error
} = (*Record)(nil)

// Event keeps an event.
func (r *Record) Event(e dataset.Event) error { r.Events = append(r.Events, e); return nil }

// Mention keeps a mention.
func (r *Record) Mention(m dataset.Mention) error { r.Mentions = append(r.Mentions, m); return nil }

// Total keeps a total.
func (r *Record) Total(t dataset.Total) error { r.Totals = append(r.Totals, t); return nil }

// Tie keeps a tie.
func (r *Record) Tie(t entente.Tie) error { r.Ties = append(r.Ties, t); return nil }

// Vote keeps a vote.
func (r *Record) Vote(v entente.Vote) error { r.Votes = append(r.Votes, v); return nil }

// Roll keeps a roll call.
func (r *Record) Roll(x entente.Roll) error { r.Rolls = append(r.Rolls, x); return nil }

// Score keeps a score.
func (r *Record) Score(s dataset.Score) error { r.Scores = append(r.Scores, s); return nil }

// Term keeps a term.
func (r *Record) Term(t dataset.Term) error { r.Terms = append(r.Terms, t); return nil }

// Reject keeps a rejection.
func (r *Record) Reject(line int, reason, what string, row []byte) error {
	r.Rejects = append(r.Rejects, Rejection{line, reason, what, string(row)})
	return nil
}

// Gazetteer opens the house's.
func Gazetteer(t testing.TB) *entity.Gazetteer {
	t.Helper()
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Read reads text as a file of the set and fails the test on an error.
func Read(t testing.TB, s dataset.Set, name, text string, e dataset.Entities) *Record {
	t.Helper()
	r := &Record{}
	if err := s.Read(t.Context(), dataset.File{Name: name, In: strings.NewReader(text), Entities: e}, r); err != nil {
		t.Fatal(err)
	}
	r.Check(t)
	return r
}

// Check holds what every reader must give.
func (r *Record) Check(t testing.TB) {
	t.Helper()
	for _, e := range r.Events {
		switch {
		case e.Date.IsZero():
			t.Errorf("event %s has no date", e.ID)
		case e.Actor.Raw == "" && e.Recipient.Raw == "":
			t.Errorf("event %s has no side", e.ID)
		case e.Type == "" && e.CAMEO == "":
			t.Errorf("event %s has neither type nor code", e.ID)
		case e.Aspect == "":
			t.Errorf("event %s has no aspect", e.ID)
		case e.Lat < -90 || e.Lat > 90 || e.Lon < -180 || e.Lon > 180 || e.Lat != e.Lat || e.Lon != e.Lon:
			t.Errorf("event %s lies at %g, %g", e.ID, e.Lat, e.Lon)
		case e.Mentions < 0 || e.Reports < 0 || e.Outlets < 0:
			t.Errorf("event %s has a count below 0", e.ID)
		}
	}
	for _, x := range r.Totals {
		if x.Events < 0 || x.Quad < 1 || x.Quad > 4 || x.Dyad.From == "" || x.Dyad.To == "" || x.Period.IsZero() {
			t.Errorf("total %+v", x)
		}
	}
	last := 0
	for _, x := range r.Rejects {
		if x.Line <= last || x.Reason == "" {
			t.Errorf("rejects %d %q behind line %d", x.Line, x.Reason, last)
		}
		last = x.Line
	}
}

// Rows is how many lines of text are not empty.
func Rows(text string) int {
	n := 0
	for l := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if strings.TrimRight(l, "\r\n") != "" {
			n++
		}
	}
	return n
}

// Shared opens a file of ../shared/data/events, unpacked, and skips the test where it
// is not there. From is the way from the test's folder to the repository: "../..".
func Shared(t testing.TB, from, path string) io.Reader {
	t.Helper()
	f, err := os.Open(from + "/../shared/data/events/" + path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("skipped: no ../shared/data/events/%s beside the repository", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// A Share is how far the sides of events are mapped.
type Share struct {
	Sides     int // named ones
	States    int
	Bodies    int // organisations and groups
	Sectors   int // without an entity and with a sector
	Untyped   int // events of no PLOVER type
	Events    int
	Unknown   []string // codes without entity and sector, most frequent first, with their counts
	Nameless  []string // codes without entity, the same
	Rejecting []string // reasons of rejection, the same
}

// Shares counts.
func (r *Record) Shares() Share {
	s := Share{Events: len(r.Events)}
	unknown, nameless, reasons := map[string]int{}, map[string]int{}, map[string]int{}
	for _, e := range r.Events {
		if e.Type == "" {
			s.Untyped++
		}
		for _, x := range []dataset.Side{e.Actor, e.Recipient} {
			if x.Raw == "" {
				continue
			}
			s.Sides++
			switch {
			case x.Entity.IsState():
				s.States++
				continue
			case x.Entity != "":
				s.Bodies++
				continue
			case x.Sector != "":
				s.Sectors++
			default:
				unknown[x.Raw]++
			}
			nameless[x.Raw]++
		}
	}
	for _, x := range r.Rejects {
		reasons[x.Reason+" "+x.What]++
	}
	s.Unknown, s.Nameless, s.Rejecting = ranked(unknown), ranked(nameless), ranked(reasons)
	return s
}

// String is the shares in a line and the codes unknown.
func (s Share) String() string {
	p := func(n int) float64 { return 100 * float64(n) / float64(max(s.Sides, 1)) }
	return fmt.Sprintf("%d events (%d untyped), %d sides: %.1f%% states, %.1f%% bodies, %.1f%% a sector alone, %.1f%% nothing\n  unknown: %s\n  rejected: %s",
		s.Events, s.Untyped, s.Sides, p(s.States), p(s.Bodies), p(s.Sectors), p(s.Sides-s.States-s.Bodies-s.Sectors),
		strings.Join(s.Unknown[:min(20, len(s.Unknown))], " "), strings.Join(s.Rejecting[:min(20, len(s.Rejecting))], "; "))
}

func ranked(count map[string]int) []string {
	var keys []string
	for k := range count {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s:%d", k, count[k])
	}
	return keys
}
