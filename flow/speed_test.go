package flow

import (
	"os"
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
	for i, d := range docs {
		parsed[i] = r.Language.Parse(d.Text)
		sentences += len(parsed[i])
	}
	for _, part := range []struct {
		name string
		do   func(i int, d entente.Document)
	}{
		{"parse", func(_ int, d entente.Document) { r.Language.Parse(d.Text) }},
		{"code", func(i int, d entente.Document) { r.Coder.CodeParsed(d, parsed[i]) }},
		{"both", func(_ int, d entente.Document) { r.Coder.Code(d) }},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i, d := range docs {
					part.do(i, d)
				}
			}
			b.ReportMetric(float64(sentences)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
		})
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
