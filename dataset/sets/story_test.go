package sets

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/datasettest"
)

var write = flag.Bool("write", false, "write the stories' endings anew")

// TestStories reads each file of testdata by the set that knows it and tells what came
// out, a line an event, mention, total or reject, as NAME.want has it. The rows are
// ours.
func TestStories(t *testing.T) {
	g := datasettest.Gazetteer(t)
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	stories := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".want") {
			continue
		}
		stories++
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		set, err := Of(events(), file, text[:min(len(text), 4<<10)])
		if err != nil {
			t.Error(err)
			continue
		}
		got := set.Name + "\n" + tell(datasettest.Read(t, set, file, string(text), g))
		if *write {
			if err := os.WriteFile(file+".want", []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file + ".want")
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", file, got, want)
		}
	}
	if stories < len(events()) {
		t.Errorf("%d stories for %d sets", stories, len(events()))
	}
}

func tell(r *datasettest.Record) string {
	var b strings.Builder
	for _, e := range r.Events {
		fmt.Fprintf(&b, "%s  %s  %s > %s  %s", e.ID, e.Date, party(e.Actor), party(e.Recipient), strings.TrimSpace(fmt.Sprintf("%s %s %v", e.Type, e.Mode, e.Contexts)))
		if e.CAMEO != "" {
			fmt.Fprintf(&b, "  (%s)", e.CAMEO)
		}
		if !e.Added.IsZero() {
			fmt.Fprintf(&b, "  added %s", e.Added)
		}
		if e.Place != "" {
			fmt.Fprintf(&b, "  in %s %q", e.Place, e.PlaceName)
		}
		if e.Precise {
			fmt.Fprintf(&b, " at %g, %g", e.Lat, e.Lon)
		}
		if e.Mentions > 0 {
			fmt.Fprintf(&b, "  %d mentions in %d reports of %d outlets", e.Mentions, e.Reports, e.Outlets)
		}
		if e.Lead {
			b.WriteString(", in the lead")
		}
		if e.Outlet != "" {
			fmt.Fprintf(&b, "  by %s", e.Outlet)
		}
		b.WriteString("\n")
	}
	for _, m := range r.Mentions {
		fmt.Fprintf(&b, "%s of %s  seen %s by %s, sentence %d, confidence %g %s\n", m.Event, m.Date, m.Seen, m.Outlet, m.Sentence, m.Confidence, m.Language)
	}
	for _, x := range r.Totals {
		fmt.Fprintf(&b, "%s  %s  quad %d: %d\n", x.Dyad, x.Period, x.Quad, x.Events)
	}
	for _, x := range r.Rejects {
		fmt.Fprintf(&b, "line %d: %s %s\n", x.Line, x.Reason, x.What)
	}
	return b.String()
}

func party(s dataset.Side) string {
	if s.Raw == "" {
		return "nobody"
	}
	if s.Entity == "" && s.Sector == "" {
		return "unknown [" + s.Raw + "]"
	}
	return (entente.Party{Entity: s.Entity, Sector: s.Sector}).String()
}
