package entity

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// record is a row of a CSV file by column name.
type record map[string]string

// shared reads a gzipped CSV file of ../shared/data, or skips the test where that
// folder is not present.
func shared(t *testing.T, name string) []record {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "data", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("not checked against the field's own lists: %s is not here", name)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(z)
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	var out []record
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		rec := record{}
		for i, c := range row {
			if i < len(head) && c != "NA" {
				rec[head[i]] = c
			}
		}
		out = append(out, rec)
	}
}

// TestTownsLieWhereGeoNamesHasThem holds the coordinates of every city that GeoNames
// has under the same name in the same state to lying within 30 km of one of those.
func TestTownsLieWhereGeoNamesHasThem(t *testing.T) {
	g := open(t)
	towns := map[string][]entente.Coordinates{}
	for _, r := range shared(t, "gazetteer/geonames_cities15000.csv.gz") {
		id, ok := g.FromCode("iso2", r["iso2"], entente.Date{})
		if at, err := degrees(r["lat"], r["lon"]); ok && err == nil {
			key := string(id) + " " + loosen(r["name"])
			towns[key] = append(towns[key], at)
		}
	}
	namesakes := []string{"GBR Stanley", "USA San Juan", "MEX Puebla"} // the larger ones have no town of the same spelling there
	checked := 0
	for _, r := range shelf(t, "places").Rows {
		at, err := coordinates(r)
		if err != nil {
			t.Error(err)
		}
		near := towns[r.Get("entity")+" "+loosen(r.Get("name"))]
		if r.Get("kind") != string(City) || len(near) == 0 || slices.Contains(namesakes, r.Get("entity")+" "+r.Get("name")) {
			continue
		}
		checked++
		if !slices.ContainsFunc(near, func(c entente.Coordinates) bool {
			return math.Hypot(c.Lat-at.Lat, (c.Lon-at.Lon)*math.Cos(at.Lat*math.Pi/180))*111 < 30
		}) {
			t.Errorf("%s: %s lies at %v, and GeoNames has %v", r.Place(), r.Get("name"), at, near)
		}
	}
	t.Logf("%d cities checked", checked)
}

// codesOtherwise says why names or codes differ from the panel, by its name for
// the country and the scheme.
var codesOtherwise = map[string]string{
	"Micronesia (Federated States of) name": "the panel's own way to write the name",
	"Myanmar (Burma) name":                  "the panel's own way to write the name",
	"Yemen People's Republic name":          "the panel's own name for South Yemen",
	"Germany fips":                          "FIPS had GE for the Federal Republic until 1990; the panel writes GM throughout",
	"Yemen fips":                            "FIPS had YE for the Yemen Arab Republic until 1990; the panel writes YM throughout",
	"Yemen Arab Republic cow":               "COW's 678 ends with unity in May 1990, the panel's row with the year",
	"Russia iso3":                           "the Soviet Union is a state of its own here, not Russia's past",
	"Russia iso2":                           "the Soviet Union is a state of its own here, not Russia's past",
	"Russia fips":                           "the Soviet Union is a state of its own here, not Russia's past",
	"Yugoslavia name":                       "its name was Serbia and Montenegro from February 2003",
	"Syria name":                            "Syria was part of the United Arab Republic from 1958 to 1961",
	"Austria name":                          "Austria was part of Germany from 1938 to 1945",
	"St. Vincent & Grenadines name":         "the panel's own way to write the name",
}

// TestCodes holds names and codes of every country-year since 1926 against
// countrycode's panel.
func TestCodes(t *testing.T) {
	g := open(t)
	seen := map[string]bool{}
	tell := func(key, format string, args ...any) {
		t.Helper()
		if !seen[key] && codesOtherwise[key] == "" {
			t.Errorf(format, args...)
		}
		seen[key] = true
	}
	checked := 0
	for _, r := range shared(t, "gazetteer/countrycode/codelist_panel.csv.gz") {
		year, err := strconv.Atoi(r["year"])
		if err != nil || year < 1926 {
			continue
		}
		name := r["country.name.en"]
		on := entente.NewDate(year, 12, 31)
		id, ok := stateOn(g, name, on)
		if !ok {
			on = entente.NewDate(year, 1, 1)
			id, ok = stateOn(g, name, on)
		}
		if !ok {
			if r["cown"] != "" || r["gwn"] != "" {
				tell(name+" name", "%d %s is no state here", year, name)
			}
			continue
		}
		for scheme, column := range map[string]string{"cow": "cown", "gw": "gwn", "iso3": "iso3c", "iso2": "iso2c", "fips": "fips"} {
			want := r[column]
			if want == "" {
				continue
			}
			checked++
			got, _ := g.Code(id, scheme, on)
			back, _ := g.FromCode(scheme, want, on)
			if got != want || back != id {
				tell(name+" "+scheme, "%d %s %s: %s has %q, the panel %q; here that is %s", year, name, scheme, id, got, want, back)
			}
		}
	}
	t.Logf("%d codes of country-years checked", checked)
	for key := range codesOtherwise {
		if !seen[key] {
			t.Errorf("%s no longer differs; take its reason out", key)
		}
	}
}

