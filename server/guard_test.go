package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zonesearch/index"
)

func TestSecurityHeadersOnEveryAnswer(t *testing.T) {
	h := sharedHouse(t)
	for _, path := range []string{"/v1/search", "/v1/search?sort=x", "/v1/articles/nosuch", "/nosuch", "/healthz", "/metrics", "/feed.atom", "/v1/export?format=csv&zone=x", "/openapi.json", "/v1/articles"} {
		a := h.get(t, path)
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin"} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s %q", path, name, got)
			}
		}
		policy := a.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if id := a.Header.Get("X-Request-Id"); len(id) < 20 {
			t.Errorf("%s: request id %q", path, id)
		}
		cors := a.Header.Get("Access-Control-Allow-Origin")
		if want := strings.HasPrefix(path, "/v1/") || strings.HasPrefix(path, "/feed"); (cors == "*") != (want && a.StatusCode != http.StatusMethodNotAllowed) {
			t.Errorf("%s: %s: Access-Control-Allow-Origin %q", path, a.Status, cors)
		}
		if got := a.Header.Get("Access-Control-Allow-Credentials"); got != "" {
			t.Errorf("%s: credentials allowed: %q", path, got)
		}
	}
}

func TestRequestIDsDifferAndComeFromTheServer(t *testing.T) {
	h := sharedHouse(t)
	a, b := h.get(t, "/v1/search?sort=x", "X-Request-Id", "mine"), h.get(t, "/v1/search?sort=x")
	if ids := [2]string{a.Header.Get("X-Request-Id"), b.Header.Get("X-Request-Id")}; ids[0] == ids[1] || ids[0] == "mine" {
		t.Errorf("ids %v", ids)
	}
	if p := a.problem(t); !strings.HasSuffix(p.Instance, a.Header.Get("X-Request-Id")) {
		t.Errorf("instance %q", p.Instance)
	}
}

// askedEngine counts how often its status is asked for.
type askedEngine struct {
	Engine
	ready *atomic.Bool
	asked *atomic.Int32
}

func (e askedEngine) Status() index.Status {
	e.asked.Add(1)
	return index.Status{Ready: e.ready.Load(), Bytes: map[string]int64{}}
}

// Who asks without end how the server is does not have it measured without end.
func TestTheStatusIsKeptForAMoment(t *testing.T) {
	var ready atomic.Bool
	var asked atomic.Int32
	h := newHouse(t, nil, func(o *Options) { o.Engine = askedEngine{sharedHouse(t).index, &ready, &asked} })
	for range 3 {
		if a := h.get(t, "/readyz"); a.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("not ready: %s", a.Status)
		}
	}
	ready.Store(true)
	if h.must(t, "/readyz", nil); asked.Load() != 4 {
		t.Errorf("while it was not ready, and at the first moment that it was, it was asked %d times, want 4", asked.Load())
	}
	start := time.Now()
	for range 20 {
		h.must(t, "/readyz", nil)
		h.must(t, "/metrics", nil)
	}
	if most := 4 + 1 + int32(time.Since(start)/readyFor); asked.Load() > most {
		t.Errorf("asked %d times, want %d at most", asked.Load(), most)
	}
	h.server.recent.asked = time.Now().Add(-readyFor)
	ready.Store(false)
	if a := h.get(t, "/readyz"); a.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("no longer ready, a second later: %s", a.Status)
	}
}

