package grid

import (
	"cmp"
	"slices"

	entente "github.com/entente-project/entente"
)

// A Stint is the time that one state spent on one side of a case: a dispute, a war.
type Stint struct {
	Case       string
	State      entente.EntityID
	Side       int
	Start, End entente.Date
	Level      float64 // of what the state did
	Deaths     float64 // its dead, as a class
	Counted    bool    // Deaths is known
}

// A Cross sets the states of one side of a case against those of the other, from rows
// that list who took part. The rows of a case stand together. That two states were on
// opposite sides at one time does not say that they met.
type Cross struct {
	Meet   func(from, to Stint, start, end entente.Date) error
	stints []Stint
}

// Add takes a row, and gives the case before when this one is another.
func (c *Cross) Add(s Stint) error {
	if len(c.stints) > 0 && c.stints[0].Case != s.Case {
		if err := c.End(); err != nil {
			return err
		}
	}
	c.stints = append(c.stints, s)
	return nil
}

// A meeting is two states on opposite sides at one time.
type meeting struct {
	a, b       Stint
	start, end entente.Date
}

// End gives the last case, by states and start.
func (c *Cross) End() error {
	var met []meeting
	for _, a := range c.stints {
		for _, b := range c.stints {
			start, end := later(a.Start, b.Start), earlier(a.End, b.End)
			if a.Side != b.Side && a.State != b.State && (end.IsZero() || end.Last().Compare(start.First()) >= 0) {
				met = append(met, meeting{a, b, start, end})
			}
		}
	}
	slices.SortStableFunc(met, func(m, n meeting) int {
		return cmp.Or(cmp.Compare(m.a.State, n.a.State), cmp.Compare(m.b.State, n.b.State), m.start.Compare(n.start))
	})
	c.stints = c.stints[:0]
	for _, m := range met {
		if err := c.Meet(m.a, m.b, m.start, m.end); err != nil {
			return err
		}
	}
	return nil
}

// later is the later of two starts.
func later(a, b entente.Date) entente.Date {
	if a.First().Compare(b.First()) >= 0 {
		return a
	}
	return b
}

// earlier is the earlier of two ends, of which the zero date is the latest.
func earlier(a, b entente.Date) entente.Date {
	if a.IsZero() || !b.IsZero() && b.Last().Compare(a.Last()) < 0 {
		return b
	}
	return a
}
