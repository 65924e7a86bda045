package params

import (
	"fmt"
	"slices"
	"strings"

	"zonesearch/index"
)

// What an export or a feed is of.
const (
	Articles = "articles"
	Projects = "projects"
)

// Of reads what an export or a feed is of; Articles where nothing is said.
func (r *Reader) Of() string {
	if of := r.Choice("of", []string{Articles, Projects}); of != "" {
		return of
	}
	return Articles
}

// Search reads the parameters of a search for articles. Exports and feeds take
// the same, so that the link of any search can be made into theirs; of those
// that order the hits or pick a part of them, they use what applies.
func (r *Reader) Search() index.SearchRequest {
	return index.SearchRequest{
		Query:     r.One("q"),
		Filter:    r.Filter(),
		Sort:      index.Sort(r.Choice("sort", []string{"relevance", "date_desc", "date_asc", "added_desc"})),
		Page:      r.Page(),
		Facets:    r.Facets(),
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
		Facets:    r.Facets(),
		FacetSize: r.Int("facet_size", 1, index.MaxFacetSize),
		Unique:    r.Bool("unique"),
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
	switch q := r.queries(); {
	case req.By == "query" && len(q) == 0:
		r.Refuse("q", "by=query 时至少要有一个 q", "by=query needs at least one q")
	case req.By != "query" && len(q) > 1:
		r.Refuse("q", "只有 by=query 时 q 可以重复", "q may be repeated only with by=query")
	default:
		req.Queries = q
	}
	return req
}

// queries reads q where it may be repeated. How long each may be is the query
// language's affair.
func (r *Reader) queries() []string {
	r.known["q"] = true
	var out []string
	for _, q := range r.values["q"] {
		if strings.TrimSpace(q) != "" && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	if len(out) > index.MaxSeries {
		r.Refuse("q", fmt.Sprintf("一次最多比较 %d 个查询", index.MaxSeries), fmt.Sprintf("at most %d queries can be compared", index.MaxSeries))
		return nil
	}
	return out
}

// Page reads limit, page and cursor.
func (r *Reader) Page() index.Page {
	p := index.Page{
		Limit:  r.Int("limit", 1, index.MaxLimit),
		Number: r.Int("page", 1, index.MaxDepth),
		Cursor: r.One("cursor"),
	}
	if p.Cursor != "" && p.Number != 0 {
		r.Refuse("cursor", "page 和 cursor 不能同时使用", "page and cursor exclude each other")
	}
	limit := p.Limit
	if limit == 0 {
		limit = index.DefaultLimit
	}
	if p.Number*limit > index.MaxDepth {
		r.Refuse("page", "翻页最多到第 10000 条；更深请用 cursor 或导出", "pages reach up to hit 10,000; use cursor or an export to go further")
	}
	return p
}

// Facets reads the names of facets, parted by commas; zone, city, province and
// year where the parameter is missing, none where it is empty.
func (r *Reader) Facets() []index.Facet {
	s := r.One("facets")
	if _, given := r.values["facets"]; !given {
		return []index.Facet{index.FacetZone, index.FacetCity, index.FacetProvince, index.FacetYear}
	}
	var known []string
	for _, f := range index.Facets() {
		known = append(known, string(f))
	}
	var facets []index.Facet
	for name := range strings.SplitSeq(s, ",") {
		name = strings.TrimSpace(name)
		switch f := index.Facet(name); {
		case name == "" || slices.Contains(facets, f):
		case !slices.Contains(known, name):
			r.notAmong("facets", name, known)
			return nil
		default:
			facets = append(facets, f)
		}
	}
	return facets
}
