package polecat

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/datasettest"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/export"
	"github.com/entente-project/entente/ontology/cameo"
	"github.com/entente-project/entente/ontology/plover"
)

const header = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tPlacename\tCity\tCountry\tLatitude\tLongitude\tSource\tPublication Date\tLanguage\n"

// visit is a row: the Belarusian foreign minister calls on the European Union.
const visit = "w1-7\t2023-09-19\tCONSULT\tvisit\t1.9\tVerbal Cooperation\tmigration;diplomatic\tForeign Minister\tBLR\t370\tGOV\tGOV;ELI\tEuropean Union\tNone\t\tIGO\tIGO\tBrussels\tBrussels\tBEL\t50.85\t4.35\tExample Wire\t2023-09-20\tEnglish\n"

func TestAVisit(t *testing.T) {
	r := datasettest.Read(t, Events(), "x", header+visit, datasettest.Gazetteer(t))
	if len(r.Events) != 1 {
		t.Fatalf("%v", r.Rejects)
	}
	e := r.Events[0]
	if e.ID != "w1-7" || e.Date != entente.NewDate(2023, 9, 19) || e.Added != entente.NewDate(2023, 9, 20) || e.Type != entente.Consult || e.Mode != "visit" {
		t.Errorf("%+v", e)
	}
	if !slices.Equal(e.Contexts, []entente.Context{"diplomatic", "migration"}) {
		t.Errorf("contexts %v", e.Contexts)
	}
	if e.Actor != (dataset.Side{Entity: "BLR", Sector: "GOV", Raw: "Foreign Minister"}) || e.Recipient != (dataset.Side{Entity: "IGO:EU", Sector: "IGO", Raw: "European Union"}) {
		t.Errorf("%+v > %+v", e.Actor, e.Recipient)
	}
	if e.Outlet != "Example Wire" || e.Place != "BEL" || e.PlaceName != "Brussels" || !e.Precise {
		t.Errorf("%q in %s %q", e.Outlet, e.Place, e.PlaceName)
	}
}

// POLECAT's MED is health and its JRN the media.
func TestSectorsThatDiffer(t *testing.T) {
	g := datasettest.Gazetteer(t)
	for from, want := range map[string]entente.Sector{"MED": "HLH", "JRN": "MED", "GOV": "GOV", "INS": "REB", "XYZ": ""} {
		text := strings.Replace(visit, "\tGOV\tGOV;ELI\t", "\t"+from+"\t\t", 1)
		r := datasettest.Read(t, Events(), "x", header+text, g)
		if len(r.Events) != 1 || r.Events[0].Actor.Sector != want {
			t.Errorf("%s: %+v", from, r.Events)
		}
	}
}

// What the manual does not have is kept as it stands.
func TestUnknownModesAndContextsStay(t *testing.T) {
	text := strings.NewReplacer("\tvisit\t", "\tsummit\t", "migration;diplomatic", "outer space; Human Rights").Replace(visit)
	r := datasettest.Read(t, Events(), "x", header+text, datasettest.Gazetteer(t))
	if len(r.Events) != 1 || r.Events[0].Mode != "summit" || !slices.Equal(r.Events[0].Contexts, []entente.Context{"human_rights", "outer space"}) {
		t.Errorf("%+v", r.Events)
	}
}

func TestRejects(t *testing.T) {
	g := datasettest.Gazetteer(t)
	change := func(old, new string) string { return strings.Replace(visit, old, new, 1) }
	for _, c := range []struct{ text, reason, what string }{
		{change("2023-09-19", ""), "no date", ""},
		{change("2023-09-19", "2023-02-29"), "date that does not exist", "2023-02-29"},
		{change("2023-09-20", "soon"), "date of publication that does not exist", "soon"},
		{change("w1-7", ""), "no number of the event", ""},
		{change("CONSULT", "PARLEY"), "no such type in PLOVER", "PARLEY"},
		{change("CONSULT", ""), "no such type in PLOVER", ""},
		{change("4.35", "x"), "coordinates that do not exist", "50.85 x"},
		{"a\tb\n", "wrong number of columns", "2"},
		{strings.NewReplacer("Foreign Minister\tBLR", "NULL\t---", "European Union", "NA").Replace(visit), "no actor at all", ""},
	} {
		r := datasettest.Read(t, Events(), "x", header+visit+c.text+visit, g)
		if len(r.Events) != 2 || len(r.Rejects) != 1 || r.Rejects[0].Line != 3 || r.Rejects[0].Reason != c.reason || r.Rejects[0].What != c.what {
			t.Errorf("%d events, %+v; want %q, %q", len(r.Events), r.Rejects, c.reason, c.what)
		}
	}
}

func TestAnotherLayoutIsAnError(t *testing.T) {
	err := Events().Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader("a\tb\n"), Entities: datasettest.Gazetteer(t)}, &datasettest.Record{})
	if want := "x:1: expected a header with the column Event ID (POLECAT on Dataverse), found 2 columns without it; is it a file of another data set?"; err == nil || err.Error() != want {
		t.Errorf("err = %v", err)
	}
	if !Events().Knows("x", []byte(header)) || Events().Knows("x", []byte("a\tb\n")) {
		t.Error("Knows")
	}
}

// Rows that the house writes in POLECAT's shape come back as what they were.
func TestExportComesHome(t *testing.T) {
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	book, err := plover.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	codes, err := cameo.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := export.Scribe{Plover: book, CAMEO: codes, Gazetteer: g}.New("polecat", &out)
	if err != nil {
		t.Fatal(err)
	}
	doc := entente.Document{Name: "d", Outlet: "Example Wire", Published: entente.NewDate(2015, 9, 20)}
	event := entente.Event{
		ID: "e1", Date: entente.NewDate(2015, 9, 19), Type: entente.Reject, Aspect: entente.Actual, Contexts: []entente.Context{"territory"},
		Actor: []entente.Party{{Entity: "BLR", Sector: "GOV"}}, Recipient: []entente.Party{{Entity: "RUS"}},
	}
	if err := w.Write(doc, []entente.Event{event}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := datasettest.Read(t, Events(), "x", out.String(), g)
	if len(r.Events) != 1 {
		t.Fatalf("%v", r.Rejects)
	}
	e := r.Events[0]
	if e.Type != event.Type || e.Date != event.Date || e.Actor.Entity != "BLR" || e.Actor.Sector != "GOV" || e.Recipient.Entity != "RUS" || !slices.Equal(e.Contexts, event.Contexts) {
		t.Errorf("%+v", e)
	}
}

func FuzzEvents(f *testing.F) {
	f.Add(header + visit)
	f.Add(header + "\n" + visit[:50] + "\n" + visit)
	g := datasettest.Gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := &datasettest.Record{}
		if Events().Read(t.Context(), dataset.File{Name: "x", In: strings.NewReader(text), Entities: g}, r) != nil || datasettest.Rows(text) == 0 {
			return
		}
		r.Check(t)
		if got, rows := len(r.Events)+len(r.Rejects), datasettest.Rows(text)-1; got != rows {
			t.Errorf("%d given or rejected of %d rows", got, rows)
		}
	})
}
