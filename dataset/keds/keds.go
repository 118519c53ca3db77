// Package keds reads the regional sets of the Kansas Event Data System: events that
// machines coded in WEIS or CAMEO from the leads of Reuters and Agence France Presse on
// the Levant, the Gulf, the Balkans, Turkey, Central Asia and West Africa, 1979 to 2011.
//
// # Layout
//
// Two layouts are read:
//
//   - KEDS's own: no header, tab-separated date, source, target, code and, mostly, its
//     label; dates of six digits (790415) or eight (19790415);
//   - that of R packages: comma-separated, with a header of date, source, target, code
//     and perhaps desc; dates as 1979-04-15.
//
// Neither says whether its codes are WEIS's or CAMEO's, and names mislead (the Gulf set
// that goes by gulf.cameo is WEIS), so the first 64 KiB decide: WEIS alone has codes from
// 210 to 226, CAMEO alone those of four digits. A file that has neither is read as
// its name says, and is an error when it says nothing. Codes of WEIS become CAMEO's by
// weis.tsv and PLOVER's from there; actors are read by the table of the scheme (AUS is
// Austria in WEIS and Australia in CAMEO). Rows have no numbers: an event's ID is the
// file's name with the line.
//
// # Citation, licence, address
//
// Philip A. Schrodt and Deborah J. Gerner, Validity Assessment of a Machine-Coded Event
// Data Set for the Middle East, 1982-1992, American Journal of Political Science 38
// (1994). Free with citation. http://eventdata.parusanalytics.com/data.html
package keds

import (
	"context"
	"embed"
	"fmt"
	"path"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/codes"
	"github.com/entente-project/entente/dataset/rows"
	"github.com/entente-project/entente/lib/table"
)

//go:embed weis.tsv
var files embed.FS

// Events is the regional sets.
func Events() dataset.Set {
	return dataset.Set{
		Name: "keds", Title: "Kansas Event Data System, regional sets", Version: "keds/1",
		Official: "http://eventdata.parusanalytics.com/data.html", Licence: "free with citation",
		Cite: `@article{schrodt1994validity,
  author = {Schrodt, Philip A. and Gerner, Deborah J.},
  title = {Validity Assessment of a Machine-Coded Event Data Set for the {Middle East}, 1982--1992},
  journal = {American Journal of Political Science},
  volume = {38},
  number = {3},
  pages = {825--854},
  year = {1994}
}`,
		Traps: []string{
			"Files do not say whether they are coded in WEIS or CAMEO; the Gulf set that goes by gulf.cameo is WEIS.",
			"AUS is Austria, SAF South Africa and UAR Egypt in WEIS sets, and IND is written IND or IDI.",
			"Only the leads of one or two wires are coded: few events a day, and the wire changed in 1997 to 1999.",
			"A set holds what concerns its region; outsiders meet in it only where the region does.",
			"An act reported on two days stands twice, and a mutual act stands once each way.",
			"WEIS is coarser than CAMEO: comments, consultations and requests keep no more than their class.",
		},
		From: entente.NewDate(1979, 4, 15), To: entente.NewDate(2011, 12, 31), Gives: []string{"event"},
		Knows: knows, Read: read,
	}
}

func knows(_ string, head []byte) bool {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(head), "\ufeff"), "\n")
	line = strings.TrimSuffix(line, "\r")
	return headed(line) || own(line)
}

// headed reports whether line is the header of the layout of R packages.
func headed(line string) bool {
	return len(rows.Head(line).Missing("date", "source", "target", "code")) == 0
}

// own reports whether line is a row of KEDS's own layout.
func own(line string) bool {
	var cells [5]string
	n := rows.Tabs(line, cells[:])
	return (n == 4 || n == 5) && !day(cells[0]).IsZero() && isCode(cells[3])
}

// isCode reports whether s has the form of a code of WEIS or CAMEO.
func isCode(s string) bool {
	return len(s) >= 2 && len(s) <= 4 && strings.Trim(s, "0123456789") == ""
}

// day reads a date of either layout; that of six digits is of 1970 to 2069.
func day(s string) entente.Date {
	switch len(s) {
	case 6:
		if s[0] >= '7' {
			return rows.Digits("19" + s)
		}
		return rows.Digits("20" + s)
	case 8:
		return rows.Digits(s)
	}
	return rows.Day(s)
}

// A reader reads one file.
type reader struct {
	file                       string
	head                       rows.Header
	plain                      bool // KEDS's own layout
	date, source, target, code int
	cells                      []string
	acts                       map[string]codes.Act // by code of the scheme; of no Code when CAMEO has no counterpart
	scheme                     string
	actors                     *codes.Actors
	dates                      *rows.Days
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	lines := rows.New(f.In)
	head := strings.TrimPrefix(lines.Peek(), "\ufeff")
	if head == "" {
		return nil
	}
	r, err := newReader(f, head)
	if err != nil {
		return err
	}
	if !r.plain {
		if _, _, err := lines.Header(f.Name); err != nil {
			return err
		}
	}
	return lines.Each(ctx, f.Name, func(line string, n int) (rows.Fault, error) {
		var e dataset.Event
		if bad := r.event(line, n, &e); bad.Reason != "" {
			return bad, nil
		}
		return rows.Fault{}, s.Event(e)
	}, s.Reject)
}

