// Package neural reads sentences with a small neural network: in come words as
// vectors and facts, out come for each word its tag, its governing word and the
// relation between them, all at one go. It knows no language.
//
//	word = vector × matrix + sum of the rows of its facts
//	words → layers of LSTMs in both directions (Graves and Schmidhuber 2005)
//	      → tag of each word
//	      → score of each arc (biaffine; Dozat and Manning 2017) → best tree (Eisner 1996)
//	      → relation of each arc
//
// A [Network] is trained in float32 ([Train]); packed ([Network.Pack]) it is a
// [Reader], whose weights are bytes, whose words are seven bits a number between
// the layers, and whose results are the same on every machine.
//
// # The file of a reader
//
// Numbers that are not said to be otherwise are unsigned varints. First come the
// numbers of layers, of numbers a word, of cells of an LSTM in one direction, of
// numbers that judge arcs, of units that judge relations, and of bytes of a
// vector. Then the tags and the relations: each their count and, for each, its
// length and bytes. Then the facts: their count, the hash of each (8 bytes,
// little-endian, ascending), their rows (a signed byte a number) and the size of
// a unit of each row (float32, as all that follow, little-endian). Then how many
// units of seven bits are 1 in words, dependents, heads and relations; the root
// as head of arcs and of relations; the weights of the 16 kinds of distance. Then
// the matrices: projection of vectors; of each layer the inputs of both
// directions and the states of each; arcs and relations of words; arcs; relations;
// tags. Each is its rows (a signed byte a number), the size of a unit of each row
// divided by that of its input, and a bias for each row.
package neural
