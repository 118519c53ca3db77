package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
)

// TestFind reads sentences as they stand in the news. Each line is a date, a
// sentence, and the names found with their best meanings.
func TestFind(t *testing.T) {
	g := open(t)
	for _, c := range []struct{ date, sentence, want string }{
		{"2015-02-10", "Minsk rebuffed the Kremlin .", "Minsk=BLR:GOV/capital | Kremlin=RUS:GOV/seat"},
		{"2015-02-10", "Lukashenko met Poroshenko in Kiev .", "Lukashenko=BLR:GOV/leader | Poroshenko=UKR:GOV/leader | Kiev=UKR:GOV/capital"},
		// the date decides
		{"1980-06-01", "Moscow sent troops to Kabul .", "Moscow=SUN:GOV/capital | Kabul=AFG:GOV/capital"},
		{"1992-06-01", "Moscow sent troops to Dushanbe .", "Moscow=RUS:GOV/capital | Dushanbe=TJK:GOV/capital"},
		{"1985-01-01", "The Ukraine mourned .", "Ukraine=SUN/region"},
		{"1985-01-01", "Factories in Kosovo and Estonia closed .", "Kosovo=YUG/region | Estonia=SUN/region"},
		{"1999-04-01", "Jets bombed Yugoslavia .", "Yugoslavia=YUG/state"},
		{"2004-04-01", "Belgrade signed .", "Belgrade=SCG:GOV/capital"},
		{"2010-01-01", "Zaire and the Soviet Union are history .", "Zaire=COD/state | Soviet Union=SUN/state"},
		{"1988-01-01", "East Germany and West Germany met in Bonn .", "East Germany=DDR/state | West Germany=DEU/state | Bonn=DEU:GOV/capital"},
		{"2015-01-01", "They met in Bonn .", "Bonn=DEU/city"},
		{"1959-06-01", "Syria was ruled from Cairo .", "Syria=EGY/region | Cairo=EGY:GOV/capital"},
		{"2011-07-10", "Sudan and South Sudan met .", "Sudan=SDN/state | South Sudan=SSD/state"},
		{"1995-01-01", "The KGB detained him .", "KGB=BLR:SPY/body"},
		{"1985-01-01", "The KGB detained him .", "KGB=SUN:SPY/body"},
		{"2005-01-01", "Hong Kong protested .", "Hong Kong=CHN/region"},
		{"1985-01-01", "Hong Kong protested .", "Hong Kong=GBR/region"},
		{"2022-01-01", "The Taliban closed schools .", "Taliban=AFG:GOV/group"},
		{"2010-01-01", "The Taliban shelled the base .", "Taliban=AFG:REB/group"},
		// leaders in and out of office
		{"2010-01-01", "Medvedev flew home .", "Medvedev=RUS:GOV/leader"},
		{"2023-01-01", "Medvedev flew home .", "Medvedev=RUS:ELI/leader"},
		{"2022-01-01", "Donald Trump spoke .", "Donald Trump=USA:ELI/leader"},
		{"2000-01-01", "Donald Trump spoke .", "Donald Trump=USA/leader"},
		{"2000-01-01", "Trump spoke .", ""},
		{"2005-01-01", "Bush flew home .", "Bush=USA:GOV/leader"},
		{"2014-01-01", "Boris Johnson flew home .", "Boris Johnson=GBR/leader"},
		{"2020-01-01", "Johnson flew home .", "Johnson=GBR:GOV/leader"},
		{"2020-01-01", "Ambassador Woody Johnson flew home .", ""},
		{"2017-01-01", "May flew to Ankara .", "May=GBR:GOV/leader | Ankara=TUR:GOV/capital"},
		{"2017-01-01", "In May 2017 Ankara agreed , and on 5 May it paid .", "Ankara=TUR:GOV/capital"},
		{"2014-01-01", "President Park met him in the park .", "Park=KOR:GOV/leader"},
		{"2014-01-01", "They walked in Park Lane .", ""},
		{"2020-01-01", "Mr. Zelenskiy called Volodymyr Zelensky himself .", "Zelenskiy=UKR:GOV/leader | Volodymyr Zelensky=UKR:GOV/leader"},
		{"2020-01-01", "Erdogan , or Erdoğan , agreed .", "Erdogan=TUR:GOV/leader | Erdoğan=TUR:GOV/leader"},
		{"2024-11-01", "Jens Stoltenberg left .", "Jens Stoltenberg=IGO:NATO:ELI/leader"},
		{"2026-02-03", "Peter Mandelson left .", ""}, // a Commissioner until 2008
		// first names of many a minister make nobody else one
		{"2015-01-01", "The singer Condoleezza Kerry sang .", ""},
		{"2015-01-01", "The spokesman , Mr. Kirby , read from his price list .", "Kirby=USA:MIL/leader"},
		{"2022-01-01", "At this price Ned Price would not buy , and in church Price prayed .", "Ned Price=USA:GOV/leader"},
		// writing
		{"2015-01-01", "turkey and china in a polish shop told us", ""},
		{"2015-01-01", "Turkey told the US and the U.S. told Polish farmers", "Turkey=TUR/state | US=USA/state | U.S.=USA/state | Polish=POL/demonym"},
		{"2015-01-01", "MINSK ( Reuters ) - Talks went on .", "MINSK=BLR:GOV/capital"},
		{"2015-01-01", "RUSSIA AND UK WARN US", "RUSSIA=RUS/state | UK=GBR/state | US=USA/state"},
		{"2015-01-01", "NORTH KOREA FIRES MISSILE OVER JAPAN", "NORTH KOREA=PRK/state | JAPAN=JPN/state"},
		{"2015-01-01", "The People 's Republic of China replied .", "People 's Republic of China=CHN/state"},
		{"2015-01-01", "Belarus 's envoy left Guinea - Bissau for Guinea-Bissau .", "Belarus=BLR/state | Guinea - Bissau=GNB/state | Guinea-Bissau=GNB/state"},
		{"2015-01-01", "Al-Shabaab and al-Shabaab and al Shabaab fled .", "Al-Shabaab=SOM:REB/group | al-Shabaab=SOM:REB/group | al Shabaab=SOM:REB/group"},
		{"2015-01-01", "Cote d'Ivoire and Côte d'Ivoire agreed .", "Cote d'Ivoire=CIV/state | Côte d'Ivoire=CIV/state"},
		// the longest name counts, and what only looks like one does not
		{"2015-01-01", "The New York Times and the Washington Post reported from Washington .", "Washington=USA:GOV/capital"},
		{"2015-01-01", "Ships met in the South China Sea off South Korea .", "South Korea=KOR/state"},
		{"2015-01-01", "UN Security Council members and NATO agreed .", "UN Security Council=IGO:UN:IGO/igo | NATO=IGO:NATO:IGO/igo"},
		{"2015-01-01", "Baltic states and the two Koreas agreed .", "Baltic states=EST LTU LVA/bloc | two Koreas=KOR PRK/bloc"},
		{"2015-01-01", "Georgia said that Atlanta , Georgia , was hit .", "Georgia=GEO/state | Atlanta=USA/city | Georgia=USA/region"},
		{"2015-01-01", "The actor Chad Smith and the singer Joan Jordan left Chad on foot for Jordan .", "Chad=TCD/state | Jordan=JOR/state"},
		{"2015-01-01", "Nice work , he said in Nice .", "Nice=FRA/city"},
		{"2015-01-01", "Brussels froze the assets .", "Brussels=BEL:GOV/capital"},
		{"", "Soviet , Russian and Ukrainian officers met .", "Soviet=SUN/demonym | Russian=RUS/demonym | Ukrainian=UKR/demonym"},
	} {
		ws := strings.Fields(c.sentence)
		if got := show(ws, g.Find(ws, date(t, c.date))); got != c.want {
			t.Errorf("%s %s\n got  %s\n want %s", c.date, c.sentence, got, c.want)
		}
	}
}

