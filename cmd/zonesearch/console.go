package main

import (
	"context"
	"io"
	"log/slog"
	"os"

	"golang.org/x/term"
)

// console is where a command reads and writes. Data goes to out, everything
// else to err.
type console struct {
	in  io.Reader
	out io.Writer
	err io.Writer
	// env looks a variable of the environment up.
	env func(string) (string, bool)
	// inTerminal, outTerminal and errTerminal tell where a person sits.
	inTerminal, outTerminal, errTerminal bool
}

func processConsole() console {
	return console{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.LookupEnv,
		inTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		outTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		errTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
}

// colour tells whether data may be coloured: for a person, unless NO_COLOR is
// set, or where CLICOLOR_FORCE asks for it.
func (c console) colour() bool {
	if v, set := c.env("NO_COLOR"); set && v != "" {
		return false
	}
	if v, set := c.env("CLICOLOR_FORCE"); set && v != "" && v != "0" {
		return true
	}
	return c.outTerminal
}

// logger writes the log to err: as text for a person, else as JSON.
func (c console) logger(level slog.Leveler) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if c.errTerminal {
		return slog.New(slog.NewTextHandler(c.err, options))
	}
	return slog.New(slog.NewJSONHandler(c.err, options))
}

// interruptible reads what r gives until the context ends: a read from a
// terminal or a pipe would wait on, whatever signal has come.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) }) // never fails
	go func() {
		_, err := io.Copy(in, r)
		_ = in.CloseWithError(err) // nil is the end
	}()
	return out
}
