package entente

// A Citation is the words that a sentence of a brief rests on: who published
// them, when, and exactly which. A citation of a figure names its measure in
// Words and has no document.
type Citation struct {
	Outlet   string     `json:"outlet"`
	Speaker  string     `json:"speaker,omitempty"` // who said so, by the outlet; "" the outlet itself
	Date     Date       `json:"date,omitzero"`     // of publication
	Words    string     `json:"words"`             // exact bytes of the document
	URL      string     `json:"url,omitempty"`
	Document DocumentID `json:"document,omitempty"`
	Event    EventID    `json:"event,omitempty"`
	Tie      TieID      `json:"tie,omitempty"`
}

// A Finding is one sentence of a brief with the citations it rests on. There is
// none without a citation.
type Finding struct {
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// A Section is a headed run of findings.
type Section struct {
	Heading  string    `json:"heading"`
	Findings []Finding `json:"findings"`
}

// A Brief is what the evidence shows of one pair, in words.
type Brief struct {
	Pair     Pair      `json:"pair"`
	Title    string    `json:"title"`    // the claim
	Lead     Finding   `json:"lead"`     // the claim in one sentence, with number and interval
	Sections []Section `json:"sections"` // empty sections are left out
	Method   string    `json:"method"`   // how it was made: counts, versions, vintage
}
