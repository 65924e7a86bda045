package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"zonesearch/index/table"
)

// ErrRebuilding says that the index is being rebuilt already.
var ErrRebuilding = errors.New("the index is being rebuilt already")

// rebuilding is a rebuild that was asked for.
type rebuilding struct {
	ctx      context.Context
	asked    time.Time
	progress func(done, total uint64)
	g        *generation // once it is built
	done     chan error  // takes one
}

// lookAtReached is how often Rebuild looks how far the index is while that is
// being built anew anyway.
const lookAtReached = time.Second

// Rebuild builds the index anew from the archive and puts the new one in the
// old one's place. Until then the old one goes on answering and following the
// archive. progress, if not nil, hears now and then how many of the archive's
// changes are in. Where it fails, or ctx ends, all stays as it was. It fails with
// ErrRebuilding where another call has begun to. An index that is being built
// anew when Rebuild is called, since it was of no use, is not built twice:
// Rebuild waits for it.
func (x *Index) Rebuild(ctx context.Context, progress func(done, total uint64)) error {
	r := &rebuilding{ctx: ctx, asked: time.Now(), progress: progress, done: make(chan error, 1)}
	look := time.NewTicker(lookAtReached)
	defer look.Stop()
	for {
		select {
		case x.rebuilds <- r:
			return <-r.done
		case <-look.C:
			if s := x.Status(); progress != nil && s.Written < s.Archive {
				progress(s.Written, s.Archive)
			}
		case <-ctx.Done():
			return ctx.Err()
		case <-x.ctx.Done():
			return table.ErrClosed
		}
	}
}

// startRebuild begins to build a generation beside the current one, and hands
// it to the follower. Only the follower calls it, so that no two are built at
// once.
func (x *Index) startRebuild(r *rebuilding) {
	if g := x.current; g != nil && r.asked.Before(g.filled) {
		r.done <- nil // what was asked for has been done since
		return
	}
	if x.building {
		r.done <- ErrRebuilding
		return
	}
	x.building = true
	x.tasks.Go(func() {
		err := x.build(r)
		select {
		case x.built <- built{r, err}:
		case <-x.ctx.Done():
			r.done <- errors.Join(table.ErrClosed, x.discard(r.g))
		}
	})
}

// built is a rebuild that came to its end.
type built struct {
	*rebuilding
	err error
}

// build makes the generation and brings it as far as the archive is.
func (x *Index) build(r *rebuilding) error {
	ctx, cancel := context.WithCancel(r.ctx)
	defer cancel()
	defer context.AfterFunc(x.ctx, cancel)()
	name, err := nextName(x.options.Dir)
	if err != nil {
		return err
	}
	if r.g, err = createGeneration(x.ctx, x.options.Dir, name, x.stamps, x.options.Segmenter); err != nil {
		return err
	}
	return x.catchUp(ctx, r.g, func() error {
		if r.progress != nil {
			r.progress(r.g.reached(), x.archive.LastSeq())
		}
		return nil
	})
}

// finishRebuild lets the new generation answer. Only the follower calls it: it
// is the follower that writes, and now writes to the new one.
func (x *Index) finishRebuild(b built) {
	x.building = false
	err := b.err
	if err == nil {
		// What came in while it was built, and while nothing was followed.
		err = x.catchUp(x.ctx, b.g, func() error { return nil })
	}
	if err == nil {
		err = makeCurrent(x.options.Dir, filepath.Base(b.g.dir))
	}
	if err != nil {
		b.done <- errors.Join(err, x.discard(b.g))
		return
	}
	old := x.current
	x.current = b.g
	// What was wrong, was wrong with the old one: with the first view of the
	// new one that is over.
	err = x.publish(b.g)
	// Questions under way, long exports among them, still read the old one.
	x.retire(old)
	b.done <- err
}

// discard closes a generation after its last question, and removes it.
func (x *Index) discard(g *generation) error {
	if g == nil {
		return nil
	}
	return errors.Join(g.close(), os.RemoveAll(g.dir))
}
