package index

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"time"

	"zonesearch/corpus/archive"
	"zonesearch/index/reprint"
	"zonesearch/index/table"
)

const (
	// A batch is closed at so many articles or bytes of text: see table.Begin.
	batchArticles = 2000
	batchBytes    = 4 << 20
	// publishEvery is how long an article that is indexed may stay unseen
	// while a long import goes on. Showing it means waiting for the batches
	// under way, which costs the import some time.
	publishEvery = 1500 * time.Millisecond
	// retryAfter is how long to wait after a failure, a full disk mostly,
	// before writing is tried again.
	retryAfter = 5 * time.Second
)

// run follows the archive until the index is closed.
func (x *Index) run() {
	for x.ctx.Err() == nil {
		changed := x.archive.Changed()
		err := x.follow()
		if x.ctx.Err() != nil {
			return
		}
		if err != nil {
			x.recover(err)
			continue
		}
		// A fresh view now and then lets go of segments that were merged away.
		select {
		case <-changed:
		case <-x.heal:
			x.recover(ErrDamaged)
		case r := <-x.rebuilds:
			x.startRebuild(r)
		case b := <-x.built:
			x.finishRebuild(b)
		case <-time.After(time.Minute):
			if err := x.publish(x.current); err != nil {
				x.log.Warn("refreshing the view", slog.Any("error", err))
			}
		case <-x.ctx.Done():
		}
	}
}

// follow brings the current generation up to the archive and shows it.
func (x *Index) follow() error {
	g := x.current
	if err := x.catchUp(x.ctx, g, func() error { return x.publish(g) }); err != nil {
		return err
	}
	return x.publish(g)
}

// recover answers a failure: what is damaged is built anew, what failed for
// another reason is opened and tried again.
func (x *Index) recover(err error) {
	var damage *table.DamageError
	x.log.Error("the index cannot go on", slog.Any("error", err))
	x.switching.Lock()
	defer x.switching.Unlock()
	if errors.As(err, &damage) || errors.Is(err, ErrDamaged) {
		reason := err.Error()
		x.trouble.Store(&reason)
	}
	if x.trouble.Load() == nil {
		select {
		case <-time.After(retryAfter):
		case <-x.ctx.Done():
			return
		}
	}
	if v := x.now.Swap(nil); v != nil {
		v.release()
	}
	if err := x.reopen(); err != nil {
		x.log.Error("the index cannot be opened again", slog.Any("error", err))
		select {
		case <-time.After(retryAfter):
		case <-x.ctx.Done():
		}
	}
}

// reopen closes the current generation and opens it, or a new one where it is
// damaged.
func (x *Index) reopen() error {
	damaged := x.trouble.Load() != nil
	if err := x.current.close(); err != nil {
		x.log.Warn("closing the old index", slog.Any("error", err))
	}
	var g *generation
	err := errNone
	if !damaged {
		g, err = openCurrent(x.options.Dir, x.stamps, x.options.Segmenter)
	}
	if errors.Is(err, errNone) {
		if g, err = createGeneration(x.options.Dir, x.stamps, x.options.Segmenter); err == nil {
			err = g.makeCurrent()
		}
	}
	if err != nil {
		return err
	}
	x.current = g
	x.trouble.Store(nil)
	if damaged {
		// Questions wait until what was there before is there again.
		x.target = max(x.target, x.archive.LastSeq())
		return nil
	}
	return x.publish(g)
}

