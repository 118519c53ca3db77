// Package brief writes what the evidence shows of one pair of states. In goes a
// profile (package measure makes them), out comes a brief: a claim, what just
// happened, what speaks for the claim and what against it, who depends on whom,
// and what is not known. Every sentence cites the words that it rests on, with
// outlet and date, or the reading that it states; there is none without.
//
//	phrases, err := brief.Open(nil)
//	b := phrases.Write(profile, names)
//	fmt.Print(brief.Text(b, 80)) // or brief.Markdown(b)
//
// Sentences are made from the codes of an event (acts.tsv) and a clause of the
// report itself, so that they say no more than the report does.
package brief

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

//go:embed *.tsv
var tables embed.FS

// Names says how an entity is called in English: "Belarus", "United States".
type Names interface {
	Name(entente.EntityID) string
}

// Phrases are the tables that sentences are made from.
type Phrases struct {
	acts     []actPhrase
	ties     map[entente.TieKind]string
	articles []article
}

type actPhrase struct {
	typ              entente.Type
	mode             entente.Mode
	context          entente.Context
	aspect           entente.Aspect
	directed, mutual string
}

type article struct{ word, where string }

// Open reads the tables; files of over replace or add to the built-in ones as
// [table.Shelf] says. A nil over is none.
func Open(over fs.FS) (*Phrases, error) {
	shelf := table.Shelf{Prefix: "brief", Base: tables, Over: over}
	p := &Phrases{ties: map[entente.TieKind]string{}}
	acts, err := shelf.Open("acts", "type", "mode", "context", "aspect", "directed", "mutual")
	if err != nil {
		return nil, err
	}
	for _, r := range acts.Rows {
		p.acts = append(p.acts, actPhrase{
			entente.Type(r.Get("type")), entente.Mode(r.Get("mode")), entente.Context(r.Get("context")), entente.Aspect(r.Get("aspect")),
			r.Get("directed"), r.Get("mutual"),
		})
	}
	ties, err := shelf.Open("ties", "kind", "sentence")
	if err != nil {
		return nil, err
	}
	for _, r := range ties.Rows {
		p.ties[entente.TieKind(r.Get("kind"))] = r.Get("sentence")
	}
	articles, err := shelf.Open("articles", "word", "where")
	if err != nil {
		return nil, err
	}
	for _, r := range articles.Rows {
		if w := r.Get("where"); w != "whole" && w != "first" && w != "last" {
			return nil, r.Errorf("where is %q; write whole, first or last", w)
		}
		p.articles = append(p.articles, article{r.Get("word"), r.Get("where")})
	}
	return p, nil
}

// Most lists of sentences in a brief hold this many; the pages show all.
const (
	most    = 5
	against = 3
	latest  = 2
)

// A writer writes one brief.
type writer struct {
	*Phrases
	p     entente.Profile
	names Names
	told  []int // exhibits that a sentence was spent on
}

// Write is the brief of profile p. It is in British English.
func (ph *Phrases) Write(p entente.Profile, names Names) entente.Brief {
	w := &writer{Phrases: ph, p: p, names: names}
	b := entente.Brief{Pair: p.Pair, Title: w.title(), Lead: w.lead(), Method: w.method()}
	for _, s := range []entente.Section{w.news(), w.first(), w.second(), w.opposed(), w.hold(), w.unknown()} {
		if len(s.Findings) > 0 {
			b.Sections = append(b.Sections, s)
		}
	}
	return b
}

// pick tells up to n of the exhibits that fit and were not told yet: the best of
// each kind of act first, so that one kind does not crowd out the others. Better
// is the larger share, then more reports, then the later date. The sentences
// stand in order of date.
func (w *writer) pick(n int, fit func(entente.Exhibit) bool) []entente.Finding {
	type candidate struct{ at, round int }
	var order []int
	for i, x := range w.p.Exhibits {
		if fit(x) && !slices.Contains(w.told, i) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return better(w.p.Exhibits[i], w.p.Exhibits[j]) })
	seen := map[string]int{}
	var all []candidate
	for _, i := range order {
		k := kind(w.p.Exhibits[i])
		all = append(all, candidate{i, seen[k]})
		seen[k]++
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.round, b.round) })
	all = all[:min(n, len(all))]
	slices.SortStableFunc(all, func(a, b candidate) int {
		return when(w.p.Exhibits[a.at]).Compare(when(w.p.Exhibits[b.at]))
	})
	var out []entente.Finding
	for _, c := range all {
		w.told = append(w.told, c.at)
		out = append(out, w.tell(w.p.Exhibits[c.at]))
	}
	return out
}

func better(a, b entente.Exhibit) int {
	size := func(x entente.Exhibit) float64 { return max(x.Share, -x.Share) }
	return cmp.Or(cmp.Compare(size(b), size(a)), cmp.Compare(b.Reports, a.Reports), when(b).Compare(when(a)))
}

// kind is the type of an event or the kind of a tie.
func kind(x entente.Exhibit) string {
	if x.Event != nil {
		return string(x.Event.Type)
	}
	return string(x.Tie.Kind)
}

// when is the date of x, as far as known.
func when(x entente.Exhibit) entente.Date {
	if x.Event != nil {
		return cmp.Or(x.Event.Date, x.Document.Published)
	}
	return cmp.Or(x.Tie.Start, x.Tie.Seen, x.Document.Published)
}

// method says how the brief was made.
func (w *writer) method() string {
	s := fmt.Sprintf("Made by Entente from %s, coded from %s in %s", count(w.p.Episodes, "episode"), count(w.p.Reports, "report"), count(w.p.Outlets, "outlet"))
	if w.p.Window != (entente.Window{}) {
		s += ", " + window(w.p.Window)
	}
	against := "an even balance of cooperation and conflict, which is 0, as fewer than 30 other pairs were read"
	if w.p.Typical {
		against = "the mean of the other pairs in the ledger, which is 0"
	}
	return s + ". An episode is one act, however many reports tell of it. Seeming counts words, ceremony and commitments, conduct deeds and refusals, each as the share of cooperation less that of conflict, " +
		"set against " + against + ", and drawn towards it where evidence is thin; the gap is seeming minus conduct. “Likely” means 0.66 or more, “very likely” 0.90, “almost certain” 0.95. " +
		"Every sentence rests on a note; notes give the words of the report or the figure stated. Coding is by machine: check the words."
}
