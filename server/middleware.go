package server

import (
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"

	"zonesearch/server/params"
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
// searcher's own affair, nor any header. Deferred, it also counts a download
// that breaks off.
func (s *Server) logAccess(c *gin.Context) {
	start := time.Now()
	s.metrics.inFlight.Inc()
	defer func() {
		s.metrics.inFlight.Dec()
		route := c.FullPath()
		if route == "" {
			route = "unmatched"
		}
		took := time.Since(start)
		s.metrics.observe(c.Request.Method, route, c.Writer.Status(), took)
		s.log.InfoContext(c.Request.Context(), "request",
			slog.String("request_id", requestID(c)),
			slog.String("method", knownMethod(c.Request.Method)),
			slog.String("route", route),
			slog.Int("status", c.Writer.Status()),
			slog.Int("bytes", max(0, c.Writer.Size())),
			slog.Float64("ms", float64(took.Microseconds())/1000))
	}()
	c.Next()
}

// recoverPanic answers a panic with a 500 and logs where it came from.
func (s *Server) recoverPanic(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if v == http.ErrAbortHandler {
			panic(v) // net/http breaks the connection off
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

// noParameters refuses any parameter, for routes that take none.
func noParameters(c *gin.Context) error { return params.Parse(c.Request.URL.RawQuery).Done() }
