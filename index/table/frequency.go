package table

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	zap "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// counted is a term's postings: local numbers, ascending, and how often the term
// stands on the path of each. That may be 0, and is at most maxCount.
type counted struct {
	locals []uint32
	counts []uint8
}

// maxCount is what a greater frequency counts as: by then BM25 has long given a
// term nearly all that it can.
const maxCount = math.MaxUint8

// counted puts the postings of a term with their frequencies into c, those of
// deleted documents among them.
func (seg *part) counted(text int, term string, c *counted) error {
	c.reset(0)
	d, err := seg.zap.Dictionary(fieldName(text))
	if err != nil {
		return fmt.Errorf("segment %d: %w", seg.id, err)
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err == nil && list.Count() > 0 {
		err = c.read(seg.zap, text, term, list)
	}
	if err != nil {
		return fmt.Errorf("segment %d: %w", seg.id, err)
	}
	return nil
}

// reset makes room for n postings, in the memory that there is where it is
// enough.
func (c *counted) reset(n int) {
	c.locals = slices.Grow(c.locals[:0], n)[:n]
	c.counts = slices.Grow(c.counts[:0], n)[:n]
}

func (c *counted) read(segment zap.Segment, text int, term string, list zap.PostingsList) error {
	file, isFile := segment.(zapFile)
	bitmaps, hasBitmap := list.Iterator(false, false, false, nil).(zap.OptimizablePostingsIterator)
	if !isFile || file.Version() != zapVersion || !hasBitmap || bitmaps.ActualBitmap() == nil {
		return c.step(list.Iterator(true, true, false, nil))
	}
	c.reset(int(list.Count()))
	bitmaps.ActualBitmap().ToExistingArray(&c.locals)
	return readCounts(file, fieldName(text), term, c.counts)
}

// step reads postings one by one, as zap offers them: segments that are still in
// memory are small.
func (c *counted) step(it zap.PostingsIterator) error {
	c.reset(0)
	for {
		p, err := it.Next()
		if err != nil || p == nil {
			return err
		}
		c.locals = append(c.locals, uint32(p.Number()))
		c.counts = append(c.counts, uint8(min(p.Frequency(), maxCount)))
	}
}

// zapFile is what zap's segments on disk offer beside what all segments do. With
// it the frequencies of a list can be read in one go, six times as fast as
// zap's iterator steps through them.
type zapFile interface {
	Version() uint32
	Data() []byte
	DictAddr(field string) (uint64, error)
}

// zapVersion is the version of the file format that readCounts knows. Files of
// another version are read by zap itself.
const zapVersion = 17

// readCounts reads the frequencies of a term out of a segment file, as many as
// counts has room for. The format is described in zapx's zap.md: the dictionary
// leads from the term to its postings, these begin with the offset of their
// frequencies, and those stand one after the other, in chunks that follow each
// other without a gap: twice the frequency, and, unless it is 0, the norm, all
// of them varints. A term with a single posting may be kept otherwise, and has
// no bitmap then. Whatever does not fit gives an error or a panic, as damage
// does everywhere.
func readCounts(file zapFile, field, term string, counts []uint8) error {
	data := file.Data()
	at, err := file.DictAddr(field)
	if err != nil {
		return err
	}
	size, read := binary.Uvarint(data[at:])
	at += uint64(read)
	dictionary, err := vellum.Load(data[at : at+size])
	if err != nil {
		return err
	}
	at, _, err = dictionary.Get([]byte(term))
	if err != nil {
		return err
	}
	at, _ = binary.Uvarint(data[at:])
	chunks, read := binary.Uvarint(data[at:])
	rest := data[at+uint64(read):]
	for range chunks { // the offsets of their ends
		rest = rest[varintLen(rest):]
	}
	for i := range counts {
		if len(rest) > 1 && rest[0] < 0x80 && rest[1] < 0x80 { // nearly always
			counts[i] = rest[0] >> 1
			rest = rest[1+min(1, counts[i]):]
			continue
		}
		f, read := binary.Uvarint(rest)
		counts[i] = uint8(min(f>>1, maxCount))
		if rest = rest[read:]; f > 1 {
			rest = rest[varintLen(rest):]
		}
	}
	return nil
}

// varintLen gives how many bytes the first varint takes.
func varintLen(b []byte) int {
	n := 0
	for b[n] >= 0x80 {
		n++
	}
	return n + 1
}
