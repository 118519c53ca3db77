package gdelt

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/datasettest"
	"github.com/entente-project/entente/ontology/cameo"
)

// row is a row of the layout with the cells given by column.
func row(l layout, cells map[int]string) string {
	all := make([]string, l.columns)
	for i, c := range cells {
		all[i] = c
	}
	return strings.Join(all, "\t")
}

// visit is a plain row: a Belarusian minister is received in Moscow.
func visit(l layout) map[int]string {
	return map[int]string{
		colID: "700000001", colDate: "20150919", 2: "201509", 3: "2015", 4: "2015.7096",
		colActor: "BLRGOV", 6: "BELARUS", colState: "BLR", 12: "GOV",
		colActor2: "RUS", 16: "RUSSIA", colState2: "RUS",
		colRoot: "1", colCode: "042", 27: "042", 28: "04", 29: "1", 30: "1.9",
		colMentions: "12", colSources: "3", colArticles: "10", 34: "-1.5",
		l.geoType: "4", l.geoName: "Moscow, Moskva, Russia", l.geoState: "RS", l.geoLat: "55.7522", l.geoLo: "37.6156",
		l.added: "20150920", l.url: "https://www.example.com/news/visit?id=1",
	}
}

// with is cells with pairs of column and text put in.
func with(cells map[int]string, pairs ...any) map[int]string {
	for i := 0; i < len(pairs); i += 2 {
		cells[pairs[i].(int)] = pairs[i+1].(string)
	}
	return cells
}

func TestAVisitInBothLayouts(t *testing.T) {
	g := datasettest.Gazetteer(t)
	for _, c := range []struct {
		set   dataset.Set
		l     layout
		added string
	}{{Events(), v2(), "20150920121500"}, {OldEvents(), v1(), "20150920"}} {
		r := datasettest.Read(t, c.set, "visit.CSV", row(c.l, with(visit(c.l), c.l.added, c.added))+"\n", g)
		if len(r.Events) != 1 {
			t.Fatalf("%s: %d events, rejects %v", c.set.Name, len(r.Events), r.Rejects)
		}
		e := r.Events[0]
		if e.ID != "700000001" || e.Date != entente.NewDate(2015, 9, 19) || e.Added != entente.NewDate(2015, 9, 20) {
			t.Errorf("%s: %s of %s, added %s", c.set.Name, e.ID, e.Date, e.Added)
		}
		if e.Actor != (dataset.Side{Entity: "BLR", Sector: "GOV", Raw: "BLRGOV"}) || e.Recipient != (dataset.Side{Entity: "RUS", Raw: "RUS"}) {
			t.Errorf("%s: %+v > %+v", c.set.Name, e.Actor, e.Recipient)
		}
		if e.Type != entente.Consult || e.Mode != "visit" || e.CAMEO != "042" || e.Aspect != entente.Actual || !e.Lead {
			t.Errorf("%s: %s %s %s %s %t", c.set.Name, e.Type, e.Mode, e.CAMEO, e.Aspect, e.Lead)
		}
		if e.Mentions != 12 || e.Outlets != 3 || e.Reports != 10 {
			t.Errorf("%s: counts %d, %d, %d", c.set.Name, e.Mentions, e.Outlets, e.Reports)
		}
		if e.Place != "RUS" || !e.Precise || e.Lat != 55.7522 || e.Lon != 37.6156 || e.PlaceName != "Moscow, Moskva, Russia" {
			t.Errorf("%s: in %s %q, %g %g", c.set.Name, e.Place, e.PlaceName, e.Lat, e.Lon)
		}
		if e.Outlet != "example.com" || e.URL != "https://www.example.com/news/visit?id=1" {
			t.Errorf("%s: outlet %q, %q", c.set.Name, e.Outlet, e.URL)
		}
	}
}

// The files before April 2013 have no addresses.
func TestOldRowsWithoutAddress(t *testing.T) {
	text := row(v1(), visit(v1()))
	text = text[:strings.LastIndexByte(text, '\t')]
	r := datasettest.Read(t, OldEvents(), "1979.csv", text, datasettest.Gazetteer(t))
	if len(r.Events) != 1 || r.Events[0].URL != "" || r.Events[0].Outlet != "" || r.Events[0].Added.IsZero() {
		t.Errorf("%+v, %v", r.Events, r.Rejects)
	}
}

