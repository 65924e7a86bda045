package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/spf13/cobra"
)

func (p *program) deleteCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "delete ID…", Short: "按 id 永久删除文章（delete）", GroupID: groupCare, Args: arguments(1, -1, "要删除的文章的 id"),
		Long: "按 id 永久删除文章。退出码 1：一篇也没有找到；3：有几篇没有找到。",
	}
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, ids []string) (err error) {
		c, err := p.connect(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.close()) }()
		return p.deleteAll(cmd.Context(), c, ids)
	}
	return cmd
}

// deleteAll deletes articles one by one, and says how many even where an error
// comes half-way: what is gone is gone.
func (p *program) deleteAll(ctx context.Context, c *connection, ids []string) error {
	var failed error
	deleted, missing := 0, 0
	for _, id := range ids {
		found, err := c.delete(ctx, id)
		if err != nil {
			failed = fmt.Errorf("删除 %s：%w", id, err)
			break
		}
		if found {
			deleted++
		} else {
			missing++
			fmt.Fprintf(p.err, "没有 id 为 %s 的文章\n", id)
		}
	}
	var err error
	if p.json {
		err = json.NewEncoder(p.out).Encode(map[string]int{"deleted": deleted, "missing": missing})
	} else {
		_, err = fmt.Fprintf(p.out, "删除了 %d 篇\n", deleted)
	}
	switch {
	case failed != nil || err != nil:
		return errors.Join(failed, err)
	case deleted == 0:
		return outcome(exitFailed)
	case missing > 0:
		return outcome(exitPartly)
	}
	return nil
}

// delete removes one article; false where there is none.
func (c *connection) delete(ctx context.Context, id string) (bool, error) {
	answer, err := c.send(ctx, http.MethodDelete, "/v1/articles/"+url.PathEscape(id), nil, nil, "")
	var refusal *refusal
	if errors.As(err, &refusal) && refusal.status == http.StatusNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, answer.Body.Close()
}
