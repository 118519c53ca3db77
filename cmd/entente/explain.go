package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/flow"
)

type explainCommand struct {
	Event string `arg:"" optional:"" help:"An event of the ledger: its ID or how it begins."`
	Text  string `help:"A text instead: every event of it is explained." placeholder:"TEXT"`
	Date  string `help:"When the text was published: 2015, 2015-09 or 2015-09-22." placeholder:"DATE"`
	JSON  bool   `help:"Print JSON lines."`
}

// Help shows an example.
func (explainCommand) Help() string {
	return `Examples:

  entente explain e3f1a0c2
  entente explain --text "Minsk has refused to extradite the activist to Poland." --date 2021-06-02

It prints the sentence with its tree, the rows of the tables that decided and those that were tried, how the two sides were found, and what the confidence is made of. Each row is named with file and line: lay your own table over it with --data.`
}

// Run explains one event of the ledger, or those of a text.
func (c *explainCommand) Run(a *app) error {
	if (c.Event == "") == (c.Text == "") {
		return usagef("name an event of the ledger, or give a text with --text")
	}
	rooms, err := a.rooms()
	if err != nil {
		return err
	}
	list, err := c.explain(a, rooms)
	if err != nil {
		return err
	}
	for i, x := range list {
		if c.JSON {
			err = errors.Join(err, json.NewEncoder(a.stdout).Encode(explainLine(x)))
			continue
		}
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		err = errors.Join(err, writeExplanation(a.stdout, rooms, x))
	}
	if len(list) == 0 && !c.JSON {
		_, err = fmt.Fprintln(a.stdout, "no event is coded from this text")
	}
	return err
}

func (c *explainCommand) explain(a *app, rooms *flow.Rooms) ([]flow.Explanation, error) {
	if c.Text != "" {
		doc := entente.Document{Text: c.Text, Language: "en", Name: "--text"}
		if c.Date != "" {
			day, err := entente.ParseDate(c.Date)
			if err != nil {
				return nil, usageError{err}
			}
			doc.Published = day
		}
		doc.ID = entente.NewDocumentID(doc.Outlet, doc.URL, doc.Published, doc.Text)
		return rooms.Explain(doc)
	}
	l, err := flow.OpenLedger(a.Ledger, false)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	x, err := rooms.ExplainEvent(a.ctx, l, c.Event)
	return []flow.Explanation{x}, err
}

// explainLine is what --json prints of an explanation.
func explainLine(x flow.Explanation) any {
	return struct {
		Event    entente.Event       `json:"event"`
		Sentence string              `json:"sentence"`
		Rows     any                 `json:"rows"`
		Tried    any                 `json:"tried"`
		Sides    any                 `json:"sides"`
		Traits   any                 `json:"traits"`
		Chances  any                 `json:"arbiter,omitempty"`
		Examples map[string]flow.Row `json:"examples"`
	}{x.Event, x.Event.Evidence.Span(entente.RoleSentence).Of(x.Document.Text), x.Rows, x.Tried, x.Sides, x.Traits, x.Chances, x.Examples}
}

func writeExplanation(out io.Writer, rooms *flow.Rooms, x flow.Explanation) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	e := x.Event
	fmt.Fprintf(w, "event %s\n\n  %s\n\n", e.ID, strings.Join(strings.Fields(e.Evidence.Span(entente.RoleSentence).Of(x.Document.Text)), " "))
	fmt.Fprintf(w, "coded\t%s > %s  %s  %s\tconfidence %.2f\n", sideNames(e.Actor), sideNames(e.Recipient), typeName(e), e.Aspect, e.Confidence)
	fmt.Fprintf(w, "words\t%s\n", e.Evidence.Span(entente.RoleTrigger).Of(x.Document.Text))
	for _, s := range x.Sides {
		fmt.Fprintf(w, "%s\t%s\t%s\n", s.Role, orDash(s.Words.Of(x.Document.Text)), sideHow(s.How, s.Through))
	}
	fmt.Fprintf(w, "\nrows that decided, the act first, then what bears on it\n")
	for _, r := range x.Rows {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", r.By, orDash(string(r.Type)), rowText(x, r.By))
	}
	if len(x.Tried) > 0 {
		fmt.Fprintf(w, "\nrows that held too and asked for less\n")
		for _, r := range x.Tried {
			fmt.Fprintf(w, "  %s\t%s\t%s\n", r.By, orDash(string(r.Type)), rowText(x, r.By))
		}
	}
	if len(x.Chances) > 2 {
		fmt.Fprintf(w, "\nwhat the arbiter, which was not asked, would say\n ")
		for _, c := range x.Chances[:3] {
			fmt.Fprintf(w, " %s %.2f", c.Type, c.P)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\nwhat the confidence is made of, in log odds\n")
	for _, t := range x.Traits {
		fmt.Fprintf(w, "  %s\t%+.2f\t%s\n", t.Name, t.Weight, rooms.Coder.TraitMeaning(t.Name))
	}
	fmt.Fprintf(w, "\ntree\n")
	tree(w, x.Sentence)
	return w.Flush()
}

func rowText(x flow.Explanation, by string) string {
	r, ok := x.Examples[by]
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s\t%s", r.Place, r.Example)
}

func sideHow(how, through string) string {
	if through == "" || how == "nobody" {
		return how
	}
	return fmt.Sprintf("%s, by way of %q", how, through)
}

func sideNames(ps []entente.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.String())
	}
	return orDash(strings.Join(out, ", "))
}

func typeName(e entente.Event) string {
	if e.Mode != "" {
		return fmt.Sprintf("%s/%s", e.Type, e.Mode)
	}
	return string(e.Type)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// tree prints the words of s below the words that they hang from.
func tree(w io.Writer, s entente.Sentence) {
	var below func(head, depth int)
	below = func(head, depth int) {
		for i, t := range s.Tokens {
			if t.Head != head || t.Rel == "punct" {
				continue
			}
			fmt.Fprintf(w, "  %s%s\t%s\t%s\n", strings.Repeat("  ", depth), t.Form, t.Rel, t.POS)
			if depth < len(s.Tokens) {
				below(i+1, depth+1)
			}
		}
	}
	below(0, 0)
}
