package coder_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/en"
)

// BenchmarkCode codes the stories of testdata, parsed before the clock starts.
func BenchmarkCode(b *testing.B) {
	files, _ := filepath.Glob("testdata/*.txt")
	l, err := en.Open(nil)
	if err != nil {
		b.Fatal(err)
	}
	c := open(b)
	var docs []entente.Document
	var parsed [][]entente.Sentence
	sentences := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		told, _, _ := strings.Cut(string(raw), "\n--\n")
		_, text, _ := strings.Cut(told, "\n")
		docs = append(docs, entente.Document{ID: "story", Published: entente.NewDate(2024, 6, 14), Text: text})
		parsed = append(parsed, l.Parse(text))
		sentences += len(parsed[len(parsed)-1])
	}
	for b.Loop() {
		for i, d := range docs {
			c.CodeParsed(d, parsed[i])
		}
	}
	b.ReportMetric(float64(sentences*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
