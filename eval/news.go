package eval

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

var newsSuite = Suite{
	Name:     "news",
	Question: "How much of who did what to whom between states is right in 200 real news items?",
	Accuracy: true,
	Run:      scoreNews,
}

func scoreNews(ctx context.Context, b *Bench) ([]Figure, error) {
	name := filepath.Join(b.Shared, "gold", "news_dev", "gold.jsonl")
	items, err := OpenGold(name, b.Rooms.Codebook)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errSkipped{name + " is not there"}
	}
	if err != nil {
		return nil, err
	}
	r, err := Compare(ctx, b.Rooms.Coder, b.Rooms.Codebook, items)
	if err != nil {
		return nil, err
	}
	if b.Detail != nil {
		r.Write(b.Detail)
	}
	return r.Figures("news"), nil
}