func TestRejects(t *testing.T) {
	g := datasettest.Gazetteer(t)
	l := v2()
	for _, c := range []struct{ text, reason, what string }{
		{row(l, with(visit(l), colDate, "")), "no date", ""},
		{row(l, with(visit(l), colDate, "20150931")), "date that does not exist", "20150931"},
		{row(l, with(visit(l), colDate, "201509")), "date that does not exist", "201509"},
		{row(l, with(visit(l), l.added, "2015")), "date of adding that does not exist", "2015"},
		{row(l, with(visit(l), colCode, "---")), "no such code in CAMEO", "---"},
		{row(l, with(visit(l), colCode, "223")), "no such code in CAMEO", "223"},
		{row(l, with(visit(l), colActor, "", colState, "", colActor2, "", colState2, "")), "no actor at all", ""},
		{row(l, with(visit(l), colID, "")), "no number of the event", ""},
		{row(l, with(visit(l), colSources, "-1")), "count that is no number", "-1"},
		{row(l, with(visit(l), l.geoLat, "NaN")), "coordinates that do not exist", "NaN 37.6156"},
		{row(l, with(visit(l), l.geoLo, "237")), "coordinates that do not exist", "55.7522 237"},
		{row(l, visit(l)) + "\tmore", "wrong number of columns", "62"},
		{"half a row\t1", "wrong number of columns", "2"},
		{row(l, visit(l)) + strings.Repeat("x", 2<<20), "line longer than a mebibyte", ""},
	} {
		good := row(l, visit(l)) + "\n"
		r := datasettest.Read(t, Events(), "x", good+c.text+"\n"+good, g)
		if len(r.Events) != 2 || len(r.Rejects) != 1 {
			t.Errorf("%s: %d events, %d rejects", c.reason, len(r.Events), len(r.Rejects))
			continue
		}
		if x := r.Rejects[0]; x.Line != 2 || x.Reason != c.reason || x.What != c.what || x.Row[:4] != c.text[:4] {
			t.Errorf("rejected line %d for %q, %q; want %q, %q", x.Line, x.Reason, x.What, c.reason, c.what)
		}
	}
}

// Regions are nobody's: GDELT calls Europe and the West countries.
func TestRegionsAreNoStates(t *testing.T) {
	g := datasettest.Gazetteer(t)
	l := v2()
	for _, region := range []string{"EUR", "WST", "AFR", "MEA", "SEA", "LAM"} {
		r := datasettest.Read(t, Events(), "x", row(l, with(visit(l), colActor, region, colState, region)), g)
		if len(r.Events) != 1 || r.Events[0].Actor != (dataset.Side{Raw: region}) {
			t.Errorf("%s: %+v", region, r.Events)
		}
	}
}

// The middle of a state or province is not where something happened.
func TestPreciseIsATown(t *testing.T) {
	g := datasettest.Gazetteer(t)
	l := v2()
	for typ, want := range map[string]bool{"0": false, "1": false, "2": false, "3": true, "4": true, "5": false, "": false} {
		r := datasettest.Read(t, Events(), "x", row(l, with(visit(l), l.geoType, typ)), g)
		if len(r.Events) != 1 || r.Events[0].Precise != want {
			t.Errorf("type %q: %+v", typ, r.Events)
		}
	}
}

// Some rows have a longitude and no latitude.
func TestHalfAPlaceIsNoPlace(t *testing.T) {
	l := v2()
	r := datasettest.Read(t, Events(), "x", row(l, with(visit(l), l.geoLat, "")), datasettest.Gazetteer(t))
	if len(r.Events) != 1 || r.Events[0].Precise || r.Events[0].Lon != 0 {
		t.Errorf("%+v, %v", r.Events, r.Rejects)
	}
}

func TestMentions(t *testing.T) {
	cells := []string{"700000001", "20150919101500", "20150920121500", "1", "example.com", "https://example.com/a", "4", "-1", "99", "120", "0", "60", "1000", "0.5", "srclc:rus;eng:Moses 2.1.1", ""}
	good := strings.Join(cells, "\t") + "\n"
	bad := func(i int, s string) string {
		c := slices.Clone(cells)
		c[i] = s
		return strings.Join(c, "\t") + "\n"
	}
	r := datasettest.Read(t, Mentions(), "m", good+bad(0, "")+bad(1, "2015")+bad(2, "x")+bad(6, "first")+bad(11, "101")+"a\tb\n", datasettest.Gazetteer(t))
	want := dataset.Mention{Event: "700000001", Date: entente.NewDate(2015, 9, 19), Seen: entente.NewDate(2015, 9, 20), Outlet: "example.com", URL: "https://example.com/a", Sentence: 4, Confidence: 0.6, Language: "rus"}
	if len(r.Mentions) != 1 || r.Mentions[0] != want || len(r.Rejects) != 6 {
		t.Errorf("%+v, %d rejects", r.Mentions, len(r.Rejects))
	}
	var only struct{ dataset.Sink }
	err := Mentions().Read(t.Context(), dataset.File{Name: "m", In: strings.NewReader(good)}, only)
	if err == nil || !strings.Contains(err.Error(), "m: a file of mentions, which are not taken here") {
		t.Errorf("err = %v", err)
	}
}

