package server

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// gate lets so many through at once as it has places.
type gate chan struct{}

// enter waits for a place until ctx ends, and tells whether there was one. Who
// entered leaves.
func (g gate) enter(ctx context.Context) bool {
	select {
	case g <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (g gate) leave() { <-g }

// busy is the answer to those that found no place in time.
func (s *Server) busy(reason, zh, en string) error {
	return &statusError{status: http.StatusServiceUnavailable, zh: zh, en: en, retryAfter: 1, refused: reason}
}

// searching does work that searches: within the time for one search, and with
// no more of its kind under way than the machine can bear. The place is given
// back even where the work panics.
func (s *Server) searching(c *gin.Context, work func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.options.SearchTimeout)
	defer cancel()
	if !s.searches.enter(ctx) {
		return s.busy("busy", "同时进行的查询太多，请稍候再试", "too many searches at once; try again soon")
	}
	defer s.searches.leave()
	start := time.Now()
	defer func() { s.metrics.searched(c.FullPath(), time.Since(start)) }()
	return work(ctx)
}

// search runs a handler of the API that searches.
func (s *Server) search(h handler) gin.HandlerFunc {
	return s.plain(func(c *gin.Context) error {
		return s.searching(c, func(ctx context.Context) error {
			c.Request = c.Request.WithContext(ctx)
			return h(c)
		})
	})
}
