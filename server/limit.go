package server

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"
)

// limiter is a token bucket for each client. A client is an IPv4 address or an
// IPv6 network of 64 bits, which is what one household is given; the address
// is the connection's own, and no header can claim another.
type limiter struct {
	rate  rate.Limit
	burst int

	mu      sync.Mutex
	clients map[netip.Addr]*client
	swept   time.Time
}

type client struct {
	bucket *rate.Limiter
	seen   time.Time
}

const (
	// forgetAfter is how long a client is remembered: by then its bucket is
	// full again at any rate worth setting.
	forgetAfter = time.Minute
	// maxClients bounds the memory of a flood from many addresses: beyond it
	// new clients share one bucket.
	maxClients = 100_000
)

func newLimiter(perSecond float64) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: max(1, int(2*perSecond)), clients: map[netip.Addr]*client{}}
}

// allow takes a token of the client's bucket.
func (l *limiter) allow(addr netip.Addr, now time.Time) bool {
	addr = addr.Unmap()
	if addr.Is6() {
		prefix, err := addr.Prefix(64)
		if err == nil {
			addr = prefix.Addr()
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > forgetAfter {
		l.swept = now
		for a, c := range l.clients {
			if now.Sub(c.seen) > forgetAfter {
				delete(l.clients, a)
			}
		}
	}
	c := l.clients[addr]
	if c == nil {
		if len(l.clients) >= maxClients {
			addr = netip.Addr{}
			c = l.clients[addr]
		}
		if c == nil {
			c = &client{bucket: rate.NewLimiter(l.rate, l.burst)}
			l.clients[addr] = c
		}
	}
	c.seen = now
	return c.bucket.AllowN(now, 1)
}

// limitRate refuses clients that ask too often.
func (s *Server) limitRate(c *gin.Context) {
	host, _, err := net.SplitHostPort(c.Request.RemoteAddr)
	if err != nil {
		c.Next() // a Unix socket has no address, and its owner no limit
		return
	}
	addr, err := netip.ParseAddr(host)
	if err == nil && !s.limiter.allow(addr, time.Now()) {
		s.writeProblem(c, &statusError{status: http.StatusTooManyRequests, zh: "请求太频繁，请稍候再试", en: "too many requests; try again soon", retryAfter: 1, refused: "rate"})
		return
	}
	c.Next()
}
