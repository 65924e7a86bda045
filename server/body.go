package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"zonesearch/corpus"
	"zonesearch/corpus/source"
)

// maxArticles bounds one write: they are taken as one, and one sync keeps them.
const maxArticles = 10_000

// body is what a write sent: the articles, and where each of them stood.
type body struct {
	articles []*corpus.Article
	// lines holds the numbers of the lines that are not blank, from 1.
	lines []int
}

// line gives the line on which the article at a place, from 1, begins. An
// article that stands alone may fill many lines.
func (b *body) line(place int) int {
	if len(b.articles) == 1 {
		place = 1
	}
	if place < 1 || place > len(b.lines) {
		return 1
	}
	return b.lines[place-1]
}

// readBody reads a body: one object, or JSONL.
func (s *Server) readBody(c *gin.Context) (*body, error) {
	mediaType, options, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	charset := strings.ToLower(options["charset"])
	if err != nil || mediaType != "application/json" && mediaType != "application/x-ndjson" || charset != "" && charset != "utf-8" && charset != "utf8" {
		return nil, &statusError{status: http.StatusUnsupportedMediaType, zh: "请用 application/json（一篇）或 application/x-ndjson（每行一篇），编码为 UTF-8", en: "send application/json (one article) or application/x-ndjson (one a line), in UTF-8"}
	}
	if encoding := c.GetHeader("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, &statusError{status: http.StatusUnsupportedMediaType, zh: "请求内容不要压缩", en: "send the body without compression"}
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, s.options.MaxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, tooMuch(fmt.Sprintf("%d 字节", tooLarge.Limit), fmt.Sprintf("%d bytes", tooLarge.Limit))
	case err != nil:
		return nil, &statusError{status: http.StatusBadRequest, zh: "请求内容没有传完", en: "the body ended early"}
	}
	b := &body{lines: written(raw)}
	if len(b.lines) == 0 {
		return nil, &statusError{status: http.StatusBadRequest, zh: "请求内容是空的", en: "the body is empty"}
	}
	if mediaType == "application/x-ndjson" && len(b.lines) > maxArticles {
		return nil, tooMuch(fmt.Sprintf("%d 篇", maxArticles), fmt.Sprintf("%d articles", maxArticles))
	}
	articles, bad, err := source.DecodeStrict(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	if len(bad) > 0 {
		lines := make([]LineProblem, len(bad))
		for i, l := range bad {
			// An object over several lines is called line 1 wherever it begins.
			lines[i] = LineProblem{Line: max(l.Line, b.lines[0]), Detail: l.Detail}
		}
		s.metrics.refusedArticles(len(lines))
		return nil, refusedLines(lines)
	}
	if mediaType == "application/json" && len(articles) > 1 {
		return nil, &statusError{status: http.StatusBadRequest, zh: "application/json 只能有一篇文章；多篇请用 application/x-ndjson", en: "application/json holds one article; send several as application/x-ndjson"}
	}
	b.articles = articles
	return b, nil
}

// written gives the numbers of the lines that are not blank.
func written(raw []byte) (lines []int) {
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	number := 0
	for line := range bytes.Lines(raw) {
		number++
		if len(bytes.TrimSpace(line)) > 0 {
			lines = append(lines, number)
		}
	}
	return lines
}

func tooMuch(zh, en string) error {
	return &statusError{status: http.StatusRequestEntityTooLarge, zh: "一次写入最多 " + zh + "，请分批发送", en: "one write takes " + en + " at most; send several"}
}

func refusedLines(lines []LineProblem) error {
	e := &statusError{status: http.StatusBadRequest, zh: fmt.Sprintf("%d 篇有误，全部没有写入", len(lines)), en: fmt.Sprintf("%d articles are wrong; nothing was written", len(lines)), lines: lines}
	if len(lines) == 1 {
		e.zh, e.en = fmt.Sprintf("第 %d 行有误，全部没有写入：%s", lines[0].Line, lines[0].Detail), fmt.Sprintf("line %d is wrong; nothing was written", lines[0].Line)
	}
	return e
}
