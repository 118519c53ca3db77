package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
)

// TestMembers asks who belonged to whom around the days on which it changed.
func TestMembers(t *testing.T) {
	g := open(t)
	for _, c := range []struct {
		of   entente.EntityID
		on   string
		size int
		in   string
		out  string
	}{
		{"IGO:EU", "1957-12-31", 0, "", "FRA"},
		{"IGO:EU", "1994-12-31", 12, "GBR", "SWE"},
		{"IGO:EU", "2004-05-01", 25, "POL", "BGR"},
		{"IGO:EU", "2020-01-31", 28, "GBR HRV", "CHE"},
		{"IGO:EU", "2020-02-01", 27, "HRV", "GBR"},
		{"IGO:NATO", "2023-04-03", 30, "MKD", "FIN"},
		{"IGO:NATO", "2023-04-04", 31, "FIN", "SWE"},
		{"IGO:NATO", "2024-03-07", 32, "SWE", ""},
		{"IGO:NATO", "1989-11-09", 16, "DEU ESP", "POL"},
		{"IGO:LAS", "2010-06-01", 22, "SYR LBY", ""},
		{"IGO:LAS", "2015-06-01", 21, "EGY", "SYR"},
		{"IGO:LAS", "1985-06-01", 20, "", "EGY"},
		{"IGO:ASEAN", "1999-04-30", 10, "KHM", "TLS"},
		{"IGO:ASEAN", "2025-10-26", 11, "TLS", ""},
		{"IGO:AU", "2018-06-01", 55, "MAR ESH SSD", ""},
		{"IGO:AU", "2005-01-01", 53, "ESH", "MAR"},
		{"IGO:AU", "2013-09-01", 50, "MLI", "EGY CAF GNB MAR MDG"},
		{"IGO:CIS", "2007-01-01", 11, "GEO UKR", "TKM"},
		{"IGO:CIS", "2019-01-01", 9, "MDA", "GEO UKR"},
		{"IGO:CSTO", "2008-01-01", 7, "UZB", "AZE"},
		{"IGO:CSTO", "2022-01-05", 6, "ARM BLR KAZ KGZ RUS TJK", "UZB"},
		{"IGO:GCC", "2017-06-05", 6, "QAT", "YEM"},
		{"IGO:SCO", "2024-07-04", 10, "BLR IRN IND", ""},
		{"IGO:BRICS", "2012-01-01", 5, "ZAF", "IRN"},
		{"IGO:BRICS", "2025-07-06", 10, "IDN IRN", "SAU"},
		{"IGO:G7", "2010-06-25", 8, "RUS", ""},
		{"IGO:G7", "2014-06-04", 7, "CAN", "RUS"},
		{"IGO:MERCOSUR", "2012-08-15", 4, "VEN", "PRY"},
		{"IGO:MERCOSUR", "2025-01-01", 5, "BOL PRY", "VEN"},
		{"IGO:COMMONWEALTH", "2024-10-25", 55, "MDV GMB", "ZWE IRL"},
		{"IGO:OPEC", "2024-06-01", 12, "IRN", "AGO QAT"},
		{"IGO:V4", "1992-01-01", 3, "CSK", "CZE"},
		{"IGO:WARSAW", "1991-07-02", 0, "", "POL"},
		{"IGO:UN", "2020-01-01", 0, "", "FRA"},
		{"BLR", "2020-01-01", 0, "", "BLR"},
	} {
		got := g.Members(c.of, date(t, c.on))
		if len(got) != c.size || !slices.IsSorted(got) {
			t.Errorf("%d states in %s on %s; want %d: %v", len(got), c.of, c.on, c.size, got)
		}
		for _, id := range strings.Fields(c.in) {
			if !slices.Contains(got, entente.EntityID(id)) {
				t.Errorf("%s is not in %s on %s", id, c.of, c.on)
			}
		}
		for _, id := range strings.Fields(c.out) {
			if slices.Contains(got, entente.EntityID(id)) {
				t.Errorf("%s is in %s on %s", id, c.of, c.on)
			}
		}
	}
}

// TestMembersExist holds every row to a reason, and every member to being a state
// when it joins and when it leaves. Palestine joined before states.tsv has it, and
// some joined in the months before their independence.
func TestMembersExist(t *testing.T) {
	g := open(t)
	const slack = 450 // days
	for _, r := range shelf(t, "members").Rows {
		if r.Get("why") == "" {
			t.Errorf("%s: it does not say why", r.Place())
		}
		id := entente.EntityID(r.Get("state"))
		if id == "PSE" {
			continue
		}
		start, end := date(t, r.Get("start")), date(t, r.Get("end"))
		if !slices.Contains(g.States(start.AddDays(slack)), id) && !slices.Contains(g.States(start), id) {
			t.Errorf("%s: %s is no state in %s", r.Place(), id, start)
		}
		if !end.IsZero() && !slices.Contains(g.States(end), id) {
			t.Errorf("%s: %s is no state in %s", r.Place(), id, end)
		}
	}
}

// TestMembersTable shows what is said of rows that cannot be.
func TestMembersTable(t *testing.T) {
	for rows, want := range map[string]string{
		"IGO:EUU\tFRA\t1958":                         `members.tsv:2: "IGO:EUU" is no organisation; name one of igos.tsv: IGO:EU`,
		"FRA\tFRA\t1958":                             `members.tsv:2: "FRA" is no organisation; name one of igos.tsv: IGO:EU`,
		"IGO:EU\tFRANCE\t1958":                       `members.tsv:2: "FRANCE" is no state; write a code of states.tsv: BLR`,
		"IGO:EU\tFRA\t1958\t1970\nIGO:EU\tFRA\t1970": `members.tsv:3: FRA belongs to IGO:EU in the time of another row; end the one before the other starts`,
	} {
		_, err := Open(fstest.MapFS{"members.tsv": {Data: []byte("entity\tstate\tstart\tend\twhy\n" + rows + "\n")}})
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q gives %v; want %s", rows, err, want)
		}
	}
	g, err := Open(fstest.MapFS{"members.add.tsv": {Data: []byte("entity\tstate\tstart\tend\twhy\nIGO:EU\tUKR\t2040\t\twe hope\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(len(g.Members("IGO:EU", date(t, "2041")))); got != "28" {
		t.Errorf("the user's row makes %s members; want 28", got)
	}
}
