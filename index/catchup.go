package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/project"
)

const (
	// publishEvery is how long an article that is indexed may stay unseen
	// while a long import goes on. Showing it means waiting for the batches
	// under way, which costs the import some time, so it then goes on for at
	// least showEach times as long before it shows again.
	publishEvery = 1500 * time.Millisecond
	showEach     = 8
	// progressEvery is the same while nobody can ask yet.
	progressEvery = 10 * publishEvery
	// pendingArticles and pendingBytes bound the articles that are read and not
	// handed to a table yet. One that is larger by itself counts as that much.
	pendingArticles = 256
	pendingBytes    = 16 << 20
)

// catchUp writes everything that the archive has and the generation lacks.
// Now and then it calls show, when both tables are at the same point. When it
// fails, nothing of it is under way any more.
func (x *Index) catchUp(ctx context.Context, g *generation, show func() error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(g.ctx, func() { cancel(context.Cause(g.ctx)) })()
	if x.archive.LastSeq() > g.reached() {
		// Before the work of reading what could not be written.
		if err := checkSpace(g.dir); err != nil {
			return err
		}
	}
	b, err := x.builderOf(g)
	if err != nil {
		return err
	}
	shown, pause := time.Now(), time.Duration(0)
	write := func(d *derivation) error {
		if err := b.add(ctx, d); err != nil {
			return err
		}
		if err := g.health(); err != nil {
			return err
		}
		every := publishEvery
		if !x.ready() {
			every = progressEvery
		}
		if time.Since(shown) < max(every, pause) {
			return nil
		}
		began := time.Now()
		if err := b.drain(ctx); err != nil {
			return err
		}
		shown = time.Now()
		pause = showEach * shown.Sub(began)
		return show()
	}
	err = x.derivations(ctx, g.reached(), write)
	if err == nil {
		err = b.drain(ctx)
	}
	if err == nil {
		err = b.compact(ctx)
	}
	if err != nil {
		// Batches take a bounded time; x.ctx lets go of them when the index is
		// closed, and the tables wait for them then.
		return errors.Join(err, b.wait(x.ctx))
	}
	g.builder = b
	return nil
}

// builderOf gives the builder that an earlier catching up left behind, or a
// new one. Whoever fails with it lets it go.
func (x *Index) builderOf(g *generation) (*builder, error) {
	if b := g.builder; b != nil {
		g.builder = nil
		return b, nil
	}
	return newBuilder(g)
}

// derivation is a change of the archive with the rows that it becomes.
type derivation struct {
	change archive.Change
	rows   *derived // nil where the change only takes away
	done   chan struct{}
	weight int64 // of pendingBytes
}

// derivations makes the rows of every change after a number on all cores, and
// calls write with them in order.
func (x *Index) derivations(ctx context.Context, after uint64, write func(*derivation) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var tasks sync.WaitGroup
	defer tasks.Wait()
	defer cancel()
	todo := make(chan *derivation, runtime.GOMAXPROCS(0))
	inOrder := make(chan *derivation, pendingArticles)
	room := semaphore.NewWeighted(pendingBytes)
	for range cap(todo) {
		tasks.Go(func() {
			for d := range todo {
				d.rows = x.derive(&d.change)
				close(d.done)
			}
		})
	}
	var scanned error
	tasks.Go(func() {
		defer close(inOrder)
		defer close(todo)
		scanned = x.archive.Salvage(ctx, after, func(c archive.Change) error {
			d := &derivation{change: c, done: make(chan struct{})}
			if c.Article == nil {
				close(d.done)
			} else {
				d.weight = min(int64(len(c.Article.Title)+len(c.Article.Body)), pendingBytes)
				if room.Acquire(ctx, d.weight) != nil || !send(ctx, todo, d) {
					return context.Cause(ctx)
				}
			}
			if !send(ctx, inOrder, d) {
				return context.Cause(ctx)
			}
			return nil
		}, func(damage *archive.DamageError) error {
			if damage.Seq == 0 {
				return damage
			}
			// The others are still worth finding.
			x.reportUnreadable(damage.Seq, damage)
			passed := &derivation{change: archive.Change{Seq: damage.Seq}, done: make(chan struct{})}
			close(passed.done)
			if !send(ctx, inOrder, passed) {
				return context.Cause(ctx)
			}
			return nil
		})
	})
	for d := range inOrder {
		<-d.done
		room.Release(d.weight)
		if err := write(d); err != nil {
			return err
		}
	}
	return scanned
}

func send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

// derive makes the rows of an article. One that brings the extractor down is
// indexed without projects, and one that cannot be indexed at all is left out:
// a single article must never stop all others.
func (x *Index) derive(c *archive.Change) *derived {
	plain := deriver{extractor: silent{}, places: x.places}
	for _, d := range []*deriver{&x.deriver, &plain} {
		rows, err := d.guarded(c.Seq, c.Article)
		if err == nil {
			return &rows
		}
		x.log.Error("an article cannot be read by the rules", slog.String("id", c.Article.ID), slog.Any("error", err))
	}
	x.reportUnreadable(c.Seq, errors.New("it cannot be indexed"))
	return nil
}

// guarded is derive, with a panic as an error.
func (d *deriver) guarded(seq uint64, a *corpus.Article) (rows derived, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return d.derive(seq, a)
}

// silent finds no projects.
type silent struct{}

func (silent) Extract(*corpus.Article) []project.Record { return nil }
