package flow

// NewSmallCensus is a census that holds at most most names and as many verbs.
func NewSmallCensus(most int) *Census { return newCensus(most) }
