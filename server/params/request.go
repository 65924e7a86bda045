package params

import (
	"slices"
	"strings"

	"zonesearch/index"
)

// Search reads the parameters of a search for articles.
func (r *Reader) Search() index.SearchRequest {
	return index.SearchRequest{
		Query:     r.One("q"),
		Filter:    r.Filter(),
		Sort:      index.Sort(r.Choice("sort", []string{"relevance", "date_desc", "date_asc", "added_desc"})),
		Page:      r.Page(),
		Facets:    r.Facets(index.FacetZone, index.FacetCity, index.FacetProvince, index.FacetYear),
		FacetSize: r.Int("facet_size", 1, index.MaxFacetSize),
		Collapse:  r.Bool("collapse"),
	}
}

// Projects reads the parameters of a search for projects.
func (r *Reader) Projects() index.ProjectRequest {
	return index.ProjectRequest{
		Query:     r.One("q"),
		Filter:    r.Filter(),
		Sort:      index.Sort(r.Choice("sort", []string{"relevance", "date_desc", "amount_desc", "added_desc"})),
		Page:      r.Page(),
		Facets:    r.Facets(index.FacetZone, index.FacetCity, index.FacetProvince, index.FacetYear, index.FacetIndustry, index.FacetStage, index.FacetAmount),
		FacetSize: r.Int("facet_size", 1, index.MaxFacetSize),
		Unique:    r.Bool("unique"),
	}
}

// ExportArticles reads the parameters of an export of articles: those of a
// search but for the ones that pick a part of it.
func (r *Reader) ExportArticles() index.SearchRequest {
	return index.SearchRequest{
		Query:    r.One("q"),
		Filter:   r.Filter(),
		Sort:     index.Sort(r.Choice("sort", []string{"relevance", "date_desc", "date_asc", "added_desc"})),
		Collapse: r.Bool("collapse"),
		Plain:    true,
	}
}

// ExportProjects reads the parameters of an export of projects.
func (r *Reader) ExportProjects() index.ProjectRequest {
	return index.ProjectRequest{
		Query:  r.One("q"),
		Filter: r.Filter(),
		Sort:   index.Sort(r.Choice("sort", []string{"relevance", "date_desc", "amount_desc", "added_desc"})),
		Unique: r.Bool("unique"),
	}
}

// Trend reads the parameters of a trend; q may be repeated where by=query.
func (r *Reader) Trend() index.TrendRequest {
	req := index.TrendRequest{
		By:       r.Choice("by", []string{"zone", "city", "province", "industry", "query"}),
		Interval: index.Interval(r.Choice("interval", []string{"month", "quarter", "year"})),
		Filter:   r.Filter(),
		Series:   r.Int("series", 1, index.MaxSeries),
		Collapse: r.Bool("collapse"),
	}
	if req.By == "query" {
		req.Queries = r.List("q")
	} else if q := r.One("q"); q != "" {
		req.Queries = []string{q}
	}
	return req
}

// Page reads limit, page and cursor.
func (r *Reader) Page() index.Page {
	p := index.Page{
		Limit:  r.Int("limit", 1, index.MaxLimit),
		Number: r.Int("page", 1, index.MaxDepth),
		Cursor: r.One("cursor"),
	}
	if p.Cursor != "" && p.Number != 0 {
		r.fail("cursor", "page 和 cursor 不能同时使用", "page and cursor exclude each other")
	}
	limit := p.Limit
	if limit == 0 {
		limit = index.DefaultLimit
	}
	if p.Number*limit > index.MaxDepth {
		r.fail("page", "翻页最多到第 10000 条;更深请用 cursor 或导出", "pages reach up to hit 10,000; use cursor or an export to go further")
	}
	return p
}

// Facets reads the names of facets, parted by commas; the given ones where the
// parameter is missing, none where it is empty.
func (r *Reader) Facets(standard ...index.Facet) []index.Facet {
	s := r.One("facets")
	if _, given := r.values["facets"]; !given {
		return standard
	}
	var facets []index.Facet
	for _, name := range strings.Split(s, ",") {
		f := index.Facet(strings.TrimSpace(name))
		if f == "" || slices.Contains(facets, f) {
			continue
		}
		if all := index.Facets(); !slices.Contains(all, f) {
			names := make([]string, len(all))
			for i := range all {
				names[i] = string(all[i])
			}
			r.notAmong("facets", string(f), names)
		}
		facets = append(facets, f)
	}
	return facets
}