// TestPlainWords finds no leader in words that leaders' surnames are spelt like,
// at any time in which their bearers are known.
func TestPlainWords(t *testing.T) {
	g := open(t)
	for _, s := range []string{
		"Rice rose in price , and the gates of the mill were closed .",
		"Gates were closed . Rice was short . Straw burned .",
		"Church bells rang ; Church leaders prayed .",
		"Price controls failed . Power failed too . Pace slowed .",
		"Cook for us , the major said ; Major roads were shut .",
		"Cleverly , he left . Summers are hot here . Skate parks closed .",
		"Brown coal and White House are words . Fox hunting ended .",
		"In May , on 5 May and until May 2017 it rained .",
		"Nadal beat him in five sets , and Sheeran sang .",
		"Salami and pita bread were sold out . Salami was dear .",
		"Park rangers met at Park Lane . Hill towns burned .",
		"The fallon trees fell ; Tenet was a film .",
		"Molotov cocktails flew .",
		"Young men , Long marches , Small arms , Short answers , Little rain .",
	} {
		for year := 1990; year <= 2025; year++ {
			for _, m := range g.Find(strings.Fields(s), entente.NewDate(year, 6, 1)) {
				if m.Meanings[0].Kind == Leader {
					t.Errorf("%d: %q gives %s", year, s, show(strings.Fields(s), []Mention{m}))
				}
			}
		}
	}
}

