// Package unvotes reads roll calls in the General Assembly of the United Nations: votes,
// what was voted on, and the ideal points that Bailey, Strezhnev and Voeten estimate from
// them. In come the files of the R package unvotes, Voeten's own and the voting data of
// the UN Digital Library; out come votes, rolls and scores.
//
//	rcid,country,country_code,vote     1,Belarus,BY,yes
//	-> BLR votes yes on roll 1, on its day
//
// The field's agreement of two states in a year is the share of the roll calls of the
// calendar year, on which both voted yes, no or abstain, in which they chose the same:
// Belarus and Russia 0.84 in 2009, 0.69 in 2015, 0.77 in 2019 by these files. An
// abstention against a yes is a disagreement there; counted as half of one (no 0, abstain
// 0.5, yes 1; one less the difference) the same years give 0.91, 0.78 and 0.83. Who was
// absent is left out of both. Paragraphs and amendments count as roll calls of their own.
package unvotes

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const (
	by   = "un-votes/2020-04"
	byUN = "undl/1"
	body = entente.EntityID("IGO:UN")
)

// Names of the files of the R package.
const (
	rollCalls  = "un_roll_calls.csv"
	rollIssues = "un_roll_call_issues.csv"
)

func layouts() []grid.Layout {
	all := []grid.Layout{
		{Name: "votes", Columns: []string{"rcid", "country", "country_code", "vote"}},
		{
			Name:    "voeten",
			Columns: []string{"rcid", "ccode", "vote", "date"},
			Maybe:   []string{"unres", "short", "descr", "importantvote", "me", "nu", "di", "hr", "co", "ec"},
		},
		{Name: "issues", Columns: []string{"rcid", "short_name", "issue"}},
		{Name: "rolls", Columns: []string{"rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"}},
	}
	for _, k := range kinds() {
		all = append(all, grid.Layout{
			Name:    k.name,
			Columns: []string{"ccode", "session", "point|IdealPoint" + k.suffix, "low|Q5%" + k.suffix, "high|Q95%" + k.suffix},
		})
	}
	return all
}

func libraryLayouts() []grid.Layout {
	return []grid.Layout{{Name: "un", Columns: []string{"undl_id", "ms_code", "ms_vote", "date", "resolution", "title"}}}
}

// A kind is one of the estimates of ideal points: of all votes or of those on a subject.
type kind struct{ suffix, name string }

func kinds() []kind {
	return []kind{
		{"", "ideal point"},
		{"HumanRights", "ideal point, human rights"},
		{"Important", "ideal point, important votes"},
		{"MiddleEast", "ideal point, Middle East"},
		{"NoNukes", "ideal point, without nuclear weapons"},
		{"Nuclear", "ideal point, nuclear weapons"},
	}
}

// issueContext is the context of PLOVER that comes closest to an issue of the set: me the
// Palestinian conflict, nu nuclear weapons, di arms control, hr human rights, co
// colonialism, ec economic development. "" is an issue that the set does not have.
func issueContext(issue string) entente.Context {
	switch issue {
	case "me", "co":
		return "territory"
	case "nu":
		return "cbrn"
	case "di":
		return "military"
	case "hr":
		return "human_rights"
	case "ec":
		return "economic"
	}
	return ""
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "un-votes", Title: "United Nations General Assembly voting data", Version: by,
		Official: "https://doi.org/10.7910/DVN/LEJUQZ", Licence: "CC0",
		Cite: `@article{baileyetal2017esp,
  author = {Bailey, Michael A. and Strezhnev, Anton and Voeten, Erik},
  title = {Estimating Dynamic State Preferences from United Nations Voting Data},
  journal = {Journal of Conflict Resolution}, volume = {61}, number = {2}, pages = {430--456}, year = {2017}}`,
		Traps: []string{
			"Absent is not abstain: the R package leaves absences out, and so no vote of a member is not a vote for nothing; an absence may be meant or may be want of staff.",
			"NA is the code of Namibia, which programs take for a missing value: all its votes go missing.",
			"A state that was no member yet has no votes: agreement over years with few common votes means little.",
			"Belarus and Ukraine voted from 1946, before they were states, with the Soviet Union nearly always.",
			"Votes on paragraphs and amendments are roll calls of their own, several for one resolution; in some years nothing says which they are.",
			"Most resolutions pass without a vote: roll calls are the contested ones, and the agenda changes, so agreement with everyone falls or rises at once; ideal points allow for that, agreement does not.",
			"The R package's files stop on 14 January 2020, and call the Soviet Union Russia and Serbia Yugoslavia; here each vote is of the state that was.",
			"The files of ideal points are Latin-1 in names, of sessions: session 74 is scored for 2019, the year in which it opened.",
		},
		From: entente.NewDate(1946, 1, 1), To: entente.NewDate(2020, 1, 14),
		Gives: []string{"vote", "score"},
		Knows: grid.Knows(layouts()),
		Read:  read,
	}
}

