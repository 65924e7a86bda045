package server

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"zonesearch/corpus/archive"
)

// maxWrites is how many writes are under way at once: each holds its whole body
// in memory, and the archive takes one after the other anyhow.
const maxWrites = 2

// writeWait is how long a write waits for the ones before it.
const writeWait = 30 * time.Second

// authorize lets those write who may.
func (s *Server) authorize(c *gin.Context) error {
	if s.store == nil || s.options.Key == "" && !s.options.Trusted {
		return &statusError{status: http.StatusForbidden, zh: "服务器没有设置写入密钥（ZONESEARCH_API_KEY），不接受写入", en: "the server has no write key (ZONESEARCH_API_KEY), so it takes no writes"}
	}
	if s.options.Trusted {
		return nil
	}
	// Digests are compared, so that neither the time taken nor the length of
	// the key tells anything about it.
	scheme, key, _ := strings.Cut(c.GetHeader("Authorization"), " ")
	digest := sha256.Sum256([]byte(key))
	if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare(digest[:], s.keyDigest[:]) != 1 {
		return &statusError{status: http.StatusUnauthorized, zh: "写入密钥缺失或不对", en: "the write key is missing or wrong"}
	}
	return nil
}

func (s *Server) postArticles(c *gin.Context) error {
	if err := s.authorize(c); err != nil {
		return err
	}
	if err := noParameters(c); err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(c.Request.Context(), writeWait)
	defer cancel()
	if !s.writes.enter(waiting) {
		return s.busy("writes", "同时进行的写入太多，请稍候再试", "too many writes at once; try again soon")
	}
	defer s.writes.leave()
	body, err := s.readBody(c)
	if err != nil {
		return err
	}
	started := time.Now()
	summary, err := s.store.Import(c.Request.Context(), body.articles)
	if err != nil {
		return s.writeError(err, body)
	}
	s.metrics.wrote(summary, time.Since(started))
	c.JSON(http.StatusOK, summary)
	return nil
}

// ArticleErrors says which of the articles of an Import cannot be taken, by
// their place in it from 1, and why.
type ArticleErrors struct{ Lines []LineProblem }

func (e *ArticleErrors) Error() string {
	return fmt.Sprintf("%d articles cannot be taken", len(e.Lines))
}

// writeError turns what a Store answers into what a client is told. Articles
// that cannot be taken are named by their lines in the body.
func (s *Server) writeError(err error, b *body) error {
	var bad *ArticleErrors
	switch {
	case errors.As(err, &bad) && b != nil:
		lines := make([]LineProblem, len(bad.Lines))
		for i, l := range bad.Lines {
			lines[i] = LineProblem{Line: b.line(l.Line), Detail: l.Detail}
		}
		s.metrics.refusedArticles(len(lines))
		return refusedLines(lines)
	case errors.Is(err, archive.ErrNoSpace):
		return &statusError{status: http.StatusInsufficientStorage, zh: "磁盘空间不足，没有写入；腾出空间后会自动恢复", en: "the disk is full; nothing was written, and writing resumes once there is space", retryAfter: 30}
	}
	return err
}

func (s *Server) deleteArticle(c *gin.Context) error {
	if err := s.authorize(c); err != nil {
		return err
	}
	if err := noParameters(c); err != nil {
		return err
	}
	deleted, err := s.store.Delete(c.Request.Context(), c.Param("id"))
	if err != nil {
		return s.writeError(err, nil)
	}
	if !deleted {
		return &statusError{status: http.StatusNotFound, zh: "没有这篇文章", en: "there is no such article"}
	}
	c.Status(http.StatusNoContent)
	return nil
}
