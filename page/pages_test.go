package page

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/fixture"
	"github.com/entente-project/entente/page/internal/plain"
)

// get asks h for a page.
func get(t testing.TB, h http.Handler, address string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
	return w
}

// spaces folds white space, so that a test reads words and not lay-out.
func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// tags takes the mark-up out of a page.
func tags(page string) string {
	page = regexp.MustCompile(`(?s)<script.*?</script>`).ReplaceAllString(page, "")
	return spaces(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " "))
}

func TestEveryPageKeepsTheRules(t *testing.T) {
	h := newSite(t, newWorld(t))
	forbidden := map[string]*regexp.Regexp{
		"an inline script":          regexp.MustCompile(`<script(?:\s+type="module")?>|<script [^>]*type="text/javascript"`),
		"an inline style":           regexp.MustCompile(`<style|\sstyle="`),
		"an event handler":          regexp.MustCompile(`\son[a-z]+="`),
		"something from elsewhere":  regexp.MustCompile(`(?:src|action)="(?:https?:)?//|<link[^>]*href="(?:https?:)?//`),
		"a value that was not made": regexp.MustCompile(`NaN|%!|ZgotmplZ|<no value>|\+Inf`),
	}
	for _, address := range addresses(t) {
		w := get(t, h, address)
		body := w.Body.String()
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", address, w.Code)
		}
		for what, re := range forbidden {
			if m := re.FindString(body); m != "" {
				t.Errorf("%s has %s: %s", address, what, m)
			}
		}
		for _, must := range []string{`<html lang="en"`, `<main id="main"`, `name="viewport"`, "<title>"} {
			if !strings.Contains(body, must) {
				t.Errorf("%s lacks %s", address, must)
			}
		}
		if n := strings.Count(body, "<h1"); n != 1 {
			t.Errorf("%s has %d first headings", address, n)
		}
		ids := regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(body, -1)
		seen := map[string]bool{}
		for _, m := range ids {
			if seen[m[1]] {
				t.Errorf("%s has two elements with the id %s", address, m[1])
			}
			seen[m[1]] = true
		}
	}
}

func TestHeaders(t *testing.T) {
	h := newSite(t, newWorld(t))
	for _, address := range []string{"/", "/nothing", "/ui/entente.css", "/api/v1/pairs", "/api/v1/nothing"} {
		got := get(t, h, address).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy": "script-src 'self'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if !strings.Contains(got.Get(name), want) {
				t.Errorf("%s: header %s is %q, want %q in it", address, name, got.Get(name), want)
			}
		}
		if strings.Contains(got.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: the content security policy allows what is unsafe", address)
		}
	}
}

func TestUnchangedPageIsNotSentAgain(t *testing.T) {
	h := newSite(t, newWorld(t))
	first := get(t, h, "/dyad/ALD-BRV")
	r := httptest.NewRequest("GET", "/dyad/ALD-BRV", nil)
	r.Header.Set("If-None-Match", first.Header().Get("ETag"))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("status %d with %d bytes, want 304 with none", w.Code, w.Body.Len())
	}
}

func TestForeignHostIsTurnedAway(t *testing.T) {
	h := New(newWorld(t), Options{Hosts: []string{"127.0.0.1:8686"}})
	for host, want := range map[string]int{"127.0.0.1:8686": 200, "evil.example": 421} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %s: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestNothingCanBeChanged(t *testing.T) {
	h := newSite(t, newWorld(t))
	for _, address := range []string{"/", "/dyad/ALD-BRV", "/api/v1/pairs"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", address, nil))
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("POST %s: status %d, want 405", address, w.Code)
		}
	}
}

