package server

import (
	"crypto/sha256"
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/gin-gonic/gin"
)

// Options configure a Server. Engine is required; the zero value of everything
// else is usable.
type Options struct {
	Engine Engine
	// Store takes writes; nil switches them off.
	Store Store
	// Key is the one write key; "" switches writes over the network off. See
	// MinKeyLength.
	Key string
	// Trusted serves callers who need no key: those of the socket in the
	// archive's folder, which only its owner can open.
	Trusted bool
	// Hosts are names, in lower case, under which writes may come in by the
	// loopback address beside localhost and addresses: those that a proxy on this
	// machine passes on.
	Hosts []string
	// Rate is how many requests a second one client may make; 0 is no limit.
	Rate float64
	// SearchTimeout bounds one search; 0 means two seconds. Finding the hits of
	// an export, which puts every one in order, may take five times as long.
	SearchTimeout time.Duration
	// MaxSearches bounds the searches under way at once; 0 means four for each
	// core. More wait, as long as their time allows.
	MaxSearches int
	// MaxExports bounds the downloads under way at once; 0 means 8.
	MaxExports int
	// MaxBody bounds the body of a write, in bytes; 0 means 64 MiB.
	MaxBody int64
	// FreeBytes tells how much space is left where the archive lies, for
	// /metrics; nil leaves it out.
	FreeBytes func() (uint64, error)
	// Version is shown by /healthz.
	Version string
	// Log is where the server writes; nil discards.
	Log *slog.Logger
}

// MinKeyLength is the fewest characters of a write key: 128 bits, written in
// hexadecimal digits.
const MinKeyLength = 32

// Server is an http.Handler. It may serve several listeners at once.
type Server struct {
	engine    Engine
	store     Store
	keyDigest [sha256.Size]byte
	options   Options
	log       *slog.Logger
	searches  gate
	exports   gate
	writes    gate
	recent    *recent
	metrics   *metrics
	limiter   *limiter // nil where there is no limit
	router    *gin.Engine
}

// New builds a Server.
func New(o Options) *Server {
	if o.SearchTimeout == 0 {
		o.SearchTimeout = 2 * time.Second
	}
	if o.MaxSearches == 0 {
		o.MaxSearches = 4 * runtime.GOMAXPROCS(0)
	}
	if o.MaxExports == 0 {
		o.MaxExports = 8
	}
	if o.MaxBody == 0 {
		o.MaxBody = 64 << 20
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		engine:    o.Engine,
		store:     o.Store,
		keyDigest: sha256.Sum256([]byte(o.Key)),
		options:   o,
		log:       o.Log,
		searches:  make(gate, o.MaxSearches),
		exports:   make(gate, o.MaxExports),
		writes:    make(gate, maxWrites),
	}
	s.recent = &recent{engine: o.Engine}
	s.metrics = newMetrics(s.recent, o.FreeBytes, o.Version)
	if o.Rate > 0 {
		s.limiter = newLimiter(o.Rate)
	}
	s.router = s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.router.ServeHTTP(w, r) }
