package server

import (
	"zonesearch/index"
	"zonesearch/server/web"
)

// projectsLimit is how many projects a page shows where no limit is given: a
// table is scanned, not read.
const projectsLimit = 20

func (p *pages) projectsPage(v *visit) (string, web.View, error) {
	survey, err := p.places.at(v, "")
	if err != nil {
		return "", nil, err
	}
	if v.fromForm(survey.places.Settle) {
		return "", nil, nil
	}
	v.Title = v.Say("nav.projects")
	if q := v.At.Get("q"); q != "" {
		v.Title = q + " · " + v.Title
	}
	refused := func(err error) (string, web.View, error) {
		if err := v.excuse(err); err != nil {
			return "", nil, err
		}
		return "projects", web.ForProjects(v.Page, nil, web.NewSide(v.Page, nil, nil, survey.places), projectsLimit), nil
	}
	r := v.reader(append(filterNames(), "q", "sort", "limit", "page", "cursor", "unique")...)
	req := r.Projects()
	req.Facets, req.FacetSize = facetsOfPages(), pageFacetSize
	if req.Page.Limit == 0 {
		req.Page.Limit = projectsLimit
	}
	if err := r.Done(); err != nil {
		return refused(err)
	}
	result, err := p.engine.Projects(v, req)
	if err != nil {
		return refused(err)
	}
	places := result.Facets
	if narrowed(&req.Filter) {
		wide := req
		wide.Filter.Provinces, wide.Filter.Cities, wide.Filter.Zones = nil, nil, nil
		wide.Facets, wide.Page = []index.Facet{index.FacetProvince, index.FacetCity, index.FacetZone}, index.Page{Limit: 1}
		all, err := p.engine.Projects(v, wide)
		if err != nil {
			return "", nil, err
		}
		places = all.Facets
	}
	if survey, err = p.places.at(v, result.Snapshot); err != nil {
		return "", nil, err
	}
	side := web.NewSide(v.Page, result.Facets, places, survey.places,
		index.FacetIndustry, index.FacetStage, index.FacetCurrency, index.FacetLevel, index.FacetKind)
	return "projects", web.ForProjects(v.Page, result, side, projectsLimit), nil
}

func (p *pages) lifelinePage(v *visit) (string, web.View, error) {
	life, err := p.engine.Lifeline(v, v.c.Param("id"))
	if err != nil {
		return "", nil, err
	}
	return "lifeline", web.ForLifeline(v.Page, life), nil
}
