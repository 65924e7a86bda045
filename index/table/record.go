package table

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// maxWriters bounds Options.Writers. Records of that many batches and more fit
// into the slots that Bleve's internal values offer them.
const (
	maxWriters  = 8
	recordSlots = 2 * maxWriters
)

// record is what a batch says about itself. It is written to Bleve in the same
// transaction as the batch's documents.
//
// Several batches are under way at once and may complete in any order. base
// tells up to which batch all were complete when this one was handed to Bleve;
// it is never more than maxWriters behind.
type record struct {
	number  uint64 // counts batches from 1
	base    uint64
	reached uint64
	rowsEnd int64 // length of the file "rows", this batch included
	textEnd int64
	rows    uint64 // number of rows, this batch included
	live    uint64 // number of them that are not deleted
	digest  uint64 // sum of digestOf over these
}

// digestOf stands for a row in sums that tell whether the right ones are there.
// Bleve guards by no checksum which of its documents are deleted.
func digestOf(seq uint64) uint64 {
	seq += 0x9E3779B97F4A7C15
	seq = (seq ^ seq>>30) * 0xBF58476D1CE4E5B9
	seq = (seq ^ seq>>27) * 0x94D049BB133111EB
	return seq ^ seq>>31
}

const recordSize = 8*8 + 4

func recordKey(number uint64) []byte {
	return fmt.Appendf(nil, "zonesearch/batch/%02d", number%recordSlots)
}

func (r record) encode() []byte {
	b := make([]byte, 0, recordSize)
	for _, v := range []uint64{r.number, r.base, r.reached, uint64(r.rowsEnd), uint64(r.textEnd), r.rows, r.live, r.digest} {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func decodeRecord(b []byte) (record, bool) {
	le := binary.LittleEndian
	if len(b) != recordSize || crc32.Checksum(b[:recordSize-4], castagnoli) != le.Uint32(b[recordSize-4:]) {
		return record{}, false
	}
	at := func(i int) uint64 { return le.Uint64(b[8*i:]) }
	return record{
		number: at(0), base: at(1), reached: at(2),
		rowsEnd: int64(at(3)), textEnd: int64(at(4)), rows: at(5), live: at(6), digest: at(7),
	}, true
}

// lastRecord finds the last batch before which none is missing, and the newest
// of all. Where these are not the same, Bleve holds batches beyond a gap, which
// have to be taken back.
func lastRecord(get func(key []byte) ([]byte, error)) (last, newest record, err error) {
	found := map[uint64]record{}
	base := uint64(0)
	for slot := range uint64(recordSlots) {
		value, err := get(recordKey(slot))
		if err != nil {
			return record{}, record{}, err
		}
		if value == nil {
			continue
		}
		r, ok := decodeRecord(value)
		if !ok || r.number%recordSlots != slot {
			return record{}, record{}, fmt.Errorf("the record of a batch is not readable")
		}
		found[r.number] = r
		base = max(base, r.base)
		if r.number > newest.number {
			newest = r
		}
	}
	last, ok := found[base]
	if base > 0 && !ok {
		return record{}, record{}, fmt.Errorf("the record of batch %d is missing", base)
	}
	for {
		next, ok := found[last.number+1]
		if !ok {
			return last, newest, nil
		}
		last = next
	}
}
