package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootHelp = `zonesearch：开发区新闻检索（search the news of China's development zones）

  zonesearch serve --sample            装入示例并打开网页
  zonesearch import 文件夹/             导入保存的网页、JSONL、CSV、压缩包
  zonesearch search 光伏 --city 泰州    在命令行检索

每个选项都可以用环境变量给出，如 --data 对应 ZONESEARCH_DATA；选项优先于环境变量。

退出码：0 完成 · 1 失败 · 2 用法有误 · 3 部分完成 · 4 发现损坏 · 130 被中断`

// usageTemplate is cobra's own, in Chinese.
const usageTemplate = `用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} 命令{{else}}{{.UseLine}} [选项]{{end}}{{if .HasExample}}

示例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if and (eq .GroupID $group.ID) .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

某个命令的说明：{{.CommandPath}} 命令 --help{{end}}
`

// inChinese makes a command and those below it speak Chinese, and take both
// spellings of a flag: added-from, and added_from as HTTP has it.
func inChinese(root *cobra.Command) {
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetGlobalNormalizationFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(strings.ReplaceAll(name, "_", "-"))
	})
	root.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		message := fmt.Sprintf("没有 %s 这个命令", args[0])
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			message += "；是不是 " + strings.Join(near, "、") + "？"
		}
		return errors.New(message)
	}
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	root.SuggestionsMinimumDistance = 2
	for _, c := range append(root.Commands(), root) {
		c.DisableFlagsInUseLine = true
		c.Flags().BoolP("help", "h", false, "显示说明")
	}
}

// flagError says in Chinese what is wrong with a flag.
func flagError(err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		return fmt.Errorf("没有 --%s 这个选项；要检索以 - 开头的词，请把 -- 放在它前面", unknown.GetSpecifiedName())
	case errors.As(err, &missing):
		return fmt.Errorf("选项 --%s 缺少值", missing.GetSpecifiedName())
	case errors.As(err, &invalid):
		return fmt.Errorf("选项 --%s 的值 %q 不对", invalid.GetFlag().Name, invalid.GetValue())
	}
	return fmt.Errorf("选项有误：%w", err)
}

// arguments checks how many arguments a command gets; most below 0 is any
// number.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fmt.Errorf("请给出%s", what)
		case most >= 0 && len(args) > most:
			return fmt.Errorf("多余的参数 %q", args[most])
		}
		return nil
	}
}

// noArguments is for commands that take none.
func noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("多余的参数 %q", args[0])
	}
	return nil
}
