package coder

import (
	"reflect"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lang/en"
)

func english(t *testing.T) *Coder {
	t.Helper()
	l, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(l, g)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheArbiterOfEnglishIsThere(t *testing.T) {
	if a := english(t).arbiter(); a == nil || len(a.model.Classes) != 16 || len(a.kinds) < 10000 {
		t.Fatalf("arbiter %+v", a)
	}
}

// No row knows these verbs; what they are like tells what they are.
func TestTheArbiterJudgesVerbsThatNoRowKnows(t *testing.T) {
	c := english(t)
	for _, x := range []struct {
		source, verb, target string
		want                 entente.Type
	}{
		{"Moroccan infantry", "bayoneted", "Spanish settlers", entente.Assault},
		{"Bolivian ministers", "hobnobbed with", "Chilean envoys", entente.Consult},
	} {
		text := x.source + " " + x.verb + " " + x.target + "."
		r := c.Relate(text, entente.Span{End: len(x.source)}, entente.Span{Start: len(text) - 1 - len(x.target), End: len(text) - 1})
		if r.By != ByArbiter || r.Type != x.want {
			t.Errorf("%s %s by %q, want %s by %s", text, r.Type, r.By, x.want, ByArbiter)
		}
	}
}

func TestAThesaurusReadsBackAsWritten(t *testing.T) {
	want := Thesaurus{"vshell": {{3, 1}, {7, 0.5}}, "nrocket": {{12, 1}}, "vhail": {}}
	data, err := AppendThesaurus([]byte("before"), want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadThesaurus(data[len("before"):])
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

func TestAThesaurusOfFewerKindsNumbersThemAnew(t *testing.T) {
	all := Thesaurus{"vshell": {{3, 1}, {7, 0.5}}, "nrocket": {{12, 1}}, "vhail": {{7, 1}, {12, 0.5}}}
	want := Thesaurus{"vshell": {{0, 1}}, "nrocket": {{1, 1}}, "vhail": {{1, 0.5}}}
	if got := all.Only(map[int]bool{3: true, 7: false, 12: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func FuzzReadThesaurus(f *testing.F) {
	data, err := AppendThesaurus(nil, Thesaurus{"vshell": {{3, 1}, {7, 0.5}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-3])
	f.Fuzz(func(t *testing.T, data []byte) {
		ReadThesaurus(data) //nolint:errcheck // it must only not crash
	})
}
