package page

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/brief"
)

// A figure is a value with its interval as the API gives it: null where there
// is no evidence, so that nobody reads a zero where nothing is known.
type figure struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`  // 5th percentile
	High  *float64 `json:"high"` // 95th percentile
	N     int      `json:"n"`    // acts it rests on
}

func figureOf(p entente.Point) figure {
	if p.N == 0 || !finite(p) {
		return figure{}
	}
	return figure{&p.Value, &p.Low, &p.High, p.N}
}

// A place is a figure with its rank among the other pairs.
type place struct {
	figure
	Above int `json:"above"`
	Among int `json:"among"`
}

func placeOf(r entente.Reading) place { return place{figureOf(r.Point), r.Above, r.Among} }

// apiPair is one loaded pair.
type apiPair struct {
	Pair     string        `json:"pair"`
	Names    [2]string     `json:"names"`
	Seeming  place         `json:"seeming"`
	Conduct  place         `json:"conduct"`
	Gap      place         `json:"gap"`
	Wider    *float64      `json:"wider"` // probability that the gap is above zero
	Episodes int           `json:"episodes"`
	Reports  int           `json:"reports"`
	Outlets  int           `json:"outlets"`
	First    entente.Month `json:"first,omitzero"`
	Last     entente.Month `json:"last,omitzero"`
	Enough   bool          `json:"enough"`
}

func (s *site) apiPairs(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.lines(r)
	if err != nil {
		return err
	}
	out := make([]apiPair, len(lines))
	for i, l := range lines {
		out[i] = apiPair{l.Pair.String(), s.names(l.Pair), placeOf(l.Seeming), placeOf(l.Conduct), placeOf(l.Gap),
			known(l.Gap.Point, l.Wider), l.Episodes, l.Reports, l.Outlets, l.First, l.Last, l.Enough}
	}
	return s.showJSON(w, r, http.StatusOK, map[string]any{"pairs": out})
}

func (s *site) names(p entente.Pair) [2]string {
	return [2]string{s.source.Name(p.A), s.source.Name(p.B)}
}

// known is the probability that goes with a figure; null without evidence.
func known(p entente.Point, probability float64) *float64 {
	if figureOf(p).Value == nil {
		return nil
	}
	return &probability
}

// apiDyad is the profile of one pair over one window.
type apiDyad struct {
	Pair       string         `json:"pair"`
	Names      [2]string      `json:"names"`
	Window     entente.Window `json:"window"`
	Title      string         `json:"title"`
	Lead       string         `json:"lead"`
	Seeming    place          `json:"seeming"`
	Conduct    place          `json:"conduct"`
	Gap        place          `json:"gap"`
	Wider      *float64       `json:"wider"`
	Hold       [2]place       `json:"hold"` // how far the first depends on the second, and the second on the first
	Engagement place          `json:"engagement"`
	Series     []apiPoints    `json:"series"`
	Start      *float64       `json:"start"` // start and the shares of all events and ties add up to the gap
	Ties       []entente.Tie  `json:"ties"`
	TieShares  []*float64     `json:"tie_shares"`
	Episodes   int            `json:"episodes"`
	Reports    int            `json:"reports"`
	Outlets    int            `json:"outlets"`
	Enough     bool           `json:"enough"`
}

type apiPoints struct {
	Measure string     `json:"measure"`
	Points  []apiPoint `json:"points"`
}

type apiPoint struct {
	Month entente.Month `json:"month"`
	figure
}

// look reads the pair and the window of the address and asks the source.
func (s *site) look(r *http.Request) (entente.Profile, entente.Brief, error) {
	pair, err := pairOf(r)
	if err != nil {
		return entente.Profile{}, entente.Brief{}, err
	}
	window, err := windowOf(r)
	if err != nil {
		return entente.Profile{}, entente.Brief{}, err
	}
	p, b, err := s.lookAt(r.Context(), pair, window)
	p.Pair, p.Window = pair, window
	return p, b, err
}

func (s *site) apiDyad(w http.ResponseWriter, r *http.Request) error {
	p, b, err := s.look(r)
	if err != nil {
		return err
	}
	out := apiDyad{Pair: p.Pair.String(), Names: s.names(p.Pair), Window: p.Window, Title: b.Title, Lead: b.Lead.Text,
		Seeming: placeOf(p.Seeming), Conduct: placeOf(p.Conduct), Gap: placeOf(p.Gap), Wider: known(p.Gap.Point, p.Wider),
		Hold: [2]place{placeOf(p.Hold[0]), placeOf(p.Hold[1])}, Engagement: placeOf(p.Engagement),
		Start: known(p.Gap.Point, p.Start), Episodes: p.Episodes, Reports: p.Reports, Outlets: p.Outlets, Enough: p.Enough,
		Series: []apiPoints{}, Ties: []entente.Tie{}, TieShares: []*float64{}}
	for _, series := range p.Series {
		points := apiPoints{series.Measure, []apiPoint{}}
		for _, q := range series.Points {
			if figureOf(q).Value != nil {
				points.Points = append(points.Points, apiPoint{q.Month, figureOf(q)})
			}
		}
		out.Series = append(out.Series, points)
	}
	for _, x := range p.Exhibits {
		if x.Tie != nil {
			out.Ties = append(out.Ties, *x.Tie)
			out.TieShares = append(out.TieShares, known(p.Gap.Point, x.Share))
		}
	}
	return s.showJSON(w, r, http.StatusOK, out)
}

// apiEvidence is one episode with its words and its share of the gap.
type apiEvidence struct {
	Event    entente.Event `json:"event"`
	Sentence string        `json:"sentence"`
	Outlet   string        `json:"outlet,omitempty"`
	URL      string        `json:"url,omitempty"`
	Date     entente.Date  `json:"published,omitzero"`
	Block    entente.Block `json:"block"`
	Sign     int           `json:"sign"`
	Share    *float64      `json:"share"`
	Reports  int           `json:"reports"`
	Outlets  int           `json:"outlets"`
}

// apiEvents lists the episodes of a pair over a window, largest share first;
// ?show= chooses as the filters of the page do.
func (s *site) apiEvents(w http.ResponseWriter, r *http.Request) error {
	p, _, err := s.look(r)
	if err != nil {
		return err
	}
	chosen := r.URL.Query().Get("show")
	filters, keep := s.filters(p, chosen, func(string) string { return "" })
	if !slices.ContainsFunc(filters, func(f filter) bool { return f.Here }) {
		return badRequest{fmt.Errorf("show: %q is no way to choose; write words, conduct, refusals, against, single, from or to", chosen)}
	}
	out := []apiEvidence{}
	for _, x := range p.Exhibits {
		if x.Event == nil || !keep(x) {
			continue
		}
		d := x.Document
		out = append(out, apiEvidence{*x.Event, sentence(d.Text, x.Event.Evidence).Of(d.Text), d.Outlet, d.URL, d.Published,
			x.Block, x.Sign, known(p.Gap.Point, x.Share), max(1, x.Reports), max(1, x.Outlets)})
	}
	return s.showJSON(w, r, http.StatusOK, map[string]any{"pair": p.Pair.String(), "window": p.Window, "events": out})
}

func (s *site) apiBrief(w http.ResponseWriter, r *http.Request) error {
	_, b, err := s.look(r)
	if err != nil {
		return err
	}
	return s.showJSON(w, r, http.StatusOK, b)
}

// apiMarkdown is the brief as Markdown with footnotes.
func (s *site) apiMarkdown(w http.ResponseWriter, r *http.Request) error {
	p, b, err := s.look(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
	attach(w, "brief-", p.Pair, ".md")
	return send(w, r, http.StatusOK, []byte(brief.Markdown(b)))
}

// attach has the browser keep the answer as a file named after the pair.
func attach(w http.ResponseWriter, before string, p entente.Pair, after string) {
	name := before + strings.ReplaceAll(p.String(), ":", "_") + after
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}

// apiReport is an event with the document it was coded from.
type apiReport struct {
	Event    entente.Event    `json:"event"`
	Document entente.Document `json:"document"`
}

func (s *site) apiEvent(w http.ResponseWriter, r *http.Request) error {
	reports, err := s.reports(r)
	if err != nil {
		return err
	}
	out := make([]apiReport, len(reports))
	for i, o := range reports {
		out[i] = apiReport(o)
	}
	return s.showJSON(w, r, http.StatusOK, map[string]any{"event": out[0].Event, "document": out[0].Document, "reports": out[1:]})
}

// apiSeries is the series of a pair as CSV, one month a row; cells without
// evidence are empty.
func (s *site) apiSeries(w http.ResponseWriter, r *http.Request) error {
	p, _, err := s.look(r)
	if err != nil {
		return err
	}
	at := map[entente.Month]map[string]entente.Point{}
	var months []entente.Month
	for _, series := range p.Series {
		for _, q := range seriesOf(p, series.Measure) {
			if at[q.Month] == nil {
				at[q.Month] = map[string]entente.Point{}
				months = append(months, q.Month)
			}
			at[q.Month][series.Measure] = q
		}
	}
	slices.Sort(months)
	var b strings.Builder
	out := csv.NewWriter(&b)
	head := []string{"pair", "month"}
	for _, series := range p.Series {
		m := series.Measure
		head = append(head, m, m+"_low", m+"_high", m+"_n")
	}
	out.Write(head)
	for _, m := range months {
		row := []string{p.Pair.String(), m.String()}
		for _, series := range p.Series {
			row = append(row, cells(at[m][series.Measure])...)
		}
		out.Write(row)
	}
	out.Flush()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	attach(w, "series-", p.Pair, ".csv")
	return send(w, r, http.StatusOK, []byte(b.String()))
}

func cells(p entente.Point) []string {
	if figureOf(p).Value == nil {
		return []string{"", "", "", ""}
	}
	return []string{fmt.Sprint(p.Value), fmt.Sprint(p.Low), fmt.Sprint(p.High), fmt.Sprint(p.N)}
}

// openAPI is the description of the API that is served with it; the page /api
// is drawn from it.
type openAPI struct {
	Info struct {
		Description string `json:"description"`
	} `json:"info"`
	Paths map[string]struct {
		Get struct {
			Summary     string `json:"summary"`
			Description string `json:"description"`
			Example     string `json:"x-example"`
			Parameters  []struct {
				Ref         string `json:"$ref"`
				Name        string `json:"name"`
				In          string `json:"in"`
				Required    bool   `json:"required"`
				Description string `json:"description"`
			} `json:"parameters"`
		} `json:"get"`
	} `json:"paths"`
}

// readOpenAPI reads ui/openapi.json; the file is part of the program.
func readOpenAPI() (openAPI, []byte, error) {
	var doc openAPI
	b, err := ui.ReadFile("ui/openapi.json")
	if err != nil {
		return doc, nil, err
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		return doc, nil, fmt.Errorf("ui/openapi.json: %w", err)
	}
	return doc, b, nil
}

func (s *site) apiDocument(w http.ResponseWriter, r *http.Request) error {
	_, b, err := readOpenAPI()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return send(w, r, http.StatusOK, b)
}

func (s *site) apiPage(w http.ResponseWriter, r *http.Request) error {
	doc, _, err := readOpenAPI()
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, "api", frame{Title: "The API", Here: "api", Page: doc})
}
