package server

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"zonesearch/corpus/date"
	"zonesearch/index"
	"zonesearch/server/citation"
	"zonesearch/server/params"
)

const (
	// writeTimeout is how long a reader of an export may take for one stretch
	// of it; maxExport is how long for the whole. The latter is for readers
	// that take a little now and then only to keep a place.
	writeTimeout = 30 * time.Second
	maxExport    = time.Hour
)

// mediaType is what a format of an export is sent as.
type mediaType struct{ contentType, extension string }

func mediaTypes() map[string]mediaType {
	return map[string]mediaType{
		"csv":     {"text/csv; charset=utf-8; header=present", "csv"},
		"jsonl":   {"application/x-ndjson; charset=utf-8", "jsonl"},
		"bibtex":  {"application/x-bibtex; charset=utf-8", "bib"},
		"ris":     {"application/x-research-info-systems; charset=utf-8", "ris"},
		"gbt7714": {"text/plain; charset=utf-8", "txt"},
	}
}

// export streams every hit.
func (s *Server) export(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	format := r.Choice("format", []string{"csv", "jsonl", "bibtex", "ris", "gbt7714"})
	if format == "" {
		r.Refuse("format", "请指定 format：csv、jsonl、bibtex、ris 或 gbt7714", "name a format: csv, jsonl, bibtex, ris or gbt7714")
	}
	if r.Of() == params.Projects {
		req := r.Projects()
		if err := r.Done(); err != nil {
			return err
		}
		return s.exportProjects(c, format, req)
	}
	req := r.Search()
	if err := r.Done(); err != nil {
		return err
	}
	return s.exportArticles(c, format, req)
}

func (s *Server) exportArticles(c *gin.Context, format string, req index.SearchRequest) error {
	var export *index.ArticleExport
	return s.exporting(c, func(ctx context.Context) (err error) {
		export, err = s.engine.ExportArticles(ctx, req)
		return err
	}, func() error {
		defer export.Close()
		d := download{format: format, of: params.Articles, query: export.Query.Text, snapshot: export.Snapshot}
		if format == "csv" {
			d.header = articleHeader()
		}
		return send(s, c, d, export.Each, articleWriter(format))
	})
}

func (s *Server) exportProjects(c *gin.Context, format string, req index.ProjectRequest) error {
	var export *index.ProjectExport
	return s.exporting(c, func(ctx context.Context) (err error) {
		export, err = s.engine.ExportProjects(ctx, req)
		return err
	}, func() error {
		defer export.Close()
		d := download{format: format, of: params.Projects, query: export.Query.Text, snapshot: export.Snapshot}
		if format == "csv" {
			d.header = projectHeader()
		}
		return send(s, c, d, export.Each, s.projectWriter(c.Request.Context(), format))
	})
}

// projectWriter writes one project in a format. What is cited of a project is
// the article that tells of it, once for all projects that it tells of.
func (s *Server) projectWriter(ctx context.Context, format string) func(*bufio.Writer, *index.Project) error {
	switch format {
	case "csv":
		return func(out *bufio.Writer, p *index.Project) error { return writeCSV(out, projectRow(p)) }
	case "jsonl":
		return func(out *bufio.Writer, p *index.Project) error { return writeLine(out, p) }
	}
	cite := articleWriter(format)
	cited := map[string]bool{}
	return func(out *bufio.Writer, p *index.Project) error {
		if cited[p.ArticleID] {
			return nil
		}
		cited[p.ArticleID] = true
		article, err := s.engine.Article(ctx, p.ArticleID, "")
		if errors.Is(err, index.ErrNotFound) {
			return nil // it was deleted a moment ago
		}
		if err != nil {
			return err
		}
		return cite(out, article)
	}
}

