package main

import (
	"context"
	"fmt"
	"time"

	"zonesearch/index"
)

// stallPatience is how long the index may stand still before nobody waits for
// it any more.
const stallPatience = time.Minute

// awaitIndex waits until everything that the archive has now can be found.
// Where the index does not get on, because the disk is full for one, it says so
// and waits no longer: the articles are kept, and what is there can be asked.
func (c *connection) awaitIndex(ctx context.Context, p *program) error {
	bar := p.progress("索引", unitArticles)
	defer bar.end()
	var first, last, goal uint64
	moved := time.Now()
	// To ask costs a look at all articles, so a long wait asks seldom.
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		var s index.Status
		if err := c.getJSON(ctx, "/v1/status", nil, &s); err != nil {
			return err
		}
		if goal == 0 {
			first, goal = s.Written, s.Archive
		}
		if s.Reached >= goal {
			return nil
		}
		if s.Written != last {
			last, moved = s.Written, time.Now()
		}
		if time.Since(moved) > stallPatience {
			fmt.Fprintf(p.err, "提醒：文章都已入库，但索引没有进展，暂时查不到最新的（%s）\n", s.Reason)
			return nil
		}
		first = min(first, s.Written) // it may be built anew
		bar(int64(s.Written-first), int64(goal-first))
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
