package table

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// view is the table at one moment. Views are built after each batch and each
// merge, so that no search waits for one, and are shared by Snapshots.
type view struct {
	reader   *scorch.IndexSnapshot
	segments []*part
	columns  columns
	values   [][]string // of the dictionaries
	text     extents
	live     int
	words    []uint64 // of the live rows, by text
	reached  uint64
	common   *byteCounts
	// wholes count all live rows, by keyword column.
	wholes []func() ([]int32, error)
	refs   atomic.Int64
}

// refresh builds a view of the index as it is now, unless there is one.
func (t *Table) refresh() error {
	t.views.building.Lock()
	defer t.views.building.Unlock()
	old := t.views.acquire()
	if old != nil {
		defer old.release()
	}
	r, err := t.engine.reader()
	if err != nil {
		return err
	}
	if old != nil && old.reader == r {
		return r.Close()
	}
	var v *view
	err = protect(enginePath(t.dir), func() (err error) {
		v, err = t.build(r, old)
		return err
	})
	if err != nil {
		return errors.Join(err, r.Close())
	}
	return t.views.put(v)
}

// build makes a view of r, with what it can take over from an old one.
func (t *Table) build(r *scorch.IndexSnapshot, old *view) (*view, error) {
	v := &view{reader: r, words: make([]uint64, len(t.schema.Texts))}
	v.refs.Store(1)
	last, newest, err := lastRecord(r.GetInternal)
	if err != nil {
		return nil, &DamageError{Path: enginePath(t.dir), What: "how far it reaches is unknown", Err: err}
	}
	v.reached = last.reached

	// Every row of a batch was appended before Bleve heard of it. Those of
	// later batches may not have come to the files yet, or never will.
	t.mu.RLock()
	v.columns = t.columns.first(int(newest.rows))
	v.text = append(extents(nil), t.text.mapped...)
	for i := range t.dictionaries {
		v.values = append(v.values, t.dictionaries[i].values)
	}
	t.mu.RUnlock()

	v.common = t.sample(v.columns.first(int(last.rows)), v.text)

	known := map[uint64]*residents{}
	if old != nil {
		for _, s := range old.segments {
			known[s.id] = s.residents
		}
	}
	for _, s := range r.Segments() {
		who := known[s.Id()]
		if who == nil {
			if who, err = settle(s, &v.columns); err != nil {
				return nil, err
			}
		}
		seg := &part{residents: who, zap: s.Segment(), deleted: s.Deleted()}
		seg.live = roaring.New()
		seg.live.AddRange(0, uint64(who.len()))
		if seg.deleted != nil {
			seg.live.AndNot(seg.deleted)
		}
		v.live += int(seg.live.GetCardinality())
		for i := range v.words {
			v.words[i] += who.total[i]
			if seg.deleted != nil {
				for it := seg.deleted.Iterator(); it.HasNext(); {
					v.words[i] -= uint64(who.words[i][it.Next()])
				}
			}
		}
		v.segments = append(v.segments, seg)
	}
	for column := range v.values {
		v.wholes = append(v.wholes, (&Snapshot{view: v, t: t}).countWhole(column))
	}
	return v, nil
}

// firstView builds the view that the table opens with, and compares it with
// what the last batch said.
func (t *Table) firstView() error {
	if err := t.refresh(); err != nil {
		return err
	}
	v := t.views.acquire()
	defer v.release()
	if uint64(v.live) != t.appended.live {
		return &DamageError{Path: enginePath(t.dir),
			What: fmt.Sprintf("%d live documents where %d are needed", v.live, t.appended.live)}
	}
	digest := uint64(0)
	t.dead = make([]bool, t.columns.len())
	for i := range t.dead {
		t.dead[i] = true
	}
	for _, s := range v.segments {
		for it := s.live.Iterator(); it.HasNext(); {
			row := s.rows[it.Next()]
			if !t.dead[row] {
				return &DamageError{Path: enginePath(t.dir), What: fmt.Sprintf("row %d stands there twice", t.columns.seqs[row])}
			}
			t.dead[row] = false
			digest += digestOf(t.columns.seqs[row])
		}
	}
	if digest != t.appended.digest {
		return &DamageError{Path: enginePath(t.dir), What: "other rows are deleted than were"}
	}
	return nil
}

// askView asks for a fresh view, so that the files of merged segments can go.
func (t *Table) askView() {
	select {
	case t.merged <- struct{}{}:
	default:
	}
}

// freshen builds views after merges, and has the files of the old segments
// dropped. Bleve only looks for files to drop when it has written something, so
// it is given something to write.
func (t *Table) freshen() {
	for {
		select {
		case <-t.stopping:
			return
		case <-t.merged:
		}
		err := t.refresh() // lets go of the old segments
		if err == nil {
			err = t.engine.touch()
		}
		if err == nil {
			err = t.refresh()
		}
		if err != nil {
			t.complain(err)
		}
	}
}
