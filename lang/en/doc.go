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
// "ENTMODEL", the format version (uint32, now 1) and the number of sections
// (uint32). For each section follow its name (16 bytes, zero-padded), the offset
// of its first byte from the beginning of the file (uint64), its length (uint64)
// and the CRC-32 (IEEE) of its bytes (uint32). The sections follow in the order
// of the table without gaps.
//
//	tagger   tags, the words seen with their tags, and a linear model (package tagger)
//	parser   relations, actions and a linear model (package parser)
//	lemmas   form, Penn tag and lemma where rules fail, as lines of three cells parted by tabs
//	words    dictionary form and readings (v, n, a, r) of words often seen, as lines of two cells
//	case     words that stand with a small letter in running text, one a line
//
// Version 1: the first.
package en
