package table

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestRead(t *testing.T) {
	tab, err := Read("verbs.tsv", strings.NewReader("# verbs\nverb\ttype\n\nrefuse\tREJECT\nmeet\n"), "verb", "type")
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.Rows) != 2 || tab.Rows[0].Get("type") != "REJECT" || tab.Rows[1].Get("type") != "" {
		t.Errorf("rows = %v", tab.Rows)
	}
	if got := tab.Rows[0].Errorf("unknown type %q", "X").Error(); got != `verbs.tsv:4: unknown type "X"` {
		t.Error(got)
	}
}

func TestReadSaysWhere(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "verbs.tsv:1: no header row; name the columns verb"},
		{"a\tb\n", `verbs.tsv:1: no column "verb"; the columns are a, b`},
		{"verb\na\tb\n", "verbs.tsv:2: 2 cells under 1 columns; is there a tab too many?"},
	} {
		if _, err := Read("verbs.tsv", strings.NewReader(c.in), "verb"); err == nil || err.Error() != c.want {
			t.Errorf("Read(%q) = %v; want %s", c.in, err, c.want)
		}
	}
}

func TestShelf(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	s := Shelf{
		Prefix: "lang/en",
		Base:   fstest.MapFS{"a.tsv": file("k\n1\n"), "b.tsv": file("k\n1\n")},
		Over:   fstest.MapFS{"a.tsv": file("k\n2\n"), "b.add.tsv": file("k\n3\n")},
	}
	for name, want := range map[string]string{"a": "2", "b": "1 3"} {
		tab, err := s.Open(name, "k")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range tab.Rows {
			got = append(got, r.Get("k"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s = %v; want %s", name, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for s, want := range map[string]string{"Ruritania": "Romania", "CONSLUT": "CONSULT", "xyz": ""} {
		if got := Nearest(s, []string{"CONSULT", "Romania", "Mauritania"}); got != want {
			t.Errorf("Nearest(%q) = %q; want %q", s, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("verb\ttype\nrefuse\tREJECT\n")
	f.Fuzz(func(t *testing.T, s string) {
		tab, err := Read("f.tsv", strings.NewReader(s), "verb")
		if err == nil {
			for _, r := range tab.Rows {
				r.Get("verb")
			}
		}
	})
}
