package archive

import (
	"encoding/binary"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// entry is what the id table holds of a live article, so that one which comes
// in again unchanged is recognised without being unpacked.
type entry struct {
	seq  uint64
	size uint32 // bytes of its text
	sum  sum    // of its text
}

const entryLen = 8 + 4 + len(sum{}) + 4

// append writes the entry of id: fixed fields and a CRC-32C over the id and
// them.
func (e *entry) append(b []byte, id string) []byte {
	start := len(b)
	b = binary.BigEndian.AppendUint64(b, e.seq)
	b = binary.BigEndian.AppendUint32(b, e.size)
	b = append(b, e.sum[:]...)
	return binary.BigEndian.AppendUint32(b, entrySum([]byte(id), b[start:]))
}

func entrySum(id, fields []byte) uint32 {
	return crc32.Update(crc32.Checksum(id, castagnoli), castagnoli, fields)
}

// parseEntry reads what stands under id in the table.
func parseEntry(id, b []byte) (entry, error) {
	if len(b) != entryLen || entrySum(id, b[:entryLen-4]) != binary.BigEndian.Uint32(b[entryLen-4:]) {
		return entry{}, &DamageError{ID: string(id), Reason: "entry of the id table fails its checksum"}
	}
	e := entry{seq: binary.BigEndian.Uint64(b), size: binary.BigEndian.Uint32(b[8:])}
	copy(e.sum[:], b[12:])
	return e, nil
}

// lookup finds the live version of id. The second result is false where there
// is none.
func lookup(tx *bbolt.Tx, id string) (entry, bool, error) {
	b := tx.Bucket(idsBucket).Get([]byte(id))
	if b == nil {
		return entry{}, false, nil
	}
	e, err := parseEntry([]byte(id), b)
	return e, err == nil, err
}

// entryDigest is an entry's share of the id table's digest, which is the sum
// of all shares: FNV-1a, well mixed, over id and value.
func entryDigest(id, value []byte) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, c := range id {
		h = (h ^ uint64(c)) * prime
	}
	for _, c := range value {
		h = (h ^ uint64(c)) * prime
	}
	return h
}
