package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zonesearch/corpus/gazetteer"
	"zonesearch/corpus/intake"
	"zonesearch/corpus/source"
)

func (p *program) importCommand() *cobra.Command {
	var rejects string
	cmd := &cobra.Command{
		Use: "import 路径…", Short: "导入网页、文件夹、压缩包、JSONL、JSON、CSV（- 为标准输入）", GroupID: groupUse,
		Long: `导入路径下的一切：保存的网页（HTML 或文字，各种编码）、JSONL、JSON 数组、CSV、
文件夹，以及 .zip、.tar、.gz、.xz、.tar.gz。- 表示从标准输入读 JSONL。

同一篇文章再次导入不会重复；内容变了则取代旧的。中断后再执行一次，会从中断处继续。
汇总中计为新增、更新的文章都已写入磁盘，断电也不会丢失。

退出码 1：给出的内容一篇也没有收下；3：有一部分被拒绝。`,
		Example: "  zonesearch import 网页/ 网页.zip\n  zonesearch import - --rejects 拒绝.jsonl < 文章.jsonl",
		Args:    arguments(1, -1, "要导入的文件或文件夹（- 为标准输入）"),
		RunE: func(cmd *cobra.Command, paths []string) error {
			p.creates = true
			return p.importPaths(cmd.Context(), paths, rejects)
		},
	}
	cmd.Flags().StringVar(&rejects, "rejects", "", "把未收下的及其原因写入此文件（JSONL），默认写到标准错误")
	p.libraryFlags(cmd)
	return cmd
}

func (p *program) importPaths(ctx context.Context, paths []string, rejectsFile string) (err error) {
	growHeap(writingGrowth)
	rejected, err := p.openRejects(rejectsFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rejected.close()) }()
	c, err := p.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()

	importer, refused, err := c.importer(rejected.write)
	if err != nil {
		return err
	}
	started := time.Now()
	bar := p.progress("导入", unitBytes)
	size := source.Size(paths)
	stdin := p.in
	if slices.Contains(paths, "-") {
		stdin = interruptible(ctx, p.in)
	}
	summary, err := importer.Walk(ctx, paths, source.Options{
		Pages: pages{}, Stdin: stdin, Progress: func(bytes int64) { bar(bytes, size) },
	}, rejected.write)
	summary.Rejected += refused()
	bar.end()
	if err == nil {
		err = c.awaitIndex(ctx, p)
	}
	if printed := p.printImport(summary, time.Since(started)); err == nil {
		err = printed
	}
	if err != nil {
		return err
	}
	switch accepted := summary.Added + summary.Updated + summary.Unchanged; {
	case summary.Rejected > 0 && accepted == 0:
		return outcome(exitFailed)
	case summary.Rejected > 0:
		return outcome(exitPartly)
	}
	return nil
}

// importer gives what takes articles in: into the command's own archive, or
// through the process that holds it. refused is how many were refused there.
func (c *connection) importer(reject func(intake.Rejection) error) (im *intake.Importer, refused func() int, err error) {
	if c.library != nil {
		return c.library.importer, func() int { return 0 }, nil
	}
	places, err := gazetteer.Load()
	if err != nil {
		return nil, nil, err
	}
	k := &remoteKeeper{connection: c, reject: reject}
	return newImporter(k, places), func() int { return k.refused }, nil
}

// importSummary is what import prints.
type importSummary struct {
	Read          int      `json:"read"`
	Added         int      `json:"added"`
	Updated       int      `json:"updated"`
	Unchanged     int      `json:"unchanged"`
	Rejected      int      `json:"rejected"`
	Seconds       float64  `json:"seconds"`
	UnknownFields []string `json:"unknown_fields,omitempty"`
	Warnings      []string `json:"warnings,omitempty"`
}

func (p *program) printImport(s intake.Summary, took time.Duration) error {
	if p.json {
		out := json.NewEncoder(p.out)
		out.SetEscapeHTML(false)
		return out.Encode(importSummary{s.Read, s.Added, s.Updated, s.Unchanged, s.Rejected, took.Seconds(), s.UnknownFields, s.Warnings})
	}
	for _, w := range s.Warnings {
		fmt.Fprintln(p.err, "提醒：", w)
	}
	if len(s.UnknownFields) > 0 {
		fmt.Fprintln(p.err, "提醒：略过不认识的字段", strings.Join(s.UnknownFields, "、"))
	}
	_, err := fmt.Fprintf(p.out, "读入 %d 篇：新增 %d，更新 %d，未变 %d，拒绝 %d；用时 %.1f 秒\n", s.Read, s.Added, s.Updated, s.Unchanged, s.Rejected, took.Seconds())
	if s.Read == 0 {
		fmt.Fprintln(p.err, "给出的路径下没有可导入的内容")
	}
	return err
}
