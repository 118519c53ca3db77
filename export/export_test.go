package export

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/ontology/cameo"
	"github.com/entente-project/entente/ontology/plover"
)

func scribe(t *testing.T) Scribe {
	t.Helper()
	p, err := plover.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := cameo.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return Scribe{p, c, g}
}

// story is a document with a visit, a mutual meeting and a threat that is only
// announced.
func story() (entente.Document, []entente.Event) {
	text := "Poland's army bombed\ta \"Russian, large\" depot. Minsk and Kyiv met. Riga will act."
	d := entente.Document{ID: "d1", Name: "n1", Text: text, Outlet: "Wire", URL: "https://example.org/1", Language: "en", Published: entente.NewDate(2015, 9, 22)}
	sentence := entente.Mark{Role: entente.RoleSentence, Span: entente.Span{Start: 0, End: 46}}
	trigger := entente.Mark{Role: entente.RoleTrigger, Span: entente.Span{Start: 14, End: 20}}
	ev := entente.Evidence{Document: "d1", Spans: []entente.Mark{sentence, trigger}, By: "en/verbs.tsv:bomb"}
	return d, []entente.Event{
		{ID: "e1", Type: entente.Assault, CAMEO: "195", Actor: []entente.Party{{Entity: "POL", Sector: "MIL", Span: entente.Span{Start: 0, End: 13}}}, Recipient: []entente.Party{{Entity: "RUS"}},
			Aspect: entente.Actual, Date: entente.NewDate(2015, 9, 21), Place: entente.Place{State: "RUS", Name: "Pskov", Precision: entente.PreciseToCity, Coordinates: entente.Coordinates{Lat: 57.81, Lon: 28.33}}, Confidence: 0.75, Contexts: []entente.Context{"military", "territory"}, Evidence: ev},
		{ID: "e2", Type: entente.Consult, Actor: []entente.Party{{Entity: "BLR"}, {Entity: "IGO:EU", Sector: "IGO"}}, Aspect: entente.Actual, Evidence: ev},
		{ID: "e3", Type: entente.Threaten, Actor: []entente.Party{{Entity: "LVA"}}, Aspect: entente.Future, Evidence: ev},
	}
}

func written(t *testing.T, shape string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := scribe(t).New(shape, &b)
	if err != nil {
		t.Fatal(err)
	}
	d, events := story()
	if err := w.Write(d, events); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cells are the cells of row n of a tab-separated table.
func cells(table string, n int) []string {
	return strings.Split(strings.Split(table, "\n")[n], "\t")
}

func TestCSVAndParquetSayTheSame(t *testing.T) {
	lines, err := csv.NewReader(strings.NewReader(written(t, "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(lines[0], Columns) || len(lines) != 4 {
		t.Fatalf("%d lines, head %q", len(lines), lines[0])
	}
	file := written(t, "parquet")
	rows, err := parquet.Read[Row](strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if !slices.Equal(r.cells(), lines[i+1]) {
			t.Errorf("row %d: parquet %q, csv %q", i, r.cells(), lines[i+1])
		}
	}
	if got := rows[0]; got.Sentence != story1Sentence() || got.Goldstein != -10 || got.Quad != 4 || got.CAMEO != "195" {
		t.Errorf("%+v", got)
	}
}

func story1Sentence() string {
	d, events := story()
	return events[0].Evidence.Span(entente.RoleSentence).Of(d.Text)
}

func TestGDELTHasSixtyOneColumnsAndAMutualActBothWays(t *testing.T) {
	table := written(t, "gdelt")
	if n := strings.Count(table, "\n"); n != 3 {
		t.Fatalf("%d rows, want the attack and the meeting both ways; what is only announced is left out\n%s", n, table)
	}
	row := cells(table, 0)
	if len(row) != 61 {
		t.Fatalf("%d columns", len(row))
	}
	want := map[int]string{1: "20150921", 2: "201509", 3: "2015", 4: "2015.7151", 5: "POLMIL", 7: "POL", 12: "MIL", 15: "RUS", 25: "1", 26: "195", 27: "195", 28: "19", 29: "4", 30: "-10", 51: "4", 52: "Pskov", 53: "RS", 56: "57.81", 57: "28.33", 59: "20150922000000", 60: "https://example.org/1"}
	for i, w := range want {
		if row[i] != w {
			t.Errorf("column %d %s: %q, want %q", i, gdeltColumns()[i].name, row[i], w)
		}
	}
	one, two := cells(table, 1), cells(table, 2)
	if one[51] != "0" || one[56] != "" || one[57] != "" {
		t.Errorf("a meeting at no known place has %q", one[51:58])
	}
	if one[7] != "BLR" || one[15] != "IGO" || two[5] != "IGO" || two[8] != "EU" || two[17] != "BLR" || one[0] == two[0] {
		t.Errorf("the meeting: %q and %q", one[:20], two[:20])
	}
}

func TestICEWSAndPOLECATNameEveryColumn(t *testing.T) {
	icews := written(t, "icews")
	if head := cells(icews, 0); len(head) != 20 || head[6] != "CAMEO Code" {
		t.Errorf("%q", head)
	}
	row := cells(icews, 1)
	if row[1] != "2015-09-21" || row[2] != "Poland" || row[3] != "Military" || row[4] != "Poland" || row[6] != "195" || row[7] != "-10" || row[10] != "Russia" ||
		!slices.Equal(row[14:], []string{"Pskov", "", "", "Russia", "57.81", "28.33"}) {
		t.Errorf("%q", row)
	}
	polecat := written(t, "polecat")
	if head := cells(polecat, 0); len(head) != 40 {
		t.Errorf("%d columns", len(head))
	}
	row = cells(polecat, 1)
	if row[0] != "e1-0" || row[2] != "ASSAULT" || row[5] != "Material Conflict" || row[6] != "military;territory" || row[8] != "POL" || row[9] != "290" || row[13] != "Poland's army" || row[16] != "RUS" ||
		!slices.Equal(row[23:33], []string{"Pskov", "Pskov", "", "", "RUS", "57.81", "28.33", "", "Pskov", ""}) {
		t.Errorf("%q", row)
	}
}

// TestGDELTTellsPlacesApart writes the kinds of places that GDELT knows.
func TestGDELTTellsPlacesApart(t *testing.T) {
	for want, p := range map[string]entente.Place{
		"0": {},
		"1": {State: "FRA", Name: "France", Precision: entente.PreciseToState},
		"2": {State: "USA", Name: "Texas", Precision: entente.PreciseToRegion},
		"3": {State: "USA", Name: "Austin", Precision: entente.PreciseToCity},
		"4": {State: "FRA", Name: "Lyon", Precision: entente.PreciseToCity},
		"5": {State: "FRA", Name: "Corsica", Precision: entente.PreciseToRegion},
	} {
		if got := geoType(Scribe{}, pair{event: entente.Event{Place: p}}); got != want {
			t.Errorf("%q has the type %s, want %s", p.Name, got, want)
		}
	}
}

func TestUnknownShape(t *testing.T) {
	if _, err := scribe(t).New("xlsx", nil); err == nil || !strings.Contains(err.Error(), "csv, parquet") {
		t.Error(err)
	}
}
