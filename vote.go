package entente

// A Choice is how a state voted.
type Choice string

// The choices. A state that was no member has no Vote at all.
const (
	Yes     Choice = "yes"
	No      Choice = "no"
	Abstain Choice = "abstain"
	Absent  Choice = "absent"
)

// A Vote is how one state voted on one question before a body.
type Vote struct {
	Body   EntityID `json:"body"` // "IGO:UN"
	Roll   string   `json:"roll"` // the roll call, as the data set numbers it
	Date   Date     `json:"date"`
	State  EntityID `json:"state"`
	Choice Choice   `json:"choice"`
	By     string   `json:"by"` // the data set and its version
}

// A Roll is a question on which a body voted.
type Roll struct {
	Body      EntityID  `json:"body"`
	ID        string    `json:"id"` // as the data set numbers it
	Date      Date      `json:"date"`
	Title     string    `json:"title,omitempty"` // "R/74/245"
	Words     string    `json:"words,omitempty"` // what was voted on
	Important bool      `json:"important,omitempty"`
	Contexts  []Context `json:"contexts,omitempty"` // sorted
	By        string    `json:"by"`
}
