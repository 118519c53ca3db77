package rows

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	entente "github.com/entente-project/entente"
)

// all is every line of a file, read in one way or byte by byte.
func all(t testing.TB, in io.Reader) []string {
	t.Helper()
	var out []string
	r := New(in)
	for {
		line, n, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if out = append(out, line); n != len(out) {
			t.Fatalf("line %d is numbered %d", len(out), n)
		}
	}
}

func TestLines(t *testing.T) {
	for text, want := range map[string][]string{
		"":                 nil,
		"a":                {"a"},
		"a\n":              {"a"},
		"a\r\n\r\nb":       {"a", "", "b"},
		"\ufeffa\n\ufeffb": {"a", "\ufeffb"},
		"a\xff\nb":         {"a\uFFFD", "b"},
		"a\n\n":            {"a", ""},
	} {
		for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
			if got := all(t, in); !slices.Equal(got, want) {
				t.Errorf("%q = %q", text, got)
			}
		}
	}
}

// A line of many blocks is whole, and one without measure is cut and does not harm
// those about it.
func TestLongLines(t *testing.T) {
	whole, beyond := strings.Repeat("x", 500_000), strings.Repeat("y", 5_000_000)
	if got := all(t, strings.NewReader("a\n"+whole+"\nb")); len(got) != 3 || got[1] != whole || got[2] != "b" {
		t.Errorf("%d lines", len(got))
	}
	var reasons []string
	var lines []string
	r := New(strings.NewReader("a\n" + beyond + "\nb\n" + beyond))
	err := r.Each(t.Context(), "x", func(line string, n int) (Fault, error) {
		lines = append(lines, line)
		return Fault{}, nil
	}, func(line int, reason, what string, row []byte) error {
		reasons = append(reasons, reason)
		if line != 2 && line != 4 {
			t.Errorf("line %d is rejected", line)
		}
		return nil
	})
	if err != nil || !slices.Equal(lines, []string{"a", "b"}) || len(reasons) != 2 {
		t.Errorf("%q, %q, %v", lines, reasons, err)
	}
}

func TestPeekTakesNothing(t *testing.T) {
	r := New(iotest.OneByteReader(strings.NewReader("a\nb\n")))
	if got := r.Peek(); !strings.HasPrefix(got, "a\n") {
		t.Errorf("Peek = %q", got)
	}
	if line, n, err := r.Next(); line != "a" || n != 1 || err != nil {
		t.Errorf("%q, %d, %v", line, n, err)
	}
}

func TestEachStops(t *testing.T) {
	broken := errors.New("disk on fire")
	in := io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken))
	take := func(string, int) (Fault, error) { return Fault{}, nil }
	reject := func(int, string, string, []byte) error { return nil }
	if err := New(in).Each(t.Context(), "x.tsv", take, reject); !errors.Is(err, broken) || err.Error() != "x.tsv:2: disk on fire" {
		t.Errorf("err = %v", err)
	}
	enough := errors.New("enough")
	if err := New(strings.NewReader("a\n")).Each(t.Context(), "x", func(string, int) (Fault, error) { return Fault{}, enough }, reject); err != enough {
		t.Errorf("err = %v", err)
	}
	if err := New(strings.NewReader("a\n")).Each(t.Context(), "x", func(string, int) (Fault, error) { return Fault{Reason: "bad"}, nil }, func(int, string, string, []byte) error { return enough }); err != enough {
		t.Errorf("err = %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := New(strings.NewReader(strings.Repeat("a\n", 5000))).Each(ctx, "x", take, reject); err != context.Canceled {
		t.Errorf("err = %v", err)
	}
}

func TestCells(t *testing.T) {
	var cells [3]string
	if n := Tabs("a\t\tc\td", cells[:]); n != 4 || cells != [3]string{"a", "", "c"} {
		t.Errorf("%d, %q", n, cells)
	}
	if n := Tabs("", cells[:]); n != 1 || cells[0] != "" {
		t.Errorf("%d, %q", n, cells)
	}
	for line, want := range map[string][]string{
		`a,,c`:                {"a", "", "c"},
		`"a,b","say ""no""",`: {"a,b", `say "no"`, ""},
		`a"b,c,d`:             {`a"b`, "c", "d"},
		`"",x,"y"`:            {"", "x", "y"},
	} {
		if n, ok := Commas(line, cells[:]); n != 3 || !ok || !slices.Equal(cells[:], want) {
			t.Errorf("%s = %d, %t, %q", line, n, ok, cells)
		}
	}
	for _, line := range []string{`"a`, `"a"b,c`, `a,"`, `a,"b""`} {
		if _, ok := Commas(line, cells[:]); ok {
			t.Errorf("%s is read", line)
		}
	}
}

