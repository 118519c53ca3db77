package coder

import (
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

func TestUnmarkTakesTheFirstWordsMarked(t *testing.T) {
	for _, x := range []struct {
		marked, text   string
		source, target entente.Span
	}{
		{"<s>Oman</s> met <t>Qatar</t>.", "Oman met Qatar.", entente.Span{Start: 0, End: 4}, entente.Span{Start: 9, End: 14}},
		{"<t>Oman</t> met <s>Qatar</s>.", "Oman met Qatar.", entente.Span{Start: 9, End: 14}, entente.Span{Start: 0, End: 4}},
		{"<s>Oman</s> met <s>Qatar</s>.", "Oman met Qatar.", entente.Span{Start: 0, End: 4}, entente.Span{}},
		{"5 < 6 <b>Oman</b>", "5 < 6 <b>Oman</b>", entente.Span{}, entente.Span{}},
		{"", "", entente.Span{}, entente.Span{}},
	} {
		text, source, target := Unmark(x.marked)
		if text != x.text || source != x.source || target != x.target {
			t.Errorf("%q: %q %v %v, want %q %v %v", x.marked, text, source, target, x.text, x.source, x.target)
		}
	}
}

// No mark is left, and each span that has an end lies in the text.
func FuzzUnmark(f *testing.F) {
	f.Add("<s>Oman</s> met <t>Qatar</t>.")
	f.Add("</s><s></t>a<t>")
	f.Add("<<s>s><t")
	f.Fuzz(func(t *testing.T, marked string) {
		text, source, target := Unmark(marked)
		plain := strings.NewReplacer("<s>", "", "</s>", "", "<t>", "", "</t>", "").Replace(marked)
		if text != plain {
			t.Fatalf("%q without its marks is %q, want %q", marked, text, plain)
		}
		for _, s := range []entente.Span{source, target} {
			if s.End != 0 && (s.Start < 0 || s.Start > s.End || s.End > len(text)) {
				t.Fatalf("%q: span %v of %d bytes", marked, s, len(text))
			}
		}
	})
}