func TestAnotherLayoutIsAnError(t *testing.T) {
	g := datasettest.Gazetteer(t)
	twenty := strings.Repeat("x\t", 19) + "x\n"
	for _, c := range []struct {
		set       dataset.Set
		text      string
		want      string
		knowsOwns bool
	}{
		{Events(), twenty, "x.csv:1: expected 61 tab-separated columns (events of GDELT 2.0), found 20; is it a file of another data set?", true},
		{OldEvents(), row(v2(), visit(v2())), "x.csv:1: expected 58 tab-separated columns (events of GDELT 1.0), found 61; is it a file of another data set?", true},
		{Mentions(), twenty, "x.csv:1: expected 16 tab-separated columns (mentions of GDELT 2.0), found 20; is it a file of another data set?", true},
	} {
		err := c.set.Read(t.Context(), dataset.File{Name: "x.csv", In: strings.NewReader(c.text), Entities: g}, &datasettest.Record{})
		if err == nil || err.Error() != c.want {
			t.Errorf("err = %v; want %s", err, c.want)
		}
		if c.set.Knows("x.csv", []byte(c.text)) {
			t.Errorf("%s knows %.20q", c.set.Name, c.text)
		}
	}
	if !Events().Knows("x", []byte(row(v2(), visit(v2()))+"\n")) || !OldEvents().Knows("x", []byte(row(v1(), visit(v1()))+"\r\n")) {
		t.Error("a set does not know its own layout")
	}
}

// What reads stops when it is told to, and at the first error of the sink.
func TestReadStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f := dataset.File{Name: "x", In: generated(10_000), Entities: datasettest.Gazetteer(t)}
	if err := Events().Read(ctx, f, &datasettest.Record{}); err != context.Canceled {
		t.Errorf("err = %v", err)
	}
	f.In = generated(10)
	if err := Events().Read(t.Context(), f, full{}); err != io.ErrShortWrite {
		t.Errorf("err = %v", err)
	}
}

type full struct{ dataset.Sink }

func (full) Event(dataset.Event) error { return io.ErrShortWrite }

// generated is a file of n rows as GDELT's are: 61 columns, a few dates, some hundred
// codes, addresses of their own, the same on every call.
func generated(n int) io.Reader {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(ss []string) string { return ss[random.IntN(len(ss))] }
	states := strings.Fields("USA GBR FRA DEU RUS CHN IND BRA ZAF EGY ISR PSE IRN IRQ SYR TUR UKR POL ITA ESP JPN KOR PRK AUS CAN MEX NGA KEN ETH PAK AFG BLR KAZ SAU YEM")
	roles := strings.Fields("GOV MIL COP CVL BUS MED LEG JUD EDU OPP REB HLH")
	fips := strings.Fields("US UK FR GM RS CH IN BR SF EG IS WE IR IZ SY TU UP PL IT SP JA KS KN AS CA MX NI KE ET PK AF BO KZ SA YM")
	acts := strings.Fields("010 020 036 040 042 043 046 051 057 061 070 073 084 090 100 110 111 112 120 130 138 141 145 150 160 163 172 173 180 182 190 193 194 195 0211 0871 1123 1831")
	dates := []string{"20171231", "20180101", "20171225", "20171202", "20170101", "20080101"}
	return &stream{next: func(buf []byte, i int) []byte {
		side := func() (string, string) {
			switch random.IntN(10) {
			case 0:
				return "", ""
			case 1, 2:
				return pick(roles), ""
			case 3:
				return "IGOUNO", ""
			case 4, 5:
				s := pick(states)
				return s + pick(roles), s
			}
			s := pick(states)
			return s, s
		}
		a, as := side()
		b, bs := side()
		if a == "" {
			a, as = "USA", "USA"
		}
		code, day, place := pick(acts), pick(dates), pick(fips)
		lat, lon := random.Float64()*180-90, random.Float64()*360-180
		buf = fmt.Appendf(buf, "%d\t%s\t%s\t%s\t%s.9096\t%s\tNAME OF IT\t%s\t\t\t\t\t\t\t\t%s\tNAME OF IT\t%s\t\t\t\t\t\t\t\t%d\t%s\t%.3s\t%.2s\t1\t-4.4\t%d\t%d\t%d\t%.13f\t",
			700_000_000+i, day, day[:6], day[:4], day[:4], a, as, b, bs, random.IntN(2), code, code, code, random.IntN(40), random.IntN(9), random.IntN(40), random.Float64()*20-10)
		for range 3 {
			buf = fmt.Appendf(buf, "4\tName of a Town, Province, State\t%s\t%s07\t5402\t%.4f\t%.4f\t-1586844\t", place, place, lat, lon)
		}
		return fmt.Appendf(buf, "20180101000000\thttp://www.example%d.com/news/world/a-story-of-some-length-and-then-some-more-words/%x\n", random.IntN(900), random.Uint64())
	}, n: n}
}