func TestHead(t *testing.T) {
	h := Head("Event ID\tSource Name\tcode")
	if h.Index("event_id") != 0 || h.Index("Source Name") != 1 || h.Index("Code") != 2 || h.Index("other") != -1 || h.Len() != 3 || h.Comma {
		t.Errorf("%+v", h)
	}
	if got := Head(`"a","b c"`).Missing("a", "b_c", "d", "e"); !slices.Equal(got, []string{"d", "e"}) {
		t.Errorf("missing %q", got)
	}
	if h := Head(""); h.Len() != 1 {
		t.Errorf("%+v", h)
	}
}

func TestValues(t *testing.T) {
	for s, want := range map[string]int{"": 0, "0": 0, "12": 12, "999999999": 999999999} {
		if n, ok := Number(s); n != want || !ok {
			t.Errorf("Number(%q) = %d, %t", s, n, ok)
		}
	}
	for _, s := range []string{"-1", "1.5", " 1", "x", "9999999999"} {
		if n, ok := Number(s); ok {
			t.Errorf("Number(%q) = %d", s, n)
		}
	}
	for _, s := range []string{"", "NaN", "Inf", "91", "x"} {
		if x, ok := Float(s, -90, 90); ok {
			t.Errorf("Float(%q) = %g", s, x)
		}
	}
	day := entente.NewDate(2015, 9, 19)
	for _, s := range []string{"20150919", "20150919234500"} {
		if Digits(s) != day {
			t.Errorf("Digits(%q) = %s", s, Digits(s))
		}
	}
	for _, s := range []string{"2015-09-19", "2015-09-19 10:00:00", "2015-09-19T10:00"} {
		if Day(s) != day {
			t.Errorf("Day(%q) = %s", s, Day(s))
		}
	}
	for _, s := range []string{"", "2015", "20150900", "20150031", "20151331", "20150229", "00000919", "2015-9-19", "2015-09", "x"} {
		if d := Digits(s); !d.IsZero() {
			t.Errorf("Digits(%q) = %s", s, d)
		}
		if d := Day(s); !d.IsZero() {
			t.Errorf("Day(%q) = %s", s, d)
		}
	}
	days := NewDays(Digits)
	for range 2 {
		for _, s := range []string{"20150919", "", "20150920", "20150919"} {
			if days.Read(s) != Digits(s) {
				t.Errorf("%q is remembered as %s", s, days.Read(s))
			}
		}
	}
}

// Lines are those that the standard library finds, however the file is read.
func FuzzLines(f *testing.F) {
	f.Add("a\nb\r\n\n\xffc")
	f.Fuzz(func(t *testing.T, text string) {
		var want []string
		for l := range strings.Lines(strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\ufeff")) {
			want = append(want, strings.TrimSuffix(strings.TrimSuffix(l, "\n"), "\r"))
		}
		if strings.ToValidUTF8(text, "\uFFFD") == "\ufeff" {
			want = []string{""}
		}
		for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			if got := all(t, in); !slices.Equal(got, want) {
				t.Errorf("%q: %q; want %q", text, got, want)
			}
		}
	})
}

// Cells of a line that holds no quotes are those between commas.
func FuzzCommas(f *testing.F) {
	f.Add(`a,"b ""c""",d`)
	f.Fuzz(func(t *testing.T, line string) {
		cells := make([]string, 1+strings.Count(line, ","))
		n, ok := Commas(line, cells)
		if n > len(cells) {
			t.Errorf("%q has %d cells", line, n)
		}
		if !strings.Contains(line, `"`) && (!ok || !slices.Equal(cells, strings.Split(line, ","))) {
			t.Errorf("%q = %q", line, cells)
		}
	})
}