// Library is the voting data of the UN Digital Library, which go on to the present.
func Library() dataset.Set {
	return dataset.Set{
		Name: "undl", Title: "UN Digital Library voting data, General Assembly", Version: byUN,
		Official: "https://digitallibrary.un.org", Licence: "the UN's own terms, with citation",
		Cite: `@misc{undlvoting,
  author = {{United Nations Dag Hammarskj{\"o}ld Library}},
  title = {UN General Assembly Voting Data},
  howpublished = {https://digitallibrary.un.org}}`,
		Traps: []string{
			"Only resolutions that were adopted by a recorded vote: votes on paragraphs and amendments, and motions that failed, are not in it, so agreement is not comparable to that of un-votes.",
			"X did not vote: an absence is given as one, and left out of agreement.",
			"Roll calls are numbered otherwise than in un-votes: one that is in both counts twice when both are read.",
		},
		From: entente.NewDate(1946, 0, 0), Gives: []string{"vote"},
		Knows: grid.Knows(libraryLayouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			d := &reader{sink: s, given: map[string]bool{}}
			return grid.Read(ctx, f, s, libraryLayouts(), d.un)
		},
	}
}

// A reader reads one file.
type reader struct {
	sink   dataset.Sink
	dates  map[string]entente.Date      // of rolls
	issues map[string][]entente.Context // of rolls
	given  map[string]bool              // rolls of files that repeat them with each vote
}

func read(ctx context.Context, f dataset.File, s dataset.Sink) error {
	d := &reader{sink: s, given: map[string]bool{}}
	return grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error {
		switch r.Layout {
		case "votes":
			return d.vote(ctx, f, r)
		case "rolls":
			return d.roll(ctx, f, r)
		case "issues":
			if issueContext(r.Text("short_name")) == "" {
				r.Fault("no such issue", r.Text("short_name"))
			}
			return nil // they come in with the rolls, beside which the file lies
		case "voeten":
			return d.voeten(r)
		}
		return d.point(r)
	})
}

// beside reads another file of the set, of a layout, that must lie beside f, or may.
func beside(ctx context.Context, f dataset.File, name, layout string, must bool, take func(*grid.Row) error) error {
	var in io.ReadCloser
	err := fmt.Errorf("nothing lies beside it")
	if f.Beside != nil {
		in, err = f.Beside(name)
	}
	if err != nil {
		if !must {
			return nil
		}
		return fmt.Errorf("%s: it has no dates without %s; put that file into the same folder: %w", f.Name, name, err)
	}
	defer in.Close()
	all := layouts()
	of := slices.IndexFunc(all, func(l grid.Layout) bool { return l.Name == layout })
	return grid.Read(ctx, dataset.File{Name: name, In: in, Entities: f.Entities}, deaf{}, all[of:of+1], take)
}

// deaf hears no rejects: those of a file that is read beside another are told when it is
// read itself.
type deaf struct{ dataset.Sink }

func (deaf) Reject(int, string, string, []byte) error { return nil }

