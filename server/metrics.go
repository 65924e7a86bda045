package server

import (
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
	searches *prometheus.HistogramVec
	refused  *prometheus.CounterVec
	ingested *prometheus.CounterVec
	handle   gin.HandlerFunc
}

func newMetrics(engine Engine, version string) *metrics {
	seconds := []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "zonesearch_http_requests_total", Help: "HTTP requests by method, route and status."}, []string{"method", "route", "code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "zonesearch_http_request_duration_seconds", Help: "Time to answer an HTTP request.", Buckets: seconds}, []string{"route"}),
		searches: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "zonesearch_search_duration_seconds", Help: "Time to answer a question, by its route.", Buckets: seconds}, []string{"kind"}),
		refused:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "zonesearch_search_rejected_total", Help: "Requests refused before they cost anything."}, []string{"reason"}),
		ingested: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "zonesearch_ingest_documents_total", Help: "Articles written over HTTP, by what became of them."}, []string{"result"}),
	}
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		m.requests, m.duration, m.searches, m.refused, m.ingested,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("zonesearch_index_documents", "Articles in the index.", func() float64 { return float64(engine.Status().Articles) }),
		gauge("zonesearch_index_projects", "Project mentions in the index.", func() float64 { return float64(engine.Status().Projects) }),
		gauge("zonesearch_index_ready", "1 once the index has caught up and is whole.", func() float64 {
			if engine.Status().Ready {
				return 1
			}
			return 0
		}),
		gauge("zonesearch_archive_lag_documents", "Changes of the archive that the index does not show yet.", func() float64 {
			s := engine.Status()
			return float64(s.Archive) - float64(s.Reached)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "zonesearch_build_info", Help: "The version that runs.", ConstLabels: prometheus.Labels{"version": version}}, func() float64 { return 1 }),
	)
	m.handle = gin.WrapH(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
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

func (m *metrics) rejected(reason string) { m.refused.WithLabelValues(reason).Inc() }

func (m *metrics) wrote(s ImportSummary) {
	m.ingested.WithLabelValues("added").Add(float64(s.Added))
	m.ingested.WithLabelValues("updated").Add(float64(s.Updated))
	m.ingested.WithLabelValues("unchanged").Add(float64(s.Unchanged))
}
