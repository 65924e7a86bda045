package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"zonesearch/corpus"
	"zonesearch/corpus/intake"
	"zonesearch/corpus/sample/generate"
	"zonesearch/corpus/source"
	"zonesearch/segment"
	"zonesearch/segment/fold"
)

// benchMaterial is what bench imports and asks about.
type benchMaterial struct {
	file    string // the articles, as JSONL
	bytes   int64  // of titles and bodies
	texts   []string
	samples []*corpus.Article
}

const (
	// benchSamples are the articles that queries are made of, spread evenly.
	benchSamples = 400
	// gseTextBytes is how much gse cuts to measure its speed: a second or two.
	gseTextBytes = 16 << 20
)

// benchMaterial generates the articles into a file, so that generating them is
// no part of the import.
func (p *program) benchMaterial(ctx context.Context, dir string, articles int, seed uint64) (*benchMaterial, error) {
	m := &benchMaterial{file: filepath.Join(dir, "articles.jsonl")}
	f, err := os.Create(m.file)
	if err != nil {
		return nil, err
	}
	bar := p.progress("生成", unitArticles)
	defer bar.end()
	out := bufio.NewWriterSize(f, 1<<20)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	every := max(1, articles/benchSamples)
	kept := int64(0)
	g := generate.New(seed)
	for n := range articles {
		if err := ctx.Err(); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		a := g.Next()
		if err := lines.Encode(importable{Article: a}); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		size := int64(len(a.Title) + len(a.Body))
		m.bytes += size
		if n%every == 0 {
			m.samples = append(m.samples, a)
		}
		if kept < gseTextBytes {
			m.texts, kept = append(m.texts, a.Title+"\n"+a.Body), kept+size
		}
		bar(int64(n), int64(articles))
	}
	return m, errors.Join(out.Flush(), f.Close())
}

// benchImport takes everything in and waits until it can be found.
func (p *program) benchImport(ctx context.Context, l *library, m *benchMaterial) error {
	bar := p.progress("导入", unitBytes)
	defer bar.end()
	size := source.Size([]string{m.file})
	summary, err := l.importer.Walk(ctx, []string{m.file}, source.Options{
		Progress: func(bytes int64) { bar(bytes, size) },
	}, func(r intake.Rejection) error { return fmt.Errorf("a generated article was refused: %s", r.Reason) })
	if err != nil {
		return err
	}
	if summary.Added == 0 {
		return errors.New("nothing was imported")
	}
	return l.index.WaitFor(ctx, l.archive.LastSeq())
}

// benchGse measures how fast gse alone cuts the texts on all cores, in MB a
// second. What is folded and parted beforehand is not counted.
func (p *program) benchGse(ctx context.Context, m *benchMaterial) (float64, error) {
	own, err := segment.New(segment.Options{})
	if err != nil {
		return 0, err
	}
	gse, err := segment.NewReference(own)
	if err != nil {
		return 0, err
	}
	bytes := 0
	canonical := make([]*fold.Text, len(m.texts))
	for i, text := range m.texts {
		canonical[i] = fold.Canon(text)
		bytes += len(text)
	}
	group, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	started := time.Now()
	for w := range workers {
		group.Go(func() error {
			for i := w; i < len(canonical) && ctx.Err() == nil; i += workers {
				gse.Path(canonical[i])
			}
			return ctx.Err()
		})
	}
	err = group.Wait()
	return float64(bytes) / 1e6 / time.Since(started).Seconds(), err
}

// peakRSS is the most memory that the process held at once, in bytes.
func peakRSS() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // the kernel does not tell
	}
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) << 10 // in KiB elsewhere
}