func TestDyadPage(t *testing.T) {
	w := newWorld(t)
	text := tags(get(t, newSite(t, w), "/dyad/ALD-BRV?all=1").Body.String())
	_, b, err := w.Look(context.Background(), fixture.Pair, entente.Window{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		b.Title, b.Lead.Text,
		"Seeming 0.62", "Conduct −0.21", "Gap seeming minus conduct 0.83",
		"Aldova on Brevia 0.33",
		"41 episodes, strongest first",
		"actor: Brevia", "trigger: lent", "recipient: Aldova", "date: on Friday", "speaker: the Aldovan treasury",
		"3 reports, 3 outlets",
		"Sept 2015", "day not known",
		"Defence pledge", "Brevia pledges to defend Aldova",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestWindowOfTheAddress(t *testing.T) {
	h := newSite(t, newWorld(t))
	text := tags(get(t, h, "/dyad/ALD-BRV?from=2014&to=2015-06").Body.String())
	if !strings.Contains(text, "January 2014 to June 2015") {
		t.Error("the page does not name its window")
	}
	if strings.Contains(text, "21 July 2015") || strings.Contains(text, "8 Jun 2009 1 report") {
		t.Error("the page lists episodes outside its window")
	}
	for address, want := range map[string]string{
		"/dyad/ALD-BRV?from=2015&to=2014":           "ends before it begins",
		"/dyad/ALD-BRV?from=yesterday":              "is not a month; write 2015-09 or 2015",
		"/dyad/ALD-BRV?to=2015-13":                  "is not a month",
		"/dyad/ALDBRV":                              "is not a pair; write two codes",
		"/dyad/ALD-ALD":                             "names one state twice",
		"/api/v1/dyad/ALD-BRV?from=2015&to=2014":    "ends before it begins",
		"/api/v1/events/ALD-BRV?show=the-nice-ones": "is no way to choose; write words, conduct",
	} {
		w := get(t, h, address)
		if body := strings.ReplaceAll(w.Body.String(), "&#34;", `"`); w.Code != http.StatusBadRequest || !strings.Contains(body, want) {
			t.Errorf("%s: status %d, and the answer does not say %q", address, w.Code, want)
		}
	}
}

func TestPairIsFoundInEitherOrder(t *testing.T) {
	h := newSite(t, newWorld(t))
	for address, want := range map[string]string{
		"/dyad/BRV-ALD?from=2014":          "/dyad/ALD-BRV?from=2014-01",
		"/dyad/ald-brv":                    "/dyad/ALD-BRV",
		"/brief/BRV-ALD":                   "/brief/ALD-BRV",
		"/find?q=brevia+aldova":            "/dyad/ALD-BRV",
		"/find?q=DNM+BRV":                  "/dyad/BRV-DNM",
		"/find?q=cordania%20and%20dunmark": "/dyad/CRD-DNM",
		"/find?q=":                         "/",
	} {
		w := get(t, h, address)
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != want {
			t.Errorf("%s leads to %q (status %d), want %q", address, got, w.Code, want)
		}
	}
	if text := tags(get(t, h, "/find?q=Aldovia").Body.String()); !strings.Contains(text, "No loaded pair matches") || !strings.Contains(text, "Did you mean Aldova ?") {
		t.Errorf("a search for Aldovia says: %s", text)
	}
	if text := tags(get(t, h, "/find?q=aldova").Body.String()); !strings.Contains(text, "2 pairs match") {
		t.Errorf("a search for one state says: %s", text)
	}
}

// TestNoFigureWithoutEvidence looks at a pair of which three episodes are known
// and at one of which none is.
func TestNoFigureWithoutEvidence(t *testing.T) {
	h := newSite(t, newWorld(t))
	figure := regexp.MustCompile(`[−+]?\d\.\d\d`)
	for _, address := range []string{"/dyad/BRV-DNM", "/dyad/BRV-CRD", "/brief/BRV-CRD"} {
		body := get(t, h, address).Body.String()
		main := body[strings.Index(body, "<main"):strings.Index(body, "<footer")]
		if m := figure.FindString(tags(main)); m != "" {
			t.Errorf("%s shows the figure %s", address, m)
		}
		if !strings.Contains(main, "Too few events to tell") {
			t.Errorf("%s does not say that there are too few events", address)
		}
		for _, bad := range []string{`class="lw"`, `class="l"`, `data-chart`, "front-fig", "waterfall", `class="eff num"><svg`} {
			if strings.Contains(main, bad) {
				t.Errorf("%s draws %s", address, bad)
			}
		}
	}
	var dyad struct {
		Seeming, Gap struct{ Value, Low *float64 }
		Wider, Start *float64
	}
	if err := json.Unmarshal(get(t, h, "/api/v1/dyad/BRV-CRD").Body.Bytes(), &dyad); err != nil {
		t.Fatal(err)
	}
	if dyad.Seeming.Value != nil || dyad.Gap.Low != nil || dyad.Wider != nil || dyad.Start != nil {
		t.Errorf("the API gives figures of a pair without evidence: %+v", dyad)
	}
}

// TestWindowWithTooLittleKeepsTheChart holds that a reader who has chosen too
// short a window can widen it again with the handles.
func TestWindowWithTooLittleKeepsTheChart(t *testing.T) {
	body := get(t, newSite(t, newWorld(t)), "/dyad/ALD-BRV?from=2012-08&to=2012-12").Body.String()
	if !strings.Contains(body, "Too few events to tell") || !strings.Contains(body, "data-chart") || strings.Contains(body, "front-fig") {
		t.Error("the page of too short a window lacks the chart, or gives a figure")
	}
}

func TestPagesAndAPIAgree(t *testing.T) {
	h := newSite(t, newWorld(t))
	var dyad struct {
		Gap    struct{ Value, Low, High float64 }
		Series []struct {
			Measure string
			Points  []struct {
				Month string
				Value float64
			}
		}
	}
	if err := json.Unmarshal(get(t, h, "/api/v1/dyad/ALD-BRV?from=2014&to=2015").Body.Bytes(), &dyad); err != nil {
		t.Fatal(err)
	}
	text := tags(get(t, h, "/dyad/ALD-BRV?from=2014&to=2015").Body.String())
	want := plain.Number(dyad.Gap.Value) + " " + plain.Number(dyad.Gap.Low) + " to " + plain.Number(dyad.Gap.High)
	if !strings.Contains(text, want) {
		t.Errorf("the page does not show the gap of the API, %s", want)
	}
	lines := strings.Split(strings.TrimSpace(get(t, h, "/api/v1/dyad/ALD-BRV/series.csv?from=2014&to=2015").Body.String()), "\n")
	if lines[0] != "pair,month,seeming,seeming_low,seeming_high,seeming_n,conduct,conduct_low,conduct_high,conduct_n,gap,gap_low,gap_high,gap_n" {
		t.Errorf("the CSV begins %s", lines[0])
	}
	if len(lines) != 1+len(dyad.Series[0].Points) {
		t.Errorf("the CSV has %d months, the API %d", len(lines)-1, len(dyad.Series[0].Points))
	}
	var events struct{ Events []struct{ Share *float64 } }
	if err := json.Unmarshal(get(t, h, "/api/v1/events/ALD-BRV?show=refusals").Body.Bytes(), &events); err != nil {
		t.Fatal(err)
	}
	page := tags(get(t, h, "/dyad/ALD-BRV?show=refusals").Body.String())
	if !strings.Contains(page, "Refusals 6") || len(events.Events) != 6 {
		t.Errorf("the API lists %d refusals", len(events.Events))
	}
}

// TestOpenAPI holds the description against the answers: every path is served,
// and no answer has a field that is not described.
func TestOpenAPI(t *testing.T) {
	w := newWorld(t)
	h := newSite(t, w)
	doc := get(t, h, "/api/v1/openapi.json").Body.Bytes()
	var api struct {
		Paths      map[string]any
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(doc, &api); err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	var collect func(v any)
	collect = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				if k == "properties" {
					for name := range inner.(map[string]any) {
						described[name] = true
					}
				}
				collect(inner)
			}
		case []any:
			for _, inner := range v {
				collect(inner)
			}
		}
	}
	collect(map[string]any{"paths": api.Paths, "schemas": api.Components.Schemas})
	free := []string{"place", "evidence", "by", "spans", "role", "trigger", "state", "name", "value", "number", "unit", "a", "b", "contexts", "speaker", "document"}
	var check func(path string, v any)
	check = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				if !described[k] && !slices.Contains(free, k) {
					t.Errorf("%s answers with %q, which the description leaves out", path, k)
				}
				check(path, inner)
			}
		case []any:
			for _, inner := range v {
				check(path, inner)
			}
		}
	}
	if len(api.Paths) != 8 {
		t.Errorf("the description has %d paths", len(api.Paths))
	}
	for path := range api.Paths {
		address := strings.NewReplacer("{pair}", "ALD-BRV", "{id}", string(w.Events[0].ID)).Replace(path)
		got := get(t, h, address)
		if got.Code != http.StatusOK {
			t.Errorf("%s: status %d", address, got.Code)
		}
		if strings.HasSuffix(path, ".csv") || strings.HasSuffix(path, ".md") || strings.HasSuffix(path, "openapi.json") {
			continue
		}
		var v any
		if err := json.Unmarshal(got.Body.Bytes(), &v); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		check(address, v)
	}
}

