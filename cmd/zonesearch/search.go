package main

import (
	"context"
	"errors"
	"io"
	"net/url"

	"github.com/spf13/cobra"

	"zonesearch/index"
)

func (p *program) searchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "search [检索词]", Short: "检索文章（search）", GroupID: groupUse,
		Long: `检索文章，结果与 GET /v1/search 相同。

检索词之间用空格隔开，表示同时出现；"引号" 中的原样匹配；-词 排除（前面放 --）；
OR、或 表示任一；title:、zone:、date:2022-07..2022-09 等限定范围。`,
		Example: "  zonesearch search 光伏 --city 泰州 --from 2022\n  zonesearch search --json --facets province,year -- 签约 -观摩",
	}
	q := newQueryFlags(cmd)
	q.paging(cmd)
	q.text(cmd, "sort", "排序：relevance、date_desc、date_asc、added_desc")
	q.flag(cmd, "collapse", "相似的文章只列一篇")
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, words []string) error {
		return p.ask(cmd.Context(), "/v1/search", q.values(cmd, words), func(c *connection, query url.Values) error {
			var result index.SearchResult
			if err := c.getJSON(cmd.Context(), "/v1/search", query, &result); err != nil {
				return err
			}
			return p.printer().search(&result)
		})
	}
	return cmd
}

// ask connects and asks: with --json the answer goes out as it came, else
// person shows it. Facets that are not shown are not counted.
func (p *program) ask(ctx context.Context, path string, query url.Values, person func(*connection, url.Values) error) (err error) {
	c, err := p.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	if err := c.catchUp(ctx, p); err != nil {
		return err
	}
	if !p.json {
		if !query.Has("facets") {
			query.Set("facets", "")
		}
		return person(c, query)
	}
	answer, err := c.get(ctx, path, query)
	if err != nil {
		return err
	}
	_, err = io.Copy(p.out, answer.Body)
	return errors.Join(err, answer.Body.Close())
}

// catchUp lets an index that this command has opened itself catch up first:
// else its answers would depend on how fast it was asked.
func (c *connection) catchUp(ctx context.Context, p *program) error {
	if c.library == nil {
		return nil
	}
	return c.awaitIndex(ctx, p)
}
