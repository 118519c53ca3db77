package en

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	entente "github.com/entente-project/entente"
)

// english opens the language once for all tests.
var english = sync.OnceValues(func() (*English, error) { return Open(nil) })

func open(t testing.TB) *English {
	t.Helper()
	e, err := english()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A goldTree is a sentence checked by hand: "form TAG head relation" for each
// word.
type goldTree []string

// readGold reads testdata/trees.txt: one word a line, sentences parted by blank
// lines.
func readGold(t *testing.T) []goldTree {
	t.Helper()
	b, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []goldTree
	for block := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n\n") {
		var g goldTree
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				g = append(g, line)
			}
		}
		out = append(out, g)
	}
	return out
}

// parseForms parses a sentence of words parted by blanks.
func parseForms(e *English, forms []string) []entente.Token {
	tokens, at := make([]entente.Token, len(forms)), 0
	for i, f := range forms {
		tokens[i] = entente.Token{Form: f, Span: entente.Span{Start: at, End: at + len(f)}}
		at += len(f) + 1
	}
	e.ParseTokens([][]entente.Token{tokens})
	return tokens
}

// TestTrees holds accuracy on our own sentences to a floor: relations that say
// who did what to whom, and all others.
func TestTrees(t *testing.T) {
	e := open(t)
	words, tags, arcs, core, coreRight := 0, 0, 0, 0, 0
	for _, g := range readGold(t) {
		var forms []string
		for _, line := range g {
			forms = append(forms, strings.Fields(line)[0])
		}
		var wrong []string
		for i, tok := range parseForms(e, forms) {
			got := strings.Join([]string{forms[i], tok.Tag, strconv.Itoa(tok.Head), tok.Rel}, " ")
			want := strings.Fields(g[i])
			words++
			tags += count(tok.Tag == want[1])
			right := strconv.Itoa(tok.Head) == want[2] && tok.Rel == want[3]
			arcs += count(right)
			if coreRelations[want[3]] {
				core++
				coreRight += count(right)
			}
			if got != g[i] {
				wrong = append(wrong, got+" (is "+strings.Join(want[1:], " ")+")")
			}
		}
		if wrong != nil {
			t.Logf("%s: %s", strings.Join(forms, " "), strings.Join(wrong, "; "))
		}
	}
	t.Logf("%d words: tags %d, arcs with relation %d; core relations %d of %d", words, tags, arcs, coreRight, core)
	if 100*tags < 97*words || 100*arcs < 94*words || 100*coreRight < 96*core {
		t.Errorf("below the floor: tags 97%%, arcs 94%%, core relations 96%%")
	}
}

// coreRelations say who did what to whom.
var coreRelations = map[string]bool{
	"root": true, "nsubj": true, "nsubj:pass": true, "obj": true, "obl:agent": true, "xcomp": true, "ccomp": true,
}

// relations are the arcs of a text's first sentence as "rel(head, dependent)",
// the root as "root(word)".
func relations(e *English, text string) map[string]bool {
	out := map[string]bool{}
	s := e.Parse(text)[0]
	for _, t := range s.Tokens {
		if t.Head == 0 {
			out["root("+t.Form+")"] = true
			continue
		}
		out[t.Rel+"("+s.Tokens[t.Head-1].Form+", "+t.Form+")"] = true
	}
	return out
}

