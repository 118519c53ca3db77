package dictionary

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/en"
	"github.com/entente-project/entente/lib/petrarch"
)

const testActors = `RURITANIA [RUR]
+RURITANIAN
ZEMBLA [ZEM]
+ZEMBLAN
+NOVA_ZEMBLA
GRAUSTARK [GRK]
KARLSBURG [KAR]
CENTRAL_LEAGUE [IGOLEA]
ANNA_BELL
	[RURGOV <20151231]
	[RUROPP >20160101]
TRAITOR [---]
`

const testAgents = `PRIME_MINISTER [~GOV]
POLICE {} [~COP]
SOLDIER [~MIL]
RELIEF_AGENCY [NGO~]
`

const petrarch1 = `&CROPS
+WHEAT
+SUGAR BEET
--- ATTACK [190] ---
ATTACK
- * PRESS [---]
--- MEET [040:040] ---
MEET {MEETS MET MEETING}
--- SIGN [050] ---
SIGN
- * TRADE_ACCORD [061]
- * ACCORD [057]
- REFUSED TO * [120]
- % * [051]
--- FREE [080] ---
FREE
- + * FROM $ [084]
--- SELL [061] ---
SELL {SELLS SOLD SELLING}
- * &CROPS [910]
- * ^ ABOUT + [911]
--- BREAK [120] ---
BREAK {BREAKS BROKE BROKEN}
+BREAK_OFF {+BREAKS_OFF +BROKE_OFF +BROKEN_OFF}
- * TIES [161]
--- VOW [030] ---
VOW
--- SUPPORT [050] ---
SUPPORT
`

const petrarch2 = `--- ATTACK [190] ---
ATTACK
- * {STATE TELEVISION} [111]
- * (WITH ROCKETS) [195]
--- HELP [070] ---
HELP
--- SAY [010] ---
SAY {SAYS SAID SAYING}
~ a (a b ATTACK) SAY = a b 015
~ a (b . ATTACK) SAY = a b 112
~ a (b c Q) SAY = a b 112
`

const tabari = `ATTACK [190] ;comment
- * PRESS [111]
NEGOTIAT [036]
`

