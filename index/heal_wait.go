package index

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// After a failure the index waits before it tries again, each time twice as
	// long up to a bound: trying costs the opening of the index. What is full
	// stays full for a while.
	firstPause   = time.Second
	firstIfFull  = 10 * time.Second
	longestPause = 5 * time.Minute
	// lookEvery is how often it looks whether there is room again, which costs
	// nothing.
	lookEvery = time.Second
)

// pauses are the times between one failure and the next attempt.
type pauses struct {
	last time.Duration
	end  time.Time
}

// next gives the next pause. One that is long past does not count.
func (p *pauses) next(first time.Duration) time.Duration {
	if time.Since(p.end) > 2*p.last {
		p.last = 0
	}
	p.last = min(max(2*p.last, first), longestPause)
	p.end = time.Now().Add(p.last)
	return p.last
}

// await waits after a failure until it is worth while to try again. Where there
// was no room, that is as soon as there is as much more as the index leaves to
// others. Otherwise it is after a pause, but not without room.
func (x *Index) await(err error, p *pauses) {
	var pause time.Duration
	switch low := (*errLowSpace)(nil); {
	case errors.As(err, &low) && x.current != nil && !x.current.frozen:
		// Nothing has failed yet.
	case isOfMachine(err):
		pause = p.next(firstIfFull)
	default:
		pause = p.next(firstPause)
	}
	before, _ := roomIn(x.options.Dir)
	for end := time.Now().Add(pause); x.sleep(lookEvery); {
		now, err := roomIn(x.options.Dir)
		over := !time.Now().Before(end)
		switch {
		case x.current != nil && err == nil && now.low():
		case over, err == nil && now.free >= before.free+now.need:
			return
		}
	}
}

// sleep waits, but for nothing that cannot wait: then it gives false.
func (x *Index) sleep(d time.Duration) bool {
	var damage, articles, projects <-chan struct{}
	if g := x.current; g != nil {
		damage = g.ctx.Done()
		if !g.frozen {
			articles, projects = g.articles.Ailing(), g.projects.Ailing()
		}
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			return true
		case <-damage:
			return false
		case <-articles:
			return false
		case <-projects:
			return false
		case r := <-x.rebuilds:
			// A disk that is full will not hold another; one that is ill may.
			x.startRebuild(r)
		case b := <-x.built:
			x.finishRebuild(b)
			return false
		case <-x.ctx.Done():
			return false
		}
	}
}

// The index stops before the disk is full: what is left belongs to the archive,
// whose own reserve is twice this.
const (
	lowSpace      = 32 << 20
	lowSpaceShare = 40 // of the disk, where that is less
)

// room is what a disk has left, in bytes, and with how much the index goes on.
type room struct{ free, need uint64 }

func (r room) low() bool { return r.free < r.need }

func roomIn(dir string) (room, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return room{}, fmt.Errorf("free space of %s: %w", dir, err)
	}
	size := uint64(s.Bsize)
	return room{free: s.Bavail * size, need: min(lowSpace, s.Blocks*size/lowSpaceShare)}, nil
}

// errLowSpace says that the index waits for disk space.
type errLowSpace struct{ room }

func (e *errLowSpace) Error() string {
	return fmt.Sprintf("the disk has %d bytes left; the index goes on at %d", e.free, e.need)
}

// checkSpace refuses to write where the disk is all but full.
func checkSpace(dir string) error {
	r, err := roomIn(dir)
	if err == nil && r.low() {
		err = &errLowSpace{r}
	}
	return err
}
