package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const environmentPrefix = "ZONESEARCH_"

// variable names the environment's twin of a flag.
func variable(flag string) string {
	return environmentPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// fromEnvironment fills in the flags that were not given.
func (p *program) fromEnvironment(cmd *cobra.Command) error {
	var errs []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		value, set := p.env(variable(f.Name))
		if f.Changed || !set || value == "" || f.Name == "help" {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			errs = append(errs, fmt.Errorf("环境变量 %s 的值 %q 不对", variable(f.Name), value))
		}
	})
	return errors.Join(errs...)
}

// log is the program's log; unless the user says otherwise, from level on.
func (p *program) log(level slog.Level) (*slog.Logger, error) {
	if p.logLevel != "" {
		if err := level.UnmarshalText([]byte(p.logLevel)); err != nil {
			return nil, usagef("--log-level 应是 debug、info、warn 或 error，而不是 %q", p.logLevel)
		}
	}
	return p.logger(level), nil
}

// quietLog is the log of commands that speak to a person by other means.
func (p *program) quietLog() (*slog.Logger, error) { return p.log(slog.LevelWarn) }
