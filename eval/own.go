package eval

import (
	"bufio"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/entente-project/entente/lib/pack"
)

//go:embed own.jsonl
var ownFile string

// The hundred items are those with the smallest SHA-256 of their text, in
// hexadecimal, among the texts below that neither hold nor are held by a text of
// the news suite: 30 of Wikipedia's Current Events under "Armed conflicts and
// attacks" or "International relations", 30 of its other categories, and 40 leads
// of AG News World, whose day is nominal. Their events were annotated by the
// guide of the news suite before a coder read them. The repository holds keys and
// annotations; the texts stay where they are.
var ownSuite = Suite{
	Name:     "own",
	Question: "How much of who did what to whom is right in a hundred news items that were drawn by hash, annotated before the coder read them and never tuned on?",
	Accuracy: true,
	Run:      scoreOwn,
}

func scoreOwn(ctx context.Context, b *Bench) ([]Figure, error) {
	texts := map[string]string{}
	for _, in := range []struct {
		file string
		text func(line string) (string, error)
	}{{"wikipedia_current_events.jsonl.gz", textField}, {"agnews_world.tsv.gz", secondCell}} {
		for text, err := range b.textsIn(in.file, in.text) {
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256([]byte(text))
			texts[hex.EncodeToString(sum[:])] = text
		}
	}
	items, err := ReadGold("eval/own.jsonl", strings.NewReader(ownFile), b.Rooms.Codebook, texts)
	if err != nil {
		return nil, err
	}
	r, err := Compare(ctx, b.Rooms.Coder, b.Rooms.Codebook, items)
	if err != nil {
		return nil, err
	}
	if b.Detail != nil {
		r.Write(b.Detail)
	}
	return r.Figures("own"), nil
}

// textsIn yields the text of every line of a packed file in shared/data/text.
func (b *Bench) textsIn(file string, text func(line string) (string, error)) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		f, err := b.open("data", "text", file)
		if err != nil {
			yield("", err)
			return
		}
		defer f.Close()
		r, err := pack.Open(bufio.NewReader(f))
		if err != nil {
			yield("", fmt.Errorf("%s: %w", f.Name(), err))
			return
		}
		defer r.Close()
		eachLine(f.Name(), r, text, yield)
	}
}

func eachLine(name string, r io.Reader, text func(string) (string, error), yield func(string, error) bool) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxGoldLine)
	line := 1
	for ; sc.Scan(); line++ {
		t, err := text(sc.Text())
		if err != nil {
			yield("", fmt.Errorf("%s:%d: %w", name, line, err))
			return
		}
		if !yield(t, nil) {
			return
		}
	}
	if sc.Err() != nil {
		yield("", fmt.Errorf("%s:%d: %w", name, line, sc.Err()))
	}
}

func textField(line string) (string, error) {
	var row struct{ Text string }
	err := json.Unmarshal([]byte(line), &row)
	return row.Text, err
}

func secondCell(line string) (string, error) {
	_, lead, ok := strings.Cut(line, "\t")
	if !ok {
		return "", errors.New("one cell where a title and a lead are to stand")
	}
	return lead, nil
}
