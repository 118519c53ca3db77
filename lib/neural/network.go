package neural

// A Word is what the network sees of a word.
type Word struct {
	Vector   []byte   // each 0 to 127, 64 for none; all the same length
	Features []uint64 // hashes of what is known of it; the first is its own, which stands for no other word
	Code     []byte   // what [Reader.Encode] made of both, which spares making it again; nil before
}

// A shape is the sizes of a network's parts.
type shape struct {
	Layers, Input, Hidden, Arc, Label, Vector int
}

// A Network is a trained model with its weights as they were learned. [Pack]
// makes it ready for use.
type Network struct {
	shape
	tags, rels []string
	features   []uint64 // sorted
	at         map[uint64]int32
	dense      []float32 // all weights but those of features
	table      []float32 // of each feature Input weights

	transposed []float32 // for training: every weight matrix turned
}

const distances = 16 // kinds of distance from a head to its dependent

// distance is the kind of distance from head to dependent, both counted from 0.
func distance(head, dependent int) int {
	d := dependent - head
	kind := 0
	if d < 0 {
		kind, d = distances/2, -d
	}
	switch {
	case d <= 4:
		return kind + d - 1
	case d <= 7:
		return kind + 4
	case d <= 12:
		return kind + 5
	case d <= 20:
		return kind + 6
	}
	return kind + 7
}

// A lstm is the weights of one direction of one layer: gates in the order
// input, forget, output, candidate.
type lstm struct {
	in   []float32 // inputs × 4 Hidden
	back []float32 // Hidden × 4 Hidden
	bias []float32 // 4 Hidden
}

// weights are the parts of a network.
type weights struct {
	project   []float32 // Vector × Input
	bias      []float32 // Input
	lstm      []lstm    // of each layer the forward one and the backward one
	judge     []float32 // 2 Hidden × (2 Arc + 2 Label): as dependent and head, for arcs and for relations
	judgeBias []float32
	arc       []float32 // Arc × Arc
	arcBias   []float32 // Arc
	root      []float32 // Arc, then Label: the root as head
	distance  []float32 // distances × Label
	rel       []float32 // Label × relations
	relBias   []float32
	tag       []float32 // 2 Hidden × tags
	tagBias   []float32
}

// view lays the parts over a slice of [shape.size] numbers.
func (n *Network) view(all []float32) weights {
	take := func(size int) []float32 {
		out := all[:size:size]
		all = all[size:]
		return out
	}
	var w weights
	w.project, w.bias = take(n.Vector*n.Input), take(n.Input)
	in := n.Input
	for range n.Layers {
		for range 2 {
			w.lstm = append(w.lstm, lstm{take(in * 4 * n.Hidden), take(n.Hidden * 4 * n.Hidden), take(4 * n.Hidden)})
		}
		in = 2 * n.Hidden
	}
	w.judge, w.judgeBias = take(in*2*(n.Arc+n.Label)), take(2*(n.Arc+n.Label))
	w.arc, w.arcBias = take(n.Arc*n.Arc), take(n.Arc)
	w.root = take(n.Arc + n.Label)
	w.distance = take(distances * n.Label)
	w.rel, w.relBias = take(n.Label*len(n.rels)), take(len(n.rels))
	w.tag, w.tagBias = take(in*len(n.tags)), take(len(n.tags))
	return w
}

// size is the number of weights of all parts.
func (n *Network) size() int {
	in, sum := n.Input, n.Vector*n.Input+n.Input
	for range n.Layers {
		sum += 2 * 4 * n.Hidden * (in + n.Hidden + 1)
		in = 2 * n.Hidden
	}
	sum += (in + 1) * 2 * (n.Arc + n.Label)
	sum += n.Arc*n.Arc + n.Arc + n.Arc + n.Label + distances*n.Label
	sum += (n.Label + 1) * len(n.rels)
	return sum + (in+1)*len(n.tags)
}

// index makes the places of features known.
func (n *Network) index() {
	n.at = make(map[uint64]int32, len(n.features))
	for i, f := range n.features {
		n.at[f] = int32(i)
	}
}

// Tags and Rels list the tags and relations that the network gives.
func (n *Network) Tags() []string { return n.tags }

// Rels lists the relations.
func (n *Network) Rels() []string { return n.rels }
