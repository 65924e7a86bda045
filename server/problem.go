package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"zonesearch/corpus/archive"
	"zonesearch/index"
)

// Problem is an error as RFC 9457 describes it.
type Problem struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail"`
	Instance string `json:"instance"`
	// Param is the parameter that was wrong.
	Param string `json:"param,omitempty"`
	// Offset is where in the query it went wrong, in runes.
	Offset *int `json:"offset,omitempty"`
	// Errors are the lines of a body that cannot be taken.
	Errors []LineProblem `json:"errors,omitempty"`

	retryAfter int // seconds; 0 leaves the header out
}

// LineProblem says what is wrong with one line of a body, counted from 1.
type LineProblem struct {
	Line   int    `json:"line"`
	Detail string `json:"detail"`
}

// statusError is an error that belongs to HTTP, not to a question.
type statusError struct {
	status     int
	zh, en     string
	lines      []LineProblem
	retryAfter int
	// refused is why a request was refused before it cost anything, for the
	// metrics; "" of all others.
	refused string
}

func (e *statusError) Error() string { return e.en }

// titles name the statuses that a problem may have, in Chinese and English.
var titles = map[int][2]string{
	400: {"请求有误", "Bad request"},
	401: {"需要写入密钥", "A write key is required"},
	403: {"不允许", "Forbidden"},
	404: {"没有找到", "Not found"},
	405: {"不支持的请求方法", "Method not allowed"},
	413: {"内容太大", "Content too large"},
	415: {"不支持的内容类型", "Unsupported media type"},
	429: {"请求太频繁", "Too many requests"},
	500: {"服务器内部错误", "Internal error"},
	503: {"暂时无法回答", "Temporarily unavailable"},
	507: {"磁盘空间不足", "Insufficient storage"},
}

// outage is an error that passes, or that the keeper of the archive can mend.
type outage struct {
	errs       []error
	retryAfter int // seconds
	zh, en     string
}

// outages are answered with 503, the first that fits.
func outages() []outage {
	return []outage{
		{[]error{index.ErrNotReady}, 2, "索引正在准备，请稍候再试", "the index is being prepared; try again soon"},
		{[]error{index.ErrDamaged}, 10, "索引有损坏，正在自动重建，请稍候再试", "the index is damaged and is being rebuilt; try again soon"},
		{[]error{index.ErrFailed}, 5, "这次查询失败了，正在检查索引，请稍候再试", "the search failed and the index is being checked; try again soon"},
		{[]error{index.ErrUnreadable}, 60, "这篇文章在档案中已损坏，读不出来；请管理员检查档案或用备份恢复", "the archive is damaged where this article stands; its keeper should verify it or restore a backup"},
		{[]error{archive.ErrStopped}, 60, "档案因磁盘读写错误停止了写入，查询照常；请检查磁盘后重新启动", "the archive stopped writing after a disk error; searching goes on; check the disk and start again"},
		{[]error{index.ErrTimeout, context.DeadlineExceeded}, 1, "查询超时，请缩小范围后再试", "the search took too long; narrow it down"},
	}
}

// problemOf turns any error into a Problem. What it does not know becomes a
// 500 that says nothing of its cause.
func problemOf(err error, english bool) Problem {
	say := func(status int, zh, en string) Problem {
		p := Problem{Type: "about:blank", Status: status, Title: titles[status][0], Detail: zh}
		if english {
			p.Title, p.Detail = titles[status][1], en
		}
		return p
	}
	if bad, ok := errors.AsType[*index.RequestError](err); ok {
		p := say(http.StatusBadRequest, bad.ZH, bad.EN)
		p.Param = bad.Param
		if bad.Offset >= 0 {
			p.Offset = &bad.Offset
		}
		return p
	}
	if state, ok := errors.AsType[*statusError](err); ok {
		p := say(state.status, state.zh, state.en)
		p.Errors, p.retryAfter = state.lines, state.retryAfter
		return p
	}
	if errors.Is(err, index.ErrNotFound) {
		return say(http.StatusNotFound, "没有这篇文章、这个开发区或这个项目", "there is no such article, zone or project")
	}
	for _, o := range outages() {
		if slices.ContainsFunc(o.errs, func(known error) bool { return errors.Is(err, known) }) {
			p := say(http.StatusServiceUnavailable, o.zh, o.en)
			p.retryAfter = o.retryAfter
			return p
		}
	}
	return say(http.StatusInternalServerError, "服务器出错了，错误已记入日志", "something went wrong; it has been logged")
}

// statusClosed is what the log says of a client that went away; nginx uses the
// same number.
const statusClosed = 499

// writeProblem answers with an error, and logs what is the server's own fault.
func (s *Server) writeProblem(c *gin.Context, err error) {
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		c.AbortWithStatus(statusClosed) // nobody is listening any more
		return
	}
	if bad, ok := errors.AsType[*index.RequestError](err); ok && bad.Offset >= 0 {
		s.metrics.rejected("query")
	} else if state, ok := errors.AsType[*statusError](err); ok && state.refused != "" {
		s.metrics.rejected(state.refused)
	}
	p := problemOf(err, prefersEnglish(c.GetHeader("Accept-Language")))
	p.Instance = "urn:zonesearch:request:" + requestID(c)
	if p.Status == http.StatusInternalServerError {
		s.log.ErrorContext(c.Request.Context(), "request failed", slog.String("request_id", requestID(c)), slog.Any("error", err))
	}
	if p.retryAfter > 0 {
		c.Header("Retry-After", fmt.Sprint(p.retryAfter))
	}
	if p.Status == http.StatusUnauthorized {
		c.Header("WWW-Authenticate", `Bearer realm="zonesearch"`)
	}
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{"status":500}`) // strings and numbers always marshal
	}
	c.Abort()
	// Gin keeps a type that was set before, as by a download that came to nothing.
	c.Header("Content-Type", "application/problem+json; charset=utf-8")
	c.Data(p.Status, "", body)
}

// prefersEnglish reads an Accept-Language header: English where it is asked for
// before any Chinese, or where Chinese is given the lesser weight.
func prefersEnglish(header string) bool {
	weight := func(language string) float64 {
		best := 0.0
		for _, part := range strings.Split(strings.ToLower(header), ",") {
			tag, q, weighted := strings.Cut(strings.TrimSpace(part), ";")
			if tag = strings.TrimSpace(tag); tag != language && !strings.HasPrefix(tag, language+"-") {
				continue
			}
			w := 1.0
			if weighted {
				if _, err := fmt.Sscanf(strings.TrimSpace(q), "q=%g", &w); err != nil {
					w = 0
				}
			}
			best = max(best, w)
		}
		return best
	}
	return weight("en") > weight("zh")
}