func TestFailures(t *testing.T) {
	h := newSite(t, newWorld(t))
	for address, want := range map[string]string{
		"/nothing":           "There is no such page",
		"/event/e000":        "The ledger does not hold that",
		"/ui/nothing.css":    "There is no such page",
		"/ui/dyad.html":      "There is no such page",
		"/ui/..%2fpage.go":   "There is no such page",
		"/api/v1/event/e000": "not in the ledger",
		"/api/v1/nothing":    "leads nowhere",
	} {
		if w := get(t, h, address); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: status %d, want 404 and %q", address, w.Code, want)
		}
	}
}

// broken is a source whose store is damaged.
type broken struct{ world }

func (broken) Pairs(context.Context) ([]Line, error) {
	return nil, errors.New("ledger.duckdb: page 7: checksum is wrong")
}

func TestErrorOfTheProgramGoesToTheLog(t *testing.T) {
	var log bytes.Buffer
	h := New(broken{newWorld(t)}, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	for _, address := range []string{"/", "/api/v1/pairs"} {
		log.Reset()
		w := get(t, h, address)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "checksum") {
			t.Errorf("%s: status %d: %s", address, w.Code, w.Body)
		}
		if !strings.Contains(log.String(), "checksum is wrong") {
			t.Errorf("%s: the log does not say why: %s", address, log.String())
		}
	}
}

