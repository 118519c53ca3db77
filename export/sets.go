package export

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ontology"
)

// A column of a data set: its name there and its cell; a nil cell is empty.
type column struct {
	name string
	cell func(Scribe, pair) string
}

type tabbed struct {
	Scribe
	w       *bufio.Writer
	columns []column
}

// newTabbed starts a tab-separated file of the columns, as the data sets publish
// theirs: nothing is quoted, and tabs and line ends within cells become spaces.
func newTabbed(s Scribe, w io.Writer, columns []column, header bool) (Writer, error) {
	t := &tabbed{s, bufio.NewWriterSize(w, 64<<10), columns}
	if !header {
		return t, nil
	}
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	_, err := t.w.WriteString(strings.Join(names, "\t") + "\n")
	return t, err
}

func (t *tabbed) Write(d entente.Document, events []entente.Event) error {
	for _, e := range events {
		if !isReal(e) {
			continue
		}
		for _, p := range pairs(d, e) {
			for i, c := range t.columns {
				if i > 0 {
					t.w.WriteByte('\t')
				}
				if c.cell != nil {
					t.w.WriteString(strings.Join(strings.Fields(c.cell(t.Scribe, p)), " "))
				}
			}
			if err := t.w.WriteByte('\n'); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tabbed) Close() error { return t.w.Flush() }

// id is an identity of the pair as the data sets have it, a whole number of
// at most 53 bits: a hash of the event's own identity.
func (p pair) id() string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d", p.event.ID, p.number)
	return strconv.FormatUint(h.Sum64()>>11, 10)
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func (s Scribe) goldstein(p pair) string {
	g, ok := s.CAMEO.Goldstein(s.code(p.event))
	if !ok {
		return ""
	}
	return decimal(g)
}

// sectorName is a sector as ICEWS writes it: "Government".
func (s Scribe) sectorName(p entente.Party) string {
	switch p.Sector {
	case "GOV":
		return "Government"
	case "MIL":
		return "Military"
	case "COP":
		return "Police"
	case "JUD":
		return "Judicial"
	case "LEG":
		return "Legislative / Parliamentary"
	case "SPY":
		return "State-Owned Intelligence"
	case "PTY":
		return "Parties"
	case "OPP":
		return "Opposition Major Party (Out Of Government)"
	case "REB":
		return "Rebel"
	case "SEP":
		return "Separatists"
	case "CVL":
		return "General Population / Civilian / Social"
	case "BUS":
		return "Business"
	case "MED":
		return "News"
	case "IGO":
		return "International Government Organization"
	}
	return ""
}

// icewsColumns are those of the weekly and yearly files of ICEWS on Dataverse.
func icewsColumns() []column {
	return []column{
		{"Event ID", func(_ Scribe, p pair) string { return p.id() }},
		{"Event Date", func(_ Scribe, p pair) string { return p.day().String() }},
		{"Source Name", func(s Scribe, p pair) string { return s.name(p.doc, p.actor) }},
		{"Source Sectors", func(s Scribe, p pair) string { return s.sectorName(p.actor) }},
		{"Source Country", func(s Scribe, p pair) string { return s.countryName(p.actor) }},
		{"Event Text", func(s Scribe, p pair) string { return s.CAMEO.Name(s.code(p.event)) }},
		{"CAMEO Code", func(s Scribe, p pair) string { return s.code(p.event) }},
		{"Intensity", Scribe.goldstein},
		{"Target Name", func(s Scribe, p pair) string { return s.name(p.doc, p.recipient) }},
		{"Target Sectors", func(s Scribe, p pair) string { return s.sectorName(p.recipient) }},
		{"Target Country", func(s Scribe, p pair) string { return s.countryName(p.recipient) }},
		{"Story ID", func(_ Scribe, p pair) string { return string(p.event.Evidence.Document) }},
		{"Sentence Number", nil},
		{"Publisher", func(_ Scribe, p pair) string { return p.doc.Outlet }},
		{"City", func(_ Scribe, p pair) string { return p.placed(entente.PreciseToCity) }},
		{"District", nil},
		{"Province", func(_ Scribe, p pair) string { return p.placed(entente.PreciseToRegion) }},
		{"Country", func(s Scribe, p pair) string { return s.countryName(entente.Party{Entity: p.event.Place.State}) }},
		{"Latitude", latitude},
		{"Longitude", longitude},
	}
}

func (s Scribe) countryName(p entente.Party) string {
	if id := country(p); id != "" {
		return s.Gazetteer.Name(id)
	}
	return ""
}

// polecatColumns are those of the weekly files of POLECAT on Dataverse.
func polecatColumns() []column {
	return []column{
		{"Event ID", func(_ Scribe, p pair) string { return string(p.event.ID) + "-" + strconv.Itoa(p.number) }},
		{"Event Date", func(_ Scribe, p pair) string { return p.day().String() }},
		{"Event Type", func(_ Scribe, p pair) string { return string(p.event.Type) }},
		{"Event Mode", func(_ Scribe, p pair) string { return string(p.event.Mode) }},
		{"Intensity", func(s Scribe, p pair) string { x, _ := s.Plover.Score(p.event.Type, p.event.Mode); return decimal(x) }},
		{"Quad Code", func(s Scribe, p pair) string { return quadWords(s.Plover.Quad(p.event.Type)) }},
		{"Contexts", func(_ Scribe, p pair) string { return joined(p.event.Contexts) }},
		{"Actor Name", func(s Scribe, p pair) string { return s.name(p.doc, p.actor) }},
		{"Actor Country", func(_ Scribe, p pair) string { return string(country(p.actor)) }},
		{"Actor COW", func(s Scribe, p pair) string { return s.in(country(p.actor), "cow", p.day()) }},
		{"Primary Actor Sector", func(_ Scribe, p pair) string { return string(p.actor.Sector) }},
		{"Actor Sectors", func(_ Scribe, p pair) string { return string(p.actor.Sector) }},
		{"Actor Title", nil},
		{"Actor Name Raw", func(_ Scribe, p pair) string { return p.actor.Span.Of(p.doc.Text) }},
		{"Wikipedia Actor ID", nil},
		{"Recipient Name", func(s Scribe, p pair) string { return s.name(p.doc, p.recipient) }},
		{"Recipient Country", func(_ Scribe, p pair) string { return string(country(p.recipient)) }},
		{"Recipient COW", func(s Scribe, p pair) string { return s.in(country(p.recipient), "cow", p.day()) }},
		{"Primary Recipient Sector", func(_ Scribe, p pair) string { return string(p.recipient.Sector) }},
		{"Recipient Sectors", func(_ Scribe, p pair) string { return string(p.recipient.Sector) }},
		{"Recipient Title", nil},
		{"Recipient Name Raw", func(_ Scribe, p pair) string { return p.recipient.Span.Of(p.doc.Text) }},
		{"Wikipedia Recipient ID", nil},
		{"Placename", func(_ Scribe, p pair) string { return p.event.Place.Name }},
		{"City", func(_ Scribe, p pair) string { return p.placed(entente.PreciseToCity) }},
		{"District", nil},
		{"Province", func(_ Scribe, p pair) string { return p.placed(entente.PreciseToRegion) }},
		{"Country", func(_ Scribe, p pair) string { return string(p.event.Place.State) }},
		{"Latitude", latitude},
		{"Longitude", longitude},
		{"GeoNames ID", nil},
		{"Raw Placename", func(_ Scribe, p pair) string { return p.event.Place.Name }},
		{"Feature Type", nil},
		{"Source", func(_ Scribe, p pair) string { return p.doc.Outlet }},
		{"Publication Date", func(_ Scribe, p pair) string { return p.doc.Published.String() }},
		{"Story People", nil},
		{"Story Organizations", nil},
		{"Story Locations", nil},
		{"Language", func(_ Scribe, p pair) string { return p.doc.Language }},
		{"Version", func(Scribe, pair) string { return "entente" }},
	}
}

// placed is the name of the place when it is known to that precision; "" when not.
func (p pair) placed(to entente.PlacePrecision) string {
	if p.event.Place.Precision != to {
		return ""
	}
	return p.event.Place.Name
}

func latitude(_ Scribe, p pair) string { return degrees(p, p.event.Place.Coordinates.Lat) }

func longitude(_ Scribe, p pair) string { return degrees(p, p.event.Place.Coordinates.Lon) }

// degrees is one of the numbers of the place's coordinates, or empty: an unknown
// place does not lie in the Gulf of Guinea.
func degrees(p pair, f float64) string {
	if p.event.Place.Coordinates.IsZero() {
		return ""
	}
	return decimal(f)
}

// geoType is GDELT's kind of the place: 0 unknown, 1 a country, 2 a state of the
// United States, 3 a city there, 4 a city of the rest of the world, 5 a region
// there.
func geoType(_ Scribe, p pair) string {
	home := p.event.Place.State == "USA"
	switch {
	case p.event.Place.State == "":
		return "0"
	case p.event.Place.Precision == entente.PreciseToCity && home:
		return "3"
	case p.event.Place.Precision == entente.PreciseToCity:
		return "4"
	case p.event.Place.Precision == entente.PreciseToRegion && home:
		return "2"
	case p.event.Place.Precision == entente.PreciseToRegion:
		return "5"
	}
	return "1"
}

func quadWords(q ontology.Quad) string {
	words := "Conflict"
	if q.Cooperative() {
		words = "Cooperation"
	}
	if q.Verbal() {
		return "Verbal " + words
	}
	return "Material " + words
}

func joined(cs []entente.Context) string {
	var out []string
	for _, c := range cs {
		out = append(out, string(c))
	}
	return strings.Join(out, ";")
}

// gdeltColumns are the 61 of the event files of GDELT 2.0, which have no header.
func gdeltColumns() []column {
	return append(append(append([]column{
		{"GlobalEventID", func(_ Scribe, p pair) string { return p.id() }},
		{"Day", func(_ Scribe, p pair) string { return p.digits(8) }},
		{"MonthYear", func(_ Scribe, p pair) string { return p.digits(6) }},
		{"Year", func(_ Scribe, p pair) string { return p.digits(4) }},
		{"FractionDate", func(_ Scribe, p pair) string {
			d := p.day()
			if d.IsZero() {
				return ""
			}
			return fmt.Sprintf("%.4f", float64(d.Year())+float64(30*(d.Month()-1)+d.Day())/365)
		}},
	}, actorColumns("Actor1", func(p pair) entente.Party { return p.actor })...),
		actorColumns("Actor2", func(p pair) entente.Party { return p.recipient })...), []column{
		{"IsRootEvent", func(Scribe, pair) string { return "1" }},
		{"EventCode", func(s Scribe, p pair) string { return s.code(p.event) }},
		{"EventBaseCode", func(s Scribe, p pair) string { return first(s.code(p.event), 3) }},
		{"EventRootCode", func(s Scribe, p pair) string { return first(s.code(p.event), 2) }},
		{"QuadClass", func(s Scribe, p pair) string { return strconv.Itoa(int(s.Plover.Quad(p.event.Type))) }},
		{"GoldsteinScale", Scribe.goldstein},
		{"NumMentions", func(Scribe, pair) string { return "1" }},
		{"NumSources", func(Scribe, pair) string { return "1" }},
		{"NumArticles", func(Scribe, pair) string { return "1" }},
		{"AvgTone", nil},
		{"Actor1Geo_Type", func(Scribe, pair) string { return "0" }}, {"Actor1Geo_Fullname", nil}, {"Actor1Geo_CountryCode", nil}, {"Actor1Geo_ADM1Code", nil},
		{"Actor1Geo_ADM2Code", nil}, {"Actor1Geo_Lat", nil}, {"Actor1Geo_Long", nil}, {"Actor1Geo_FeatureID", nil},
		{"Actor2Geo_Type", func(Scribe, pair) string { return "0" }}, {"Actor2Geo_Fullname", nil}, {"Actor2Geo_CountryCode", nil}, {"Actor2Geo_ADM1Code", nil},
		{"Actor2Geo_ADM2Code", nil}, {"Actor2Geo_Lat", nil}, {"Actor2Geo_Long", nil}, {"Actor2Geo_FeatureID", nil},
		{"ActionGeo_Type", geoType},
		{"ActionGeo_Fullname", func(_ Scribe, p pair) string { return p.event.Place.Name }},
		{"ActionGeo_CountryCode", func(s Scribe, p pair) string { return s.in(p.event.Place.State, "fips", p.day()) }},
		{"ActionGeo_ADM1Code", nil}, {"ActionGeo_ADM2Code", nil}, {"ActionGeo_Lat", latitude}, {"ActionGeo_Long", longitude}, {"ActionGeo_FeatureID", nil},
		{"DATEADDED", func(_ Scribe, p pair) string {
			if p.doc.Published.Precision() != entente.Day {
				return ""
			}
			return strings.ReplaceAll(p.doc.Published.String(), "-", "") + "000000"
		}},
		{"SOURCEURL", func(_ Scribe, p pair) string { return p.doc.URL }},
	}...)
}

// actorColumns are GDELT's ten of one side. The code is CAMEO's: the state, then
// the role; bodies of several states have IGO, armed groups of none their role.
func actorColumns(name string, of func(pair) entente.Party) []column {
	return []column{
		{name + "Code", func(s Scribe, p pair) string {
			x := of(p)
			return s.in(country(x), "cameo", p.day()) + s.role(x)
		}},
		{name + "Name", func(s Scribe, p pair) string { return strings.ToUpper(s.name(p.doc, of(p))) }},
		{name + "CountryCode", func(s Scribe, p pair) string { return s.in(country(of(p)), "cameo", p.day()) }},
		{name + "KnownGroupCode", func(_ Scribe, p pair) string {
			_, group, _ := strings.Cut(string(of(p).Entity), ":")
			return group
		}},
		{name + "EthnicCode", nil}, {name + "Religion1Code", nil}, {name + "Religion2Code", nil},
		{name + "Type1Code", func(s Scribe, p pair) string { return s.role(of(p)) }},
		{name + "Type2Code", nil}, {name + "Type3Code", nil},
	}
}

// role is CAMEO's code of what a party is, "" of a state as such.
func (s Scribe) role(p entente.Party) string {
	kind, _, ok := strings.Cut(string(p.Entity), ":")
	if ok && kind == "IGO" {
		return "IGO"
	}
	return string(p.Sector)
}

// digits is the day as digits, as many as asked for.
func (p pair) digits(n int) string {
	return first(strings.ReplaceAll(p.day().String(), "-", ""), n)
}

func first(s string, n int) string { return s[:min(n, len(s))] }
