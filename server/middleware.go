package server

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"
)

const requestIDKey = "request_id"

// requestID is the request's ID, under which the log speaks of it.
func requestID(c *gin.Context) string { return c.GetString(requestIDKey) }

// identify gives each request an ID and returns it in a header.
func identify(c *gin.Context) {
	id := rand.Text()
	c.Set(requestIDKey, id)
	c.Header("X-Request-Id", id)
	c.Next()
}

// logAccess writes a line for each request: neither its query, which is the
// searcher's own affair, nor any header.
func (s *Server) logAccess(c *gin.Context) {
	start := time.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "unmatched"
	}
	took := time.Since(start)
	s.metrics.observe(c.Request.Method, route, c.Writer.Status(), took)
	s.log.InfoContext(c.Request.Context(), "request",
		slog.String("request_id", requestID(c)),
		slog.String("method", c.Request.Method),
		slog.String("route", route),
		slog.Int("status", c.Writer.Status()),
		slog.Int("bytes", c.Writer.Size()),
		slog.Float64("ms", float64(took.Microseconds())/1000))
}

// recoverPanic answers a panic with a 500 and logs where it came from.
func (s *Server) recoverPanic(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(v)
		}
		s.log.ErrorContext(c.Request.Context(), "panic", slog.String("request_id", requestID(c)), slog.Any("panic", v), slog.String("stack", string(debug.Stack())))
		if !c.Writer.Written() {
			s.writeProblem(c, errors.New("panic"))
		}
		c.Abort()
	}()
	c.Next()
}

// secure sets the headers that keep a page from running or embedding anything
// that is not its own.
func secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Next()
}

// handler is a route's work: it writes an answer or returns an error.
type handler func(*gin.Context) error

// plain runs a handler as it is.
func (s *Server) plain(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.writeProblem(c, err)
		}
	}
}

// search runs a handler that searches: within the time for one search, and
// with no more of its kind under way than the machine can bear.
func (s *Server) search(h handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), s.options.SearchTimeout)
		defer cancel()
		c.Request = c.Request.WithContext(ctx)
		select {
		case s.searches <- struct{}{}:
			defer func() { <-s.searches }()
		case <-ctx.Done():
			s.metrics.rejected("busy")
			s.writeProblem(c, &statusError{status: http.StatusServiceUnavailable, zh: "同时进行的查询太多,请稍候再试", en: "too many searches at once; try again soon", retryAfter: 1})
			return
		}
		start := time.Now()
		err := h(c)
		s.metrics.searched(c.FullPath(), time.Since(start))
		if err != nil {
			s.writeProblem(c, err)
		}
	}
}
