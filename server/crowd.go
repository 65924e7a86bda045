package server

import (
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	// crowded is from how many connections on their end is worth a collection:
	// each took some 25 KiB, and the runtime collects only when the heap grows,
	// which it does not once they are gone.
	crowded = 1000
	// crowdLeaves is how long after most have gone the memory is given back,
	// crowdRest how long until that may happen again.
	crowdLeaves = time.Second
	crowdRest   = 10 * time.Second
)

// crowd counts the connections of a server, and gives memory back to the system
// when there were many and most have gone.
type crowd struct {
	free func()

	mu    sync.Mutex
	now   int
	most  int // since memory was last given back
	tired bool
}

// watch is told of each connection that comes and goes.
func (c *crowd) watch(_ net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		c.now++
		c.most = max(c.most, c.now)
	case http.StateClosed, http.StateHijacked:
		c.now--
		c.consider()
	}
}

// consider has memory given back where that is worth its while.
func (c *crowd) consider() {
	if c.tired || c.most < crowded || c.now > c.most/4 {
		return
	}
	c.tired = true
	time.AfterFunc(crowdLeaves, func() {
		c.free()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.most = c.now
		time.AfterFunc(crowdRest, func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.tired = false
			c.consider()
		})
	})
}
