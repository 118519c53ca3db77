package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
)

// read returns what a file called name with these bytes yields: a line a
// document ("name|outlet|date|title|text") or "! error".
func read(name, text string, o Options) []string {
	var out []string
	for d, err := range Read(name, strings.NewReader(text), o) {
		if err != nil {
			out = append(out, "! "+err.Error())
			continue
		}
		out = append(out, fmt.Sprintf("%s|%s|%s|%s|%s", d.Name, d.Outlet, d.Published, d.Title, d.Text))
	}
	return out
}

func TestRead(t *testing.T) {
	page := "<!doctype html><html><head><title>Minsk halts talks</title><meta property=og:site_name content='Example Wire'><meta property='article:published_time' content='2019-12-20T10:00:00Z'></head><body><nav>Home Sport</nav><article><h1>Minsk halts talks</h1><p>" +
		strings.Repeat("Belarus broke off the oil talks with Russia on Friday, the energy ministry said. ", 8) + "</p><p>No new date was set for another round between the two sides, officials in the capital added.</p></article></body></html>"
	for _, c := range []struct {
		what, name, text string
		o                Options
		want             []string
	}{
		{"plain with a title", "a.txt", "Minsk stalls\r\n\r\nMinsk put off the talks.", Options{Outlet: "Wire"},
			[]string{"a.txt|Wire||Minsk stalls|Minsk stalls\n\nMinsk put off the talks."}},
		{"plain without one", "a.txt", "Minsk put off the talks.\n\nMoscow waited.", Options{Date: entente.NewDate(2015, 9, 0)},
			[]string{"a.txt||2015-09||Minsk put off the talks.\n\nMoscow waited."}},
		{"invisible characters", "a.txt", "\ufeffMinsk\u00a0put\u200b off\u00ad the talks.", Options{},
			[]string{"a.txt||||Minsk put off the talks."}},
		{"records, a bad one among them", "a.jsonl", `{"id":"1","date":"2015-09-19","text":"One."}` + "\n\n{oops\n" + `{"id":"2","date":"19/9/2015","text":"Two."}` + "\n" + `{"id":"3","date":"","outlet":"Wire","text":"Three."}`, Options{},
			[]string{"1||2015-09-19||One.", "! a.jsonl:3: not a JSON record: invalid character 'o' looking for beginning of object key string", `! a.jsonl:4: "19/9/2015" is not a date; write 2015, 2015-09 or 2015-09-19`, "3|Wire|||Three."}},
		{"lines", "a.tsv", "x1\t2015-09-19\tOne.\nx2\tOne.\nx3\t2015\tTwo\twith a tab.", Options{},
			[]string{"x1||2015-09-19||One.", "! a.tsv:2: fewer than three cells; write id TAB date TAB text", "x3||2015||Two\twith a tab."}},
		{"lines by their look", "a.txt", "x1\t2015-09-19\tOne.", Options{}, []string{"x1||2015-09-19||One."}},
		{"a page", "a.html", page, Options{},
			[]string{"a.html|Example Wire|2019-12-20|Minsk halts talks|Minsk halts talks\n\n" + strings.TrimSpace(strings.Repeat("Belarus broke off the oil talks with Russia on Friday, the energy ministry said. ", 8)) + "\n\nNo new date was set for another round between the two sides, officials in the capital added."}},
		{"a page in windows-1251", "a.html", "<html><head><meta charset=windows-1251><title>T</title></head><body><article><p>" + strings.Repeat("\xcc\xe8\xed\xf1\xea refused the offer, the ministry said on Friday, and gave no reason for it. ", 8) + "</p></article></body></html>", Options{},
			[]string{"a.html|||T|T\n\n" + strings.TrimSpace(strings.Repeat("Минск refused the offer, the ministry said on Friday, and gave no reason for it. ", 8))}},
		{"a page called text", "a.txt", page, Options{Format: Plain}, []string{"! a.txt: this is HTML, not plain text; read it with --format html"}},
		{"a page without an article", "a.html", "<html><body></body></html>", Options{}, []string{"! a.html: no article found in this page; save the article's text as plain text"}},
		{"an empty file", "a.txt", " \n", Options{}, []string{"! a.txt: empty file; there is nothing to read"}},
		{"a binary file", "a.bin", "\x7fELF\x00\x01", Options{}, []string{"! a.bin: binary file, not text; convert it to plain text or HTML first"}},
		{"invalid UTF-8", "a.txt", "One.\nL\xe9gion.", Options{}, []string{"! a.txt:2: invalid UTF-8 at byte 6 (0xe9); convert the file to UTF-8 first, for example with iconv -f WINDOWS-1252 -t UTF-8"}},
		{"one invalid line", "a.jsonl", "{\"text\":\"\xff\"}\n{\"text\":\"Two.\"}", Options{}, []string{"! a.jsonl:1: invalid UTF-8 at byte 9 (0xff); convert the file to UTF-8 first, for example with iconv -f WINDOWS-1252 -t UTF-8", "a.jsonl||||Two."}},
		{"a record without text", "a.jsonl", `{"id":"1","date":"2015"}`, Options{}, []string{"! a.jsonl:1: no text; every document needs some"}},
	} {
		got := read(c.name, c.text, c.o)
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\ngot  %q\nwant %q", c.what, got, c.want)
		}
	}
}

func TestReadTooLong(t *testing.T) {
	long := strings.Repeat("x", 50<<20)
	if got := read("a.txt", long, Options{}); len(got) != 1 || !strings.Contains(got[0], "a.txt: larger than 4 MiB") {
		t.Errorf("a plain file of one 50 MB line: %.200q", got)
	}
	got := read("a.jsonl", `{"text":"One."}`+"\n"+long+"\n"+`{"text":"Three."}`, Options{Format: JSONL})
	if len(got) != 3 || !strings.Contains(got[1], "a.jsonl:2: line longer than 16 MiB") || got[2] != "a.jsonl||||Three." {
		t.Errorf("one 50 MB line among records: %.200q", got)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	fmt.Fprintln(w, `{"id":"z","text":"Zipped."}`)
	w.Close()
	for name, text := range map[string]string{"b.txt": "Bee.", "a.txt": "Ay.", "c.jsonl.gz": z.String(), ".hidden": "No.", "d.gz": z.String()[:20]} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for d, err := range Open(dir, Options{}) {
		if err != nil {
			got = append(got, "! "+strings.TrimPrefix(err.Error(), dir))
			continue
		}
		got = append(got, d.Text)
	}
	if want := "Ay.|Bee.|Zipped.|! /d.gz"; !strings.HasPrefix(strings.Join(got, "|"), want) {
		t.Errorf("got %q; want %s...", got, want)
	}
	for _, err := range Open(filepath.Join(dir, "none.txt"), Options{}) {
		if err == nil || !strings.HasSuffix(err.Error(), "none.txt: no such file or folder") {
			t.Errorf("a file that is not there: %v", err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("{\"id\":\"1\",\"text\":\"One.\"}\n", "jsonl")
	f.Add("x\t2015\tOne.\n", "lines")
	f.Add("<html><p>One.</p>", "html")
	f.Add("Minsk\u00a0stalls\r\n\r\nOne.", "plain")
	f.Fuzz(func(t *testing.T, text, format string) {
		for d, err := range Read("f", strings.NewReader(text), Options{Format: Format(format)}) {
			if err != nil {
				continue
			}
			again, err := normalise(d.Text)
			if err != nil || again != d.Text || d.Text == "" || d.ID == "" {
				t.Errorf("document %q is not normalised: %q, %v", d.Text, again, err)
			}
		}
	})
}
