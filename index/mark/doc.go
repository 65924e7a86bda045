// Package mark shows a person why a text is a hit: it marks the words of a
// query in the text and picks the sentences that say the most about it.
//
// A Marker is made once for a query and used for each hit of the page; it
// never sees an index. Words and texts are compared in their canonical form
// (see segment/fold), and every mark is mapped back to the original bytes: it
// covers the matched characters, no more.
//
// # What is marked
//
//   - A phrase, wherever it stands, as one mark.
//   - An unquoted run, wherever it stands as a whole, and its words wherever
//     they stand. A word of one character says little beside longer ones and is
//     marked only where the run has no longer word and does not stand in the
//     text as a whole. Words that never matter (的, 了) the caller leaves out.
//   - A Latin word or a number only as a whole: 5 is not marked in 4.5.
//
// Marks that overlap become one. None reaches over a line break: what is sought
// stands within one paragraph.
//
// # Output
//
// HTML-escaped text in which only <mark> and </mark> are tags. Without the tags
// and unescaped it is the text, or a stretch of it; a leading or trailing … of a
// snippet marks a cut and is not text. The same input always gives the same
// output.
package mark
