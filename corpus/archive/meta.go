package archive

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
)

// meta is one of the two meta pages of a bbolt file. They are written in turn;
// the one with the higher transaction is the state of the file.
type meta struct {
	pageSize uint32
	root     uint64 // page of the tree of tables
	freelist uint64
	pages    uint64 // pages that the file counts
	txid     uint64
}

const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	metaSum     = 56 // where the checksum stands, over all before it
)

// readMeta reads the meta page at an offset; the second result is false where
// there is no valid one.
func readMeta(file io.ReaderAt, offset int64) (meta, bool) {
	var head [pageHead + metaSum + 8]byte
	if _, err := file.ReadAt(head[:], offset); err != nil {
		return meta{}, false
	}
	b := head[pageHead:]
	h := fnv.New64a()
	_, _ = h.Write(b[:metaSum])
	if order.Uint32(b) != metaMagic || order.Uint32(b[4:]) != metaVersion || order.Uint64(b[metaSum:]) != h.Sum64() {
		return meta{}, false
	}
	if order.Uint16(head[8:])&pageMeta == 0 {
		return meta{}, false
	}
	return meta{
		pageSize: order.Uint32(b[8:]),
		root:     order.Uint64(b[16:]),
		freelist: order.Uint64(b[32:]),
		pages:    order.Uint64(b[40:]),
		txid:     order.Uint64(b[48:]),
	}, true
}

// readMetas reads both, and gives those that are valid, the newer first.
func readMetas(file io.ReaderAt) []meta {
	var metas []meta
	for i := range int64(2) {
		m, ok := readMeta(file, i*pageSize)
		if !ok || m.pageSize != pageSize {
			continue
		}
		if len(metas) == 1 && m.txid > metas[0].txid {
			metas = []meta{m, metas[0]}
		} else {
			metas = append(metas, m)
		}
	}
	return metas
}

// checkFile walks a file that nobody has open, and returns a *DamageError
// where bbolt could not safely work on it. A file that isn't there, or has
// nothing in it yet, is sound. Records are not looked into: each is checked
// when it is read.
func checkFile(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	if info.Size() == 0 {
		return nil
	}
	metas := readMetas(file)
	if len(metas) == 0 {
		return structural("the file has no valid meta page")
	}
	w := walker{file: file, meta: metas[0], visit: func(_, _, _ []byte) error { return nil }}
	return w.walk()
}
