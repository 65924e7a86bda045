package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"zonesearch/corpus"
	"zonesearch/corpus/archive"
	"zonesearch/corpus/source"
	"zonesearch/server/params"
)

// maxArticles bounds one write: they are taken as one, and one sync keeps them.
const maxArticles = 10_000

// authorize lets those write who may.
func (s *Server) authorize(c *gin.Context) error {
	if s.store == nil || s.options.Key == "" && !s.options.Trusted {
		return &statusError{status: http.StatusForbidden, zh: "服务器没有设置写入密钥(ZONESEARCH_API_KEY),不接受写入", en: "the server has no write key (ZONESEARCH_API_KEY), so it takes no writes"}
	}
	if s.options.Trusted {
		return nil
	}
	// Digests are compared, so that neither the time taken nor the length of
	// the key tells anything about it.
	key, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
	digest := sha256.Sum256([]byte(key))
	if !ok || subtle.ConstantTimeCompare(digest[:], s.keyDigest[:]) != 1 {
		return &statusError{status: http.StatusUnauthorized, zh: "写入密钥缺失或不对", en: "the write key is missing or wrong"}
	}
	return nil
}

func (s *Server) postArticles(c *gin.Context) error {
	if err := s.authorize(c); err != nil {
		return err
	}
	if err := params.Parse(c.Request.URL.RawQuery).Done(); err != nil {
		return err
	}
	articles, err := s.readArticles(c)
	if err != nil {
		return err
	}
	summary, err := s.store.Import(c.Request.Context(), articles)
	if err != nil {
		return writeError(err)
	}
	s.metrics.wrote(summary)
	c.JSON(http.StatusOK, summary)
	return nil
}

// readArticles reads a body: one object, or JSONL.
func (s *Server) readArticles(c *gin.Context) ([]*corpus.Article, error) {
	mediaType, _, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err != nil || mediaType != "application/json" && mediaType != "application/x-ndjson" {
		return nil, &statusError{status: http.StatusUnsupportedMediaType, zh: "请用 application/json(一篇)或 application/x-ndjson(每行一篇)", en: "send application/json (one article) or application/x-ndjson (one a line)"}
	}
	body := http.MaxBytesReader(c.Writer, c.Request.Body, s.options.MaxBody)
	articles, lines, err := source.DecodeStrict(body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, tooMuch(fmt.Sprintf("%d 字节", tooLarge.Limit), fmt.Sprintf("%d bytes", tooLarge.Limit))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, &statusError{status: http.StatusBadRequest, zh: "请求内容没有传完", en: "the body ended early"}
	case err != nil:
		return nil, &statusError{status: http.StatusBadRequest, zh: "请求内容读不出来", en: "the body cannot be read"}
	case len(lines) > 0:
		return nil, lineErrors(lines)
	case len(articles) == 0:
		return nil, &statusError{status: http.StatusBadRequest, zh: "请求内容是空的", en: "the body is empty"}
	case mediaType == "application/json" && len(articles) > 1:
		return nil, &statusError{status: http.StatusBadRequest, zh: "application/json 只能有一篇文章;多篇请用 application/x-ndjson", en: "application/json holds one article; send several as application/x-ndjson"}
	case len(articles) > maxArticles:
		return nil, tooMuch(fmt.Sprintf("%d 篇", maxArticles), fmt.Sprintf("%d articles", maxArticles))
	}
	return articles, nil
}

func tooMuch(zh, en string) error {
	return &statusError{status: http.StatusRequestEntityTooLarge, zh: "一次写入最多 " + zh + ",请分批发送", en: "one write takes " + en + " at most; send several"}
}

func lineErrors(lines []source.LineError) error {
	e := &statusError{status: http.StatusBadRequest, zh: fmt.Sprintf("%d 行有误,全部没有写入", len(lines)), en: fmt.Sprintf("%d lines are wrong; nothing was written", len(lines))}
	for _, l := range lines {
		e.lines = append(e.lines, LineProblem{Line: l.Line, Detail: l.Detail})
	}
	return e
}

// ArticleErrors says which of the articles of an Import cannot be taken, by
// their place in it from 1, and why.
type ArticleErrors struct{ Lines []LineProblem }

func (e *ArticleErrors) Error() string {
	return fmt.Sprintf("%d articles cannot be taken", len(e.Lines))
}

// writeError turns what a Store answers into what a client is told.
func writeError(err error) error {
	var bad *ArticleErrors
	switch {
	case errors.As(err, &bad):
		return &statusError{status: http.StatusBadRequest, zh: fmt.Sprintf("%d 篇文章有误,全部没有写入", len(bad.Lines)), en: fmt.Sprintf("%d articles are wrong; nothing was written", len(bad.Lines)), lines: bad.Lines}
	case errors.Is(err, archive.ErrNoSpace):
		return &statusError{status: http.StatusInsufficientStorage, zh: "磁盘空间不足,没有写入;腾出空间后会自动恢复", en: "the disk is full; nothing was written, and writing resumes once there is space", retryAfter: 30}
	}
	return err
}

func (s *Server) deleteArticle(c *gin.Context) error {
	if err := s.authorize(c); err != nil {
		return err
	}
	if err := params.Parse(c.Request.URL.RawQuery).Done(); err != nil {
		return err
	}
	deleted, err := s.store.Delete(c.Request.Context(), c.Param("id"))
	if err != nil {
		return writeError(err)
	}
	if !deleted {
		return &statusError{status: http.StatusNotFound, zh: "没有这篇文章", en: "there is no such article"}
	}
	c.Status(http.StatusNoContent)
	return nil
}
