package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder/dictionary"
	"github.com/entente-project/entente/lib/petrarch"
)

var petrarchSuite = Suite{
	Name:     "petrarch",
	Question: "With the PETRARCH unit tests' own dictionaries, in how many records is the set of source, target and code exactly theirs?",
	Accuracy: true,
	Run:      scorePetrarch,
}

// petrarchRecord is a line of petr_unittest_dev.jsonl or petr2_gsr_dev.jsonl.
type petrarchRecord struct {
	ID, Category, Date, Text string
	NoEvents                 bool
	Error                    string
	Gold1                    [][3]string `json:"gold_petrarch1"`
	Gold2                    [][3]string `json:"gold_petrarch2"`
}

// petrarchSet is one column of answers with the dictionaries they were made with.
type petrarchSet struct {
	name, file, verbs string
	gold              func(petrarchRecord) [][3]string
}

var petrarchSets = []petrarchSet{
	{"PETRARCH-1", "petr_unittest_dev.jsonl", "PETR.Validate.verbs.txt", func(r petrarchRecord) [][3]string { return r.Gold1 }},
	{"PETRARCH-2", "petr_unittest_dev.jsonl", "PETR.Validate.verbs.2.0.txt", func(r petrarchRecord) [][3]string { return r.Gold2 }},
	{"PETRARCH-2 news", "petr2_gsr_dev.jsonl", "PETR.Validate.verbs.2.0.txt", func(r petrarchRecord) [][3]string { return r.Gold2 }},
}

func scorePetrarch(_ context.Context, b *Bench) ([]Figure, error) {
	var out []Figure
	for _, s := range petrarchSets {
		records, err := readPetrarch(b, s.file)
		if err != nil {
			return nil, err
		}
		figures, err := s.score(b, records)
		if err != nil {
			return nil, err
		}
		out = append(out, figures...)
	}
	return out, nil
}

func readPetrarch(b *Bench, name string) ([]petrarchRecord, error) {
	f, err := b.open("gold", name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []petrarchRecord
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		var r petrarchRecord
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", f.Name(), line, err)
		}
		out = append(out, r)
	}
	return out, sc.Err()
}

func (s petrarchSet) score(b *Bench, records []petrarchRecord) ([]Figure, error) {
	dir := filepath.Join(b.Shared, "gold", "dictionaries")
	if _, err := os.Stat(dir); err != nil {
		return nil, errSkipped{dir + " is not there"}
	}
	d, err := petrarch.Read(os.DirFS(dir), "PETR.Validate.actors.txt", "PETR.Validate.agents.txt", "PETR.Validate.discards.txt", s.verbs)
	if err != nil {
		return nil, err
	}
	c := dictionary.New(d)
	right, total := map[string]int{}, map[string]int{}
	var categories []string
	for _, r := range records {
		gold := s.gold(r)
		if r.Error == "bad_input_parse" || gold == nil && !r.NoEvents && r.Error == "" {
			continue // it tests the reading of a parse that is given with it, or has no answer
		}
		if !slices.Contains(categories, r.Category) {
			categories = append(categories, r.Category)
		}
		want := petrarchLines(gold)
		got := s.code(b, c, r)
		total[r.Category]++
		total["all"]++
		if slices.Equal(want, got) {
			right[r.Category]++
			right["all"]++
		} else if b.Detail != nil {
			fmt.Fprintf(b.Detail, "%s %s: want %s, got %s: %s\n", s.name, r.ID, strings.Join(want, "; "), strings.Join(got, "; "), r.Text)
		}
	}
	if s.file != petrarchSets[0].file {
		categories = nil
	}
	of := fmt.Sprintf("%% of %d records", total["all"])
	if categories == nil {
		of += ", whose names and verbs the unit tests' dictionaries mostly lack"
	}
	out := []Figure{{"petrarch", s.name + " exact", percent(right["all"], total["all"]), of}}
	for _, k := range categories {
		out = append(out, Figure{"petrarch", s.name + " " + k, percent(right[k], total[k]), fmt.Sprintf("%% of %d records", total[k])})
	}
	return out, nil
}

// petrarchLines is events as sorted lines, each once.
func petrarchLines(events [][3]string) []string {
	out := []string{}
	for _, e := range events {
		out = append(out, strings.Join(e[:], " "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s petrarchSet) code(b *Bench, c *dictionary.Coder, r petrarchRecord) []string {
	var out [][3]string
	date := r.Date
	if len(date) == 6 {
		date = "20" + date
	}
	day, err := entente.ParseDate(date[:4] + "-" + date[4:6] + "-" + date[6:])
	if err != nil {
		return []string{err.Error()}
	}
	text := html.UnescapeString(strings.Join(strings.Fields(r.Text), " "))
	for _, e := range c.Code(day, b.Rooms.Language.Parse(text)) {
		out = append(out, [3]string{e.Source, e.Target, e.Code})
	}
	return petrarchLines(out)
}
