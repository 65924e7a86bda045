package server

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"

	"zonesearch/index"
	"zonesearch/server/params"
	"zonesearch/server/web"
)

// pages serves what people see in a browser. Handlers ask the engine as those
// of the API do; package web makes pages of the answers.
type pages struct {
	*Server
	site     *web.Site
	compress func(http.Handler) http.HandlerFunc
	places   *placesCache
}

// pages are the routes of the web page.
func (s *Server) pages(r *gin.RouterGroup) *pages {
	site, err := web.New()
	if err != nil {
		panic(err) // the templates are part of the program, and tested
	}
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024))
	if err != nil {
		panic(err) // constant options
	}
	p := &pages{Server: s, site: site, compress: compress, places: &placesCache{engine: s.engine}}
	read(r, "/", p.page(p.searchPage))
	read(r, "/projects", p.page(p.projectsPage))
	read(r, "/lifelines/:id", p.page(p.lifelinePage))
	read(r, "/articles/:id", p.page(p.articlePage))
	read(r, "/zones", p.page(p.zonesPage))
	read(r, "/zones/:name", p.page(p.zonePage))
	read(r, "/trends", p.page(p.trendsPage))
	read(r, "/trends.csv", s.search(p.trendsTable))
	read(r, "/docs", p.page(p.docsPage))
	read(r, "/about", p.page(p.aboutPage))
	read(r, web.StaticPath+"*file", gin.WrapH(compress(site.Static())))
	return p
}

// visit is one request for a page.
type visit struct {
	*web.Page
	context.Context
	c *gin.Context
}

// pageHandler answers a visit with the name of a template and what fills it.
type pageHandler func(*visit) (template string, view web.View, err error)

// page runs the handler of a page under the same limits as a search of the API,
// and shows errors as pages.
func (p *pages) page(h pageHandler) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := p.visit(c)
		var name string
		var view web.View
		err := p.searching(c, func(ctx context.Context) (err error) {
			v.Context = ctx
			name, view, err = h(v)
			return err
		})
		switch {
		case err != nil:
			p.showError(v, err)
		case name != "": // else the handler has answered by itself
			p.show(v, name, view)
		}
	}
}

// visit reads what every page needs of a request. The address keeps no empty
// values: a form sends one for every field that nobody filled in.
func (p *pages) visit(c *gin.Context) *visit {
	values := c.Request.URL.Query()
	language, named := web.Chinese, true
	switch values.Get("lang") {
	case "zh":
	case "en":
		language = web.English
	default:
		named = false
		if prefersEnglish(c.GetHeader("Accept-Language")) {
			language = web.English
		}
	}
	section, _, _ := strings.Cut(strings.TrimPrefix(c.Request.URL.Path, "/"), "/")
	if section == "" || section == "articles" {
		section = "search"
	} else if section == "lifelines" {
		section = "projects"
	}
	return &visit{Page: p.site.Page(language, named, web.At(c.Request.URL.EscapedPath(), values), section), Context: c.Request.Context(), c: c}
}

// reader reads the parameters of the page's address that are among names.
func (v *visit) reader(names ...string) *params.Reader { return readerOf(v.At, names...) }

// readerOf reads the parameters of an address that are among names. What else
// an address carries, such as the mark of a newsletter, does no harm.
func readerOf(at web.Link, names ...string) *params.Reader {
	known := url.Values{}
	for name, list := range at.Values {
		if slices.Contains(names, name) {
			known[name] = list
		}
	}
	return params.Parse(known.Encode())
}

// fromForm answers a form by leading to the address of what was filled in, so
// that addresses stay short and one choice has one address. False where the
// request did not come from a form.
func (v *visit) fromForm(settle func(web.Link) web.Link) bool {
	if v.At.Get("form") == "" {
		return false
	}
	v.c.Redirect(http.StatusSeeOther, settle(v.At.Without("form")).String())
	return true
}

// excuse turns what is wrong with a request into words on the page; other
// errors stay errors.
func (v *visit) excuse(err error) error {
	problem := problemOf(err, v.English())
	if problem.Status >= http.StatusInternalServerError && problem.Status != http.StatusServiceUnavailable {
		return err
	}
	if problem.Status == http.StatusNotFound {
		return err
	}
	v.Message = &web.Message{Status: problem.Status, Title: problem.Title, Detail: problem.Detail}
	return nil
}

// show writes a page.
func (p *pages) show(v *visit, name string, view web.View) {
	var body bytes.Buffer
	if err := p.site.Render(&body, name, view); err != nil {
		p.writeProblem(v.c, err)
		return
	}
	status := http.StatusOK
	if v.Message != nil {
		status = v.Message.Status
	}
	if status == http.StatusServiceUnavailable {
		v.c.Header("Retry-After", "2")
	}
	h := v.c.Writer.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.Language())
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept-Language")
	p.compress(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write(body.Bytes()) // the reader may have gone
	})).ServeHTTP(v.c.Writer, v.c.Request)
}

// showError writes a page that says what went wrong.
func (p *pages) showError(v *visit, err error) {
	problem := problemOf(err, v.English())
	if problem.Status == http.StatusInternalServerError {
		p.writeProblem(v.c, err) // logs it
		return
	}
	v.Message = &web.Message{Status: problem.Status, Title: problem.Title, Detail: problem.Detail}
	v.Title = problem.Title
	p.show(v, "error", &web.Failure{Page: v.Page})
}

// notFound answers for addresses that nothing is at: a page to those who want
// one, a problem document to programs.
func (p *pages) notFound(c *gin.Context) {
	err := &statusError{status: http.StatusNotFound, zh: "没有这个地址；接口说明见 /docs", en: "there is nothing at this address; see /docs"}
	if strings.HasPrefix(c.Request.URL.Path, "/v1/") || !strings.Contains(c.GetHeader("Accept"), "text/html") {
		p.writeProblem(c, err)
		return
	}
	p.showError(p.visit(c), err)
	c.Abort()
}

// facetsOfPages are what a page counts.
func facetsOfPages() []index.Facet {
	return []index.Facet{
		index.FacetProvince, index.FacetCity, index.FacetZone, index.FacetYear, index.FacetMonth, index.FacetIndustry,
		index.FacetStage, index.FacetAmount, index.FacetLevel, index.FacetKind, index.FacetSource, index.FacetCurrency,
	}
}
