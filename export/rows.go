package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	entente "github.com/entente-project/entente"
)

// A Row is one event with all that is known of it: a row of CSV, where lists are
// joined by ";", and of Parquet, where they are lists.
type Row struct {
	Document        string   `parquet:"document"`
	Outlet          string   `parquet:"outlet"`
	URL             string   `parquet:"url"`
	Published       string   `parquet:"published"`
	ID              string   `parquet:"id"`
	Actor           []string `parquet:"actor,list"`
	ActorSector     []string `parquet:"actor_sector,list"`
	Recipient       []string `parquet:"recipient,list"`
	RecipientSector []string `parquet:"recipient_sector,list"`
	Type            string   `parquet:"type"`
	Mode            string   `parquet:"mode"`
	Contexts        []string `parquet:"contexts,list"`
	CAMEO           string   `parquet:"cameo"`
	Quad            int32    `parquet:"quad"`
	Score           float64  `parquet:"plover_score"`
	Goldstein       float64  `parquet:"goldstein"`
	Aspect          string   `parquet:"aspect"`
	Date            string   `parquet:"date"`
	Speaker         []string `parquet:"speaker,list"`
	Place           string   `parquet:"place"`
	PlaceState      string   `parquet:"place_state"`
	PlacePrecision  string   `parquet:"place_precision"`
	Lat             *float64 `parquet:"lat,optional"` // degrees, WGS 84; nil where no more than the state is known
	Lon             *float64 `parquet:"lon,optional"`
	Confidence      float64  `parquet:"confidence"`
	Trigger         string   `parquet:"trigger"`
	Sentence        string   `parquet:"sentence"`
	Start           int64    `parquet:"start"` // of the sentence, in bytes of the text
	End             int64    `parquet:"end"`
	Rule            string   `parquet:"rule"`
}

// Columns are the names of a row's fields, in order.
var Columns = []string{"document", "outlet", "url", "published", "id", "actor", "actor_sector", "recipient", "recipient_sector", "type", "mode", "contexts", "cameo", "quad", "plover_score", "goldstein", "aspect", "date", "speaker", "place", "place_state", "place_precision", "lat", "lon", "confidence", "trigger", "sentence", "start", "end", "rule"}

func (s Scribe) row(d entente.Document, e entente.Event) Row {
	trigger, sentence := e.Evidence.Span(entente.RoleTrigger), e.Evidence.Span(entente.RoleSentence)
	r := Row{
		Document: d.Name, Outlet: d.Outlet, URL: d.URL, Published: d.Published.String(), ID: string(e.ID),
		Type: string(e.Type), Mode: string(e.Mode), CAMEO: s.code(e), Quad: int32(s.Plover.Quad(e.Type)),
		Aspect: string(e.Aspect), Date: e.Date.String(), Place: e.Place.Name, PlaceState: string(e.Place.State),
		PlacePrecision: string(e.Place.Precision),
		Confidence:     e.Confidence, Trigger: trigger.Of(d.Text), Sentence: sentence.Of(d.Text),
		Start: int64(sentence.Start), End: int64(sentence.End), Rule: e.Evidence.By,
	}
	if d.Name == "" {
		r.Document = string(d.ID)
	}
	if c := e.Place.Coordinates; !c.IsZero() {
		r.Lat, r.Lon = &c.Lat, &c.Lon
	}
	r.Score, _ = s.Plover.Score(e.Type, e.Mode)
	r.Goldstein, _ = s.CAMEO.Goldstein(r.CAMEO)
	for _, p := range e.Actor {
		r.Actor, r.ActorSector = append(r.Actor, string(p.Entity)), append(r.ActorSector, string(p.Sector))
	}
	for _, p := range e.Recipient {
		r.Recipient, r.RecipientSector = append(r.Recipient, string(p.Entity)), append(r.RecipientSector, string(p.Sector))
	}
	for _, c := range e.Contexts {
		r.Contexts = append(r.Contexts, string(c))
	}
	for _, p := range e.Speaker {
		words := p.Span.Of(d.Text)
		if words == "" {
			words = string(p.Entity)
		}
		r.Speaker = append(r.Speaker, words)
	}
	return r
}

func (r Row) cells() []string {
	list := func(ss []string) string { return strings.Join(ss, ";") }
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	known := func(f *float64) string {
		if f == nil {
			return ""
		}
		return number(*f)
	}
	return []string{
		r.Document, r.Outlet, r.URL, r.Published, r.ID, list(r.Actor), list(r.ActorSector), list(r.Recipient), list(r.RecipientSector),
		r.Type, r.Mode, list(r.Contexts), r.CAMEO, strconv.Itoa(int(r.Quad)), number(r.Score), number(r.Goldstein), r.Aspect, r.Date, list(r.Speaker),
		r.Place, r.PlaceState, r.PlacePrecision, known(r.Lat), known(r.Lon), number(r.Confidence), r.Trigger, r.Sentence, strconv.FormatInt(r.Start, 10), strconv.FormatInt(r.End, 10), r.Rule,
	}
}

type csvWriter struct {
	Scribe
	w *csv.Writer
}

func newCSV(s Scribe, w io.Writer) (Writer, error) {
	c := &csvWriter{s, csv.NewWriter(w)}
	return c, c.w.Write(Columns)
}

func (c *csvWriter) Write(d entente.Document, events []entente.Event) error {
	for _, e := range events {
		if err := c.w.Write(c.row(d, e).cells()); err != nil {
			return err
		}
	}
	return nil
}

func (c *csvWriter) Close() error {
	c.w.Flush()
	return c.w.Error()
}

// group is how many rows of Parquet are kept in memory before they are written.
const group = 50_000

type parquetWriter struct {
	Scribe
	w    *parquet.GenericWriter[Row]
	rows int
}

func newParquet(s Scribe, w io.Writer) Writer {
	return &parquetWriter{Scribe: s, w: parquet.NewGenericWriter[Row](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("entente", "", ""))}
}

func (p *parquetWriter) Write(d entente.Document, events []entente.Event) error {
	for _, e := range events {
		if _, err := p.w.Write([]Row{p.row(d, e)}); err != nil {
			return err
		}
		if p.rows++; p.rows%group == 0 {
			if err := p.w.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *parquetWriter) Close() error { return p.w.Close() }
