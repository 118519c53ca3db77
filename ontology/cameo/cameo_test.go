package cameo

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ontology/plover"
)

func open(t *testing.T, crosswalk string) *Codebook {
	t.Helper()
	c, err := OpenWith(crosswalk, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCodes(t *testing.T) {
	c := open(t, PLOVER)
	if n := len(c.Codes()); n < 300 {
		t.Errorf("%d codes; CAMEO has more than 300", n)
	}
	if !slices.IsSortedFunc(c.Codes(), func(a, b Code) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("codes are not in the order of their digits")
	}
	for _, code := range c.Codes() {
		if root := c.Name(code.Code[:2]); root == "" || code.Name == "" {
			t.Errorf("%s %q has the root %q", code.Code, code.Name, root)
		}
	}
	if g, ok := c.Goldstein("057"); g != 8 || !ok {
		t.Errorf("Goldstein(057) = %g, %t", g, ok)
	}
	if g, ok := c.Goldstein("999"); g != 0 || ok || c.Name("999") != "" {
		t.Errorf("999 is a code that scores %g", g)
	}
}

// Every code but statements and appeals has a PLOVER reading, and every PLOVER
// type is the reading of some code.
func TestCrosswalkCoversBothSides(t *testing.T) {
	for _, name := range []string{PLOVER, PLV} {
		c := open(t, name)
		reached := map[entente.Type]bool{}
		for _, code := range c.Codes() {
			typ, _, _ := c.ToPLOVER(code.Code)
			if said := strings.HasPrefix(code.Code, "01") || strings.HasPrefix(code.Code, "02"); said != (typ == "") {
				t.Errorf("%s: %s (%s) reads as %q", name, code.Code, code.Name, typ)
			}
			reached[typ] = true
		}
		book, err := plover.Open(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, info := range book.Types() {
			if !reached[info.Type] {
				t.Errorf("%s: no code reads as %s", name, info.Type)
			}
		}
	}
}

// The two readings part where the field's gold standards do, and nowhere else.
func TestCrosswalksPart(t *testing.T) {
	manual, older := open(t, PLOVER), open(t, PLV)
	want := map[string][2]entente.Type{
		"055": {entente.Concede, entente.Support},
		"085": {entente.Concede, entente.Retreat},
		"116": {entente.Sanction, entente.Accuse},
		"163": {entente.Sanction, entente.Coerce},
		"191": {entente.Coerce, entente.Assault},
		"192": {entente.Coerce, entente.Assault},
	}
	for _, code := range manual.Codes() {
		a, _, _ := manual.ToPLOVER(code.Code)
		b, _, _ := older.ToPLOVER(code.Code)
		w, parts := want[code.Code]
		if parts && (a != w[0] || b != w[1]) || !parts && a != b {
			t.Errorf("%s reads as %s and %s", code.Code, a, b)
		}
	}
}

func TestToPLOVER(t *testing.T) {
	typ, mode, contexts := open(t, PLOVER).ToPLOVER("1121")
	if typ != entente.Accuse || mode != "allege" || !slices.Equal(contexts, []entente.Context{"corruption", "crime"}) {
		t.Errorf("1121 = %s, %s, %v", typ, mode, contexts)
	}
}

// The way from PLOVER and back comes home to the type it left, in every mode.
func TestFromPLOVERComesHome(t *testing.T) {
	c := open(t, PLOVER)
	book, err := plover.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range book.Types() {
		for _, m := range append([]plover.ModeInfo{{}}, book.Modes(info.Type)...) {
			code := c.FromPLOVER(info.Type, m.Mode)
			if back, _, _ := c.ToPLOVER(code); back != info.Type {
				t.Errorf("%s %s -> %s -> %s", info.Type, m.Mode, code, back)
			}
		}
	}
	if code := c.FromPLOVER("YIELD", ""); code != "" {
		t.Errorf("YIELD -> %s", code)
	}
}

// PLOVER's scores are the means of the Goldstein scores of the codes that read
// as the type or mode, as plover/scale.tsv says.
func TestScaleIsTheMeanOfGoldstein(t *testing.T) {
	c := open(t, PLOVER)
	book, err := plover.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		typ  entente.Type
		mode entente.Mode
	}
	scores := map[key][]float64{}
	for _, code := range c.Codes() {
		typ, mode, _ := c.ToPLOVER(code.Code)
		if len(code.Code) == 2 || typ == "" {
			continue
		}
		scores[key{typ, ""}] = append(scores[key{typ, ""}], code.Goldstein)
		if mode != "" {
			scores[key{typ, mode}] = append(scores[key{typ, mode}], code.Goldstein)
		}
	}
	for k, s := range scores {
		sum := 0.0
		for _, x := range s {
			sum += x
		}
		got, ok := book.Score(k.typ, k.mode)
		if mean := sum / float64(len(s)); !ok || math.Abs(got-mean) > 0.0501 {
			t.Errorf("%s %s scores %g; the mean of %d codes is %.3f", k.typ, k.mode, got, len(s), mean)
		}
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"codes.add.tsv", "code\tgoldstein\tname\n19x\t1\tx\n", `codes.add.tsv:2: "19x" is not a code of two to four digits`},
		{"codes.add.tsv", "code\tgoldstein\tname\n19\t1\tx\n", "codes.add.tsv:2: code 19 is defined twice; remove one of the two"},
		{"codes.add.tsv", "code\tgoldstein\tname\n197\tlow\tx\n", `codes.add.tsv:2: goldstein "low" is not a number from -10 to 10`},
		{"crosswalk/plover.add.tsv", "code\ttype\tmode\tcontexts\n197\tASSAULT\n", `crosswalk/plover.add.tsv:2: unknown CAMEO code "197"`},
		{"crosswalk/plover.add.tsv", "code\ttype\tmode\tcontexts\n190\tASSUALT\n", `crosswalk/plover.add.tsv:2: unknown event type "ASSUALT"; did you mean ASSAULT?`},
		{"default.add.tsv", "type\tmode\tcode\nAID\t\t79\n", `default.add.tsv:2: unknown CAMEO code "79"`},
	} {
		_, err := Open(fstest.MapFS{c.file: {Data: []byte(c.text)}})
		if err == nil || err.Error() != "--data/cameo/"+c.want {
			t.Errorf("%s: err = %v; want %s", c.file, err, c.want)
		}
	}
	if _, err := OpenWith("weis", nil); err == nil || err.Error() != `no crosswalk "weis"; the house keeps plover and plv` {
		t.Errorf("err = %v", err)
	}
}

// TestGoldsteinAgainstICEWS holds the scores against the list in the field's
// own data where the shared folder is present.
func TestGoldsteinAgainstICEWS(t *testing.T) {
	f, err := os.Open("../../../shared/data/events/icews/goldstein_mappings.csv.gz")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: no ../shared/data/events/icews beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	c := open(t, PLOVER)
	for _, row := range rows[1:] {
		want, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Goldstein(row[0]); !ok || got != want {
			t.Errorf("Goldstein(%s) = %g, %t; ICEWS has %g", row[0], got, ok, want)
		}
	}
}