// TestReadsNews: what news is full of and treebanks are not.
func TestReadsNews(t *testing.T) {
	e := open(t)
	for _, c := range []struct{ name, text, arcs string }{
		{"headline in title case", "Norway Expels 12 Soviet Envoys Accused Of Spying",
			"root(Expels); nsubj(Expels, Norway); obj(Expels, Envoys); acl(Envoys, Accused)"},
		{"headline in capitals", "NORWAY EXPELS TWELVE ENVOYS",
			"root(EXPELS); nsubj(EXPELS, NORWAY); obj(EXPELS, ENVOYS)"},
		{"headline with a comma for and", "Denmark, Sweden sign fishing accord",
			"root(sign); nsubj(sign, Denmark); conj(Denmark, Sweden); obj(sign, accord)"},
		{"headline of the passive without be", "Two Envoys Killed by Rebels in Mali",
			"acl(Envoys, Killed); obl:agent(Killed, Rebels)"},
		{"historical present", "Bulgaria blocks the entry of trucks.",
			"root(blocks); nsubj(blocks, Bulgaria); obj(blocks, entry)"},
		{"dateline", "RIGA, Sept. 5 (Reuters) - Latvia recalled its envoy.",
			"root(recalled); nsubj(recalled, Latvia); parataxis(recalled, RIGA); appos(RIGA, Reuters)"},
		{"dateline without an agency", "RIGA — Latvia recalled its envoy.",
			"root(recalled); nsubj(recalled, Latvia); parataxis(recalled, RIGA)"},
		{"name with a slash", "Radio Volna/Volna Press's Anna Petrova reported the deal.",
			"root(reported); nsubj(reported, Anna); nmod:poss(Anna, Radio); flat(Radio, Press)"},
		{"day before the verb", "The envoy on Friday handed over a note.",
			"nsubj(handed, envoy); obl(handed, Friday)"},
		{"clause after a time", "The agency reported late last week that Oslo has rejected the plan.",
			"root(reported); ccomp(reported, rejected); nsubj(rejected, Oslo)"},
		{"participle that is the verb", "Russian columns rolled into Latvia in August.",
			"root(rolled); nsubj(rolled, columns); obl(rolled, Latvia)"},
		{"headline of what is to come", "Finland to send rifles to Estonia",
			"root(send); nsubj(send, Finland); obj(send, rifles)"},
		{"participle before the object", "Spain returned stolen masks to Peru.",
			"root(returned); obj(returned, masks); amod(masks, stolen)"},
		{"second object that names", "Oslo named the valley a free zone.",
			"root(named); obj(named, valley); xcomp(named, zone)"},
		{"verb without to", "Cuba helped Angola fight the rebels.",
			"root(helped); obj(helped, Angola); xcomp(helped, fight)"},
		{"agent behind an adjective", "A smuggler was shot dead by border guards.",
			"root(shot); nsubj:pass(shot, smuggler); obl:agent(shot, guards)"},
		{"due", "The king is due to visit Mongolia in May.",
			"root(due); nsubj(due, king); xcomp(due, visit)"},
		{"names side by side", "A pact between Poland and South Korea lapsed.",
			"nmod(pact, Poland); conj(Poland, Korea)"},
		{"sum in a named currency", "Norway gave Malawi US$20 million in aid.",
			"root(gave); iobj(gave, Malawi); obj(gave, US$)"},
		{"possessive without its noun", "They agreed with Norway's.",
			"root(agreed); obl(agreed, Norway)"},
		{"curly quotes", "“We won’t sign,” the minister said.",
			"root(said); nsubj(said, minister); ccomp(said, sign)"},
		{"reflexive", "Oslo wants to distance itself from the plan.",
			"xcomp(wants, distance); obj(distance, itself); obl(distance, plan)"},
		{"go-ahead", "The king gave the go-ahead for a new port.",
			"root(gave); nsubj(gave, king); obj(gave, go-ahead)"},
		{"sum of money", "They lent Norway $5 million.",
			"root(lent); iobj(lent, Norway); obj(lent, $)"},
		{"no passive", "The minister threatened to leave the union.",
			"nsubj(threatened, minister); xcomp(threatened, leave)"},
		{"relative object", "They held a drill, which the bloc holds each year.",
			"obj(holds, which); nsubj(holds, bloc)"},
		{"reported after coordination", "She has drawn up a neutral plan, has said she would never allow the port to be sold and has left.",
			"root(drawn); conj(drawn, said); ccomp(said, allow)"},
		{"object of allow", "They would allow the port to be sold.",
			"obj(allow, port); xcomp(allow, sold)"},
		{"possessive of a word in s", "Paris' Jean Moreau left the talks.",
			"nsubj(left, Jean); nmod:poss(Jean, Paris)"},
		{"predicate that could be a noun", "The United Nations sanctions two firms over sales to Mali.",
			"nsubj(sanctions, Nations); obj(sanctions, firms)"},
		{"report at the end", "Kenyan police arrested 12 suspected smugglers in Mombasa on Friday, a senior official said.",
			"root(said); nsubj(said, official); ccomp(said, arrested); nsubj(arrested, police)"},
		{"neighbouring", "They built a road in neighboring Sweden.",
			"root(built); case(Sweden, in); amod(Sweden, neighboring)"},
	} {
		got := relations(e, c.text)
		for arc := range strings.SplitSeq(c.arcs, "; ") {
			if !got[arc] {
				t.Errorf("%s: no %s in %v", c.name, arc, got)
			}
		}
	}
}

// TestSpansAndForms: spans index the text as it is, forms are plain.
func TestSpansAndForms(t *testing.T) {
	e := open(t)
	text := "Oslo’s “no” — it said…\n\nDon't."
	sentences := e.Parse(text)
	checkCover(t, text, sentences)
	var got []string
	for _, s := range sentences {
		got = append(got, forms(s.Tokens))
	}
	if s := strings.Join(got, " | "); s != `Oslo 's " no " -- it said ... | Do n't .` {
		t.Error(s)
	}
	if tok := sentences[0].Tokens[1]; tok.Span.Of(text) != "’s" {
		t.Errorf("span of %q holds %q", tok.Form, tok.Span.Of(text))
	}
}

