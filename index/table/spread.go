package table

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// spread runs f over the numbers below n, in stretches and on all cores, until
// one fails or ctx is done. A single stretch runs in the caller's goroutine.
func spread(ctx context.Context, path string, n, stretch int, f func(from, to int) error) error {
	if n <= stretch {
		if err := ctx.Err(); err != nil || n == 0 {
			return err
		}
		return protect(path, func() error { return f(0, n) })
	}
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(cores(), (n+stretch-1)/stretch) {
		group.Go(func() error {
			return protect(path, func() error {
				for {
					from := int(next.Add(int64(stretch))) - stretch
					if from >= n {
						return nil
					}
					if err := ctx.Err(); err != nil {
						return err
					}
					if err := f(from, min(from+stretch, n)); err != nil {
						return err
					}
				}
			})
		})
	}
	return group.Wait()
}
