package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/index/table"
)

const (
	// The index is compared with the archive soon after it was opened, when
	// every checksum has been looked at already, and checked from the ground
	// once a day.
	firstCheck = time.Minute
	deepEvery  = 24 * time.Hour
	// calmAfterCheck is how long after a check that found nothing no other is
	// made, whatever searches meet: a query that brings a search down must not
	// keep the disk busy.
	calmAfterCheck = time.Minute
)

// guard runs what reads a view, and turns what can go wrong there into the
// errors that callers know. What looks like damage is looked into.
func (x *Index) guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			cause, ok := r.(error)
			if !ok {
				cause = fmt.Errorf("%v", r)
			}
			x.suspect(fmt.Errorf("panic in a search: %w\n%s", cause, debug.Stack()), false)
			err = ErrFailed
		}
	}()
	err = f()
	var damage *table.DamageError
	switch {
	case errors.As(err, &damage):
		// A panic below may come of a fault of ours as well; a wrong checksum
		// may not.
		var panicked runtime.Error
		x.suspect(err, !errors.As(err, &panicked))
		return errors.Join(ErrDamaged, err)
	case errors.Is(err, context.DeadlineExceeded):
		return errors.Join(ErrTimeout, err)
	}
	return err
}

// suspect has the index checked. Where the damage is certain, nothing is
// answered meanwhile.
func (x *Index) suspect(err error, certain bool) {
	if at := x.calm.Load(); at != nil && time.Since(*at) < calmAfterCheck {
		return
	}
	x.log.Error("a search failed and the index is checked", slog.Any("error", err))
	if certain {
		x.distrust(err)
	}
	select {
	case x.suspicions <- struct{}{}:
	default: // a check is asked for already
	}
}

// distrust has questions refused until the index is shown to be whole, or is
// built anew.
func (x *Index) distrust(err error) {
	t := &trouble{reason: err.Error()}
	if v := x.now.Load(); v != nil {
		t.of = v.generation
	}
	x.trouble.CompareAndSwap(nil, t)
}

// keepChecking checks the index where a search has met something odd, and now
// and then anyway, until it is closed.
func (x *Index) keepChecking() {
	next, deep := time.NewTimer(firstCheck), false
	defer next.Stop()
	for {
		suspected := false
		select {
		case <-x.ctx.Done():
			return
		case <-x.suspicions:
			suspected = true
		case <-next.C:
		}
		err := x.check(deep && !suspected)
		if !suspected {
			deep = true
			next.Reset(deepEvery)
		}
		switch {
		case x.ctx.Err() != nil:
			return
		case err != nil:
			x.log.Warn("the index could not be checked", slog.Any("error", err))
		}
	}
}

// check looks at the current generation, and gives it up where it is damaged.
// That wakes the follower, which builds another.
func (x *Index) check(deep bool) error {
	v := x.now.Load()
	if v == nil || !v.take() {
		return nil // it is being opened or rebuilt, and that checks more
	}
	defer v.release()
	distrusted := x.trouble.Load()
	r, err := x.examine(x.ctx, v, deep)
	switch {
	case v.generation.superseded.Load():
		return nil // opening it again checks more
	case err != nil:
		return err
	case len(r.Damage) > 0:
		x.condemn(v.generation, &r)
		return nil
	}
	now := time.Now()
	x.calm.Store(&now)
	if distrusted != nil && x.trouble.CompareAndSwap(distrusted, nil) {
		x.log.Warn("the index was checked and is whole")
		x.tell()
	}
	return nil
}

// condemn gives up a generation in which damage was found.
func (x *Index) condemn(g *generation, r *Report) {
	found := damaged(g.dir, r.Damage[0], nil)
	if r.unlike && x.unlike.Swap(true) {
		// Building it anew has not helped. To answer, and to say so, is better
		// than to build for ever.
		x.fail(found)
		return
	}
	x.distrust(found)
	g.giveUp(found)
}

// reportUnreadable remembers an article of the archive that cannot be read.
func (x *Index) reportUnreadable(seq uint64, err error) {
	x.unreadableMu.Lock()
	known := x.unreadable[seq]
	x.unreadable[seq] = true
	n := int64(len(x.unreadable))
	x.unreadableMu.Unlock()
	if known {
		return
	}
	x.damaged.Store(max(x.damaged.Load(), n))
	x.log.Error("an article of the archive cannot be read", slog.Uint64("seq", seq), slog.Any("error", err))
}

// countMissing tells how many articles a view lacks that the archive holds,
// where both are at the same point. More than cannot be read are a reason to
// look.
func (x *Index) countMissing(v *view) {
	reached := v.articles.Reached()
	if x.archive.LastSeq() != reached {
		return
	}
	missing := x.archive.Count() - v.articles.Len()
	if x.archive.LastSeq() != reached {
		return
	}
	x.unreadableMu.Lock()
	known := len(x.unreadable)
	x.unreadableMu.Unlock()
	x.damaged.Store(int64(max(missing, known)))
	if missing < 0 || missing > known {
		select {
		case x.suspicions <- struct{}{}:
		default:
		}
	}
}

// readable gives the articles with these numbers, nil for those that are gone
// or cannot be read.
func (x *Index) readable(seqs []uint64) ([]*corpus.Article, error) {
	articles, err := x.archive.Many(seqs)
	var damage *archive.DamageError
	if !errors.As(err, &damage) {
		return articles, err
	}
	for _, err := range unjoin(err) {
		if !errors.As(err, &damage) || damage.Seq == 0 {
			return nil, err
		}
		x.reportUnreadable(damage.Seq, err)
	}
	return articles, nil
}

// unjoin gives the errors that errors.Join has put together.
func unjoin(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}
