package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/entente-project/entente/lib/pack"
)

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><language>en-gb</language>
<item><title>Minsk halts talks</title><link>https://example.org/1</link><guid>one</guid><pubDate>Fri, 20 Dec 2019 10:00:00 GMT</pubDate><description>&lt;p&gt;Belarus broke off the &lt;b&gt;oil&lt;/b&gt; talks.&lt;/p&gt;&lt;p&gt;Russia waited.&lt;/p&gt;</description></item>
<item><title></title><description></description></item>
<item><title>Riga answers</title><link>https://example.org/2</link><description>Latvia answered Belarus.</description></item>
</channel></rss>`

const atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title><entry><id>tag:1</id><title>Minsk halts talks</title><updated>2019-12-20T10:00:00Z</updated><content type="html">&lt;p&gt;Belarus broke off the talks.&lt;/p&gt;</content></entry></feed>`

func TestFeeds(t *testing.T) {
	item := "Minsk halts talks\n\nBelarus broke off the oil talks.\n\nRussia waited."
	for _, c := range []struct {
		what, name, text string
		want             []string
	}{
		{"RSS with an empty item", "a.xml", rss, []string{
			"one|Example Wire|2019-12-20|Minsk halts talks|" + item,
			"! a.xml: item 2 (a.xml#2) has no text",
			"https://example.org/2|Example Wire||Riga answers|Riga answers\n\nLatvia answered Belarus."}},
		{"Atom", "a.atom", atomFeed, []string{"tag:1|Example Wire|2019-12-20|Minsk halts talks|Minsk halts talks\n\nBelarus broke off the talks."}},
		{"JSON Feed", "a.json", `{"version":"https://jsonfeed.org/version/1.1","title":"Example Wire","items":[{"id":"7","title":"Minsk halts talks","content_text":"Belarus broke off the talks.","date_published":"2019-12-20T10:00:00Z"}]}`,
			[]string{"7|Example Wire|2019-12-20|Minsk halts talks|Minsk halts talks\n\nBelarus broke off the talks."}},
		{"no items", "a.rss", `<rss version="2.0"><channel><title>T</title></channel></rss>`, []string{"! a.rss: a feed without items; there is nothing to read"}},
	} {
		if got := read(c.name, c.text, Options{}); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.what, got, c.want)
		}
	}
	broken := read("a.rss", rss[:400], Options{})
	if len(broken) != 1 || !strings.HasPrefix(broken[0], "! a.rss: no feed that can be read: ") {
		t.Errorf("a feed cut short: %q", broken)
	}
}

// archive is a web archive with a response record for each answer.
func archive(answers ...string) string {
	var b strings.Builder
	b.WriteString("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nnote\r\n\r\n")
	for n, a := range answers {
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%d\r\nWARC-Date: 2019-12-2%dT10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, n, len(a), a)
	}
	return b.String()
}

func TestWebArchives(t *testing.T) {
	text := "Belarus broke off the oil talks with Russia, the ministry said."
	plain := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + text
	chunked := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(text), text)
	unpacked := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n" + text
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Minsk halts talks</title><meta property='article:published_time' content='2018-01-02T10:00:00Z'></head><body><article><p>" + strings.Repeat(text+" ", 12) + "</p></article></body></html>"
	image := "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"
	gone := "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"
	empty := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n "
	got := read("a.warc", archive(plain, image, chunked, empty, unpacked, gone, page), Options{})
	want := []string{
		"https://example.org/0||2019-12-20||" + text,
		"https://example.org/2||2019-12-22||" + text,
		"! a.warc: record 5 (https://example.org/3): an empty page",
		"https://example.org/4||2019-12-24||" + text,
		"https://example.org/6||2018-01-02|Minsk halts talks|Minsk halts talks\n\n" + strings.TrimSpace(strings.Repeat(text+" ", 12)),
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	whole := archive(plain, plain)
	cut := read("a.warc", whole[:len(whole)-30], Options{})
	if len(cut) != 3 || !strings.HasPrefix(cut[2], "! a.warc: record 3 (https://example.org/1) breaks off") {
		t.Errorf("an archive cut short: %q", cut)
	}
}

func TestEveryFormatReadsTheSamePacked(t *testing.T) {
	warc := archive("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nMinsk put off the talks.")
	for name, text := range map[string]string{"a.rss": rss, "a.warc": warc, "a.txt": "Minsk put off the talks.", "a.jsonl": `{"id":"1","date":"2015-09-19","text":"One."}`} {
		want := read(name, text, Options{})
		for _, ending := range pack.Endings {
			var b bytes.Buffer
			w, err := pack.Create(&b, ending)
			if err != nil {
				t.Fatal(err)
			}
			w.Write([]byte(text))
			w.Close()
			packed := b.String()
			got := read(name+ending, packed, Options{})
			for i := range got {
				got[i] = strings.ReplaceAll(got[i], name+ending, name)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s%s: got %q, want %q", name, ending, got, want)
			}
		}
	}
	if got := read("a.txt.zst", "\x28\xb5\x2f\xfd\x00\x00\x01damaged", Options{}); len(got) != 1 || !strings.HasPrefix(got[0], "! a.txt.zst: ") {
		t.Errorf("damaged zstd: %q", got)
	}
}

// fuzzRead holds that no bytes make reading panic or go on for ever.
func fuzzRead(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := 0
		for range Read("x", strings.NewReader(text), Options{Format: format}) {
			if n++; n > len(text)+1 {
				t.Fatal("more documents than bytes")
			}
		}
	})
}

func FuzzFeed(f *testing.F) { fuzzRead(f, Feed, rss, atomFeed) }

func FuzzWARC(f *testing.F) {
	fuzzRead(f, WARC, archive("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nMinsk put off the talks."))
}
