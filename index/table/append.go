package table

import (
	"fmt"
	"time"
)

// append writes rows and texts behind those that are there, and gives the
// record of the batch and those of its deletions that take something away.
// Batches come here one after the other.
func (t *Table) append(rows []analyzed, b Batch) (r record, deletes []uint64, err error) {
	r = t.appended
	w := textWriter{end: r.textEnd}
	for i := range rows {
		if rows[i].row.catalogSize > 0 {
			if rows[i].row.catalog, err = w.append(rows[i].catalog); err != nil {
				return r, nil, err
			}
			rows[i].catalog = nil
		}
		if rows[i].row.text, err = w.append(rows[i].text); err != nil {
			return r, nil, err
		}
		rows[i].text = nil
	}
	r.textEnd = w.end

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

	if err := w.writeTo(t.text.f); err != nil {
		return r, nil, err
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
