package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/entente-project/entente/coder"
)

const (
	senses = 4 // of a word that count
	height = 4 // steps up from a sense that count
	fewest = 6 // words below a kind that make it one
)

// A wordnet is what is read of WordNet's files (wndb(5WN)): for each part of
// speech the senses of each lemma, commonest first, and what lies above a sense.
type wordnet struct {
	senses map[string][]string // "v" or "n" + lemma -> synsets, as pos + offset
	above  map[string][]string // synset -> hypernyms
	verbs  map[string][]string // noun synset -> verbs it is derived from
}

// readWordNet is the thesaurus of the words of WordNet without a space.
func readWordNet(folder string) (coder.Thesaurus, error) {
	w := &wordnet{map[string][]string{}, map[string][]string{}, map[string][]string{}}
	for _, pos := range []string{"verb", "noun"} {
		if err := w.index(filepath.Join(folder, "index."+pos), pos[:1]); err != nil {
			return nil, fmt.Errorf("%w; install WordNet 3.0 (Debian: wordnet-base) or name its folder with -wordnet", err)
		}
		if err := w.data(filepath.Join(folder, "data."+pos), pos[:1]); err != nil {
			return nil, err
		}
	}
	words := slices.Sorted(maps.Keys(w.senses))
	kinds := map[string]map[string]float64{}
	below := map[string]int{}
	for _, word := range words {
		k := w.kinds(word)
		kinds[word] = k
		for s := range k {
			below[s]++
		}
	}
	number := map[string]int{}
	for _, s := range slices.Sorted(maps.Keys(below)) {
		if below[s] >= fewest {
			number[s] = len(number)
		}
	}
	t := coder.Thesaurus{}
	for _, word := range words {
		for s, weight := range kinds[word] {
			if n, ok := number[s]; ok && weight > 0.12 {
				t[word] = append(t[word], coder.Kind{Number: n, Weight: float32(float64(int(weight*200+0.5)) / 200)})
			}
		}
		slices.SortFunc(t[word], func(a, b coder.Kind) int { return cmp.Compare(a.Number, b.Number) })
	}
	return t, nil
}

// kinds is the synsets of a word and those above them: less for a rarer sense and
// for each step up, and of a noun also what the verbs mean that it comes from.
func (w *wordnet) kinds(word string) map[string]float64 {
	out := map[string]float64{}
	var climb func(s string, up int, weight float64)
	climb = func(s string, up int, weight float64) {
		x := weight / (1 + 0.4*float64(up))
		if x > out[s] {
			out[s] = x
		}
		if up == height {
			return
		}
		for _, a := range w.above[s] {
			climb(a, up+1, weight)
		}
	}
	for rank, s := range w.senses[word] {
		weight := 1 / (1 + 0.6*float64(rank))
		climb(s, 0, weight)
		for _, v := range w.verbs[s] {
			climb(v, 0, 0.8*weight)
		}
	}
	return out
}

// lines calls each for every line that is no head.
func lines(name string, each func(fields []string)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if !strings.HasPrefix(sc.Text(), " ") {
			each(strings.Fields(sc.Text()))
		}
	}
	return sc.Err()
}

// index reads the senses of lemmas, without those of several words, figures and
// names, whose first sense is an instance and has no hypernym.
func (w *wordnet) index(name, pos string) error {
	return lines(name, func(f []string) {
		if strings.ContainsAny(f[0], "_0123456789'./") || len(f[0]) < 3 {
			return
		}
		pointers, err := strconv.Atoi(f[3])
		if err != nil || len(f) < 7+pointers {
			return
		}
		for _, s := range f[6+pointers : min(len(f), 6+pointers+senses)] {
			w.senses[pos+f[0]] = append(w.senses[pos+f[0]], pos+s)
		}
	})
}

func (w *wordnet) data(name, pos string) error {
	return lines(name, func(f []string) {
		id := pos + f[0]
		n, err := strconv.ParseInt(f[3], 16, 32)
		if err != nil {
			return
		}
		at := 4 + 2*int(n)
		pointers, err := strconv.Atoi(f[at])
		if err != nil {
			return
		}
		for k := range pointers {
			p := f[at+1+4*k:]
			switch {
			case p[0] == "@":
				w.above[id] = append(w.above[id], p[2]+p[1])
			case p[0] == "+" && pos == "n" && p[2] == "v" && !slices.Contains(w.verbs[id], "v"+p[1]):
				w.verbs[id] = append(w.verbs[id], "v"+p[1])
			}
		}
	})
}
