package gdelt

import (
	"context"
	"fmt"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/rows"
)

// mentionColumns is the number of columns of a row of mentions: event, its time, the
// report's time, type, outlet, address, sentence, three offsets, raw text, confidence
// in percent, length, tone, translation, extras.
const mentionColumns = 16

// Mentions is the mentions of GDELT 2.0: which report named which event, and how sure
// GDELT was.
func Mentions() dataset.Set {
	return dataset.Set{
		Name: "gdelt-mentions", Title: "GDELT 2.0 Mentions", Version: "gdelt-mentions/2.0",
		Official: "http://data.gdeltproject.org/gdeltv2/", Licence: licence, Cite: cite,
		Traps: []string{
			"A report that names an act in two sentences is one mention, that of the first sentence.",
			"The time of the event is that of the file in which it was added first, not when it happened.",
			"Confidence is GDELT's own guess; below 20 percent the actors and the act stand far apart in the text.",
		},
		From: entente.NewDate(2015, 2, 18), Gives: []string{"mention"},
		Knows: func(_ string, head []byte) bool {
			line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
			var cells [mentionColumns]string
			return rows.Tabs(strings.TrimSuffix(line, "\r"), cells[:]) == mentionColumns && len(cells[1]) == 14 && !rows.Digits(cells[1]).IsZero()
		},
		Read: readMentions,
	}
}

func readMentions(ctx context.Context, f dataset.File, s dataset.Sink) error {
	to, ok := s.(dataset.Mentions)
	if !ok {
		return fmt.Errorf("%s: a file of mentions, which are not taken here; read the export file of the same time", f.Name)
	}
	r := mentionReader{dates: rows.NewDays(rows.Digits), seen: rows.NewDays(rows.Digits)}
	lines := rows.New(f.In)
	head := lines.Peek()
	if first, _, _ := strings.Cut(head, "\n"); head != "" && !r.any(head) {
		return dataset.WrongLayout(f, "16 tab-separated columns (mentions of GDELT 2.0)", fmt.Sprint(strings.Count(first, "\t")+1))
	}
	return lines.Each(ctx, f.Name, func(line string, _ int) (rows.Fault, error) {
		var m dataset.Mention
		if bad := r.mention(line, &m); bad.Reason != "" {
			return bad, nil
		}
		return rows.Fault{}, to.Mention(m)
	}, s.Reject)
}

type mentionReader struct{ dates, seen *rows.Days }

// any reports whether one of the first ten lines has the layout.
func (mentionReader) any(head string) bool {
	for i := 0; i < 10 && head != ""; i++ {
		line, rest, _ := strings.Cut(head, "\n")
		if head = rest; strings.Count(line, "\t")+1 == mentionColumns {
			return true
		}
	}
	return false
}

// mention reads a row into m, which is zero.
func (r mentionReader) mention(line string, m *dataset.Mention) rows.Fault {
	var cells [mentionColumns]string
	if n := rows.Tabs(line, cells[:]); n != mentionColumns {
		return rows.Fault{Reason: "wrong number of columns", What: fmt.Sprint(n)}
	}
	if cells[0] == "" {
		return rows.Fault{Reason: "no number of the event"}
	}
	m.Event, m.Outlet = cells[0], cells[4]
	if m.Date = r.dates.Read(cells[1]); m.Date.IsZero() {
		return rows.Fault{Reason: "date that does not exist", What: cells[1]}
	}
	if m.Seen = r.seen.Read(cells[2]); m.Seen.IsZero() {
		return rows.Fault{Reason: "date that does not exist", What: cells[2]}
	}
	if _, m.URL = source(cells[5]); m.URL == "" {
		m.URL = cells[5]
	}
	var ok bool
	if m.Sentence, ok = rows.Number(cells[6]); !ok {
		return rows.Fault{Reason: "sentence that is no number", What: cells[6]}
	}
	percent, ok := rows.Number(cells[11])
	if !ok || percent > 100 {
		return rows.Fault{Reason: "confidence that is no percentage", What: cells[11]}
	}
	m.Confidence = float64(percent) / 100
	if lang, ok := strings.CutPrefix(cells[14], "srclc:"); ok {
		m.Language, _, _ = strings.Cut(lang, ";")
	}
	return rows.Fault{}
}
