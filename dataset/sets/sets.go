// Package sets lists the data sets that are read.
package sets

import "github.com/entente-project/entente/dataset"

// All lists every set, in the order in which the manual has them.
func All() []dataset.Set { return structure() }

// Named is the set of a name; false when there is none.
func Named(name string) (dataset.Set, bool) {
	for _, s := range All() {
		if s.Name == name {
			return s, true
		}
	}
	return dataset.Set{}, false
}