// A stream makes n rows as they are read.
type stream struct {
	next func([]byte, int) []byte
	n, i int
	buf  []byte
}

func (s *stream) Read(p []byte) (int, error) {
	for len(s.buf) < len(p) && s.i < s.n {
		s.buf = s.next(s.buf, s.i)
		s.i++
	}
	if len(s.buf) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.buf)
	s.buf = s.buf[:copy(s.buf, s.buf[n:])]
	return n, nil
}

func TestGeneratedRowsAreAllGiven(t *testing.T) {
	text, err := io.ReadAll(generated(3000))
	if err != nil {
		t.Fatal(err)
	}
	r := datasettest.Read(t, Events(), "generated", string(text), datasettest.Gazetteer(t))
	if len(r.Events) != 3000 || len(r.Rejects) != 0 {
		t.Errorf("%d events, %d rejects", len(r.Events), len(r.Rejects))
	}
}

// Reading takes next to no memory of its own: less than a tenth of an allocation a row.
func TestReadingAllocatesLittle(t *testing.T) {
	text, err := io.ReadAll(generated(20_000))
	if err != nil {
		t.Fatal(err)
	}
	set, g := Events(), datasettest.Gazetteer(t)
	read := func() {
		if err := set.Read(context.Background(), dataset.File{Name: "x", In: bytes.NewReader(text), Entities: g}, &count{}); err != nil {
			t.Fatal(err)
		}
	}
	read()
	if n := testing.AllocsPerRun(2, read); n > 2000 {
		t.Errorf("%g allocations for 20,000 rows", n)
	}
}

type count struct {
	dataset.Sink
	events, rejects int
}

func (c *count) Event(dataset.Event) error { c.events++; return nil }

func (c *count) Reject(int, string, string, []byte) error { c.rejects++; return nil }

func BenchmarkEvents(b *testing.B) {
	const n = 100_000
	text, err := io.ReadAll(generated(n))
	if err != nil {
		b.Fatal(err)
	}
	set, g := Events(), datasettest.Gazetteer(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var c count
		if err := set.Read(context.Background(), dataset.File{Name: "x", In: bytes.NewReader(text), Entities: g}, &c); err != nil || c.events != n {
			b.Fatal(err, c)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func fuzz(f *testing.F, set dataset.Set, n int, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	g := datasettest.Gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := &datasettest.Record{}
		if set.Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader(text), Entities: g}, r) != nil {
			return
		}
		r.Check(t)
		if got, rows := len(r.Events)+len(r.Mentions)+len(r.Rejects), datasettest.Rows(text); got != rows {
			t.Errorf("%d given and %d rejected of %d rows", len(r.Events)+len(r.Mentions), len(r.Rejects), rows)
		}
	})
}

func FuzzEvents(f *testing.F) {
	l := v2()
	good := row(l, visit(l))
	fuzz(f, Events(), 61, good, good+"\r\n\n"+good, "\ufeff"+good, good+"\n"+strings.ReplaceAll(good, "B", "\xff"))
}

func FuzzOldEvents(f *testing.F) { fuzz(f, OldEvents(), 58, row(v1(), visit(v1()))+"\n") }

func FuzzMentions(f *testing.F) {
	fuzz(f, Mentions(), 16, "1\t20150919101500\t20150920121500\t1\texample.com\thttps://example.com/a\t4\t-1\t99\t120\t0\t60\t1000\t0.5\tsrclc:rus;eng:x\t\n")
}

