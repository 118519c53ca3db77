package flow

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/source"
)

// An UnknownKind says which tables lack something.
type UnknownKind string

// What may be unknown.
const (
	UnknownActors     UnknownKind = "actors"
	UnknownPredicates UnknownKind = "predicates"
)

// An Unknown is a name or a verb that the tables lack, counted over documents,
// with the row that would teach it. Its JSON is a line of `entente unknown --json`.
type Unknown struct {
	Kind      UnknownKind `json:"kind"`
	Name      string      `json:"name"`      // of a predicate the verb with its particle
	Documents int         `json:"documents"` // that have it
	Mentions  int         `json:"mentions"`

	Entity entente.EntityID `json:"entity,omitempty"` // of an actor: whose it is as most mentions that tell have it
	Sector entente.Sector   `json:"sector,omitempty"`

	Frame       string       `json:"frame,omitempty"`       // of a predicate, as verbs.tsv writes it
	Type        entente.Type `json:"type,omitempty"`        // of a predicate: the arbiter's guess
	Probability float64      `json:"probability,omitempty"` // of Type, the mean over the mentions

	Examples []UnknownExample `json:"examples"` // the shortest first, three at most
	Table    string           `json:"table"`    // the user's own file below --data that takes Row
	Row      string           `json:"row"`      // cells in the order of UnknownColumns(Table), parted by tabs
}

// An UnknownExample is a sentence with the document it stands in.
type UnknownExample struct {
	Document string `json:"document"` // its name or identity, as in [Record]
	Sentence string `json:"sentence"` // of one line; what is too long is cut
}

// The files of a user's own rows that take unknown names and verbs.
const (
	BodyRows   = "entity/bodies.add.tsv"
	LeaderRows = "entity/leaders.add.tsv"
	VerbRows   = "en/verbs.add.tsv"
)

// UnknownColumns is the header, without its line end, that the file begins with
// that [Unknown.Table] names.
func UnknownColumns(file string) string {
	switch file {
	case BodyRows:
		return "name\tentity\tsector\tvariants\tstart\tend\texample"
	case LeaderRows:
		return "name\tsurname\tvariants\tentity\toffice\tstart\tend\texample"
	case VerbRows:
		return "id\tpred\tpos\tframe\ttype\tmode\tcontexts\tcameo\tactor\trecipient\tflags\texample\tcodes"
	}
	return ""
}

// A Census counts what is unknown in documents. It holds at most most names and as
// many verbs: when there are more, the rarest half goes, and Uncounted says what
// went, so that memory is bounded however much is read and the same documents in
// the same order give the same counts.
type Census struct {
	Read   int // documents
	Faults int // documents that could not be read

	most   int
	actors pool
	verbs  pool
}

// censusSize is how many names, and how many verbs, a Census holds: with three
// sentences of at most longestExample bytes each, some 100 MB when full.
const censusSize = 50_000

// longestExample is the most bytes of a sentence that a Census holds.
const longestExample = 400

// NewCensus is a census of nothing yet.
func NewCensus() *Census { return newCensus(censusSize) }

func newCensus(most int) *Census {
	return &Census{most: most, actors: pool{counts: map[string]*tally{}}, verbs: pool{counts: map[string]*tally{}}}
}

// A pool is the counts of one kind by key.
type pool struct {
	counts map[string]*tally
	gone   Uncounted
}

// Uncounted is what a Census has let go: mentions of things it holds no more, and
// the most mentions that any one thing may have lost by it.
type Uncounted struct {
	Mentions int `json:"mentions"`
	Most     int `json:"most"`
}

// A tally is the count of one unknown thing.
type tally struct {
	documents, mentions int
	last                int // number of the last document that has it
	person              int // mentions as one human being
	owners              map[owner]int
	guesses             map[entente.Type]float64 // sums of probabilities
	verb                coder.UnknownPredicate   // the one in the shortest sentence
	examples            []UnknownExample
}

// An owner is whose a name is.
type owner struct {
	entity entente.EntityID
	sector entente.Sector
}

// mostOwners is how many owners of one name are told apart.
const mostOwners = 16

// A Surveyed is a document with what is unknown in it.
type Surveyed struct {
	Document entente.Document
	Unknowns coder.Unknowns
	Err      error // set, and the rest empty, when the document could not be read
}

// Survey finds what is unknown in documents on as many cores as workers says and
// yields them in their own order.
func (r *Rooms) Survey(ctx context.Context, docs source.Documents, workers int) iter.Seq[Surveyed] {
	return inOrder(ctx, pairs(docs), workers, func(ps []pair[entente.Document]) []Surveyed {
		out := make([]Surveyed, len(ps))
		sentences := r.parse(ps)
		for i, p := range ps {
			out[i] = Surveyed{Err: p.err}
			if p.err == nil {
				out[i] = Surveyed{Document: p.value, Unknowns: r.Coder.Unknown(p.value, sentences[i])}
			}
		}
		return out
	})
}

