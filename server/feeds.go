package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

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
	of := r.Choice("of", []string{"articles", "projects"})
	f := &feed.Feed{Self: origin(c) + c.Request.URL.RequestURI()}
	var err error
	if of == "projects" {
		err = s.projectFeed(c, r, f)
	} else {
		err = s.articleFeed(c, r, f)
	}
	if err != nil {
		return err
	}
	var contentType string
	var write func(*feed.Feed) error
	switch c.Request.URL.Path {
	case "/feed.atom":
		contentType, write = "application/atom+xml; charset=utf-8", func(f *feed.Feed) error { return f.WriteAtom(c.Writer) }
	case "/feed.rss":
		contentType, write = "application/rss+xml; charset=utf-8", func(f *feed.Feed) error { return f.WriteRSS(c.Writer) }
	default:
		contentType, write = "application/feed+json; charset=utf-8", func(f *feed.Feed) error { return f.WriteJSON(c.Writer) }
	}
	c.Header("Content-Type", contentType)
	c.Status(http.StatusOK)
	return write(f)
}

func (s *Server) articleFeed(c *gin.Context, r *params.Reader, f *feed.Feed) error {
	req := r.Search()
	if err := r.Done(); err != nil {
		return err
	}
	if req.Page.Limit == 0 {
		req.Page.Limit = standardItems
	}
	req.Sort, req.Facets = index.ByAddedDesc, nil
	result, err := s.engine.Search(c.Request.Context(), req)
	if err != nil {
		return err
	}
	f.Title = feedTitle("文章", r.Values())
	f.Home = origin(c) + "/?" + without(r.Values(), "limit", "sort", "of", "page", "cursor").Encode()
	for i := range result.Hits {
		h := &result.Hits[i]
		item := feed.Item{
			ID: "urn:zonesearch:article:" + url.PathEscape(h.ID), URL: origin(c) + "/articles/" + url.PathEscape(h.ID),
			Title: h.Title, HTML: "<p>" + strings.Join(h.Highlight.Snippets, "</p><p>") + "</p>",
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
	if req.Page.Limit == 0 {
		req.Page.Limit = standardItems
	}
	req.Sort, req.Facets = index.ByAddedDesc, nil
	result, err := s.engine.Projects(c.Request.Context(), req)
	if err != nil {
		return err
	}
	f.Title = feedTitle("项目", r.Values())
	f.Home = origin(c) + "/projects?" + without(r.Values(), "limit", "sort", "of", "page", "cursor").Encode()
	for i := range result.Projects {
		p := &result.Projects[i]
		title := p.Name
		if p.Stage != "" {
			title = p.Stage + ":" + title
		}
		if p.Amount != nil {
			title += "," + p.Amount.Text
		}
		f.Items = append(f.Items, feed.Item{
			ID: "urn:zonesearch:project:" + url.PathEscape(p.ID), URL: origin(c) + "/articles/" + url.PathEscape(p.ArticleID),
			Title: title, HTML: "<p>" + p.Evidence + "</p>", Added: p.Added, Published: day(p.Date),
			Author: p.Company, Tags: nonEmpty(p.Province, p.City, p.Zone, p.Industry, p.Stage),
		})
	}
	return nil
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
	return fmt.Sprintf("%s://%s", scheme, c.Request.Host)
}

// without leaves parameters out.
func without(values url.Values, names ...string) url.Values {
	out := url.Values{}
	for name, list := range values {
		out[name] = list
	}
	for _, name := range names {
		delete(out, name)
	}
	return out
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
func day(date string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, date, time.FixedZone("CST", 8*60*60))
	if err != nil {
		return time.Time{}
	}
	return t
}
