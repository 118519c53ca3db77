package entity

import (
	"strings"
	"testing"
)

// TestPlacesOfOneName tells towns of one name apart by the words beside them, and
// leaves alone names of people and words that are also towns.
func TestPlacesOfOneName(t *testing.T) {
	g := open(t)
	for sentence, want := range map[string]string{
		"Clashes went on in Tripoli .":                           "Tripoli=LBY:GOV/capital",
		"Clashes went on in Tripoli , Lebanon .":                 "Tripoli=LBN/city | Lebanon=LBN/state",
		"Clashes in the Lebanese port city of Tripoli went on .": "Lebanese=LBN/demonym | Tripoli=LBN/city",
		"Clashes in Lebanon 's Tripoli went on .":                "Lebanon=LBN/state | Tripoli=LBN/city",
		"They met in San Jose .":                                 "San Jose=CRI:GOV/capital",
		"They met in San Jose , California .":                    "San Jose=USA/city | California=USA/region",
		"Voters in Atlanta , Georgia , waited .":                 "Atlanta=USA/city | Georgia=USA/region",
		"Spanish police found the van in Cordoba .":              "Spanish=ESP/demonym | Cordoba=ESP/city",
		"A missile hit Arad , Israel .":                          "Arad=ISR/city | Israel=ISR/state",
		"Trains from Arad , Hungary and Serbia were late .":      "Arad=ROU/city | Hungary=HUN/state | Serbia=SRB/state",
		"A bomb went off in Faisalabad , Punjab , Pakistan .":    "Faisalabad=PAK/city | Punjab=PAK/region | Pakistan=PAK/state",
		"He was held in Reading on Sunday .":                     "Reading=GBR/city",
		"Reading the text took hours .":                          "",
		"They saw Reading win .":                                 "",
		"Troops left the city of Batman on Sunday .":             "Batman=TUR/city",
		"The film Batman was shown .":                            "",
		"He flew to Mobile , Alabama .":                          "Mobile=USA/city | Alabama=USA/region",
		"She wrote about Vladimir Petrov .":                      "",
		"A protest in Vladimir Petrov 's name failed .":          "",
		"In Jackson on Monday voters waited .":                   "Jackson=USA/city",
		"Lincoln freed the slaves .":                             "",
	} {
		ws := strings.Fields(sentence)
		if got := show(ws, g.Find(ws, date(t, "2024-06-14"))); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", sentence, got, want)
		}
	}
}

// TestPlacesOverTime puts towns in the state that held them on the day.
func TestPlacesOverTime(t *testing.T) {
	g := open(t)
	for _, x := range []struct{ name, on, want string }{
		{"Simferopol", "2010-01-01", "UKR"}, {"Simferopol", "2024-01-01", "UKR"}, {"Simferopol", "1970-01-01", "SUN"},
		{"Leipzig", "1970-01-01", "DDR"}, {"Leipzig", "2000-01-01", "DEU"}, {"Da Nang", "1970-01-01", "RVN"}, {"Da Nang", "1980-01-01", "VNM"},
		{"Lviv", "1930-01-01", "POL"}, {"Lviv", "1960-01-01", "SUN"}, {"Lviv", "2022-01-01", "UKR"}, {"Breslau", "1940-01-01", "DEU"}, {"Wroclaw", "1950-01-01", "POL"},
		{"Walvis Bay", "1992-01-01", "ZAF"}, {"Walvis Bay", "1995-01-01", "NAM"}, {"Malakal", "2005-01-01", "SDN"}, {"Malakal", "2014-01-01", "SSD"},
		{"Mukalla", "1980-01-01", "YMD"}, {"Panaji", "1960-01-01", "PRT"}, {"Vyborg", "1939-01-01", "FIN"}, {"Kyiv", "1970-01-01", "SUN"},
	} {
		ms := g.Lookup(x.name, date(t, x.on))
		if len(ms) == 0 || string(ms[0].Entity) != x.want || ms[0].At.IsZero() {
			t.Errorf("%s on %s is %s at %v, want %s", x.name, x.on, meanings(ms), ms[0].At, x.want)
		}
	}
}

// TestEveryPlaceLiesSomewhere holds capitals, regions and cities to coordinates.
func TestEveryPlaceLiesSomewhere(t *testing.T) {
	g := open(t)
	for _, n := range g.whole {
		for _, b := range n.bearers {
			if (b.Kind == Capital || b.Kind == City) && b.At.IsZero() || !b.At.Valid() {
				t.Errorf("%s: %v has the coordinates %v", b.Row, n.text, b.At)
			}
		}
	}
	for _, r := range shelf(t, "places").Rows {
		if k := Kind(r.Get("kind")); (k == Region || k == City) && r.Get("lat") == "" {
			t.Errorf("%s: %s has no coordinates", r.Place(), r.Get("name"))
		}
	}
}
