package table

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/scorch_segment_api/v2"
)

// Term gives the rows whose text holds a term: a word of the dictionary at
// whatever place, a single character, a run of letters or digits.
func (s *Snapshot) Term(text int, term string) (set Set, err error) {
	set = s.empty()
	err = s.protect(func() error {
		for i, seg := range s.segments {
			if set.parts[i], err = seg.term(text, term); err != nil {
				return err
			}
		}
		return nil
	})
	return set, err
}

// DocFreq gives the number of rows that Term would give, without making the
// set.
func (s *Snapshot) DocFreq(text int, term string) (n int, err error) {
	err = s.protect(func() error {
		for _, seg := range s.segments {
			list, err := seg.postings(text, term)
			if err != nil {
				return err
			}
			n += int(list.Count())
		}
		return nil
	})
	return n, err
}

// postings gives a term's list, without what is deleted.
func (seg *part) postings(text int, term string) (zap.PostingsList, error) {
	d, err := seg.zap.Dictionary(fieldName(text))
	if err != nil {
		return nil, fmt.Errorf("segment %d: %w", seg.id, err)
	}
	list, err := d.PostingsList([]byte(term), seg.deleted, nil)
	if err != nil {
		return nil, fmt.Errorf("segment %d: %w", seg.id, err)
	}
	return list, nil
}

// term gives the live documents of a term, or nil for none. The bitmap may be
// one of Bleve's own, in mapped memory: it must not be changed.
func (seg *part) term(text int, term string) (*roaring.Bitmap, error) {
	list, err := seg.postings(text, term)
	if err != nil {
		return nil, err
	}
	it, ok := list.Iterator(false, false, false, nil).(zap.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("segment %d: its postings cannot be read as bitmaps", seg.id)
	}
	if doc, ok := it.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(doc)), nil
	}
	return it.ActualBitmap(), nil
}
