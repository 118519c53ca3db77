package page

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// findPage lists the pairs that a search means.
type findPage struct {
	Query   string
	Lines   []Line
	Nearest string // the name that an unknown word may have meant
}

// find takes the reader to the pair that q names, or lists those it may mean.
func (s *site) find(w http.ResponseWriter, r *http.Request) error {
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	if q == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return nil
	}
	lines, err := s.lines(r)
	if err != nil {
		return err
	}
	p := s.match(lines, q)
	if len(p.Lines) == 1 {
		http.Redirect(w, r, "/dyad/"+url.PathEscape(p.Lines[0].Pair.String()), http.StatusSeeOther)
		return nil
	}
	return s.show(w, r, http.StatusOK, "find", frame{Title: "Search", Query: q, Page: p})
}

// match finds the lines whose two names together hold every word of q.
func (s *site) match(lines []Line, q string) findPage {
	p := findPage{Query: q}
	asked := fold(q)
	asked = slices.DeleteFunc(asked, func(w string) bool { return w == "and" || w == "the" || w == "of" })
	var known []string
	for _, l := range lines {
		a, b := s.callings(l.Pair.A), s.callings(l.Pair.B)
		known = append(known, s.source.Name(l.Pair.A), s.source.Name(l.Pair.B))
		if covers(asked, append(a, b...)) {
			p.Lines = append(p.Lines, l)
		}
	}
	if len(p.Lines) == 0 {
		p.Nearest = table.Nearest(q, known)
	}
	return p
}

// callings are the words by which an entity is found: those of its name and its
// code.
func (s *site) callings(id entente.EntityID) []string {
	return append(fold(s.source.Name(id)), fold(string(id))...)
}

// covers reports whether each asked word begins one of the words.
func covers(asked, words []string) bool {
	if len(asked) == 0 {
		return false
	}
	for _, a := range asked {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, a) }) {
			return false
		}
	}
	return true
}

// fold cuts text into words without case and accents.
func fold(text string) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
