package entente

// A Tally counts the events of one type and aspect that one state directed at
// another in one month. Events that are dated to the year alone are counted
// under the zero Month.
type Tally struct {
	Dyad    Dyad
	Month   Month
	Type    Type
	Aspect  Aspect
	Events  int // acts in the world: reports folded by [Event.Episode]
	Reports int // coded events, one or more an act
	Outlets int // distinct outlets among the reports
}

// A Point is one value of a series with its interval. N is how many acts it
// rests on; N == 0 means no evidence, and then the other numbers mean nothing.
type Point struct {
	Month Month   `json:"month,omitzero"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`  // 5th percentile
	High  float64 `json:"high"` // 95th percentile
	N     int     `json:"n"`
}

// A Series is one measure of one pair over time, months ascending; months
// without evidence are left out or have N == 0.
type Series struct {
	Measure string  `json:"measure"`
	Pair    Pair    `json:"pair"`
	Points  []Point `json:"points"`
}

// A Reading is one measure of one pair over a whole window, with the pair's
// place among all the pairs that the ledger holds enough evidence on.
type Reading struct {
	Measure string `json:"measure"`
	Point   Point  `json:"point"`
	Above   int    `json:"above"` // how many of the other pairs it stands above
	Among   int    `json:"among"` // how many other pairs there are; 0: nothing to compare with
}

// A Window is a span of months, both ends in it. The zero Window is all time.
type Window struct {
	From Month `json:"from,omitzero"`
	To   Month `json:"to,omitzero"`
}

// Has reports whether m lies in w; open ends hold everything, and the zero
// Month lies in the zero Window alone.
func (w Window) Has(m Month) bool {
	if m == 0 {
		return w == Window{}
	}
	return (w.From == 0 || m >= w.From) && (w.To == 0 || m <= w.To)
}
