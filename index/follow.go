package index

import (
	"context"
	"time"
)

const (
	healthEvery = 5 * time.Second
	freshEvery  = time.Minute
)

// run follows the archive until the index is closed, and heals what fails on
// the way. The current generation changes only here.
func (x *Index) run() {
	var p pauses
	for x.ctx.Err() == nil {
		changed := x.archive.Changed()
		err := x.advance()
		switch {
		case x.ctx.Err() != nil:
			return
		case err == nil:
			x.failing.Store(nil)
			x.idle(changed)
		case !x.mend(&err):
			x.await(err, &p)
		}
	}
}

// advance brings the current generation up to the archive and shows it.
func (x *Index) advance() error {
	if x.current == nil || x.current.frozen {
		if x.current != nil && x.current.ctx.Err() != nil {
			return context.Cause(x.current.ctx)
		}
		if err := x.load(); err != nil {
			return err
		}
		// Reading goes on when writing cannot.
		if err := x.publish(x.current); err != nil {
			return err
		}
	}
	g := x.current
	// Once writing has failed, Bleve shows what it does not keep.
	if err := g.health(); err != nil {
		return err
	}
	if err := x.publish(g); err != nil {
		return err
	}
	if err := x.catchUp(x.ctx, g, func() error { return x.publish(g) }); err != nil {
		return err
	}
	if g.empty {
		g.empty, g.filled = false, time.Now()
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
		case <-x.current.articles.Ailing():
			return
		case <-x.current.projects.Ailing():
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
