package page

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/entente-project/entente/page/internal/fixture"
)

// A browser is headless Chromium on the pages of the fixture.
type browser struct {
	t      *testing.T
	ctx    context.Context
	origin string

	mu     sync.Mutex
	faults []string // what the console had to say
}

// openBrowser skips the test where there is no Chromium.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are left out of -short")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine; install the package chromium to run the browser tests")
	}
	b := &browser{t: t, origin: serve(t, newSite(t, newWorld(t)))}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true))...)
	t.Cleanup(cancel)
	b.ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		t.Fatalf("Chromium did not start: %v", err)
	}
	return b
}

// serve answers on a free port of the loopback until the test ends.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := Server(h)
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	return "http://" + l.Addr().String()
}

func (b *browser) hear(ev any) {
	fault := ""
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		fault = ev.ExceptionDetails.Text
		if ev.ExceptionDetails.Exception != nil {
			fault += " " + ev.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == "error" {
			fault = fmt.Sprint(ev.Type)
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level == "error" || ev.Entry.Level == "warning" {
			fault = ev.Entry.Text + " " + ev.Entry.URL
		}
	}
	if fault != "" {
		b.mu.Lock()
		b.faults = append(b.faults, fault)
		b.mu.Unlock()
	}
}

// do runs steps and ends the test where one fails.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// open goes to a page at a width.
func (b *browser) open(address string, width int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(b.origin+address))
}

// value evaluates an expression.
func value[T any](b *browser, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to hold.
func (b *browser) until(expression string) {
	b.t.Helper()
	for range 100 {
		if value[bool](b, expression) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("never true: %s", expression)
}

// quiet fails the test where the console has complained.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.t.Errorf("the console says: %s", f)
	}
	b.faults = nil
}

// addresses are one of every page.
func addresses(t *testing.T) []string {
	w := newWorld(t)
	pair := fixture.Pair.String()
	return []string{"/", "/dyad/" + pair, "/dyad/" + pair + "?from=2014-01&to=2015-12&all=1", "/dyad/" + fixture.Hostile.String(), "/dyad/" + fixture.Unknown.String(),
		"/brief/" + pair, "/event/" + string(w.Events[len(w.Events)/2].ID), "/method", "/api", "/find?q=Aldova", "/find?q=Ruritania"}
}

// TestInBrowser drives the pages in one browser.
func TestInBrowser(t *testing.T) {
	b := openBrowser(t)
	for _, c := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"NoPageScrollsSideways", noPageScrollsSideways},
		{"TextKeepsItsSize", textKeepsItsSize},
		{"ThemeSwitch", themeSwitch},
		{"Brush", brush},
		{"HandleIsDragged", handleIsDragged},
		{"ReadoutFollowsThePointer", readoutFollowsThePointer},
		{"Filters", filters},
		{"WithoutJavaScript", withoutJavaScript},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			c.run(t, b)
		})
	}
}

func noPageScrollsSideways(t *testing.T, b *browser) {
	for _, address := range addresses(t) {
		b.open(address, 1280)
		for _, width := range []int64{360, 390, 600, 820, 1280, 2560} {
			b.do(chromedp.EmulateViewport(width, 900))
			if w := value[int64](b, "document.documentElement.scrollWidth"); w > width {
				who := value[string](b, fmt.Sprintf(`[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > %d && !e.closest(".vh,.skip")).slice(0,3).map(e => e.tagName + "." + (e.getAttribute("class")||"") + " " + e.textContent.trim().slice(0,40)).join("; ")`, width))
				t.Errorf("%s at %d px is %d px wide: %s", address, width, w, who)
			}
		}
	}
	b.quiet()
}

// textKeepsItsSize holds that no figure scales its text, at any width, and
// that none is smaller than 12 px.
func textKeepsItsSize(t *testing.T, b *browser) {
	b.open("/dyad/"+fixture.Pair.String(), 1280)
	for _, width := range []int64{360, 900, 1280} {
		b.do(chromedp.EmulateViewport(width, 900))
		bad := value[string](b, `[...document.querySelectorAll("svg text")].filter(e => { const m = e.getScreenCTM(); return m && (Math.abs(m.a - 1) > 0.01 || Math.abs(m.d - 1) > 0.01 || parseFloat(getComputedStyle(e).fontSize) < 12) }).slice(0, 3).map(e => e.textContent).join("; ")`)
		if bad != "" {
			t.Errorf("at %d px these texts are scaled or too small: %s", width, bad)
		}
	}
}

func themeSwitch(t *testing.T, b *browser) {
	b.open("/", 1280)
	before := value[string](b, "getComputedStyle(document.body).backgroundColor")
	b.do(chromedp.Click("[data-theme-toggle]"))
	after := value[string](b, "getComputedStyle(document.body).backgroundColor")
	if before == after {
		t.Errorf("the switch leaves the ground at %s", before)
	}
	b.open("/method", 1280)
	if kept := value[string](b, "getComputedStyle(document.body).backgroundColor"); kept != after {
		t.Errorf("the next page has the ground %s, want %s", kept, after)
	}
	b.quiet()
}

