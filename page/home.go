package page

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// homePage lists the loaded pairs: those whose gap can be told, widest first,
// then those of which too little is known.
type homePage struct {
	Heading  string
	Stand    string
	Pairs    []dumbbell
	Unknown  []Line
	Axis     []tick
	Zero     float64
	Typical  bool // Zero is the typical pair; else an even balance
	Episodes int
	Empty    bool
}

// A dumbbell is a pair's seeming and conduct on one axis, joined by the gap.
type dumbbell struct {
	Line
	Link    string
	Seeming *dot
	Conduct *dot
	Join    stretchOf
	Certain bool
	Note    string
}

// Sides are the text anchors of the two names on the first row, so that they
// run away from each other.
func (d dumbbell) Sides() struct{ A, B string } {
	if d.Seeming.X >= d.Conduct.X {
		return struct{ A, B string }{"start", "end"}
	}
	return struct{ A, B string }{"end", "start"}
}

func (s *site) home(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.lines(r)
	if err != nil {
		return err
	}
	p := s.homeOf(lines)
	return s.show(w, r, http.StatusOK, "home", frame{Title: p.Heading, Here: "pairs", Page: p})
}

// lines are the loaded pairs by name.
func (s *site) lines(r *http.Request) ([]Line, error) {
	lines, err := s.source.Pairs(r.Context())
	if err != nil {
		return nil, err
	}
	lines = slices.Clone(lines)
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(s.pair(a.Pair), s.pair(b.Pair)), cmp.Compare(a.Pair.String(), b.Pair.String()))
	})
	return lines, nil
}

// told reports whether anything can be said of the line's gap.
func told(l Line) bool { return l.Enough && l.Gap.Point.N > 0 }

// sure reports whether the gap's interval leaves out zero.
func sure(p entente.Point) bool { return p.N > 0 && (p.Low > 0 || p.High < 0) }

func (s *site) homeOf(lines []Line) homePage {
	p := homePage{Empty: len(lines) == 0}
	var ends []entente.Reading
	closer, colder := 0, 0
	for _, l := range lines {
		p.Episodes += l.Episodes
		if !told(l) {
			p.Unknown = append(p.Unknown, l)
			continue
		}
		ends = append(ends, l.Seeming, l.Conduct)
		p.Typical = l.Typical
		if sure(l.Gap.Point) && l.Gap.Point.Value > 0 {
			closer++
		}
		if sure(l.Gap.Point) && l.Gap.Point.Value < 0 {
			colder++
		}
	}
	edge := reach(1, ends...)
	across := scale{-edge, edge, 0, 100}
	p.Axis, p.Zero = across.ticks(edge/2), across.at(0)
	for _, l := range lines {
		if told(l) {
			p.Pairs = append(p.Pairs, newDumbbell(l, across))
		}
	}
	slices.SortStableFunc(p.Pairs, func(a, b dumbbell) int {
		return cmp.Or(-cmp.Compare(rankOf(a), rankOf(b)), cmp.Compare(math.Abs(b.Gap.Point.Value), math.Abs(a.Gap.Point.Value)))
	})
	slices.SortStableFunc(p.Unknown, func(a, b Line) int { return cmp.Compare(b.Episodes, a.Episodes) })
	p.Heading = heading(len(lines), closer, colder)
	p.Stand = "No report has been read yet. Read some with entente read, and the pairs of states in them are listed here."
	if !p.Empty {
		p.Stand = fmt.Sprintf("%s between %s, from what has been read. A gap counts where its 90%% interval leaves out zero.", plain.Count(p.Episodes, "episode"), pairsOfStates(len(lines)))
	}
	return p
}

// rankOf puts pairs whose gap is certain first.
func rankOf(d dumbbell) int {
	if d.Certain {
		return 1
	}
	return 0
}

func newDumbbell(l Line, across scale) dumbbell {
	d := dumbbell{Line: l, Link: "/dyad/" + l.Pair.String(), Certain: sure(l.Gap.Point)}
	d.Seeming, d.Conduct = dotOf("seeming", l.Seeming, across), dotOf("conduct", l.Conduct, across)
	if d.Seeming != nil && d.Conduct != nil {
		d.Join = stretchOf{min(d.Seeming.X, d.Conduct.X), math.Abs(d.Seeming.X - d.Conduct.X)}
	}
	switch {
	case !d.Certain:
		d.Note = "too little to tell from none"
	case l.Gap.Point.Value < 0:
		d.Note = "deeds warmer than words"
	default:
		d.Note = "words warmer than deeds"
	}
	return d
}

// heading is the finding over all pairs.
func heading(pairs, closer, colder int) string {
	switch {
	case pairs == 0:
		return "No pair of states is loaded yet"
	case closer == 0 && colder == 0:
		return "No pair of states shows a certain gap between words and deeds"
	case colder == 0:
		return fmt.Sprintf("%d of %s %s closer than they act", closer, plain.Count(pairs, "pair"), verb(closer, "look"))
	case closer == 0:
		return fmt.Sprintf("%d of %s %s closer than they look", colder, plain.Count(pairs, "pair"), verb(colder, "act"))
	}
	return fmt.Sprintf("%d of %s %s closer than they act, %d the other way round", closer, plain.Count(pairs, "pair"), verb(closer, "look"), colder)
}

// pairsOfStates is "1 pair of states", "9 pairs of states".
func pairsOfStates(n int) string { return plain.Count(n, "pair") + " of states" }

// verb agrees with n: 1 looks, 2 look.
func verb(n int, plain string) string {
	if n == 1 {
		return plain + "s"
	}
	return plain
}