// vote takes a vote of the R package, whose date stands with the roll.
func (d *reader) vote(ctx context.Context, f dataset.File, r *grid.Row) error {
	if d.dates == nil {
		d.dates = map[string]entente.Date{}
		err := beside(ctx, f, rollCalls, "rolls", true, func(roll *grid.Row) error {
			if on := roll.Day("date"); !on.IsZero() {
				d.dates[strings.Clone(roll.Text("rcid"))] = on
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	on, ok := d.dates[r.Text("rcid")]
	if !ok {
		r.Fault("no roll call with a date", r.Text("rcid"))
	}
	state := member(r, on)
	choice := entente.Choice(r.Text("vote"))
	switch choice {
	case entente.Yes, entente.No, entente.Abstain, entente.Absent:
	default:
		r.Fault("no such vote", string(choice))
	}
	if r.Faulty() {
		return nil
	}
	return d.sink.Vote(entente.Vote{Body: body, Roll: strings.Clone(r.Text("rcid")), Date: on, State: state, Choice: choice, By: by})
}

// member is the member of a row of the R package. Its codes follow today's states; those
// under which it has others stand here with their COW number.
func member(r *grid.Row, on entente.Date) entente.EntityID {
	switch r.Text("country") {
	case "Russia":
		return r.Bearer("cow", "365", on)
	case "Yugoslavia":
		return r.Bearer("cow", "345", on)
	case "Federal Republic of Germany":
		return r.Bearer("cow", "260", on)
	case "Yemen Arab Republic":
		return r.Bearer("cow", "678", on)
	case "Zanzibar":
		return r.Bearer("cow", "511", on)
	}
	return r.Bearer("iso2", r.Cell("country_code"), on)
}

func (d *reader) roll(ctx context.Context, f dataset.File, r *grid.Row) error {
	if d.issues == nil {
		d.issues = map[string][]entente.Context{}
		err := beside(ctx, f, rollIssues, "issues", false, func(i *grid.Row) error {
			id := strings.Clone(i.Text("rcid"))
			d.issues[id] = withContext(d.issues[id], issueContext(i.Text("short_name")))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return d.give(r, by, d.issues[r.Text("rcid")])
}

// give gives the roll of the row.
func (d *reader) give(r *grid.Row, by string, contexts []entente.Context) error {
	roll := entente.Roll{Body: body, ID: strings.Clone(r.Text("rcid")), Date: r.Day("date"), Title: strings.Clone(r.Text("unres")), By: by}
	roll.Words = strings.Clone(r.Text("descr"))
	if roll.Words == "" {
		roll.Words = strings.Clone(r.Text("short"))
	}
	roll.Important = r.Text("importantvote") == "1"
	roll.Contexts = contexts
	if roll.ID == "" || roll.Date.IsZero() {
		r.Fault(grid.Missing, "rcid or date")
	}
	if r.Faulty() {
		return nil
	}
	return d.sink.Roll(roll)
}

// voeten takes a row of Voeten's own file: 1 yes, 2 abstain, 3 no, 8 absent, 9 no member.
func (d *reader) voeten(r *grid.Row) error {
	on := r.Day("date")
	if on.IsZero() {
		r.Fault(grid.Missing, "date")
	}
	id := strings.Clone(r.Text("rcid"))
	if !r.Faulty() && !d.given[id] {
		d.given[id] = true
		var contexts []entente.Context
		for _, issue := range []string{"me", "nu", "di", "hr", "co", "ec"} {
			if r.Text(issue) == "1" {
				contexts = withContext(contexts, issueContext(issue))
			}
		}
		if err := d.give(r, by, contexts); err != nil {
			return err
		}
	}
	var choice entente.Choice
	switch r.Whole("vote", 1, 9) {
	case 1:
		choice = entente.Yes
	case 2:
		choice = entente.Abstain
	case 3:
		choice = entente.No
	case 8:
		choice = entente.Absent
	case 9:
		r.Fault("no member then", "")
	default:
		r.Fault("no such vote", r.Text("vote"))
	}
	state := r.Bearer("cow", r.Text("ccode"), on)
	if r.Faulty() {
		return nil
	}
	return d.sink.Vote(entente.Vote{Body: body, Roll: id, Date: on, State: state, Choice: choice, By: by})
}

// un takes a row of the UN Digital Library: Y yes, N no, A abstain, X did not vote.
func (d *reader) un(r *grid.Row) error {
	on, id := r.Day("date"), strings.Clone(r.Text("undl_id"))
	if on.IsZero() || id == "" {
		r.Fault(grid.Missing, "undl_id or date")
	}
	if !r.Faulty() && !d.given[id] {
		d.given[id] = true
		err := d.sink.Roll(entente.Roll{Body: body, ID: id, Date: on, Title: strings.Clone(r.Text("resolution")), Words: strings.Clone(r.Text("title")), By: byUN})
		if err != nil {
			return err
		}
	}
	var choice entente.Choice
	switch r.Text("ms_vote") {
	case "Y":
		choice = entente.Yes
	case "N":
		choice = entente.No
	case "A":
		choice = entente.Abstain
	case "X":
		choice = entente.Absent
	default:
		r.Fault("no such vote", r.Text("ms_vote"))
	}
	state := r.Bearer("iso3", r.Text("ms_code"), on)
	if r.Faulty() {
		return nil
	}
	return d.sink.Vote(entente.Vote{Body: body, Roll: id, Date: on, State: state, Choice: choice, By: byUN})
}

// point takes an ideal point. Session n is the one that opened in the year 1945 + n.
func (d *reader) point(r *grid.Row) error {
	on := entente.NewDate(1945+r.Whole("session", 1, 999), 0, 0)
	value := r.Number("point")
	low, known := r.Maybe("low")
	high, also := r.Maybe("high")
	state := r.Bearer("cow", r.Text("ccode"), on)
	if r.Faulty() {
		return nil
	}
	score := dataset.Score{State: state, Name: r.Layout, Date: on, Value: value}
	if known && also {
		score.Low, score.High, score.Known = low, high, true
	}
	return d.sink.Score(score)
}

// withContext adds c, keeping order and each once.
func withContext(list []entente.Context, c entente.Context) []entente.Context {
	if c == "" {
		return list
	}
	i := 0
	for i < len(list) && list[i] < c {
		i++
	}
	if i < len(list) && list[i] == c {
		return list
	}
	return append(list[:i], append([]entente.Context{c}, list[i:]...)...)
}
