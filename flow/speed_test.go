package flow

import (
	"os"
	"slices"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/sample"
	"github.com/entente-project/entente/source"
)

// BenchmarkCode codes the bundled chronicle, or the text in $ENTENTE_TEXT, on
// one core: parse and coding apart and together.
func BenchmarkCode(b *testing.B) {
	r, err := open()
	if err != nil {
		b.Fatal(err)
	}
	docs := benchDocuments(b)
	parsed := make([][]entente.Sentence, len(docs))
	sentences := 0
	var texts []string
	for i, d := range docs {
		texts = append(texts, d.Text)
		parsed[i] = r.Language.Parse(d.Text)
		sentences += len(parsed[i])
	}
	for _, part := range []struct {
		name string
		do   func()
	}{
		{"parse", func() {
			for texts := range slices.Chunk(texts, together) {
				r.Language.ParseAll(texts)
			}
		}},
		{"code", func() {
			for i, d := range docs {
				r.Coder.CodeParsed(d, parsed[i])
			}
		}},
		{"both", func() {
			for range r.Code(b.Context(), documents(docs), 1) {
			}
		}},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				part.do()
			}
			b.ReportMetric(float64(sentences)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}

func documents(docs []entente.Document) source.Documents {
	return func(yield func(entente.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func benchDocuments(b *testing.B) []entente.Document {
	name := os.Getenv("ENTENTE_TEXT")
	if name == "" {
		docs, err := sample.Documents()
		if err != nil {
			b.Fatal(err)
		}
		return docs
	}
	var docs []entente.Document
	for d, err := range source.Open(name, source.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}