// empty is a source that has read nothing.
type empty struct{ world }

func (empty) Pairs(context.Context) ([]Line, error) { return nil, nil }

func TestEmptyLedger(t *testing.T) {
	text := tags(get(t, newSite(t, empty{newWorld(t)}), "/").Body.String())
	if !strings.Contains(text, "No pair of states is loaded yet") || !strings.Contains(text, "entente read") {
		t.Errorf("the page of an empty ledger says: %s", text)
	}
}

// hostile is a source whose one report attacks the page.
type hostile struct{ world }

func (hostile) Event(context.Context, entente.EventID) ([]Report, error) {
	text := `Aldova <script>alert(1)</script> "refused" <img src=x onerror=alert(2)> Brevia.`
	e := entente.Event{ID: "e1", Actor: []entente.Party{{Entity: "ALD", Span: entente.Span{Start: 0, End: 30}}}, Recipient: []entente.Party{{Entity: "<b>BRV"}}, Type: "<u>REJECT", Aspect: entente.Actual}
	e.Evidence.By = "<script>"
	e.Evidence.Spans = []entente.Mark{{Role: entente.RoleSentence, Span: entente.Span{Start: 0, End: len(text)}}, {Role: `trigger" onmouseover="alert(3)`, Span: entente.Span{Start: 20, End: 60}}}
	return []Report{{e, entente.Document{Text: text, Outlet: "<script>", URL: "javascript:alert(4)", Language: `en" onload="x`}}}, nil
}

