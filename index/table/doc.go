// Package table keeps rows that can be found by words, phrases, keywords and
// numbers, exactly and fast.
//
// # What a table is made of
//
//   - Postings: a Bleve index on scorch, used as a store of postings and
//     nothing else. One field a text. Each term of a text is in it: every
//     dictionary word at every offset, every single character, every run of
//     letters or digits. Words on the segmenter's shortest path carry how often
//     they stand there; all other terms are postings of frequency 0, which
//     match and score nothing. No positions, no stored fields.
//   - Columns: keywords as ordinals into one dictionary for the whole table,
//     numbers, lengths. They live in memory and are read from the file "rows",
//     where every row is a frame with a checksum.
//   - Texts: the canonical form (see zonesearch/segment/fold) as UTF-16 in the
//     file "text", which is mapped into memory. A phrase is an intersection of
//     postings, whose members are looked through here. Catalogs, one for each
//     batch of many rows, tell which texts hold a bigram that is frequent and no
//     word, and by signatures what other bigrams a text cannot hold, so that
//     few are read in vain.
//
// # Rows and documents
//
// A row's ordinal is its place in the file "rows"; rows are only ever added at
// the end, in the order of their sequence numbers, so a greater ordinal means a
// greater sequence number. A row is alive as long as Bleve holds a live
// document with its sequence number as its id. Bleve keeps its documents in
// segments; each segment has an array from its local document numbers to row
// ordinals. Sets of rows are bitmaps of local numbers, one for each segment.
//
// # Writing
//
// Rows and texts are appended and synced first, then the batch goes to Bleve,
// and with it, in the same transaction, a record of how far everything reaches.
// Several batches may be under way at once (see Table.Begin); each record says
// up to where all batches before it were known to be complete, so that opening
// after a crash finds the last batch without a gap before it. What lies beyond
// is taken back, and Reached tells the owner from where to write again.
//
// A table that cannot be written any more, on a full disk perhaps, is frozen:
// Bleve is closed, which would try again and again, and snapshots go on being
// given and answered, until the table has been opened a second time.
//
// # Damage
//
// A table is a cache of something kept elsewhere. It never repairs what it
// holds: where a checksum, a count or a mapping between its parts does not fit,
// it returns a *DamageError and the owner builds the table again. ErrStale says
// that a table is whole but was built by other settings.
package table
