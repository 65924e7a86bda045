package table

import (
	"encoding/binary"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	zap "github.com/blevesearch/scorch_segment_api/v2"
)

// part is one of Bleve's segments with the deletions of a view.
type part struct {
	*residents
	zap     zap.Segment
	live    *roaring.Bitmap
	deleted *roaring.Bitmap // nil for none
}

// residents say who lives in a segment. They are the same as long as the
// segment exists, whatever is deleted from it and whether it is in memory yet or
// on disk.
type residents struct {
	id    uint64
	rows  []uint32   // row ordinals by local number
	words [][]uint32 // lengths of texts by local number, for scores
	total []uint64   // sums of words
	runs  keep[runKey, foundRun]
}

// len is the number of documents, deleted ones included.
func (r *residents) len() int { return len(r.rows) }

// settle finds the rows of a segment's documents. Only deleted ones may have
// none: a batch that was taken back leaves such behind until the next merge.
func settle(s *scorch.SegmentSnapshot, c *columns) (*residents, error) {
	n, deleted := int(s.Segment().Count()), s.Deleted()
	gone := map[int]bool{}
	who := &residents{
		id: s.Id(), rows: make([]uint32, n),
		words: make([][]uint32, len(c.words)), total: make([]uint64, len(c.words)),
	}
	for local := range who.rows {
		seq, err := docSeq(s.Segment(), uint32(local))
		if err != nil {
			return nil, err
		}
		row, ok := c.row(seq)
		if !ok {
			if deleted == nil || !deleted.Contains(uint32(local)) {
				return nil, &DamageError{Path: rowsName, What: fmt.Sprintf("row %d is missing", seq)}
			}
			gone[local], row = true, 0 // any row will do
		}
		who.rows[local] = row
	}
	for i := range who.words {
		who.words[i] = make([]uint32, n)
		for local, row := range who.rows {
			if gone[local] {
				continue
			}
			who.words[i][local] = c.words[i][row]
			who.total[i] += uint64(c.words[i][row])
		}
	}
	return who, nil
}

// docSeq gives the sequence number that a document is named by.
func docSeq(s zap.Segment, local uint32) (uint64, error) {
	id, err := s.DocID(uint64(local))
	if err != nil || len(id) != 8 {
		return 0, &DamageError{Path: bleveName, What: fmt.Sprintf("document %d has no name", local), Err: err}
	}
	return binary.BigEndian.Uint64(id), nil
}
