// Package suggest completes what a person begins to type, and finds names that
// were meant where something else was typed. It knows nothing of the index: it
// is given Entries and builds a Dictionary of them, which never changes.
//
// # What is typed
//
// Only letters, digits and Chinese characters count, folded, so that neither
// punctuation nor case, width or script matters. A Chinese character stands for
// itself. A letter stands for itself or begins a syllable: of each character of
// a name one may type the whole syllable or its initial (z or zh), in any
// mixture with characters. tzhl, taizhouhl, tzhailing and 泰zhou all find
// 泰州海陵工业园区; the last syllable may be unfinished. Pinyin serves to find
// names only, never to find articles: it would make 景点 of 经典.
//
// # How it is found
//
// Every place in every form of an entry is filed under the first letters of the
// three characters that follow it (see classOf), in two lists: places where a
// form begins, and all others. What is typed can begin in a few such triples;
// the places filed under them are compared one by one. Entries are numbered in
// the order in which they are to be offered, so that the lowest numbers win and
// most of a long list is passed over by one comparison.
//
// # Did you mean
//
// Near finds stretches of entries that sound like a run of text, or differ from
// it by one character. Whether one of them is worth offering is for those to
// say who know the articles.
package suggest
