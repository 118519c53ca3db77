package eval

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/entity"
)

func gazetteer(t testing.TB) *entity.Gazetteer {
	t.Helper()
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// spaced is text as one sentence whose tokens are what stands between spaces,
// full stops apart.
func spaced(text string) []entente.Sentence {
	var s entente.Sentence
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:]+" ", ' ')
		if word := strings.TrimRight(text[start:end], "."); word != "" {
			s.Tokens = append(s.Tokens, entente.Token{Form: word, Span: entente.Span{Start: start, End: start + len(word)}})
		}
		start = end + 1
	}
	return []entente.Sentence{s}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"Ruritanian Army\tbody\tRUR\n", ""},
		{"Rudolf Elphberg\tleader\tRUR\tking\n", ""},
		{"Rudolf Elphberg\tleader\tRUR\n", "t.tsv:2: Rudolf Elphberg has no office; write it under because"},
		{"Strelsau\tcapital\tRUR\n", `t.tsv:2: unknown kind "capital"; write state, body, igo, group or leader`},
		{"Ruritanian Army\tbody\n", "t.tsv:2: a row is a title, a kind and an entity"},
		{"Ruritanian Army\tbody\tRUR\nRuritanian Army\tbody\tRUR\n", "t.tsv:3: Ruritanian Army stands here twice; leave one out"},
	} {
		got := ""
		if _, err := readTitles("t.tsv", strings.NewReader("title\tkind\tentity\tbecause\n"+c.rows)); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q: %q; want %q", c.rows, got, c.want)
		}
	}
}

// TestTitlesAreOfKnownStates holds the entities of titles.tsv, but for
// organisations and groups that the product does not know, against its states.
func TestTitlesAreOfKnownStates(t *testing.T) {
	titles, err := readTitles("eval/titles.tsv", strings.NewReader(titlesFile))
	if err != nil {
		t.Fatal(err)
	}
	g := gazetteer(t)
	for title, about := range titles {
		if about.entity.IsState() && g.Name(about.entity) == string(about.entity) {
			t.Errorf("%s is of %s, which is no state", title, about.entity)
		}
		if organisation := strings.HasPrefix(string(about.entity), "IGO:"); about.kind == entity.IGO && !organisation {
			t.Errorf("%s is of %s, which is no organisation", title, about.entity)
		}
	}
}

func TestTarget(t *testing.T) {
	g := gazetteer(t)
	titles := map[string]titled{"Chilean Navy": {entity.Body, "CHL"}, "Peru": {entity.State, "XXX"}}
	on := entente.NewDate(2025, 10, 1)
	for title, want := range map[string]titled{
		"Chile":           {entity.State, "CHL"},
		"Chileans":        {entity.State, "CHL"}, // a people counts as its state
		"NATO":            {entity.IGO, "IGO:NATO"},
		"Hezbollah":       {entity.Group, "LBN"},
		"Emmanuel Macron": {entity.Leader, "FRA"},
		"Chilean Navy":    {entity.Body, "CHL"},  // by the table alone
		"Peru":            {entity.State, "XXX"}, // the table before the names
	} {
		if got, ok := target(g, titles, title, on); !ok || got != want {
			t.Errorf("%s is %v, %v; want %v", title, got, ok, want)
		}
	}
	for _, title := range []string{"Zenda", "Macron", "Santiago", "Kurds"} { // unknown; a surname; a capital; a people of several states
		if got, ok := target(g, titles, title, on); ok {
			t.Errorf("%s is %v; it is not to count", title, got)
		}
	}
}

// TestLinksReport reads an item of which one link is found, one is missed, one is
// taken for another state, one holds no name, and one goes to no known article.
func TestLinksReport(t *testing.T) {
	g := gazetteer(t)
	it := clipping{Date: entente.NewDate(2025, 10, 1), Text: "Chile and the Zendan Guard met a German Ruiz near Łódź. Peru-backed soldiers left Chile."}
	at := func(words, title string) link {
		i := strings.Index(it.Text, words)
		start := utf8.RuneCountInString(it.Text[:i])
		return link{start, start + utf8.RuneCountInString(words), title}
	}
	it.Links = []link{at("Chile", "Chile"), at("Zendan Guard", "Guard of Zenda"), at("German Ruiz", "Germán Ruiz"), at("soldiers", "Chile"), at("Łódź", "Łódź Fabryczna"), at("Peru", "Peru")}
	titles := map[string]titled{"Guard of Zenda": {entity.Body, "ZEN"}, "Germán Ruiz": {entity.Leader, "CHL"}}
	r := linksReport{missed: map[string]int{}, wrong: map[string]int{}}
	r.add(it, g, titles, namesIn(g, spaced(it.Text), it.Date))
	want := [len(linkKinds)]linkCount{{links: 2, found: 2, names: 2, right: 2}, {links: 1}, {}, {}, {links: 1, names: 1}}
	if r.counts != want {
		t.Errorf("counts %v; want %v", r.counts, want)
	}
	var out bytes.Buffer
	r.write(&out)
	lines := "links:   1 missed CHL Germán Ruiz: German Ruiz\nlinks:   1 missed ZEN Guard of Zenda: Zendan Guard\nlinks:   1 wrong  CHL Germán Ruiz: German is [DEU]\n"
	if out.String() != lines {
		t.Errorf("wrote\n%swant\n%s", &out, lines)
	}
	if f := r.figures(); len(f) != 2*len(linkKinds) || f[0].Value != 100 || f[8].Value != 0 || f[9].Name != "leaders precision" {
		t.Errorf("figures %v", f)
	}
}

func TestNamesIn(t *testing.T) {
	text := "South Korea thanked a Franco-German envoy."
	got := namesIn(gazetteer(t), spaced(text), entente.NewDate(2025, 10, 1))
	if len(got) != 2 || got[0].Of(text) != "South Korea" || got[1].Of(text) != "Franco-German" || !slices.Equal(got[1].entities, []entente.EntityID{"FRA", "DEU"}) {
		t.Errorf("names %v", got)
	}
}

// FuzzRuneSpan keeps the promise that runes of a text are cut as a slice of runes
// cuts them, whatever an author's offsets say.
func FuzzRuneSpan(f *testing.F) {
	f.Add("Łódź hosts Chile.", 11, 16)
	f.Add("Łódź", -1, 99)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if !utf8.ValidString(text) {
			return
		}
		runes := []rune(text)
		clip := func(n int) int { return min(max(n, 0), len(runes)) }
		want := ""
		if clip(start) < clip(end) {
			want = string(runes[clip(start):clip(end)])
		}
		if got := runeSpan(text, start, end).Of(text); got != want {
			t.Errorf("runes %d to %d of %q are %q; want %q", start, end, text, got, want)
		}
	})
}
