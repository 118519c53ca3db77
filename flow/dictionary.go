package flow

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/coder/dictionary"
	"github.com/entente-project/entente/lib/petrarch"
)

// UseDictionary makes Code and Read code with a TABARI or PETRARCH dictionary
// instead of the product's own tables.
func (r *Rooms) UseDictionary(d *petrarch.Dictionary) { r.dictionary = dictionary.New(d) }

// codeParsed codes a document whose sentences are parsed.
func (r *Rooms) codeParsed(doc entente.Document, sentences []entente.Sentence) coder.Coding {
	if r.dictionary == nil {
		return r.Coder.CodeParsed(doc, sentences)
	}
	if doc.ID == "" {
		doc.ID = entente.NewDocumentID(doc.Outlet, doc.URL, doc.Published, doc.Text)
	}
	var out coder.Coding
	for _, e := range r.dictionary.Code(doc.Published, sentences) {
		out.Events = append(out.Events, r.eventOf(doc, e))
	}
	return out
}

// eventOf is an event of a dictionary as one of ours: its codes are the
// entities, its type that of the CAMEO code, "" when there is none. A
// dictionary knows neither aspect nor confidence: what it codes counts as
// actual, and the confidence 0 says that none is known.
func (r *Rooms) eventOf(doc entente.Document, e dictionary.Event) entente.Event {
	typ, mode, contexts := r.Standard.ToPLOVER(e.Code)
	out := entente.Event{
		Date:      doc.Published,
		Actor:     []entente.Party{{Entity: entente.EntityID(e.Source), Span: e.SourceSpan}},
		Recipient: []entente.Party{{Entity: entente.EntityID(e.Target), Span: e.TargetSpan}},
		Type:      typ, Mode: mode, Contexts: append([]entente.Context(nil), contexts...), CAMEO: e.Code, Aspect: entente.Actual,
		Evidence: entente.Evidence{Document: doc.ID, By: string(e.By), Spans: []entente.Mark{
			{Role: entente.RoleSentence, Span: e.Sentence}, {Role: entente.RoleTrigger, Span: e.Verb},
		}},
	}
	for _, issue := range e.Issues {
		out.Contexts = append(out.Contexts, entente.Context(issue))
	}
	out.ID = entente.NewEventID(out)
	return out
}