// brush chooses a window with the keyboard alone; the address, the headline
// and the evidence follow, and going back undoes it.
func brush(t *testing.T, b *browser) {
	b.open("/dyad/"+fixture.Pair.String(), 1280)
	all := value[string](b, `document.querySelector("#words .read").textContent`)
	b.do(chromedp.Focus("[data-grip='0']"))
	for range 6 {
		b.do(chromedp.KeyEvent(kb.PageUp))
	}
	if got := value[string](b, `document.querySelector("[data-grip='0']").getAttribute("aria-valuetext")`); got != "January 2014" {
		t.Fatalf("the left handle stands at %s, want January 2014", got)
	}
	b.until(`location.search === "?from=2014-01"`)
	b.until(`document.querySelector(".kicker span").textContent === "since January 2014"`)
	if got := value[string](b, `document.querySelector("#words .read").textContent`); got == all {
		t.Errorf("the evidence does not follow the window: %s", got)
	}
	if !value[bool](b, `document.activeElement.dataset.grip === "0"`) {
		t.Error("the handle loses the focus")
	}
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	b.until(`location.search === "?from=2014-02"`)
	value[bool](b, "history.back(), true")
	b.until(`document.querySelector("[data-grip='0']").getAttribute("aria-valuetext") === "January 2014"`)
	b.quiet()
}

func handleIsDragged(t *testing.T, b *browser) {
	b.open("/dyad/"+fixture.Pair.String(), 390)
	value[bool](b, `document.querySelector("[data-grip='1'] .fk").scrollIntoView({block: "center"}), true`)
	at := value[[]float64](b, `(() => { const g = document.querySelector("[data-grip='1'] .fk").getBoundingClientRect(), p = document.querySelector("[data-plot]").getBoundingClientRect(); return [g.left + g.width / 2, g.top + g.height / 2, p.left + p.width / 2]; })()`)
	mouse := func(kind input.DispatchMouseEventType, x float64) chromedp.Action[chromedp.Void] {
		return chromedp.MouseEvent(kind, x, at[1], chromedp.ButtonLeft)
	}
	b.do(mouse(input.DispatchMouseEventTypeMousePressed, at[0]), mouse(input.DispatchMouseEventTypeMouseMoved, at[0]-20), mouse(input.DispatchMouseEventTypeMouseMoved, at[2]), mouse(input.DispatchMouseEventTypeMouseReleased, at[2]))
	b.until(`/^\?to=201[12]/.test(location.search)`)
	b.quiet()
}

func readoutFollowsThePointer(t *testing.T, b *browser) {
	b.open("/dyad/"+fixture.Pair.String(), 1280)
	value[bool](b, `document.querySelector("[data-plot]").scrollIntoView({block: "start"}), true`)
	rest := value[string](b, `document.querySelector("[data-readout]").textContent.trim()`)
	at := value[[]float64](b, `(() => { const p = document.querySelector("[data-plot]").getBoundingClientRect(); return [p.left + p.width * 0.6, p.top + 120]; })()`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	if got := value[string](b, `document.querySelector("[data-readout]").textContent`); !strings.HasPrefix(got, "October 2012. Seeming 0.") || !strings.Contains(got, " to ") {
		t.Errorf("the readout says %q", got)
	}
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 2, at[1]))
	b.until(fmt.Sprintf(`document.querySelector("[data-readout]").textContent.trim() === %q`, rest))
	b.quiet()
}

func filters(t *testing.T, b *browser) {
	b.open("/dyad/"+fixture.Pair.String()+"?from=2012-01", 1280)
	value[bool](b, `window.stayed = true`)
	b.do(chromedp.Click(`.chip[href*="show=refusals"]`))
	b.until(`document.querySelector(".chip[aria-current]").textContent.startsWith("Refusals")`)
	if n := value[int64](b, `[...document.querySelectorAll("#words .ev .code")].filter(e => !e.textContent.includes("refusal")).length`); n != 0 {
		t.Errorf("%d episodes that are no refusals are shown", n)
	}
	if !value[bool](b, `window.stayed === true && location.search.includes("show=refusals") && location.search.includes("from=2012-01")`) {
		t.Error("the filter reloads the page, or the address does not hold window and filter")
	}
	b.quiet()
}

// withoutJavaScript holds that the words, the figures and the form are there
// when no module runs.
func withoutJavaScript(t *testing.T, b *browser) {
	if err := withoutScript(b); err != nil {
		t.Fatal(err)
	}
	b.open("/dyad/"+fixture.Pair.String(), 1280)
	text := value[string](b, `document.body.innerText`)
	for _, want := range []string{"Aldova and Brevia look closer than they act", "The words behind it", "Show"} {
		if !strings.Contains(text, want) {
			t.Errorf("without JavaScript the page lacks %q", want)
		}
	}
	for _, bad := range []string{"Light or dark", "handles"} {
		if strings.Contains(text, bad) {
			t.Errorf("without JavaScript the page still offers %q", bad)
		}
	}
	if value[bool](b, `getComputedStyle(document.querySelector("[data-grip]")).display !== "none"`) {
		t.Error("a handle that cannot be moved is shown")
	}
}

// withoutScript turns JavaScript off in the page.
func withoutScript(b *browser) error {
	return chromedp.Do(b.ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	})
}

// TestPictures writes every page as a picture into $ENTENTE_PICTURES, for the eye.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ENTENTE_PICTURES")
	if dir == "" {
		t.Skip("set ENTENTE_PICTURES to a folder to have the pages drawn into it")
	}
	b := openBrowser(t)
	for _, address := range addresses(t) {
		for _, width := range []int64{390, 820, 1280} {
			for _, theme := range []string{"light", "dark"} {
				if theme == "dark" && width != 1280 || width == 820 && !strings.HasPrefix(address, "/dyad") {
					continue
				}
				b.open(address, width)
				value[string](b, fmt.Sprintf("document.documentElement.dataset.theme = %q", theme))
				time.Sleep(150 * time.Millisecond)
				png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				name := strings.NewReplacer("/", "_", "?", "-", "&", "-", "=", "").Replace(strings.TrimPrefix(address, "/"))
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png", name, width, theme)), png, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
