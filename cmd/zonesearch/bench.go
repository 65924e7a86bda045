package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"
)

// benchmark is what bench measured. Sizes are bytes, times seconds or, where
// it says so, milliseconds; MB is 10⁶ bytes of text.
type benchmark struct {
	Articles  int    `json:"articles"`
	Seed      uint64 `json:"seed"`
	Cores     int    `json:"cores"`
	Go        string `json:"go"`
	TextBytes int64  `json:"text_bytes"`
	// ImportSeconds is the whole way in: read, clean, keep, extract projects,
	// cut, index, until everything can be found.
	ImportSeconds float64 `json:"import_seconds"`
	ImportMBps    float64 `json:"import_mb_per_second"`
	// GseMBps is how fast gse alone cuts the same text on the same cores, and
	// TimesGse how many times as long the import takes.
	GseMBps  float64          `json:"gse_mb_per_second"`
	TimesGse float64          `json:"times_gse"`
	Disk     map[string]int64 `json:"disk_bytes"`
	// TimesText is the disk space beside the text.
	TimesText float64 `json:"times_text"`
	// PeakRSS is the most memory that the process held at once until the end
	// of the queries, mapped files among it.
	PeakRSS int64     `json:"peak_rss_bytes"`
	Queries []latency `json:"queries"`
}

func (p *program) benchCommand() *cobra.Command {
	var (
		articles int
		seed     uint64
		perClass int
	)
	cmd := &cobra.Command{
		Use: "bench", Short: "测量导入速度、大小、内存与查询用时（bench）", GroupID: groupTools, Args: noArguments,
		Long: `在临时文件夹里用仿真文章建一个档案，测量导入速度（以 gse 单独切分同样文字的速度为单位）、
磁盘占用、内存峰值，以及各类查询的用时。结束后删除。`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if articles < 1 || perClass < 1 {
				return usagef("--articles 和 --queries 须大于 0")
			}
			b, err := p.bench(cmd.Context(), articles, seed, perClass)
			if err != nil {
				return err
			}
			if p.json {
				return json.NewEncoder(p.out).Encode(b)
			}
			return p.printer().benchmark(&b)
		},
	}
	cmd.Flags().IntVar(&articles, "articles", 20_000, "篇数")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "种子")
	cmd.Flags().IntVar(&perClass, "queries", 200, "每类查询的次数")
	return cmd
}

func (p *program) bench(ctx context.Context, articles int, seed uint64, perClass int) (b benchmark, err error) {
	growHeap(writingGrowth)
	dir, err := os.MkdirTemp("", "zonesearch-bench-*")
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b = benchmark{Articles: articles, Seed: seed, Cores: runtime.GOMAXPROCS(0), Go: runtime.Version()}
	material, err := p.benchMaterial(ctx, dir, articles, seed)
	if err != nil {
		return b, err
	}
	b.TextBytes = material.bytes
	if err := p.benchLibrary(ctx, dir, material, perClass, &b); err != nil {
		return b, err
	}
	b.PeakRSS = peakRSS()
	// Last, as gse's dictionary takes more memory than all the rest.
	if b.GseMBps, err = p.benchGse(ctx, material); err != nil {
		return b, err
	}
	b.TimesGse = b.GseMBps / b.ImportMBps
	return b, nil
}

// benchLibrary imports the material and asks.
func (p *program) benchLibrary(ctx context.Context, dir string, m *benchMaterial, perClass int, b *benchmark) (err error) {
	log, err := p.quietLog()
	if err != nil {
		return err
	}
	l, err := openLibrary(settings{data: dir + "/data"}, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	started := time.Now()
	if err := p.benchImport(ctx, l, m); err != nil {
		return err
	}
	b.ImportSeconds = time.Since(started).Seconds()
	b.ImportMBps = float64(m.bytes) / 1e6 / b.ImportSeconds
	stats, err := l.stats()
	if err != nil {
		return err
	}
	b.Disk = map[string]int64{"archive": stats.ArchiveBytes}
	total := stats.ArchiveBytes
	for part, n := range stats.Bytes {
		b.Disk["index_"+part] = n
		total += n
	}
	b.TimesText = float64(total) / float64(m.bytes)
	c := &connection{client: &http.Client{Transport: direct{l.trusted(log)}}}
	b.Queries, err = p.benchQueries(ctx, c, m.queries(), perClass)
	return err
}

func (w *printer) benchmark(b *benchmark) error {
	t := table{header: []string{"", ""}, right: map[int]bool{1: true}}
	add := func(name, format string, args ...any) {
		t.rows = append(t.rows, []string{name, fmt.Sprintf(format, args...)})
	}
	add("文章", "%d 篇（种子 %d）", b.Articles, b.Seed)
	add("文字", "%s", byteSize(b.TextBytes))
	add("核心", "%d（%s）", b.Cores, b.Go)
	add("导入", "%.1f 秒，%.1f MB/s", b.ImportSeconds, b.ImportMBps)
	add("gse 单独切分", "%.1f MB/s", b.GseMBps)
	add("导入 ÷ gse", "%.2f 倍时间", b.TimesGse)
	for _, part := range []struct{ key, name string }{{"archive", "档案"}, {"index_postings", "索引：词"}, {"index_rows", "索引：列"}, {"index_text", "索引：文字"}} {
		add(part.name, "%s（%.2f × 文字）", byteSize(b.Disk[part.key]), float64(b.Disk[part.key])/float64(b.TextBytes))
	}
	add("磁盘合计", "%.2f × 文字", b.TimesText)
	add("内存峰值", "%s", byteSize(b.PeakRSS))
	t.body(w.out)
	w.printf("\n")
	q := table{header: []string{"查询", "次数", "p50 毫秒", "p95", "p99", "最长"}, right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true}}
	for _, l := range b.Queries {
		q.rows = append(q.rows, []string{l.Class, fmt.Sprint(l.Count), ms(l.P50), ms(l.P95), ms(l.P99), ms(l.Max)})
	}
	q.write(w.out)
	return w.out.Flush()
}

func ms(v float64) string { return fmt.Sprintf("%.2f", v) }
