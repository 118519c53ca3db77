package measure

import (
	"context"
	"maps"
	"slices"

	entente "github.com/entente-project/entente"
)

// A source is where evidence stands: a document, else (for a row of a data set)
// the name of the set.
type source struct {
	document entente.DocumentID
	by       string
}

func sourceOf(e entente.Evidence) source {
	if e.Document == "" {
		return source{by: e.By}
	}
	return source{document: e.Document}
}

// rest notes what e rests on: a document, else a data set.
func (l *line) rest(e entente.Evidence) {
	if l.sources == nil {
		l.sources = map[source]bool{}
	}
	l.sources[sourceOf(e)] = true
}

// outlets counts the outlets of every line.
func (f *Field) outlets(ctx context.Context, book Book, lines map[entente.Pair]*line) error {
	all := map[source]bool{}
	for _, l := range lines {
		maps.Copy(all, l.sources)
	}
	names := map[source]string{}
	if err := documents(ctx, book, all, func(s source, d entente.Document) { names[s] = d.Outlet }); err != nil {
		return err
	}
	for _, l := range lines {
		l.outlets = outlets(l.sources, names)
		l.sources = nil
	}
	return nil
}

// outlets counts the distinct outlets, and data sets, among sources.
func outlets(sources map[source]bool, names map[source]string) int {
	seen := map[source]bool{}
	for s := range sources {
		if s.document != "" {
			s = source{document: "outlet", by: names[s]}
		}
		seen[s] = true
	}
	return len(seen)
}

// documents reads each document among sources once, some hundred at a time.
func documents(ctx context.Context, book Book, sources map[source]bool, each func(source, entente.Document)) error {
	var ids []entente.DocumentID
	for s := range sources {
		if s.document != "" {
			ids = append(ids, s.document)
		}
	}
	slices.Sort(ids)
	for some := range slices.Chunk(ids, 500) {
		docs, err := book.Documents(ctx, some...)
		if err != nil {
			return err
		}
		for _, d := range docs {
			each(source{document: d.ID}, d)
		}
	}
	return nil
}
