package page

import (
	"net/http/httptest"
	"testing"
)

func TestSmoke(t *testing.T) {
	h := newSite(t, newWorld(t))
	for _, a := range []string{"/", "/dyad/ALD-BRV", "/dyad/ALD-BRV?from=2013&to=2015", "/brief/ALD-BRV", "/dyad/BRV-DNM", "/method", "/api", "/find?q=aldova", "/nothing"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", a, nil))
		t.Log(a, w.Code, w.Body.Len())
		if w.Code >= 500 {
			t.Log(w.Body.String())
		}
	}
}
