package term

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/fixture"
)

// ansi are the escape sequences of colour.
var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

func world(t testing.TB) *fixture.World {
	t.Helper()
	w, err := fixture.New()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// exhibits are all events of the world, then its ties.
func exhibits(w *fixture.World) []entente.Exhibit {
	var out []entente.Exhibit
	for i := range w.Events {
		out = append(out, entente.Exhibit{Event: &w.Events[i], Document: w.Document(w.Events[i].Evidence.Document)})
	}
	for i := range w.Ties {
		out = append(out, entente.Exhibit{Tie: &w.Ties[i], Document: w.Document(w.Ties[i].Evidence.Document)})
	}
	return out
}

func profile(t testing.TB, w *fixture.World, pair entente.Pair, s Style) string {
	t.Helper()
	p, b, err := w.Look(context.Background(), pair, entente.Window{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Profile(&out, p, b, w, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func events(t testing.TB, xs []entente.Exhibit, w Names, s Style) string {
	t.Helper()
	var out strings.Builder
	if err := Events(&out, xs, w, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestScreens holds what is printed against testdata/*.txt; -update is a run
// with ENTENTE_UPDATE set.
func TestScreens(t *testing.T) {
	w := world(t)
	for name, got := range map[string]string{
		"profile-80":     profile(t, w, fixture.Pair, Style{Width: 80}),
		"profile-44":     profile(t, w, fixture.Pair, Style{Width: 44}),
		"unknown-80":     profile(t, w, fixture.Unknown, Style{Width: 80}),
		"events-100":     events(t, exhibits(w)[25:40], w, Style{Width: 100}),
		"events-none-80": events(t, nil, w, Style{Width: 80}),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".txt")
			if os.Getenv("ENTENTE_UPDATE") != "" {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("printed otherwise than %s:\n%s", path, got)
			}
		})
	}
}

// TestNothingIsWiderThanTheScreen prints everything at many widths, with and
// without colour; colour changes no letter but the marks of the trigger.
func TestNothingIsWiderThanTheScreen(t *testing.T) {
	w := world(t)
	for width := 40; width <= 160; width += 7 {
		for _, colour := range []bool{false, true} {
			s := Style{Width: width, Colour: colour}
			text := events(t, exhibits(w), w, s)
			for _, pair := range []entente.Pair{fixture.Pair, fixture.Hostile, fixture.Plain, fixture.Unknown} {
				text += profile(t, w, pair, s)
			}
			if strings.Contains(text, "\x1b") != colour {
				t.Errorf("width %d: colour is %v, but escape sequences: %v", width, colour, !colour)
			}
			for line := range strings.Lines(ansi.ReplaceAllString(text, "")) {
				line = strings.TrimSuffix(line, "\n")
				if n := columns(line); n > width {
					t.Errorf("%d columns on a screen of %d: %q", n, width, line)
				}
				if strings.ContainsAny(line, "\x00\x01\x02\x1b") {
					t.Errorf("control characters in %q", line)
				}
			}
		}
	}
}

// TestNoFigureWithoutEvidence looks for figures where there is nothing to go on.
func TestNoFigureWithoutEvidence(t *testing.T) {
	text := profile(t, world(t), fixture.Unknown, Style{Width: 80})
	for _, bad := range []string{"Where they stand", "Seeming", "0.00", "┊", "to the gap"} {
		if strings.Contains(text, bad) {
			t.Errorf("too few events to tell, yet the screen shows %q:\n%s", bad, text)
		}
	}
}

// TestReportCannotSteerTheTerminal has a report try to paint the screen.
func TestReportCannotSteerTheTerminal(t *testing.T) {
	text := "Aldova \x1b[31mrefused\x07 talks \u009b2Jwith Brevia."
	e := entente.Event{
		Actor: []entente.Party{{Entity: "ALD"}}, Recipient: []entente.Party{{Entity: "BRV"}}, Type: entente.Reject, Aspect: entente.Actual,
		Speaker: []entente.Party{{Span: entente.Span{Start: 0, End: 20}}},
		Evidence: entente.Evidence{Spans: []entente.Mark{
			{Role: entente.RoleSentence, Span: entente.Span{Start: 0, End: len(text)}},
			{Role: entente.RoleTrigger, Span: entente.Span{Start: 7, End: 20}},
		}},
	}
	x := entente.Exhibit{Event: &e, Document: entente.Document{Text: text, Outlet: "Ev\x1bil"}}
	p := entente.Profile{Pair: fixture.Pair, Exhibits: []entente.Exhibit{x}}
	var out strings.Builder
	if err := Profile(&out, p, entente.Brief{}, world(t), Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	got := out.String() + events(t, []entente.Exhibit{x}, world(t), Style{Width: 80})
	if strings.ContainsAny(got, "\x1b\x07\u009b") {
		t.Errorf("control characters reach the terminal: %q", got)
	}
}

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{
		"Minsk":        5,
		"Ме\u0301ста":  5, // a stress mark takes no room
		"北京":           4,
		"e\u200dx":     2, // joiners are not seen
		"Zu\u0308rich": 6,
		"":             0,
		"−0.25":        5,
	} {
		if got := columns(text); got != want {
			t.Errorf("columns(%q) = %d, want %d", text, got, want)
		}
	}
}

// FuzzText holds wrapping and cutting to their widths for any text.
func FuzzText(f *testing.F) {
	f.Add("Aldova has refused to recognise the strip.", 10)
	f.Add("北京 and Zu\u0308rich", 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		n = 2 + (n&0x7fffffff)%200
		text = clean(text)
		joined := ""
		for _, l := range wrap(text, n) {
			if columns(l) > n {
				t.Errorf("wrap(%q, %d) gives %q of %d columns", text, n, l, columns(l))
			}
			joined += l
		}
		if strings.ReplaceAll(joined, " ", "") != strings.Join(strings.Fields(text), "") {
			t.Errorf("wrap(%q, %d) loses letters: %q", text, n, joined)
		}
		if got := columns(pad(text, n)); got != n {
			t.Errorf("pad(%q, %d) takes %d columns", text, n, got)
		}
		if got := columns(right(text, n)); got != n {
			t.Errorf("right(%q, %d) takes %d columns", text, n, got)
		}
	})
}
