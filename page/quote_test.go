package page

import (
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// written writes pieces as the tests read them: [actor Aldova] refused.
func written(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Role == "" {
			b.WriteString(p.Text)
			continue
		}
		b.WriteString("[" + p.Role + " " + written(p.Inside) + "]")
	}
	return b.String()
}

// words are the pieces without their marks.
func words(pieces []piece) string {
	out := ""
	for _, p := range pieces {
		out += p.Text + words(p.Inside)
	}
	return out
}

func TestQuote(t *testing.T) {
	const text = "Before. Aldova's envoy in Brevia refused talks on Monday. After."
	span := func(words string) entente.Span {
		i := strings.Index(text, words)
		return entente.Span{Start: i, End: i + len(words)}
	}
	mark := func(role entente.Role, words string) entente.Mark { return entente.Mark{Role: role, Span: span(words)} }
	sentence := span("Aldova's envoy in Brevia refused talks on Monday.")
	for _, c := range []struct {
		name  string
		marks []entente.Mark
		want  string
	}{
		{"plain", nil, "Aldova's envoy in Brevia refused talks on Monday."},
		{"one after the other", []entente.Mark{mark("actor", "Aldova's envoy"), mark("trigger", "refused talks")}, "[actor Aldova's envoy] in Brevia [trigger refused talks] on Monday."},
		{"one inside the other", []entente.Mark{mark("actor", "Aldova's envoy in Brevia"), mark("recipient", "Brevia")}, "[actor Aldova's envoy in [recipient Brevia]] refused talks on Monday."},
		{"the same words twice", []entente.Mark{mark("actor", "Aldova"), mark("speaker", "Aldova")}, "[actor [speaker Aldova]]'s envoy in Brevia refused talks on Monday."},
		{"the same mark twice", []entente.Mark{mark("actor", "Aldova"), mark("actor", "Aldova")}, "[actor Aldova]'s envoy in Brevia refused talks on Monday."},
		{"crossing", []entente.Mark{mark("actor", "envoy in Brevia"), mark("trigger", "Brevia refused")}, "Aldova's [actor envoy in [trigger Brevia]] refused talks on Monday."},
		{"outside the sentence", []entente.Mark{mark("actor", "Before"), mark("date", "After")}, "Aldova's envoy in Brevia refused talks on Monday."},
	} {
		if got := written(quote(text, sentence, c.marks)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAround(t *testing.T) {
	text := "one two three FOUR five six seven"
	s := entente.Span{Start: 14, End: 18}
	for n, want := range map[int]string{100: "one two three |FOUR| five six seven", 8: "… three |FOUR| five…", 1: "… |FOUR|…", 0: "…|FOUR|…"} {
		before, after := around(text, s, n)
		if got := before + "|FOUR|" + after; got != want {
			t.Errorf("around %d bytes: %q, want %q", n, got, want)
		}
	}
}

// FuzzQuote holds that marks never change, lose or repeat the words.
func FuzzQuote(f *testing.F) {
	f.Add("Aldova has refused to recognise the strip.", 0, 42, 0, 6, 4, 20, 11, 18)
	f.Add("Ме́ста и 北京", 1, 9, -3, 99, 2, 3, 5, 4)
	f.Fuzz(func(t *testing.T, text string, start, end, a, b, c, d, e, g int) {
		s := entente.Span{Start: start, End: end}
		marks := entente.Event{Actor: []entente.Party{{Span: entente.Span{Start: a, End: b}}}, Recipient: []entente.Party{{Span: entente.Span{Start: c, End: d}}},
			Evidence: entente.Evidence{Spans: []entente.Mark{{Role: entente.RoleTrigger, Span: entente.Span{Start: e, End: g}}}}}.Marks()
		if got := words(quote(text, s, marks)); got != s.Of(text) {
			t.Errorf("quote of %q is %q", s.Of(text), got)
		}
	})
}
