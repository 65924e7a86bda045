package table

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A catalog tells, of a batch of rows, which texts cannot hold a run, so that a
// search for one need not read most texts that hold all words of it and not the
// run.
//
// It lists the frequent bigrams and the texts that hold them. Most of the bigrams
// that stand in many texts and are no words cross the border of two common
// words, and hardly anything but a list tells the texts that hold them from
// those that do not. A bigram that is a word is listed without its texts: these
// are in the postings.
//
// Of all other bigrams it has signatures: Bloom filters with one hash and two
// bits for each character of a text. They are kept across: rows are ranked by the
// lengths of their texts, so that those of a block of 512 are of one size, and a
// slice has the same bit of all signatures of a block. So one slice, which is one
// line of a processor's cache, tells which of 512 texts may hold a bigram.
//
// Batches are never merged in the file "text", so a catalog is written once:
//
//	rows      4 bytes
//	bigrams   4 bytes for each text of a row: how many are listed
//	ranks     2 bytes for each row
//	slices    4 bytes for each text and block: how many there are up to its end
//	for each text: the bigrams listed, ascending, 4 bytes each
//	for each text: where the list of each bigram ends, 4 bytes each, counted
//	          from the beginning of the first
//	lists     a bit for each rank, from the lowest of 8 bytes on; or where that
//	          is shorter the ranks, 2 bytes each
//	slices    64 bytes each
//
// All integers are little-endian.
type catalog struct {
	rows  int
	order []uint32 // the place of the row of each rank
	texts []catalogText
}

// catalogText is what a catalog has of one text of the rows.
type catalogText struct {
	listed bigramPlaces
	lists  [][]uint64 // by place and rank; nil for a word
	ends   []int      // by block: how many slices there are up to its end
	slices []uint64   // 8 for each slice
}

// Another choice of these needs another formatVersion: the deep check makes
// catalogs again.
const (
	// catalogLeast is from how many rows on a batch has a catalog: in fewer, what
	// is frequent is chance. By the width of a rank it has at most catalogMost.
	catalogLeast = 512
	catalogMost  = 1 << 16
	// listedShare is in which part of all texts a bigram has to stand to be
	// listed. A 64th costs 0.04 of real news on disk, and 0.08 of generated news,
	// which is of few words; a 128th would cost 0.07 and 0.1.
	listedShare = 64
	// listedSample is of how many texts that part is taken.
	listedSample = 512
	// listedMost bounds the bigrams that are listed of one text.
	listedMost = 1 << 12
	// signatureBits is how many bits a character has in a signature.
	signatureBits = 2
)

// A block is so many rows, or words of 64 bits of a slice.
const (
	blockRows  = 512
	blockWords = blockRows / 64
)

// blocks is how many blocks so many rows take.
func blocks(rows int) int { return (rows + blockRows - 1) / blockRows }

// eachPart calls f for stretches of n, on as many cores as it likes.
type eachPart func(n, stretch int, f func(from, to int) error) error

// makeCatalog makes the catalog of a batch. units gives a row's text.
func makeCatalog(rows, texts int, units func(row, text int) []byte, isWord func(bigram) bool, each eachPart) ([]byte, error) {
	c := &catalog{rows: rows, order: make([]uint32, rows), texts: make([]catalogText, texts)}
	lengths := make([]int, rows)
	for row := range rows {
		c.order[row] = uint32(row)
		for text := range texts {
			lengths[row] += len(units(row, text))
		}
	}
	slices.SortStableFunc(c.order, func(a, b uint32) int { return cmp.Compare(lengths[a], lengths[b]) })
	for text := range texts {
		c.prepare(text, units, isWord)
	}
	err := each(blocks(rows), 1, func(from, to int) error {
		for rank := from * blockRows; rank < min(to*blockRows, rows); rank++ {
			for text := range texts {
				c.texts[text].enter(rank, units(int(c.order[rank]), text))
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c.encode(), nil
}

// prepare chooses by a sample what to list of a text, and makes room.
func (c *catalog) prepare(text int, units func(row, text int) []byte, isWord func(bigram) bool) {
	t := &c.texts[text]
	sample := min(c.rows, listedSample)
	t.listed = newBigramPlaces(frequent(sample, listedShare, listedMost, func(i int) []byte { return units(i*c.rows/sample, text) }))
	t.lists = make([][]uint64, len(t.listed.list))
	for i, b := range t.listed.list {
		if !isWord(b) {
			t.lists[i] = make([]uint64, blocks(c.rows)*blockWords)
		}
	}
	all := 0
	for from := 0; from < c.rows; from += blockRows {
		ranks := c.order[from:min(from+blockRows, c.rows)]
		characters := 0
		for _, row := range ranks {
			characters += len(units(int(row), text)) / 2
		}
		// By whole blocks: a few long texts in the last one have shorter signatures,
		// and cost no more room than others.
		all += (signatureBits*characters + blockRows - 1) / blockRows
		t.ends = append(t.ends, all)
	}
	t.slices = make([]uint64, all*blockWords)
}

// enter notes the bigrams of the text of a rank. Ranks of different blocks may be
// entered at the same time.
func (t *catalogText) enter(rank int, units []byte) {
	block, word, bit := rank/blockRows, rank/64, uint64(1)<<(rank%64)
	first := 0
	if block > 0 {
		first = t.ends[block-1]
	}
	n := t.ends[block] - first
	for i := 0; i+4 <= len(units); i += 2 {
		b := bigramAt(units[i:])
		place := t.listed.of(b)
		switch {
		case place < 0:
			t.slices[(first+b.below(n))*blockWords+word%blockWords] |= bit
		case t.lists[place] != nil:
			t.lists[place][word] |= bit
		}
	}
}

// encode gives the catalog as it is written.
func (c *catalog) encode() []byte {
	le := binary.LittleEndian
	out := le.AppendUint32(nil, uint32(c.rows))
	for i := range c.texts {
		out = le.AppendUint32(out, uint32(len(c.texts[i].lists)))
	}
	ranks := make([]uint16, c.rows)
	for rank, row := range c.order {
		ranks[row] = uint16(rank)
	}
	for _, rank := range ranks {
		out = le.AppendUint16(out, rank)
	}
	slices := 0
	for i := range c.texts {
		for _, end := range c.texts[i].ends {
			out = le.AppendUint32(out, uint32(slices+end))
		}
		slices += len(c.texts[i].slices) / blockWords
	}
	var lists, ends []byte
	for i := range c.texts {
		for place, b := range c.texts[i].listed.list {
			out = le.AppendUint32(out, uint32(b))
			lists = appendList(lists, c.texts[i].lists[place], c.rows)
			ends = le.AppendUint32(ends, uint32(len(lists)))
		}
	}
	out = append(append(out, ends...), lists...)
	for i := range c.texts {
		for _, word := range c.texts[i].slices {
			out = le.AppendUint64(out, word)
		}
	}
	return out
}

// appendList appends the ranks of a bigram to dst, in the shorter form.
func appendList(dst []byte, list []uint64, rows int) []byte {
	le := binary.LittleEndian
	list = list[:min(len(list), (rows+63)/64)]
	at := len(dst)
	for i, word := range list {
		for ; word != 0; word &= word - 1 {
			if len(dst)-at+2 >= 8*len(list) {
				dst = dst[:at]
				for _, word := range list {
					dst = le.AppendUint64(dst, word)
				}
				return dst
			}
			dst = le.AppendUint16(dst, uint16(64*i+bits.TrailingZeros64(word)))
		}
	}
	return dst
}
