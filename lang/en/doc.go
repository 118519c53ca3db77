// Package en reads English. In comes the text of a document; out come sentences
// whose tokens carry byte offsets, lemmas, tags and a dependency tree:
//
//	Minsk has refused to recognise Crimea.
//	nsubj(refused, Minsk) aux(refused, has) xcomp(refused, recognise) mark(recognise, to) obj(recognise, Crimea)
//
// Words follow the English treebanks of Universal Dependencies: "don't" is two
// tokens, "Russia's" is two, "air-base" three and "pro-Russian" one. The tables
// beside the code say what the language is like (abbreviations, irregular
// forms, names); model.bin holds what was learned from treebanks, and MODEL.md
// says how.
//
// # The model file
//
// All numbers are little-endian. The file begins with the eight bytes
// "ENTMODEL", the format version (uint32, now 2) and the number of sections
// (uint32). For each section follow its name (16 bytes, zero-padded), the offset
// of its first byte from the beginning of the file (uint64), its length (uint64)
// and the CRC-32 (IEEE) of its bytes (uint32). The sections follow in the order
// of the table without gaps.
//
//	network  tags, trees and relations (package neural)
//	lemmas   form, Penn tag and lemma where rules fail, as lines of three cells parted by tabs
//	words    dictionary form and readings (v, n, a, r) of words often seen, as lines of two cells
//	case     words that stand with a small letter in running text, one a line
//
// Version 1 had sections of a tagger and a parser in place of the network.
//
// # The file of vectors
//
// The eight bytes "ENTVECTS", the count of words, the count of numbers a word
// (now 100) and the length of the words in bytes, each a uint32, little-endian;
// the words in lower case, each ended by a line feed; the vectors in the order of
// the words, a byte of 0 to 127 a number: 64 for the mean, 16 more or less for a
// standard deviation.
package en
