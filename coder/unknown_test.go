package coder_test

import (
	"fmt"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lang/en"
)

// unknown writes what the tables lack in text, one thing a line: actors as "name
// entity:sector", with "person" behind those that are one, and predicates as
// "pred frame actor recipient FROM > TO".
func unknown(t testing.TB, text string) string {
	t.Helper()
	l, err := en.Open(over())
	if err != nil {
		t.Fatal(err)
	}
	u := open(t).Unknown(entente.Document{Text: text}, l.Parse(text))
	var out []string
	for _, a := range u.Actors {
		s := a.Name
		if a.Entity != "" || a.Sector != "" {
			s += " " + string(a.Entity) + ":" + string(a.Sector)
		}
		if a.Person {
			s += " person"
		}
		out = append(out, s)
	}
	for _, p := range u.Predicates {
		out = append(out, fmt.Sprintf("%s %s %s %s %s > %s", p.Pred, p.Frame, p.Actor, p.Recipient, p.From, p.To))
	}
	return strings.Join(out, "\n")
}

// TestUnknown tells what is reported of a sentence and what is not.
func TestUnknown(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"FirmByItsState", "The Norwegian firm Zorblat sued Myanmar.", "Zorblat NOR:BUS"},
		{"FirmBehindComma", "Zorblat Energy, a Norwegian firm, condemned Russia.", "Zorblat Energy NOR:BUS"},
		{"PersonByTitle", "French Foreign Minister Odilon Quarrebec praised Brazil.", "Odilon Quarrebec FRA:GOV person"},
		{"NobodyKnowsWhose", "Zorblat criticised Germany on Monday.", "Zorblat"},
		{"Recipient", "Germany criticised Zorblat on Monday.", "Zorblat"},
		{"ByWhom", "Norway was mocked by Zorblat.", "Zorblat"},
		{"NoRowButKnownObject", "Zorblat outfoxed Germany.", "Zorblat"},
		{"OfBelongsToTheName", "The Bank of Fooland lent Ukraine money.", "Bank of Fooland :BUS"},
		{"Several", "Quuxor and Zorblat sued China.", "Quuxor\nZorblat"},
		{"SurnameHasTheFullName", "Peruvian minister Ana Quispecondor visited Chile. Quispecondor criticised Bolivia.",
			"Ana Quispecondor PER:GOV person\nAna Quispecondor PER:GOV person"},
		{"KnownNamesAreNot", "Gazprom sued Poland. Lukashenko visited Moscow.", ""},
		{"TitlesAreNoNames", "The Minister condemned Russia.", ""},
		{"PlacesAreNot", "Russia shelled Zorblatka, Kharkiv Oblast. Turkey bombed Zorblat Province.", ""},
		{"OutletsAreNot", "The Zorblat Times criticised Russia.", ""},
		{"MasksAreNot", "Amnesty International accused Chad.", ""},
		{"SaysItselfWhose", "The Supreme Court of Chile fined Peru.", ""},

		{"VerbOnAParty", "Russia outfoxed France over gas.", "outfox obj:party subj obj RUS > FRA"},
		{"Passive", "Russia was outfoxed by France.", "outfox obj:party subj obj FRA > RUS"},
		{"Preposition", "Serbia groused about Kosovo.", "grouse about:party subj about SRB > XKX"},
		{"WhoseThing", "Peru upstaged the parade of Ecuador.", "upstage obj:protest subj obj.of PER > ECU"},
		{"LemmaWithoutClass", "Peru outshines the sonnets of Ecuador.", "outshine obj=sonnet subj obj.of PER > ECU"},
		{"Particle", "Peru psyched out Ecuador.", "psych out obj:party subj obj PER > ECU"},
		{"ActorForAState", "The Chadian army outfoxed Libya.", "outfox obj:party subj obj TCD > LBY"},
		{"RowsKnow", "Russia invaded Georgia. Minsk has refused to recognise Crimea as Russian.", ""},
		{"OneStateAlone", "Russia outfoxed Russia. Peru upstaged everybody.", ""},
		{"WhereIsNobody", "Peru rejoiced in Ecuador.", ""},
		{"SpeechIsNot", "Peru told Ecuador.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := unknown(t, test.text); got != test.want {
				t.Errorf("%s\ngot\n%s\nwant\n%s", test.text, got, test.want)
			}
		})
	}
}

// TestUnknownSpans holds what is reported to the text: a name's words stand where
// its span says, within its sentence, and a guess has a probability.
func TestUnknownSpans(t *testing.T) {
	l, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	text := "Ana  Quispecondor sued Chad.\n\nPeru, which outfoxed Ecuador, was sued by Quuxor. Serbia groused about Kosovo."
	u := open(t).Unknown(entente.Document{Text: text}, l.Parse(text))
	if len(u.Actors) != 2 || len(u.Predicates) != 2 {
		t.Fatalf("got %d actors and %d predicates, want 2 and 2", len(u.Actors), len(u.Predicates))
	}
	for _, a := range u.Actors {
		if got := strings.Join(strings.Fields(a.Span.Of(text)), " "); got != a.Name {
			t.Errorf("the words at the span of %q are %q", a.Name, got)
		}
		if !a.Sentence.Contains(a.Span) {
			t.Errorf("%q does not stand in its sentence", a.Name)
		}
	}
	for _, p := range u.Predicates {
		if !p.Sentence.Contains(p.Span) {
			t.Errorf("%q does not stand in its sentence", p.Pred)
		}
		if p.Guess == "" || p.Probability <= 0 || p.Probability > 1 {
			t.Errorf("%q is %s with probability %v", p.Pred, p.Guess, p.Probability)
		}
	}
}

// TestUnknownLeavesCodingAlone asks for what is unknown before and between codings.
func TestUnknownLeavesCodingAlone(t *testing.T) {
	doc := entente.Document{Text: "Zorblat sued Chad. Russia outfoxed France and recalled its envoy from Paris."}
	l, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := open(t)
	before := fmt.Sprint(c.Code(doc))
	sentences := l.Parse(doc.Text)
	first := fmt.Sprint(c.Unknown(doc, sentences))
	if got := fmt.Sprint(c.CodeParsed(doc, sentences)); got != before {
		t.Errorf("coding\n%s\nafter asking for what is unknown, before\n%s", got, before)
	}
	if again := fmt.Sprint(c.Unknown(doc, sentences)); again != first {
		t.Errorf("asked again\n%s\nfirst\n%s", again, first)
	}
}