// articleWriter writes one article in a format.
func articleWriter(format string) func(*bufio.Writer, *index.Article) error {
	switch format {
	case "csv":
		return func(out *bufio.Writer, a *index.Article) error { return writeCSV(out, articleRow(a)) }
	case "jsonl":
		return func(out *bufio.Writer, a *index.Article) error { return writeLine(out, a) }
	}
	today := time.Now().In(date.China())
	return func(out *bufio.Writer, a *index.Article) error {
		_, err := out.WriteString(citation.Entry(citation.Format(format), &a.Article, today))
		return err
	}
}

// writeLine writes a value as one line of JSON.
func writeLine(out *bufio.Writer, v any) error {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	return lines.Encode(v)
}

// exporting finds the hits within bounded time, and then lets them be written
// for as long as somebody reads them. There is a place for so many at once.
func (s *Server) exporting(c *gin.Context, find func(context.Context) error, write func() error) error {
	ctx, cancel := context.WithTimeout(c.Request.Context(), maxExport)
	defer cancel()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	clock := time.AfterFunc(s.options.SearchTimeout, func() { stop(index.ErrTimeout) })
	defer clock.Stop()
	if !s.exports.enter(ctx) {
		return s.busy("exports", "同时进行的导出太多，请稍候再试", "too many exports at once; try again soon")
	}
	defer s.exports.leave()
	clock.Reset(5 * s.options.SearchTimeout)
	if err := find(ctx); err != nil {
		if context.Cause(ctx) == index.ErrTimeout {
			return index.ErrTimeout
		}
		return err
	}
	clock.Stop()
	return write()
}

// download is what is known of an export before its first record.
type download struct {
	format, of      string
	query, snapshot string
	header          []string // of a table, nil of anything else
}

// begin sends the headers. The query stands in them percent-encoded, since they
// hold ASCII only.
func (d *download) begin(c *gin.Context) {
	kind := mediaTypes()[d.format]
	c.Header("Content-Type", kind.contentType)
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "zonesearch-" + d.of + "." + kind.extension}))
	// Set, as Gin's Header would drop one without a value.
	c.Writer.Header().Set("X-Zonesearch-Query", strings.ReplaceAll(url.QueryEscape(d.query), "+", "%20"))
	c.Header("X-Zonesearch-Snapshot", d.snapshot)
	c.Status(http.StatusOK)
}

// send streams records. The deadline for writing moves on as long as the reader
// reads.
func send[T any](s *Server, c *gin.Context, d download, each func(func(*T) error) error, write func(*bufio.Writer, *T) error) error {
	d.begin(c)
	if c.Request.Method == http.MethodHead {
		return nil
	}
	out := bufio.NewWriterSize(c.Writer, 64<<10)
	if d.header != nil {
		// Excel takes a file for UTF-8 only where it begins with the mark.
		_, _ = out.WriteString("\uFEFF") // an error shows at the next write
		if err := writeCSV(out, d.header); err != nil {
			return s.cutShort(c, err)
		}
	}
	control := http.NewResponseController(c.Writer)
	var extended time.Time
	err := each(func(record *T) error {
		if now := time.Now(); now.Sub(extended) > time.Second {
			extended = now
			// A writer without deadlines, as in tests, has none to extend.
			_ = control.SetWriteDeadline(now.Add(writeTimeout))
		}
		return write(out, record)
	})
	if err == nil {
		err = out.Flush()
	}
	return s.cutShort(c, err)
}

// cutShort answers a download that failed. Where part of it is sent already,
// the connection is broken off, so that nobody takes that part for the whole.
func (s *Server) cutShort(c *gin.Context, err error) error {
	if err == nil {
		return nil
	}
	if !c.Writer.Written() {
		for _, name := range []string{"Content-Disposition", "X-Zonesearch-Query", "X-Zonesearch-Snapshot"} {
			c.Writer.Header().Del(name)
		}
		return err
	}
	if c.Request.Context().Err() == nil {
		s.log.WarnContext(c.Request.Context(), "export cut short", "request_id", requestID(c), "error", err)
	}
	panic(http.ErrAbortHandler)
}
