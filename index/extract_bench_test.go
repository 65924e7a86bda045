package index

import (
	"syscall"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/project"
	"zonesearch/corpus/sample/generate"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// BenchmarkReading compares what two steps of indexing cost on the same text:
// extracting projects must cost less than cutting words (segment is what the
// index does, gse is gse itself over the same dictionary). CPU-MB/s is text per
// second of processor time, which other work on the machine disturbs least.
// zone: generated zone news, where nearly every sentence is read; news: what
// ZONESEARCH_SHARED names, else generated articles without their zone.
func BenchmarkReading(b *testing.B) {
	seg, err := benchSegmenter()
	if err != nil {
		b.Fatal(err)
	}
	gse, err := segment.NewReference(seg)
	if err != nil {
		b.Fatal(err)
	}
	x := project.New(project.Options{})
	n := benchItems(b, 2000)
	var zone, news []*corpus.Article
	g := generate.New(1)
	for range n {
		zone = append(zone, g.Next())
	}
	err = benchSource(n, func(a *corpus.Article) error {
		plain := *a
		plain.Zone = ""
		news = append(news, &plain)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for _, set := range []struct {
		name     string
		articles []*corpus.Article
	}{{"zone", zone}, {"news", news}} {
		b.Run(set.name+"/extract", func(b *testing.B) {
			benchReading(b, set.articles, func(a *corpus.Article) { x.Extract(a) })
		})
		b.Run(set.name+"/segment", func(b *testing.B) {
			benchReading(b, set.articles, func(a *corpus.Article) {
				for _, s := range []string{a.Title, a.Body} {
					t := fold.Canon(s)
					seg.Terms(t, func([]byte, bool) {})
				}
			})
		})
		b.Run(set.name+"/gse", func(b *testing.B) {
			benchReading(b, set.articles, func(a *corpus.Article) {
				for _, s := range []string{a.Title, a.Body} {
					gse.Path(fold.Canon(s))
				}
			})
		})
	}
}

func benchReading(b *testing.B, articles []*corpus.Article, read func(*corpus.Article)) {
	size := 0
	for _, a := range articles {
		size += len(a.Title) + len(a.Body)
	}
	b.SetBytes(int64(size))
	before := processorTime(b)
	for b.Loop() {
		for _, a := range articles {
			read(a)
		}
	}
	spent := processorTime(b) - before
	b.ReportMetric(float64(size)*float64(b.N)/1e6/spent.Seconds(), "CPU-MB/s")
}

// processorTime is what this process has spent so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}
