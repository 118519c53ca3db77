package main

import (
	"fmt"
	"os"

	"github.com/entente-project/entente/flow"
	"github.com/entente-project/entente/lib/petrarch"
)

// faultsShown is how many lines of dictionaries that could not be read are named.
const faultsShown = 20

// useDictionaries has the rooms code with the dictionaries of --dictionaries, if
// given, and says which of their lines could not be read.
func (c *codeCommand) useDictionaries(a *app, rooms *flow.Rooms) error {
	if c.Dictionaries == "" {
		return nil
	}
	if info, err := os.Stat(c.Dictionaries); err != nil || !info.IsDir() {
		return usagef("--dictionaries %s: no such folder", c.Dictionaries)
	}
	if c.MinConfidence > 0 {
		return usagef("--min-confidence cannot be asked of --dictionaries: they know no confidence; leave one of the two out")
	}
	d, err := petrarch.Open(os.DirFS(c.Dictionaries))
	if err != nil {
		return fmt.Errorf("%s: %w", c.Dictionaries, err)
	}
	for i, f := range d.Faults {
		if i == faultsShown {
			fmt.Fprintf(a.stderr, "entente: %d more lines of dictionaries were left out\n", len(d.Faults)-i)
			break
		}
		fmt.Fprintf(a.stderr, "entente: %v; the line is left out\n", f)
	}
	rooms.UseDictionary(d)
	return nil
}
