package page

import (
	"context"

	"fmt"
	"net/http"

	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/page/internal/fixture"
)

// world is the fixture as a [Source].
type world struct{ *fixture.World }

func (w world) Pairs(ctx context.Context) ([]Line, error) {
	var out []Line
	for _, pair := range w.World.Pairs() {
		p, _, err := w.Look(ctx, pair, entente.Window{})
		if err != nil {
			return nil, err
		}
		out = append(out, Line{Pair: pair, Seeming: p.Seeming, Conduct: p.Conduct, Gap: p.Gap, Wider: p.Wider,
			Episodes: p.Episodes, Reports: p.Reports, Outlets: p.Outlets, Enough: p.Enough})
	}
	return out, nil
}

func (w world) Event(_ context.Context, id entente.EventID) ([]Report, error) {
	var out []Report
	for _, e := range w.Events {
		if e.ID == id {
			out = append(out, Report{e, w.Document(e.Evidence.Document)})
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("event %s: %w", id, ErrNotFound)
	}
	for _, e := range w.Events {
		if e.ID != id && e.Episode() == out[0].Event.Episode() {
			out = append(out, Report{e, w.Document(e.Evidence.Document)})
		}
	}
	return out, nil
}

func newWorld(t testing.TB) world {
	t.Helper()
	w, err := fixture.New()
	if err != nil {
		t.Fatal(err)
	}
	return world{w}
}

func newSite(t testing.TB, source Source) http.Handler {
	t.Helper()
	return New(source, Options{Version: "0.1", Colophon: "An invented world", Notice: "Every state, outlet and event on these pages is invented."})
}