// The real files beside the repository have the rows that their list says, all of
// them are read, and their actors are mapped as far as they were.
func TestRealFiles(t *testing.T) {
	g := datasettest.Gazetteer(t)
	for _, c := range []struct {
		set    dataset.Set
		file   string
		rows   int
		states float64 // least share of named sides that are states or bodies
	}{
		{Events(), "20180101000000.export.CSV.gz", 2414, 0.60},
		{OldEvents(), "20170312.export.v1.sample.tsv.gz", 50, 0.60},
		{Events(), "20170701234500.export.v2.sample.tsv.gz", 50, 0.50},
		{Events(), "20170701234500.translation.export.v2.sample.tsv.gz", 50, 0.50},
		{Mentions(), "20170701234500.mentions.sample.tsv.gz", 50, 0},
		{Mentions(), "20170701234500.translation.mentions.sample.tsv.gz", 50, 0},
		{Mentions(), "20170701234500.translation.mentions.full.tsv.gz", 1635, 0},
	} {
		r := &datasettest.Record{}
		if err := c.set.Read(t.Context(), dataset.File{Name: c.file, In: datasettest.Shared(t, "../..", "gdelt/"+c.file), Entities: g}, r); err != nil {
			t.Error(err)
			continue
		}
		r.Check(t)
		if len(r.Events)+len(r.Mentions) != c.rows || len(r.Rejects) != 0 {
			t.Errorf("%s: %d events, %d mentions, %d rejects %v; want %d rows", c.file, len(r.Events), len(r.Mentions), len(r.Rejects), r.Shares().Rejecting, c.rows)
		}
		s := r.Shares()
		if s.Events > 0 {
			t.Logf("%s: %s", c.file, s)
		}
		if mapped := float64(s.States+s.Bodies) / float64(max(s.Sides, 1)); mapped < c.states {
			t.Errorf("%s: %.2f of the sides are mapped", c.file, mapped)
		}
	}
}

// Where GDELT gives a state's code beside an actor's, the two agree: taking the actor's
// code apart finds no other state.
func TestActorsAgreeWithTheirColumns(t *testing.T) {
	g := datasettest.Gazetteer(t)
	text, err := io.ReadAll(datasettest.Shared(t, "../..", "gdelt/20180101000000.export.CSV.gz"))
	if err != nil {
		t.Fatal(err)
	}
	r := datasettest.Read(t, Events(), "x", string(text), g)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != len(r.Events) {
		t.Fatalf("%d rows and %d events", len(lines), len(r.Events))
	}
	agree := 0
	for i, e := range r.Events {
		cells := strings.Split(lines[i], "\t")
		for _, side := range []struct {
			dataset.Side
			column int
		}{{e.Actor, colState}, {e.Recipient, colState2}} {
			id, ok := g.FromCode("gdelt", cells[side.column], e.Date)
			if !ok {
				continue
			}
			agree++
			if side.Entity != id {
				t.Errorf("%s is %q, its column says %s", side.Raw, side.Entity, id)
			}
		}
	}
	if agree < 1000 {
		t.Errorf("%d sides have a state's code", agree)
	}
}

// Codes read in PLOVER as the file's codebook has it: the older validation sets call an
// embargo something else than the manual.
func TestCrosswalkIsTheFiles(t *testing.T) {
	g := datasettest.Gazetteer(t)
	plv, err := cameo.OpenWith(cameo.PLV, nil)
	if err != nil {
		t.Fatal(err)
	}
	set, text := Events(), row(v2(), with(visit(v2()), colCode, "163"))
	for _, c := range []struct {
		book *cameo.Codebook
		want entente.Type
	}{{nil, entente.Sanction}, {plv, entente.Coerce}, {nil, entente.Sanction}} {
		r := &datasettest.Record{}
		f := dataset.File{Name: "x", In: strings.NewReader(text), Entities: g, CAMEO: c.book}
		if err := set.Read(t.Context(), f, r); err != nil || len(r.Events) != 1 || r.Events[0].Type != c.want {
			t.Errorf("%+v, %v; want %s", r.Events, err, c.want)
		}
	}
}

// Files may be read at the same time by one set, each with entities of its own.
func TestFilesAtTheSameTime(t *testing.T) {
	g := datasettest.Gazetteer(t)
	set := Events()
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for known, e := range map[bool]dataset.Entities{true: g, false: nobody{map[string]bool{}}} {
				r := &datasettest.Record{}
				if err := set.Read(t.Context(), dataset.File{Name: "x", In: generated(500), Entities: e}, r); err != nil || len(r.Events) != 500 {
					t.Errorf("%d events, %v", len(r.Events), err)
				}
				if s := r.Shares(); (s.States > 400) != known { // Germany stands in the table of actors
					t.Errorf("%d states", s.States)
				}
			}
		})
	}
}

// nobody knows no code. It cannot be compared.
type nobody struct{ codes map[string]bool }

func (nobody) FromCode(string, string, entente.Date) (entente.EntityID, bool) { return "", false }

func (nobody) State(string) (entente.EntityID, error) { return "", io.EOF }

func (nobody) Exists(entente.EntityID, entente.Date) bool { return false }
