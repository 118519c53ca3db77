package en

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	entente "github.com/entente-project/entente"
)

func lists(t testing.TB) *tables {
	t.Helper()
	ts, err := openTables(Shelf(nil))
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

// TestTokens cuts text into words: tokens are parted by blanks.
func TestTokens(t *testing.T) {
	ts := lists(t)
	for text, want := range map[string]string{
		"Hungary doesn't trust Serbia's army.":      "Hungary does n't trust Serbia 's army .",
		"They cannot, won't and shouldn’t.":         "They can not , wo n't and should n't .",
		"the rebels' camp":                          "the rebels ' camp",
		"He'd've gone, she'll stay":                 "He 'd 've gone , she 'll stay",
		"Gen. Ivan Petrov met Lt. Col. J. F. Hart":  "Gen. Ivan Petrov met Lt. Col. J. F. Hart",
		"on Jan. 5 in the U.S. and the U.N.":        "on Jan. 5 in the U.S. and the U.N.",
		"U.S.-led forces":                           "U.S. - led forces",
		"a Su-27 over the air-base":                 "a Su - 27 over the air - base",
		"pro-Russian and anti-war ex-ministers":     "pro-Russian and anti-war ex-ministers",
		"Côte d'Ivoire and O'Brien":                 "Côte d'Ivoire and O'Brien",
		"News Agency/World Service's report":        "News Agency / World Service 's report",
		"gave the go-ahead, the so-called sit-ins":  "gave the go-ahead , the so-called sit-ins",
		"was court-martialled and cold-shouldered":  "was court-martialled and cold-shouldered",
		"tear-gassed or carpet-bombed, a brush-off": "tear-gassed or carpet-bombed , a brush-off",
		"and/or 9/11 or 24/7":                       "and / or 9/11 or 24/7",
		"$5 million, £3.2bn, 10%, 1,500":            "$ 5 million , £ 3.2 bn , 10 % , 1,500",
		"the 1990s, the 21st, at 5pm":               "the 1990s , the 21st , at 5 pm",
		"1994-95 by 3-2":                            "1994 - 95 by 3 - 2",
		"“We’re ready,” she said":                   `" We 're ready , " she said`,
		"``Never,'' he said":                        `" Never , " he said`,
		"talks — long ones – ended…":                "talks -- long ones - ended ...",
		"see https://example.org/a?b=c.":            "see https://example.org/a?b=c .",
		"(MINSK) [sic] {x}":                         "( MINSK ) [ sic ] { x }",
		"write to desk@example.org, please":         "write to desk@example.org , please",
		"AT&T and R&D":                              "AT&T and R&D",
		"Really?! No...":                            "Really ?! No ...",
		"ended.The next":                            "ended . The next",
		"Petrov-Hart's":                             "Petrov - Hart 's",
		"No. 5 or no. No.":                          "No. 5 or no . No .",
		"#peace talks :-)":                          "#peace talks :-)",
		"the '90s, the 1980's":                      "the '90s , the 1980's",
		"call 202-555-0143 or 555-0199 in 1994-95":  "call 202-555-0143 or 555-0199 in 1994 - 95",
		"the #1 seller (http://example.org/a)":      "the # 1 seller ( http://example.org/a )",
		"<<quoted>> for $$$ +++":                    "<< quoted >> for $$$ +++",
		"€3m, ¥20 and Rs. 500":                      "€ 3 m , ¥ 20 and Rs . 500",
		"By Anna Novak, Staff Writer":               "By Anna Novak , Staff Writer",
		"“‘No,’ he said,” she said":                 `" ' No , ' he said , " she said`,
		"Ukraineâ€™s �talks�":                       "Ukraineâ € ™ s �talks�",
		"caf\xe9 and na\u00efve":                    "caf\xe9 and na\u00efve",
		"Itâ€™s over":                               "Itâ € ™ s over",
	} {
		var got []string
		for _, p := range ts.tokenise(text) {
			got = append(got, Normal(p.Of(text)))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q\n got %s\nwant %s", text, s, want)
		}
	}
}

// TestSentences cuts text into sentences, here parted by " | ".
func TestSentences(t *testing.T) {
	ts := lists(t)
	for name, text := range map[string]string{
		"plain":               "Minsk agreed. | Kyiv did not.",
		"title":               "Gen. Petrov resigned. | Mr. Hart did not.",
		"initials":            "J. F. Hart spoke. | K. Novak listened.",
		"country in capitals": "He left the U.S. after the vote. | She stayed.",
		"country at the end":  "They met in the U.S. | The talks failed.",
		"company":             "The deal went to Acme Inc. | It was signed in May.",
		"company goes on":     "The Acme Inc. factory closed.",
		"date":                "On Jan. 5 he left. | On Feb. 6 he returned.",
		"hour":                "They met at 5 p.m. Monday. | Nobody spoke.",
		"quote":               "“We agree.” | The minister left.",
		"quote goes on":       "“Do we agree?” the minister asked. | Nobody answered.",
		"straight quotes":     `"We agree." | "So do we," she said.`,
		"bracket":             "The pact failed (as feared.) | Nobody wept.",
		"question":            "Who gains? | Nobody!",
		"dots":                "They waited ... and waited. | Nobody came.",
		"number":              "It cost $4.5 million. | That was in 2.5 years.",
		"lost space":          "The talks ended.The envoys left.",
		"small letters":       "they met. | then they left.",
		"no stop":             "Ministers meet in Riga\n\n | They agreed on little.",
		"heading":             "Ministers Meet in Riga\n | The ministers of nine states met in Riga on Monday and agreed, after a long night, on very little.",
		"wrapped":             "The ministers of nine states met in Riga on Monday and\nagreed, after a long night, on very little that would\nlast. | They left.",
		"list":                "Agenda:\n | - gas prices\n | - milk\n | - the customs code of the union, about which the ministers have not agreed",
		"note":                "The pact was signed in 1954.[3] | It lapsed.",
		"note after a blank":  "The pact was signed in 1954. [3] | It lapsed.",
		"quote of two":        "“We agree. | We shall sign.” | The minister left.",
		"quote and speaker":   "“We agree,” said Gen. Petrov. | “They do not.”",
		"byline":              "By Anna Novak\n | RIGA (Reuters) - The ministers of nine states met in Riga on Monday and agreed, after a long night, on very little.",
		"doubled quotes":      "\u0060\u0060We agree.'' | Nobody left.",
		"rank and initials":   "Lt. Col. J. F. Hart of the U.S. Army spoke. | Nobody left.",
		"carriage returns":    "Ministers meet\r\n\r\n | They agreed.",
	} {
		var want, got []string
		for s := range strings.SplitSeq(text, " | ") {
			want = append(want, strings.TrimSpace(s))
		}
		plain := strings.ReplaceAll(text, "\n | ", "\n")
		plain = strings.ReplaceAll(plain, " | ", " ")
		if name == "lost space" {
			want = []string{"The talks ended.", "The envoys left."}
		}
		for _, ps := range ts.split(plain, ts.tokenise(plain)) {
			got = append(got, plain[ps[0].Start:ps[len(ps)-1].End])
		}
		if g, w := strings.Join(got, " | "), strings.Join(want, " | "); g != w {
			t.Errorf("%s\n got %q\nwant %q", name, g, w)
		}
	}
}

// checkCover fails unless tokens are in order, lie in their sentences, and leave
// out nothing but white space.
func checkCover(t *testing.T, text string, sentences []entente.Sentence) {
	t.Helper()
	at := 0
	blank := func(to int) {
		if to < at {
			t.Fatalf("token at byte %d begins before byte %d", to, at)
		}
		for _, r := range text[at:to] {
			if !unicode.IsSpace(r) {
				t.Fatalf("gap %q at byte %d", text[at:to], at)
			}
		}
	}
	for _, s := range sentences {
		if len(s.Tokens) == 0 || s.Span.Start != s.Tokens[0].Span.Start || s.Span.End != s.Tokens[len(s.Tokens)-1].Span.End {
			t.Fatalf("sentence %v does not hold its tokens", s.Span)
		}
		for _, tok := range s.Tokens {
			blank(tok.Span.Start)
			if tok.Span.End <= tok.Span.Start || tok.Span.End > len(text) {
				t.Fatalf("token %v is empty or outside", tok.Span)
			}
			if utf8.ValidString(text) && !utf8.ValidString(tok.Span.Of(text)) {
				t.Fatalf("token %v cuts a letter", tok.Span)
			}
			at = tok.Span.End
		}
	}
	blank(len(text))
}

// checkTree fails unless the sentence is one tree with one root.
func checkTree(t *testing.T, s entente.Sentence) {
	t.Helper()
	roots := 0
	for i, tok := range s.Tokens {
		if tok.Form == "" || tok.POS == "" || tok.Rel == "" || tok.Head < 0 || tok.Head > len(s.Tokens) {
			t.Fatalf("token %d is not whole: %+v", i+1, tok)
		}
		if tok.Head == 0 {
			roots++
		}
		steps := 0
		for h := tok.Head; h != 0; h = s.Tokens[h-1].Head {
			if steps++; steps > len(s.Tokens) {
				t.Fatalf("token %d is in a circle", i+1)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots in %q", roots, forms(s.Tokens))
	}
}

func forms(tokens []entente.Token) string {
	var out []string
	for _, t := range tokens {
		out = append(out, t.Form)
	}
	return strings.Join(out, " ")
}
