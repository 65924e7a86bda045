package table

import (
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/scorch_segment_api/v2"
)

// counted is a term's postings with a frequency above 0: local numbers,
// ascending, and how often the term stands in each.
type counted struct {
	locals []uint32
	freqs  []uint16
}

// hotKey names the decoded postings of a frequent word, which many queries have
// and which take long to decode.
type hotKey struct {
	text int
	term string
}

const (
	// hotLeast is the length from which on a list is worth keeping.
	hotLeast = 1024
	// hotShare is how many bytes a segment may keep for each of its documents.
	hotShare = 48
)

// counted gives the postings of a term with their frequencies. It may leave out
// documents outside of set, which is what makes rare combinations cheap.
func (seg *part) counted(text int, term string, set *roaring.Bitmap) (counted, error) {
	key := hotKey{text, term}
	if c, ok := seg.hot.get(key); ok {
		return c, nil
	}
	d, err := seg.zap.Dictionary(fieldName(text))
	if err != nil {
		return counted{}, fmt.Errorf("segment %d: %w", seg.id, err)
	}
	// Deletions are left out of account: the list is to serve later views too.
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return counted{}, fmt.Errorf("segment %d: %w", seg.id, err)
	}
	it := list.Iterator(true, true, false, nil)
	n := int(list.Count())
	keep := false
	if o, ok := it.(zap.OptimizablePostingsIterator); ok && n >= hotLeast {
		if all := o.ActualBitmap(); all != nil {
			wanted := all.AndCardinality(set)
			if keep = int(wanted) >= n/4; !keep {
				o.ReplaceActual(roaring.And(all, set))
				n = int(wanted)
			}
		}
	}
	c := counted{locals: make([]uint32, 0, n), freqs: make([]uint16, 0, n)}
	for {
		p, err := it.Next()
		if err != nil {
			return counted{}, fmt.Errorf("segment %d: %w", seg.id, err)
		}
		if p == nil {
			break
		}
		if f := p.Frequency(); f > 0 {
			c.locals = append(c.locals, uint32(p.Number()))
			c.freqs = append(c.freqs, uint16(min(f, math.MaxUint16)))
		}
	}
	if keep {
		seg.hot.put(key, c, 6*len(c.locals), hotShare*seg.len())
	}
	return c, nil
}