// stateOn is the state that name means on the day, if it means one that exists.
func stateOn(g *Gazetteer, name string, on entente.Date) (entente.EntityID, bool) {
	for _, m := range g.Lookup(name, on) {
		if m.Kind == State && slices.Contains(g.States(on), m.Entity) {
			return m.Entity, true
		}
	}
	return "", false
}

// A span of days within which two tables may differ on a date: they count
// independence from the declaration, its recognition or the transfer of power.
const slack = 400

// datesOtherwise says why a state begins or ends at another time here than in
// COW's and Gleditsch and Ward's lists, by list and number.
var datesOtherwise = func() map[string]string {
	out := map[string]string{
		"cow 41 start":  "the American occupation to 1934 did not end the state",
		"gw 41 start":   "the American occupation to 1934 did not end the state",
		"cow 260 start": "founded in 1949; COW counts from full sovereignty in 1955",
		"cow 265 start": "founded in 1949; COW counts from full sovereignty in 1954",
		"cow 305 start": "restored in 1945; COW counts from the State Treaty of 1955",
		"cow 651 start": "independent in 1922; COW counts from the League of Nations in 1937",
		"cow 660 start": "independent in 1943; COW counts from the last French troops in 1946",
		"cow 678 start": "independent of the Ottomans in 1918; COW counts from 1926",
		"gw 670 start":  "the treaty of Jeddah recognised it in 1927; its name is of 1932",
		"cow 816 start": "proclaimed in 1945; both lists count from the Geneva accords of 1954",
		"gw 816 start":  "proclaimed in 1945; both lists count from the Geneva accords of 1954",
		"cow 850 start": "proclaimed in 1945; COW counts from the transfer of power in 1949",
		"cow 511 start": "it lived for four months", "cow 511 end": "it lived for four months",
		"gw 511 start": "it lived for four months", "gw 511 end": "it lived for four months",
	}
	for _, code := range []string{"210", "211", "212", "220", "290", "315", "339", "345", "350", "385", "390", "530", "740"} {
		out["cow "+code+" start"] = "an occupation did not end the state"
		out["cow "+code+" end"] = "an occupation did not end the state"
	}
	for _, code := range []string{"221", "223", "232", "331", "343", "698", "760", "935", "946", "947", "955", "970", "983", "987", "990"} {
		out["cow "+code+" start"] = "independent before COW counts it, from its admission to the United Nations"
	}
	return out
}()

// TestStates holds the begin and end of every state since 1926 against both
// lists of the field.
func TestStates(t *testing.T) {
	g := open(t)
	day := func(r record, prefix string) entente.Date {
		n := func(part string) int { v, _ := strconv.Atoi(r[prefix+part]); return v }
		return entente.NewDate(n("year"), n("month"), n("day"))
	}
	for _, r := range shared(t, "structure/peacesciencer/cow_states.csv.gz") {
		checkState(t, g, "cow", r["ccode"], r["statenme"], day(r, "st"), day(r, "end"), 2016)
	}
	for _, r := range shared(t, "structure/peacesciencer/gw_states.csv.gz") {
		checkState(t, g, "gw", r["gwcode"], r["statename"], date(t, r["startdate"]), date(t, r["enddate"]), 2017)
	}
}

func checkState(t *testing.T, g *Gazetteer, scheme, code, name string, start, end entente.Date, vintage int) {
	t.Helper()
	if end.Year() < 1926 {
		return
	}
	for _, side := range []struct {
		what          string
		inside, after entente.Date
	}{
		{"start", start.AddDays(slack), start.AddDays(-slack)},
		{"end", end.AddDays(-slack), end.AddDays(slack)},
	} {
		if side.what == "start" && start.Year() < 1926 {
			continue
		}
		id, ok := g.FromCode(scheme, code, side.inside)
		if key := scheme + " " + code + " " + side.what; datesOtherwise[key] != "" {
			continue
		}
		if !ok || !slices.Contains(g.States(side.inside), id) {
			t.Errorf("%s %s %s: no state on %s, inside %s to %s (%s)", scheme, code, name, side.inside, start, end, id)
		}
		if side.what == "end" && end.Year() >= vintage {
			continue
		}
		if c, _ := g.Code(id, scheme, side.after); slices.Contains(g.States(side.after), id) && c == code {
			t.Errorf("%s %s %s: %s is a state on %s, outside %s to %s", scheme, code, name, id, side.after, start, end)
		}
	}
}

