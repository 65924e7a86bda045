package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/segment/fold"
)

// benchLibrary is the index that the search benchmarks ask: that of the data
// folder that ZONESEARCH_BENCH_DATA names, or one built once for all of them.
var benchLibrary struct {
	sync.Once
	index    *Index
	articles []*corpus.Article // some hundred of them, spread evenly
}

func openBenchLibrary(b *testing.B) (*Index, []*corpus.Article) {
	b.Helper()
	benchLibrary.Do(func() {
		dir := os.Getenv("ZONESEARCH_BENCH_DATA")
		var file string
		if dir == "" {
			var err error
			if dir, err = os.MkdirTemp("", "zonesearch-bench"); err != nil {
				b.Fatal(err)
			}
			file = benchFile(b, benchItems(b, 20_000), func(*corpus.Article) {})
		}
		start := time.Now()
		x, a, g := benchIndex(b, dir)
		if file != "" {
			benchImport(b, x, a, g, file)
		}
		if err := x.WaitFor(context.Background(), a.LastSeq()); err != nil {
			b.Fatal(err)
		}
		ready := time.Since(start)
		// Gathering suggestions takes a core for a moment, which is not the
		// searches' to pay for.
		if _, err := x.suggestions.wait(context.Background(), func(s *suggestions) bool { return s.words != nil }); err != nil {
			b.Fatal(err)
		}
		b.Logf("%d articles, ready after %v", x.Status().Articles, ready)
		var seqs []uint64
		for i := range uint64(400) {
			seqs = append(seqs, 1+i*(a.LastSeq()-1)/400)
		}
		articles, err := a.Many(seqs)
		if err != nil {
			b.Fatal(err)
		}
		benchLibrary.index = x
		benchLibrary.articles = slices.DeleteFunc(articles, func(a *corpus.Article) bool { return a == nil })
	})
	if benchLibrary.index == nil {
		b.Skip("the library could not be opened")
	}
	return benchLibrary.index, benchLibrary.articles
}

// words gives n runs of 2 to 4 Chinese characters that begin words of a text.
func benchWords(x *Index, rng *rand.Rand, a *corpus.Article, n int) string {
	var words []string
	for _, token := range x.options.Segmenter.Path(fold.Canon(a.Title + "\n" + a.Body)) {
		if token.End-token.Start > 1 && !x.options.Segmenter.IsStop(token.Text) {
			words = append(words, token.Text)
		}
	}
	var picked []string
	for range n {
		if len(words) > 0 {
			picked = append(picked, words[rng.IntN(len(words))])
		}
	}
	return strings.Join(picked, " ")
}

// BenchmarkSearch asks questions of several kinds, one after the other: ten
// hits with highlights, and four facets unless the kind says otherwise.
func BenchmarkSearch(b *testing.B) {
	x, articles := openBenchLibrary(b)
	rng := rand.New(rand.NewPCG(1, 2))
	broad := []string{"中国", "发展", "经济", "企业", "建设", "项目", "工作", "国家"}
	four := []Facet{FacetZone, FacetCity, FacetYear, FacetSource}
	six := []Facet{FacetZone, FacetCity, FacetProvince, FacetYear, FacetIndustry, FacetStage}
	each := func(n int, make func(a *corpus.Article) string) (queries []string) {
		for i := range n {
			queries = append(queries, make(articles[i%len(articles)]))
		}
		return queries
	}
	words := func(n int) func(*corpus.Article) string {
		return func(a *corpus.Article) string { return benchWords(x, rng, a, n) }
	}
	phrase := func(a *corpus.Article) string {
		runes := slices.DeleteFunc([]rune(a.Body), func(r rune) bool { return r == '"' || r == '\n' })
		from, size := rng.IntN(max(1, len(runes)-12)), 2+rng.IntN(10)
		return `"` + string(runes[from:min(len(runes), from+size)]) + `"`
	}
	wide := func(i int) string { return broad[i%len(broad)] }
	n := 0
	next := func(*corpus.Article) string { n++; return wide(n) }
	kinds := []struct {
		name    string
		queries []string
		request SearchRequest
	}{
		{"1word", each(400, words(1)), SearchRequest{Facets: four}},
		{"2words", each(400, words(2)), SearchRequest{Facets: four}},
		{"4words", each(400, words(4)), SearchRequest{Facets: four}},
		{"phrase", each(400, phrase), SearchRequest{Facets: four}},
		{"title", each(100, func(a *corpus.Article) string { return a.Title }), SearchRequest{Facets: four}},
		{"broad", each(40, next), SearchRequest{}},
		{"broad6facets", each(40, next), SearchRequest{Facets: six}},
		{"allFacets", each(40, next), SearchRequest{Facets: Facets()}},
		{"everything6facets", each(40, func(*corpus.Article) string { return "" }), SearchRequest{Facets: six}},
		{"byDate", each(200, words(1)), SearchRequest{Facets: four, Sort: ByDateDesc}},
		{"filter", each(200, words(1)), SearchRequest{Facets: four, Filter: Filter{From: "2013-01-01", To: "2014-12-31"}}},
		{"collapse", each(200, words(1)), SearchRequest{Facets: four, Collapse: true}},
		{"deep", each(40, next), SearchRequest{Facets: four, Page: Page{Number: 200}}},
	}
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) {
			benchLatency(b, len(k.queries), func(i int) error {
				req := k.request
				req.Query = k.queries[i]
				_, err := x.Search(context.Background(), req)
				return err
			})
		})
	}
	b.Run("projects", func(b *testing.B) {
		benchLatency(b, 40, func(i int) error {
			_, err := x.Projects(context.Background(), ProjectRequest{Query: wide(i), Facets: []Facet{FacetIndustry, FacetStage, FacetAmount, FacetYear}})
			return err
		})
	})
	b.Run("suggest", func(b *testing.B) {
		benchLatency(b, 200, func(i int) error {
			_, err := x.Suggest(context.Background(), string([]rune(articles[i].Title)[:1+i%3]), 10)
			return err
		})
	})
}

// benchLatency asks n questions in turn and reports how long they took. The
// first round is not counted: it pays for what is read once.
func benchLatency(b *testing.B, n int, ask func(i int) error) {
	b.Helper()
	for i := range n {
		if err := ask(i); err != nil {
			b.Fatal(fmt.Errorf("question %d: %w", i, err))
		}
	}
	var took []time.Duration
	cores := usedNow(b)
	for b.Loop() {
		for i := range n {
			start := time.Now()
			if err := ask(i); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	at := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))].Microseconds()) / 1000 }
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(at(1), "max-ms")
	b.ReportMetric(1000*cores.since(b).cpu/float64(len(took)), "cpu-ms")
	b.ReportMetric(0, "ns/op")
}
