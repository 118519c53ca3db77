package eval

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/pack"
)

// A clipping is an item of a collection below Shared/data/text.
type clipping struct {
	Date  entente.Date
	Text  string
	Links []link // of Wikipedia's items alone
}

// A link is a stretch of an item that its author tied to an article.
type link struct {
	Start, End int // runes of the text, half-open
	Title      string
}

// key is the SHA-256 of the text in UTF-8, in hexadecimal, by which gold names an
// item whose text may not be in the repository.
func (c clipping) key() string {
	sum := sha256.Sum256([]byte(c.Text))
	return hex.EncodeToString(sum[:])
}

// A collection says where items lie and how one is read from a line.
type collection struct {
	file string
	read func(line string) (clipping, error)
}

// collections are those that gold may name.
func collections() map[string]collection {
	return map[string]collection{
		"wikipedia": {"wikipedia_current_events.jsonl.gz", readEvent},
		"agnews":    {"agnews_world.tsv.gz", readLead},
	}
}

// clippings reads every item of the collection called name, in file order.
func (b *Bench) clippings(name string) (out []clipping, err error) {
	c, known := collections()[name]
	if !known {
		return nil, fmt.Errorf("no collection is called %q; there are agnews and wikipedia", name)
	}
	f, err := b.open("data", "text", c.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := pack.Open(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for line := 1; sc.Scan(); line++ {
		item, err := c.read(sc.Text())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", f.Name(), line, err)
		}
		out = append(out, item)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return out, nil
}

// readEvent reads an item of Wikipedia's Current Events.
func readEvent(line string) (clipping, error) {
	var row struct {
		Date, Text string
		Links      []link
	}
	if err := json.Unmarshal([]byte(line), &row); err != nil {
		return clipping{}, err
	}
	day, err := entente.ParseDate(row.Date)
	return clipping{Date: day, Text: row.Text, Links: row.Links}, err
}

// readLead reads the lead of an item of AG News. The collection has no dates; the
// nominal one is that of news_dev.
func readLead(line string) (clipping, error) {
	_, lead, ok := strings.Cut(line, "\t")
	if !ok || strings.Contains(lead, "\t") {
		return clipping{}, errors.New("an item is a title, a tab and a lead")
	}
	return clipping{Date: entente.NewDate(2004, 8, 15), Text: lead}, nil
}