// capitalsOtherwise says why a capital of COW's list is not checked.
var capitalsOtherwise = map[string]string{
	"Aden":             "the list goes on beyond the state's end in 1990",
	"Ho Chi Minh City": "the list goes on beyond the state's end in 1975; the name is of 1976",
	"Schwerin":         "the state of Mecklenburg-Schwerin ended in 1867; the list goes on",
}

// TestCapitals finds every capital of a state since 1926 under the name that COW's
// list gives it, on a day in the middle of its time.
func TestCapitals(t *testing.T) {
	g := open(t)
	for _, r := range shared(t, "structure/peacesciencer/cow_capitals.csv.gz") {
		start, end := date(t, r["stdate"]), date(t, r["enddate"])
		if end.Year() < 1926 {
			continue
		}
		if capitalsOtherwise[r["capital"]] != "" {
			continue
		}
		on := middle(start, end)
		id, ok := g.FromCode("cow", r["ccode"], on)
		if !ok {
			t.Errorf("cow %s %s is no state here", r["ccode"], r["statenme"])
			continue
		}
		found := false
		for _, m := range g.Lookup(r["capital"], on) {
			found = found || m.Entity == id
		}
		if !found {
			t.Errorf("%s: %s is no capital of %s on %s: %s", r["statenme"], r["capital"], id, on, meanings(g.Lookup(r["capital"], on)))
		}
	}
}

func middle(start, end entente.Date) entente.Date {
	if start.Year() < 1926 {
		start = entente.NewDate(1926, 1, 1)
	}
	days := int(end.Time().Sub(start.Time()).Hours() / 24)
	return start.AddDays(days / 2)
}

// leadersOtherwise says why a leader of REIGN's list is not found here.
var leadersOtherwise = map[string]string{
	"NER Mamadou": "the list has Tandja's first name", "NER Djibo": "the list has a part of Salou Djibo's name that many bear",
	"SYR Al-Assad H.": "the list's own way to write the name", "QAT Amad Al Thani": "the list's own way to write the name",
	"ARE An-Nahayan": "the list's own way to write the name", "ETH Desalegn": "the press calls Hailemariam by his first name",
	"MYS Mahatir Bin Mohammad": "the list's own spelling", "COL Arango": "the list has Pastrana's second surname",
	"SAU Abdullah": "the name of two kings and many princes; King Abdullah is here", "THA Vejjajiva": "the press calls Abhisit by his first name",
	"BGR Saksgoburggotski": "the list's own spelling", "CAF Djotidia": "the list's own spelling", "BFA Campaore": "the list's own spelling",
	"TUN Essebi": "the list's own spelling", "BGD Fakhruddin": "a first name that many bear; Fakhruddin Ahmed is here",
	"GTM Molina": "the press calls him Pérez Molina", "CRI Miranda": "the list has Chinchilla's second surname", "MLT Adami": "the press calls him Fenech Adami",
	"HND Lobo": "also a common word; Porfirio Lobo goes by the full name", "ISL Sigurdardottir": "Jóhanna Sigurðardóttir goes by the full name",
	"MKD Spasovksi": "the list's own spelling", "BIH Komisic ": "the list's own spelling", "GNB Raimundo Perreira": "the list's own spelling",
	"BEN Yayi Boni": "the list turns the name round", "MRT Sidi Ahmed Taya": "the list's own way to write the name",
	"MRT Ould Cheikh Abdellahi": "the list's own spelling", "KWT Jabir As-Sabah": "the list's own spelling", "KWT Jabir Ahmad Al Sabah": "the list has Jaber for Sabah al-Ahmad",
	"OMN Qabus Bin Said": "the list's own spelling", "COL Vargas": "the list has Barco's second surname", "COL Trujillo": "the list has Gaviria's second surname", "COL Pizano": "the list has Samper's second surname",
	"FRA Mitterand": "the list's own spelling", "AND Molne": "the list has Forné's second surname", "BLZ D.Barrow": "the list's own way to write the name",
	"DDR Gysi": "he led the party; Modrow and de Maizière governed", "ROU Vacariou": "the list's own spelling", "NER Seibou": "the list's own spelling",
	"LBR Kpormapkor": "the chair of a council that is not kept here", "ZAF deKlerk": "the list's own spelling",
	"KWT Saddam Hussein": "an occupation", "CHN Deng Xiaoping": "he gave up his last office in 1989",
	"LKA Wijetunge": "the list's own spelling", "LAO Phomivan": "the list's own spelling", "LAO Phounsavanh": "the list's own spelling", "LAO Vorachit": "the list's own spelling",
	"TUV Sopoaga": "the list has Enele Sopoaga for Saufatu Sopoanga", "TON Tu'ipelehake": "a prince of many names who governed before 1991",
	"KIR Teannaki term": "he fell by a vote in May 1994; a council governed until the next election",
	"VNM Phieu":         "Le Kha Phieu goes by the full name", "MLI Amadou Toure": "Amadou Toumani Touré goes by the full name",
}

