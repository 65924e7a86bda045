package main

import (
	"net/url"

	"github.com/spf13/cobra"

	"zonesearch/index"
)

func (p *program) projectsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "projects [检索词]", Short: "检索投资项目（investment projects）", GroupID: groupUse,
		Long:    "检索文章中的投资项目，结果与 GET /v1/projects 相同。",
		Example: "  zonesearch projects 光伏 --amount-min 10亿 --stage 开工 --stage 签约",
	}
	q := newQueryFlags(cmd)
	q.paging(cmd)
	q.text(cmd, "sort", "排序：date_desc、amount_desc、relevance、added_desc")
	q.flag(cmd, "unique", "同一项目只列最近一次")
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, words []string) error {
		return p.ask(cmd.Context(), "/v1/projects", q.values(cmd, words), func(c *connection, query url.Values) error {
			var result index.ProjectResult
			if err := c.getJSON(cmd.Context(), "/v1/projects", query, &result); err != nil {
				return err
			}
			return p.printer().projects(&result)
		})
	}
	return cmd
}
