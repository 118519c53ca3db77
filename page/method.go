package page

import (
	"net/http"

	"github.com/entente-project/entente/measure"
)

// methodPage says how the figures are made.
type methodPage struct {
	Measures []measure.Measure
}

func (s *site) method(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, "method", frame{Title: "How the figures are made", Here: "method", Page: methodPage{Measures: s.o.Measures}})
}
