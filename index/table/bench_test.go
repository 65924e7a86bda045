package table

import (
	"bufio"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ulikunitz/xz"

	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// The benchmarks run over real news where ZONESEARCH_SHARED names the folder
// that holds it. ZONESEARCH_ITEMS bounds how many are taken.

type newsItem struct{ Title, Body, Date, Source string }

var loadNews = sync.OnceValue(func() []newsItem {
	f, err := os.Open(filepath.Join(os.Getenv("ZONESEARCH_SHARED"), "data", "news", "xwlb.jsonl.xz"))
	if err != nil {
		return nil
	}
	defer f.Close()
	x, err := xz.NewReader(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return nil
	}
	var items []newsItem
	for d := json.NewDecoder(x); ; {
		var item newsItem
		if d.Decode(&item) != nil {
			return items
		}
		items = append(items, item)
	}
})

func news(b *testing.B, most int) []newsItem {
	b.Helper()
	items := loadNews()
	if len(items) == 0 {
		b.Skip("set ZONESEARCH_SHARED to the folder that holds data/news/xwlb.jsonl.xz")
	}
	return items[:min(most, len(items))]
}

var fullSegmenter = sync.OnceValues(func() (*segment.Segmenter, error) { return segment.New(segment.Options{}) })

func mustSegmenter(b *testing.B) *segment.Segmenter {
	b.Helper()
	s, err := fullSegmenter()
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func newsRow(seq uint64, n newsItem) Row {
	day, err := time.Parse(time.DateOnly, n.Date)
	number := int64(Missing)
	if err == nil {
		number = day.Unix() / 86400
	}
	year, _, _ := strings.Cut(n.Date, "-")
	return Row{Seq: seq, Texts: []string{n.Title, n.Body}, Keywords: []string{n.Source, year},
		Numbers: []int64{number, Missing}, Payload: []byte(n.Date)}
}

// fill writes items in batches of size and returns the bytes of their texts.
func fill(b *testing.B, t *Table, items []newsItem, size int) (bytes int64) {
	b.Helper()
	ctx := context.Background()
	var last *Pending
	for from := 0; from < len(items); from += size {
		var batch Batch
		for i, item := range items[from:min(from+size, len(items))] {
			bytes += int64(len(item.Title) + len(item.Body))
			batch.Rows = append(batch.Rows, newsRow(uint64(from+i+1), item))
		}
		batch.Reached = uint64(from + size)
		var err error
		if last, err = t.Begin(ctx, batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := last.Wait(ctx); err != nil {
		b.Fatal(err)
	}
	return bytes
}

// cpuSeconds is what the process has used so far.
func cpuSeconds(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// awaitMerges waits until nothing is merged any more, so that merges are part of the
// bill.
func awaitMerges(b *testing.B, t *Table) Stats {
	b.Helper()
	var before Stats
	for {
		time.Sleep(300 * time.Millisecond)
		stats, err := t.Stats()
		if err != nil {
			b.Fatal(err)
		}
		if stats == before {
			return stats
		}
		before = stats
	}
}

// BenchmarkImport writes 20,000 news items. MB/cpu-s counts the time of all
// cores, merges included, and hardly depends on what else the machine does.
func BenchmarkImport(b *testing.B) {
	items, seg := news(b, envInt("ZONESEARCH_ITEMS", 20000)), mustSegmenter(b)
	size := envInt("ZONESEARCH_BATCH", 2000)
	o := Options{Writers: envInt("ZONESEARCH_WRITERS", 0)}
	for b.Loop() {
		t, err := Open(filepath.Join(b.TempDir(), "table"), testSchema, seg, o)
		if err != nil {
			b.Fatal(err)
		}
		cpu := cpuSeconds(b)
		bytes := fill(b, t, items, size)
		b.SetBytes(bytes)
		b.StopTimer()
		stats := awaitMerges(b, t)
		b.ReportMetric(float64(bytes)/1e6/(cpuSeconds(b)-cpu), "MB/cpu-s")
		b.ReportMetric(float64(stats.Size())/float64(bytes), "disk/text")
		b.ReportMetric(float64(stats.Postings)/float64(bytes), "postings/text")
		b.ReportMetric(float64(stats.Segments), "segments")
		cpu = cpuSeconds(b)
		if err := t.Compact(context.Background()); err != nil {
			b.Fatal(err)
		}
		stats = awaitMerges(b, t)
		b.ReportMetric(cpuSeconds(b)-cpu, "compact-cpu-s")
		b.ReportMetric(float64(stats.Size())/float64(bytes), "compact-disk/text")
		mustClose(b, t)
		b.StartTimer()
	}
}

// BenchmarkTerms is the part of Import that the segmenter takes.
func BenchmarkTerms(b *testing.B) {
	items, seg := news(b, 5000), mustSegmenter(b)
	for b.Loop() {
		var bytes int64
		cpu := cpuSeconds(b)
		for _, item := range items {
			bytes += int64(len(item.Body))
			seg.Terms(fold.Canon(item.Body), func([]byte, bool) {})
		}
		b.SetBytes(bytes)
		b.ReportMetric(float64(bytes)/1e6/(cpuSeconds(b)-cpu), "MB/cpu-s")
	}
}

func envInt(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// newsTable gives a table of all news items, built once a process, or kept
// where ZONESEARCH_TABLE says.
var newsTable = sync.OnceValues(func() (*Table, error) {
	dir := os.Getenv("ZONESEARCH_TABLE")
	if dir == "" {
		tmp, err := os.MkdirTemp("", "table")
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(tmp, "table")
	}
	seg, err := fullSegmenter()
	if err != nil {
		return nil, err
	}
	return Open(dir, testSchema, seg, Options{})
})

func mustNews(b *testing.B) *Snapshot {
	b.Helper()
	items := news(b, 1<<30)
	t, err := newsTable()
	if err != nil {
		b.Fatal(err)
	}
	if t.Len() == 0 {
		fill(b, t, items, 2000)
	}
	s := mustSnapshot(b, t)
	b.Cleanup(func() { s.Close() })
	return s
}

// quantiles reports the latencies of many different questions.
func quantiles(b *testing.B, n int, ask func(i int)) {
	b.Helper()
	for i := range n { // the second pass counts
		ask(i)
	}
	var took []time.Duration
	for b.Loop() {
		took = took[:0]
		for i := range n {
			start := time.Now()
			ask(i)
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	ms := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))]) / 1e6 }
	b.ReportMetric(ms(0.5), "p50-ms")
	b.ReportMetric(ms(0.99), "p99-ms")
	b.ReportMetric(ms(1), "max-ms")
}

// runsOf takes runs of Chinese characters out of news.
func runsOf(items []newsItem, n, least, most int) (runs [][]rune) {
	rng := rand.New(rand.NewPCG(1, 2))
	for len(runs) < n {
		runes := fold.Canon(items[rng.IntN(len(items))].Body).Runes
		size := least + rng.IntN(most-least+1)
		if len(runes) <= size {
			continue
		}
		from := rng.IntN(len(runes) - size)
		run := runes[from : from+size]
		if !slices.ContainsFunc(run, func(r rune) bool { return !fold.IsHan(r) }) {
			runs = append(runs, run)
		}
	}
	return runs
}

func BenchmarkPhrase(b *testing.B) {
	s := mustNews(b)
	runs := runsOf(loadNews(), 300, 2, 12)
	quantiles(b, len(runs), func(i int) {
		if _, err := s.Phrase(context.Background(), 1, runs[i]); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkPhraseWorst asks for runs of frequent characters that form no word.
func BenchmarkPhraseWorst(b *testing.B) {
	s := mustNews(b)
	runs := []string{"的国", "在中", "和发", "是一", "了的", "，中国", "。"}
	quantiles(b, len(runs), func(i int) {
		if _, err := s.Phrase(context.Background(), 1, []rune(runs[i])); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkRank asks unquoted runs: the words of their path, ranked.
func BenchmarkRank(b *testing.B) {
	s, seg := mustNews(b), mustSegmenter(b)
	runs := runsOf(loadNews(), 300, 2, 10)
	quantiles(b, len(runs), func(i int) {
		var words []string
		var query []Weighted
		for _, token := range seg.Path(fold.Canon(string(runs[i]))) {
			words = append(words, token.Text)
			query = append(query, Weighted{0, token.Text, 2}, Weighted{1, token.Text, 1})
		}
		set, err := s.Terms(1, words)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Rank(context.Background(), set, query, Ranking{Tie: 0, Limit: 10}); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkRankAll ranks all rows by a very frequent word.
func BenchmarkRankAll(b *testing.B) {
	s := mustNews(b)
	for b.Loop() {
		if _, err := s.Rank(context.Background(), s.All(), []Weighted{{1, "中国", 1}, {1, "的", 1}}, Ranking{Tie: 0, Limit: 10}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCountNews(b *testing.B) {
	s := mustNews(b)
	for b.Loop() {
		if _, err := s.Count(context.Background(), s.All(), []int{0, 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSortNews(b *testing.B) {
	s := mustNews(b)
	for b.Loop() {
		if _, err := s.Sort(context.Background(), s.All(), Order{Column: 0, Descending: true, Limit: 10}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	s := mustNews(b)
	s.Close()
	old, _ := newsTable()
	mustClose(b, old)
	for b.Loop() {
		t, err := Open(old.dir, testSchema, mustSegmenter(b), Options{})
		if err != nil {
			b.Fatal(err)
		}
		mustClose(b, t)
	}
}
