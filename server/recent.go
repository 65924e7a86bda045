package server

import (
	"sync"
	"time"

	"zonesearch/index"
)

const (
	// readyFor is how old the word that the index is ready may be.
	readyFor = time.Second
	// measuredFor is how old the figures of /metrics may be; they are fetched
	// some four times a minute.
	measuredFor = 5 * time.Second
)

// recent keeps the engine's status for a moment. To tell it takes a look at
// every file of the index and, of each new snapshot, a pass over all articles,
// and /readyz and /metrics may be asked as often as anybody likes.
type recent struct {
	engine Engine

	mu    sync.Mutex
	asked time.Time
	known index.Status
}

// status is no older than age. That the index is not ready is never kept: it
// may be over at any moment, and somebody waits for it.
func (r *recent) status(age time.Duration) index.Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known.Ready && time.Since(r.asked) < age {
		return r.known
	}
	r.asked = time.Now()
	r.known = r.engine.Status()
	return r.known
}
