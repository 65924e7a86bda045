package table

import (
	"fmt"
	"time"
)

// append writes rows and texts behind those that are there, and gives the
// record of the batch and those of its deletions that take something away.
// Batches come here one after the other.
func (t *Table) append(rows []analyzed, b Batch) (r record, deletes []uint64, err error) {
	type piece struct {
		at   int64
		data []byte
	}
	var pieces []piece // of the text file, without the gaps between extents
	r = t.appended
	for i := range rows {
		at, err := t.text.place(r.textEnd, len(rows[i].text))
		if err != nil {
			return r, nil, err
		}
		if len(pieces) == 0 || at != r.textEnd {
			pieces = append(pieces, piece{at: at})
		}
		last := &pieces[len(pieces)-1]
		last.data = append(last.data, rows[i].text...)
		rows[i].row.text = at
		r.textEnd = at + int64(len(rows[i].text))
		rows[i].text = nil
	}

	var frames []byte
	t.mu.Lock()
	for _, seq := range b.Delete {
		if row, ok := t.columns.row(seq); ok && !t.dead[row] {
			t.dead[row] = true
			deletes = append(deletes, seq)
			r.digest -= digestOf(seq)
		}
	}
	t.columns.grow(len(rows))
	for i := range rows {
		start := r.rowsEnd + int64(len(frames))
		frames = rows[i].row.appendFrame(frames, b.Rows[i].Keywords, t.dictionaries)
		t.columns.add(rows[i].row, start)
		t.dead = append(t.dead, false)
		r.digest += digestOf(rows[i].row.seq)
	}
	err = t.text.cover(r.textEnd)
	t.mu.Unlock()
	if err != nil {
		return r, nil, err
	}

	for _, p := range pieces {
		if _, err := t.text.f.WriteAt(p.data, p.at); err != nil {
			return r, nil, err
		}
	}
	if _, err := t.rows.WriteAt(frames, r.rowsEnd); err != nil {
		return r, nil, err
	}
	r.rowsEnd += int64(len(frames))
	r.rows += uint64(len(rows))
	r.live += uint64(len(rows)) - uint64(len(deletes))
	r.reached = b.Reached
	t.appended = r
	return r, deletes, nil
}

// sync makes what was appended durable.
func (t *Table) sync() error {
	if err := t.rows.Sync(); err != nil {
		return err
	}
	return t.text.f.Sync()
}

// batch hands a batch to Bleve. When something in Bleve has died, its batches
// wait for ever; so this one does not.
func (t *Table) batch(rows []analyzed, deletes []uint64, r record) error {
	done := make(chan error, 1)
	go func() {
		done <- protect(enginePath(t.dir), func() error { return t.engine.batch(rows, deletes, r) })
	}()
	timeout := time.NewTimer(t.options.BatchTimeout)
	defer timeout.Stop()
	select {
	case err := <-done:
		return err
	case <-timeout.C:
		return fmt.Errorf("a batch was not written within %v", t.options.BatchTimeout)
	}
}