// catchUp writes everything that the archive has and the generation lacks.
// Now and then it calls show, when both tables are at the same point.
func (x *Index) catchUp(ctx context.Context, g *generation, show func() error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	b, err := x.builderOf(g)
	if err != nil {
		return err
	}
	shown := time.Now()
	write := func(d *derivation) error {
		if err := b.add(ctx, d); err != nil {
			return err
		}
		if time.Since(shown) < publishEvery {
			return nil
		}
		if err := b.drain(ctx); err != nil {
			return err
		}
		shown = time.Now()
		return show()
	}
	if err := x.derivations(ctx, g.reached(), write); err != nil {
		return err
	}
	if err := b.drain(ctx); err != nil {
		return err
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
	rows   derived
	err    error
	done   chan struct{}
}

// derivations makes the rows of every change after a number on all cores, and
// calls write with them in order.
func (x *Index) derivations(ctx context.Context, after uint64, write func(*derivation) error) error {
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan *derivation, workers)
	inOrder := make(chan *derivation, 256)
	for range workers {
		go func() {
			for d := range todo {
				d.rows, d.err = x.deriver.derive(d.change.Seq, d.change.Article)
				close(d.done)
			}
		}()
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	scanned := make(chan error, 1)
	go func() {
		defer close(inOrder)
		defer close(todo)
		scanned <- x.archive.Salvage(ctx, after, func(c archive.Change) error {
			d := &derivation{change: c, done: make(chan struct{})}
			if c.Article == nil {
				close(d.done)
			} else if !send(ctx, todo, d) {
				return ctx.Err()
			}
			if !send(ctx, inOrder, d) {
				return ctx.Err()
			}
			return nil
		}, x.reportDamage)
	}()
	for d := range inOrder {
		<-d.done
		err := d.err
		if err == nil {
			err = write(d)
		}
		if err != nil {
			cancel(err)
			for range inOrder { // let the scan end
			}
			<-scanned
			return err
		}
	}
	return <-scanned
}

func send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

// reportDamage counts an article of the archive that cannot be read, and lets
// the scan go on: the others are still worth finding.
func (x *Index) reportDamage(d *archive.DamageError) error {
	x.damaged.Add(1)
	x.log.Error("an article of the archive cannot be read", slog.Any("error", d))
	return nil
}

// builder writes rows into a generation's tables, in batches.
type builder struct {
	g        *generation
	finder   *reprint.Finder
	numbers  []uint64 // sequence numbers of the articles in the finder
	articles table.Batch
	projects table.Batch
	bytes    int
	pending  []*table.Pending
	// written is the last number handed to the tables, which may not be
	// visible yet.
	written uint64
}

// newBuilder takes the reprints that are known up again.
func newBuilder(g *generation) (*builder, error) {
	b := &builder{g: g, finder: &reprint.Finder{}, written: g.reached()}
	snap, err := g.articles.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	places := make(map[uint64]int, 1024)
	for row := range uint32(snap.Rows()) {
		seq, group := snap.Seq(row), uint64(snap.Number(numGroup, row))
		n, known := places[group]
		if !known {
			n = b.finder.Len()
		}
		if group == seq {
			places[seq] = b.finder.Len()
		}
		b.finder.Restore(sketchFrom(func(i int) int64 { return snap.Number(numSketch+i, row) }), n)
		b.numbers = append(b.numbers, seq)
	}
	return b, nil
}

// add puts in one change.
func (b *builder) add(ctx context.Context, d *derivation) error {
	c := &d.change
	if c.Replaces != 0 {
		if err := b.remove(ctx, c.Replaces); err != nil {
			return err
		}
	}
	if c.Article != nil {
		group := b.finder.Add(d.rows.sketch)
		b.numbers = append(b.numbers, c.Seq)
		d.rows.article.Numbers[numGroup] = int64(b.numbers[group])
		b.articles.Rows = append(b.articles.Rows, d.rows.article)
		b.projects.Rows = append(b.projects.Rows, d.rows.projects...)
		b.bytes += len(c.Article.Title) + len(c.Article.Body)
	}
	b.articles.Reached, b.projects.Reached = c.Seq, c.Seq
	if len(b.articles.Rows) >= batchArticles || b.bytes >= batchBytes {
		return b.flush(ctx)
	}
	return nil
}

// remove takes an article and its projects out.
func (b *builder) remove(ctx context.Context, seq uint64) error {
	if seq > b.written {
		if err := b.flush(ctx); err != nil {
			return err
		}
	}
	if err := b.wait(ctx); err != nil {
		return err
	}
	snap, err := b.g.articles.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	row, ok := snap.RowOf(seq)
	if !ok {
		return nil // it was replaced before the index came to it
	}
	b.articles.Delete = append(b.articles.Delete, seq)
	for n := range int(snap.Number(numProjects, row)) {
		b.projects.Delete = append(b.projects.Delete, projectSeq(seq, n))
	}
	return nil
}

// flush begins to write what has been added.
func (b *builder) flush(ctx context.Context) error {
	if b.articles.Reached <= b.written {
		return nil
	}
	// Projects go first: an article must not show before them.
	for _, part := range []struct {
		table *table.Table
		batch table.Batch
	}{{b.g.projects, b.projects}, {b.g.articles, b.articles}} {
		p, err := part.table.Begin(ctx, part.batch)
		if err != nil {
			return err
		}
		b.pending = append(b.pending, p)
	}
	b.written = b.articles.Reached
	b.articles, b.projects, b.bytes = table.Batch{}, table.Batch{}, 0
	return nil
}

// wait waits for everything that was begun.
func (b *builder) wait(ctx context.Context) error {
	for _, p := range b.pending {
		if err := p.Wait(ctx); err != nil {
			return err
		}
	}
	b.pending = b.pending[:0]
	return nil
}

// drain writes what has been added and waits until it can be seen.
func (b *builder) drain(ctx context.Context) error {
	if err := b.flush(ctx); err != nil {
		return err
	}
	return b.wait(ctx)
}
