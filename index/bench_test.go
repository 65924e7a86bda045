package index

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/intake"
	"zonesearch/corpus/project"
	"zonesearch/corpus/sample/generate"
	"zonesearch/corpus/source"
	"zonesearch/index/synonym"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// The benchmarks run over real news where ZONESEARCH_SHARED names the folder
// that holds data/news, and over generated articles otherwise.
// ZONESEARCH_ITEMS says how many are taken.

// benchItems is how many articles a benchmark takes.
func benchItems(tb testing.TB, usual int) int {
	tb.Helper()
	return benchNumber(tb, "ZONESEARCH_ITEMS", usual)
}

// benchNumber reads a number of the environment.
func benchNumber(tb testing.TB, name string, usual int) int {
	tb.Helper()
	s := os.Getenv(name)
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		tb.Fatalf("%s is %q, not a number", name, s)
	}
	return n
}

// benchFile writes the first n articles to a JSONL file, and calls each
// with all of them.
func benchFile(tb testing.TB, n int, each func(*corpus.Article)) (path string) {
	tb.Helper()
	path = filepath.Join(tb.TempDir(), "articles.jsonl")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	err = benchSource(n, func(a *corpus.Article) error {
		each(a)
		// The archive tells when an article came in, nobody else.
		return lines.Encode(map[string]string{
			"id": a.ID, "url": a.URL, "title": a.Title, "body": a.Body, "date": a.Date,
			"source": a.Source, "zone": a.Zone, "city": a.City, "province": a.Province,
		})
	})
	for _, err := range []error{err, out.Flush(), f.Close()} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	return path
}

func benchSource(n int, yield func(*corpus.Article) error) error {
	shared := os.Getenv("ZONESEARCH_SHARED")
	if shared == "" {
		g := generate.New(1)
		for range n {
			if err := yield(g.Next()); err != nil {
				return err
			}
		}
		return nil
	}
	path := filepath.Join(shared, "data", "news", "xwlb.jsonl.xz")
	err := source.Walk(context.Background(), []string{path}, source.Options{}, func(item source.Item) error {
		if item.Err != nil {
			return item.Err
		}
		if n--; n < 0 {
			return fs.SkipAll
		}
		return yield(item.Article)
	})
	if err == fs.SkipAll {
		return nil
	}
	return err
}

var benchSegmenter = sync.OnceValues(func() (*segment.Segmenter, error) { return segment.New(segment.Options{}) })

// benchIndex opens an archive and an index in dir.
func benchIndex(tb testing.TB, dir string) (*Index, *archive.Archive, *gazetteer.Gazetteer) {
	tb.Helper()
	must := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	seg, err := benchSegmenter()
	must(err)
	g, err := gazetteer.Load()
	must(err)
	synonyms, err := synonym.Load()
	must(err)
	a, err := archive.Open(dir, archive.Options{})
	must(err)
	x, err := Open(Options{Dir: filepath.Join(dir, "index"), Archive: a, Segmenter: seg, Gazetteer: g, Synonyms: synonyms,
		Extractor: project.New(project.Options{}), Rules: fmt.Sprint(project.Version)}) // as the program does, so that both take the same index
	must(err)
	return x, a, g
}

// benchImport takes a file in and waits until everything can be found.
func benchImport(tb testing.TB, x *Index, a *archive.Archive, g *gazetteer.Gazetteer, path string) {
	tb.Helper()
	im := intake.Importer{Cleaner: corpus.Cleaner{Places: g}, Keeper: a}
	_, err := im.Walk(context.Background(), []string{path}, source.Options{}, func(r intake.Rejection) error { tb.Log(r); return nil })
	if err == nil {
		err = x.WaitFor(context.Background(), a.LastSeq())
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// used is the time on the clock and on the cores since its start.
type used struct{ wall, cpu float64 }

func usedNow(tb testing.TB) used {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return used{float64(time.Now().UnixNano()) / 1e9, float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9}
}

func (u used) since(tb testing.TB) used {
	now := usedNow(tb)
	return used{now.wall - u.wall, now.cpu - u.cpu}
}

// peakMemory is the most memory that the process has held, in bytes.
func peakMemory(tb testing.TB) float64 {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return float64(u.Maxrss) * 1024
}

func diskUsed(tb testing.TB, dir string) (bytes float64) {
	tb.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += float64(info.Size())
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return bytes
}

// BenchmarkImport takes JSONL into a new archive and index, until everything
// can be found, and compares it with gse alone cutting the same text on all
// cores, in the same process.
func BenchmarkImport(b *testing.B) {
	var texts []string
	bytes := 0
	path := benchFile(b, benchItems(b, 20_000), func(a *corpus.Article) {
		bytes += len(a.Title) + len(a.Body)
		texts = append(texts, a.Title+"\n"+a.Body)
	})
	b.SetBytes(int64(bytes))
	seg, err := benchSegmenter()
	if err != nil {
		b.Fatal(err)
	}
	var took, alone used
	var disk, archived float64
	for b.Loop() {
		dir := b.TempDir()
		x, a, g := benchIndex(b, dir)
		start := usedNow(b)
		benchImport(b, x, a, g, path)
		lap := start.since(b)
		took.wall, took.cpu = took.wall+lap.wall, took.cpu+lap.cpu
		b.StopTimer()
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
		disk = diskUsed(b, dir)
		archived = disk - diskUsed(b, filepath.Join(dir, "index"))
		b.StartTimer()
	}
	b.StopTimer()
	peak := peakMemory(b)
	gse, err := segment.NewReference(seg)
	if err != nil {
		b.Fatal(err)
	}
	canonical := make([]*fold.Text, len(texts))
	for i, text := range texts {
		canonical[i] = fold.Canon(text)
	}
	start := usedNow(b)
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(canonical); i += workers {
				gse.Path(canonical[i])
			}
		})
	}
	wait.Wait()
	alone = start.since(b)
	n := float64(b.N)
	b.ReportMetric(took.cpu/n, "cpu-s/op")
	b.ReportMetric(took.wall/n, "wall-s/op")
	b.ReportMetric(alone.wall, "gse-s")
	b.ReportMetric(took.wall/n/alone.wall, "times-gse")
	b.ReportMetric(took.cpu/n/alone.cpu, "times-gse-cpu")
	b.ReportMetric(disk/float64(bytes), "disk/text")
	b.ReportMetric(archived/float64(bytes), "archive/text")
	b.ReportMetric(peak/1e6, "peak-MB")
}
