// Package reprint finds the articles that tell one story in nearly the same
// words: the reprints of a release by several sites, with another headline, a
// sentence more or less.
//
// Each article has a Sketch of its text, 64 bytes that say how much two texts
// have in common. A Finder keeps the sketches and gives each new article the
// group of the first earlier one that it resembles. The method is one-permutation
// MinHash over runs of four characters, with locality-sensitive hashing to
// find candidates (Li, Owen and Zhang, 2012; Shrivastava, 2017).
package reprint
