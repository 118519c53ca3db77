package plain

import (
	_ "embed"
	"strings"

	"github.com/entente-project/entente/lib/table"
)

//go:embed words.tsv
var tsv string

// Words are the plain words for the codes of the nouns.
type Words map[string]word

type word struct{ one, many string }

// Read reads words.tsv; the file is part of the program, so that an error in it
// is a fault of the build and ends it.
func Read() Words {
	t, err := table.Read("page/internal/plain/words.tsv", strings.NewReader(tsv), "kind", "code", "one", "many")
	if err != nil {
		panic(err)
	}
	w := Words{}
	for _, r := range t.Rows {
		w[r.Get("kind")+" "+r.Get("code")] = word{r.Get("one"), r.Get("many")}
	}
	return w
}

// One is the word for one thing of a kind, or its code where there is none.
func (w Words) One(kind, code string) string {
	if t := w[kind+" "+code].one; t != "" {
		return t
	}
	return strings.ToLower(strings.ReplaceAll(code, "-", " "))
}

// Many is the word for a heap of things of a kind.
func (w Words) Many(kind, code string) string {
	if t := w[kind+" "+code].many; t != "" {
		return t
	}
	return w.One(kind, code)
}

// And joins names as a sentence does: "a", "a and b", "a, b and c".
func And(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// Aside puts what follows a comma in brackets, for use in a list: "Belarus,
// government" becomes "Belarus (government)".
func Aside(t string) string {
	if a, b, ok := strings.Cut(t, ", "); ok {
		return a + " (" + b + ")"
	}
	return t
}

// Upper is t with its first letter in upper case.
func Upper(t string) string {
	if t == "" {
		return t
	}
	return strings.ToUpper(t[:1]) + t[1:]
}
