package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"zonesearch/corpus/project"
	"zonesearch/index"
)

// build is what this program was made from.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	// Index is the format of the index, Rules the version of the project
	// rules: where they change, an index is built anew by itself.
	Index int `json:"index"`
	Rules int `json:"rules"`
}

func thisBuild() build {
	b := build{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Index: index.Format(), Rules: project.Version}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.Version = v
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// version is the short form, for /healthz and metrics.
func version() string { return thisBuild().Version }

func versionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "版本（version）", GroupID: groupTools, Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			b := thisBuild()
			if p.json {
				return json.NewEncoder(p.out).Encode(b)
			}
			changed := ""
			if b.Modified {
				changed = "，有未提交的改动"
			}
			_, err := fmt.Fprintf(p.out, "zonesearch %s\n提交 %s%s\n%s %s\n索引格式 %d，项目规则 %d\n", b.Version, orDash(b.Commit), changed, b.Go, b.Platform, b.Index, b.Rules)
			return err
		},
	}
}

// orDash stands in for what is not known.
func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
