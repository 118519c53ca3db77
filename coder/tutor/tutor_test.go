package tutor

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lang/en"
)

const header = "type\tbase\toperator\tmutual\tpredicate\tsentence\n"

// table6 holds six sentences: five in which something happens, one of them done by
// both, and one in which nothing does.
const table6 = header +
	"CONSULT\tCONSULT\t\ty\tmeet\t<s>Lagos envoys</s> met <t>a Beninese team</t> in Cotonou.\n" +
	"CONSULT\tCONSULT\t\t\tconfer\t<s>Omani officials</s> conferred with <t>the Kuwaiti minister</t>.\n" +
	"ASSAULT\tASSAULT\t\t\tshell\t<s>Gunners of the rebels</s> shelled <t>army posts</t> at dawn.\n" +
	"ASSAULT\tASSAULT\t\t\topen fire\t<s>Marines</s> opened fire on <t>the smugglers</t>.\n" +
	"AID\tAID\t\t\tairlift\t<s>Norway</s> airlifted tents to <t>Nepal</t>.\n" +
	"NONE\t\t\t\t\t<s>Peru</s> borders <t>Chile</t>.\n"

// kinds is a thesaurus in which shelling and shooting are of one kind.
var kinds = coder.Thesaurus{"vmeet": {{Number: 0, Weight: 1}}, "vconfer": {{Number: 0, Weight: 0.5}}, "vshell": {{Number: 1, Weight: 1}}, "nfire": {{Number: 1, Weight: 1}}}

func english(t *testing.T) *coder.Coder {
	t.Helper()
	l, err := en.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := entity.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := coder.New(l, g)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// folder is a folder with one table, six.tsv.
func folder(t *testing.T, table string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "six.tsv"), []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func taught(t *testing.T, c *coder.Coder, dir string) *Tutor {
	t.Helper()
	u := New(c, kinds)
	if err := u.ReadFolder(dir); err != nil {
		t.Fatal(err)
	}
	return u
}

func TestSixSentencesGiveSixLessons(t *testing.T) {
	u := taught(t, english(t), folder(t, table6))
	var got []string
	for _, l := range u.Lessons() {
		got = append(got, string(l.Type)+" "+l.Predicate)
		if strings.ContainsAny(l.Text, "<>") {
			t.Errorf("marks are left in %q", l.Text)
		}
	}
	want := []string{"CONSULT meet", "CONSULT meet", "CONSULT confer", "ASSAULT shell", "ASSAULT open fire", "AID airlift"}
	if !slices.Equal(got, want) {
		t.Errorf("lessons %q, want %q: the meeting both ways, nothing of the border", got, want)
	}
	f := u.Files()
	if len(f) != 1 || f[0].Name != "six.tsv" || f[0].Used != 5 || len(f[0].Hash) != 64 {
		t.Errorf("files %+v, want six.tsv with 5 sentences used", f)
	}
	if met := u.KindsMet(2); !reflect.DeepEqual(met, map[int]bool{0: true, 1: true}) {
		t.Errorf("kinds of two lessons %v, want 0 and 1", met)
	}
	if met := u.KindsMet(3); !reflect.DeepEqual(met, map[int]bool{0: true}) {
		t.Errorf("kinds of three lessons %v, want 0", met)
	}
}

func TestABadRowIsNamedWithFileAndLine(t *testing.T) {
	c := english(t)
	for row, want := range map[string]string{
		"CONSLUT\t\t\t\tmeet\t<s>Oman</s> met <t>Qatar</t>.":       `unknown event type "CONSLUT"; the types are AGREE,`,
		"CONSULT\t\t\t\tmeet\tOman met <t>Qatar</t>.":              "no source is marked; put the words of who acts in <s>..</s>",
		"CONSULT\t\t\t\tmeet\t<s>Oman</s> met Qatar.":              "no target is marked; put the words of whom it is done to in <t>..</t>",
		"CONSULT\t\t\t\tmeet\t<s>Oman</s> met <t></t>Qatar.":       "no target is marked; put the words of whom it is done to in <t>..</t>",
		"NONE\t\t\t\t\tOman lies beside <t>Yemen</t>.":             "no source is marked; put the words of who acts in <s>..</s>",
		"CONSULT\t\t\t\t\t<s>Oman</s> met <t>Qatar</t>.":           "no predicate; write the words of the act, in their dictionary form",
		"CONSULT\t\t\tboth\tmeet\t<s>Oman</s> met <t>Qatar</t>.":   `mutual is "both"; write y, or nothing`,
		"CONSULT\t\t\ty\tmeet\t<s>Oman</s> met <t>Qatar</t>.\tyes": "7 cells under 6 columns; is there a tab too many?",
	} {
		dir := folder(t, table6+row+"\n")
		err := New(c, kinds).ReadFolder(dir)
		if want := filepath.Join(dir, "six.tsv") + ":8: " + want; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v\nwant %s", row, err, want)
		}
	}
}

