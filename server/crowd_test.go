package server

import (
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestCrowd gives memory back after many have gone, and not for a few, nor again
// and again.
func TestCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var freed atomic.Int32
		c := &crowd{free: func() { freed.Add(1) }}
		come := func(n int, states ...http.ConnState) {
			for range n {
				for _, state := range states {
					c.watch(nil, state)
				}
			}
		}
		after := func(d time.Duration, want int32, what string) {
			t.Helper()
			time.Sleep(d)
			synctest.Wait()
			if got := freed.Load(); got != want {
				t.Errorf("%s: %d times, want %d", what, got, want)
			}
		}
		come(100*crowded, http.StateNew, http.StateActive, http.StateIdle, http.StateClosed)
		after(time.Minute, 0, "one after the other")
		come(crowded, http.StateNew)
		come(crowded/2, http.StateClosed)
		after(time.Minute, 0, "half have gone")
		come(crowded/2, http.StateClosed)
		after(2*crowdLeaves, 1, "all have gone")
		come(crowded, http.StateNew)
		come(crowded, http.StateClosed)
		after(crowdRest/2, 1, "a second crowd, too soon")
		after(2*crowdRest, 2, "a second crowd, later")
		after(time.Hour, 2, "nobody")
	})
}
