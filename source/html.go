package source

import (
	"errors"
	"fmt"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	entente "github.com/entente-project/entente"
)

// html reads the input as a web page: the article in it without menus,
// advertisements and comments, with the title, outlet, address and date that the
// page states of itself.
func (in *input) html() {
	page, ok := in.whole()
	if !ok {
		return
	}
	d, err := in.page(page)
	if err != nil {
		in.fault(0, err)
		return
	}
	in.document(0, d)
}

// page is the document in a web page.
func (in *input) page(page string) (entente.Document, error) {
	article, err := extract(page)
	if err != nil {
		return entente.Document{}, err
	}
	d := entente.Document{
		Text: textOf(article.Node), Title: strings.TrimSpace(article.Title()),
		Outlet: article.SiteName(), Language: article.Language(),
	}
	if t, err := article.PublishedTime(); err == nil {
		d.Published = entente.DateOf(t)
	}
	if d.Title != "" && !strings.HasPrefix(d.Text, d.Title) {
		d.Text = d.Title + "\n\n" + d.Text
	}
	return d, nil
}

// extract finds the article in page. A page that the library cannot bear is a
// fault like any other: one bad page does not end a run.
func extract(page string) (a readability.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("malformed HTML (%v); save the article's text as plain text", p)
		}
	}()
	decoded, err := charset.NewReader(strings.NewReader(page), "text/html") // by the page's own statement
	if err == nil {
		var tree *html.Node
		if tree, err = html.Parse(decoded); err == nil {
			a, err = readability.FromDocument(tree, nil)
		}
	}
	if err != nil || a.Node == nil {
		return a, errors.New("no article found in this page; save the article's text as plain text")
	}
	return a, nil
}

// textOf is the text below n, blocks parted by blank lines.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		block := n.Type == html.ElementNode && isBlock(n.DataAtom)
		if block {
			b.WriteString("\n\n")
		}
		if n.Type == html.TextNode {
			b.WriteString(strings.Join(strings.FieldsFunc(n.Data, isBreak), " "))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			b.WriteString("\n\n")
		}
	}
	walk(n)
	return squeeze(b.String())
}

func isBreak(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol,
		atom.Blockquote, atom.Tr, atom.Td, atom.Table, atom.Br, atom.Section, atom.Article, atom.Pre:
		return true
	}
	return false
}

// squeeze drops space around lines and keeps one blank line between blocks.
func squeeze(s string) string {
	var blocks []string
	for block := range strings.SplitSeq(s, "\n\n") {
		if block = strings.Join(strings.Fields(block), " "); block != "" {
			blocks = append(blocks, block)
		}
	}
	return strings.Join(blocks, "\n\n")
}
