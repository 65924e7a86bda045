package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the second one ends the program as ever: an
	// orderly stop that takes too long must not be the only way out.
	context.AfterFunc(ctx, stop)
	// Bleve prints what it meets when it opens something damaged; the index
	// says it in its own log, and what it does about it.
	log.SetOutput(io.Discard)
	os.Exit(run(ctx, os.Args[1:], processConsole()))
}
