package parser

import (
	"math/rand/v2"
	"slices"

	"github.com/entente-project/entente/lib/perceptron"
)

// A Sample is a sentence with its true tree: of Words[i] the number of the
// governing word, counted from 1 (0 the root), and the relation.
type Sample struct {
	Words []Word
	Heads []int32
	Rels  []string
}

// Options are the parameters of training.
type Options struct {
	Epochs  int     `json:"epochs"`
	Explore float64 `json:"explore"` // how often, from the second epoch on, the parser's own choice is followed and not the truth
	Least   float64 `json:"least"`   // weights below are dropped
	Seed    uint64  `json:"seed"`    // of the order in which samples come and of exploration
	Mean    int     `json:"mean"`    // how many times to train, each in another order, and take the mean
}

// Train learns a parser; the same samples and options give the same parser.
// Trees with crossing arcs are left out. After each epoch it calls report with
// the share of decisions that were right.
func Train(samples []Sample, o Options, report func(epoch int, right float64)) *Parser {
	p, golds := newParser(samples)
	var use []int
	for i, g := range golds {
		if g.projective() {
			use = append(use, i)
		}
	}
	var trainers []*perceptron.Trainer
	for k := range max(o.Mean, 1) {
		random := rand.New(rand.NewPCG(o.Seed, uint64(k)))
		trainers = append(trainers, p.train(samples, golds, use, o, random, report))
	}
	p.model = perceptron.NewModel(o.Least, trainers...)
	return p
}

// train goes through the samples named in use, in an order drawn anew for each
// epoch.
func (p *Parser) train(samples []Sample, golds []gold, use []int, o Options, random *rand.Rand, report func(int, float64)) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(len(p.actions))
	d := &Desk{scores: make([]int32, len(p.actions))}
	for epoch := range o.Epochs {
		explore := o.Explore
		if epoch == 0 {
			explore = 0
		}
		good, all := 0, 0
		for _, i := range random.Perm(len(use)) {
			g, a := p.learn(trainer, samples[use[i]].Words, golds[use[i]], d, random, explore)
			good, all = good+g, all+a
		}
		report(epoch+1, float64(good)/float64(max(all, 1)))
	}
	return trainer
}

// learn goes through a sample once and counts the decisions that were right.
func (p *Parser) learn(trainer *perceptron.Trainer, words []Word, g gold, d *Desk, random *rand.Rand, explore float64) (good, all int) {
	s := &d.state
	s.reset(words, &p.marking)
	for !s.done() {
		d.gather()
		trainer.Score(d.features, d.scores)
		trainer.Tick()
		did, should := p.best(d.scores, s), p.bestGold(d.scores, s, g)
		all++
		follow := should
		if p.fine(did, s, g) {
			good++
			follow = did
		} else {
			trainer.Update(d.features, should, did)
			if random.Float64() < explore {
				follow = did
			}
		}
		s.apply(p.actions[follow])
	}
	return good, all
}

// fine reports whether action i loses no arc and no relation.
func (p *Parser) fine(i int, s *state, g gold) bool {
	costs, may := g.costs(s), s.moves()
	return costs[p.actions[i].move] == least(costs, may) && g.fits(s, p.actions[i])
}

// bestGold is the action with the highest score among those that lose least.
func (p *Parser) bestGold(scores []int32, s *state, g gold) int {
	costs, may := g.costs(s), s.moves()
	low := least(costs, may)
	b := -1
	for i, a := range p.actions {
		if may[a.move] && costs[a.move] == low && g.fits(s, a) && (b < 0 || scores[i] > scores[b]) {
			b = i
		}
	}
	return b
}

// least is the smallest cost of an allowed move.
func least(costs [3]int, may [3]bool) int {
	low := -1
	for m, c := range costs {
		if may[m] && (low < 0 || c < low) {
			low = c
		}
	}
	return low
}

// newParser is a parser that knows the relations and actions of the samples.
func newParser(samples []Sample) (*Parser, []gold) {
	p := &Parser{}
	for _, s := range samples {
		for _, r := range s.Rels {
			if k, found := slices.BinarySearch(p.rels, r); !found {
				p.rels = slices.Insert(p.rels, k, r)
			}
		}
	}
	p.mark()
	golds := make([]gold, len(samples))
	used := map[action]bool{}
	for i, s := range samples {
		g := gold{[]int32{0}, []uint8{0}}
		for j, h := range s.Heads {
			k, _ := slices.BinarySearch(p.rels, s.Rels[j])
			g.heads, g.rels = append(g.heads, h), append(g.rels, uint8(k))
			a := action{right, uint8(k)}
			if int(h) > j+1 {
				a.move = left
			}
			used[a] = true
		}
		golds[i] = g
	}
	p.actions = []action{{shift, 0}}
	for _, m := range []move{left, right} {
		for k := range p.rels {
			if a := (action{m, uint8(k)}); used[a] {
				p.actions = append(p.actions, a)
			}
		}
	}
	return p, golds
}
