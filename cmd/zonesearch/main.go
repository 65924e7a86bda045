package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the second one ends the program as ever: an
	// orderly stop that takes too long must not be the only way out.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], processConsole()))
}