// TestSpellings finds leaders however the press writes them.
func TestSpellings(t *testing.T) {
	g := open(t)
	for _, c := range []struct{ on, names, want string }{
		{"2012-06-01", "Viktor Yanukovych, Viktor Yanukovich, Yanukovych, Yanukovich", "UKR:GOV/leader"},
		{"2023-06-01", "Volodymyr Zelensky, Volodymyr Zelenskyy, Volodymyr Zelenskiy, Zelensky, Zelenskyy", "UKR:GOV/leader"},
		{"2012-06-01", "Bashar al-Assad, Bashar Assad, al-Assad, Assad", "SYR:GOV/leader"},
		{"2018-06-12", "Kim Jong-un, Kim Jong Un", "PRK:GOV/leader"},
		{"2022-02-20", "Alexander Lukashenko, Aleksandr Lukashenko, Alyaksandr Lukashenka, Lukashenka", "BLR:GOV/leader"},
		{"2010-06-01", "Muammar Gaddafi, Gaddafi, Muammar Gadhafi, Qaddafi", "LBY:GOV/leader"},
		{"1997-06-01", "Slobodan Milošević, Slobodan Milosevic", "YUG:GOV/leader"},
		{"2019-06-01", "Qassem Soleimani, Qasem Soleimani, Suleimani", "IRN:MIL/leader"},
		{"2016-06-01", "Valery Gerasimov", "RUS:MIL/leader"},
		{"2024-06-01", "Hassan Nasrallah, Nasrallah", "LBN:REB/leader"},
		{"2020-10-01", "Sviatlana Tsikhanouskaya, Svetlana Tikhanovskaya, Tikhanovskaya", "BLR:OPP/leader"},
		{"2012-03-01", "Luis Moreno-Ocampo, Luis Moreno Ocampo, Moreno-Ocampo", "IGO:ICC:JUD/leader"},
		{"1994-06-01", "Boutros Boutros-Ghali, Boutros-Ghali", "IGO:UN:IGO/leader"},
		{"2014-06-01", "Jean-Claude Juncker", "IGO:EU/leader"},
	} {
		for _, n := range strings.Split(c.names, ", ") {
			ms := g.Find(words("In the evening "+n+" met the envoy."), date(t, c.on))
			if len(ms) != 1 || !slices.Contains(strings.Split(meanings(ms[0].Meanings), " | "), c.want) {
				t.Errorf("%s on %s is not %s: %s", n, c.on, c.want, show(words("In the evening "+n+" met the envoy."), ms))
			}
		}
	}
}

// TestAlternatives shows names with more than one bearer at a time.
func TestAlternatives(t *testing.T) {
	g := open(t)
	for name, want := range map[string]string{
		"Brussels":   "BEL:GOV/capital | IGO:EU:IGO/igo",
		"Georgia":    "GEO/state | USA/region",
		"Congo":      "COD/state | COG/state",
		"Korean":     "KOR/demonym | PRK/demonym",
		"Dominican":  "DOM/demonym | DMA/demonym",
		"Punjab":     "IND/region | PAK/region",
		"Tripoli":    "LBY:GOV/capital | LBN/city",
		"Washington": "USA:GOV/capital",
		"Ruritania":  "",
		"belarus":    "BLR/state",
		"the gambia": "GMB/state",
		"sao tome":   "STP/state | STP:GOV/capital",
	} {
		if got := meanings(g.Lookup(name, date(t, "2015-06-01"))); got != want {
			t.Errorf("Lookup(%q) = %s; want %s", name, got, want)
		}
	}
}

