// Package flow joins the rooms in order. Words go in on one side: Read takes
// documents through lang and coder into a ledger. Figures come out on the
// other: Look takes a pair from the ledger through measure into a brief, and
// serves the pages as their source. What lies between two rooms and belongs to
// neither stands here and nowhere else.
//
//	rooms, err := flow.Open(nil)
//	count, err := rooms.Read(ctx, ledger, source.Open("news.jsonl", source.Options{}), 2, nil)
//	profile, brief, err := flow.NewDesk(rooms, ledger).Look(ctx, entente.NewPair("BLR", "RUS"), entente.Window{})
package flow
