package page

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/plain"
)

// eventPage is one coded event with the words it rests on.
type eventPage struct {
	Event    entente.Event
	Document entente.Document
	Deed     string
	Before   []piece
	Quote    []piece
	After    []piece
	Bytes    string
	Coded    []coded
	Reports  []reportRow
	Outlets  int
	Pairs    []entente.Pair
	Share    []shareRow
	Speaker  string
}

// coded is one line of the coding with what it rests on.
type coded struct{ Name, Value, Why string }

type reportRow struct {
	ID        entente.EventID
	Outlet    string
	Published entente.Date
	Trigger   string
	Here      bool
}

// A shareRow is what the episode adds to the gap of one pair.
type shareRow struct {
	Pair   entente.Pair
	Block  string
	Word   string
	Share  float64
	Gap    entente.Point
	Effect string
}

// shownPairs is how many pairs of a many-sided event are looked up.
const shownPairs = 6

// contextBytes is how much of the document stands around the sentence.
const contextBytes = 420

func (s *site) event(w http.ResponseWriter, r *http.Request) error {
	reports, err := s.reports(r)
	if err != nil {
		return err
	}
	p := s.eventOf(reports)
	p.Share, err = s.shares(r, p)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, "event", frame{Title: p.Deed, Page: p})
}

// reports asks the source for the event of the address.
func (s *site) reports(r *http.Request) ([]Report, error) {
	id := r.PathValue("id")
	reports, err := s.source.Event(r.Context(), entente.EventID(id))
	if err != nil {
		return nil, err
	}
	if len(reports) == 0 {
		return nil, fmt.Errorf("event %s: %w", id, ErrNotFound)
	}
	return reports, nil
}

// eventOf lays out the first report; the others tell of the same episode.
func (s *site) eventOf(reports []Report) eventPage {
	e, d := reports[0].Event, reports[0].Document
	p := eventPage{Event: e, Document: d, Speaker: s.speakers(e, d)}
	p.Deed = s.heading(e)
	at := sentence(d.Text, e.Evidence)
	if at.Of(d.Text) != "" {
		before, after := around(d.Text, at, contextBytes)
		p.Before, p.After = []piece{{Text: before}}, []piece{{Text: after}}
		p.Quote = quote(d.Text, at, e.Marks())
		p.Bytes = fmt.Sprintf("Bytes %s to %s of %s", plain.Grouped(at.Start), plain.Grouped(at.End), plain.Grouped(len(d.Text)))
	}
	p.Coded = s.coding(e, d)
	outlets := map[string]bool{}
	for i, o := range reports {
		outlets[o.Document.Outlet] = true
		p.Reports = append(p.Reports, reportRow{o.Event.ID, o.Document.Outlet, o.Document.Published, o.Event.Evidence.Span(entente.RoleTrigger).Of(o.Document.Text), i == 0})
	}
	p.Outlets = len(outlets)
	for _, d := range e.Dyads() {
		pair := d.Pair()
		if pair.A != pair.B && !slices.Contains(p.Pairs, pair) && len(p.Pairs) < shownPairs {
			p.Pairs = append(p.Pairs, pair)
		}
	}
	return p
}

// heading is the act in a line: "Refusal: Belarus → Russia".
func (s *site) heading(e entente.Event) string {
	bare := func(parties []entente.Party) []entente.Party {
		out := slices.Clone(parties)
		for i := range out {
			out[i].Sector = ""
		}
		return out
	}
	e.Actor, e.Recipient = bare(e.Actor), bare(e.Recipient)
	from, arrow, to := s.deed(e)
	return strings.TrimSpace(plain.Upper(s.words.One("type", string(e.Type))) + ": " + strings.Join([]string{from, arrow, to}, " "))
}

// coding lists what was coded and the words for it.
func (s *site) coding(e entente.Event, d entente.Document) []coded {
	var out []coded
	for _, p := range e.Actor {
		out = append(out, coded{"Actor", s.party(p), s.wordsFor(p, d)})
	}
	for _, p := range e.Recipient {
		out = append(out, coded{"Recipient", s.party(p), s.wordsFor(p, d)})
	}
	if len(e.Recipient) == 0 && len(e.Actor) > 1 {
		out = append(out, coded{"Recipient", "none", "all sides act alike"})
	}
	kind := string(e.Type) + ", " + s.kind(e)
	if len(e.Contexts) > 0 {
		kind += " · " + joined(e.Contexts)
	}
	why := ""
	if e.CAMEO != "" {
		why = "CAMEO " + e.CAMEO
	}
	out = append(out, coded{"Type", kind, why})
	out = append(out, coded{"Aspect", plain.Upper(string(e.Aspect)), s.words.One("aspect", string(e.Aspect))})
	why = ""
	if t := e.Evidence.Span(entente.RoleDate).Of(d.Text); t != "" {
		why = "“" + t + "”"
		if !d.Published.IsZero() {
			why += ", published on " + plain.Date(d.Published)
		}
	}
	out = append(out, coded{"Date", plain.Upper(plain.Date(e.Date)), why})
	if e.Place.Name != "" || e.Place.State != "" {
		place := e.Place.Name
		if e.Place.State != "" {
			place = strings.TrimPrefix(place+", "+s.source.Name(e.Place.State), ", ")
		}
		out = append(out, coded{"Place", place, ""})
	}
	if len(e.Speaker) == 0 {
		out = append(out, coded{"Speaker", "the outlet itself", ""})
	}
	for _, p := range e.Speaker {
		value := s.party(p)
		if p.Entity == "" {
			value = p.Span.Of(d.Text)
		}
		out = append(out, coded{"Speaker", value, s.wordsFor(p, d)})
	}
	return append(out, coded{"Confidence", plain.Decimal(e.Confidence, 2), "probability that the coding is right"})
}

// wordsFor are the words that name a party.
func (s *site) wordsFor(p entente.Party, d entente.Document) string {
	words := p.Span.Of(d.Text)
	if words == "" {
		return "no words of the sentence name it"
	}
	if p.Sector == "" {
		return "“" + words + "”; sector not said, so none is given"
	}
	return "“" + words + "”"
}

// shares are what the episode adds to the gap of each of its pairs.
func (s *site) shares(r *http.Request, p eventPage) ([]shareRow, error) {
	var out []shareRow
	for _, pair := range p.Pairs {
		profile, _, err := s.source.Look(r.Context(), pair, entente.Window{})
		if err != nil {
			return nil, err
		}
		for _, x := range profile.Exhibits {
			if x.Event == nil || x.Event.Episode() != p.Event.Episode() {
				continue
			}
			row := shareRow{Pair: pair, Block: string(x.Block), Word: strings.ToLower(s.words.One("block", string(x.Block)))}
			if profile.Enough && profile.Gap.Point.N > 0 {
				v := evidence{Block: string(x.Block)}
				v.share(x.Share, profile.Gap.Point.Value, 0)
				row.Share, row.Gap, row.Effect = x.Share, profile.Gap.Point, v.Effect
			}
			out = append(out, row)
			break
		}
	}
	return out, nil
}