func TestAFolderWithoutTablesIsAnError(t *testing.T) {
	dir := t.TempDir()
	err := New(english(t), kinds).ReadFolder(dir)
	if want := dir + ": no tables of marked sentences; name a folder with .tsv files"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestTeachingTwiceGivesTheSameBytes(t *testing.T) {
	c, dir := english(t), folder(t, table6)
	var files [2]bytes.Buffer
	for i := range files {
		u := taught(t, c, dir)
		s := Default()
		s.Least = 1
		if err := u.Teach(u.Lessons(), s).Write(&files[i], s.Step); err != nil {
			t.Fatal(err)
		}
	}
	if files[0].Len() < 200 || !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Errorf("models of %d and %d bytes differ or are empty", files[0].Len(), files[1].Len())
	}
}

// What was taught is known; what a row knows by both parties is not asked of the
// model.
func TestTheExamCountsWhoIsRight(t *testing.T) {
	u := taught(t, english(t), folder(t, table6))
	s := Default()
	s.Least = 1
	s.Epochs = 40
	answers := 0
	k := u.Examine(u.Teach(u.Lessons(), s), u.Lessons(), func(l Lesson, a Answer) {
		answers++
		if l.rows.Fits && a.Both != a.Rows || a.Rows == "" && a.Both != a.Model {
			t.Errorf("%q: rows %q, model %q, both %q", l.Text, a.Rows, a.Model, a.Both)
		}
	})
	if answers != 6 || k.Sentences != 6 || k.Model != 6 || k.Rows+k.Unknown > 6 || k.Found != k.Unknown {
		t.Errorf("%d answers, %+v; want 6 with the model right in all", answers, k)
	}
}

func TestWhatIsExaminedIsNotTaught(t *testing.T) {
	u := New(english(t), kinds)
	for _, p := range []string{"meet", "hold talk", "hold fire", "shell", "open fire", "send", "confer"} {
		u.lessons = append(u.lessons, Lesson{Predicate: p}, Lesson{Predicate: strings.ReplaceAll(p, " ", "-"), Row: true})
	}
	for name, key := range map[string]func(Lesson) string{"words": Lesson.Words, "verb": Lesson.Verb} {
		taught, exam := u.Split(2, key)
		if len(taught) == 0 || len(exam) == 0 {
			t.Fatalf("by %s %d taught, %d in the exam", name, len(taught), len(exam))
		}
		for _, x := range exam {
			if x.Row {
				t.Errorf("by %s: the row %s is in the exam", name, x.Predicate)
			}
			if slices.ContainsFunc(taught, func(l Lesson) bool { return key(l) == key(x) }) {
				t.Errorf("by %s: %q is taught and examined", name, x.Predicate)
			}
		}
	}
	if taught, exam := u.Split(0, Lesson.Words); len(taught) != 14 || exam != nil {
		t.Errorf("without an exam %d are taught and %d examined; want 14 and none", len(taught), len(exam))
	}
}

func TestRowsTeachByTheirExamples(t *testing.T) {
	c := english(t)
	examples, err := c.Examples("verbs")
	if err != nil {
		t.Fatal(err)
	}
	u, n := New(c, kinds), 0
	for _, x := range examples[:40] {
		if u.addRow(x) {
			n++
		}
	}
	if n < 20 || n != len(u.Lessons()) {
		t.Fatalf("%d of 40 rows, %d lessons; most rows name both parties", n, len(u.Lessons()))
	}
	for _, l := range u.Lessons() {
		if !l.Row || l.Predicate == "" || l.Type == "" {
			t.Fatalf("%+v is no example of a row", l)
		}
	}
}
