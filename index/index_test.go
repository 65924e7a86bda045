package index

import (
	"context"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/project"
	"zonesearch/corpus/sample"
	"zonesearch/index/synonym"
	"zonesearch/segment"
)

// noProjects is an extractor that finds nothing.
type noProjects struct{}

func (noProjects) Extract(*corpus.Article) []project.Record { return nil }

// openTest opens an index over articles and waits until it has caught up.
func openTest(tb testing.TB, articles []*corpus.Article, extractor Extractor) (*Index, *archive.Archive) {
	tb.Helper()
	dir := tb.TempDir()
	a, err := archive.Open(dir, archive.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { a.Close() })
	if _, err := a.Put(context.Background(), articles); err != nil {
		tb.Fatal(err)
	}
	seg, err := segment.New(segment.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	g, err := gazetteer.Load()
	if err != nil {
		tb.Fatal(err)
	}
	synonyms, err := synonym.Load()
	if err != nil {
		tb.Fatal(err)
	}
	x, err := Open(Options{Dir: dir + "/index", Archive: a, Segmenter: seg, Gazetteer: g, Synonyms: synonyms, Extractor: extractor})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { x.Close() })
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if err := x.WaitFor(ctx, a.LastSeq()); err != nil {
		tb.Fatal(err)
	}
	return x, a
}

func TestSmoke(t *testing.T) {
	articles, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	x, _ := openTest(t, articles, noProjects{})
	for _, q := range []string{"", "智改数转 “拿地即开工” -观摩", "光伏", "经开区 签约", "同句:(开工 项目)", "签约 NEAR/5 项目", "title:开工 OR 竣工"} {
		r, err := x.Search(context.Background(), SearchRequest{Query: q, Facets: []Facet{FacetZone, FacetYear}, Page: Page{Limit: 3}})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d in %.1f ms; %v", q, r.Total, r.TookMS, r.Query)
		for _, h := range r.Hits {
			t.Logf("   %.2f %s %s %v", h.Score, h.Date, h.Highlight.Title, h.Highlight.Snippets)
		}
	}
}
