package dictionary

import (
	"slices"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/lib/petrarch"
)

// null is the code of a noun phrase without actor and agent.
const null = "---"

// A phrase is a noun phrase: the words [from, to) around its head.
type phrase struct {
	from, to, head int
	codes          []string // one; several when actors are listed within it; null when there is neither actor nor agent
	span           entente.Span
	list           int  // the phrase that begins the list it stands in; -1 outside of lists
	within         bool // its code went to the phrase that it hangs on
	agents         []petrarch.Agent
}

// coded reports whether p has an actor or agent.
func (p phrase) coded() bool { return len(p.codes) > 0 && p.codes[0] != null }

// full reports whether p has an actor.
func (p phrase) full() bool { return p.coded() && !strings.HasPrefix(p.codes[0], null) }

// inner are relations of words within a noun phrase to its head.
var inner = map[string]bool{"compound": true, "flat": true, "nmod:poss": true, "nmod:desc": true, "amod": true, "nummod": true,
	"det": true, "nmod:unmarked": true, "fixed": true, "det:predet": true}

// root is the head of the noun phrase that word i belongs to.
func (t *text) root(i int) int {
	for range t.words {
		w := t.words[i]
		switch {
		case w.head < 0:
			return i
		case inner[w.rel] && t.nominal(w.head):
			i = w.head
		case w.rel == "appos" && !t.parted(w.head, i):
			i = w.head
		case w.rel == "conj" && t.root1(w.head) != w.head && i < t.root1(w.head):
			i = t.root1(w.head)
		default:
			return i
		}
	}
	return i
}

// root1 is one step of root.
func (t *text) root1(i int) int {
	if w := t.words[i]; w.head >= 0 && inner[w.rel] && t.nominal(w.head) {
		return w.head
	}
	return i
}

func (t *text) nominal(i int) bool {
	switch t.words[i].pos {
	case "NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM":
		return true
	}
	return strings.HasPrefix(t.words[i].tag, "NN")
}

// parted reports whether a comma, a preposition or a verb lies between two words.
func (t *text) parted(a, b int) bool {
	for i := min(a, b) + 1; i < max(a, b); i++ {
		if w := t.words[i]; w.pos == "PUNCT" || w.pos == "ADP" || w.pos == "VERB" {
			return true
		}
	}
	return false
}

// phrases are the noun phrases of t with their codes on a day.
func (c *Coder) phrases(t *text, day int) []phrase {
	heads := map[int][]int{}
	for i, w := range t.words {
		if w.pos == "PUNCT" || w.pos == "ADP" || w.pos == "VERB" && !inner[w.rel] || w.pos == "AUX" || w.pos == "CCONJ" || w.pos == "SCONJ" || w.pos == "PART" {
			continue
		}
		if r := t.root(i); t.words[r].pos == "NOUN" || t.words[r].pos == "PROPN" || t.words[r].pos == "PRON" || c.known(t, r) {
			heads[r] = append(heads[r], i)
		}
	}
	var out []phrase
	at := map[int]int{}
	for i := range t.words {
		if members := heads[i]; len(members) > 0 {
			p := phrase{from: members[0], to: members[len(members)-1] + 1, head: i, list: -1}
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b phrase) int { return a.from - b.from })
	for k, p := range out {
		at[p.head] = k
	}
	for k := range out {
		c.code(t, out, k, day)
	}
	for k := len(out) - 1; k >= 0; k-- {
		c.adopt(t, out, k, at)
	}
	for k := range out {
		out[k].list = listOf(t, out, k, at)
	}
	for k := range out {
		p := &out[k]
		if len(p.codes) == 0 {
			p.codes = []string{null}
		}
		p.span = entente.Span{Start: t.words[p.from].span.Start, End: t.words[p.to-1].span.End}
	}
	return out
}

// known reports whether word i begins an actor's name.
func (c *Coder) known(t *text, i int) bool {
	_, n := c.actors.at(t, i, len(t.words))
	return n > 0
}

// reach is where names that begin in p may end: with the phrases behind "of".
func reach(t *text, ps []phrase, k int) int {
	end := ps[k].to
	for n := k + 1; n < len(ps) && ps[n].from <= end+3; n++ {
		between := ""
		for i := end; i < ps[n].from; i++ {
			between += t.words[i].text + " "
		}
		if between != "OF " && between != "" {
			break
		}
		end = ps[n].to
	}
	return end
}