// TestCompound takes hyphenated words apart.
func TestCompound(t *testing.T) {
	g := open(t)
	for word, want := range map[string]string{
		"Russian-backed":            "RUS/demonym backed",
		"U.S.-led":                  "USA/state led",
		"Belarusian-Russian":        "BLR/demonym | RUS/demonym",
		"Sino-Russian":              "CHN/demonym | RUS/demonym",
		"US-China":                  "USA/state | CHN/state",
		"anti-Russian":              "RUS/demonym anti-",
		"non-EU":                    "IGO:EU:IGO/igo non-",
		"Israeli-Palestinian":       "ISR/demonym | PSE/demonym",
		"Kremlin-backed":            "RUS:GOV/seat backed",
		"Tehran-based":              "IRN:GOV/capital based",
		"NATO-Russia":               "IGO:NATO:IGO/igo | RUS/state",
		"Russian-Ukrainian-Turkish": "RUS/demonym | UKR/demonym | TUR/demonym",
		"pro-Iran":                  "IRN/state pro-",
		"Iran-made-only":            "IRN/state made-only",
		"Guinea-Bissau":             "GNB/state",
		"Guinea-Bissau-based":       "GNB/state based",
		"Nagorno-Karabakh":          "AZE/region",
		"well-known":                "",
		"Russia":                    "RUS/state",
		"-":                         "",
		"":                          "",
	} {
		parts, tail := g.Compound(word, date(t, "2015-06-01"))
		got := strings.TrimSpace(meanings(parts) + " " + tail)
		if got != want {
			t.Errorf("Compound(%q) = %s; want %s", word, got, want)
		}
	}
}

// TestCompoundAt takes words apart whose first name begins before them.
func TestCompoundAt(t *testing.T) {
	g := open(t)
	for sentence, want := range map[string]string{
		"a North Korean-made missile":  "1 PRK/demonym made",
		"a Hong Kong-based firm":       "1 CHN/region based",
		"an al Qaeda-linked militia":   "1 NSA:ALQ:REB/group linked",
		"the South Korea-US alliance":  "1 KOR/state | USA/state",
		"the new Russian-made missile": "2 RUS/demonym made",
		"the Korean-made missile":      "1 KOR/demonym made",
		"the well-known missile":       "1",
	} {
		ws := strings.Fields(sentence)
		i := slices.IndexFunc(ws, func(w string) bool { return strings.Contains(w, "-") })
		first, parts, tail := g.CompoundAt(ws, i, date(t, "2015-06-01"))
		if got := strings.TrimSpace(fmt.Sprint(first, " ", meanings(parts), " ", tail)); got != want {
			t.Errorf("CompoundAt(%q) = %s; want %s", sentence, got, want)
		}
	}
}

// TestState shows what a user may write for a state, and what the answer is when
// none is meant.
func TestState(t *testing.T) {
	g := open(t)
	for s, want := range map[string]entente.EntityID{
		"BLR": "BLR", "blr": "BLR", " Belarus ": "BLR", "belarus": "BLR", "Byelorussia": "BLR", "by": "BLR",
		"USA": "USA", "US": "USA", "uk": "GBR", "Soviet Union": "SUN", "SUN": "SUN", "Burma": "MMR", "Zaire": "COD", "Kosovo": "XKX",
		"north korea": "PRK", "Türkiye": "TUR", "Ivory Coast": "CIV", "Georgia": "GEO", "East Germany": "DDR", "Republic of Belarus": "BLR",
	} {
		if got, err := g.State(s); got != want || err != nil {
			t.Errorf("State(%q) = %s, %v; want %s", s, got, err, want)
		}
	}
	for s, want := range map[string]string{
		"Ruritania": `no state matches "Ruritania"; did you mean "Romania"?`,
		"Belorus":   `no state matches "Belorus"; did you mean "Belarus"?`,
		"xq":        `no state matches "xq"; write a name or an ISO 3166 code: Belarus, BLR`,
		"":          `no state matches ""; write a name or an ISO 3166 code: Belarus, BLR`,
		"Korea":     `"Korea" may be South Korea (KOR) or North Korea (PRK); write the code`,
		"NATO":      `no state matches "NATO"; write a name or an ISO 3166 code: Belarus, BLR`,
	} {
		if got, err := g.State(s); err == nil || err.Error() != want {
			t.Errorf("State(%q) = %s, %v; want %s", s, got, err, want)
		}
	}
}

