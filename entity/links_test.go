package entity

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var rough = regexp.MustCompile(`(?:[A-Z]\.){2,}|[\p{L}\p{N}]+(?:['’.\-–][\p{L}\p{N}]+)*|\S`)

// roughWords cuts text into words with their byte offsets, possessives apart.
func roughWords(text string) (ws []string, at [][2]int) {
	for _, x := range rough.FindAllStringIndex(text, -1) {
		w := strings.ReplaceAll(text[x[0]:x[1]], "’", "'")
		if stem, ok := strings.CutSuffix(w, "'s"); ok && stem != "" {
			ws, at = append(ws, stem, "'s"), append(at, [2]int{x[0], x[0] + len(stem)}, [2]int{x[0] + len(stem), x[1]})
			continue
		}
		ws, at = append(ws, w), append(at, [2]int{x[0], x[1]})
	}
	return ws, at
}

// TestLinks holds names found in news summaries against the pages that their
// authors linked them to. A link counts when its page's title is a name here; so
// it measures finding and choosing, not how much of the world the tables know.
func TestLinks(t *testing.T) {
	f, err := os.Open("../../shared/data/text/wikipedia_current_events.jsonl.gz")
	if err != nil {
		t.Skip("not measured: wikipedia_current_events.jsonl.gz is not here")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	g := open(t)
	links, found, right := 0, 0, 0
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var item struct {
			Date, Text string
			Links      []struct {
				Start, End int // in runes
				Title      string
			}
		}
		if err := json.Unmarshal(sc.Bytes(), &item); err != nil {
			t.Fatal(err)
		}
		on, runes := date(t, item.Date), []rune(item.Text)
		ws, at := roughWords(item.Text)
		ms := g.Find(ws, on)
		for _, l := range item.Links {
			want := g.Lookup(l.Title, on)
			if len(want) == 0 || l.End > len(runes) {
				continue
			}
			links++
			start, end := len(string(runes[:l.Start])), len(string(runes[:l.End]))
			i := slices.IndexFunc(ms, func(m Mention) bool { return at[m.First][0] < end && at[m.Last-1][1] > start })
			if i < 0 {
				continue
			}
			found++
			if b := ms[i].Meanings[0]; b.Entity == want[0].Entity && slices.Equal(b.Entities, want[0].Entities) {
				right++
			}
		}
	}
	t.Logf("%d links, %d found, %d of them right", links, found, right)
	if found*100 < links*96 || right*1000 < found*995 {
		t.Errorf("of %d links %d are found and %d right; 96%% and 99.5%% of those are asked for", links, found, right)
	}
}
