package page

import (
	"net/http"
	"net/url"
	"strings"

	entente "github.com/entente-project/entente"
)

// briefPage is the written brief with its notes beside it.
type briefPage struct {
	Pair     entente.Pair
	Window   entente.Window
	Query    string
	Title    string
	Lead     sentenceOf
	LeadNote []note
	Sections []briefSection
	Method   string
	Chart    *chart
	Enough   bool
}

type briefSection struct {
	Heading   string
	Sentences []sentenceOf
	Notes     []note // those first used in this section
}

// A sentenceOf is one finding with the numbers of its notes.
type sentenceOf struct {
	Text  string
	Notes []int
}

// A note is a citation under its number.
type note struct {
	N int
	entente.Citation
	Link string // to where the words can be checked; "" for a figure
}

func (s *site) brief(w http.ResponseWriter, r *http.Request) error {
	pair, err := pairOf(r)
	if err != nil {
		return err
	}
	window, err := windowOf(r)
	if err != nil {
		return err
	}
	if r.PathValue("pair") != pair.String() {
		http.Redirect(w, r, "/brief/"+pair.String()+query(window), http.StatusSeeOther)
		return nil
	}
	profile, b, err := s.lookAt(r.Context(), pair, window)
	if err != nil {
		return err
	}
	p := s.briefOf(b)
	p.Pair, p.Window, p.Query, p.Enough = pair, window, query(window), profile.Enough
	if p.Title == "" {
		p.Title = "Too few events to tell how close " + s.pair(pair) + " are"
	}
	if profile.Enough {
		p.Chart = s.smallChart(profile)
	}
	return s.show(w, r, http.StatusOK, "brief", frame{Title: "Brief: " + s.pair(pair), Query: s.pair(pair), Page: p})
}

// briefOf numbers the citations of b in order of first use; equal citations
// share a number.
func (s *site) briefOf(b entente.Brief) briefPage {
	p := briefPage{Title: b.Title, Method: b.Method}
	numbers := map[entente.Citation]int{}
	number := func(f entente.Finding) (sentenceOf, []note) {
		out := sentenceOf{Text: f.Text}
		var fresh []note
		for _, c := range f.Citations {
			n, ok := numbers[c]
			if !ok {
				n = len(numbers) + 1
				numbers[c] = n
				fresh = append(fresh, note{n, c, s.checkLink(b.Pair, c)})
			}
			out.Notes = append(out.Notes, n)
		}
		return out, fresh
	}
	p.Lead, p.LeadNote = number(b.Lead)
	for _, sec := range b.Sections {
		out := briefSection{Heading: sec.Heading}
		for _, f := range sec.Findings {
			t, fresh := number(f)
			out.Sentences = append(out.Sentences, t)
			out.Notes = append(out.Notes, fresh...)
		}
		p.Sections = append(p.Sections, out)
	}
	return p
}

// checkLink is where the words of a citation stand with their coding, or how its
// measure is made.
func (s *site) checkLink(pair entente.Pair, c entente.Citation) string {
	switch {
	case c.Event != "":
		return "/event/" + url.PathEscape(string(c.Event))
	case c.Tie != "":
		return "/dyad/" + pair.String() + "#tie-" + string(c.Tie)
	}
	for _, m := range s.o.Measures {
		if c.Event == "" && strings.HasPrefix(c.Words, m.Name+",") {
			return "/method#" + m.Name
		}
	}
	return ""
}
