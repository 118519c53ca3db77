package flow

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/ontology/cameo"
)

// MarkedColumn is the column of a table of relations that holds the sentences:
// the actor in <s>..</s>, the recipient in <t>..</t>.
const MarkedColumn = "marked_sentence"

// yield is how the codebook of the validation sets calls concessions and
// retreats, which it does not tell apart.
const yield = "YIELD"

// A Relator answers what one marked party of a sentence does to the other, in
// the types of a codebook.
type Relator struct {
	rooms     *Rooms
	crosswalk *cameo.Codebook // nil for PLOVER's manual of 2021
}

// An Answer is the type of a relation, its quad class (1 verbal cooperation, 2
// material cooperation, 3 verbal conflict, 4 material conflict) and how sure it
// is, 0 to 1.
type Answer struct {
	Type       string
	Quad       int
	Confidence float64
	By         string // rows that decided; "" of a guess
}

// Relator opens the crosswalk of a codebook: "plover" or "plv".
func (r *Rooms) Relator(codebook string) (*Relator, error) {
	if codebook == cameo.PLOVER {
		return &Relator{rooms: r}, nil
	}
	c, err := cameo.OpenWith(codebook, nil)
	return &Relator{r, c}, err
}

// Ask answers for a sentence with its two parties marked. A sentence in which one
// is not marked, or neither, has an answer too.
func (q *Relator) Ask(marked string) Answer {
	text, source, target := coder.Unmark(marked)
	return q.answer(q.rooms.Coder.Relate(text, source, target))
}

func (q *Relator) answer(x coder.Relation) Answer {
	a := Answer{Type: string(x.Type), Confidence: x.Confidence, By: x.By, Quad: int(q.rooms.Codebook.Quad(x.Type))}
	if q.crosswalk == nil {
		return a
	}
	t := x.Type
	if standard, _, _ := q.rooms.Standard.ToPLOVER(x.CAMEO); standard == x.Type {
		if other, _, _ := q.crosswalk.ToPLOVER(x.CAMEO); other != "" {
			t = other
		}
	}
	// CAMEO has codes for acts that are only promised, threatened or refused, and
	// the sets made from it have types for them.
	switch quad := q.rooms.Codebook.Quad(t); {
	case x.Aspect == entente.Negated && quad.Cooperative():
		t = entente.Reject
	case x.Mutual && t == entente.Agree:
		t = entente.Support // an agreement that is reached, 057
	case x.Aspect == entente.Future && quad.Conflictual() && quad.Material():
		t = entente.Threaten
	}
	a.Type, a.Quad = string(t), int(q.rooms.Codebook.Quad(t))
	if t == entente.Concede || t == entente.Retreat {
		a.Type = yield
		a.Quad = int(q.rooms.Codebook.Quad(entente.Retreat))
	}
	return a
}

// longestRow is the most bytes of a row of a table.
const longestRow = 16 << 20

// Relations answers for every row of a tab-separated table with a header, and
// writes the table with the columns type, quad and confidence behind its own.
// Nothing is quoted: a quote is a character like others.
func (q *Relator) Relations(ctx context.Context, name string, in io.Reader, out io.Writer, workers int) error {
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 64<<10), longestRow)
	if !sc.Scan() {
		return errors.Join(sc.Err(), fmt.Errorf("%s:1: no header; the first line names the columns, one of them %s", name, MarkedColumn))
	}
	header := strings.TrimSuffix(strings.TrimPrefix(sc.Text(), "\ufeff"), "\r")
	columns := strings.Split(header, "\t")
	column := slices.Index(columns, MarkedColumn)
	if column < 0 {
		return fmt.Errorf("%s:1: no column %s; the columns are %s", name, MarkedColumn, strings.Join(columns, ", "))
	}
	w := bufio.NewWriterSize(out, 64<<10)
	fmt.Fprintf(w, "%s\ttype\tquad\tconfidence\n", header)
	rows := func(yield func(pair[string]) bool) {
		for line := 2; sc.Scan(); line++ {
			row := pair[string]{value: strings.TrimSuffix(sc.Text(), "\r")}
			if n := strings.Count(row.value, "\t") + 1; n != len(columns) {
				row.err = fmt.Errorf("%s:%d: %d columns where the header has %d", name, line, n, len(columns))
			}
			if !yield(row) || row.err != nil {
				return
			}
		}
		if err := sc.Err(); err != nil {
			yield(pair[string]{err: fmt.Errorf("%s: %w", name, err)})
		}
	}
	for row := range inOrder(ctx, rows, workers, func(ps []pair[string]) []pair[string] {
		for i := range ps {
			if ps[i].err == nil {
				a := q.Ask(strings.Split(ps[i].value, "\t")[column])
				ps[i].value += "\t" + a.Type + "\t" + strconv.Itoa(a.Quad) + "\t" + strconv.FormatFloat(a.Confidence, 'f', 2, 64)
			}
		}
		return ps
	}) {
		if row.err != nil {
			return errors.Join(row.err, w.Flush())
		}
		w.WriteString(row.value)
		w.WriteByte('\n')
	}
	return errors.Join(w.Flush(), ctx.Err())
}
