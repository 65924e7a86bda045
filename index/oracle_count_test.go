package index

import (
	"cmp"
	"fmt"
	"slices"

	"zonesearch/corpus/project"
)

// count is a facet by a plain count over the articles that a query finds.
func (w *world) count(facet Facet, size int, f, queried *Filter, matched map[*doc]bool) Counts {
	spec := facetSpecOf(facet)
	left := spec.dimension
	if spec.byTime {
		left = dimensions
	}
	counts := map[string]int{}
	for _, d := range w.docs {
		if !matched[d] || !w.admits(d, f, queried, left) {
			continue
		}
		if !spec.ofProjects {
			counts[d.value(facet)]++
			continue
		}
		values := map[string]bool{}
		for i := range d.projects {
			if projectMeets(&d.projects[i], f, left) && (queried == nil || projectMeets(&d.projects[i], queried, dimensions)) {
				values[projectValue(&d.projects[i], facet)] = true
			}
		}
		for v := range values {
			counts[v]++
		}
	}
	return ordered(counts, facet, size)
}

func (d *doc) value(facet Facet) string {
	switch facet {
	case FacetZone:
		return d.Zone
	case FacetCity:
		return d.City
	case FacetProvince:
		return d.Province
	case FacetSource:
		return d.Source
	case FacetLevel:
		return d.level
	case FacetKind:
		return d.kind
	case FacetYear:
		return d.Date[:min(4, len(d.Date))]
	}
	return d.Date[:min(7, len(d.Date))]
}

func projectValue(p *project.Record, facet Facet) string {
	switch facet {
	case FacetIndustry:
		return p.Industry
	case FacetStage:
		return p.Stage
	case FacetCurrency:
		if p.Amount == nil {
			return ""
		}
		return p.Amount.Currency
	}
	switch {
	case p.Amount == nil || p.Amount.Yuan == nil:
		return "none"
	case *p.Amount.Yuan < yi:
		return "<1亿"
	case *p.Amount.Yuan < 10*yi:
		return "1亿-10亿"
	case *p.Amount.Yuan < 50*yi:
		return "10亿-50亿"
	case *p.Amount.Yuan < 100*yi:
		return "50亿-100亿"
	}
	return ">=100亿"
}

// ordered gives counts as a facet shows them.
func ordered(counts map[string]int, facet Facet, size int) Counts {
	var out Counts
	for value, n := range counts {
		if value != "" {
			out = append(out, Count{Value: value, Count: n})
		}
	}
	byTime := facet == FacetYear || facet == FacetMonth
	classes := []string{"<1亿", "1亿-10亿", "10亿-50亿", "50亿-100亿", ">=100亿", "none"}
	slices.SortFunc(out, func(a, b Count) int {
		switch {
		case facet == FacetAmount:
			return slices.Index(classes, a.Value) - slices.Index(classes, b.Value)
		case byTime:
			return cmp.Compare(a.Value, b.Value)
		}
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value))
	})
	if size == 0 {
		size = DefaultFacetSize
	}
	if !byTime && facet != FacetAmount && len(out) > size {
		out = out[:size]
	}
	return out
}

// sameCounts tells the first difference between facets; "" where there is none.
func sameCounts(got, want Counts) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return fmt.Sprintf("%s %d is missing", want[i].Value, want[i].Count)
		case i >= len(want):
			return fmt.Sprintf("%s %d is too much", got[i].Value, got[i].Count)
		case got[i].Value != want[i].Value || got[i].Count != want[i].Count:
			return fmt.Sprintf("%s %d, want %s %d", got[i].Value, got[i].Count, want[i].Value, want[i].Count)
		}
	}
	return ""
}