// TestCodesOverTime shows numbers that pass from state to state.
func TestCodesOverTime(t *testing.T) {
	g := open(t)
	for _, c := range []struct{ scheme, code, date, want string }{
		{"cow", "365", "1980", "SUN"}, {"cow", "365", "2000", "RUS"}, {"cow", "255", "1940", "DEU"}, {"cow", "260", "1980", "DEU"},
		{"cow", "345", "1990", "YUG"}, {"cow", "345", "2005", "SCG"}, {"cow", "345", "2010", "SRB"}, {"gw", "340", "2010", "SRB"},
		{"cow", "002", "2010", "USA"}, {"iso2", "GB", "", "GBR"}, {"fips", "RS", "2010", "RUS"}, {"fips", "GZ", "2010", "PSE"},
		{"cameo", "ROM", "2010", "ROU"}, {"gdelt", "ROU", "2010", "ROU"}, {"gdelt", "RUS", "1980", "SUN"}, {"gdelt", "RUS", "2010", "RUS"},
		{"cow", "679", "2000", "YEM"}, {"cow", "678", "1980", "YEM"}, {"cow", "9999", "2000", ""}, {"none", "1", "2000", ""},
	} {
		got, ok := g.FromCode(c.scheme, c.code, date(t, c.date))
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("FromCode(%s, %s, %s) = %s; want %s", c.scheme, c.code, c.date, got, c.want)
		}
	}
	if c, ok := g.Code("ROU", "cameo", entente.Date{}); c != "ROM" || !ok {
		t.Errorf("Code(ROU, cameo) = %s", c)
	}
	if c, ok := g.Code("IGO:EU", "cow", entente.Date{}); ok {
		t.Errorf("Code(IGO:EU, cow) = %s", c)
	}
	if n, a, c := g.Name("BLR"), g.Adjective("BLR"), g.Capital("BLR"); n != "Belarus" || a != "Belarusian" || c != "Minsk" {
		t.Errorf("BLR is %s, %s, %s", n, a, c)
	}
	if n := g.Name("IGO:EU"); n != "European Union" {
		t.Errorf("IGO:EU is %s", n)
	}
	for on, want := range map[string]int{"1930-01-01": 60, "1975-01-01": 140, "2020-01-01": 195} {
		if n := len(g.States(date(t, on))); n < want || n > want+25 {
			t.Errorf("%d states in %s; some %d are expected", n, on, want)
		}
	}
}

// TestExists shows when a state is one: on some day of a date that is known to the year.
func TestExists(t *testing.T) {
	g := open(t)
	for _, c := range []struct {
		id   entente.EntityID
		date string
		want bool
	}{
		{"BLR", "1990", false}, {"BLR", "1991", true}, {"BLR", "1991-08-24", false}, {"BLR", "1991-08-25", true}, {"BLR", "", true},
		{"SUN", "1991", true}, {"SUN", "1992", false}, {"XXX", "", false}, {"IGO:EU", "2000", false},
	} {
		if got := g.Exists(c.id, date(t, c.date)); got != c.want {
			t.Errorf("Exists(%s, %s) = %v", c.id, c.date, got)
		}
	}
}

// TestOver lays a user's tables over the gazetteer.
func TestOver(t *testing.T) {
	g, err := Open(fstest.MapFS{"names.add.tsv": {Data: []byte("name\tentity\tkind\tstart\tend\texample\nSineokaya\tBLR\tstate\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if got := meanings(g.Lookup("Sineokaya", entente.Date{})); got != "BLR/state" {
		t.Errorf("the user's name means %q", got)
	}
	_, err = Open(fstest.MapFS{"names.tsv": {Data: []byte("name\tentity\tkind\tstart\tend\nX\tBLR\tplanet\n")}})
	if want := `--data/entity/names.tsv:2: unknown kind "planet"; write state, demonym or capital`; err == nil || err.Error() != want {
		t.Errorf("a wrong kind gives %v; want %s", err, want)
	}
	_, err = Open(fstest.MapFS{"names.tsv": {Data: []byte("name\tentity\tkind\tstart\tend\nX\tBLR\tstate\t2010\t2009\n")}})
	if want := `--data/entity/names.tsv:2: ends on 2009 before it starts on 2010`; err == nil || err.Error() != want {
		t.Errorf("a wrong span of time gives %v; want %s", err, want)
	}
}

func BenchmarkFind(b *testing.B) {
	g := open(b)
	ws := strings.Fields("On Tuesday the Belarusian president , Alexander Lukashenko , told his Russian counterpart that Minsk would not let the Kremlin build an air base near the border with Ukraine this year .")
	on := date(b, "2015-10-06")
	b.ReportAllocs()
	for b.Loop() {
		g.Find(ws, on)
	}
	b.ReportMetric(float64(len(ws)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b)
	}
}

// TestMasksByName tells names that are nobody's from names of somebody and from
// words that no table has.
func TestMasksByName(t *testing.T) {
	g := open(t)
	for name, want := range map[string]bool{"Amnesty International": true, "Médecins Sans Frontières": true, "Norway": false, "Zorblat": false, "": false} {
		if got := g.Masks(name); got != want {
			t.Errorf("Masks(%q) is %v", name, got)
		}
	}
}
