// Package segment turns texts into words: those that an article is to be found
// by, and those that a question asks for.
//
// # Canonical text
//
// Everything works on the canonical form of a text (package fold): width, case
// and script folded, spaces dropped between Chinese characters. A token says
// where it stands in runes of that form, and fold.Text.Span turns this into the
// bytes of the original, exactly.
//
// # Runs, atoms, pieces
//
// Punctuation parts a text into runs, and no word reaches over it. In a run,
// Latin letters and digits that stand side by side are one atom, a number's
// point, thousands commas and per cent sign with them; every other rune is an
// atom by itself. An atom's pieces are its words and numbers: the atom
// iphone15pro has the pieces iphone, 15 and pro.
//
// # Path
//
// The segmenter is gse (github.com/go-ego/gse): its simplified dictionary, its
// distances and its shortest path. Of all ways to cut a run into dictionary
// words and single atoms, the path is the one whose sum of distances is least;
// the distance of a word is the logarithm of how seldom it is. The guessing of
// unknown words (HMM) is off: it depends on the neighbours.
//
// What runs is our own code beneath the same path: a leaner trie, which cuts
// about three times as fast, loads in a tenth of a second instead of one and a
// half, and takes a fifth of the memory. gse's dictionary is embedded as
// gse.words.zst, folded like all texts, which go generate writes from gse's own;
// a test holds the two equal word for word. Reference is gse itself over the same
// words, and tests hold that it cuts every run of generated texts and of 20,000
// real news items identically. It differs from gse only here:
//
//   - A number with its point, commas and per cent sign is one word, where gse
//     cuts 4.5 into three.
//   - An atom of more than six pieces (a key, a checksum) is cut into its pieces,
//     and a piece after every 64 runes.
//   - Letters of other alphabets than Latin are atoms one by one.
//   - Each run is cut by itself. gse adds up its distances, in 32 bits, from the
//     beginning of the document, so that far into it rounding decides between
//     ways that are equally short: some ten places in a million characters.
//     Here a clause is cut the same wherever it stands.
//
// # Terms
//
// An article is indexed by its terms: every dictionary word wherever it begins,
// every character, every sub-run of pieces. A question is cut into its path.
// The words of any path are dictionary words, single characters or atoms, so
// they are all among the terms of every text that literally holds the question:
// nothing is lost between the two cuts.
//
// # Dictionaries
//
// The folder dictionary holds our own words, a line each: word, frequency and
// a tag for the reader, # before a comment. Options.Words takes a user's, in the
// same form; frequency and tag may be missing there. Of several that hold a word
// the first counts: the user's, then ours, then gse's. A word must not hold
// punctuation. Names of zones are not put in whole: as one word a long name would
// hide from the ranking the parts that people ask for.
//
// Stamp names the dictionary, the folding and the code that cuts. An index made
// under another stamp has other words than questions ask for: make it anew.
package segment
