package main

import (
	"os"
	"runtime/debug"
)

// How much the heap may grow between two collections, in percent. Most of it are
// columns and dictionaries that hold no pointers, so a collection is cheap, and
// Go's usual 100 would double their memory for nothing. What is written into an
// index makes more garbage.
const (
	servingGrowth = 60
	writingGrowth = 75
)

// growHeap sets how much the heap may grow, unless the environment says otherwise.
func growHeap(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
