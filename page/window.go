package page

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	entente "github.com/entente-project/entente"
)

// pairOf reads "BLR-RUS" from the address.
func pairOf(r *http.Request) (entente.Pair, error) {
	text := r.PathValue("pair")
	a, b, ok := strings.Cut(text, "-")
	if !ok || !code(a) || !code(b) {
		return entente.Pair{}, badRequest{fmt.Errorf("%q is not a pair; write two codes with a hyphen between them, as in BLR-RUS", text)}
	}
	a, b = strings.ToUpper(a), strings.ToUpper(b)
	if a == b {
		return entente.Pair{}, badRequest{fmt.Errorf("%q names one state twice; a pair has two", text)}
	}
	return entente.NewPair(entente.EntityID(a), entente.EntityID(b)), nil
}

// code reports whether text can be an [entente.EntityID].
func code(text string) bool {
	for _, r := range text {
		if !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == ':' || r == '_' || r == '.') {
			return false
		}
	}
	return text != ""
}

// lookAt asks the source for a pair. Codes that nobody bears and on which
// nothing is held are an error, not a pair without evidence.
func (s *site) lookAt(ctx context.Context, pair entente.Pair, w entente.Window) (entente.Profile, entente.Brief, error) {
	p, b, err := s.source.Look(ctx, pair, w)
	if err != nil || len(p.Exhibits) > 0 {
		return p, b, err
	}
	for _, id := range []entente.EntityID{pair.A, pair.B} {
		if s.source.Name(id) == string(id) {
			return p, b, fmt.Errorf("nothing is known under the code %s; search for the state by name: %w", id, ErrNotFound)
		}
	}
	return p, b, nil
}

// windowOf reads ?from= and ?to=, each a month or a year; none is all time.
func windowOf(r *http.Request) (entente.Window, error) {
	q := r.URL.Query()
	from, err := monthOf(q.Get("from"), 1)
	if err != nil {
		return entente.Window{}, badRequest{fmt.Errorf("from: %w", err)}
	}
	to, err := monthOf(q.Get("to"), 12)
	if err != nil {
		return entente.Window{}, badRequest{fmt.Errorf("to: %w", err)}
	}
	if from != 0 && to != 0 && from > to {
		return entente.Window{}, badRequest{fmt.Errorf("the window from %s to %s ends before it begins; give the earlier month first", from, to)}
	}
	return entente.Window{From: from, To: to}, nil
}

// monthOf reads a month, or a year as its month inYear; "" is 0.
func monthOf(text string, inYear int) (entente.Month, error) {
	if text == "" {
		return 0, nil
	}
	d, err := entente.ParseDate(text)
	if err != nil || d.Precision() == entente.Day {
		return 0, fmt.Errorf("%q is not a month; write 2015-09 or 2015", text)
	}
	if d.Precision() == entente.Year {
		return entente.NewMonth(d.Year(), inYear), nil
	}
	return entente.MonthOf(d), nil
}

// query is w as the address of a page has it: "?from=2014-01&to=2015-12".
func query(w entente.Window) string {
	var parts []string
	if w.From != 0 {
		parts = append(parts, "from="+w.From.String())
	}
	if w.To != 0 {
		parts = append(parts, "to="+w.To.String())
	}
	if len(parts) == 0 {
		return ""
	}
	return "?" + strings.Join(parts, "&")
}
