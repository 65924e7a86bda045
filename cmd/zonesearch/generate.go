package main

import (
	"bufio"
	"encoding/json"

	"github.com/spf13/cobra"

	"zonesearch/corpus"
	"zonesearch/corpus/sample/generate"
)

func (p *program) generateCommand() *cobra.Command {
	var (
		articles int
		seed     uint64
	)
	cmd := &cobra.Command{
		Use: "generate", Short: "生成仿真文章（JSONL，相同的种子得到相同的文章）", GroupID: groupTools, Args: noArguments,
		Example: "  zonesearch generate --articles 10000 --seed 7 | zonesearch import -",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if articles < 0 {
				return usagef("--articles 不能小于 0")
			}
			out := bufio.NewWriterSize(p.out, 1<<20)
			lines := json.NewEncoder(out)
			lines.SetEscapeHTML(false)
			for g := generate.New(seed); articles > 0; articles-- {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				if err := lines.Encode(importable{Article: g.Next()}); err != nil {
					return err
				}
			}
			return out.Flush()
		},
	}
	cmd.Flags().IntVar(&articles, "articles", 1000, "篇数")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "种子")
	return cmd
}

// importable is an article as it is imported: when it was added is for the
// archive to say.
type importable struct {
	*corpus.Article
	// Added stands before the article's own field of that name and is left out.
	Added *struct{} `json:"added,omitempty"`
}
