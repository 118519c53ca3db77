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

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

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

func TestNoPageScrollsSideways(t *testing.T) {
	b := openBrowser(t)
	for _, address := range addresses(t) {
		for _, width := range []int64{360, 390, 600, 820, 1280, 2560} {
			b.open(address, width)
			if w := value[int64](b, "document.documentElement.scrollWidth"); w > width {
				who := value[string](b, fmt.Sprintf(`[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > %d && !e.closest(".vh,.skip")).slice(0,3).map(e => e.tagName + "." + (e.getAttribute("class")||"") + " " + e.textContent.trim().slice(0,40)).join("; ")`, width))
				t.Errorf("%s at %d px is %d px wide: %s", address, width, w, who)
			}
		}
	}
	b.quiet()
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
