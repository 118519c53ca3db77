package grid_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/check"
	"github.com/entente-project/entente/dataset/internal/grid"
)

var layouts = []grid.Layout{
	{Name: "pairs", Columns: []string{"a|state1", "b|state2", "year"}, Maybe: []string{"n"}},
	{Name: "marks", Comma: ';', Lazy: true, Columns: []string{"a", "mark"}},
}

// read reads text and tells each row and reject in a line.
func read(t *testing.T, text string) (string, error) {
	t.Helper()
	var out []string
	k := &rejects{Take: check.Take{}, out: &out}
	f := dataset.File{Name: "x.csv", In: strings.NewReader(text), Entities: check.Entities(t)}
	err := grid.Read(context.Background(), f, k, layouts, func(r *grid.Row) error {
		if r.Layout == "marks" {
			out = append(out, fmt.Sprintf("%d %s %s", r.Line, r.Text("a"), r.Text("mark")))
			return nil
		}
		on := r.Year("year")
		a, b := r.Sides("cow", "a", "b", on)
		n, ok := r.Maybe("n")
		if !r.Faulty() {
			out = append(out, fmt.Sprintf("%d %s %s %s %g %v", r.Line, a, b, on, n, ok))
		}
		return nil
	})
	return strings.Join(out, "\n"), err
}

type rejects struct {
	check.Take
	out *[]string
}

func (r *rejects) Reject(line int, reason, what string, row []byte) error {
	*r.out = append(*r.out, fmt.Sprintf("%d %s (%s) %q", line, reason, what, row))
	return nil
}

// TestRead shows what becomes of rows, good and bad.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"names of columns in any case and order", "N,Year,B,A\n7,1999,20,2\n", "2 USA CAN 1999 7 true"},
		{"other names of columns", "state1,state2,year\n2,20,1999\n", "2 USA CAN 1999 0 false"},
		{"a byte-order mark and ends of Windows", "\xef\xbb\xbfa,b,year,n\r\n2,20,1999,NA\r\n", "2 USA CAN 1999 0 false"},
		{"no end of the last line", "a,b,year,n\n2,20,1999,-9", "2 USA CAN 1999 0 false"},
		{"a cell over two lines", "a,b,year,n\n2,20,\"1999\n\",1\n20,2,1999,2\n", "2 USA CAN 1999 1 true\n4 CAN USA 1999 2 true"},
		{"an empty line", "a,b,year\n\n2,20,1999\n", "3 USA CAN 1999 0 false"},
		{"empty columns at the end", "a,b,year,,\n2,20,1999\n2,20,2000,,\n2,20,2001,x,\n",
			"2 USA CAN 1999 0 false\n3 USA CAN 2000 0 false\n4 another number of columns than the header (5, not 3) \"2,20,2001,x,\""},
		{"a broken quote", "a,b,year\n2,\"20\"x,1999\n2,20,2000\n",
			"2 not a row of CSV (extraneous or missing \" in quoted-field) \"2,\\\"20\\\"x,1999\"\n3 USA CAN 2000 0 false"},
		{"numbers with a point", "a,b,year\n2.0,20.0,1999.0\n", "2 USA CAN 1999 0 false"},
		{"a year with a fraction", "a,b,year\n2,20,1999.5\n", "2 a number out of its range (year 1999.5) \"2,20,1999.5\""},
		{"infinity", "a,b,year,n\n2,20,1999,Inf\n", "2 not a number (n Inf) \"2,20,1999,Inf\""},
		{"the first fault counts", "a,b,year\n9999,9998,x\n", "2 not a number (year x) \"9999,9998,x\""},
		{"codes pass from state to state", "a,b,year\n365,2,1991\n365,2,1992\n370,2,1990\n370,2,1991\n",
			"2 SUN USA 1991 0 false\n3 RUS USA 1992 0 false\n4 no state then (cow 370) \"370,2,1990\"\n5 BLR USA 1991 0 false"},
		{"quotes within cells, between semicolons", "a;mark\nx;9 \"Old\" Street\n", "2 x 9 \"Old\" Street"},
		{"Latin-1", "a;mark\nx;C\xf4te\n", "2 x Côte"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := read(t, c.text)
			if err != nil || got != c.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, c.want)
			}
		})
	}
}

