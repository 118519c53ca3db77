package measure

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/table"
)

//go:embed *.tsv
var tables embed.FS

// Rules say which event and which tie counts on which side, by blocks.tsv,
// agents.tsv and ties.tsv.
type Rules struct {
	blocks  []blockRule
	private map[entente.Sector]bool // sectors that do not act for a state
	ties    map[entente.TieKind]tieRule
	peers   int // other pairs from which on there is a typical pair
}

// A verdict is the side that evidence speaks to and its sign.
type verdict struct {
	block entente.Block
	sign  int // +1 cooperation, -1 conflict, 0 neither
}

// A blockRule is a row of blocks.tsv; an empty condition fits anything.
type blockRule struct {
	typ                           entente.Type
	mode                          entente.Mode
	aspect                        entente.Aspect
	date, sides, actor, recipient string
	context                       entente.Context
	verdict
}

// A tieRule is a row of ties.tsv.
type tieRule struct {
	verdict
	weight float64 // in episodes
	lasts  int     // years that a tie is believed after the last report of it; 0: without end
}

// Open reads the tables; files of over replace or add to the built-in ones as
// [table.Shelf] says. A nil over is none.
func Open(over fs.FS) (*Rules, error) {
	shelf := table.Shelf{Prefix: "measure", Base: tables, Over: over}
	r := &Rules{private: map[entente.Sector]bool{}, ties: map[entente.TieKind]tieRule{}, peers: Peers}
	for _, read := range []func(table.Shelf) error{r.readBlocks, r.readAgents, r.readTies} {
		if err := read(shelf); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// types are PLOVER's event types.
var types = []entente.Type{
	entente.Agree, entente.Consult, entente.Support, entente.Concede, entente.Cooperate, entente.Aid,
	entente.Retreat, entente.Request, entente.Accuse, entente.Reject, entente.Threaten, entente.Protest,
	entente.Sanction, entente.Mobilize, entente.Coerce, entente.Assault,
}

var aspects = []entente.Aspect{
	entente.Actual, entente.Future, entente.Hypothetical, entente.Negated, entente.Historical, entente.Habitual,
}

func (r *Rules) readBlocks(shelf table.Shelf) error {
	t, err := shelf.Open("blocks", "type", "mode", "aspect", "date", "sides", "actor", "recipient", "contexts", "block", "sign", "reason")
	if err != nil {
		return err
	}
	for _, row := range t.Rows {
		b, err := readBlock(row)
		if err != nil {
			return err
		}
		r.blocks = append(r.blocks, b)
	}
	for _, typ := range types {
		if !slices.ContainsFunc(r.blocks, func(b blockRule) bool { return b.open(typ) }) {
			return fmt.Errorf("%s: no row takes every %s; end its rows with one whose conditions are all *", t.Name, typ)
		}
	}
	return nil
}

func readBlock(row table.Row) (blockRule, error) {
	b := blockRule{mode: entente.Mode(open(row, "mode")), context: entente.Context(open(row, "contexts"))}
	var err error
	if b.verdict, err = readVerdict(row); err != nil {
		return b, err
	}
	for _, c := range []struct {
		column string
		to     *string
		among  []string
	}{
		{"type", (*string)(&b.typ), plain(types)},
		{"aspect", (*string)(&b.aspect), plain(aspects)},
		{"date", &b.date, []string{"known", "unknown"}},
		{"sides", &b.sides, []string{"mutual", "directed"}},
		{"actor", &b.actor, []string{"state", "private"}},
		{"recipient", &b.recipient, []string{"state", "private"}},
	} {
		if *c.to, err = oneOf(row, c.column, c.among); err != nil {
			return b, err
		}
	}
	return b, nil
}

// open reports whether b takes every event of type typ.
func (b blockRule) open(typ entente.Type) bool {
	return b == blockRule{typ: typ, verdict: b.verdict} || b == blockRule{verdict: b.verdict}
}

// open is the cell of row, "" for one that fits anything.
func open(row table.Row, column string) string {
	if s := row.Get(column); s != "*" {
		return s
	}
	return ""
}

func plain[T ~string](ss []T) []string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = string(s)
	}
	return out
}

