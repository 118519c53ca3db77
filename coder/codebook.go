package coder

import (
	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ontology/plover"
)

// A codebook is what the coder asks of PLOVER.
type codebook struct{ *plover.Codebook }

func newCodebook() (*codebook, error) {
	b, err := plover.Open(nil)
	if err != nil {
		return nil, err
	}
	return &codebook{b}, nil
}

func (b *codebook) has(t entente.Type) bool {
	_, ok := b.Type(t)
	return ok
}

func (b *codebook) hasMode(t entente.Type, m entente.Mode) bool {
	for _, i := range b.Modes(t) {
		if i.Mode == m {
			return true
		}
	}
	return false
}

func (b *codebook) hasContext(c entente.Context) bool { return b.HasContext(c) }

// types lists the event types as the codebook orders them.
func (b *codebook) types() []string {
	var out []string
	for _, t := range b.Types() {
		out = append(out, string(t.Type))
	}
	return out
}

func (b *codebook) cooperative(t entente.Type) bool { return b.Quad(t).Cooperative() }

func (b *codebook) verbal(t entente.Type) bool { return b.Quad(t).Verbal() }
