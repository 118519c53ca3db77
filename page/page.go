// Package page shows what the other rooms found. Profiles, briefs and coded
// reports come in through a [Source]; web pages and a JSON API come out, as one
// [http.Handler] that needs no network, no second process and no JavaScript.
//
// A page is one Go file (what it shows: home.go, dyad.go ...) and one template
// in ui/ of the same name; it is listed in [site.routes]. Figures are drawn by
// the server as SVG whose plot stretches to the width at hand while its text
// keeps its size. The modules in ui/*.js only add: a cursor that reads the
// chart out, a brush, filters without a reload.
//
//	http.Serve(listener, page.New(source, page.Options{Version: "0.1"}))
package page

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"time"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/measure"

	"github.com/entente-project/entente/page/internal/plain"
)

// ErrNotFound is what a [Source] wraps when it holds no such pair or event; the
// pages answer it with 404 and every other error with 500.
var ErrNotFound = errors.New("not in the ledger")

// A Source is what the pages ask. Its methods are called from many goroutines.
type Source interface {
	// Pairs lists the pairs that the ledger holds anything on, in any order.
	Pairs(context.Context) ([]Line, error)
	// Look is the profile and the brief of one pair over a window. A pair on
	// which nothing is held gives a profile with Enough false.
	Look(context.Context, entente.Pair, entente.Window) (entente.Profile, entente.Brief, error)
	// Event returns the report that the event was coded from and, after it, the
	// other reports of the same episode by date and outlet.
	Event(context.Context, entente.EventID) ([]Report, error)
	// Name is how an entity is called in a sentence: "Belarus"; the ID itself
	// when it has no other name.
	Name(entente.EntityID) string
}

// A Line is one loaded pair with its readings over all time.
type Line struct {
	Pair     entente.Pair
	Seeming  entente.Reading
	Conduct  entente.Reading
	Gap      entente.Reading
	Wider    float64 // probability that the gap is above zero
	Typical  bool    // zero is the typical pair; else an even balance
	Episodes int
	Reports  int
	Outlets  int
	First    entente.Month // of the earliest and the latest dated episode
	Last     entente.Month
	Enough   bool
}

// A Report is an event in the document that it was coded from.
type Report struct {
	Event    entente.Event
	Document entente.Document
}

// Options are what the pages say about the program and how they are served.
type Options struct {
	Version  string            // of the program: "0.1"
	Colophon string            // what the figures rest on: "Sample chronicle, 344 reports, to 2025-06"; "" leaves it out
	Notice   string            // a strip over every page ("The bundled sample"); "" leaves it out
	Measures []measure.Measure // what the method page explains; nil means measure.All
	Hosts    []string          // the Host headers to answer ("127.0.0.1:8686"); none answers all
	Log      *slog.Logger      // where errors behind a 500 go; nil drops them
}

// A site is the pages over one source.
type site struct {
	source Source
	o      Options
	pages  templates
	words  plain.Words
}

// New returns the pages and the API over source.
func New(source Source, o Options) http.Handler {
	s := newPages(source, o)
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.pattern, answer{s, r})
	}
	return s.guard(mux)
}

// newPages fills in what o leaves out and reads the templates.
func newPages(source Source, o Options) *site {
	if o.Measures == nil {
		o.Measures = measure.All()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	s := &site{source: source, o: o, words: plain.Read()}
	s.pages = s.parse()
	return s
}

// A route is a pattern of [http.ServeMux] and what answers it. An error that a
// page returns is shown as a page, one that the API returns as JSON.
type route struct {
	pattern string
	serve   func(http.ResponseWriter, *http.Request) error
	fail    func(http.ResponseWriter, *http.Request, error)
}

// routes lists every page and every resource of the API.
func (s *site) routes() []route {
	return []route{
		{"GET /{$}", s.home, s.failPage},
		{"GET /find", s.find, s.failPage},
		{"GET /dyad/{pair}", s.dyad, s.failPage},
		{"GET /brief/{pair}", s.brief, s.failPage},
		{"GET /event/{id}", s.event, s.failPage},
		{"GET /method", s.method, s.failPage},
		{"GET /api", s.apiPage, s.failPage},
		{"GET /api/v1/openapi.json", s.apiDocument, s.failJSON},
		{"GET /api/v1/pairs", s.apiPairs, s.failJSON},
		{"GET /api/v1/dyad/{pair}", s.apiDyad, s.failJSON},
		{"GET /api/v1/dyad/{pair}/series.csv", s.apiSeries, s.failJSON},
		{"GET /api/v1/events/{pair}", s.apiEvents, s.failJSON},
		{"GET /api/v1/brief/{pair}", s.apiBrief, s.failJSON},
		{"GET /api/v1/brief/{pair}/brief.md", s.apiMarkdown, s.failJSON},
		{"GET /api/v1/event/{id}", s.apiEvent, s.failJSON},
		{"GET /api/", s.nothing, s.failJSON},
		{"GET /ui/{file...}", s.asset, s.failPage},
		{"GET /", s.nothing, s.failPage},
	}
}

// answer is a route of a site as an [http.Handler].
type answer struct {
	site *site
	route
}

func (a answer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := a.serve(w, r); err != nil {
		a.fail(w, r, err)
	}
}

// policy is the content security policy: all that a page uses comes from this
// handler, and nothing is written into the page to be run or to style it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard sets the headers of every answer and turns away hosts not asked for, so
// that a foreign web site cannot read a ledger through the reader's browser.
func (s *site) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if len(s.o.Hosts) > 0 && !slices.Contains(s.o.Hosts, r.Host) {
			http.Error(w, "this host is not served here", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Server is h behind limits that keep a slow or a broken client from holding
// the process.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}
