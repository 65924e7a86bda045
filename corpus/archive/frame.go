package archive

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"time"
)

// A record in the log is a frame:
//
//	version   1 byte, frameVersion
//	kind      1 byte
//	replaces  uvarint, the number of the version that this change removes, or 0
//	id        uvarint length, bytes
//	added     varint, nanoseconds since 1970     (articles only)
//	codec     1 byte, how the text is packed     (articles only)
//	size      uvarint, bytes of the packed text when unpacked (articles only)
//	text      the rest but 4 bytes               (articles only)
//	crc       4 bytes, CRC-32C over the record's number and all before
//
// The number stands in the checksum, so that a record that turns up under
// another number is noticed.
const frameVersion = 1

type kind byte

const (
	kindArticle    kind = 1
	kindSuperseded kind = 2
	kindDeleted    kind = 3
)

type frame struct {
	kind     kind
	replaces uint64
	id       string
	added    time.Time
	codec    byte
	size     int
	text     []byte
}

// castagnoli is the CRC that processors compute themselves.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// append writes the frame as record seq at the end of b.
func (f *frame) append(b []byte, seq uint64) []byte {
	start := len(b)
	b = append(b, frameVersion, byte(f.kind))
	b = binary.AppendUvarint(b, f.replaces)
	b = binary.AppendUvarint(b, uint64(len(f.id)))
	b = append(b, f.id...)
	if f.kind == kindArticle {
		b = binary.AppendVarint(b, f.added.UnixNano())
		b = append(b, f.codec)
		b = binary.AppendUvarint(b, uint64(f.size))
		b = append(b, f.text...)
	}
	return binary.BigEndian.AppendUint32(b, frameSum(seq, b[start:]))
}

// parseFrame reads record seq. The text of the result points into b.
func parseFrame(seq uint64, b []byte) (frame, error) {
	damaged := func(reason string) (frame, error) {
		return frame{}, &DamageError{Seq: seq, Reason: reason}
	}
	if len(b) < 4 {
		return damaged("too short")
	}
	body, sum := b[:len(b)-4], binary.BigEndian.Uint32(b[len(b)-4:])
	if frameSum(seq, body) != sum {
		return damaged("checksum does not match")
	}
	r := reader{b: body}
	if v := r.byte(); v != frameVersion {
		return damaged(fmt.Sprintf("record format %d, this program knows %d", v, frameVersion))
	}
	f := frame{kind: kind(r.byte()), replaces: r.uvarint()}
	f.id = string(r.bytes(r.uvarint()))
	switch f.kind {
	case kindArticle:
		f.added = time.Unix(0, r.varint()).UTC()
		f.codec = r.byte()
		size := r.uvarint()
		if size > maxText {
			return damaged("text too long")
		}
		f.size = int(size)
		f.text = r.b
		r.b = nil
	case kindSuperseded, kindDeleted:
	default:
		return damaged(fmt.Sprintf("unknown kind %d", f.kind))
	}
	if r.bad || len(r.b) != 0 || f.id == "" || f.replaces >= seq {
		return damaged("malformed")
	}
	return f, nil
}

func frameSum(seq uint64, body []byte) uint32 {
	key := seqKey(seq)
	return crc32.Update(crc32.Checksum(key[:], castagnoli), castagnoli, body)
}

// seqKey is a number as key of the log: big-endian, so that keys sort as
// numbers do.
func seqKey(seq uint64) [8]byte {
	var k [8]byte
	binary.BigEndian.PutUint64(k[:], seq)
	return k
}

// reader takes a record apart; once something is missing, bad stays set and
// all that follows is zero.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) byte() byte {
	b := r.bytes(1)
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func (r *reader) bytes(n uint64) []byte {
	if r.bad || n > uint64(len(r.b)) {
		r.bad = true
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}
