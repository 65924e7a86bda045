package index

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ulikunitz/xz"

	"zonesearch/corpus"
)

// sharedFile opens a file of the folder that ZONESEARCH_SHARED names. Its texts
// belong to others and are measured with, never kept here.
func sharedFile(tb testing.TB, parts ...string) io.Reader {
	tb.Helper()
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		tb.Skip("set ZONESEARCH_SHARED to the folder with data/ to measure on real news")
	}
	f, err := os.Open(filepath.Join(append([]string{shared, "data"}, parts...)...))
	if err != nil {
		tb.Skipf("no data to measure on: %v", err)
	}
	tb.Cleanup(func() { f.Close() })
	if strings.HasSuffix(f.Name(), ".xz") {
		r, err := xz.NewReader(bufio.NewReaderSize(f, 1<<20))
		if err != nil {
			tb.Fatal(err)
		}
		return r
	}
	return f
}

// eachLine decodes JSONL; at most n lines where n > 0.
func eachLine[T any](tb testing.TB, r io.Reader, n int) []T {
	tb.Helper()
	var out []T
	d := json.NewDecoder(bufio.NewReaderSize(r, 1<<20))
	for d.More() && (n == 0 || len(out) < n) {
		var v T
		if err := d.Decode(&v); err != nil {
			tb.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

type knownItem struct {
	Text     string
	Relevant []string
}

// configurations are the rankings that are compared.
func configurations() []configuration {
	all := standardRankings()
	with := func(drop func(*weights)) rankings {
		r := all
		r.words.recent = 0
		drop(&r.words)
		drop(&r.questions)
		return r
	}
	return []configuration{
		{"words only", with(func(w *weights) { w.near, w.whole, w.lead, w.phrase, w.language = 0, 0, 0, 0, 0 })},
		{"with nearness", with(func(w *weights) { w.whole, w.lead, w.phrase, w.language = 0, 0, 0, 0 })},
		{"with whole runs", with(func(w *weights) { w.near, w.lead, w.language = 0, 0, 0 })},
		{"with the lead", with(func(w *weights) { w.near, w.whole, w.phrase, w.language = 0, 0, 0, 0 })},
		{"as it is", all},
	}
}

type configuration struct {
	name     string
	rankings rankings
}

// reciprocalRank is the mean over queries of 1/rank of the first relevant hit
// among the first ten.
func reciprocalRank(tb testing.TB, x *Index, queries []knownItem, r rankings) float64 {
	tb.Helper()
	x.rankings = r
	sum := 0.0
	for _, q := range queries {
		r, err := x.Search(context.Background(), SearchRequest{Query: q.Text, Plain: true})
		if err != nil {
			tb.Fatal(err)
		}
		for i, h := range r.Hits {
			if h.ID == q.Relevant[0] {
				sum += 1 / float64(i+1)
				break
			}
		}
	}
	return sum / float64(len(queries))
}

// TestRetrieval measures the ranking on questions with known answers:
//
//	ZONESEARCH_SHARED=… go test ./index -run TestRetrieval -v
func TestRetrieval(t *testing.T) {
	t.Run("questions", func(t *testing.T) {
		var articles []*corpus.Article
		type doc struct{ ID, Title, Text string }
		for _, d := range eachLine[doc](t, sharedFile(t, "retrieval", "cmrc2018-docs.jsonl"), 0) {
			articles = append(articles, &corpus.Article{ID: d.ID, Body: d.Text})
		}
		queries := eachLine[knownItem](t, sharedFile(t, "retrieval", "cmrc2018-queries.jsonl"), 1500)
		x, _ := openTest(t, articles, noProjects{})
		compare(t, x, articles, queries, 0.985)
	})
	t.Run("titles", func(t *testing.T) {
		articles := eachLine[*corpus.Article](t, sharedFile(t, "news", "xwlb.jsonl.xz"), 0)
		for _, a := range articles {
			a.Title = "" // a title would find itself
		}
		queries := eachLine[knownItem](t, sharedFile(t, "retrieval", "xwlb-title-queries.jsonl"), 1500)
		x, _ := openTest(t, articles, noProjects{})
		compare(t, x, articles, queries, 0.72)
	})
}

func compare(t *testing.T, x *Index, articles []*corpus.Article, queries []knownItem, least float64) {
	ids, bodies := make([]string, len(articles)), make([]string, len(articles))
	for i, a := range articles {
		ids[i], bodies[i] = a.ID, a.Body
	}
	t.Logf("%-30s MRR@10 %.4f", "plain BM25 over gse's words", newBaseline(ids, bodies, pathWords(x.options.Segmenter)).reciprocalRank(queries))
	t.Logf("%-30s MRR@10 %.4f", "plain BM25 over bigrams", newBaseline(ids, bodies, bigrams).reciprocalRank(queries))
	for _, c := range configurations() {
		started := time.Now()
		mrr := reciprocalRank(t, x, queries, c.rankings)
		t.Logf("%-30s MRR@10 %.4f, %.1f ms a query", c.name, mrr, float64(time.Since(started).Milliseconds())/float64(len(queries)))
		if c.name == "as it is" && mrr < least {
			t.Errorf("MRR@10 is %.4f, less than %.3f", mrr, least)
		}
	}
}
