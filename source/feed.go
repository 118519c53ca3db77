package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	entente "github.com/entente-project/entente"
)

// feed reads the input as RSS, Atom or JSON Feed: one document an item, with the
// title before the text, as a reader of news sees it. The text is the item's
// content or, without any, its description.
func (in *input) feed() {
	page, ok := in.all(maxFeed, "split it")
	if !ok {
		return
	}
	f, err := parseFeed(page)
	if err != nil {
		in.fault(0, fmt.Errorf("no feed that can be read: %w; if it is a web page, read it with --format html", err))
		return
	}
	if len(f.Items) == 0 {
		in.fault(0, errors.New("a feed without items; there is nothing to read"))
		return
	}
	for n, item := range f.Items {
		if !in.item(f, n+1, item) {
			return
		}
	}
}

// parseFeed gives what the library makes of page; what it cannot bear is an error
// like any other.
func parseFeed(page string) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("malformed (%v)", p)
		}
	}()
	return gofeed.NewParser().ParseString(page)
}

func (in *input) item(f *gofeed.Feed, n int, item *gofeed.Item) bool {
	name := firstNonEmpty(item.GUID, item.Link)
	if name == "" {
		name = fmt.Sprintf("%s#%d", in.name, n)
	}
	d := entente.Document{Name: name, Title: plainText(item.Title), URL: item.Link, Outlet: plainText(f.Title), Language: language(f.Language)}
	for _, t := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if t != nil && d.Published.IsZero() {
			d.Published = entente.DateOf(*t)
		}
	}
	d.Text = plainText(firstNonEmpty(item.Content, item.Description))
	if d.Title != "" && !strings.HasPrefix(d.Text, d.Title) {
		d.Text = strings.TrimSpace(d.Title + "\n\n" + d.Text)
	}
	if d.Text == "" {
		return in.fault(0, fmt.Errorf("item %d (%s) has no text", n, name))
	}
	return in.document(0, d)
}

// language is the first part of a tag of a language: "en" of "en-GB".
func language(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	return tag
}

// plainText is the text of a piece of HTML, which may as well be plain.
func plainText(s string) string {
	n, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return strings.TrimSpace(s)
	}
	return textOf(n)
}

// all reads the input up to most bytes; split says how to make it smaller.
func (in *input) all(most int64, split string) (string, bool) {
	b, err := io.ReadAll(io.LimitReader(in.buf, most+1))
	if err != nil {
		in.fault(0, fmt.Errorf("breaks off: %w", err))
		return "", false
	}
	if int64(len(b)) > most {
		in.fault(0, fmt.Errorf("larger than %d MiB; %s", most>>20, split))
		return "", false
	}
	return string(b), true
}
