package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"syscall"
	"time"

	"zonesearch/corpus/archive"
	"zonesearch/index/table"
)

const (
	// After a failure the index waits before it tries again, each time twice as
	// long up to a bound: a full disk stays full for a while, and trying costs
	// the opening of the index.
	retryAfter   = 10 * time.Second
	longestRetry = time.Minute
	// lowSpaceRetry is how often it looks whether there is space again, which
	// costs nothing.
	lowSpaceRetry = 2 * time.Second
	healthEvery   = 5 * time.Second
	freshEvery    = time.Minute
	closePatience = 30 * time.Second
	// renewAtMost is how often damage may have the index rebuilt. Where it
	// comes back at once, the disk is at fault, or this program.
	renewAtMost = 5 * time.Minute
)

// run follows the archive until the index is closed, and heals what fails on
// the way. The current generation changes only here.
func (x *Index) run() {
	pause := retryAfter
	for x.ctx.Err() == nil {
		changed := x.archive.Changed()
		err := x.advance()
		if x.ctx.Err() != nil {
			return
		}
		if err == nil {
			pause = retryAfter
			x.failing.Store(nil)
			x.idle(changed)
			continue
		}
		cheap := errors.As(err, new(*errLowSpace)) && x.current.health() == nil
		healed := x.mend(err)
		switch {
		case healed:
		case cheap:
			x.sleep(lowSpaceRetry)
		default:
			x.sleep(pause)
			pause = min(2*pause, longestRetry)
		}
	}
}

// advance brings the current generation up to the archive and shows it.
func (x *Index) advance() error {
	if x.current == nil {
		if err := x.load(); err != nil {
			return err
		}
	}
	g := x.current
	// What was indexed before comes first, as reading goes on when writing
	// cannot.
	if err := x.publish(g); err != nil {
		return err
	}
	if err := x.catchUp(x.ctx, g, func() error { return x.publish(g) }); err != nil {
		return err
	}
	if err := x.publish(g); err != nil {
		return err
	}
	return g.health()
}

// idle waits until there is something to do.
func (x *Index) idle(changed <-chan struct{}) {
	health := time.NewTicker(healthEvery)
	defer health.Stop()
	fresh := time.Now()
	for {
		select {
		case <-changed:
			return
		case <-x.current.ctx.Done():
			return
		case r := <-x.rebuilds:
			x.startRebuild(r)
		case b := <-x.built:
			x.finishRebuild(b)
			return
		case <-health.C:
			// A fresh view now and then lets go of segments that were merged
			// away.
			if x.current.health() != nil || time.Since(fresh) > freshEvery {
				return
			}
		}
	}
}

// sleep waits, but for nothing that cannot wait.
func (x *Index) sleep(d time.Duration) {
	var damage <-chan struct{}
	if x.current != nil {
		damage = x.current.ctx.Done()
	}
	select {
	case <-time.After(d):
	case <-damage:
	case r := <-x.rebuilds:
		// A disk that is full will not hold another; one that is ill may.
		x.startRebuild(r)
	case b := <-x.built:
		x.finishRebuild(b)
	case <-x.ctx.Done():
	}
}

// mend answers a failure. What is damaged is built anew; what failed for
// another reason is opened again and, after a while, tried again. healed tells
// that there is no need to wait.
func (x *Index) mend(err error) (healed bool) {
	g := x.current
	if g != nil && g.ctx.Err() != nil {
		err = context.Cause(g.ctx) // it was found damaged
	}
	var (
		low          *errLowSpace
		archiveFault *archive.DamageError
		tableFault   *table.DamageError
	)
	switch {
	case errors.As(err, &low) && g.health() == nil, errors.As(err, &archiveFault):
		// The index itself is well.
		x.fail(err)
		return false
	case g == nil:
		x.fail(err)
		return false
	case !errors.As(err, &tableFault) && !isOfMachine(err):
		// Bleve complains of this and that. Looking tells what is behind it.
		if found, _ := g.verify(g.ctx, false); len(found) > 0 {
			err = found[0]
		}
	}
	if errors.As(err, &tableFault) {
		return x.renew(err) == nil
	}
	x.fail(err)
	x.withdraw()
	x.current = nil
	g.giveUp(err)
	if err := closeWithin(g, closePatience); err != nil {
		x.log.Warn("closing the index", slog.Any("error", err))
	}
	if err := x.load(); err != nil {
		x.fail(err)
		return false
	}
	if err := x.publish(x.current); err != nil {
		x.log.Warn("the index cannot be shown", slog.Any("error", err))
	}
	return false
}

// fail says why the index does not go on. What was indexed is still found.
func (x *Index) fail(err error) {
	reason := err.Error()
	if old := x.failing.Swap(&reason); old == nil || *old != reason {
		x.log.Error("the index cannot go on for now", slog.Any("error", err))
	}
}

