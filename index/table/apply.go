package table

import (
	"context"
	"fmt"
	"sync"
)

// Pending is a batch under way.
type Pending struct {
	number   uint64
	batch    Batch
	earlier  []*Pending // those that may still be under way, oldest first
	appended chan struct{}
	done     chan struct{}
	err      error // why it failed; to be read after done
}

// Wait waits until the batch and all before it are on disk and visible, or one
// of them has failed.
func (p *Pending) Wait(ctx context.Context) error {
	select {
	case <-p.done:
		return p.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Apply writes a batch. When it returns nil the batch is on disk, and visible
// to every later Snapshot. A batch whose ctx ends may still be written. When
// writing has failed, Health says so, and no batch is taken until the table is
// opened again; Reached then tells what is on disk.
func (t *Table) Apply(ctx context.Context, b Batch) error {
	p, err := t.Begin(ctx, b)
	if err != nil {
		return err
	}
	return p.Wait(ctx)
}

// Begin starts to write a batch and returns while that is under way, so that
// several keep all cores busy. Batches take effect as if written one after the
// other, in the order of the calls. Options.Writers are under way at most;
// Begin waits for a place.
//
// Some four thousand rows, or eight megabytes of text, make a good batch: each
// costs a segment with a dictionary of its own and some syncs, and its terms stay
// in memory until it is written. Batches half that size took a fifth more disk.
func (t *Table) Begin(ctx context.Context, b Batch) (*Pending, error) {
	if err := t.check(&b); err != nil {
		return nil, err
	}
	select {
	case <-t.order:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { t.order <- struct{}{} }()
	if t.closed.Load() {
		return nil, ErrClosed
	}
	if err := t.awaitPlace(ctx); err != nil {
		return nil, err
	}
	if err := t.broken.Load(); err != nil {
		return nil, *err
	}
	if len(b.Rows) > 0 {
		if first := b.Rows[0].Seq; first <= t.seq && t.seq > 0 {
			return nil, fmt.Errorf("row %d would come after row %d", first, t.seq)
		}
		t.seq = b.Rows[len(b.Rows)-1].Seq
	}
	t.number++
	p := &Pending{
		number: t.number, batch: b, earlier: append([]*Pending(nil), t.window...),
		appended: make(chan struct{}), done: make(chan struct{}),
	}
	t.window = append(t.window, p)
	t.tasks.Go(func() { t.run(p) })
	return p, nil
}

// check refuses rows that do not fit the schema.
func (t *Table) check(b *Batch) error {
	for i := range b.Rows {
		r := &b.Rows[i]
		switch {
		case len(r.Texts) != len(t.schema.Texts), len(r.Keywords) != len(t.schema.Keywords), len(r.Numbers) != len(t.schema.Numbers):
			return fmt.Errorf("row %d has %d texts, %d keywords and %d numbers; the schema has %d, %d and %d", r.Seq,
				len(r.Texts), len(r.Keywords), len(r.Numbers), len(t.schema.Texts), len(t.schema.Keywords), len(t.schema.Numbers))
		case i > 0 && r.Seq <= b.Rows[i-1].Seq:
			return fmt.Errorf("row %d would come after row %d", r.Seq, b.Rows[i-1].Seq)
		}
		size := 0
		for _, text := range r.Texts {
			size += len(text)
		}
		// In UTF-16 no text takes more than twice its bytes in UTF-8.
		if size > extentSize/2 {
			return fmt.Errorf("row %d has %d bytes of text; the most is %d", r.Seq, size, extentSize/2)
		}
	}
	return nil
}

// awaitPlace waits for the oldest batch while there are too many. It is always
// the oldest: what a record says about those before it must not lag behind.
func (t *Table) awaitPlace(ctx context.Context) error {
	for len(t.window) > 0 {
		oldest := t.window[0]
		if len(t.window) < t.options.Writers {
			select {
			case <-oldest.done:
			default:
				return nil
			}
		}
		select {
		case <-oldest.done:
			t.window = t.window[1:]
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// run writes a batch, and ends it after all before it.
func (t *Table) run(p *Pending) {
	appended := sync.OnceFunc(func() { close(p.appended) })
	r, err := t.write(p, appended)
	if err = ofSystem(err); err != nil {
		t.fail(err)
	}
	appended()
	for _, e := range p.earlier {
		<-e.done
		if err == nil {
			err = e.err
		}
	}
	if err == nil {
		t.reached.Store(r.reached)
	}
	p.err = err
	p.batch = Batch{}
	close(p.done)
	p.earlier = nil
}

// write does the work of a batch. appended is called once others may append.
func (t *Table) write(p *Pending, appended func()) (record, error) {
	rows, unfit := t.analyzer.all(p.batch.Rows)
	if n := len(p.earlier); n > 0 {
		<-p.earlier[n-1].appended
	}
	if err := t.broken.Load(); err != nil {
		return record{}, *err
	}
	if unfit != nil {
		return record{}, unfit
	}
	r, deletes, err := t.append(rows, p.batch)
	if err != nil {
		return record{}, err
	}
	appended()
	if err := t.sync(); err != nil {
		return record{}, err
	}
	r.number, r.base = p.number, p.number-1
	for i := len(p.earlier) - 1; i >= 0; i-- {
		select {
		case <-p.earlier[i].done:
		default:
			r.base = p.earlier[i].number - 1
			if len(deletes) > 0 {
				// The batch may delete what an earlier one is only adding.
				<-p.earlier[i].done
			}
		}
	}
	if err := t.broken.Load(); err != nil {
		return record{}, *err
	}
	if err := t.batch(rows, deletes, r); err != nil {
		return record{}, err
	}
	return r, t.refresh()
}
