package table

import (
	"hash/crc32"
	"sort"
)

// columns are the rows in memory. They only grow, and by one writer at a time:
// a copy made by first keeps seeing the rows of its moment while rows are added
// behind them.
type columns struct {
	seqs     []uint64
	starts   []int64  // where each row's frame begins in the file "rows"
	texts    []int64  // where each row's texts begin in the file "text"
	crcs     []uint32 // CRC-32C of each row's texts and catalog
	batches  []batch  // those that have a catalog
	words    [][]uint32
	units    [][]uint32 // lengths in the file "text", in UTF-16 units
	keywords [][]uint32
	numbers  [][]int64
}

// batch is a batch of rows that has a catalog.
type batch struct {
	first uint32 // of its rows
	at    int64  // where the catalog begins in the file "text"
	size  int    // of the catalog, in bytes
}

func newColumns(s Schema) columns {
	return columns{
		words:    make([][]uint32, len(s.Texts)),
		units:    make([][]uint32, len(s.Texts)),
		keywords: make([][]uint32, len(s.Keywords)),
		numbers:  make([][]int64, len(s.Numbers)),
	}
}

// len is the number of rows, dead ones included.
func (c *columns) len() int { return len(c.seqs) }

// first gives the first n rows. It copies the slices' headers, not what they
// hold.
func (c *columns) first(n int) columns {
	return columns{
		seqs: c.seqs[:n:n], starts: c.starts[:n:n], texts: c.texts[:n:n], crcs: c.crcs[:n:n],
		words: firstOf(c.words, n), units: firstOf(c.units, n),
		keywords: firstOf(c.keywords, n), numbers: firstOf(c.numbers, n),
		batches: c.batches[:c.batchesBefore(n):c.batchesBefore(n)],
	}
}

func firstOf[T any](all [][]T, n int) [][]T {
	cut := make([][]T, len(all))
	for i := range all {
		cut[i] = all[i][:n:n]
	}
	return cut
}

// grow makes room for n more rows.
func (c *columns) grow(n int) {
	c.seqs, c.starts, c.texts, c.crcs = room(c.seqs, n), room(c.starts, n), room(c.texts, n), room(c.crcs, n)
	for i := range c.words {
		c.words[i], c.units[i] = room(c.words[i], n), room(c.units[i], n)
	}
	for i := range c.keywords {
		c.keywords[i] = room(c.keywords[i], n)
	}
	for i := range c.numbers {
		c.numbers[i] = room(c.numbers[i], n)
	}
}

// room gives s with capacity for n more, growing by an eighth at least: columns
// stay lean, and a long import copies each value about eight times.
func room[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	grown := make([]T, len(s), len(s)+max(n, len(s)/8, 64))
	copy(grown, s)
	return grown
}

// add appends a row that was read or is about to be written.
func (c *columns) add(r *storedRow, start int64) {
	c.seqs = append(c.seqs, r.seq)
	c.starts = append(c.starts, start)
	c.texts = append(c.texts, r.text)
	c.crcs = append(c.crcs, r.textCRC)
	if r.catalogSize > 0 {
		c.batches = append(c.batches, batch{uint32(len(c.seqs) - 1), r.catalog, r.catalogSize})
	}
	for i := range c.words {
		c.words[i] = append(c.words[i], r.words[i])
		c.units[i] = append(c.units[i], r.units[i])
	}
	for i := range c.keywords {
		c.keywords[i] = append(c.keywords[i], r.keywords[i])
	}
	for i := range c.numbers {
		c.numbers[i] = append(c.numbers[i], r.numbers[i])
	}
}

// row gives the ordinal of the row with a sequence number.
func (c *columns) row(seq uint64) (uint32, bool) {
	i := sort.Search(len(c.seqs), func(i int) bool { return c.seqs[i] >= seq })
	return uint32(i), i < len(c.seqs) && c.seqs[i] == seq
}

// dictionary gives the values of one keyword column their ordinals, in the
// order in which they first came.
type dictionary struct {
	values []string
	ords   map[string]uint32
}

// ord gives the ordinal of a value, and whether it is new.
func (d *dictionary) ord(value string) (ord uint32, added bool) {
	if ord, ok := d.ords[value]; ok {
		return ord, false
	}
	if d.ords == nil {
		d.ords = map[string]uint32{}
	}
	ord = uint32(len(d.values))
	d.values = append(d.values, value)
	d.ords[value] = ord
	return ord, true
}

// text gives where one text of a row lies in the file "text".
func (c *columns) text(row uint32, text int) (at int64, size int) {
	at = c.texts[row]
	for i := range text {
		at += 2 * int64(c.units[i][row])
	}
	return at, 2 * int(c.units[text][row])
}

// batchesBefore counts the batches with a catalog that begin before a row.
func (c *columns) batchesBefore(row int) int {
	return sort.Search(len(c.batches), func(i int) bool { return int(c.batches[i].first) >= row })
}

// catalog gives where the catalog lies that stands in a row, size 0 for none.
func (c *columns) catalog(row uint32) (at int64, size int) {
	if i := c.batchesBefore(int(row)); i < len(c.batches) && c.batches[i].first == row {
		return c.batches[i].at, c.batches[i].size
	}
	return 0, 0
}

// size gives how many bytes all texts of a row take in the file "text".
func (c *columns) size(row uint32) (size int) {
	for i := range c.units {
		size += 2 * int(c.units[i][row])
	}
	return size
}

// sound reports whether the texts of a row, and the catalog that may stand in
// it, are what their checksum says.
func (c *columns) sound(row uint32, e extents) bool {
	return textCRC(e.bytes(c.texts[row], c.size(row)), e.bytes(c.catalog(row))) == c.crcs[row]
}

// textCRC is the checksum of a row's texts and catalog.
func textCRC(texts, catalog []byte) uint32 {
	return crc32.Update(crc32.Checksum(texts, castagnoli), castagnoli, catalog)
}