// load opens the current generation, or puts an empty one in its place where
// there is none that is of use. It fails where the machine is at fault, and
// waiting or a person may help.
func (x *Index) load() error {
	g, err := openCurrent(x.ctx, x.options.Dir, x.stamps, x.options.Segmenter)
	if err == nil {
		if err = x.belongs(g); err == nil {
			x.current = g
			return nil
		}
		err = errors.Join(err, g.close())
	}
	var damage *table.DamageError
	switch {
	case errors.As(err, &damage):
		return x.renew(err)
	case errors.Is(err, errNone):
		return x.begin()
	case errors.Is(err, table.ErrStale), errors.Is(err, errOtherArchive):
		x.log.Warn("the index is rebuilt", slog.Any("reason", err))
		return x.begin()
	case !isOfMachine(err):
		return x.renew(err)
	}
	return fmt.Errorf("open the index in %s: %w", x.options.Dir, err)
}

// isOfMachine reports an error that says nothing about what is on disk: the
// machine lacks something, or does not let us.
func isOfMachine(err error) bool {
	for _, cause := range []error{
		syscall.ENOSPC, syscall.EDQUOT, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM,
		syscall.EACCES, syscall.EPERM, syscall.EROFS, table.ErrLocked, table.ErrClosed, context.Canceled,
	} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

// renew puts the current generation aside, which is damaged, and begins a new
// one. Questions fail until that holds what the archive does.
func (x *Index) renew(err error) error {
	x.distrust(err)
	x.log.Error("the index is damaged and is rebuilt", slog.Any("error", err))
	x.withdraw()
	if x.current != nil {
		x.current.giveUp(err)
	}
	if wait := renewAtMost - time.Since(x.renewed); wait > 0 && !x.renewed.IsZero() {
		x.log.Warn("it was rebuilt a moment ago", slog.Duration("wait", wait))
		select {
		case <-time.After(wait):
		case <-x.ctx.Done():
			return x.ctx.Err()
		}
	}
	x.renewed = time.Now()
	return x.begin()
}

// begin puts an empty generation in the place of the current one, if any.
func (x *Index) begin() error {
	x.withdraw()
	old := x.current
	x.current = nil
	x.retire(old)
	dir := x.options.Dir
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	name, err := nextName(dir)
	if err != nil {
		return err
	}
	// In this order: CURRENT may name what is not there yet, but a generation
	// without a CURRENT is a sign of damage.
	if err := makeCurrent(dir, name); err != nil {
		return err
	}
	if old == nil && !x.building {
		// What is of no use must not take the space of what takes its place.
		if err := removeOthers(dir, name); err != nil {
			x.log.Warn("an old generation could not be removed", slog.Any("error", err))
		}
	}
	g, err := createGeneration(x.ctx, dir, name, x.stamps, x.options.Segmenter)
	if err != nil {
		return fmt.Errorf("create the index in %s: %w", dir, err)
	}
	x.current = g
	x.target.Store(max(x.target.Load(), x.archive.LastSeq()))
	return nil
}

// retire closes a generation after its last question, and removes it. Damaged
// or not, nothing in it is worth keeping: the archive has it all.
func (x *Index) retire(g *generation) {
	if g == nil {
		return
	}
	x.tasks.Go(func() {
		if err := x.discard(g); err != nil {
			x.log.Warn("an old generation could not be removed", slog.String("dir", g.dir), slog.Any("error", err))
		}
	})
}

// closeWithin closes a generation. Where that takes too long, a question that
// never ends perhaps, it goes on by itself.
func closeWithin(g *generation, patience time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- g.close() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return fmt.Errorf("%s is still in use after %v", g.dir, patience)
	}
}

// errOtherArchive says that an index is of another archive, or of another past
// of this one: a backup was put in its place, perhaps.
var errOtherArchive = errors.New("the index shows what the archive never held")

// tailRows is how many of the last rows are compared with the archive. Where
// the past is another one, they differ first.
const tailRows = 64

// belongs compares the end of a generation with the archive.
func (x *Index) belongs(g *generation) error {
	last := x.archive.LastSeq()
	if reached := max(g.articles.Reached(), g.projects.Reached()); reached > last {
		return fmt.Errorf("%w: it has come to change %d, the archive to %d", errOtherArchive, reached, last)
	}
	snap, err := g.articles.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	var tail []uint32
	for row := max(0, snap.Rows()-tailRows); row < snap.Rows(); row++ {
		tail = append(tail, uint32(row))
	}
	err = compareRows(x.ctx, x.archive, snap, snap.RowsOf(snap.SetOf(tail)), true)
	if errors.As(err, new(*unlikeError)) {
		return fmt.Errorf("%w: %w", errOtherArchive, err)
	}
	return err
}
