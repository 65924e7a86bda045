package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"zonesearch/server"
)

// askTimeout bounds a search from the command line, where a person waits for a
// cold disk rather than for an error.
const askTimeout = 30 * time.Second

// Paths that only those who own the folder can ask for.
const (
	pathStats   = "/internal/stats"
	pathVerify  = "/internal/verify"
	pathRebuild = "/internal/rebuild"
	pathBackup  = "/internal/backup"
)

// trusted is the handler for callers who own the folder: the API, writes
// without a key, and what the commands for its care need.
func (l *library) trusted(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", server.New(server.Options{
		Engine: l.index, Store: store{library: l}, Trusted: true, SearchTimeout: askTimeout, Version: version(), Log: log,
	}))
	mux.HandleFunc("GET "+pathStats, func(w http.ResponseWriter, r *http.Request) {
		stats, err := l.stats()
		if err != nil {
			refuse(w, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(stats) // who is gone needs no answer
	})
	mux.HandleFunc("POST "+pathVerify, func(w http.ResponseWriter, r *http.Request) {
		report(w, r, func(ctx context.Context, progress progress) (any, error) {
			return l.verify(ctx, r.URL.Query().Get("deep") == "true", progress)
		})
	})
	mux.HandleFunc("POST "+pathRebuild, func(w http.ResponseWriter, r *http.Request) {
		report(w, r, func(ctx context.Context, progress progress) (any, error) {
			return l.rebuild(ctx, progress)
		})
	})
	mux.HandleFunc("GET "+pathBackup, func(w http.ResponseWriter, r *http.Request) {
		unhurried(w)
		w.Header().Set("Content-Type", "application/octet-stream")
		if err := l.archive.Backup(r.Context(), w); err != nil {
			log.Error("a backup was cut short", slog.Any("error", err))
			// What came so far must not be taken for a whole backup.
			panic(http.ErrAbortHandler)
		}
	})
	return mux
}

// refuse answers with an error, as the API does.
func refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusInternalServerError)
	_ = json.NewEncoder(w).Encode(server.Problem{Status: http.StatusInternalServerError, Detail: explain(err)})
}

// unhurried lifts the deadline for an answer that takes as long as it takes.
func unhurried(w http.ResponseWriter) {
	// A writer in memory has none.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
}

// progress hears how far long work has come.
type progress func(done, total int64)

// event is one line of the answer to long work: how far it has come, or, last,
// how it ended.
type event struct {
	Done   int64           `json:"done,omitempty"`
	Total  int64           `json:"total,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// reportEvery is how often long work tells how far it has come.
const reportEvery = 200 * time.Millisecond

// report answers with the course of long work, one event a line.
func report(w http.ResponseWriter, r *http.Request, work func(context.Context, progress) (any, error)) {
	unhurried(w)
	w.Header().Set("Content-Type", "application/x-ndjson")
	out, control := json.NewEncoder(w), http.NewResponseController(w)
	var told time.Time
	result, err := work(r.Context(), func(done, total int64) {
		if now := time.Now(); now.Sub(told) >= reportEvery {
			told = now
			// Work goes on when nobody listens; the context tells it to stop.
			_ = out.Encode(event{Done: done, Total: total})
			_ = control.Flush()
		}
	})
	last := event{}
	if err == nil {
		last.Result, err = json.Marshal(result)
	}
	if err != nil {
		last = event{Error: explain(err)}
	}
	_ = out.Encode(last)
}

// follow reads the answer of report: progress goes to show, the result to into.
func (c *connection) follow(ctx context.Context, path string, query url.Values, show progress, into any) error {
	answer, err := c.send(ctx, http.MethodPost, path, query, nil, "")
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }() // it was only read
	for events := json.NewDecoder(answer.Body); ; {
		var e event
		if err := events.Decode(&e); err != nil {
			return fmt.Errorf("没有等到结果：%w", err)
		}
		switch {
		case e.Error != "":
			return fmt.Errorf("%s", e.Error)
		case e.Result != nil:
			return json.Unmarshal(e.Result, into)
		}
		show(e.Done, e.Total)
	}
}
