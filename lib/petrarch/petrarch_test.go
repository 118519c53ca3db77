package petrarch

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// read reads one made-up file of verbs, actors and agents each.
func read(t testing.TB, verbs, actors, agents string) *Dictionary {
	t.Helper()
	fsys := fstest.MapFS{
		"my.verbs.txt": {Data: []byte(verbs)}, "my.actors.txt": {Data: []byte(actors)}, "my.agents.txt": {Data: []byte(agents)},
		"notes.txt": {Data: []byte("not a dictionary")},
	}
	d, err := Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestActorsHaveSynonymsAndDays(t *testing.T) {
	d := read(t, "", `
<! -- a comment
over two lines -->
RURITANIA_ [RUR] # the kingdom
+STRELSAU
ANNA BELL ; the leader
	[RURGOV <991231]
	[RUROPP 20000101 - 20051231]
	[RURELI>20060101]
BLACK_MICHAEL [---]
`, "")
	if len(d.Actors) != 3 || len(d.Faults) != 0 {
		t.Fatalf("actors %v, faults %v", d.Actors, d.Faults)
	}
	if a := d.Actors[0]; len(a.Names) != 2 || a.Place != "my.actors.txt:4" || a.On(20200101) != "RUR" {
		t.Errorf("Ruritania is %+v", a)
	}
	for day, want := range map[int]string{19991231: "RURGOV", 20000101: "RUROPP", 20051231: "RUROPP", 20060101: "RURELI", 0: ""} {
		if got := d.Actors[1].On(day); got != want {
			t.Errorf("Anna Bell on %d is %q, want %q", day, got, want)
		}
	}
	if n := d.Actors[1].Names[0]; n[1].Next {
		t.Error("ANNA BELL lets no word between; a space should")
	}
	if n := d.Actors[2].Names[0]; !n[1].Next {
		t.Error("BLACK_MICHAEL lets words between; _ should not")
	}
}

// TestFirstFittingDays: of days that overlap the first line wins, and a code
// without days fills what they leave.
func TestFirstFittingDays(t *testing.T) {
	a := Actor{Codes: []Dated{{Code: "A"}, {Code: "B", From: 20100101, To: 20100131}, {Code: "C", From: 20090101, To: 20111231}}}
	for day, want := range map[int]string{20100115: "B", 20100201: "C", 20200101: "A", 0: "A"} {
		if got := a.On(day); got != want {
			t.Errorf("on %d %q, want %q", day, got, want)
		}
	}
}

func TestAgentsHavePlurals(t *testing.T) {
	d := read(t, "", "X [X]", `
!RANK! = MINISTER, SECRETARY
DEPUTY_!RANK! [~GOV]
POLICE {} [ ~COP]
GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]
AID_AGENCY [NGO~]
`)
	var got []string
	for _, a := range d.Agents {
		var names []string
		for _, n := range a.Names {
			var ws []string
			for _, w := range n {
				ws = append(ws, w.Text)
			}
			names = append(names, strings.Join(ws, " "))
		}
		before := ""
		if a.Before {
			before = " before"
		}
		got = append(got, a.Code+before+": "+strings.Join(names, ", "))
	}
	want := []string{
		"GOV: DEPUTY MINISTER, DEPUTY MINISTERS, DEPUTY SECRETARY, DEPUTY SECRETARIES", "COP: POLICE",
		"GGS: GOLDEN GOOSE, GOLDEN GEESE", "NGO before: AID AGENCY, AID AGENCIES",
	}
	if !slices.Equal(got, want) {
		t.Errorf("agents:\n%s", strings.Join(got, "\n"))
	}
}

func TestVerbsHaveForms(t *testing.T) {
	d := read(t, `
--- BREAK [120:121] ---
BREAK {BROKE BROKEN} # irregular
CARRY
TRACE [090]
+CUT_OFF {+CUTS_OFF}
SMALL_+TALK
`, "X [X]", "")
	var got []string
	for _, v := range d.Blocks[0].Verbs {
		var fs []string
		for _, f := range v.Forms {
			ws := slices.Clone(f.Words)
			if len(ws) > 1 {
				ws[f.Main] = "+" + ws[f.Main]
			}
			fs = append(fs, strings.Join(ws, "_"))
		}
		got = append(got, v.Code.Active+":"+v.Code.Passive+" "+strings.Join(fs, " "))
	}
	want := []string{
		"120:121 BREAK BROKE BROKEN", "120:121 CARRY CARRIES CARRIED CARRYING", "090: TRACE TRACES TRACED TRACING",
		"120:121 +CUT_OFF +CUTS_OFF", "120:121 SMALL_+TALK SMALL_+TALKS SMALL_+TALKED SMALL_+TALKING",
	}
	if !slices.Equal(got, want) {
		t.Errorf("verbs:\n%s", strings.Join(got, "\n"))
	}
}

// show writes elements as dictionaries do, "_" before one that follows directly.
func show(es []Element) string {
	var out []string
	for _, e := range es {
		s := ""
		switch e.Kind {
		case KindWord:
			s = e.Word.Text
		case KindSet:
			s = "&" + e.Set
		case KindSource:
			s = "$"
		case KindTarget:
			s = "+"
		case KindSkip:
			s = "^"
		case KindCompound:
			s = "%"
		case KindNoun:
			s = "{" + show(e.Parts) + "}"
		case KindPrep:
			s = "(" + show(e.Parts) + ")"
		}
		if e.Word.Next {
			s = "_" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct{ line, before, after string }{
		{"- * TIES [1]", "", "TIES"},
		{"- *_OFF [1]", "", "_OFF"},
		{"- IN_* [1]", "_IN", ""},
		{"- IN_ * [1]", "IN", ""},
		{"- MOST_&SETA_EVER * [1]", "_MOST _&SETA EVER", ""}, // before the verb "_" is about the word to the right
		{"- + WAS * DEAD IN $ [1]", "+ WAS", "DEAD IN $"},
		{"- % HAVE * [1]", "% HAVE", ""},
		{"- * EID (AT ^) (WITH +) [1]", "", "EID (AT ^) (WITH +)"},
		{"- * (TO {PEACE PLAN}) [1]", "", "(TO {PEACE PLAN})"},
		{"* (TO ASK) [1]", "", "(TO ASK)"},
	} {
		d := read(t, "--- GO [010] ---\nGO\n"+c.line+"\n", "X [X]", "")
		if len(d.Blocks[0].Patterns) != 1 {
			t.Errorf("%s: %v", c.line, d.Faults)
			continue
		}
		p := d.Blocks[0].Patterns[0]
		if b, a := show(p.Before), show(p.After); b != c.before || a != c.after {
			t.Errorf("%s: %q * %q", c.line, b, a)
		}
	}
}

func TestFormats(t *testing.T) {
	for verbs, want := range map[string]Format{
		"GO [010] ;comment\n- * HOME [020]\n":      TABARI,
		"--- GO [010] ---\nGO\n- * HOME [020]\n":   PETRARCH1,
		"--- GO [010] ---\nGO\n- * (HOME) [020]\n": PETRARCH2,
		"--- GO [010] ---\nGO\n# - * (HOME) [020]": PETRARCH1,
	} {
		if d := read(t, verbs, "ARGENTIN [ARG]\nPERU_ [PER]", ""); d.Format != want {
			t.Errorf("%q is %v, want %v", verbs, d.Format, want)
		} else if stem := d.Actors[0].Names[0][0].Stem; stem != (want == TABARI) || d.Actors[1].Names[0][0].Stem {
			t.Errorf("%v: ARGENTIN is a stem: %v", want, stem)
		}
	}
}

func TestRulesAndSets(t *testing.T) {
	d := read(t, `
&CROPS_
+WHEAT_
+SUGAR BEET
~ a (a b Q) SAY = a b Q
~ a (b . 190) CLAIM = a b 112
`, "X [X]", "")
	if got := len(d.Sets["CROPS"]); got != 3 { // wheat, sugar beet, sugar beets
		t.Errorf("%d phrases in the set: %v", got, d.Sets)
	}
	want := Rule{Outer: "a", InnerFrom: "b", InnerTo: ".", Inner: "190", Verb: "CLAIM", From: "a", To: "b", Code: "112", Place: "my.verbs.txt:6"}
	if len(d.Rules) != 2 || d.Rules[1] != want {
		t.Errorf("rules %+v", d.Rules)
	}
}

func TestOddLinesAreReported(t *testing.T) {
	d := read(t, `- * EARLY [1]
--- GO ---
GO
- * HOME
- HOME [010]
- * {HOME [010]
- * HARD [+++]
~ a SAY = b
`, "+NOBODY\nNAMELESS\nBAD [X 1999]\nODD [Y >991]\n[]\n", "JUDGE [JUD]\n[~GOV]\n")
	var got []string
	for _, f := range d.Faults {
		got = append(got, f.Error())
	}
	want := []string{
		`my.actors.txt:1: it belongs to no name; write the name on a line above`,
		`my.actors.txt:2: an actor without a code; write [code] behind the name`,
		`my.actors.txt:3: "1999" are no days; write <YYYYMMDD, >YYYYMMDD or YYYYMMDD-YYYYMMDD`,
		`my.actors.txt:3: an actor without a code; write [code] behind the name`,
		`my.actors.txt:4: "991" is no day; write YYYYMMDD`,
		`my.actors.txt:5: an empty code; write what stands for the actor between [ and ]`,
		`my.actors.txt:4: an actor without a code; write [code] behind the name`,
		`my.agents.txt:1: no agent; write NOUN [~COD]`,
		`my.agents.txt:2: no agent; write NOUN [~COD]`,
		`my.verbs.txt:1: a pattern that belongs to no verb; write the verb on a line above`,
		`my.verbs.txt:2: a block without a code; write --- NAME [code] ---`,
		`my.verbs.txt:4: a pattern without a code; write [code] at its end`,
		`my.verbs.txt:5: a pattern without a verb; put * where the verb stands`,
		`my.verbs.txt:6: a phrase that is not closed; write a ) for each ( and a } for each {`,
		`my.verbs.txt:7: the code [+++] of TABARI asks for a person and is passed over; write a code or [---]`,
		`my.verbs.txt:8: no rule; write ~ a (b c INNER) VERB = b c CODE`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults:\n%s", strings.Join(got, "\n"))
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("X [X]")}
	for want, fsys := range map[string]fstest.MapFS{
		`no file of actors; its name has the word "actors" in it`:                 {"my.verbs.txt": file},
		`b.verbs: a second file of verbs beside a.verbs; leave one in the folder`: {"a.verbs": file, "b.verbs": file, "c.actors": file},
	} {
		if _, err := Open(fsys); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

func TestDiscardsAndIssues(t *testing.T) {
	d, err := Read(fstest.MapFS{
		"v.verbs": {}, "a.actors": {},
		"my.discards.txt": {Data: []byte("+World Cup # sport\nBASEBALL\n")},
		"my.issues.txt":   {Data: []byte("<ISSUE CATEGORY=\"X\">\nWHEAT PRICE [GRAIN]\n~WHEAT PRICE INDEX\nOATS\n</ISSUE>\n")},
	}, "v.verbs", "a.actors", "my.discards.txt", "my.issues.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Discards) != 2 || !d.Discards[0].Document || d.Discards[1].Document {
		t.Errorf("discards %+v", d.Discards)
	}
	if len(d.Issues) != 2 || d.Issues[0].Code != "GRAIN" || d.Issues[1].Code != "" || len(d.Faults) != 1 {
		t.Errorf("issues %+v, faults %v", d.Issues, d.Faults)
	}
}

// fuzz reads s as one kind of file: it must not panic, and every fault must
// point at a line that is there.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fsys := fstest.MapFS{name: {Data: []byte(s)}, "z.actors": {}, "z.verbs": {}}
		names := []string{name}
		for _, n := range []string{"z.actors", "z.verbs"} {
			if KindOf(n) != KindOf(name) {
				names = append(names, n)
			}
		}
		d, err := Read(fsys, names...)
		if err != nil {
			return // a line longer than a megabyte
		}
		lines := strings.Count(s, "\n") + 1
		for _, x := range d.Faults {
			if x.Line < 1 || x.Line > lines || x.File != name {
				t.Errorf("a fault in %d lines: %v", lines, x)
			}
		}
		for _, b := range d.Blocks {
			for _, v := range b.Verbs {
				for _, form := range v.Forms {
					if form.Main >= len(form.Words) {
						t.Errorf("a form without its verb: %+v", form)
					}
				}
			}
		}
		for _, a := range d.Actors {
			if len(a.Names) == 0 || len(a.Codes) == 0 || slices.ContainsFunc(a.Names, func(p Phrase) bool { return len(p) == 0 }) {
				t.Errorf("an actor without a name or code: %+v", a)
			}
		}
	})
}

func FuzzActors(f *testing.F) {
	fuzz(f, "x.actors", "A_B [C <991231]\n+D\n[E 20000101-20011231]", "[", "+", "_ [X]", "<!-- A [B]\n-->C [D]")
}

func FuzzAgents(f *testing.F) {
	fuzz(f, "x.agents", "!A! = B, C\nX!A! {} [~D]", "{ [~X]", "_ [~X]", "!A [X~]")
}

func FuzzVerbs(f *testing.F) {
	fuzz(f, "x.verbs", "&S\n+A B_\n--- X [1:2] ---\nGO {WENT} [3]\n+A_B\n- % * (IN {&S}) $ [4]\n~ a (b c Q) X = a b Q", "* [", "--- [ ---\n+ \n- ( * [1]", "GO\n- *_ [1]")
}

func FuzzDiscards(f *testing.F) { fuzz(f, "x.discards", "+A B # c\nD", "+") }

func FuzzIssues(f *testing.F) { fuzz(f, "x.issues", "<I>\nA [B]\n~C", "~") }
