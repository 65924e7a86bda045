package archive

import (
	"encoding/binary"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// The buckets of the file.
var (
	logBucket  = []byte("log")  // number → frame
	idsBucket  = []byte("ids")  // id → entry
	headBucket = []byte("head") // headKey → head
	headKey    = []byte("head")
)

// head sums up the archive. It is rewritten in each transaction.
type head struct {
	name   [16]byte // the archive's own random name
	last   uint64   // the last number given
	live   uint64   // articles that are valid now
	text   uint64   // bytes of their texts
	digest uint64   // of the id table, see entryDigest
}

const headLen = 1 + 16 + 4*8 + 4

func (h *head) encode() []byte {
	b := make([]byte, 0, headLen)
	b = append(b, frameVersion)
	b = append(b, h.name[:]...)
	for _, v := range []uint64{h.last, h.live, h.text, h.digest} {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func parseHead(b []byte) (head, error) {
	if len(b) != headLen || crc32.Checksum(b[:headLen-4], castagnoli) != binary.BigEndian.Uint32(b[headLen-4:]) {
		return head{}, &DamageError{Reason: "the head record fails its checksum"}
	}
	if b[0] != frameVersion {
		return head{}, &DamageError{Reason: "the archive has a format that this program does not know"}
	}
	var h head
	copy(h.name[:], b[1:17])
	for i, p := range []*uint64{&h.last, &h.live, &h.text, &h.digest} {
		*p = binary.BigEndian.Uint64(b[17+8*i:])
	}
	return h, nil
}

// readHead reads the head, and with it makes sure that all buckets are there:
// bbolt answers nil for one that it can't find.
func readHead(tx *bbolt.Tx) (head, error) {
	b := tx.Bucket(headBucket)
	if b == nil || tx.Bucket(logBucket) == nil || tx.Bucket(idsBucket) == nil {
		return head{}, &DamageError{Reason: "a table of the archive is missing"}
	}
	return parseHead(b.Get(headKey))
}
