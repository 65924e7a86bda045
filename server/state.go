package server

import (
	"github.com/prometheus/client_golang/prometheus"
)

// stateCollector shows the engine's state.
type stateCollector struct {
	recent    *recent
	freeBytes func() (uint64, error) // nil where nobody knows
	version   string
	toolchain string

	documents, projects, ready, lag, segments, size, free, build *prometheus.Desc
}

func newStateCollector(recent *recent, freeBytes func() (uint64, error), version, toolchain string) *stateCollector {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("zonesearch_"+name, help, labels, nil)
	}
	return &stateCollector{
		recent: recent, freeBytes: freeBytes, version: version, toolchain: toolchain,
		documents: desc("index_documents", "Articles in the index."),
		projects:  desc("index_projects", "Project mentions in the index."),
		ready:     desc("index_ready", "1 once the index has caught up and is whole."),
		lag:       desc("archive_lag_documents", "Changes of the archive that the index does not show yet."),
		segments:  desc("index_segments", "Segments that a search goes through."),
		size:      desc("index_size_bytes", "Size of the index on disk, by part.", "part"),
		free:      desc("store_free_bytes", "Free space where the archive lies."),
		build:     desc("build_info", "What runs: its version, Go's, and that of the dictionary.", "version", "goversion", "dict"),
	}
}

// Describe implements prometheus.Collector.
func (s *stateCollector) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{s.documents, s.projects, s.ready, s.lag, s.segments, s.size, s.free, s.build} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (s *stateCollector) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	state := s.recent.status(measuredFor)
	gauge(s.documents, float64(state.Articles))
	gauge(s.projects, float64(state.Projects))
	gauge(s.segments, float64(state.Segments))
	gauge(s.lag, max(0, float64(state.Archive)-float64(state.Reached)))
	for part, n := range state.Bytes {
		gauge(s.size, float64(n), part)
	}
	ready := 0.0
	if state.Ready {
		ready = 1
	}
	gauge(s.ready, ready)
	gauge(s.build, 1, s.version, s.toolchain, state.Stamp)
	if s.freeBytes == nil {
		return
	}
	if n, err := s.freeBytes(); err == nil {
		gauge(s.free, float64(n))
	}
}
