package main

import (
	"context"
	"errors"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/intake"
	"zonesearch/server"
)

// store lets the server write to a library.
type store struct {
	*library
	// wait is how long a write waits for its articles to be searchable. They
	// are on disk by then; it only spares the writer the surprise of not
	// finding them.
	wait time.Duration
}

func (s store) Import(ctx context.Context, articles []*corpus.Article) (server.ImportSummary, error) {
	started := time.Now()
	summary, seq, err := s.importer.Put(ctx, articles)
	var bad intake.ArticlesError
	if errors.As(err, &bad) {
		out := &server.ArticleErrors{}
		for _, e := range bad {
			out.Lines = append(out.Lines, server.LineProblem{Line: e.Place + 1, Detail: e.Reason})
		}
		return server.ImportSummary{}, out
	}
	if err != nil {
		return server.ImportSummary{}, err
	}
	s.await(ctx, seq)
	return summaryOf(summary, time.Since(started)), nil
}

func (s store) Delete(ctx context.Context, id string) (bool, error) {
	n, err := s.archive.Delete(ctx, id)
	if err == nil && n > 0 {
		s.await(ctx, s.archive.LastSeq())
	}
	return n > 0, err
}

// await waits for the index, for a while.
func (s store) await(ctx context.Context, seq uint64) {
	if s.wait == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	// The write is done whether or not it shows yet.
	_ = s.index.WaitFor(ctx, seq)
}

func summaryOf(s intake.Summary, took time.Duration) server.ImportSummary {
	return server.ImportSummary{
		Read: s.Read, Added: s.Added, Updated: s.Updated, Unchanged: s.Unchanged, Rejected: s.Rejected,
		Seconds: took.Seconds(), Warnings: s.Warnings,
	}
}
