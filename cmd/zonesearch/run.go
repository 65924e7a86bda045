package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// program is one call of zonesearch.
type program struct {
	console
	settings settings
	json     bool
	logLevel string
	// creates lets the command make a data folder where there is none. To the
	// others a missing one is a name that was mistyped.
	creates bool
	// begun is set once a command has its arguments: what fails before that
	// is wrong usage.
	begun bool
}

// run carries out a command and gives the exit code.
func run(ctx context.Context, args []string, c console) int {
	p := &program{console: c}
	root := p.root()
	root.SetArgs(args)
	called, err := root.ExecuteContextC(ctx)
	if err != nil && !p.begun {
		err = usageError{err}
	}
	code := exitCode(ctx, err)
	var said outcome
	if err == nil || errors.As(err, &said) {
		return code
	}
	fmt.Fprintln(c.err, "zonesearch:", explain(err))
	if code == exitUsage {
		fmt.Fprintf(c.err, "用法见 %s --help\n", called.CommandPath())
	}
	return code
}

// root is the command line as a whole.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "zonesearch",
		Short:         "开发区新闻检索（search the news of China's development zones）",
		Long:          rootHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.fromEnvironment(cmd); err != nil {
				return err
			}
			p.begun = true
			return nil
		},
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	flags := root.PersistentFlags()
	flags.StringVar(&p.settings.data, "data", "./data", "数据文件夹（archive and index）")
	flags.BoolVar(&p.json, "json", false, "输出 JSON")
	flags.StringVar(&p.logLevel, "log-level", "", "日志级别：debug、info、warn、error")
	root.AddGroup(
		&cobra.Group{ID: groupUse, Title: "使用："},
		&cobra.Group{ID: groupCare, Title: "维护："},
		&cobra.Group{ID: groupTools, Title: "工具："},
	)
	root.AddCommand(
		p.serveCommand(), p.importCommand(), p.searchCommand(), p.projectsCommand(), p.exportCommand(),
		p.statsCommand(), p.verifyCommand(), p.rebuildCommand(), p.backupCommand(), p.restoreCommand(), p.deleteCommand(),
		p.generateCommand(), p.segmentCommand(), p.benchCommand(), versionCommand(p), completionCommand(),
	)
	inChinese(root)
	return root
}

// The groups in which help lists the commands.
const (
	groupUse   = "use"
	groupCare  = "care"
	groupTools = "tools"
)
