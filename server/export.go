package server

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"zonesearch/index"
	"zonesearch/server/citation"
	"zonesearch/server/params"
)

// mediaTypes are the formats of an export, and what each is sent as.
func mediaTypes() map[string]struct{ contentType, extension string } {
	return map[string]struct{ contentType, extension string }{
		"csv":     {"text/csv; charset=utf-8; header=present", "csv"},
		"jsonl":   {"application/x-ndjson; charset=utf-8", "jsonl"},
		"bibtex":  {"application/x-bibtex; charset=utf-8", "bib"},
		"ris":     {"application/x-research-info-systems; charset=utf-8", "ris"},
		"gbt7714": {"text/plain; charset=utf-8", "txt"},
	}
}

// writeTimeout is how long a reader of an export may take for one stretch of
// it. The whole may take as long as it likes.
const writeTimeout = 30 * time.Second

// export streams every hit.
func (s *Server) export(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	format := r.Choice("format", []string{"csv", "jsonl", "bibtex", "ris", "gbt7714"})
	of := r.Choice("of", []string{"articles", "projects"})
	if of == "projects" {
		req := r.ExportProjects()
		if err := r.Done(); err != nil {
			return err
		}
		return s.exportProjects(c, format, req)
	}
	req := r.ExportArticles()
	if err := r.Done(); err != nil {
		return err
	}
	return s.exportArticles(c, format, req)
}

func missingFormat() error {
	return &index.RequestError{Param: "format", ZH: "请指定 format:csv、jsonl、bibtex、ris 或 gbt7714", EN: "name a format: csv, jsonl, bibtex, ris or gbt7714", Offset: -1}
}

func (s *Server) exportArticles(c *gin.Context, format string, req index.SearchRequest) error {
	if format == "" {
		return missingFormat()
	}
	export, err := s.engine.ExportArticles(c.Request.Context(), req)
	if err != nil {
		return err
	}
	defer export.Close()
	out := s.download(c, format, "articles", export.Query.Text, export.Snapshot)
	var write func(*index.Article) error
	switch format {
	case "csv":
		rows := csv.NewWriter(out)
		rows.UseCRLF = true
		if err := rows.Write(articleHeader()); err != nil {
			return s.cutShort(c, err)
		}
		write = func(a *index.Article) error {
			if err := rows.Write(articleRow(a)); err != nil {
				return err
			}
			rows.Flush()
			return rows.Error()
		}
	case "jsonl":
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false)
		write = func(a *index.Article) error { return lines.Encode(a) }
	default:
		today := time.Now().In(time.FixedZone("CST", 8*60*60))
		write = func(a *index.Article) error {
			_, err := io.WriteString(out, citation.Entry(citation.Format(format), &a.Article, today))
			return err
		}
	}
	return s.cutShort(c, s.stream(c, out, func(extend func()) error {
		return export.Each(func(a *index.Article) error {
			extend()
			return write(a)
		})
	}))
}

func (s *Server) exportProjects(c *gin.Context, format string, req index.ProjectRequest) error {
	switch format {
	case "":
		return missingFormat()
	case "csv", "jsonl":
	default:
		return &index.RequestError{Param: "format", ZH: "项目只能导出为 csv 或 jsonl", EN: "projects are exported as csv or jsonl only", Offset: -1}
	}
	export, err := s.engine.ExportProjects(c.Request.Context(), req)
	if err != nil {
		return err
	}
	defer export.Close()
	out := s.download(c, format, "projects", export.Query.Text, export.Snapshot)
	var write func(*index.Project) error
	if format == "csv" {
		rows := csv.NewWriter(out)
		rows.UseCRLF = true
		if err := rows.Write(projectHeader()); err != nil {
			return s.cutShort(c, err)
		}
		write = func(p *index.Project) error {
			if err := rows.Write(projectRow(p)); err != nil {
				return err
			}
			rows.Flush()
			return rows.Error()
		}
	} else {
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false)
		write = func(p *index.Project) error { return lines.Encode(p) }
	}
	return s.cutShort(c, s.stream(c, out, func(extend func()) error {
		return export.Each(func(p *index.Project) error {
			extend()
			return write(p)
		})
	}))
}

// download begins the answer. Headers carry the query percent-encoded, since
// they hold ASCII only.
func (s *Server) download(c *gin.Context, format, of, query, snapshot string) *bufio.Writer {
	kind := mediaTypes()[format]
	c.Header("Content-Type", kind.contentType)
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "zonesearch-" + of + "." + kind.extension}))
	c.Header("X-Zonesearch-Query", url.QueryEscape(query))
	c.Header("X-Zonesearch-Snapshot", snapshot)
	c.Status(http.StatusOK)
	out := bufio.NewWriterSize(c.Writer, 64<<10)
	if format == "csv" {
		// Excel takes a file for UTF-8 only where it begins with the mark. An
		// error shows at the next write.
		_, _ = out.WriteString("\uFEFF")
	}
	return out
}

// stream runs the writing with a deadline that moves on as long as the reader
// reads.
func (s *Server) stream(c *gin.Context, out *bufio.Writer, write func(extend func()) error) error {
	control := http.NewResponseController(c.Writer)
	var extended time.Time
	extend := func() {
		if now := time.Now(); now.Sub(extended) > time.Second {
			extended = now
			// A writer without deadlines, as in tests, has none to extend.
			_ = control.SetWriteDeadline(now.Add(writeTimeout))
		}
	}
	extend()
	if err := write(extend); err != nil {
		return err
	}
	return out.Flush()
}

// cutShort ends a download that failed in the middle so that the reader cannot
// take it for whole: the status is sent already, so the connection is broken off.
func (s *Server) cutShort(c *gin.Context, err error) error {
	if err == nil {
		return nil
	}
	if c.Request.Context().Err() == nil {
		s.log.ErrorContext(c.Request.Context(), "export cut short", "request_id", requestID(c), "error", err)
	}
	panic(fmt.Errorf("export: %w", http.ErrAbortHandler))
}
