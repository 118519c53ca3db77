package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/entente-project/entente/page/internal/plain"
)

// ui holds templates, style sheet, modules and fonts as they are served.
//
//go:embed ui
var ui embed.FS

// templates are the pages by name; each is ui/frame.html, ui/parts.html and its
// own file.
type templates map[string]*template.Template

// parse reads every page of ui/. The files are part of the program, so that an
// error in them is a fault of the build and ends it.
func (s *site) parse() templates {
	names, err := fs.Glob(ui, "ui/*.html")
	if err != nil {
		panic(err)
	}
	pages := templates{}
	for _, name := range names {
		page := strings.TrimSuffix(path.Base(name), ".html")
		if page == "frame" || page == "parts" {
			continue
		}
		t := template.New("frame.html").Funcs(template.FuncMap{
			"name": s.source.Name, "pair": s.pair, "party": s.party, "parties": s.parties,
			"number": plain.Number, "signed": plain.Signed, "interval": plain.Interval, "probability": plain.Probability,
			"count": plain.Count, "grouped": plain.Grouped, "decimal": plain.Decimal, "upper": plain.Upper,
			"date": plain.Date, "shortDate": plain.ShortDate, "month": plain.Month, "span": plain.Span,
			"one": s.words.One, "many": s.words.Many,
		})
		pages[page] = template.Must(t.ParseFS(ui, "ui/frame.html", "ui/parts.html", name))
	}
	return pages
}

// A frame is what stands around every page.
type frame struct {
	Title    string // of the browser's tab
	Theme    string // light or dark where the reader chose; "" follows the system
	Query    string // what the search field holds
	Here     string // the entry of the menu that the page belongs to
	Scripts  []string
	Notice   string
	Colophon string
	Version  string
	Page     any
}

// show writes the page name with its frame filled in.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, name string, f frame) error {
	f.Notice, f.Colophon, f.Version, f.Theme = s.o.Notice, s.o.Colophon, s.o.Version, theme(r)
	var b bytes.Buffer
	if err := s.pages[name].Execute(&b, f); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return send(w, r, status, b.Bytes())
}

// theme is the reader's choice of light or dark.
func theme(r *http.Request) string {
	c, err := r.Cookie("theme")
	if err != nil || c.Value != "light" && c.Value != "dark" {
		return ""
	}
	return c.Value
}

// send writes body with its length, an entity tag that lets a browser keep what
// has not changed, and status.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	if status == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	w.Write(body) // the reader may be gone; nobody is left to tell
	return nil
}

// asset serves a file of ui/ other than the templates.
func (s *site) asset(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	if path.Ext(name) == ".html" {
		return fmt.Errorf("%s: %w", r.URL.Path, errNoPage)
	}
	b, err := fs.ReadFile(ui, "ui/"+name)
	if err != nil {
		return fmt.Errorf("%s: %w", r.URL.Path, errNoPage)
	}
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) {
	case ".js":
		kind = "text/javascript; charset=utf-8"
	case ".woff2":
		kind = "font/woff2"
	}
	w.Header().Set("Content-Type", kind)
	return send(w, r, http.StatusOK, b)
}

// errNoPage is an address under which there is no page.
var errNoPage = errors.New("there is no such page")

// A badRequest is a fault in what was asked; its text tells the remedy.
type badRequest struct{ error }

// status is the HTTP status of err.
func status(err error) int {
	var bad badRequest
	switch {
	case errors.As(err, &bad):
		return http.StatusBadRequest
	case errors.Is(err, ErrNotFound), errors.Is(err, errNoPage):
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

// nothing answers addresses that no route knows.
func (s *site) nothing(_ http.ResponseWriter, r *http.Request) error {
	return fmt.Errorf("%s: %w", r.URL.Path, errNoPage)
}

// A failure is an error as a page shows it.
type failure struct {
	Status  int
	Heading string
	Text    string
}

// explain says what went wrong and what to do. The inner words of an error of
// the program go to the log, not to the page.
func (s *site) explain(r *http.Request, err error) failure {
	f := failure{Status: status(err)}
	switch {
	case f.Status == http.StatusBadRequest:
		f.Heading, f.Text = "That cannot be asked", plain.Upper(err.Error())+"."
	case errors.Is(err, errNoPage):
		f.Heading, f.Text = "There is no such page", "The address "+r.URL.Path+" leads nowhere. Search for a pair of states above, or choose one from the list of pairs."
	case f.Status == http.StatusNotFound:
		f.Heading, f.Text = "The ledger does not hold that", plain.Upper(err.Error())+"."
	default:
		s.o.Log.Error("page", "path", r.URL.Path, "error", err)
		f.Heading, f.Text = "The page could not be made", "Entente met an error of its own; the terminal in which it runs says which. Nothing in the ledger was changed."
	}
	return f
}

func (s *site) failPage(w http.ResponseWriter, r *http.Request, err error) {
	f := s.explain(r, err)
	if err := s.show(w, r, f.Status, "failure", frame{Title: f.Heading, Page: f}); err != nil {
		s.o.Log.Error("page", "path", r.URL.Path, "error", err)
		http.Error(w, f.Heading, f.Status)
	}
}

func (s *site) failJSON(w http.ResponseWriter, r *http.Request, err error) {
	f := s.explain(r, err)
	s.showJSON(w, r, f.Status, map[string]any{"error": f.Text, "status": f.Status})
}

// showJSON writes v as JSON.
func (s *site) showJSON(w http.ResponseWriter, r *http.Request, status int, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return send(w, r, status, append(b, '\n'))
}
