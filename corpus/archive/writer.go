package archive

import (
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// groupBytes is how much one transaction takes on before it is synced. A
// single call that is larger is still one transaction.
const groupBytes = 8 << 20

// request is one Put or Delete on its way through the writer.
type request struct {
	ctx   context.Context
	bytes int64 // about what it adds to the file, 0 for a Delete
	apply func(*writing) error
	done  chan error // takes one result without waiting
}

// writing is a write transaction in progress.
type writing struct {
	a     *Archive
	log   *bbolt.Bucket
	ids   *bbolt.Bucket
	tx    *bbolt.Tx
	head  head
	dirty bool
}

// submit hands r to the writer and waits for its result. Until the writer has
// taken it, it can be called back through its context; from then on the result
// is waited for, so that nobody is left not knowing.
func (a *Archive) submit(r *request) error {
	r.done = make(chan error, 1)
	select {
	case a.queue <- r:
		return <-r.done
	case <-r.ctx.Done():
		return r.ctx.Err()
	case <-a.closing:
		return ErrClosed
	}
}

// write is the one writer. Requests that wait while a transaction is being
// synced share the next one, so the number of syncs doesn't grow with the
// number of callers.
func (a *Archive) write() {
	defer close(a.done)
	for {
		select {
		case <-a.closing:
			return
		case r := <-a.queue:
			a.commitAll(a.gather(r))
		}
	}
}

// gather takes along who else is waiting.
func (a *Archive) gather(first *request) []*request {
	group, bytes := []*request{first}, first.bytes
	for bytes < groupBytes {
		select {
		case r := <-a.queue:
			group = append(group, r)
			bytes += r.bytes
		default:
			return group
		}
	}
	return group
}

// commitAll answers every request of the group. One that fails by itself is
// taken out, and the others are tried again without it.
func (a *Archive) commitAll(group []*request) {
	for len(group) > 0 {
		culprit, err := a.transact(group)
		if culprit < 0 {
			for _, r := range group {
				r.done <- err
			}
			return
		}
		group[culprit].done <- err
		group = append(group[:culprit], group[culprit+1:]...)
	}
}

// transact applies the group in one transaction. The first result is the
// request that failed, or -1 where the error, if any, concerns all.
func (a *Archive) transact(group []*request) (culprit int, err error) {
	a.commit.Lock()
	defer a.commit.Unlock()
	if a.stopped != nil {
		return -1, fmt.Errorf("%w: %w", ErrStopped, a.stopped)
	}
	room, err := a.room()
	if err != nil {
		return -1, err
	}
	culprit = -1
	w := writing{a: a}
	err = guard(func() error {
		if err := w.begin(); err != nil {
			return err
		}
		for i, r := range group {
			culprit = i
			if err := w.run(r, &room); err != nil {
				return err
			}
		}
		culprit = -1
		return nil
	})
	if err != nil || !w.dirty {
		w.rollback()
		return culprit, err
	}
	return -1, a.finish(&w)
}

func (w *writing) begin() (err error) {
	if w.tx, err = w.a.db.Begin(true); err != nil {
		return openErr(err)
	}
	if w.head, err = readHead(w.tx); err != nil {
		return err
	}
	if w.head.last != w.a.head.Load().last {
		return &DamageError{Reason: "the last changes are gone from the file"}
	}
	w.log, w.ids = w.tx.Bucket(logBucket), w.tx.Bucket(idsBucket)
	// Numbers only grow, so a page of the log never needs room in its middle.
	w.log.FillPercent = 1
	return nil
}

// run applies one request, if it is still wanted and there is room for it.
func (w *writing) run(r *request, room *int64) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if r.bytes > 0 && r.bytes > *room {
		return fmt.Errorf("%w: %d bytes wanted, %d left above the reserve", ErrNoSpace, r.bytes, max(*room, 0))
	}
	*room -= r.bytes
	return r.apply(w)
}

func (w *writing) rollback() {
	if w.tx != nil {
		// Before Commit a rollback is a matter of memory only.
		_ = guard(w.tx.Rollback)
	}
}

// finish commits and publishes. bbolt writes and syncs the pages, then the
// meta page; it rolls back by itself where that fails.
func (a *Archive) finish(w *writing) error {
	err := guard(func() error {
		return w.tx.Bucket(headBucket).Put(headKey, w.head.encode())
	})
	if err != nil {
		w.rollback()
		return err
	}
	a.opts.step.before("commit")
	if err := guard(w.tx.Commit); err != nil {
		if isNoSpace(err) {
			return fmt.Errorf("%w: %w", ErrNoSpace, err)
		}
		// A panic leaves the transaction open, and the next one waiting for it.
		if errors.As(err, new(*DamageError)) {
			w.rollback()
		}
		a.stopped = err
		return fmt.Errorf("%w: %w", ErrStopped, err)
	}
	a.opts.step.before("publish")
	h := w.head
	a.publish(&h)
	a.opts.step.before("mark")
	writeMark(a.mark, h.last)
	return nil
}
