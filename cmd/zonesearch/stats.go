package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"zonesearch/index"
)

// stats says what a folder holds.
type stats struct {
	index.Status
	// TextBytes are those of the articles' fields, ArchiveBytes what they take
	// on disk.
	TextBytes    int64 `json:"text_bytes"`
	ArchiveBytes int64 `json:"archive_bytes"`
	ArchiveCount int   `json:"archive_articles"`
	// Rules is the version of the project rules that the index goes by.
	Rules string `json:"rules"`
}

func (l *library) stats() (stats, error) {
	a, err := l.archive.Stats()
	if err != nil {
		return stats{}, err
	}
	return stats{
		Status: l.index.Status(), TextBytes: a.TextBytes, ArchiveBytes: a.DiskBytes, ArchiveCount: a.Articles, Rules: l.rules,
	}, nil
}

func (p *program) statsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "stats", Short: "数据文件夹里有什么（what the archive holds）", GroupID: groupCare, Args: noArguments,
	}
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		c, err := p.connect(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.close()) }()
		if err := c.catchUp(cmd.Context(), p); err != nil {
			return err
		}
		var s stats
		if err := c.getJSON(cmd.Context(), pathStats, nil, &s); err != nil {
			return err
		}
		if p.json {
			return json.NewEncoder(p.out).Encode(s)
		}
		return p.printer().stats(&s)
	}
	return cmd
}

func (w *printer) stats(s *stats) error {
	t := table{header: []string{"", ""}, right: map[int]bool{1: true}}
	add := func(name, format string, args ...any) {
		t.rows = append(t.rows, []string{name, fmt.Sprintf(format, args...)})
	}
	add("文章", "%d 篇", s.ArchiveCount)
	add("去掉相似的", "%d 组", s.Groups)
	add("开发区", "%d 个", s.Zones)
	add("项目记录", "%d 条", s.Projects)
	add("日期", "%s 至 %s", orDash(s.First), orDash(s.Last))
	add("文字", "%s", byteSize(s.TextBytes))
	add("档案文件", "%s", byteSize(s.ArchiveBytes))
	var sum int64
	for _, part := range []struct{ key, name string }{{"postings", "索引：词"}, {"rows", "索引：列"}, {"text", "索引：文字"}} {
		add(part.name, "%s", byteSize(s.Bytes[part.key]))
		sum += s.Bytes[part.key]
	}
	add("索引合计", "%s", byteSize(sum))
	if s.TextBytes > 0 {
		add("磁盘占用 ÷ 文字", "%.2f", float64(s.ArchiveBytes+sum)/float64(s.TextBytes))
	}
	add("索引段", "%d 个", s.Segments)
	add("索引进度", "%d / %d", s.Reached, s.Archive)
	add("项目规则", "第 %s 版", orDash(s.Rules))
	add("项目更正", "%d 条", s.Corrections)
	if !s.Ready {
		add("索引尚未就绪", "%s", orDash(s.Reason))
	}
	t.body(w.out)
	return w.out.Flush()
}

// byteSize writes a size as people say it.
func byteSize(n int64) string {
	const unit = 1024
	if n < unit {
		return fmt.Sprintf("%d B", n)
	}
	value, names := float64(n)/unit, "KMGTP"
	for value >= unit && len(names) > 1 {
		value, names = value/unit, names[1:]
	}
	return fmt.Sprintf("%.1f %ciB", value, names[0])
}
