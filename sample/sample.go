// Package sample holds the bundled chronicle: dated facts of public record, one
// short report each, in our own words. In comes chronicle.tsv; out come
// documents that the other rooms read like any news, and, for eval, the events
// that a careful reader finds in each report:
//
//	date        pair     outlet    text                                       expect
//	2004-02-19  BLR-RUS  Gazprom   Gazprom cut off gas supplies to Belarus …  RUS>BLR SANCTION
//
// The column expect was written from the texts before any coder had read them,
// by the rules of PLOVER; acts within one state are left out. Eval measures the
// coder against it, so it is mended where it is wrong about its text and never
// bent towards a coder.
package sample

import (
	"embed"
	"slices"
	"strings"

	"github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

//go:embed chronicle.tsv
var files embed.FS

// A Report is one row of the chronicle.
type Report struct {
	Pair     entente.Pair // the two states that the report is about
	Document entente.Document
	Expect   []Expectation // what the text itself reports between states and bodies; none when it reports no event
	Place    string        // file and line, for messages: "sample/chronicle.tsv:12"
}

// Documents returns the reports of the chronicle as documents, in the order of
// their dates.
func Documents() ([]entente.Document, error) {
	reports, err := Reports()
	if err != nil {
		return nil, err
	}
	docs := make([]entente.Document, len(reports))
	for i, r := range reports {
		docs[i] = r.Document
	}
	return docs, nil
}

// Reports returns the chronicle with its pairs and expectations, in the order of
// dates, then pairs.
func Reports() ([]Report, error) {
	shelf := table.Shelf{Prefix: "sample", Base: files}
	t, err := shelf.Open("chronicle", "date", "pair", "outlet", "text", "expect")
	if err != nil {
		return nil, err
	}
	return read(t)
}

// read turns the rows of a chronicle into reports.
func read(t *table.Table) ([]Report, error) {
	var reports []Report
	for _, row := range t.Rows {
		r, err := report(row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		reports = append(reports, r)
	}
	return reports, nil
}

func report(row table.Row) (Report, error) {
	date, err := day(row.Get("date"))
	if err != nil {
		return Report{}, err
	}
	pair, err := parsePair(row.Get("pair"))
	if err != nil {
		return Report{}, err
	}
	expect, err := ParseExpectations(row.Get("expect"))
	if err != nil {
		return Report{}, err
	}
	outlet, text := row.Get("outlet"), row.Get("text")
	if outlet == "" || text == "" {
		return Report{}, errEmpty
	}
	return Report{
		Pair: pair,
		Document: entente.Document{
			ID:        entente.NewDocumentID(outlet, "", date, text),
			Name:      row.Place(),
			Outlet:    outlet,
			Published: date,
			Language:  "en",
			Text:      text,
		},
		Expect: expect,
		Place:  row.Place(),
	}, nil
}

// Pairs lists the pairs of the reports, sorted.
func Pairs(reports []Report) []entente.Pair {
	var pairs []entente.Pair
	for _, r := range reports {
		if !slices.Contains(pairs, r.Pair) {
			pairs = append(pairs, r.Pair)
		}
	}
	slices.SortFunc(pairs, func(a, b entente.Pair) int { return strings.Compare(a.String(), b.String()) })
	return pairs
}
