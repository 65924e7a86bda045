package table

import (
	"errors"
	"fmt"
	"os"

	mmap "github.com/blevesearch/mmap-go"
)

// extentSize is how much of the file "text" one mapping covers. No row's texts
// lie across two extents, so that a row is always one piece of memory, and a
// file that grows never moves what searches are reading.
const (
	extentBits = 26
	extentSize = 1 << extentBits
)

// extents are the mapped parts of the text file.
type extents []mmap.MMap

// bytes gives n bytes at an offset. They must lie in the file.
func (e extents) bytes(at int64, n int) []byte {
	off := at & (extentSize - 1)
	return e[at>>extentBits][off : off+int64(n)]
}

// textFile is the file "text": the canonical texts of all rows, UTF-16LE, each
// with its signature.
type textFile struct {
	f      *os.File
	mapped extents
}

func openText(path string, end int64) (*textFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, damagedUnless(err, path, "cannot be opened")
	}
	t := &textFile{f: f}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.Size() < end:
		err = &DamageError{Path: path, What: fmt.Sprintf("%d bytes where %d are needed", info.Size(), end)}
	case info.Size() > end:
		err = f.Truncate(end)
	}
	if err == nil {
		err = t.cover(end)
	}
	if err != nil {
		return nil, errors.Join(err, t.close())
	}
	return t, nil
}

// place gives where size bytes, appended at end, will lie.
func (t *textFile) place(end int64, size int) (int64, error) {
	if size > extentSize {
		return 0, fmt.Errorf("a row's texts take %d bytes; the most is %d", size, extentSize)
	}
	if left := extentSize - end&(extentSize-1); int64(size) > left {
		end += left
	}
	return end, nil
}

// cover maps extents until end is covered. A mapping may reach beyond the end
// of the file; nobody reads there before it has been written.
func (t *textFile) cover(end int64) error {
	for int64(len(t.mapped))<<extentBits < end {
		m, err := mmap.MapRegion(t.f, extentSize, mmap.RDONLY, 0, int64(len(t.mapped))<<extentBits)
		if err != nil {
			return fmt.Errorf("mapping %s: %w", t.f.Name(), err)
		}
		t.mapped = append(t.mapped, m)
	}
	return nil
}

// close unmaps and closes. No search may be reading.
func (t *textFile) close() error {
	var errs []error
	for i := range t.mapped {
		errs = append(errs, t.mapped[i].Unmap())
	}
	t.mapped = nil
	return errors.Join(append(errs, t.f.Close())...)
}
