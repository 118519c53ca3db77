package term

import (
	"strings"
	"testing"
)

// TestUnknowns keeps what a document says within the screen and without control
// characters, and writes the row whole.
func TestUnknowns(t *testing.T) {
	row := "Zorblat\tNOR\tBUS\t\t\t\t" + strings.Repeat("long ", 60)
	list := []Unknown{{
		Documents: 2, Mentions: 3, Name: "Zorblat \x1b[31m" + strings.Repeat("Energy ", 30), Guess: "NOR:BUS",
		Examples: []string{"Zorblat\x07 sued " + strings.Repeat("Chad and ", 40)}, Sources: []string{strings.Repeat("/folder", 20)}, Row: row,
	}}
	for _, width := range []int{40, 80, 200} {
		var out strings.Builder
		if err := Unknowns(&out, list, Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(out.String(), "\x1b\x07") {
			t.Errorf("at width %d a control character comes through: %q", width, out.String())
		}
		if !strings.Contains(out.String(), "\n"+row+"\n") {
			t.Errorf("at width %d the row is not whole", width)
		}
		for line := range strings.Lines(out.String()) {
			if line = strings.TrimSuffix(line, "\n"); line != row && columns(line) > width {
				t.Errorf("at width %d a line is %d columns wide: %q", width, columns(line), line)
			}
		}
	}
}
