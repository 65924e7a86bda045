package table

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// A row's frame in the file "rows":
//
//	length of body   4 bytes
//	CRC-32C of the length and the body   4 bytes
//	body:
//	  seq        8 bytes
//	  text       8 bytes, offset in the file "text"
//	  text CRC   4 bytes, CRC-32C of texts and catalog
//	  catalog    varint, size of the catalog of the batch that begins with the
//	             row, 0 for none; if there is one, its offset there follows,
//	             8 bytes
//	  words, units   varints, for each text
//	  numbers    zigzag varints
//	  keywords   varints of twice the ordinal; plus one where the value is new,
//	             then its length and bytes follow
//	  payload    the rest
//
// All integers are little-endian.
const frameHeader = 8

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var (
	errShortFrame = errors.New("a row is cut short")
	errBadFrame   = errors.New("a row's checksum is wrong")
	errBadRow     = errors.New("a row is not well-formed")
)

// storedRow is a row as it stands in the file.
type storedRow struct {
	seq         uint64
	text        int64
	textCRC     uint32
	catalog     int64
	catalogSize int
	words       []uint32
	units       []uint32
	numbers     []int64
	keywords    []uint32
	payload     []byte
}

func newStoredRow(s Schema) *storedRow {
	return &storedRow{
		words:    make([]uint32, len(s.Texts)),
		units:    make([]uint32, len(s.Texts)),
		numbers:  make([]int64, len(s.Numbers)),
		keywords: make([]uint32, len(s.Keywords)),
	}
}

// appendFrame appends r's frame. values are the keywords' values: ordinals that
// dictionaries do not hold yet are added to them and written out.
func (r *storedRow) appendFrame(dst []byte, values []string, dictionaries []dictionary) []byte {
	at := len(dst)
	le := binary.LittleEndian
	dst = append(dst, make([]byte, frameHeader)...)
	dst = le.AppendUint64(dst, r.seq)
	dst = le.AppendUint64(dst, uint64(r.text))
	dst = le.AppendUint32(dst, r.textCRC)
	dst = binary.AppendUvarint(dst, uint64(r.catalogSize))
	if r.catalogSize > 0 {
		dst = le.AppendUint64(dst, uint64(r.catalog))
	}
	for i := range r.words {
		dst = binary.AppendUvarint(dst, uint64(r.words[i]))
		dst = binary.AppendUvarint(dst, uint64(r.units[i]))
	}
	for _, n := range r.numbers {
		dst = binary.AppendVarint(dst, n)
	}
	for i, v := range values {
		ord, added := dictionaries[i].ord(v)
		r.keywords[i] = ord
		if !added {
			dst = binary.AppendUvarint(dst, uint64(ord)<<1)
			continue
		}
		dst = binary.AppendUvarint(dst, uint64(ord)<<1|1)
		dst = binary.AppendUvarint(dst, uint64(len(v)))
		dst = append(dst, v...)
	}
	dst = append(dst, r.payload...)
	le.PutUint32(dst[at:], uint32(len(dst)-at-frameHeader))
	le.PutUint32(dst[at+4:], frameCRC(dst[at:]))
	return dst
}

// frameCRC is the checksum of a whole frame.
func frameCRC(frame []byte) uint32 {
	return crc32.Update(crc32.Checksum(frame[:4], castagnoli), castagnoli, frame[frameHeader:])
}

// frame cuts the first frame off data and checks it.
func frame(data []byte) (body []byte, size int, err error) {
	if len(data) < frameHeader {
		return nil, 0, errShortFrame
	}
	n := int(binary.LittleEndian.Uint32(data))
	if n > len(data)-frameHeader {
		return nil, 0, errShortFrame
	}
	size = frameHeader + n
	if frameCRC(data[:size]) != binary.LittleEndian.Uint32(data[4:]) {
		return nil, 0, errBadFrame
	}
	return data[frameHeader:size], size, nil
}

// decode reads a frame's body. New values go into dictionaries, unless that is
// nil: then they are stepped over. The payload aliases body.
func (r *storedRow) decode(body []byte, dictionaries []dictionary) error {
	if len(body) < 20 {
		return errBadRow
	}
	le := binary.LittleEndian
	r.seq, r.text, r.textCRC = le.Uint64(body), int64(le.Uint64(body[8:])), le.Uint32(body[16:])
	rest := reader{data: body[20:]}
	r.catalog, r.catalogSize = 0, int(rest.uint32())
	if r.catalogSize > 0 {
		if at := rest.bytes(8); !rest.failed {
			r.catalog = int64(le.Uint64(at))
		}
	}
	for i := range r.words {
		r.words[i], r.units[i] = rest.uint32(), rest.uint32()
	}
	for i := range r.numbers {
		r.numbers[i] = rest.int64()
	}
	for i := range r.keywords {
		coded := rest.uint32()
		r.keywords[i] = coded >> 1
		var value []byte
		if coded&1 == 1 {
			value = rest.bytes(int(rest.uint32()))
		}
		if dictionaries == nil {
			continue
		}
		d := &dictionaries[i]
		if coded&1 == 1 {
			if ord, added := d.ord(string(value)); !added || ord != coded>>1 {
				return errBadRow
			}
		} else if int(coded>>1) >= len(d.values) {
			return errBadRow
		}
	}
	if rest.failed {
		return errBadRow
	}
	r.payload = rest.data
	return nil
}

// reader takes values off a slice and remembers whether one was missing.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) uint32() uint32 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > 1<<32-1 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return uint32(v)
}

func (r *reader) int64() int64 {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.data) {
		r.failed = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}