// oneOf is the cell of row, which is * or among the given words.
func oneOf(row table.Row, column string, among []string) (string, error) {
	s := open(row, column)
	if s == "" || slices.Contains(among, s) {
		return s, nil
	}
	if near := table.Nearest(s, among); near != "" {
		return "", row.Errorf("unknown %s %q; did you mean %s?", column, s, near)
	}
	return "", row.Errorf("unknown %s %q; use * or one of %q", column, s, among)
}

func readVerdict(row table.Row) (verdict, error) {
	blocks := []entente.Block{entente.Words, entente.Commitments, entente.Conduct, entente.Holds, entente.Neutral}
	v := verdict{block: entente.Block(row.Get("block"))}
	if !slices.Contains(blocks, v.block) {
		return v, row.Errorf("unknown block %q; use one of %q", v.block, blocks)
	}
	sided := v.block != entente.Neutral && v.block != entente.Holds
	switch s := row.Get("sign"); {
	case s == "+1" && sided:
		v.sign = +1
	case s == "-1" && sided:
		v.sign = -1
	case s == "0" && !sided:
	default:
		return v, row.Errorf("sign %q does not go with block %q; sides have +1 or -1, neutral and hold have 0", s, v.block)
	}
	return v, nil
}

func (r *Rules) readAgents(shelf table.Shelf) error {
	t, err := shelf.Open("agents", "sector", "agent", "reason")
	if err != nil {
		return err
	}
	for _, row := range t.Rows {
		agent, err := oneOf(row, "agent", []string{"state", "private"})
		if err != nil {
			return err
		}
		r.private[entente.Sector(row.Get("sector"))] = agent == "private"
	}
	return nil
}

func (r *Rules) readTies(shelf table.Shelf) error {
	t, err := shelf.Open("ties", "kind", "block", "sign", "weight", "lasts", "reason")
	if err != nil {
		return err
	}
	for _, row := range t.Rows {
		v, err := readVerdict(row)
		if err != nil {
			return err
		}
		rule := tieRule{verdict: v}
		if rule.weight, err = strconv.ParseFloat(row.Get("weight"), 64); err != nil || !(rule.weight >= 0 && rule.weight <= 100) {
			return row.Errorf("weight %q is not a number from 0 to 100", row.Get("weight"))
		}
		if s := row.Get("lasts"); s != "" {
			if rule.lasts, err = strconv.Atoi(s); err != nil || rule.lasts < 1 {
				return row.Errorf("lasts %q is not a number of years; leave it empty for without end", s)
			}
		}
		r.ties[entente.TieKind(row.Get("kind"))] = rule
	}
	return nil
}

// judge says which block e speaks to between the two states of pair.
func (r *Rules) judge(e *entente.Event, pair entente.Pair) verdict {
	date := "known"
	if e.Date.IsZero() {
		date = "unknown"
	}
	sides, recipient := "directed", r.agent(e.Recipient, pair)
	if len(e.Recipient) == 0 {
		sides, recipient = "mutual", r.agent(e.Actor, pair)
	}
	actor := r.agent(e.Actor, pair)
	fits := func(want, got string) bool { return want == "" || want == got }
	for _, b := range r.blocks {
		if fits(string(b.typ), string(e.Type)) && fits(string(b.mode), string(e.Mode)) && fits(string(b.aspect), string(e.Aspect)) &&
			fits(b.date, date) && fits(b.sides, sides) && fits(b.actor, actor) && fits(b.recipient, recipient) &&
			(b.context == "" || slices.Contains(e.Contexts, b.context)) {
			return b.verdict
		}
	}
	return verdict{block: entente.Neutral}
}

// agent says whether any of the parties that belong to pair acts for its state.
func (r *Rules) agent(parties []entente.Party, pair entente.Pair) string {
	for _, p := range parties {
		if pair.Has(p.Entity) && !r.private[p.Sector] {
			return "state"
		}
	}
	return "private"
}
