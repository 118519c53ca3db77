package flow

import (
	"testing"

	"github.com/entente-project/entente/coder"
	"github.com/entente-project/entente/entity"
	"github.com/entente-project/entente/lang/en"
)

// BenchmarkOpen tells what the start of every verb that reads text costs, room
// by room.
func BenchmarkOpen(b *testing.B) {
	english, err := en.Open(nil)
	if err != nil {
		b.Fatal(err)
	}
	gazetteer, err := entity.Open(nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, room := range []struct {
		name string
		open func() error
	}{
		{"lang", func() error { _, err := en.Open(nil); return err }},
		{"entity", func() error { _, err := entity.Open(nil); return err }},
		{"coder", func() error { _, err := coder.New(english, gazetteer); return err }},
	} {
		b.Run(room.name, func(b *testing.B) {
			for b.Loop() {
				if err := room.open(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
