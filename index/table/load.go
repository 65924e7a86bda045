package table

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	mmap "github.com/blevesearch/mmap-go"
)

// load brings the table into memory as far as its last batch without a gap
// before it, checks that its parts fit, and takes back what lies beyond.
func (t *Table) load() error {
	r, err := t.engine.reader()
	if err != nil {
		return err
	}
	last, newest, err := lastRecord(r.GetInternal)
	if err = errors.Join(err, r.Close()); err != nil {
		return &DamageError{Path: enginePath(t.dir), What: "how far it reaches is unknown", Err: err}
	}
	t.appended = last
	t.reached.Store(last.reached)

	if err := t.loadRows(); err != nil {
		return err
	}
	if t.text, err = openText(filepath.Join(t.dir, textName), last.textEnd); err != nil {
		return err
	}
	if !t.options.TrustTexts {
		if err := t.checkTexts(context.Background(), t.columns, t.text.mapped); err != nil {
			return err
		}
	}
	if newest.number > last.number {
		if err := t.takeBack(newest.number); err != nil {
			return err
		}
	}
	t.number = t.appended.number
	return t.firstView()
}

// loadRows reads the file "rows" into columns.
func (t *Table) loadRows() error {
	path := filepath.Join(t.dir, rowsName)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return damagedUnless(err, path, "cannot be opened")
	}
	t.rows = f
	end := t.appended.rowsEnd
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < end {
		return &DamageError{Path: path, What: fmt.Sprintf("%d bytes where %d are needed", info.Size(), end)}
	}
	if info.Size() > end {
		if err := f.Truncate(end); err != nil {
			return err
		}
	}
	if end == 0 {
		return nil
	}
	data, err := mmap.MapRegion(f, int(end), mmap.RDONLY, 0, 0)
	if err != nil {
		return err
	}
	defer data.Unmap()
	t.columns.grow(int(t.appended.rows))
	row := newStoredRow(t.schema)
	for at := 0; at < len(data); {
		body, size, err := frame(data[at:])
		if err == nil {
			err = row.decode(body, t.dictionaries)
		}
		if err == nil && t.columns.len() > 0 && row.seq <= t.seq {
			err = errBadRow
		}
		if err != nil {
			return &DamageError{Path: path, What: fmt.Sprintf("at byte %d", at), Err: err}
		}
		t.columns.add(row, int64(at))
		t.seq = row.seq
		at += size
	}
	if n := uint64(t.columns.len()); n != t.appended.rows {
		return &DamageError{Path: path, What: fmt.Sprintf("%d rows where %d are needed", n, t.appended.rows)}
	}
	return nil
}

// checkTexts compares the texts of all rows with their checksums.
func (t *Table) checkTexts(ctx context.Context, c columns, text extents) error {
	path := filepath.Join(t.dir, textName)
	return spread(ctx, path, c.len(), 1024, func(from, to int) error {
		for row := uint32(from); row < uint32(to); row++ {
			if !c.sound(row, text) {
				return &DamageError{Path: path, What: fmt.Sprintf("the text of row %d has a wrong checksum", c.seqs[row])}
			}
		}
		return nil
	})
}

// readRow reads one row from the file again, payload included.
func (t *Table) readRow(c columns, row uint32, into *storedRow) error {
	path := filepath.Join(t.dir, rowsName)
	var header [frameHeader]byte
	start := c.starts[row]
	if _, err := t.rows.ReadAt(header[:], start); err != nil {
		return &DamageError{Path: path, What: fmt.Sprintf("at byte %d", start), Err: err}
	}
	size := int64(header[0]) | int64(header[1])<<8 | int64(header[2])<<16 | int64(header[3])<<24
	if int(row)+1 < c.len() && start+frameHeader+size != c.starts[row+1] {
		return &DamageError{Path: path, What: fmt.Sprintf("at byte %d", start), Err: errBadFrame}
	}
	data := make([]byte, frameHeader+size)
	if _, err := t.rows.ReadAt(data, start); err != nil {
		return &DamageError{Path: path, What: fmt.Sprintf("at byte %d", start), Err: err}
	}
	body, _, err := frame(data)
	if err == nil {
		err = into.decode(body, nil)
	}
	if err == nil && into.seq != c.seqs[row] {
		err = errBadRow
	}
	if err != nil {
		return &DamageError{Path: path, What: fmt.Sprintf("at byte %d", start), Err: err}
	}
	return nil
}

// takeBack deletes the documents of batches that came after a gap, and starts
// the records afresh. Their owner writes those batches again.
//
// On a full disk that cannot be written, but it is what Bleve has in memory from
// then on. So the table is right and can be read; it takes no batch.
func (t *Table) takeBack(newest uint64) error {
	r, err := t.engine.reader()
	if err != nil {
		return err
	}
	var beyond []uint64
	live, digest := uint64(0), uint64(0)
	for _, s := range r.Segments() {
		deleted := s.Deleted()
		for local := range uint32(s.Segment().Count()) {
			if deleted != nil && deleted.Contains(local) {
				continue
			}
			seq, err := docSeq(s.Segment(), local)
			if err != nil {
				return errors.Join(err, r.Close())
			}
			if t.appended.rows == 0 || seq > t.seq {
				beyond = append(beyond, seq)
			} else {
				live++
				digest += digestOf(seq)
			}
		}
	}
	if err := r.Close(); err != nil {
		return err
	}
	t.appended.number, t.appended.base = newest+1, newest+1
	t.appended.live, t.appended.digest = live, digest
	err = ofSystem(t.engine.batch(nil, beyond, t.appended))
	if isFull(err) {
		t.fail(err)
		return nil
	}
	return err
}
