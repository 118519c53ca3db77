package plover

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ontology"
)

func open(t *testing.T) *Codebook {
	t.Helper()
	b, err := Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The nouns name sixteen types; the codebook defines these and no others, in
// their order.
func TestTypesAreTheNouns(t *testing.T) {
	nouns := []entente.Type{
		entente.Agree, entente.Consult, entente.Support, entente.Concede, entente.Cooperate, entente.Aid, entente.Retreat, entente.Request,
		entente.Accuse, entente.Reject, entente.Threaten, entente.Protest, entente.Sanction, entente.Mobilize, entente.Coerce, entente.Assault,
	}
	var types []entente.Type
	for _, info := range open(t).Types() {
		types = append(types, info.Type)
		if info.Definition == "" || info.Name != strings.ToLower(string(info.Type)) {
			t.Errorf("%s is not whole: %+v", info.Type, info)
		}
	}
	if !slices.Equal(types, nouns) {
		t.Errorf("types = %v", types)
	}
}

func TestQuads(t *testing.T) {
	b := open(t)
	for typ, want := range map[entente.Type]ontology.Quad{
		entente.Support:  ontology.VerbalCooperation,
		entente.Concede:  ontology.VerbalCooperation,
		entente.Retreat:  ontology.MaterialCooperation,
		entente.Reject:   ontology.VerbalConflict,
		entente.Request:  ontology.VerbalConflict,
		entente.Sanction: ontology.MaterialConflict,
		entente.Protest:  ontology.MaterialConflict,
		"YIELD":          ontology.NoQuad,
	} {
		if got := b.Quad(typ); got != want {
			t.Errorf("Quad(%s) = %v; want %v", typ, got, want)
		}
	}
}

// Cooperation scores above zero and conflict below, in every mode.
func TestScoresHaveTheSignOfTheirQuad(t *testing.T) {
	b := open(t)
	for _, info := range b.Types() {
		scores := []float64{info.Score}
		for _, m := range b.Modes(info.Type) {
			scores = append(scores, m.Score)
		}
		for _, s := range scores {
			if (s > 0) != info.Quad.Cooperative() {
				t.Errorf("%s scores %g and is %s", info.Type, s, info.Quad)
			}
		}
	}
}

func TestScore(t *testing.T) {
	b := open(t)
	for _, c := range []struct {
		typ  entente.Type
		mode entente.Mode
		want float64
		ok   bool
	}{
		{entente.Reject, "", -4.2, true},
		{entente.Retreat, "release", 7, true},
		{entente.Retreat, "resign", 8.1, true}, // no CAMEO code bears it: the type's
		{entente.Retreat, "phone", 0, false},
		{"YIELD", "", 0, false},
	} {
		if got, ok := b.Score(c.typ, c.mode); got != c.want || ok != c.ok {
			t.Errorf("Score(%s, %q) = %g, %t; want %g, %t", c.typ, c.mode, got, ok, c.want, c.ok)
		}
	}
}

func TestContexts(t *testing.T) {
	b := open(t)
	for s, want := range map[string]entente.Context{"territory": "territory", "pro-democracy": "pro_democracy", "natural_resources": "natural_resource"} {
		if got, err := b.ParseContext(s); got != want || err != nil {
			t.Errorf("ParseContext(%q) = %q, %v; want %q", s, got, err, want)
		}
	}
	if b.HasContext("pro-democracy") || b.HasContext("") || !b.HasContext("military") {
		t.Error("HasContext knows the house's spelling only")
	}
	if !slices.IsSortedFunc(b.Contexts(), func(a, c ContextInfo) int { return strings.Compare(string(a.Context), string(c.Context)) }) {
		t.Error("contexts are not sorted")
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"modes.add.tsv", "type\tmode\tdefinition\nCONSLUT\tvisit\n", `modes.add.tsv:2: unknown event type "CONSLUT"; did you mean CONSULT?`},
		{"types.add.tsv", "type\tname\tquad\trecipient\tdefinition\nAID\taid\tMC\n", "types.add.tsv:2: type AID is defined twice; remove one of the two"},
		{"types.tsv", "type\tname\tquad\trecipient\tdefinition\nAID\taid\tCM\n", `types.tsv:2: unknown quad class "CM"; write VC, MC, VX or MX`},
		{"contexts.add.tsv", "context\talso\tdefinition\nwater\tresource\n", `contexts.add.tsv:2: "resource" means the context natural_resource already; remove one of the two`},
		{"scale.add.tsv", "type\tmode\tscore\nAID\t\t11\n", `scale.add.tsv:2: score "11" is not a number from -10 to 10`},
		{"scale.add.tsv", "type\tmode\tscore\nCONSULT\tvisti\t1\n", `scale.add.tsv:2: unknown mode of CONSULT "visti"; did you mean visit?`},
		{"scale.tsv", "type\tmode\tscore\nAID\t\t7\n", "scale.tsv: no score for AGREE; add a row with the mode left empty"},
	} {
		_, err := Open(fstest.MapFS{c.file: {Data: []byte(c.text)}})
		if err == nil || err.Error() != "--data/plover/"+c.want {
			t.Errorf("%s: err = %v; want %s", c.file, err, c.want)
		}
	}
}
