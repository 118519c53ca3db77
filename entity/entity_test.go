package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

func open(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func date(t testing.TB, s string) entente.Date {
	t.Helper()
	d, err := entente.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// show is mentions with their best meaning: "Minsk=BLR:GOV/capital".
func show(words []string, ms []Mention) string {
	var out []string
	for _, m := range ms {
		out = append(out, strings.Join(words[m.First:m.Last], " ")+"="+meaning(m.Meanings[0]))
	}
	return strings.Join(out, " | ")
}

func meaning(m Meaning) string {
	id := string(m.Entity)
	if len(m.Entities) > 0 {
		id = strings.Trim(fmt.Sprint(m.Entities), "[]")
	}
	if m.Sector != "" {
		id += ":" + string(m.Sector)
	}
	return id + "/" + string(m.Kind)
}

func meanings(ms []Meaning) string {
	var out []string
	for _, m := range ms {
		out = append(out, meaning(m))
	}
	return strings.Join(out, " | ")
}

// FuzzFind holds mentions to their promise whatever the words.
func FuzzFind(f *testing.F) {
	g := open(f)
	f.Add("Minsk has refused to recognise Crimea as Russian", 2015)
	f.Add("U.S. - led MAY 5 ' s North Korea", 1985)
	f.Add("GEORGIA , Atlanta , Georgia President \xff İstanbul", 0)
	f.Fuzz(func(t *testing.T, text string, year int) {
		words := strings.Split(text, " ")
		checkMentions(t, g, words, entente.NewDate(year, 0, 0))
	})
}

func checkMentions(t *testing.T, g *Gazetteer, words []string, on entente.Date) {
	t.Helper()
	before := slices.Clone(words)
	last := 0
	for _, m := range g.Find(words, on) {
		if m.First < last || m.Last <= m.First || m.Last > len(words) || len(m.Meanings) == 0 {
			t.Fatalf("Find(%q) has the mention %+v", words, m)
		}
		last = m.Last
	}
	if !slices.Equal(before, words) {
		t.Fatalf("Find changed its words %q to %q", before, words)
	}
	for i, w := range words {
		if first, _, _ := g.CompoundAt(words, i, on); first < 0 || first > i {
			t.Fatalf("CompoundAt(%q, %d) begins at %d", words, i, first)
		}
		g.Lookup(w, on)
	}
}
