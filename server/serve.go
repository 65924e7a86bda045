package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"golang.org/x/net/netutil"
)

// Bounds on what one connection may cost. A client that is slower than this is
// broken, or means harm.
const (
	readHeaderTimeout = 5 * time.Second
	// readTimeout covers the headers; a body moves it on, see slowBody.
	readTimeout = 15 * time.Second
	idleTimeout = 60 * time.Second
	// maxHeaderBytes holds the longest URL that a filter makes several times.
	maxHeaderBytes = 16 << 10
	maxConnections = 8192
	// stopTimeout is how long requests under way may take to finish once the
	// server is told to stop.
	stopTimeout = 10 * time.Second
)

// Serve answers requests on a listener until the context ends, then lets those
// under way finish, for ten seconds at most. It closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	return ServeHandler(ctx, l, s, s.log)
}

// ServeHandler is Server.Serve for a handler that stands in front of a Server,
// or beside one.
func ServeHandler(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	visitors := &crowd{free: debug.FreeOSMemory}
	httpServer := &http.Server{
		ConnState:         visitors.watch,
		Handler:           patient(h),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		// Downloads move their deadline on as long as they are read.
		WriteTimeout:   writeTimeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeaderBytes,
		// What clients get wrong is no news.
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- httpServer.Serve(netutil.LimitListener(l, maxConnections)) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	err := httpServer.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn("requests were cut off when the time to stop was over", slog.Duration("after", stopTimeout))
		err = httpServer.Close()
	}
	if served := <-served; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// patient lets the body of a request come slowly: net/http's own deadline for
// reading is one for headers and body together, and would refuse a large import
// over a slow line, or let a slow client hold on for as long as a large import
// takes.
func patient(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil && r.Body != http.NoBody {
			r.Body = &slowBody{ReadCloser: r.Body, control: http.NewResponseController(w), end: time.Now().Add(maxBodyTime)}
		}
		h.ServeHTTP(w, r)
	})
}

// maxBodyTime bounds how long the largest body may take: 64 MiB at some 220 KB
// a second.
const maxBodyTime = 5 * time.Minute

// slowBody lets a body come slowly, but not stand still.
type slowBody struct {
	io.ReadCloser
	control *http.ResponseController
	end     time.Time
	moved   time.Time
}

func (b *slowBody) Read(p []byte) (int, error) {
	if now := time.Now(); now.Sub(b.moved) > time.Second {
		b.moved = now
		deadline := now.Add(readTimeout)
		if deadline.After(b.end) {
			deadline = b.end
		}
		// A writer without deadlines, as in tests, has none to move.
		_ = b.control.SetReadDeadline(deadline)
		_ = b.control.SetWriteDeadline(deadline.Add(writeTimeout))
	}
	return b.ReadCloser.Read(p)
}