// codeWith codes text of a day with made-up dictionaries.
func codeWith(t *testing.T, english *en.English, verbs, published, text string) string {
	t.Helper()
	d, err := petrarch.Read(fstest.MapFS{
		"my.verbs": {Data: []byte(verbs)}, "my.actors": {Data: []byte(testActors)}, "my.agents": {Data: []byte(testAgents)},
		"my.discards": {Data: []byte("+CHESS OLYMPIAD\nYEARS AGO\n")}, "my.issues": {Data: []byte("SUGAR BEET [BEET]\n")},
	}, "my.verbs", "my.actors", "my.agents", "my.discards", "my.issues")
	if err != nil {
		t.Fatal(err)
	}
	day, err := entente.ParseDate(published)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range New(d).Code(day, english.Parse(text)) {
		s := fmt.Sprintf("%s %s %s", e.Source, e.Target, e.Code)
		if len(e.Issues) > 0 {
			s += " about " + strings.Join(e.Issues, " ")
		}
		if !strings.Contains(text, e.Verb.Of(text)) || e.SourceSpan.Of(text) == "" || e.TargetSpan.Of(text) == "" || !e.Sentence.Contains(e.Verb) {
			t.Errorf("%s: spans %+v", text, e)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestStories runs what each symbol of the formats is for.
func TestStories(t *testing.T) {
	english, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, verbs, day, text, want string }{
		{"a verb's own code", petrarch1, "2015-03-01", "Zembla attacked Ruritania on Monday.", "ZEM RUR 190"},
		{"agents behind actors", petrarch1, "2015-03-01", "Zemblan soldiers attacked the police of Ruritania.", "ZEMMIL RURCOP 190"},
		{"a plural that there is not", petrarch1, "2015-03-01", "Zembla attacked the polices of Ruritania.", "ZEM RUR 190"},
		{"an agent before an actor", petrarch1, "2015-03-01", "A Zemblan relief agency supported Ruritania.", "NGOZEM RUR 050"},
		{"an agent alone", petrarch1, "2015-03-01", "Zembla attacked soldiers in the hills.", "ZEM ---MIL 190"},
		{"nobody is no actor", petrarch1, "2015-03-01", "The weather attacked Ruritania.", ""},
		{"days", petrarch1, "2015-12-31", "Anna Bell attacked Zembla.", "RURGOV ZEM 190"},
		{"later days", petrarch1, "2016-01-01", "Anna Bell attacked Zembla.", "RUROPP ZEM 190"},
		{"both ways", petrarch1, "2015-03-01", "Anna Bell met the Zemblan prime minister.", "RURGOV ZEMGOV 040; ZEMGOV RURGOV 040"},
		{"a list", petrarch1, "2015-03-01", "Zembla and Graustark attacked Ruritania.", "ZEM RUR 190; GRK RUR 190"},
		{"a list of targets", petrarch1, "2015-03-01", "Zembla attacked Ruritania, Graustark and Karlsburg.", "ZEM RUR 190; ZEM GRK 190; ZEM KAR 190"},
		{"% is a list", petrarch1, "2015-03-01", "Zembla and Graustark signed a letter.", "ZEM GRK 051; GRK ZEM 051"},
		{"the longer pattern", petrarch1, "2015-03-01", "Zembla signed a trade accord with Ruritania.", "ZEM RUR 061"},
		{"_ lets nothing between", petrarch1, "2015-03-01", "Zembla signed a trade and transit accord with Ruritania.", "ZEM RUR 057"},
		{"words before the verb", petrarch1, "2015-03-01", "Zembla refused to sign a letter to Ruritania.", "ZEM RUR 120"},
		{"+ and $", petrarch1, "2015-03-01", "Ruritanian soldiers were freed from Zembla on Monday.", "ZEM RURMIL 084"},
		{"a synonym set of two words", petrarch1, "2015-03-01", "Zembla sold sugar beet to Ruritania.", "ZEM RUR 910 about BEET"},
		{"^ skips a phrase", petrarch1, "2015-03-01", "Zembla sold Graustark lies about Ruritania.", "ZEM RUR 911"},
		{"a verb of two words", petrarch1, "2015-03-01", "Zembla has broken off ties with Ruritania.", "ZEM RUR 161"},
		{"a pattern that cancels", petrarch1, "2015-03-01", "Zembla attacked the press of Ruritania.", ""},
		{"a passive with by", petrarch1, "2015-03-01", "Ruritania was attacked by Zembla.", "ZEM RUR 190"},
		{"what lies below is not coded", petrarch1, "2015-03-01", "Zembla vowed that Graustark would attack Ruritania.", "ZEM GRK 030"},
		{"two verbs, one subject", petrarch1, "2015-03-01", "Zembla attacked Ruritania and supported Graustark.", "ZEM RUR 190; ZEM GRK 050"},
		{"a short clause between commas", petrarch1, "2015-03-01", "Zembla, which Graustark supports, attacked Ruritania.", "ZEM RUR 190"},
		{"a sentence is discarded", petrarch1, "2015-03-01", "Zembla attacked Ruritania two years ago. Graustark attacked Ruritania.", "GRK RUR 190"},
		{"a document is discarded", petrarch1, "2015-03-01", "Zembla attacked Ruritania. The Chess Olympiad went on.", ""},
		{"a name of two words", petrarch1, "2015-03-01", "Nova Zembla attacked the Central League.", "ZEM IGOLEA 190"},

		{"{} is one noun phrase", petrarch2, "2015-03-01", "Zembla attacked the state television of Ruritania.", "ZEM RUR 111"},
		{"() is a prepositional phrase", petrarch2, "2015-03-01", "Zembla attacked Ruritania with rockets.", "ZEM RUR 195"},
		{"a passive without by", petrarch2, "2015-03-01", "Ruritania was attacked from Zembla.", "ZEM RUR 190"},
		{"a denied act of conflict", petrarch2, "2015-03-01", "Zembla did not attack Ruritania.", "ZEM RUR 050"},
		{"a denied act of cooperation", petrarch2, "2015-03-01", "Zembla will not help Ruritania.", "ZEM RUR 120"},
		{"a rule with one party twice", petrarch2, "2015-03-01", "Zembla said that Zembla attacked Ruritania.", "ZEM RUR 015"},
		{"a rule with three parties", petrarch2, "2015-03-01", "Zembla said that Graustark helped Ruritania.", "ZEM GRK 112"},
		{"a rule with nobody", petrarch2, "2015-03-01", "Zembla said that Graustark attacked.", "ZEM GRK 112"},

		{"stems", tabari, "2015-03-01", "Zemblans attacked the Ruritanians.", "ZEM RUR 190"},
		{"a pattern of TABARI", tabari, "2015-03-01", "Zembla attacked the pressmen of Ruritania.", "ZEM RUR 111"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := codeWith(t, english, c.verbs, c.day, c.text); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// TestAnyPatternStops: sets that hold themselves and patterns of many open
// words end.
func TestAnyPatternStops(t *testing.T) {
	english, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	verbs := "&A\n+&A\n+&B X\n&B\n+&A\n--- ATTACK [190] ---\nATTACK\n- &A * &B ^ ^ + % $ {&A &A} (&B &B) [1]\n- " + strings.Repeat("+ ", 60) + "* " + strings.Repeat("$ ", 60) + "[2]\n"
	text := strings.Repeat("Zembla and Graustark attacked Ruritania, Karlsburg and the Central League with ", 6) + "rockets."
	codeWith(t, english, verbs, "2015-03-01", text)
}

// FuzzCode: no text and no dictionary of verbs may end the coder.
func FuzzCode(f *testing.F) {
	english, err := en.Open(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(petrarch1, "Zembla and Graustark attacked Barad-dur, Dol_Amroth - and -- Ruritania.")
	f.Add(petrarch2, "-a- _ __ \"Zembla\", said; was not attacked by by of of.")
	f.Add(tabari, "")
	f.Fuzz(func(t *testing.T, verbs, text string) {
		if len(text) > 400 || len(verbs) > 2000 {
			return
		}
		d, err := petrarch.Read(fstest.MapFS{"v.verbs": {Data: []byte(verbs)}, "a.actors": {Data: []byte(testActors)}, "a.agents": {Data: []byte(testAgents)}}, "v.verbs", "a.actors", "a.agents")
		if err != nil {
			return
		}
		for _, e := range New(d).Code(entente.NewDate(2015, 3, 1), english.Parse(text)) {
			if e.Source == null || e.Target == null || e.Source == e.Target || e.Code == "" {
				t.Errorf("%q: %+v", text, e)
			}
		}
	})
}

// TestSharedDictionaries: the dictionaries of the PETRARCH unit tests are read
// with the faults that they have, and no other.
func TestSharedDictionaries(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "gold", "dictionaries")
	if _, err := os.Stat(dir); err != nil {
		t.Skip(dir + " is not there")
	}
	for verbs, format := range map[string]petrarch.Format{"PETR.Validate.verbs.txt": petrarch.PETRARCH1, "PETR.Validate.verbs.2.0.txt": petrarch.PETRARCH2} {
		d, err := petrarch.Read(os.DirFS(dir), "PETR.Validate.actors.txt", "PETR.Validate.agents.txt", "PETR.Validate.discards.txt", verbs)
		if err != nil {
			t.Fatal(err)
		}
		if d.Format != format || len(d.Actors) < 100 || len(d.Agents) < 70 || len(d.Discards) != 9 {
			t.Errorf("%s: %v, %d actors, %d agents, %d discards", verbs, d.Format, len(d.Actors), len(d.Agents), len(d.Discards))
		}
		for _, f := range d.Faults {
			if !strings.Contains(f.Problem, "asks for a person") {
				t.Errorf("%v", f)
			}
		}
	}
}