// Add counts s.
func (c *Census) Add(s Surveyed) {
	if s.Err != nil {
		c.Faults++
		return
	}
	c.Read++
	id := RecordID(s.Document, nil)
	for _, a := range s.Unknowns.Actors {
		t := c.actors.see(a.Name, c.Read, UnknownExample{id, oneLine(a.Sentence.Of(s.Document.Text))})
		t.person += one(a.Person)
		if o := (owner{a.Entity, a.Sector}); o != (owner{}) && (t.owners[o] > 0 || len(t.owners) < mostOwners) {
			t.owners[o]++
		}
	}
	for _, p := range s.Unknowns.Predicates {
		x := UnknownExample{id, oneLine(p.Sentence.Of(s.Document.Text))}
		t := c.verbs.see(p.Pred+"\t"+p.Frame+"\t"+p.Recipient, c.Read, x)
		if t.examples[0] == x {
			t.verb = p
		}
		if p.Guess != "" {
			t.guesses[p.Guess] += p.Probability
		}
	}
	c.actors.keep(c.most)
	c.verbs.keep(c.most)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// see counts one mention of key in document number doc.
func (p *pool) see(key string, doc int, x UnknownExample) *tally {
	t := p.counts[key]
	if t == nil {
		t = &tally{owners: map[owner]int{}, guesses: map[entente.Type]float64{}}
		p.counts[key] = t
	}
	t.mentions++
	if t.last != doc {
		t.documents++
		t.last = doc
	}
	t.show(x)
	return t
}

// show keeps x if it is among the three shortest sentences; of two that say the
// same the first is kept.
func (t *tally) show(x UnknownExample) {
	for _, o := range t.examples {
		if o.Sentence == x.Sentence {
			return
		}
	}
	at, _ := slices.BinarySearchFunc(t.examples, x, func(a, b UnknownExample) int {
		return cmp.Or(cmp.Compare(len(a.Sentence), len(b.Sentence)), -1)
	})
	if at < 3 {
		t.examples = slices.Insert(t.examples, at, x)
		t.examples = t.examples[:min(3, len(t.examples))]
	}
}

// keep lets the rarest go until no more than half of most are left, when there are
// more than most. All with one count go or stay together.
func (p *pool) keep(most int) {
	if len(p.counts) <= most {
		return
	}
	var counts []int
	for _, t := range p.counts {
		counts = append(counts, t.mentions)
	}
	slices.Sort(counts)
	least := counts[len(counts)-most/2-1]
	p.gone.Most += least
	maps.DeleteFunc(p.counts, func(_ string, t *tally) bool {
		if t.mentions > least {
			return false
		}
		p.gone.Mentions += t.mentions
		return true
	})
}

// Uncounted is what the census has let go of a kind.
func (c *Census) Uncounted(k UnknownKind) Uncounted { return c.pool(k).gone }

func (c *Census) pool(k UnknownKind) *pool {
	if k == UnknownActors {
		return &c.actors
	}
	return &c.verbs
}

// List is what has been counted of a kind and was mentioned at least least times,
// by documents, then mentions, the most first, then by name.
func (c *Census) List(k UnknownKind, least int) []Unknown {
	p := c.pool(k)
	var out []Unknown
	for _, key := range slices.Sorted(maps.Keys(p.counts)) {
		t := p.counts[key]
		if t.mentions < least {
			continue
		}
		u := Unknown{Kind: k, Documents: t.documents, Mentions: t.mentions, Examples: t.examples}
		if k == UnknownActors {
			t.actor(&u, key)
		} else {
			t.predicate(&u)
		}
		out = append(out, u)
	}
	slices.SortStableFunc(out, func(a, b Unknown) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Mentions, a.Mentions), strings.Compare(a.Name, b.Name))
	})
	return out
}

// actor fills in what is of an actor.
func (t *tally) actor(u *Unknown, name string) {
	u.Name = name
	most := 0
	for o, n := range t.owners {
		best := owner{u.Entity, u.Sector}
		if n > most || n == most && (o.entity > best.entity || o.entity == best.entity && o.sector > best.sector) {
			u.Entity, u.Sector, most = o.entity, o.sector, n
		}
	}
	example := t.examples[0].Sentence
	if 2*t.person > t.mentions {
		surname := name[strings.LastIndexByte(name, ' ')+1:]
		u.Table = LeaderRows
		u.Row = cells(name, surname, "", string(u.Entity), "", "", "", example)
		return
	}
	u.Table = BodyRows
	u.Row = cells(name, string(u.Entity), string(u.Sector), "", "", "", example)
}

// predicate fills in what is of a predicate.
func (t *tally) predicate(u *Unknown) {
	p := t.verb
	u.Name, u.Frame, u.Table = p.Pred, p.Frame, VerbRows
	sum := 0.0
	for g, x := range t.guesses {
		if x > sum || x == sum && g < u.Type {
			u.Type, sum = g, x
		}
	}
	u.Probability = sum / float64(t.mentions)
	id := strings.Join(strings.FieldsFunc(p.Pred+" "+p.Frame+" "+p.Recipient, func(r rune) bool { return strings.ContainsRune(" :=.", r) }), "-")
	codes := string(p.From) + " > " + string(p.To)
	u.Row = cells(id, p.Pred, "V", p.Frame, string(u.Type), "", "", "", p.Actor, p.Recipient, "", t.examples[0].Sentence, codes)
}

// cells is a row of a table; no cell holds a tab or a line end.
func cells(cs ...string) string {
	for i, c := range cs {
		cs[i] = oneLine(c)
	}
	return strings.TrimRight(strings.Join(cs, "\t"), "\t")
}

// oneLine is s with single spaces for white space and control characters, cut when
// it is too long.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(s) <= longestExample {
		return s
	}
	end := longestExample
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
