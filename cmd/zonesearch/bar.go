package main

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/schollz/progressbar/v3"
)

// unit is what progress counts.
type unit int

const (
	unitBytes unit = iota
	unitArticles
	unitPages
)

func (u unit) String() string { return [...]string{"字节", "篇", "页"}[u] }

const (
	// quietFor is how long work may take before it shows how far it has come.
	quietFor = 500 * time.Millisecond
	// logEvery is how often the log hears of it, where no person watches.
	logEvery = 5 * time.Second
)

// bar shows how far long work has come. The end of it is called once.
type bar func(done, total int64)

func (b bar) end() { b(-1, -1) }

// progress shows work as a bar to a person, and as a line in the log now and
// then to others. Work that is done at once shows nothing.
func (p *program) progress(what string, u unit) bar {
	if p.errTerminal {
		return p.drawnBar(what, u)
	}
	log, err := p.log(slog.LevelInfo)
	if err != nil {
		return func(int64, int64) {} // the level was refused before
	}
	told := time.Now()
	return func(done, total int64) {
		if now := time.Now(); done >= 0 && now.Sub(told) >= logEvery {
			told = now
			log.Info(what, slog.Int64("done", done), slog.Int64("total", total), slog.String("unit", u.String()))
		}
	}
}

func (p *program) drawnBar(what string, u unit) bar {
	var drawn *progressbar.ProgressBar
	started := time.Now()
	return func(done, total int64) {
		switch {
		case done < 0:
			if drawn != nil {
				_ = drawn.Clear() // what a terminal shows is not worth an error
				fmt.Fprint(p.err, "\r")
			}
			return
		case drawn == nil && time.Since(started) < quietFor:
			return
		case drawn == nil:
			drawn = progressbar.NewOptions64(max(total, -1), progressbar.OptionSetWriter(p.err), progressbar.OptionSetDescription(what),
				progressbar.OptionShowBytes(u == unitBytes), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish(), progressbar.OptionUseANSICodes(true))
		}
		if total > 0 && drawn.GetMax64() != total {
			drawn.ChangeMax64(total)
		}
		_ = drawn.Set64(min(done, max(total, done)))
	}
}
