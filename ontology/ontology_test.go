package ontology

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestQuad(t *testing.T) {
	for _, q := range Quads {
		if q.Verbal() == q.Material() || q.Cooperative() == q.Conflictual() {
			t.Errorf("%v is on both sides of a divide", q)
		}
	}
	if NoQuad.Verbal() || NoQuad.Material() || NoQuad.Cooperative() || NoQuad.Conflictual() || NoQuad.String() != "" {
		t.Error("no class has a side")
	}
	if got := MaterialConflict.String(); got != "material conflict" {
		t.Error(got)
	}
	if q, ok := ParseQuad("VX"); q != VerbalConflict || !ok {
		t.Errorf("VX = %v", q)
	}
	if _, ok := ParseQuad("XV"); ok {
		t.Error("XV is a class")
	}
}

func TestSectors(t *testing.T) {
	sectors, err := Sectors(nil)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, s := range sectors {
		if len(s.Sector) != 3 || s.Name == "" || s.Definition == "" {
			t.Errorf("sector %+v is not whole", s)
		}
		have[string(s.Sector)] = true
	}
	for _, want := range strings.Fields("GOV MIL COP JUD LEG SPY PTY OPP REB SEP CVL BUS MED NGO IGO CRM REL EDU REF LAB ELI UNS") {
		if !have[want] {
			t.Errorf("no sector %s", want)
		}
	}
}

func TestSectorsSayWhere(t *testing.T) {
	over := fstest.MapFS{"sectors.add.tsv": {Data: []byte("sector\tname\talso\tdefinition\nGOV\tgovernment\t\tagain\n")}}
	_, err := Sectors(over)
	if err == nil || !strings.Contains(err.Error(), `sectors.add.tsv:2: sector "GOV" stands already`) {
		t.Errorf("err = %v", err)
	}
}
