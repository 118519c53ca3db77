package entity

import (
	"fmt"
	"regexp"
	"testing"

	entente "github.com/entente-project/entente"
)

var headOfState = regexp.MustCompile(`^(acting )?(president|prime minister|leader|king|queen|chancellor|premier|general secretary|member of the presidency|paramount leader|emir|sultan|taoiseach|pope|chief adviser|supreme leader|prince|chairman of the Supreme Soviet|administrator|army chief)$`)

// ungoverned says why nobody is in office in a state on some day.
var ungoverned = map[entente.EntityID]string{
	"SMR": "captains regent of half a year are not kept",
	"NIU": "premiers before 2008 are not kept", "COK": "some premiers are not kept",
	"EST": "not yet independent", "LTU": "not yet independent", "LVA": "not yet independent",
	"KIR": "a council governed between two elections", "LBR": "civil war", "NRU": "a president died",
	"SLE": "between a junta and the return of the president", "SOM": "between two presidents", "VAT": "between two popes",
}

// TestHeads asks twice a year who governs each state.
func TestHeads(t *testing.T) {
	g := open(t)
	terms := map[entente.EntityID][]term{}
	for _, r := range shelf(t, "leaders").Rows {
		if headOfState.MatchString(r.Get("office")) {
			id := entente.EntityID(r.Get("entity"))
			terms[id] = append(terms[id], term{start: firstDay(date(t, r.Get("start"))), end: lastDay(date(t, r.Get("end")))})
		}
	}
	asked, empty := 0, map[entente.EntityID]string{}
	for year := 1990; year <= 2025; year++ {
		for _, month := range []int{3, 9} {
			on := entente.NewDate(year, month, 1)
			for _, id := range g.States(on) {
				asked++
				in := false
				for _, x := range terms[id] {
					in = in || x.start <= dayOf(on) && dayOf(on) <= x.end
				}
				if !in {
					empty[id] += fmt.Sprint(" ", on)
				}
			}
		}
	}
	for id, when := range empty {
		if ungoverned[id] == "" {
			t.Errorf("%s: nobody governs on%s", id, when)
		}
	}
	t.Logf("%d times asked; nobody is known in %d states", asked, len(empty))
}
