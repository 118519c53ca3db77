// Package sanctions reads economic sanctions threatened and imposed, 1945 to 2005, from
// the Threat and Imposition of Sanctions set: a case a row in, ties from each sender to the
// target out, one while it threatened and one while measures were in force.
//
//	caseid,startyear,...,sender1,targetstate,threat,imposition,...     1996020101,1996,...,2,40,1,1,...
//	-> USA>CUB sanctions threat 1996-02-01 to 1996-03-12; USA>CUB sanctions since 1996-03-12
package sanctions

import (
	"context"
	"slices"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/internal/grid"
)

const by = "ties/4.0"

// Outcome is the unit of the value: the number by which the set calls how a case ended.
// It names a class and measures nothing: 1 and 2 the target gave way in part and in whole
// to the threat, 3 the sender gave up, 4 stalemate, 5 a settlement; 6 and 7 the target
// gave way in part and in whole to the measures, 8 the sender gave up, 9 stalemate, 10 a
// settlement.
const Outcome = "outcome by TIES (1 to 10)"

func layouts() []grid.Layout {
	return []grid.Layout{{
		Name: "cases",
		Columns: []string{"caseid", "startmonth", "startday", "startyear", "endmonth", "endday", "endyear", "sender1", "targetstate",
			"threat", "imposition", "sancimpositionstartmonth", "sancimpositionstartday", "sancimpositionstartyear"},
		Maybe: []string{"ongoingasofmonth", "ongoingasofday", "ongoingasofyear", "sender2", "sender3", "sender4", "sender5", "primarysender",
			"institutionid", "issue1", "issue2", "issue3", "finaloutcome"},
	}}
}

// Set is the set with its reader.
func Set() dataset.Set {
	return dataset.Set{
		Name: "ties", Title: "Threat and Imposition of Economic Sanctions", Version: by,
		Official: "https://sanctions.web.unc.edu", Licence: "free with citation",
		Cite: `@article{morganetal2014tis,
  author = {Morgan, T. Clifton and Bapat, Navin and Kobayashi, Yoshiharu},
  title = {Threat and Imposition of Economic Sanctions 1945-2005: Updating the TIES Dataset},
  journal = {Conflict Management and Peace Science}, volume = {31}, number = {5}, pages = {541--558}, year = {2014}}`,
		Traps: []string{
			"Half of the cases are about trade practices, between partners as close as the United States and Canada: sanctions are not enmity.",
			"40 in 100 cases never went beyond the threat.",
			"A case without an end and without a day on which it was seen going on is open here: it may have ended unseen.",
			"No case began after 2005, and cases that began before were followed to 2012 at the latest.",
			"All senders are taken as senders alike, the primary one too; a body is a sender only where it is the United Nations or the European Union.",
			"The outcome is of the case, not of each sender.",
			"Some cells of dates hold a sentence; the date is unknown then, and the sentence noted.",
			"A case passes to the state that took the number of a sender or target: one against the Soviet Union goes on against Russia from 1992.",
		},
		From: entente.NewDate(1945, 0, 0), To: entente.NewDate(2005, 12, 31),
		Gives: []string{"tie"},
		Knows: grid.Knows(layouts()),
		Read: func(ctx context.Context, f dataset.File, s dataset.Sink) error {
			return grid.Read(ctx, f, s, layouts(), func(r *grid.Row) error { return give(r, s) })
		},
	}
}

// institution is the number that stands for a body in the place of a sender.
const institution = "1000"

