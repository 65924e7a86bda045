package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/intake"
	"zonesearch/server"
)

// remoteKeeper keeps articles through the process that holds the archive.
type remoteKeeper struct {
	*connection
	reject  func(intake.Rejection) error
	refused int
}

// Put sends the articles and returns once they are synced to disk. One that is
// refused there, which happens only where the two processes are of different
// versions, is rejected by itself. The outcomes count what became of the
// others; they are in no order and have no numbers.
func (k *remoteKeeper) Put(ctx context.Context, articles []*corpus.Article) ([]archive.Outcome, error) {
	for len(articles) > 0 {
		summary, err := k.post(ctx, articles)
		if err == nil {
			return outcomesOf(summary), nil
		}
		var refusal *refusal
		if !errors.As(err, &refusal) || len(refusal.problem.Errors) == 0 {
			return nil, err
		}
		if articles, err = k.without(articles, refusal.problem.Errors); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func (k *remoteKeeper) post(ctx context.Context, articles []*corpus.Article) (server.ImportSummary, error) {
	var body bytes.Buffer
	lines := json.NewEncoder(&body)
	lines.SetEscapeHTML(false)
	for _, a := range articles {
		if err := lines.Encode(importable{Article: a}); err != nil {
			return server.ImportSummary{}, err
		}
	}
	for {
		answer, err := k.send(ctx, http.MethodPost, "/v1/articles", nil, bytes.NewReader(body.Bytes()), "application/x-ndjson")
		var refusal *refusal
		if errors.As(err, &refusal) && refusal.status == http.StatusServiceUnavailable {
			// Too many write at once: there will be a place.
			select {
			case <-time.After(refusal.retryAfter):
				continue
			case <-ctx.Done():
				return server.ImportSummary{}, ctx.Err()
			}
		}
		if err != nil {
			return server.ImportSummary{}, err
		}
		var summary server.ImportSummary
		err = json.NewDecoder(answer.Body).Decode(&summary)
		return summary, errors.Join(err, answer.Body.Close())
	}
}

// without leaves out the articles of the lines that were refused.
func (k *remoteKeeper) without(articles []*corpus.Article, lines []server.LineProblem) ([]*corpus.Article, error) {
	bad := map[int]bool{}
	for _, l := range lines {
		if l.Line < 1 || l.Line > len(articles) || bad[l.Line-1] {
			return nil, fmt.Errorf("写入被拒绝：第 %d 行 %s", l.Line, l.Detail)
		}
		bad[l.Line-1] = true
		k.refused++
		if err := k.reject(intake.Rejection{Entry: articles[l.Line-1].ID, Reason: l.Detail}); err != nil {
			return nil, err
		}
	}
	good := make([]*corpus.Article, 0, len(articles))
	for i, a := range articles {
		if !bad[i] {
			good = append(good, a)
		}
	}
	return good, nil
}

func outcomesOf(s server.ImportSummary) []archive.Outcome {
	return slices.Concat(
		slices.Repeat([]archive.Outcome{{Result: archive.Added}}, s.Added),
		slices.Repeat([]archive.Outcome{{Result: archive.Updated}}, s.Updated),
		slices.Repeat([]archive.Outcome{{Result: archive.Unchanged}}, s.Unchanged),
	)
}
