package server

import (
	"context"

	"zonesearch/index"
	"zonesearch/server/web"
)

// filterNames are the parameters that narrow a question.
func filterNames() []string {
	return []string{
		"zone", "city", "province", "level", "kind", "source", "industry", "stage", "currency", "from", "to",
		"added_from", "amount_min", "amount_max",
	}
}

const (
	// pageFacetSize is how many values of a facet a page may show.
	pageFacetSize = 300
	overviewSize  = 6
)

func (p *pages) searchPage(v *visit) (string, web.View, error) {
	survey, err := p.places.at(v, "")
	if err != nil {
		return "", nil, err
	}
	if v.fromForm(survey.places.Settle) {
		return "", nil, nil
	}
	names := append(filterNames(), "q", "sort", "limit", "page", "cursor", "collapse")
	if len(v.At.Only(names...).Values) == 0 && v.At.Get("page") == "" {
		return p.startPage(v)
	}
	v.Title = v.At.Get("q")
	r := v.reader(names...)
	req := r.Search()
	req.Facets, req.FacetSize = facetsOfPages(), pageFacetSize
	if err := r.Done(); err != nil {
		return p.refusedSearch(v, survey, err)
	}
	result, err := p.engine.Search(v, req)
	if err != nil {
		return p.refusedSearch(v, survey, err)
	}
	places := result.Facets
	if narrowed(&req.Filter) {
		req.Filter.Provinces, req.Filter.Cities, req.Filter.Zones = nil, nil, nil
		if places, err = p.articlePlaces(v, req); err != nil {
			return "", nil, err
		}
	}
	if survey, err = p.places.at(v, result.Snapshot); err != nil {
		return "", nil, err
	}
	side := web.NewSide(v.Page, result.Facets, places, survey.places,
		index.FacetIndustry, index.FacetStage, index.FacetLevel, index.FacetKind, index.FacetSource)
	return "search", web.ForSearch(v.Page, result, side), nil
}

// narrowed reports whether places are chosen.
func narrowed(f *index.Filter) bool { return len(f.Zones)+len(f.Cities)+len(f.Provinces) > 0 }

// articlePlaces counts hits by place where no place is chosen: what a person
// would get by choosing another.
func (p *pages) articlePlaces(ctx context.Context, req index.SearchRequest) (map[index.Facet]index.Counts, error) {
	req.Facets = []index.Facet{index.FacetProvince, index.FacetCity, index.FacetZone}
	req.Page, req.Plain, req.Collapse = index.Page{Limit: 1}, true, false
	result, err := p.engine.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	return result.Facets, nil
}

// refusedSearch shows the page with what was typed and what is wrong with it.
func (p *pages) refusedSearch(v *visit, survey *survey, err error) (string, web.View, error) {
	if err := v.excuse(err); err != nil {
		return "", nil, err
	}
	side := web.NewSide(v.Page, nil, nil, survey.places)
	return "search", web.ForSearch(v.Page, nil, side), nil
}

// startPage shows what there is to be found.
func (p *pages) startPage(v *visit) (string, web.View, error) {
	newest, err := p.engine.Search(v, index.SearchRequest{Sort: index.ByDateDesc, Page: index.Page{Limit: overviewSize}, Collapse: true})
	if err != nil {
		return "", nil, err
	}
	largest, err := p.engine.Projects(v, index.ProjectRequest{Sort: index.ByAmountDesc, Page: index.Page{Limit: overviewSize}, Unique: true})
	if err != nil {
		return "", nil, err
	}
	survey, err := p.places.at(v, newest.Snapshot)
	if err != nil {
		return "", nil, err
	}
	return "search", web.ForStart(v.Page, survey.status, newest.Hits, largest.Projects, survey.places), nil
}
