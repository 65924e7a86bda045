package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"zonesearch/corpus/date"
	"zonesearch/index"
	"zonesearch/server/feed"
	"zonesearch/server/params"
)

// standardItems is how many entries a feed has where no limit is given: more
// than come in between two visits of a reader that looks once an hour.
const standardItems = 50

// feed gives the newest to come in of any query.
func (s *Server) feed(c *gin.Context) error {
	r := params.Parse(c.Request.URL.RawQuery)
	f := &feed.Feed{Self: origin(c) + c.Request.URL.RequestURI()}
	var err error
	if r.Of() == params.Projects {
		err = s.projectFeed(c, r, f)
	} else {
		err = s.articleFeed(c, r, f)
	}
	if err != nil {
		return err
	}
	var body bytes.Buffer
	contentType, write := "application/feed+json; charset=utf-8", f.WriteJSON
	switch c.Request.URL.Path {
	case "/feed.atom":
		contentType, write = "application/atom+xml; charset=utf-8", f.WriteAtom
	case "/feed.rss":
		contentType, write = "application/rss+xml; charset=utf-8", f.WriteRSS
	}
	if err := write(&body); err != nil {
		return err
	}
	sum := sha256.Sum256(body.Bytes())
	c.Header("Content-Type", contentType)
	c.Header("Cache-Control", "no-cache")
	c.Header("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	// It answers 304 to readers that have this state already. A feed is asked for
	// whole or not at all.
	c.Request.Header.Del("Range")
	http.ServeContent(c.Writer, c.Request, "", lastModified(f.Updated(), time.Now()), bytes.NewReader(body.Bytes()))
	return nil
}

// lastModified is when a feed last changed, or the zero time where that was
// just now: times in headers count whole seconds, and another article might
// still come in within this one.
func lastModified(updated, now time.Time) time.Time {
	if updated.Unix() <= 0 || now.Sub(updated) < 2*time.Second {
		return time.Time{}
	}
	return updated
}

// newest is the first page, of as many entries as were asked for.
func newest(p index.Page) index.Page {
	if p.Limit == 0 {
		p.Limit = standardItems
	}
	return index.Page{Limit: p.Limit}
}

func (s *Server) articleFeed(c *gin.Context, r *params.Reader, f *feed.Feed) error {
	req := r.Search()
	if err := r.Done(); err != nil {
		return err
	}
	req.Page, req.Sort, req.Facets = newest(req.Page), index.ByAddedDesc, nil
	result, err := s.engine.Search(c.Request.Context(), req)
	if err != nil {
		return err
	}
	f.Title = feedTitle("文章", r.Values())
	f.Home = origin(c) + "/" + pageQuery(r.Values())
	for i := range result.Hits {
		h := &result.Hits[i]
		item := feed.Item{
			ID: "urn:zonesearch:article:" + url.PathEscape(h.ID), URL: origin(c) + "/articles/" + url.PathEscape(h.ID),
			Title: h.Title, HTML: paragraphs(h.Highlight.Snippets),
			Added: h.Added, Published: day(h.Date), Author: h.Source, Tags: nonEmpty(h.Province, h.City, h.Zone),
		}
		f.Items = append(f.Items, item)
	}
	return nil
}

func (s *Server) projectFeed(c *gin.Context, r *params.Reader, f *feed.Feed) error {
	req := r.Projects()
	if err := r.Done(); err != nil {
		return err
	}
	req.Page, req.Sort, req.Facets = newest(req.Page), index.ByAddedDesc, nil
	result, err := s.engine.Projects(c.Request.Context(), req)
	if err != nil {
		return err
	}
	f.Title = feedTitle("项目", r.Values())
	f.Home = origin(c) + "/projects" + pageQuery(r.Values())
	for i := range result.Projects {
		p := &result.Projects[i]
		title := p.Name
		if p.Stage != "" {
			title = p.Stage + "：" + title
		}
		if p.Amount != nil {
			title += "，" + p.Amount.Text
		}
		f.Items = append(f.Items, feed.Item{
			ID: "urn:zonesearch:project:" + url.PathEscape(p.ID), URL: origin(c) + "/articles/" + url.PathEscape(p.ArticleID),
			Title: title, HTML: paragraphs([]string{p.Evidence}), Added: p.Added, Published: day(p.Date),
			Author: p.Company, Tags: nonEmpty(p.Province, p.City, p.Zone, p.Industry, p.Stage),
		})
	}
	return nil
}

// paragraphs makes HTML of sentences that are HTML.
func paragraphs(sentences []string) string {
	var b strings.Builder
	for _, s := range sentences {
		b.WriteString("<p>" + s + "</p>")
	}
	return b.String()
}

// feedTitle says what a feed is of.
func feedTitle(what string, values url.Values) string {
	var parts []string
	for _, name := range []string{"q", "zone", "city", "province", "industry", "stage", "source"} {
		parts = append(parts, values[name]...)
	}
	title := "开发区新闻搜索 · " + what
	if parts = nonEmpty(parts...); len(parts) > 0 {
		title += " · " + strings.Join(parts, " ")
	}
	return title
}

// origin is the scheme and host by which the client came.
func origin(c *gin.Context) string {
	scheme := "http"
	if c.Request.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + c.Request.Host
}

// pageQuery is the query and filters of a feed as the end of a page's address.
func pageQuery(values url.Values) string {
	kept := maps.Clone(values)
	for _, name := range []string{"limit", "sort", "of", "page", "cursor", "facets", "facet_size"} {
		delete(kept, name)
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + kept.Encode()
}

func nonEmpty(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// day is the beginning of a day in China; the zero time for "".
func day(iso string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, iso, date.China())
	if err != nil {
		return time.Time{}
	}
	return t
}