// code gives phrase k the codes of the actors and agents in it.
func (c *Coder) code(t *text, ps []phrase, k int, day int) {
	p := &ps[k]
	if p.within {
		return
	}
	end := reach(t, ps, k)
	taken := make([]bool, len(t.words))
	var base []string
	last := -1
	for i := p.from; i < p.to; i++ {
		a, n := c.actors.at(t, i, end)
		if n == 0 {
			continue
		}
		if last >= 0 && !coordinated(t, last, i) {
			continue
		}
		code := a.On(day)
		if code == "" {
			code = null
		}
		for j := i; j < i+n; j++ {
			taken[j] = true
		}
		if i+n > p.to {
			swallow(ps, k, i+n)
		}
		base = append(base, code)
		last = i + n - 1
		i = last
	}
	for i := p.from; i < p.to; i++ {
		if taken[i] {
			continue
		}
		a, n := c.agents.at(t, i, end)
		if n == 0 || slices.Contains(taken[i:i+n], true) {
			continue
		}
		if i+n > p.to {
			swallow(ps, k, i+n)
		}
		p.agents = append(p.agents, a)
		i += n - 1
	}
	p.codes = withAgents(base, p.agents)
}

// swallow makes the phrases before word end parts of phrase k.
func swallow(ps []phrase, k, end int) {
	for n := k + 1; n < len(ps) && ps[n].from < end; n++ {
		ps[n].within, ps[n].codes = true, []string{null}
		ps[k].to = max(ps[k].to, ps[n].to)
	}
}

// coordinated reports whether only "and", "or" or a comma lies between words a and b.
func coordinated(t *text, a, b int) bool {
	if a+1 >= b {
		return false
	}
	for i := a + 1; i < b; i++ {
		if w := t.words[i]; w.pos != "CCONJ" && w.text != "," {
			return false
		}
	}
	return true
}

// withAgents adds the codes of agents to those of actors, each once; an agent
// alone has the null code in the actor's place.
func withAgents(base []string, agents []petrarch.Agent) []string {
	if len(agents) == 0 {
		return base
	}
	if len(base) == 0 {
		base = []string{null}
	}
	out := make([]string, len(base))
	for k, code := range base {
		for _, a := range agents {
			switch {
			case holds(code, a.Code):
			case a.Before:
				code = a.Code + code
			default:
				code += a.Code
			}
		}
		out[k] = code
	}
	return out
}

// holds reports whether part is among the three-letter blocks of code.
func holds(code, part string) bool {
	for i := 0; i+len(part) <= len(code); i += 3 {
		if code[i:i+len(part)] == part {
			return true
		}
	}
	return false
}

// adopt gives a phrase without an actor that of a phrase which hangs on it:
// "human rights activists in Ruritania", "the government of Graustark".
func (c *Coder) adopt(t *text, ps []phrase, k int, at map[int]int) {
	p := &ps[k]
	if p.full() || p.within || len(p.codes) > 0 && len(p.agents) == 0 {
		return
	}
	for _, child := range t.children[p.head] {
		n, ok := at[child]
		if !ok || n <= k || ps[n].within || !strings.HasPrefix(t.words[child].rel, "nmod") && !strings.HasPrefix(t.words[child].rel, "obl") {
			continue
		}
		marker := t.child(child, "case")
		if marker < 0 || marker < p.to-1 {
			continue
		}
		prep := t.words[marker].text
		if prep != "OF" && (len(p.agents) == 0 || prep != "FROM" && prep != "IN" && prep != "AT") {
			continue
		}
		var codes []string
		members := []int{n}
		for m := n + 1; m < len(ps); m++ {
			if t.words[ps[m].head].rel == "conj" && t.chain(ps[m].head) == child {
				members = append(members, m)
			}
		}
		for _, m := range members {
			if ps[m].full() {
				codes = append(codes, ps[m].codes...)
			}
		}
		if len(codes) == 0 {
			continue
		}
		p.codes = withAgents(codes, p.agents)
		for _, m := range members {
			ps[m].within = true
		}
		return
	}
}

// chain is the first word of the list that i stands in.
func (t *text) chain(i int) int {
	for range t.words {
		if t.words[i].rel != "conj" || t.words[i].head < 0 {
			break
		}
		i = t.words[i].head
	}
	return i
}

// listOf is the first phrase of the list that phrase k stands in, -1 when it stands in none.
func listOf(t *text, ps []phrase, k int, at map[int]int) int {
	head := ps[k].head
	if first := t.chain(head); first != head {
		if n, ok := at[first]; ok {
			return n
		}
		return -1
	}
	for _, child := range t.children[head] {
		if _, ok := at[child]; ok && t.words[child].rel == "conj" {
			return k
		}
	}
	return -1
}