func TestHostileReportStaysText(t *testing.T) {
	body := get(t, newSite(t, hostile{newWorld(t)}), "/event/e1").Body.String()
	for _, bad := range []string{"<script>alert", "<img", `onmouseover="`, "javascript:", "<u>", "<b>BRV", `onload="`} {
		if strings.Contains(body, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if !strings.Contains(body, "&lt;script&gt;alert(1)") {
		t.Error("the words of the report are not shown")
	}
}

func TestTheme(t *testing.T) {
	h := newSite(t, newWorld(t))
	for cookie, want := range map[string]string{"theme=dark": `data-theme="dark"`, `theme="><script>`: `<html lang="en">`, "": `<html lang="en">`} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Cookie", cookie)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("cookie %q: the page lacks %s", cookie, want)
		}
	}
}

// TestAssets holds that all that pages and modules ask for is there, and that
// the style sheet asks nothing of the network.
func TestAssets(t *testing.T) {
	h := newSite(t, newWorld(t))
	asked := map[string]bool{}
	for _, address := range addresses(t) {
		for _, m := range regexp.MustCompile(`(?:src|href)="(/[^"#]*)`).FindAllStringSubmatch(get(t, h, address).Body.String(), -1) {
			asked[strings.ReplaceAll(m[1], "&amp;", "&")] = true
		}
	}
	files, err := fs.Glob(ui, "ui/*.*s")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		b, err := fs.ReadFile(ui, name)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`(?:https?:)?//[a-z]+\.[a-z]`).Find(b); m != nil {
			t.Errorf("%s names the network: %s", name, m)
		}
		for _, m := range regexp.MustCompile(`(?:from "\./|url\()([^")]+)`).FindAllSubmatch(b, -1) {
			asked["/ui/"+string(m[1])] = true
		}
	}
	if len(asked) < 20 {
		t.Errorf("only %d addresses were found on the pages", len(asked))
	}
	for address := range asked {
		if _, err := url.Parse(address); err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if w := get(t, h, address); w.Code >= 400 && !strings.Contains(address, "/BLR-RUS") {
			t.Errorf("a page leads to %s, which answers %d", address, w.Code)
		}
	}
}

func TestEventPage(t *testing.T) {
	w := newWorld(t)
	h := newSite(t, w)
	i := slices.IndexFunc(w.Events, func(e entente.Event) bool { return e.Date == entente.NewDate(2014, 3, 24) })
	text := tags(get(t, h, "/event/"+string(w.Events[i].ID)).Body.String())
	for _, want := range []string{
		"Refusal: Aldova → Brevia", "24 March 2014", "3 reports in 3 outlets tell of one event, so it counts once",
		"The capitals watch each other closely.", "CAMEO 120", "internal/fixture/reports.tsv:", "What hangs on it",
		"sector not said, so none is given", "Confidence 0.86",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
}

func TestBriefPage(t *testing.T) {
	w := newWorld(t)
	body := get(t, newSite(t, w), "/brief/ALD-BRV").Body.String()
	notes := regexp.MustCompile(`<li id="f(\d+)">`).FindAllStringSubmatch(body, -1)
	if len(notes) < 6 {
		t.Fatalf("only %d notes", len(notes))
	}
	for i, n := range notes {
		if n[1] != string(rune('1'+i)) {
			t.Errorf("note %d has the number %s", i+1, n[1])
		}
		if !strings.Contains(body, `href="#f`+n[1]+`"`) {
			t.Errorf("no sentence rests on note %s", n[1])
		}
	}
	for _, m := range regexp.MustCompile(`href="(/event/[^"]*)"`).FindAllStringSubmatch(body, -1) {
		if got := get(t, newSite(t, w), m[1]); got.Code != 200 {
			t.Errorf("%s: status %d", m[1], got.Code)
		}
	}
}
