package entente

// A Block says which side of the question an event or tie speaks to.
type Block string

// The blocks. Seeming rests on words and commitments, conduct on deeds and
// refusals, hold on dependence; the rest counts as volume only.
const (
	Words       Block = "words"      // what they say to and of one another, and ceremony
	Commitments Block = "commitment" // what they have signed and promised: ties
	Conduct     Block = "conduct"    // what they do to one another, and what they refuse
	Holds       Block = "hold"       // what one depends on the other for
	Neutral     Block = "neutral"    // volume only
)

// A Profile is how close the two states of a pair seem and act over a window.
// Values are in the units of the measure (package measure says which); a Point
// with N == 0 means no evidence.
type Profile struct {
	Pair   Pair   `json:"pair"`
	Window Window `json:"window,omitzero"`

	Seeming    Reading    `json:"seeming"`
	Conduct    Reading    `json:"conduct"`
	Gap        Reading    `json:"gap"`        // seeming minus conduct
	Typical    bool       `json:"typical"`    // 0 is the mean of the other pairs; false: an even balance, for want of pairs to compare with
	Wider      float64    `json:"wider"`      // probability that the gap is above zero, 0 to 1
	Hold       [2]Reading `json:"hold"`       // how far A depends on B, and B on A
	Engagement Reading    `json:"engagement"` // how much passes between them

	Series []Series  `json:"series"` // seeming, conduct and gap over time
	Field  []Reading `json:"-"`      // the gaps of all pairs with enough evidence, for the hill behind the figure

	// Start is the gap before any evidence of this pair; Start and the Shares
	// of all Exhibits add up to Gap.Point.Value.
	Start    float64   `json:"start"`
	Exhibits []Exhibit `json:"exhibits"` // largest absolute share first

	Episodes int  `json:"episodes"` // acts in the world behind the profile
	Reports  int  `json:"reports"`
	Outlets  int  `json:"outlets"`
	Enough   bool `json:"enough"` // false: too few events to tell
}

// An Exhibit is an episode or a tie laid out with the words it rests on and
// what it adds to the gap. Exactly one of Event and Tie is set.
type Exhibit struct {
	Event    *Event   `json:"event,omitempty"`
	Tie      *Tie     `json:"tie,omitempty"`
	Document Document `json:"document"` // where the words stand
	Block    Block    `json:"block"`
	Sign     int      `json:"sign"`    // +1 cooperation, -1 conflict, 0 neither
	Share    float64  `json:"share"`   // added to the gap: above zero widens it
	Reports  int      `json:"reports"` // reports of the same episode
	Outlets  int      `json:"outlets"`
}
