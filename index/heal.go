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
	// freezePatience is how long the end of all writing may take.
	freezePatience = 30 * time.Second
	// renewAtMost is how often damage may have the index rebuilt. Where it
	// comes back at once, the disk is at fault, or this program.
	renewAtMost = 5 * time.Minute
)

// mend answers a failure. What is damaged is built anew. What cannot be written
// for another reason is frozen: questions are answered from what was shown last,
// until it has been opened again, which advance tries. healed tells that there
// is no need to wait.
func (x *Index) mend(failure *error) (healed bool) {
	g := x.current
	if g != nil && g.ctx.Err() != nil {
		*failure = context.Cause(g.ctx) // it was found damaged
	}
	var (
		archiveFault *archive.DamageError
		tableFault   *table.DamageError
	)
	switch {
	case errors.As(*failure, &tableFault):
		return x.renewFor(failure)
	case g == nil, g.frozen,
		// The index itself is well.
		g.health() == nil && errors.As(*failure, new(*errLowSpace)), errors.As(*failure, &archiveFault):
		x.fail(*failure)
		return false
	}
	// The least that this does is to stop Bleve, which tries again and again.
	if err := g.freeze(); err != nil {
		x.log.Warn("the index could not be frozen", slog.Any("error", err))
	}
	x.fail(*failure)
	if !isOfMachine(*failure) {
		// Bleve complains of this and that. Looking tells what is behind it.
		if found, _ := g.verify(g.ctx, false); len(found) > 0 {
			*failure = found[0]
			return x.renewFor(failure)
		}
	}
	return false
}

// renewFor renews after a failure; where that fails, the failure is now why.
func (x *Index) renewFor(failure *error) bool {
	err := x.renew(*failure)
	if err == nil {
		return true
	}
	*failure = err
	x.fail(err)
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
	old := x.current // nil, or frozen
	if old != nil {
		old.superseded.Store(true)
	}
	g, err := openCurrent(x.ctx, x.options.Dir, x.stamps, x.options.Segmenter)
	if err == nil {
		if err = x.belongs(g); err == nil {
			x.current = g
			x.leave(old)
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
	g.empty = true
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

// leave closes a generation after its last question. Its files are those of the
// one that was opened in its place.
func (x *Index) leave(g *generation) {
	if g == nil {
		return
	}
	x.tasks.Go(func() {
		if err := g.close(); err != nil {
			x.log.Warn("closing the index", slog.Any("error", err))
		}
	})
}
