package server

import (
	"runtime"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics shows. No label holds anything that a client can
// choose freely.
type metrics struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
	searches *prometheus.HistogramVec
	partial  prometheus.Counter
	refused  *prometheus.CounterVec
	ingested *prometheus.CounterVec
	batches  prometheus.Histogram
	handle   gin.HandlerFunc
}

func newMetrics(recent *recent, freeBytes func() (uint64, error), version string) *metrics {
	seconds := []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "zonesearch_http_requests_total", Help: "HTTP requests by method, route and status."}, []string{"method", "route", "code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "zonesearch_http_request_duration_seconds", Help: "Time to answer an HTTP request.", Buckets: seconds}, []string{"route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "zonesearch_http_requests_in_flight", Help: "HTTP requests being answered."}),
		searches: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "zonesearch_search_duration_seconds", Help: "Time to answer a question, by its route.", Buckets: seconds}, []string{"kind"}),
		partial:  prometheus.NewCounter(prometheus.CounterOpts{Name: "zonesearch_search_partial_total", Help: "Answers given while articles of the archive cannot be read."}),
		refused:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "zonesearch_search_rejected_total", Help: "Requests refused before they cost anything, by reason."}, []string{"reason"}),
		ingested: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "zonesearch_ingest_documents_total", Help: "Articles sent over HTTP, by what became of them."}, []string{"result"}),
		batches:  prometheus.NewHistogram(prometheus.HistogramOpts{Name: "zonesearch_ingest_batch_duration_seconds", Help: "Time to keep the articles of one request for good.", Buckets: seconds}),
	}
	// What may happen shows from the start, so that a rate can be taken of it.
	for _, reason := range []string{"rate", "busy", "exports", "writes", "query"} {
		m.refused.WithLabelValues(reason)
	}
	for _, result := range []string{"added", "updated", "unchanged", "rejected"} {
		m.ingested.WithLabelValues(result)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		m.requests, m.duration, m.inFlight, m.searches, m.partial, m.refused, m.ingested, m.batches,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		newStateCollector(recent, freeBytes, version, runtime.Version()),
	)
	m.handle = gin.WrapH(promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 2}))
	return m
}

func (m *metrics) observe(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(knownMethod(method), route, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(route).Observe(took.Seconds())
}

// knownMethod keeps made-up methods from filling the memory with counters.
func knownMethod(method string) string {
	switch method {
	case "GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS":
		return method
	}
	return "other"
}

func (m *metrics) searched(route string, took time.Duration) {
	m.searches.WithLabelValues(route).Observe(took.Seconds())
}

func (m *metrics) answered(partial bool) {
	if partial {
		m.partial.Inc()
	}
}

func (m *metrics) rejected(reason string) { m.refused.WithLabelValues(reason).Inc() }

func (m *metrics) wrote(s ImportSummary, took time.Duration) {
	m.batches.Observe(took.Seconds())
	m.ingested.WithLabelValues("added").Add(float64(s.Added))
	m.ingested.WithLabelValues("updated").Add(float64(s.Updated))
	m.ingested.WithLabelValues("unchanged").Add(float64(s.Unchanged))
}

func (m *metrics) refusedArticles(n int) { m.ingested.WithLabelValues("rejected").Add(float64(n)) }