// The log at info tells nothing of what was asked for, of whom, or with what key.
func TestTheLogKeepsSecrets(t *testing.T) {
	var log bytes.Buffer
	var mu sync.Mutex
	h := newHouse(t, nil, func(o *Options) {
		o.Key = testKey
		o.Engine = failingEngine{sharedHouse(t).index}
		o.Log = slog.New(slog.NewJSONHandler(lockedWriter{&mu, &log}, &slog.HandlerOptions{Level: slog.LevelInfo}))
	})
	h.get(t, "/v1/search?q=机密查询&zone=机密开发区")
	h.get(t, "/v1/projects?q=机密查询")
	h.get(t, "/v1/articles/机密文章?q=机密查询")
	h.get(t, "/v1/export?format=csv&q=机密查询", "Cookie", "机密饼干", "User-Agent", "机密浏览器", "X-Forwarded-For", "6.6.6.6")
	h.post(t, `{"title":"机密标题","nosuch":1}`, "application/json")
	h.ask(t, h.request(t, "GEHEIM", "/v1/search?q=机密查询", ""))
	mu.Lock()
	defer mu.Unlock()
	text := log.String()
	for _, secret := range []string{"机密", "GEHEIM", "%E6%9C%BA", testKey, "Bearer", "6.6.6.6"} {
		if strings.Contains(text, secret) {
			t.Errorf("the log holds %q:\n%s", secret, text)
		}
	}
	if n := strings.Count(text, `"msg":"request"`); n != 6 {
		t.Errorf("%d lines of 6 requests:\n%s", n, text)
	}
	for _, want := range []string{`"request_id"`, `"route":"/v1/search"`, `"status":200`, `"ms"`, `"error":"disk on fire"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the log does not hold %s:\n%s", want, text)
		}
	}
}

type lockedWriter struct {
	mu *sync.Mutex
	*bytes.Buffer
}

func (w lockedWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.Buffer.Write(b)
}

// failingEngine fails, or panics, in the ways that an engine may.
type failingEngine struct{ Engine }

func (failingEngine) Projects(context.Context, index.ProjectRequest) (*index.ProjectResult, error) {
	return nil, errors.New("disk on fire")
}

func (failingEngine) Zones(context.Context) ([]index.ZoneSummary, error) { panic("no such thing") }

func (failingEngine) Trend(ctx context.Context, _ index.TrendRequest) (*index.Trend, error) {
	<-ctx.Done()
	return nil, errors.Join(index.ErrTimeout, ctx.Err())
}

func (failingEngine) Suggest(context.Context, string, int) ([]index.Suggestion, error) {
	return nil, index.ErrNotReady
}

func (failingEngine) Similar(context.Context, string, int) ([]index.Hit, error) {
	return nil, fmt.Errorf("rank: %w", index.ErrDamaged)
}

func (failingEngine) Lifeline(context.Context, string) (*index.Lifeline, error) {
	return nil, errors.Join(index.ErrFailed, errors.New("disk on fire"))
}

func (failingEngine) Zone(context.Context, string) (*index.ZoneProfile, error) {
	return nil, index.ErrUnreadable
}

func (failingEngine) ExportProjects(ctx context.Context, _ index.ProjectRequest) (*index.ProjectExport, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (failingEngine) Status() index.Status {
	return index.Status{Reason: "the index is catching up", Bytes: map[string]int64{}}
}

func TestFailuresAreAnswered(t *testing.T) {
	h := newHouse(t, nil, func(o *Options) {
		o.Engine = failingEngine{sharedHouse(t).index}
		o.SearchTimeout = 50 * time.Millisecond
	})
	for path, want := range map[string]int{
		"/v1/projects": 500, "/v1/zones": 500, "/v1/trends": 503, "/v1/suggest?q=a": 503, "/v1/articles/x/similar": 503, "/v1/lifelines/x": 503, "/v1/zones/x": 503, "/readyz": 503, "/v1/export?format=csv&of=projects": 503, "/healthz": 200,
	} {
		a := h.get(t, path)
		if a.StatusCode != want {
			t.Errorf("%s: %s, want %d", path, a.Status, want)
		}
		if want >= 500 {
			if p := a.problem(t); strings.Contains(p.Detail, "fire") {
				t.Errorf("%s tells a stranger: %s", path, p.Detail)
			}
		}
		if (want == 503) != (a.Header.Get("Retry-After") != "") {
			t.Errorf("%s: Retry-After %q", path, a.Header.Get("Retry-After"))
		}
	}
}

// A panic gives its place back: else a few of them would shut the door for good.
func TestAPanicKeepsNoPlace(t *testing.T) {
	const places = 2
	h := newHouse(t, nil, func(o *Options) {
		o.Engine = failingEngine{sharedHouse(t).index}
		o.MaxSearches, o.SearchTimeout = places, time.Second
	})
	for _, path := range []string{"/zones", "/v1/zones"} {
		for range places + 1 {
			w := httptest.NewRecorder()
			h.server.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			if w.Code != http.StatusInternalServerError {
				t.Fatalf("%s: %d, want a 500: every request must find a place, and panic", path, w.Code)
			}
		}
		if n := len(h.server.searches); n != 0 {
			t.Errorf("%s: %d places are taken while nothing searches", path, n)
		}
	}
	h.must(t, "/v1/search", nil)
}

// waitingEngine holds every search until it is let go.
type waitingEngine struct {
	Engine
	held chan struct{}
}

func (w waitingEngine) Search(ctx context.Context, _ index.SearchRequest) (*index.SearchResult, error) {
	select {
	case <-w.held:
		return nil, index.ErrNotReady
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (w waitingEngine) ExportArticles(ctx context.Context, _ index.SearchRequest) (*index.ArticleExport, error) {
	_, err := w.Search(ctx, index.SearchRequest{})
	return nil, err
}

func TestNoMoreSearchesAtOnceThanAllowed(t *testing.T) {
	for _, path := range []string{"/v1/search", "/v1/export?format=csv"} {
		held := make(chan struct{})
		h := newHouse(t, nil, func(o *Options) {
			o.Engine = waitingEngine{sharedHouse(t).index, held}
			o.MaxSearches, o.MaxExports = 2, 2
			o.SearchTimeout = time.Second
		})
		var group sync.WaitGroup
		for range 2 {
			group.Go(func() { h.get(t, path) })
		}
		for len(h.server.searches)+len(h.server.exports) < 2 {
			time.Sleep(time.Millisecond)
		}
		r := httptest.NewRequest("GET", path, nil)
		ctx, cancel := context.WithTimeout(r.Context(), 20*time.Millisecond)
		w := httptest.NewRecorder()
		h.server.ServeHTTP(w, r.WithContext(ctx))
		cancel()
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: a third at once: %d", path, w.Code)
		}
		close(held)
		group.Wait()
		if text := string(h.must(t, "/metrics", nil).body); !strings.Contains(text, `{reason="busy"} 1`) && !strings.Contains(text, `{reason="exports"} 1`) {
			t.Errorf("%s: the metrics do not tell of it", path)
		}
		if p := h.get(t, path).problem(t); !strings.Contains(p.Detail, "准备") {
			t.Errorf("%s: afterwards: %+v", path, p)
		}
	}
}

func TestRateLimit(t *testing.T) {
	h := newHouse(t, nil, func(o *Options) { o.Rate = 1; o.Engine = sharedHouse(t).index })
	ask := func(remote string, headers ...string) int {
		r := httptest.NewRequest("GET", "/v1/search?facets=&limit=1", nil)
		r.RemoteAddr = remote
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.server.ServeHTTP(w, r)
		if w.Code == http.StatusTooManyRequests && w.Header().Get("Retry-After") == "" {
			t.Error("429 without Retry-After")
		}
		return w.Code
	}
	refused := 0
	for i := range 20 {
		spoofed := fmt.Sprintf("10.0.0.%d", i)
		if ask("192.0.2.1:1234", "X-Forwarded-For", spoofed, "X-Real-Ip", spoofed, "Forwarded", "for="+spoofed, "CF-Connecting-IP", spoofed, "True-Client-IP", spoofed) == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 15 {
		t.Errorf("%d of 20 were refused: a header evades the limit", refused)
	}
	if code := ask("192.0.2.2:1"); code != http.StatusOK {
		t.Errorf("another client: %d", code)
	}
	if code := ask("[::ffff:192.0.2.1]:1"); code != http.StatusTooManyRequests {
		t.Errorf("the same client as an IPv6 address: %d", code)
	}
	refused = 0
	for i := range 10 {
		if ask(fmt.Sprintf("[2001:db8::%d]:1", i)) == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 6 {
		t.Errorf("%d of 10 addresses of one network were refused", refused)
	}
	if code := ask("@"); code != http.StatusOK {
		t.Errorf("a Unix socket: %d", code)
	}
	for _, free := range []string{"/healthz", "/readyz", "/metrics"} {
		r := httptest.NewRequest("GET", free, nil)
		r.RemoteAddr = "192.0.2.1:1"
		w := httptest.NewRecorder()
		if h.server.ServeHTTP(w, r); w.Code == http.StatusTooManyRequests {
			t.Errorf("%s is limited", free)
		}
	}
}

func TestTheLimiterForgetsAndIsBounded(t *testing.T) {
	l := newLimiter(1)
	now := time.Now()
	for i := range 3000 {
		l.allow(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}), now)
	}
	if len(l.clients) != 3000 {
		t.Errorf("%d clients", len(l.clients))
	}
	l.allow(netip.MustParseAddr("10.9.9.9"), now.Add(2*forgetAfter))
	if len(l.clients) != 1 {
		t.Errorf("%d clients after a while", len(l.clients))
	}
}

func TestMetrics(t *testing.T) {
	h := newHouse(t, hostileArticles()[:2], func(o *Options) {
		o.Key = testKey
		o.FreeBytes = func() (uint64, error) { return 12345, nil }
	})
	h.post(t, `{"title":"好"}`, "application/json")
	h.post(t, `{"title":"坏","date":"某日"}`, "application/json")
	h.wait(t)
	h.get(t, "/v1/search?q="+strings.Repeat("a+", 300))
	h.get(t, "/v1/search?q=秘密")
	h.get(t, "/v1/nosuch/秘密")
	text := string(h.must(t, "/metrics", nil).body)
	for _, want := range []string{
		`zonesearch_http_requests_total{code="200",method="GET",route="/v1/search"} 1`, `zonesearch_http_requests_total{code="400",method="GET",route="/v1/search"} 1`,
		`zonesearch_http_requests_total{code="404",method="GET",route="unmatched"} 1`, `zonesearch_http_request_duration_seconds_bucket{route="/v1/search",le="0.005"}`, "zonesearch_http_requests_in_flight 1",
		`zonesearch_search_duration_seconds_count{kind="/v1/search"} 2`, `zonesearch_search_rejected_total{reason="query"} 1`, `zonesearch_search_rejected_total{reason="rate"} 0`, "zonesearch_search_partial_total 0",
		`zonesearch_ingest_documents_total{result="added"} 1`, `zonesearch_ingest_documents_total{result="rejected"} 1`, "zonesearch_ingest_batch_duration_seconds_count 1",
		"zonesearch_index_documents 3", "zonesearch_index_ready 1", "zonesearch_archive_lag_documents 0", "zonesearch_index_segments ", `zonesearch_index_size_bytes{part="postings"}`, `zonesearch_index_size_bytes{part="text"}`,
		"zonesearch_store_free_bytes 12345", `zonesearch_build_info{dict="`, "go_goroutines", "process_resident_memory_bytes",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(text, "秘密") || strings.Contains(text, "nosuch") {
		t.Error("a label holds what a client sent")
	}
}