// TestOtherLayout shows the error for a file that is none of the set's.
func TestOtherLayout(t *testing.T) {
	_, err := read(t, "who,whom\n1,2\n")
	if want := `x.csv:1: a header with the columns a , b , year, or a ; mark was expected; found "who,whom"`; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	if _, err := read(t, ""); err == nil {
		t.Error("an empty file is read")
	}
	if grid.Knows(layouts)("x.csv", []byte("who,whom\n")) || !grid.Knows(layouts)("x.csv", []byte("year,a,b\nx")) {
		t.Error("a header is taken for another")
	}
}

// TestLongFiles shows that rejects keep their line and row far into a file.
func TestLongFiles(t *testing.T) {
	var text strings.Builder
	text.WriteString("a,b,year,n\n")
	for i := range 20_000 {
		if i%5000 == 4999 {
			fmt.Fprintf(&text, "2,20,bad,%d\n", i)
			continue
		}
		fmt.Fprintf(&text, "2,20,1999,%d\n", i)
	}
	got, err := read(t, text.String())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`5001 not a number (year bad) "2,20,bad,4999"`, `10001 not a number (year bad) "2,20,bad,9999"`, `20001 not a number (year bad) "2,20,bad,19999"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestStops shows that reading stops with the first error of the sink, and of ctx.
func TestStops(t *testing.T) {
	f := dataset.File{Name: "x.csv", In: strings.NewReader("a,b,year\n2,20,1999\n2,20,2000\n"), Entities: check.Entities(t)}
	full, rows := errors.New("full"), 0
	err := grid.Read(context.Background(), f, &check.Take{}, layouts, func(*grid.Row) error { rows++; return full })
	if !errors.Is(err, full) || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f.In = strings.NewReader("a,b,year\n2,20,1999\n")
	if err := grid.Read(ctx, f, &check.Take{}, layouts, func(*grid.Row) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestFold shows how years become spans, whatever their order across dyads.
func TestFold(t *testing.T) {
	k := &check.Take{}
	fold := grid.NewFold(k)
	fold.Stands = true
	year := func(kind entente.TieKind, from, to entente.EntityID, years ...int) {
		for _, y := range years {
			on := entente.NewDate(y, 0, 0)
			if err := fold.Year(grid.Tie(kind, from, to, on, on, "x/1")); err != nil {
				t.Fatal(err)
			}
		}
	}
	year(entente.DefencePledge, "BLR", "RUS", 1995, 1996, 1998, 2017)
	year(entente.NonAggression, "BLR", "RUS", 1995, 1996)
	year(entente.NonAggression, "RUS", "BLR", 1995, 1996, 1997)
	year(entente.DefencePledge, "CAN", "USA", 2019, 2018)
	year(entente.DefencePledge, "FRA", "DEU", 1990, 1991) // as 255
	year(entente.DefencePledge, "FRA", "POL", 1990)
	year(entente.DefencePledge, "FRA", "DEU", 1988, 1989, 1990) // as 260
	year(entente.DefencePledge, "CAN", "GBR", 2019, 2020)
	if err := fold.End(); err != nil {
		t.Fatal(err)
	}
	want := `BLR>RUS defence pledge 1995..1996 by x/1
BLR>RUS non-aggression 1995..1997 by x/1
BLR>RUS defence pledge 1998..1998 by x/1
BLR>RUS defence pledge 2017..2017 by x/1
CAN>USA defence pledge 2018..2019 by x/1
FRA>DEU defence pledge 1988..1991 by x/1
FRA>POL defence pledge 1990..1990 by x/1
CAN>GBR defence pledge 2019.. seen 2020-12-31 by x/1`
	if got := strings.Join(k.Lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
