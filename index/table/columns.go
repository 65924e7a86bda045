package table

import "sort"

// columns are the rows in memory. They only grow, and by one writer at a time:
// a copy made by first keeps seeing the rows of its moment while rows are added
// behind them.
type columns struct {
	seqs     []uint64
	starts   []int64  // where each row's frame begins in the file "rows"
	texts    []int64  // where each row's texts begin in the file "text"
	crcs     []uint32 // CRC-32C of each row's texts
	words    [][]uint32
	units    [][]uint32 // lengths in the file "text", in UTF-16 units
	keywords [][]uint32
	numbers  [][]int64
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
	c.seqs, c.starts, c.texts = room(c.seqs, n), room(c.starts, n), room(c.texts, n)
	c.crcs = room(c.crcs, n)
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

// textSize is how many bytes a row's texts take in the file "text", with their
// signatures.
func (c *columns) textSize(row uint32) (size int) {
	for i := range c.units {
		size += textSize(c.units[i][row])
	}
	return size
}

// textSize is how many bytes a text of so many UTF-16 units takes.
func textSize(units uint32) int { return 2*int(units) + signatureSize(units) }

// text gives where one text of a row lies in the file "text", and how many bytes
// of it are the text itself; its signature follows.
func (c *columns) text(row uint32, text int) (at int64, size int) {
	at = c.texts[row]
	for i := range text {
		at += int64(textSize(c.units[i][row]))
	}
	return at, 2 * int(c.units[text][row])
}