// TestLeaders finds every leader whom REIGN's list has in power for half a year or
// more since 1990, in the states that leaders.tsv covers, on a day in the middle
// of the time.
func TestLeaders(t *testing.T) {
	g := open(t)
	covered := map[entente.EntityID]bool{}
	for _, r := range shelf(t, "leaders").Rows {
		covered[entente.EntityID(r.Get("entity"))] = true
	}
	names := governing(t)
	found, all := 0, 0
	for _, r := range shared(t, "structure/leaders/reign_leaderlist_3_21.csv.gz") {
		n := func(c string) int { v, _ := strconv.Atoi(r[c]); return v }
		start, end := entente.NewDate(n("syear"), n("smonth"), max(n("sdate"), 1)), entente.NewDate(n("eyear"), n("emonth"), 0).Last()
		if early := entente.NewDate(1990, 1, 1); start.Compare(early) < 0 {
			start = early
		}
		days := int(end.Time().Sub(start.Time()).Hours() / 24)
		if days < 180 {
			continue
		}
		on := start.AddDays(days / 2)
		id, ok := g.FromCode("cow", r["ccode"], on)
		if !ok || !covered[id] || id == "SMR" { // San Marino's captains regent serve for half a year and stay out of the news
			continue
		}
		all++
		if inOffice(g, names, r["leader"], id, on) {
			found++
			checkTerm(t, g, names, r["leader"], id, start, end)
			continue
		}
		if leadersOtherwise[string(id)+" "+r["leader"]] == "" {
			t.Errorf("%s: %s is not in office on %s", id, r["leader"], on)
		}
	}
	t.Logf("%d of %d leaders found", found, all)
}

// inOffice reports whether a name, or a word of it, means someone in office for id
// or is a word of the name of one, as for those who go by the full name only.
func inOffice(g *Gazetteer, names map[entente.EntityID][]string, name string, id entente.EntityID, on entente.Date) bool {
	try := append([]string{name}, strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" -,", r) })...)
	for _, n := range try {
		for _, m := range g.Lookup(n, on) {
			if m.Kind == Leader && m.Entity == id && m.Sector == government {
				return true
			}
		}
	}
	for _, full := range names[id] {
		for _, n := range try {
			words := strings.Fields(strings.ReplaceAll(loosen(full), "-", " "))
			if len(n) > 2 && slices.Contains(words, loosen(n)) && slices.ContainsFunc(g.Lookup(full, on), func(m Meaning) bool { return m.Entity == id && m.Sector == government }) {
				return true
			}
		}
	}
	return false
}

// governing lists the names in leaders.tsv by entity.
func governing(t *testing.T) map[entente.EntityID][]string {
	t.Helper()
	out := map[entente.EntityID][]string{}
	for _, r := range shelf(t, "leaders").Rows {
		id := entente.EntityID(r.Get("entity"))
		for _, n := range newPerson(r).full {
			if !slices.Contains(out[id], n) {
				out[id] = append(out[id], n)
			}
		}
	}
	return out
}

// checkTerm holds that a leader is in office from seven weeks after the list's
// begin to seven weeks before its end. Terms may be longer here, where a
// president goes on as prime minister or the list counts whoever holds the power.
func checkTerm(t *testing.T, g *Gazetteer, names map[entente.EntityID][]string, name string, id entente.EntityID, start, end entente.Date) {
	t.Helper()
	const weeks = 49
	for _, on := range []entente.Date{start.AddDays(weeks), end.AddDays(-weeks)} {
		if slices.Contains(g.States(on), id) && leadersOtherwise[string(id)+" "+name+" term"] == "" && !inOffice(g, names, name, id, on) {
			t.Errorf("%s: %s is not in office on %s, in power %s to %s", id, name, on, start, end)
		}
	}
}
