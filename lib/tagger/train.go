package tagger

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/entente-project/entente/lib/perceptron"
)

// A Sample is a sentence with its true tags.
type Sample struct {
	Words []Word
	Tags  []string
}

// Options are the parameters of training.
type Options struct {
	Epochs int     `json:"epochs"`
	Least  float64 `json:"least"` // weights below are dropped
	Seen   int     `json:"seen"`  // words seen less often count as unknown
	Seed   uint64  `json:"seed"`  // of the order in which samples come
	Mean   int     `json:"mean"`  // how many times to train, each in another order, and take the mean
}

// Train learns a tagger; the same samples and options give the same tagger.
func Train(samples []Sample, o Options) *Tagger {
	t := newTagger(samples, o.Seen)
	index := map[string]int{}
	for i, tag := range t.tags {
		index[tag] = i
	}
	var trainers []*perceptron.Trainer
	for k := range max(o.Mean, 1) {
		trainers = append(trainers, t.train(samples, index, o.Epochs, rand.New(rand.NewPCG(o.Seed, uint64(k)))))
	}
	t.model = perceptron.NewModel(o.Least, trainers...)
	return t
}

// train goes through the samples in an order drawn anew for each epoch.
func (t *Tagger) train(samples []Sample, index map[string]int, epochs int, random *rand.Rand) *perceptron.Trainer {
	trainer := perceptron.NewTrainer(len(t.tags))
	d := &Desk{scores: make([]int32, len(t.tags))}
	for range epochs {
		for _, i := range random.Perm(len(samples)) {
			t.learn(trainer, samples[i], index, d)
		}
	}
	return trainer
}

// learn goes through a sample once, keeping its own tags as context, right or
// wrong, as it will when it works.
func (t *Tagger) learn(trainer *perceptron.Trainer, s Sample, index map[string]int, d *Desk) {
	d.look(s.Words, t.seen)
	d.out = d.out[:0]
	for i, tag := range s.Tags {
		d.gather(i)
		trainer.Score(d.features, d.scores)
		trainer.Tick()
		did, should := best(d.scores), index[tag]
		if did != should {
			trainer.Update(d.features, should, did)
		}
		d.out = append(d.out, did)
	}
}

// newTagger is a tagger that knows the tags and the words of the samples.
func newTagger(samples []Sample, least int) *Tagger {
	t := &Tagger{seen: map[string]string{}}
	count := map[string]map[string]int{}
	for _, s := range samples {
		for i, tag := range s.Tags {
			w := Lower(s.Words[i].Form)
			if count[w] == nil {
				count[w] = map[string]int{}
			}
			count[w][tag]++
			if k, found := slices.BinarySearch(t.tags, tag); !found {
				t.tags = slices.Insert(t.tags, k, tag)
			}
		}
	}
	for w, tags := range count {
		total := 0
		for _, n := range tags {
			total += n
		}
		if total >= least {
			t.seen[w] = kindOf(tags, total)
		}
	}
	return t
}

// few is how often a word is seen at most for its tags to be in doubt.
const few = 9

// kindOf lists the tags that a word had in at least one of twenty cases, the
// most frequent first, and a "?" when the cases are few.
func kindOf(tags map[string]int, total int) string {
	var out []string
	for tag, n := range tags {
		if 20*n >= total {
			out = append(out, tag)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if tags[a] != tags[b] {
			return tags[b] - tags[a]
		}
		return strings.Compare(a, b)
	})
	if total <= few {
		out = append(out, "?")
	}
	return strings.Join(out, " ")
}