func give(r *grid.Row, s dataset.Sink) error {
	start, end := r.Parts("startyear", "startmonth", "startday"), r.Parts("endyear", "endmonth", "endday")
	var imposed entente.Date // some cells hold a sentence, and then the day is not known
	r.Try(func() {
		imposed = r.Parts("sancimpositionstartyear", "sancimpositionstartmonth", "sancimpositionstartday")
	})
	seen := r.Parts("ongoingasofyear", "ongoingasofmonth", "ongoingasofday")
	if start.IsZero() {
		r.Fault(grid.Missing, "startyear")
	}
	if !r.Faulty() && !end.IsZero() && end.Last().Compare(start.First()) < 0 {
		r.Fault("ends before it starts", start.String()+" "+end.String())
	}
	if !r.Faulty() && !end.IsZero() && !imposed.IsZero() && end.Last().Compare(imposed.First()) < 0 {
		r.Fault("imposed after it ended", imposed.String()+" "+end.String())
	}
	threat, force := r.Whole("threat", 0, 1) == 1, r.Whole("imposition", 0, 1) == 1
	outcome, ended := r.Maybe("finaloutcome")
	if r.Faulty() {
		return nil
	}
	if !threat && !force {
		r.Fault(grid.NoTie, "neither threat nor imposition")
		return nil
	}
	first := start
	if !imposed.IsZero() && imposed.Last().Compare(start.First()) < 0 {
		r.Note("imposed before the case began", imposed.String()+" "+start.String())
		first, threat = imposed, false
	}
	id := grid.By(by, r.Text("caseid"))
	var ties []entente.Tie // between nobody yet
	if threat {
		until := end
		if force {
			until = imposed
		}
		ties = append(ties, entente.Tie{Kind: entente.SanctionsThreat, Start: start, End: until})
	}
	if force {
		since := imposed
		if since.IsZero() && !threat {
			since = start
		}
		ties = append(ties, entente.Tie{Kind: entente.SanctionsInForce, Start: since, End: end})
	}
	last := followed(start, end, seen)
	target := r.Held("cow", r.Text("targetstate"), first, last)
	about := contexts(r)
	for _, from := range senders(r, first, last) {
		for _, t := range ties {
			for _, m := range between(from, target, t) {
				t := grid.Tie(t.Kind, m.A, m.B, m.Start, m.End, id)
				t.Contexts = about
				if ended {
					t.Value = entente.Quantity{Number: outcome, Unit: Outcome}
				}
				if t.End.IsZero() {
					t.Seen = seen
				}
				if err := grid.Give(s, t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// followed is until when a case was followed: its end, the day on which it was seen going
// on, or when the set stops.
func followed(start, end, seen entente.Date) entente.Date {
	switch {
	case !end.IsZero():
		return end
	case !seen.IsZero() && seen.Last().Compare(start.First()) >= 0:
		return seen
	case start.Year() > 2005:
		return start
	}
	return entente.NewDate(2005, 12, 31)
}

// between are the spells of a sender and a target within t, whose unknown start and end
// stay unknown in the first and the last of them.
func between(from, target []grid.Stay, t entente.Tie) []grid.Spell {
	var out []grid.Spell
	for _, a := range from {
		for _, b := range target {
			m := grid.Spell{A: a.ID, B: b.ID, Start: a.Start, End: a.End}
			if b.Start.First().Compare(m.Start.First()) > 0 {
				m.Start = b.Start
			}
			if b.End.Last().Compare(m.End.Last()) < 0 {
				m.End = b.End
			}
			if !t.Start.IsZero() && t.Start.First().Compare(m.Start.First()) >= 0 {
				m.Start = t.Start
			}
			if !t.End.IsZero() && t.End.Last().Compare(m.End.Last()) <= 0 {
				m.End = t.End
			}
			if m.A != m.B && m.End.Last().Compare(m.Start.First()) >= 0 {
				out = append(out, m)
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	if t.Start.IsZero() {
		out[0].Start = entente.Date{}
	}
	if t.End.IsZero() {
		out[len(out)-1].End = entente.Date{}
	}
	return out
}

// senders are the states and bodies that threatened or imposed, each once; what is
// neither is noted, and the row is faulty when nobody is left.
func senders(r *grid.Row, start, last entente.Date) [][]grid.Stay {
	var out [][]grid.Stay
	var codes []string
	for _, column := range []string{"sender1", "sender2", "sender3", "sender4", "sender5", "primarysender"} {
		code := r.Text(column)
		if code == "" || slices.Contains(codes, code) {
			continue
		}
		codes = append(codes, code)
		if code == institution {
			for _, id := range bodies(r) {
				out = append(out, []grid.Stay{{ID: id, Start: start, End: last}})
			}
			continue
		}
		if code == r.Text("targetstate") {
			r.Note(grid.Same, "cow "+code)
			continue
		}
		var stays []grid.Stay
		if r.Try(func() { stays = r.Held("cow", code, start, last) }) {
			out = append(out, others(out, stays))
		}
	}
	if len(out) == 0 {
		r.Fault("no sender that is a state or known body", r.Text("caseid"))
	}
	return out
}

// others are the stays of states that are no senders yet: two codes of one sender may be
// one state, as those of West Germany and of Germany.
func others(senders [][]grid.Stay, stays []grid.Stay) []grid.Stay {
	return slices.DeleteFunc(stays, func(s grid.Stay) bool {
		return slices.ContainsFunc(slices.Concat(senders...), func(o grid.Stay) bool { return o.ID == s.ID })
	})
}

// bodies are the bodies of the row that are known here, by the numbers of the COW set of
// intergovernmental organisations.
func bodies(r *grid.Row) []entente.EntityID {
	var out []entente.EntityID
	for _, number := range strings.Fields(r.Text("institutionid")) {
		switch number {
		case "4400":
			out = appendNew(out, "IGO:UN")
		case "1830":
			out = appendNew(out, "IGO:EU")
		default:
			r.Note("no such body", number)
		}
	}
	return out
}

func appendNew(list []entente.EntityID, id entente.EntityID) []entente.EntityID {
	if slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}

// contexts are what the case is about, sorted.
func contexts(r *grid.Row) []entente.Context {
	var out []entente.Context
	for _, column := range []string{"issue1", "issue2", "issue3"} {
		for _, s := range strings.Fields(r.Text(column)) {
			n, _ := strconv.Atoi(s)
			if c := issue(n); c != "" {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// issue is the context of PLOVER that comes closest to an issue of the set; "" of those
// that have none: prisoners and property (4), non-state actors (10), others (15).
func issue(n int) entente.Context {
	switch n {
	case 1, 7: // political influence, alliances
		return "diplomatic"
	case 2, 6: // military behaviour, strategic materials
		return "military"
	case 3: // the regime
		return "political_institutions"
	case 5:
		return "territory"
	case 8:
		return "human_rights"
	case 9: // weapons and their spread
		return "cbrn"
	case 11:
		return "illegal_drugs"
	case 12:
		return "environment"
	case 13, 14: // trade practices, economic reform
		return "economic"
	}
	return ""
}
