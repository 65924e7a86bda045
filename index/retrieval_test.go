package index

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
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
func configurations() []struct {
	name    string
	weights weights
} {
	all := standardWeights()
	words, near, whole := all, all, all
	words.near, words.whole, words.recent = 0, 0, 0
	near.whole, near.recent = 0, 0
	whole.near, whole.recent = 0, 0
	return []struct {
		name    string
		weights weights
	}{{"words only", words}, {"with nearness", near}, {"with whole runs", whole}, {"as it is", all}}
}

// reciprocalRank is the mean over queries of 1/rank of the first relevant hit
// among the first ten.
func reciprocalRank(tb testing.TB, x *Index, queries []knownItem, w weights) (mrr float64, missed []string) {
	tb.Helper()
	x.weights = w
	sum := 0.0
	for _, q := range queries {
		r, err := x.Search(context.Background(), SearchRequest{Query: q.Text, Plain: true})
		if err != nil {
			tb.Fatal(err)
		}
		rank := 0
		for i, h := range r.Hits {
			if h.ID == q.Relevant[0] {
				rank = i + 1
				break
			}
		}
		if rank > 0 {
			sum += 1 / float64(rank)
		}
		if rank != 1 {
			missed = append(missed, fmt.Sprintf("%d of %d, relaxed %v: %s → %s", rank, r.Total, r.Query.Relaxed, q.Text, q.Relevant[0]))
		}
	}
	return sum / float64(len(queries)), missed
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
		compare(t, x, queries, 0.985)
	})
	t.Run("titles", func(t *testing.T) {
		articles := eachLine[*corpus.Article](t, sharedFile(t, "news", "xwlb.jsonl.xz"), 0)
		for _, a := range articles {
			a.Title = "" // a title would find itself
		}
		queries := eachLine[knownItem](t, sharedFile(t, "retrieval", "xwlb-title-queries.jsonl"), 1500)
		x, _ := openTest(t, articles, noProjects{})
		compare(t, x, queries, 0.72)
	})
}

func compare(t *testing.T, x *Index, queries []knownItem, least float64) {
	for _, c := range configurations() {
		started := time.Now()
		mrr, missed := reciprocalRank(t, x, queries, c.weights)
		t.Logf("%-16s MRR@10 %.4f, %.1f ms a query", c.name, mrr, float64(time.Since(started).Milliseconds())/float64(len(queries)))
		if c.name == "as it is" {
			if mrr < least {
				t.Errorf("MRR@10 is %.4f, less than %.3f", mrr, least)
			}
			for _, m := range missed {
				t.Log(m)
			}
		}
	}
}