// TestHardText: nothing makes reading fail, and every token is in a tree.
func TestHardText(t *testing.T) {
	e := open(t)
	for _, text := range []string{
		"", " \n\t ", ".", "...", "\"", "\xff\xfe\x00", "\ufeffMinsk agreed.", "!?!?!?!?!?",
		strings.Repeat("a", 100_000), strings.Repeat("word ", 2_000), strings.Repeat("(", 1_000),
		strings.Repeat("a-", 10_000), strings.Repeat("x's", 6_000), strings.Repeat("A&", 6_000), strings.Repeat("re-", 6_000), strings.Repeat("a.", 6_000),
		strings.Repeat("a'", 6_000), strings.Repeat("a@b.", 6_000), strings.Repeat("A/", 500), strings.Repeat("1,", 6_000), strings.Repeat("a\n", 6_000),
		"Минск согласился. 明斯克同意了。", "a\u200bb\u00adc", "Mr.", "U.S.", "'s", "n't", "’", "x’", "-", "- - -",
		"MINSK (Reuters) -", "A - B", "A/B/C", "/", "I.", "e.g.", "\u00a0\u00a0x\u00a0",
	} {
		sentences := e.Parse(text)
		checkCover(t, text, sentences)
		for _, s := range sentences {
			checkTree(t, s)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"Minsk’s “no” (Reuters) - don't.", "MINSK, Jan. 5 - A/B's", "\xc3(\x80", "ended.The\n\nU.S."} {
		f.Add(s)
	}
	e := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		sentences := e.Parse(text)
		checkCover(t, text, sentences)
		for _, s := range sentences {
			checkTree(t, s)
		}
	})
}

// TestManyAtOnce: goroutines do not disturb each other.
func TestManyAtOnce(t *testing.T) {
	e := open(t)
	text := "Minsk agreed to close the base. Kyiv, which had asked for it, thanked nobody."
	want := fmt.Sprint(e.Parse(text))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if got := fmt.Sprint(e.Parse(text)); got != want {
					t.Errorf("another tree: %s", got)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestModelFile(t *testing.T) {
	for name, b := range map[string][]byte{
		"empty":     nil,
		"other":     []byte("not a model at all, but long enough for a header"),
		"cut short": modelFile[:len(modelFile)/2],
		"altered":   altered(len(modelFile) / 3),
		"newer":     newer(),
	} {
		if _, err := ReadModel(b); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

func altered(at int) []byte {
	b := append([]byte(nil), modelFile...)
	b[at] ^= 0x55
	return b
}

func newer() []byte {
	b := append([]byte(nil), modelFile...)
	b[8]++
	return b
}

func FuzzReadModel(f *testing.F) {
	f.Add(modelFile[:300])
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = ReadModel(b)
	})
}

func TestLemmas(t *testing.T) {
	e := open(t)
	for _, c := range []struct{ form, pos, tag, want string }{
		{"recognized", "VERB", "VBD", "recognize"}, {"refusing", "VERB", "VBG", "refuse"}, {"expelled", "VERB", "VBD", "expel"},
		{"vetoes", "VERB", "VBZ", "veto"}, {"accuses", "VERB", "VBZ", "accuse"}, {"condemns", "VERB", "VBZ", "condemn"},
		{"threatened", "VERB", "VBN", "threaten"}, {"occupied", "VERB", "VBN", "occupy"}, {"met", "VERB", "VBD", "meet"},
		{"is", "AUX", "VBZ", "be"}, {"n't", "PART", "RB", "not"}, {"allies", "NOUN", "NNS", "ally"}, {"crises", "NOUN", "NNS", "crisis"},
		{"talks", "NOUN", "NNS", "talk"}, {"spokesmen", "NOUN", "NNS", "spokesman"}, {"closer", "ADJ", "JJR", "close"},
		{"worst", "ADJ", "JJS", "bad"}, {"Putin", "PROPN", "NNP", "Putin"}, {"Kurds", "PROPN", "NNPS", "Kurd"}, {"5,000", "NUM", "CD", "5000"},
		{"staging", "VERB", "VBG", "stage"}, {"planned", "VERB", "VBN", "plan"}, {"bombing", "VERB", "VBG", "bomb"}, {"seized", "VERB", "VBD", "seize"},
	} {
		if got := e.lemmas.Lemma(c.form, c.pos, c.tag); got != c.want {
			t.Errorf("%s/%s: %s; want %s", c.form, c.tag, got, c.want)
		}
	}
}

// story is running text for benchmarks.
const story = `The foreign minister of Latvia said on Tuesday that his country would not take part in the talks. ` +
	`Officials in Riga have long accused the company, which is owned by the state, of holding back gas in winter. ` +
	`"We have asked for nothing that was not promised," the minister told reporters after meeting his Estonian counterpart. ` +
	`The two states signed a treaty on trade in 2011 and renewed it last year. Analysts doubt that it will hold.
`

func BenchmarkParse(b *testing.B) {
	e := open(b)
	tokens, sentences := 0, 0
	for _, s := range e.Parse(story) {
		sentences++
		tokens += len(s.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		e.Parse(story)
	}
	seconds := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(sentences)/seconds, "sentences/s")
	b.ReportMetric(float64(tokens)/seconds, "tokens/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(nil); err != nil {
			b.Fatal(err)
		}
	}
}
