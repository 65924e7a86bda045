package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func (p *program) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "export [检索词]", Short: "导出全部命中（CSV、JSONL、BibTeX、RIS、GB/T 7714）", GroupID: groupUse,
		Long:    "导出全部命中的文章或项目，与 GET /v1/export 相同。",
		Example: "  zonesearch export 光伏 --format csv > 光伏.csv\n  zonesearch export --of projects --format jsonl --from 2022",
	}
	q := newQueryFlags(cmd)
	q.text(cmd, "format", "格式：csv、jsonl、bibtex、ris、gbt7714")
	q.text(cmd, "of", "导出 articles（文章，默认）或 projects（项目）")
	q.text(cmd, "sort", "排序，同 search 与 projects")
	q.flag(cmd, "collapse", "相似的文章只导出一篇")
	q.flag(cmd, "unique", "同一项目只导出最近一次")
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, words []string) (err error) {
		query := q.values(cmd, words)
		if p.json && !query.Has("format") {
			query.Set("format", "jsonl")
		}
		if !query.Has("format") {
			return usagef("请用 --format 指定格式：csv、jsonl、bibtex、ris 或 gbt7714")
		}
		c, err := p.connect(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.close()) }()
		if err := c.catchUp(cmd.Context(), p); err != nil {
			return err
		}
		answer, err := c.get(cmd.Context(), "/v1/export", query)
		if err != nil {
			return err
		}
		if _, err = io.Copy(p.out, answer.Body); err != nil {
			err = fmt.Errorf("导出没有完成：%w", err)
		}
		return errors.Join(err, answer.Body.Close())
	}
	return cmd
}
