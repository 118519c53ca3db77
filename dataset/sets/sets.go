// Package sets lists the data sets that are read.
package sets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/gdelt"
	"github.com/entente-project/entente/dataset/icews"
	"github.com/entente-project/entente/dataset/keds"
	"github.com/entente-project/entente/dataset/polecat"
	"github.com/entente-project/entente/dataset/quads"
)

// All is every set, in the order in which pages and the manual show them: events,
// then what holds between states.
func All() []dataset.Set { return slices.Concat(events(), structure()) }

// events lists the sets of events and of their counts.
func events() []dataset.Set {
	return []dataset.Set{
		gdelt.Events(),
		gdelt.OldEvents(),
		gdelt.Mentions(),
		icews.Events(),
		polecat.Events(),
		keds.Events(),
		quads.Totals(),
	}
}

// Named is the set of a name; false when there is none.
func Named(name string) (dataset.Set, bool) {
	for _, s := range All() {
		if s.Name == name {
			return s, true
		}
	}
	return dataset.Set{}, false
}

// Of is the set of list whose layout a file of this name with this beginning has, up to
// 4 KiB of it unpacked. The error says which there are.
func Of(list []dataset.Set, name string, head []byte) (dataset.Set, error) {
	var names []string
	for _, s := range list {
		if s.Knows(name, head) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return dataset.Set{}, fmt.Errorf("%s: has the layout of no data set; say which it is: %s", name, strings.Join(names, ", "))
}
