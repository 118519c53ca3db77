package entity

import (
	"os"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

// words cuts an example sentence as package lang would, near enough for a name.
func words(s string) []string {
	s = strings.NewReplacer(",", " ,", "'s ", " 's ", "(", "( ", ")", " )", ";", " ;").Replace(s)
	if rest, ok := strings.CutSuffix(s, "."); ok && !strings.HasSuffix(rest, ".S") {
		s = rest + " ."
	}
	return strings.Fields(s)
}

func shelf(t testing.TB, name string) *table.Table {
	t.Helper()
	f, err := data.Open("data/" + name + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab, err := table.Read("entity/data/"+name+".tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// during is a day on which a row holds: its last one, or else its first.
func during(t testing.TB, r table.Row) entente.Date {
	t.Helper()
	for _, c := range []string{"end", "start"} {
		if d := date(t, r.Get(c)); !d.IsZero() {
			return d.Last()
		}
	}
	return entente.Date{}
}

// TestExamples reads every row's example on a day on which the row holds: the
// name is found there and the row is what it means. Rows of cities may go
// without an example; the test has its own sentence for those.
func TestExamples(t *testing.T) {
	g := open(t)
	for _, name := range []string{"names", "places", "bodies", "igos", "groups", "peoples", "blocs"} {
		for _, r := range shelf(t, name).Rows {
			s := r.Get("example")
			if s == "" && name == "places" && r.Get("kind") == string(City) {
				s = "Police closed a road in " + r.Get("name") + " on Sunday."
			}
			if s == "" {
				t.Errorf("%s: no example", r.Place())
				continue
			}
			ms := g.Find(words(s), during(t, r))
			if foundIn(g, words(s), r, during(t, r)) {
				continue
			}
			t.Errorf("%s: %q gives %s", r.Place(), s, show(words(s), ms))
		}
	}
}

// foundIn reports whether row r is a meaning of a mention of the sentence or of a
// part of a hyphenated word.
func foundIn(g *Gazetteer, ws []string, r table.Row, on entente.Date) bool {
	for _, m := range g.Find(ws, on) {
		for _, o := range m.Meanings {
			if o.Row == r.Place() || sameMeaning(o, r) {
				return true
			}
		}
	}
	for _, w := range ws {
		parts, _ := g.Compound(w, on)
		for _, o := range parts {
			if o.Row == r.Place() {
				return true
			}
		}
	}
	return false
}

// sameMeaning reports whether o, of an earlier row, says the same as r.
func sameMeaning(o Meaning, r table.Row) bool {
	return strings.HasPrefix(r.Place(), "entity/data/names.tsv") && string(o.Entity) == r.Get("entity") && string(o.Kind) == r.Get("kind")
}

// TestVariants finds every variant by itself.
func TestVariants(t *testing.T) {
	g := open(t)
	for _, name := range []string{"places", "bodies", "igos", "groups", "peoples", "blocs"} {
		for _, r := range shelf(t, name).Rows {
			for _, v := range variants(r) {
				ms := g.Lookup(v, during(t, r))
				ok := false
				for _, m := range ms {
					ok = ok || m.Row == r.Place()
				}
				if !ok {
					t.Errorf("%s: %q means %s", r.Place(), v, meanings(ms))
				}
			}
		}
	}
}

// TestStateNames finds every state by its names on the last day of each row.
func TestStateNames(t *testing.T) {
	g := open(t)
	for _, r := range shelf(t, "states").Rows {
		for column, sentence := range map[string]string{
			"name": "Envoys from the X arrived.", "official": "Envoys from the X arrived.",
			"adjective": "A X envoy arrived.", "people": "The X arrived.", "capital": "Envoys from X arrived.",
		} {
			name := r.Get(column)
			if name == "" {
				continue
			}
			ws := words(strings.Replace(sentence, "X", name, 1))
			ok := false
			for _, m := range g.Find(ws, during(t, r)) {
				for _, o := range m.Meanings {
					ok = ok || o.Entity == entente.EntityID(r.Get("entity"))
				}
			}
			if !ok {
				t.Errorf("%s: %q is not found as %s in %q", r.Place(), name, r.Get("entity"), ws)
			}
		}
	}
}

// TestLeaderNames finds every leader on the last day of each term, by full name
// and, where that is safe, by surname, as one in office.
func TestLeaderNames(t *testing.T) {
	g := open(t)
	for _, r := range shelf(t, "leaders").Rows {
		p := newPerson(r)
		try := func(s, name string) {
			ws := words(s)
			for _, m := range g.Find(ws, during(t, r)) {
				if !strings.HasSuffix(name, strings.Join(ws[m.First:m.Last], " ")) {
					continue
				}
				for _, o := range m.Meanings {
					if o.Entity == p.entity && o.Sector == office(r) {
						return
					}
				}
			}
			t.Errorf("%s: %q is not found as %s in %q: %s", r.Place(), name, p.entity, s, show(ws, g.Find(ws, during(t, r))))
		}
		for _, n := range p.full {
			try("In the evening "+n+" met the envoy.", n)
		}
		for _, n := range p.surnames {
			try("In the evening President "+n+" met the envoy.", n)
			if !p.titled {
				try("In the evening "+n+" met the envoy.", n)
			}
		}
		if s := r.Get("example"); s != "" {
			try(s, p.name)
		}
	}
}

// TestMasks finds nothing where a mask covers a name.
func TestMasks(t *testing.T) {
	g := open(t)
	for _, r := range shelf(t, "masks").Rows {
		ws := words(r.Get("example"))
		covered := false
		name := split(r.Get("name"))
		for i := range ws {
			if i+len(name) <= len(ws) && strings.Join(ws[i:i+len(name)], " ") == strings.Join(name, " ") {
				covered = true
				for _, m := range g.Find(ws, entente.Date{}) {
					if m.First < i+len(name) && m.Last > i {
						t.Errorf("%s: %q gives %s", r.Place(), r.Get("example"), show(ws, []Mention{m}))
					}
				}
			}
		}
		if !covered {
			t.Errorf("%s: the example does not hold %q", r.Place(), r.Get("name"))
		}
	}
}

// TestNeighbours holds every name that neighbours guard to being one.
func TestNeighbours(t *testing.T) {
	g := open(t)
	for _, r := range shelf(t, "neighbours").Rows {
		if role := r.Get("role"); (role == "personal" || role == "common") && len(g.Lookup(r.Get("word"), entente.Date{})) == 0 {
			t.Errorf("%s: %s is no name", r.Place(), r.Get("word"))
		}
	}
}

// TestSectors holds every sector of the tables to the ontology's list.
func TestSectors(t *testing.T) {
	known := map[string]bool{"": true}
	f, err := os.Open("../ontology/sectors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab, err := table.Read("ontology/sectors.tsv", f, "sector")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range tab.Rows {
		known[r.Get("sector")] = true
	}
	for _, name := range []string{"bodies", "igos", "groups", "peoples", "leaders"} {
		for _, r := range shelf(t, name).Rows {
			if s := r.Get("sector"); !known[s] && (s != "" || name != "leaders") {
				t.Errorf("%s: the ontology has no sector %q", r.Place(), r.Get("sector"))
			}
		}
	}
}

// TestEntities holds every entity of the tables to being a state or a named
// organisation or group.
func TestEntities(t *testing.T) {
	g := open(t)
	for _, name := range []string{"names", "places", "bodies", "igos", "groups", "peoples", "blocs", "leaders"} {
		column := "entity"
		if name == "blocs" {
			column = "entities"
		}
		for _, r := range shelf(t, name).Rows {
			for _, id := range r.List(column) {
				if g.Name(entente.EntityID(id)) == id {
					t.Errorf("%s: %s is no entity", r.Place(), id)
				}
			}
		}
	}
}

// TestCounts holds the tables to the size that the news asks for.
func TestCounts(t *testing.T) {
	igos, groups, cities := map[string]bool{}, map[string]bool{}, 0
	for _, r := range shelf(t, "igos").Rows {
		igos[r.Get("entity")] = true
	}
	for _, r := range shelf(t, "groups").Rows {
		groups[r.Get("name")] = true
	}
	for _, r := range shelf(t, "places").Rows {
		if r.Get("kind") == string(City) {
			cities++
		}
	}
	governed := map[string]bool{}
	for _, r := range shelf(t, "leaders").Rows {
		governed[r.Get("entity")] = true
	}
	bodies := len(shelf(t, "bodies").Rows)
	if len(igos) < 60 || len(groups) < 200 || cities < 250 || bodies < 600 || len(governed) < 195 {
		t.Errorf("%d organisations, %d groups, %d cities, %d bodies, leaders of %d", len(igos), len(groups), cities, bodies, len(governed))
	}
	t.Logf("%d organisations, %d groups, %d cities, %d bodies, leaders of %d", len(igos), len(groups), cities, bodies, len(governed))
}
