package table

import (
	"encoding/binary"
	"sort"
)

// storedCatalog is a catalog as it was written. It lies in mapped memory.
type storedCatalog struct {
	data  []byte
	rows  int
	texts int
	// Where in data the parts begin.
	ranks, ends, bigrams, listEnds, lists, slices int
}

// readCatalog finds the parts of a catalog of rows that have so many texts.
func readCatalog(data []byte, texts int) *storedCatalog {
	c := &storedCatalog{data: data, texts: texts}
	c.rows = c.uint32(0)
	c.ranks = 4 + 4*texts
	c.ends = c.ranks + 2*c.rows
	c.bigrams = c.ends + 4*texts*blocks(c.rows)
	first, all := c.listed(texts)
	all += first
	c.listEnds = c.bigrams + 4*all
	c.lists = c.listEnds + 4*all
	c.slices = c.lists
	if all > 0 {
		c.slices += c.uint32(c.lists - 4)
	}
	return c
}

func (c *storedCatalog) uint32(at int) int { return int(binary.LittleEndian.Uint32(c.data[at:])) }

// listed gives the place of a text's first bigram among those of all texts, and
// how many it has; beyond the last text it has none.
func (c *storedCatalog) listed(text int) (first, n int) {
	for i := range text {
		first += c.uint32(4 + 4*i)
	}
	if text < c.texts {
		n = c.uint32(4 + 4*text)
	}
	return first, n
}

// rank gives the rank of the row at a place in the batch.
func (c *storedCatalog) rank(place uint32) int {
	return int(binary.LittleEndian.Uint16(c.data[c.ranks+2*int(place):]))
}

// all gives a bit for each rank, and some more, all of them set.
func (c *storedCatalog) all() []uint64 {
	ranks := make([]uint64, blocks(c.rows)*blockWords)
	for i := range ranks {
		ranks[i] = 1<<64 - 1
	}
	return ranks
}

// find looks for a bigram among those that are listed. list is empty where it is
// a word.
func (c *storedCatalog) find(text int, b bigram) (list []byte, ok bool) {
	first, n := c.listed(text)
	at := func(i int) bigram { return bigram(c.uint32(c.bigrams + 4*(first+i))) }
	place := sort.Search(n, func(i int) bool { return at(i) >= b })
	if place == n || at(place) != b {
		return nil, false
	}
	from, end := 0, c.listEnds+4*(first+place)
	if end > c.listEnds {
		from = c.uint32(end - 4)
	}
	return c.data[c.lists+from : c.lists+c.uint32(end)], true
}

// keepListed takes the ranks that a list does not have out of ranks.
func (c *storedCatalog) keepListed(ranks []uint64, list []byte) {
	le := binary.LittleEndian
	words := (c.rows + 63) / 64
	whole, next := len(list) == 8*words, 0
	for i := range ranks[:words] {
		word := uint64(0)
		if whole {
			word = le.Uint64(list[8*i:])
		}
		for ; !whole && next < len(list) && int(le.Uint16(list[next:]))/64 == i; next += 2 {
			word |= 1 << (le.Uint16(list[next:]) % 64)
		}
		ranks[i] &= word
	}
}

// keepSigned takes the ranks whose signature rules a bigram out out of ranks.
func (c *storedCatalog) keepSigned(ranks []uint64, text int, b bigram) {
	at := c.ends + 4*text*blocks(c.rows)
	first := 0
	if text > 0 {
		first = c.uint32(at - 4)
	}
	for block := range blocks(c.rows) {
		end := c.uint32(at + 4*block)
		words := ranks[block*blockWords : (block+1)*blockWords]
		if end == first { // these have no texts
			clear(words)
			continue
		}
		slice := c.data[c.slices+8*blockWords*(first+b.below(end-first)):]
		for i := range words {
			words[i] &= binary.LittleEndian.Uint64(slice[8*i:])
		}
		first = end
	}
}
