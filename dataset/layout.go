package dataset

import "fmt"

// WrongLayout is the error of a file that is none of the set's: what was expected and
// what was found.
func WrongLayout(f File, expected, found string) error {
	return fmt.Errorf("%s:1: expected %s, found %s; is it a file of another data set?", f.Name, expected, found)
}
