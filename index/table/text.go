package table

import (
	"errors"
	"fmt"
	"io"
	"os"

	mmap "github.com/blevesearch/mmap-go"
)

// extentSize is how much of the file "text" one mapping covers. Neither a row's
// texts nor a catalog lie across two extents, so that each is one piece of
// memory, and a file that grows never moves what searches are reading.
const (
	extentBits = 26
	extentSize = 1 << extentBits
)

// extents are the mapped parts of the text file.
type extents []mmap.MMap

// bytes gives n bytes at an offset. They must lie in the file.
func (e extents) bytes(at int64, n int) []byte {
	if n == 0 {
		return nil // which may be where no extent begins yet
	}
	off := at & (extentSize - 1)
	return e[at>>extentBits][off : off+int64(n)]
}

// textFile is the file "text": for each batch its catalog, if it has one, and
// then the texts of its rows, canonical, UTF-16LE.
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

// textWriter gathers what is to be appended to the file "text".
type textWriter struct {
	end    int64 // of the file, with all that was gathered
	pieces []piece
}

// piece is what will stand at an offset. Between two are the gaps at the ends of
// extents.
type piece struct {
	at   int64
	data []byte
}

// append gives where data will stand, all of it in one extent.
func (w *textWriter) append(data []byte) (at int64, err error) {
	if len(data) > extentSize {
		return 0, fmt.Errorf("a row's texts take %d bytes; the most is %d", len(data), extentSize)
	}
	at = w.end
	if left := extentSize - at&(extentSize-1); int64(len(data)) > left {
		at += left
	}
	if len(w.pieces) == 0 || at != w.end {
		w.pieces = append(w.pieces, piece{at: at})
	}
	last := &w.pieces[len(w.pieces)-1]
	last.data = append(last.data, data...)
	w.end = at + int64(len(data))
	return at, nil
}

// writeTo writes what was gathered.
func (w *textWriter) writeTo(f io.WriterAt) error {
	for _, p := range w.pieces {
		if _, err := f.WriteAt(p.data, p.at); err != nil {
			return err
		}
	}
	return nil
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
