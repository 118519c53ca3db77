package flow

import (
	"slices"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
)

// TestExpandGroups reads events as "ACTORS > RECIPIENTS", a mutual act without
// recipients, and shows what comes of each.
func TestExpandGroups(t *testing.T) {
	for _, c := range []struct{ on, event, want string }{
		{"2021-06-01", "IGO:V4:IGO > RUS:GOV", "CZE:GOV HUN:GOV POL:GOV SVK:GOV > RUS:GOV"},
		{"1992-06-01", "RUS:GOV > IGO:V4:IGO", "RUS:GOV > CSK:GOV HUN:GOV POL:GOV"},
		// a member on the other side, or beside its organisation, is named once
		{"2021-06-01", "IGO:V4:IGO > HUN:GOV", "CZE:GOV POL:GOV SVK:GOV > HUN:GOV"},
		{"2021-06-01", "POL:MIL IGO:V4:IGO > BLR", "POL:MIL CZE:GOV HUN:GOV SVK:GOV > BLR"},
		// a mutual act has each side upon the others, and no member upon another
		{"2021-10-01", "IGO:AUKUS:IGO CHN:GOV", "AUS:GOV GBR:GOV USA:GOV > CHN:GOV | CHN:GOV > AUS:GOV GBR:GOV USA:GOV"},
		{"2021-10-01", "IGO:AES:IGO MLI:GOV", "IGO:AES:IGO MLI:GOV"}, // founded in 2023
		// troops stay troops
		{"2021-10-01", "IGO:AUKUS:MIL > CHN:MIL", "AUS:MIL GBR:MIL USA:MIL > CHN:MIL"},
		// what does not say what a member does stays
		{"2021-10-01", "IGO:AUKUS:IGO", "IGO:AUKUS:IGO"},
		{"2021-10-01", "IGO:AUKUS:IGO > IGO:FVEY:IGO", "IGO:AUKUS:IGO > IGO:FVEY:IGO"},
		{"2021-10-01", "IGO:UNIONSTATE:IGO > BLR RUS", "IGO:UNIONSTATE:IGO > BLR RUS"},
		{"2021-10-01", "IGO:UN:IGO > RUS", "IGO:UN:IGO > RUS"},
		{"2021-10-01", "RUS BLR", "RUS BLR"},
	} {
		on, err := entente.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		e := entente.Event{Type: entente.Consult}
		actor, recipient, _ := strings.Cut(c.event, " > ")
		e.Actor, e.Recipient = parties(actor), parties(recipient)
		e.ID = entente.NewEventID(e)
		in := Coded{Document: entente.Document{Published: on}, Coding: coder.Coding{Events: []entente.Event{e}}}
		out := ExpandGroups(in, rooms(t).Gazetteer).Coding.Events
		var got []string
		for _, o := range out {
			got = append(got, sides(o))
			if o.ID != entente.NewEventID(o) {
				t.Errorf("%s: %s has an ID that is not its hash", c.event, sides(o))
			}
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("%s %s\n got  %s\n want %s", c.on, c.event, s, c.want)
		}
		if sides(e) != c.event || len(in.Coding.Events) != 1 {
			t.Errorf("%s: expanding changes what it is given to %s", c.event, sides(e))
		}
	}
}

// TestExpandGroupsOnTheDay takes the members of the day on which it happened, not
// of the day on which it was reported.
func TestExpandGroupsOnTheDay(t *testing.T) {
	for on, has := range map[string]bool{"2020-01-31": true, "2020-02-01": false, "": false} {
		d, err := entente.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		e := entente.Event{Date: d, Actor: parties("IGO:EU:IGO"), Recipient: parties("RUS")}
		in := Coded{Document: entente.Document{Published: entente.NewDate(2020, 2, 2)}, Coding: coder.Coding{Events: []entente.Event{e}}}
		out := ExpandGroups(in, rooms(t).Gazetteer).Coding.Events
		gbr := slices.ContainsFunc(out[0].Actor, func(p entente.Party) bool { return p.Entity == "GBR" })
		if len(out) != 1 || gbr != has {
			t.Errorf("on %q: %s", on, sides(out[0]))
		}
	}
}

// parties reads "IGO:V4:IGO RUS:GOV BLR": a sector is what stands behind the
// entity, whose own colon is that of IGO.
func parties(s string) []entente.Party {
	var out []entente.Party
	for w := range strings.FieldsSeq(s) {
		p := entente.Party{Entity: entente.EntityID(w)}
		if i := strings.LastIndex(w, ":"); i > 3 || i > 0 && !strings.HasPrefix(w, "IGO:") {
			p.Entity, p.Sector = entente.EntityID(w[:i]), entente.Sector(w[i+1:])
		}
		out = append(out, p)
	}
	return out
}

func sides(e entente.Event) string {
	text := func(ps []entente.Party) string {
		var out []string
		for _, p := range ps {
			out = append(out, p.String())
		}
		return strings.Join(out, " ")
	}
	if len(e.Recipient) == 0 {
		return text(e.Actor)
	}
	return text(e.Actor) + " > " + text(e.Recipient)
}

// TestExpandGroupsKeepsSidesApart expands every pair of organisations and states
// in either form: nobody acts upon himself, no act has an empty side that had
// none, and members of one organisation never act upon one another.
func TestExpandGroupsKeepsSidesApart(t *testing.T) {
	g := rooms(t).Gazetteer
	ids := []string{"IGO:EU", "IGO:NATO", "IGO:LAS", "IGO:ASEAN", "IGO:AU", "IGO:CIS", "IGO:CSTO", "IGO:GCC", "IGO:SCO", "IGO:BRICS", "IGO:G7", "IGO:MERCOSUR", "IGO:COMMONWEALTH", "IGO:UN", "FRA", "RUS", "IND"}
	for _, a := range ids {
		for _, b := range ids {
			for _, mutual := range []bool{false, true} {
				e := entente.Event{Date: entente.NewDate(2019, 6, 1), Actor: []entente.Party{{Entity: entente.EntityID(a)}}, Recipient: []entente.Party{{Entity: entente.EntityID(b)}}}
				if mutual {
					e.Actor, e.Recipient = append(e.Actor, e.Recipient...), nil
				}
				out := ExpandGroups(Coded{Coding: coder.Coding{Events: []entente.Event{e}}}, g).Coding.Events
				if len(out) == 0 {
					t.Fatalf("%s is lost", sides(e))
				}
				for _, o := range out {
					if sides(o) == sides(e) {
						continue
					}
					for _, d := range o.Dyads() {
						inA, inB := slices.Contains(g.Members(entente.EntityID(a), e.Date), d.From), slices.Contains(g.Members(entente.EntityID(a), e.Date), d.To)
						if d.From == d.To || inA && inB && d.To != entente.EntityID(b) && d.From != entente.EntityID(b) {
							t.Errorf("%s gives %s", sides(e), d)
						}
					}
				}
			}
		}
	}
}
