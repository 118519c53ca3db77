package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// load reads the tables in the order in which namesakes go: names.tsv before the
// names in states.tsv, so that its rows decide between bearers of equal kind.
func load(shelf table.Shelf) (*Gazetteer, error) {
	b := &builder{shelf: shelf, names: make(map[string]*name, someNames), g: &Gazetteer{
		roles:  map[string]role{},
		states: map[entente.EntityID][]stateRow{},
		titles: map[entente.EntityID]string{},
		codes:  map[string][]coded{},

		members: map[entente.EntityID][]membership{},
	}}
	for _, read := range []func(*builder) error{
		readStates, readCapitals, readNames, nameStates, readPlaces, readBodies, readIGOs, readGroups, readPeoples, readBlocs, readMembers, readLeaders, readMasks, readGeoNames, readNeighbours,
	} {
		if err := read(b); err != nil {
			return nil, err
		}
	}
	return b.finish(), nil
}

// someNames is about how many names the tables hold, for maps that grow to it.
const someNames = 1 << 14

// A builder gathers names while tables are read.
type builder struct {
	shelf  table.Shelf
	names  map[string]*name
	order  []*name    // of names, in order of appearance
	states []stateRow // in file order
	within []land
	seats  map[string]entente.Coordinates // of capitals, by their entity and name: "BLR Minsk"
	g      *Gazetteer
}

// each reads a table and hands on its rows with their validity dates, whose
// columns start and end every table but those of words has.
func (b *builder) each(file string, columns []string, do func(r table.Row, start, end entente.Date) error) error {
	t, err := b.shelf.Open(file, append(columns, "start", "end")...)
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		start, err := entente.ParseDate(r.Get("start"))
		if err != nil {
			return r.Errorf("start: %w", err)
		}
		end, err := entente.ParseDate(r.Get("end"))
		if err != nil {
			return r.Errorf("end: %w", err)
		}
		if !end.IsZero() && end.Last().Compare(start.First()) < 0 {
			return r.Errorf("ends on %s before it starts on %s", end, start)
		}
		if err := do(r, start, end); err != nil {
			return err
		}
	}
	return nil
}

// forms lists the name and the variants of a row, in order.
func forms(r table.Row) []string {
	return append([]string{r.Get("name")}, variants(r)...)
}

func variants(r table.Row) []string {
	var out []string
	for v := range strings.SplitSeq(r.Get("variants"), ";") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// bear adds bearers to the names, made of every way in which each may be split
// and written, and sets their guard.
func (b *builder) bear(names []string, g guard, bearers ...bearer) {
	for _, text := range names {
		for _, words := range writings(text) {
			n := b.name(words)
			n.bearers = append(n.bearers, bearers...)
			n.guard |= g
		}
	}
}

// name is the name of these words, made when it is new.
func (b *builder) name(words []string) *name {
	key := strings.Join(words, " ")
	n := b.names[key]
	if n == nil {
		n = &name{text: words}
		b.names[key] = n
		b.order = append(b.order, n)
	}
	return n
}

// writings lists the ways in which tokens may spell a name: as it stands, without
// accents, with its first letter large, with hyphens and final apostrophes apart.
func writings(text string) [][]string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "’", "'"), "the ")
	if isSimple(text) {
		return [][]string{strings.Fields(text)}
	}
	var out [][]string
	add := func(s string) {
		words := split(s)
		if len(words) > 0 && !slices.ContainsFunc(out, func(o []string) bool { return slices.Equal(o, words) }) {
			out = append(out, words)
		}
	}
	for _, s := range []string{text, plain(text)} {
		for _, s := range []string{s, capital(s)} {
			add(s)
			add(strings.ReplaceAll(s, " and ", " & "))
			add(strings.ReplaceAll(s, "-", " - "))
			add(strings.ReplaceAll(s, "s' ", "s ' "))
		}
	}
	return out
}

// isSimple reports whether a name has one spelling: letters of ASCII and spaces,
// the first one large, and no "and".
func isSimple(s string) bool {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != ' ' {
			return false
		}
	}
	return !strings.Contains(s, " and ")
}

// split cuts a name as the tokenisers of package lang do: at spaces, before a
// possessive 's and around commas.
func split(s string) []string {
	s = strings.ReplaceAll(s, ",", " ,")
	s = strings.ReplaceAll(s+" ", "'s ", " 's ")
	return strings.Fields(s)
}

// plain is s without accents, in letters of ASCII where a custom gives one.
func plain(s string) string {
	if isASCII(s) {
		return s
	}
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	out, _, err := transform.String(t, s)
	if err != nil {
		return s
	}
	return strings.NewReplacer("ı", "i", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ß", "ss", "æ", "ae", "ə", "a", "Ə", "A").Replace(out)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 || !unicode.IsLower(r[0]) {
		return s
	}
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// finish resolves every name over time and indexes it.
func (b *builder) finish() *Gazetteer {
	g := b.g
	b.lands()
	g.words, g.folded = make(map[string]word, someNames), make(map[string]int32, someNames)
	g.whole, g.loose = make(map[string]*name, someNames), make(map[string]*name, someNames)
	for _, n := range b.order {
		n.resolve()
		key := strings.Join(n.text, " ")
		g.whole[key] = n
		if l := loosen(key); g.loose[l] == nil {
			g.loose[l] = n
		}
		n.words = make([]word, len(n.text))
		for i, w := range n.text {
			n.words[i] = g.intern(w)
		}
	}
	g.known = make([]bool, len(g.words)+1)
	for _, n := range b.order {
		if n.tells() && !(len(n.words) > 1 && n.isPlaceOnly()) {
			for _, w := range n.words {
				g.known[w.exact] = true
			}
		}
	}
	g.first = make([][]*name, len(g.folded)+1)
	for _, n := range b.order {
		f := n.words[0].fold
		g.first[f] = append(g.first[f], n)
	}
	for _, names := range g.first {
		slices.SortStableFunc(names, func(a, b *name) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	g.gatherNames()
	return g
}

// intern numbers a word: exact by its spelling, fold by its spelling in capitals.
// Both count from 1.
func (g *Gazetteer) intern(s string) word {
	if w, ok := g.words[s]; ok {
		return w
	}
	up := strings.ToUpper(s)
	f, ok := g.folded[up]
	if !ok {
		f = int32(len(g.folded) + 1)
		g.folded[up] = f
	}
	w := word{exact: int32(len(g.words) + 1), fold: f}
	g.words[s] = w
	return w
}

// loosen is the form under which a name that someone types is sought.
func loosen(s string) string { return strings.ToLower(plain(s)) }
