package server

import (
	"time"

	"zonesearch/index"
	"zonesearch/server/web"
)

func (p *pages) docsPage(v *visit) (string, web.View, error) {
	groups, err := web.ReadDocs(openAPIDocument)
	if err != nil {
		return "", nil, err
	}
	return "docs", web.ForDocs(v.Page, groups, origin(v.c)), nil
}

func (p *pages) aboutPage(v *visit) (string, web.View, error) {
	survey, err := p.places.now(v)
	if err != nil {
		return "", nil, err
	}
	trend, err := p.engine.Trend(v, index.TrendRequest{By: "zone", Interval: gridInterval(survey.status), Series: index.MaxSeries})
	if err != nil {
		return "", nil, err
	}
	all, err := p.engine.Search(v, index.SearchRequest{Page: index.Page{Limit: 1}, Plain: true, Facets: []index.Facet{index.FacetYear}})
	if err != nil {
		return "", nil, err
	}
	dated := 0
	for _, c := range all.Facets[index.FacetYear] {
		dated += c.Count
	}
	projects, err := p.engine.Projects(v, index.ProjectRequest{Page: index.Page{Limit: 1}, Facets: []index.Facet{index.FacetStage}})
	if err != nil {
		return "", nil, err
	}
	return "about", web.ForAbout(v.Page, p.engine.Status(), p.options.Version, trend, survey.zones, dated, projects), nil
}

// gridInterval picks how fine the grid of coverage can be for the time that the
// archive spans, with as many columns as a wide screen shows.
func gridInterval(s index.Status) index.Interval {
	const columns = 24
	first, err1 := time.Parse(time.DateOnly, s.First)
	last, err2 := time.Parse(time.DateOnly, s.Last)
	if err1 != nil || err2 != nil {
		return index.Monthly
	}
	switch months := int(last.Sub(first).Hours()/24/30) + 1; {
	case months <= columns:
		return index.Monthly
	case months <= 3*columns:
		return index.Quarterly
	}
	return index.Yearly
}
