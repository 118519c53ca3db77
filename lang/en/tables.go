package en

import (
	"embed"
	"io/fs"
	"strconv"

	"github.com/entente-project/entente/lib/table"
)

//go:embed *.tsv
var tableFiles embed.FS

// tables are the word lists that cutting and lemmatising need.
type tables struct {
	abbreviations map[string]string // with the full stop -> kind
	prefixes      map[string]bool
	contractions  map[string]int
	starters      map[string]bool
	times         map[string]bool
	irregular     map[Inflected]string
	lexicon       *lexicon
	frames        *frames
	feats         map[[2]string]string // tag and lower-case form ("" any) -> features
}

func openTables(shelf table.Shelf) (*tables, error) {
	t := &tables{
		abbreviations: map[string]string{}, prefixes: map[string]bool{}, contractions: map[string]int{},
		starters: map[string]bool{}, times: map[string]bool{}, irregular: map[Inflected]string{}, lexicon: newLexicon(), frames: newFrames(), feats: map[[2]string]string{},
	}
	for _, open := range []struct {
		name    string
		columns []string
		row     func(table.Row) error
	}{
		{"abbreviations", []string{"abbreviation", "kind"}, t.abbreviation},
		{"prefixes", []string{"prefix"}, func(r table.Row) error { t.prefixes[r.Get("prefix")] = true; return nil }},
		{"contractions", []string{"word", "cut"}, t.contraction},
		{"starters", []string{"word"}, func(r table.Row) error { t.starters[r.Get("word")] = true; return nil }},
		{"times", []string{"word"}, func(r table.Row) error { t.times[r.Get("word")] = true; return nil }},
		{"lexicon", []string{"word", "readings"}, t.lexicon.word},
		{"names", []string{"name", "kind"}, t.lexicon.name},
		{"irregular", []string{"pos", "lemma", "forms"}, t.irregularForms},
		{"frames", []string{"frame", "verb", "words", "example"}, t.frames.row},
		{"feats", []string{"tag", "form", "feats"}, func(r table.Row) error {
			t.feats[[2]string{r.Get("tag"), r.Get("form")}] = r.Get("feats")
			return nil
		}},
	} {
		tab, err := shelf.Open(open.name, open.columns...)
		if err != nil {
			return nil, err
		}
		for _, r := range tab.Rows {
			if err := open.row(r); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

func (t *tables) abbreviation(r table.Row) error {
	kind := r.Get("kind")
	switch kind {
	case "before", "number", "month", "any":
		t.abbreviations[r.Get("abbreviation")] = kind
		return nil
	}
	return r.Errorf("unknown kind %q; the kinds are before, number, month, any", kind)
}

func (t *tables) contraction(r table.Row) error {
	word := r.Get("word")
	n, err := strconv.Atoi(r.Get("cut"))
	if err != nil || n < 1 || n >= len(word) {
		return r.Errorf("cut %q does not lie inside %q", r.Get("cut"), word)
	}
	t.contractions[word] = n
	return nil
}

func (t *tables) irregularForms(r table.Row) error {
	for _, form := range r.List("forms") {
		t.irregular[Inflected{form, r.Get("pos")}] = r.Get("lemma")
		t.lexicon.irregular(r.Get("pos"), form)
	}
	return nil
}

// Shelf is the language's tables with the user's, which may be nil, laid over
// them.
func Shelf(over fs.FS) table.Shelf {
	return table.Shelf{Prefix: "lang/en", Base: tableFiles, Over: over}
}