func newReader(f dataset.File, head string) (*reader, error) {
	first, _, _ := strings.Cut(head, "\n")
	first = strings.TrimSuffix(first, "\r")
	r := &reader{file: path.Base(strings.ReplaceAll(f.Name, "\\", "/")), dates: rows.NewDays(day), date: 0, source: 1, target: 2, code: 3, cells: make([]string, 5)}
	switch {
	case headed(first):
		r.head = rows.Head(first)
		r.date, r.source, r.target, r.code = r.head.Index("date"), r.head.Index("source"), r.head.Index("target"), r.head.Index("code")
		r.cells = make([]string, r.head.Len())
	case anyOwn(head):
		r.plain = true
	default:
		return nil, dataset.WrongLayout(f, "date, source, target and code (KEDS), at tabs or under a header", fmt.Sprintf("%q", first[:min(len(first), 60)]))
	}
	var err error
	if r.scheme, err = r.schemeOf(f, head); err != nil {
		return nil, err
	}
	if r.acts, err = codes.Acts(f.CAMEO); err != nil {
		return nil, err
	}
	if r.scheme == codes.CAMEO {
		r.actors, err = codes.NewActors(codes.CAMEO, f.Entities, "cameo", "iso3")
		return r, err
	}
	if r.acts, err = weis(r.acts); err != nil {
		return nil, err
	}
	r.actors, err = codes.NewActors(codes.WEIS, f.Entities)
	return r, err
}

// anyOwn reports whether one of the first ten lines has KEDS's own layout.
func anyOwn(head string) bool {
	for i := 0; i < 10 && head != ""; i++ {
		line, rest, _ := strings.Cut(head, "\n")
		if head = rest; own(strings.TrimSuffix(line, "\r")) {
			return true
		}
	}
	return false
}

// schemeOf is the scheme of the codes in the beginning of a file.
func (r *reader) schemeOf(f dataset.File, head string) (string, error) {
	weis, cameo := 0, 0
	for line := range strings.Lines(head) {
		if _, ok := r.split(strings.TrimRight(line, "\r\n")); !ok {
			continue
		}
		switch code := r.cells[r.code]; {
		case !isCode(code):
		case len(code) == 4:
			cameo++
		case len(code) == 3 && code >= "210":
			weis++
		}
	}
	name := strings.ToLower(f.Name)
	switch {
	case weis > cameo:
		return codes.WEIS, nil
	case cameo > weis:
		return codes.CAMEO, nil
	case strings.Contains(name, "weis"):
		return codes.WEIS, nil
	case strings.Contains(name, "cameo"):
		return codes.CAMEO, nil
	}
	return "", fmt.Errorf("%s: the codes may be WEIS's or CAMEO's; put weis or cameo into the file's name", f.Name)
}

// weis is the acts of CAMEO by the codes of WEIS.
func weis(acts map[string]codes.Act) (map[string]codes.Act, error) {
	f, err := files.Open("weis.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, err := table.Read("dataset/keds/weis.tsv", f, "weis", "cameo", "name")
	if err != nil {
		return nil, err
	}
	out := map[string]codes.Act{}
	for _, r := range t.Rows {
		act, ok := acts[r.Get("cameo")]
		if _, twice := out[r.Get("weis")]; twice || !ok && r.Get("cameo") != "" {
			return nil, r.Errorf("%s stands twice, or CAMEO has no code %q", r.Get("weis"), r.Get("cameo"))
		}
		out[r.Get("weis")] = act
	}
	return out, nil
}

// split takes a line apart and returns how many cells it has; false when it has not
// those of the layout.
func (r *reader) split(line string) (int, bool) {
	if r.plain {
		n := rows.Tabs(line, r.cells)
		return n, n == 4 || n == 5
	}
	n := r.head.Cells(line, r.cells)
	return n, n == r.head.Len()
}

// cell is the cell at i of the row at hand, "" when it is missing.
func (r *reader) cell(i int) string {
	switch s := strings.TrimSpace(r.cells[i]); s {
	case "---", "NA":
		return ""
	default:
		return s
	}
}

// event reads row n into e, which is zero, and returns why it cannot.
func (r *reader) event(line string, n int, e *dataset.Event) rows.Fault {
	switch n, ok := r.split(line); {
	case n < 0:
		return rows.Fault{Reason: "quote that is not closed"}
	case !ok:
		return rows.Fault{Reason: "wrong number of columns", What: fmt.Sprint(n)}
	}
	date, code := r.cell(r.date), r.cell(r.code)
	if date == "" {
		return rows.Fault{Reason: "no date"}
	}
	if e.Date = r.dates.Read(date); e.Date.IsZero() {
		return rows.Fault{Reason: "date that does not exist", What: date}
	}
	act, ok := r.acts[code]
	switch {
	case !ok && r.scheme == codes.WEIS:
		return rows.Fault{Reason: "no such code in WEIS", What: code}
	case !ok:
		return rows.Fault{Reason: "no such code in CAMEO", What: code}
	case act.Code == "":
		return rows.Fault{Reason: "code of WEIS without a counterpart in CAMEO", What: code}
	}
	e.CAMEO, e.Type, e.Mode, e.Contexts, e.Aspect = act.Code, act.Type, act.Mode, act.Contexts, entente.Actual
	e.Actor = r.actors.Side(r.cell(r.source), "", e.Date)
	e.Recipient = r.actors.Side(r.cell(r.target), "", e.Date)
	if e.Actor.Raw == "" && e.Recipient.Raw == "" {
		return rows.Fault{Reason: "no actor at all"}
	}
	e.ID = r.file + ":" + strconv.Itoa(n)
	return rows.Fault{}
}
