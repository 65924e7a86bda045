package boltfile

import (
	"hash/fnv"
	"io"
)

// Meta is one of the two meta pages of a file. They are written in turn; the one
// with the higher transaction is the state of the file.
type Meta struct {
	PageSize uint32
	Root     uint64 // page of the tree of buckets
	Freelist uint64
	Pages    uint64 // pages that the file counts
	TxID     uint64
}

// MetaSize is how many bytes of a meta page say something.
const MetaSize = pageHead + metaSum + 8

const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	metaSum     = 56 // where the checksum stands, over all before it
)

// readMeta reads the meta page at an offset; the second result is false where
// there is no valid one.
func readMeta(file io.ReaderAt, offset int64) (Meta, bool) {
	var head [MetaSize]byte
	if _, err := file.ReadAt(head[:], offset); err != nil {
		return Meta{}, false
	}
	b := head[pageHead:]
	h := fnv.New64a()
	_, _ = h.Write(b[:metaSum])
	if order.Uint32(b) != metaMagic || order.Uint32(b[4:]) != metaVersion || order.Uint64(b[metaSum:]) != h.Sum64() {
		return Meta{}, false
	}
	if order.Uint16(head[8:])&pageMeta == 0 {
		return Meta{}, false
	}
	return Meta{
		PageSize: order.Uint32(b[8:]),
		Root:     order.Uint64(b[16:]),
		Freelist: order.Uint64(b[32:]),
		Pages:    order.Uint64(b[40:]),
		TxID:     order.Uint64(b[48:]),
	}, true
}

// ReadMetas reads both meta pages of a file whose pages have a size, and gives
// those that are valid, the newer first.
func ReadMetas(file io.ReaderAt, pageSize int) []Meta {
	var metas []Meta
	for i := range int64(2) {
		m, ok := readMeta(file, i*int64(pageSize))
		if !ok || int(m.PageSize) != pageSize {
			continue
		}
		if len(metas) == 1 && m.TxID > metas[0].TxID {
			metas = []Meta{m, metas[0]}
		} else {
			metas = append(metas, m)
		}
	}
	return metas
}
