package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

// rebuilt is what rebuild did.
type rebuilt struct {
	Articles int     `json:"articles"`
	Projects int     `json:"projects"`
	Seconds  float64 `json:"seconds"`
}

func (p *program) rebuildCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "rebuild", Short: "从档案重建索引（rebuild the index）", GroupID: groupCare, Args: noArguments,
		Long: "从档案重建索引。重建期间旧索引照常回答，建好后再替换。",
	}
	p.libraryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		growHeap(writingGrowth)
		c, err := p.connect(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.close()) }()
		bar := p.progress("重建", unitArticles)
		var done rebuilt
		err = c.follow(cmd.Context(), pathRebuild, nil, progress(bar), &done)
		bar.end()
		if err != nil {
			return err
		}
		if p.json {
			return json.NewEncoder(p.out).Encode(done)
		}
		_, err = fmt.Fprintf(p.out, "索引已重建：%d 篇，%d 条项目记录；用时 %.1f 秒\n", done.Articles, done.Projects, done.Seconds)
		return err
	}
	return cmd
}

func (l *library) rebuild(ctx context.Context, progress progress) (rebuilt, error) {
	started := time.Now()
	err := l.index.Rebuild(ctx, func(done, total uint64) { progress(int64(done), int64(total)) })
	if err != nil {
		return rebuilt{}, err
	}
	s := l.index.Status()
	return rebuilt{s.Articles, s.Projects, time.Since(started).Seconds()}, nil
}
