package index

import (
	"context"
	"sync"

	"zonesearch/index/table"
)

// projectFacets lists the facets of articles that speak of their projects.
func projectFacets() []Facet { return []Facet{FacetIndustry, FacetStage, FacetCurrency, FacetAmount} }

// tally counts articles by facet and, within one, by the ordinal of a value or
// the class of an amount.
type tally map[Facet][]int32

// projectFacets counts articles by what their projects are: an article counts
// for a value where one of its projects has it and meets every other part of
// the filter that speaks of projects.
func (e *evaluation) projectFacets(facets []Facet, matched table.Set, f *Filter, sets *filterSets, give func(Facet, Counts)) error {
	if len(facets) == 0 {
		return nil
	}
	articles := matched.And(sets.but(e.snap, byAmount))
	p, admitted, err := e.admitted(f)
	if err != nil {
		return err
	}
	// Facets whose own dimension selects nothing are counted in one pass.
	passes := map[dimension][]Facet{}
	for _, facet := range facets {
		d := facetSpecOf(facet).dimension
		if !admitted.narrows[d] {
			d = dimensions
		}
		passes[d] = append(passes[d], facet)
	}
	for d, facets := range passes {
		var counted tally
		if admitted.narrowsBeside(d) {
			projects, err := p.members(admitted.but(p.snap, d))
			if err != nil {
				return err
			}
			counted, err = e.view.tally(e.ctx, articles, facets, projects)
			if err != nil {
				return err
			}
		} else if counted, err = e.view.tallyAll(e.ctx, articles, facets); err != nil {
			return err
		}
		for _, facet := range facets {
			give(facet, p.namedTally(facet, counted[facet], f))
		}
	}
	return e.ctx.Err()
}

// namedTally makes the values of a facet from counts.
func (e *evaluation) namedTally(facet Facet, counts []int32, f *Filter) Counts {
	spec := facetSpecOf(facet)
	if spec.ofAmounts {
		return amountCounts(counts, f)
	}
	values := e.snap.Values(spec.column)
	return e.named(facet, f, func(yield func(value string, n int)) {
		for ord, n := range counts {
			if n > 0 {
				yield(values[ord], int(n))
			}
		}
	})
}

// tallyAll is tally over all projects of the articles. Where these are more
// than half, the others are counted and taken off the whole.
func (v *view) tallyAll(ctx context.Context, articles table.Set, facets []Facet) (tally, error) {
	if 2*articles.Len() <= v.articles.Len() {
		return v.tally(ctx, articles, facets, nil)
	}
	whole, err := v.tallied()
	if err != nil {
		return nil, err
	}
	counts, err := v.tally(ctx, v.articles.All().AndNot(articles), facets, nil)
	if err != nil {
		return nil, err
	}
	for _, facet := range facets {
		for value, n := range whole[facet] {
			counts[facet][value] = n - counts[facet][value]
		}
	}
	return counts, nil
}

// tally counts articles by facets of their projects; admitted are the projects
// that count, by row, nil for all.
func (v *view) tally(ctx context.Context, articles table.Set, facets []Facet, admitted []bool) (tally, error) {
	total := tally{}
	for _, facet := range facets {
		total[facet] = make([]int32, v.valuesOf(facet))
	}
	reporting, err := v.reporting()
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	err = v.articles.Stretches(ctx, articles.And(reporting), func(rows []uint32) {
		counted := make([][]int32, len(facets))
		for i, facet := range facets {
			counted[i] = v.tallyRows(facet, rows, admitted)
		}
		mu.Lock()
		defer mu.Unlock()
		for i, facet := range facets {
			for value, n := range counted[i] {
				total[facet][value] += n
			}
		}
	})
	return total, err
}

// valuesOf is how many values a facet of projects has.
func (v *view) valuesOf(facet Facet) int {
	if spec := facetSpecOf(facet); !spec.ofAmounts {
		return len(v.projects.Values(spec.column))
	}
	return len(amountClasses())
}

// tallyRows counts some articles by one facet.
func (v *view) tallyRows(facet Facet, articles []uint32, admitted []bool) []int32 {
	counts := make([]int32, v.valuesOf(facet))
	last := make([]uint32, len(counts)) // the article that counted last for a value, plus one
	owners, yuan := v.owners(), v.projects.Numbers(numYuan)
	spec := facetSpecOf(facet)
	for _, article := range articles {
		from, to := owners.projectsOf(article)
		for project := from; project < to; project++ {
			if admitted != nil && !admitted[project] {
				continue
			}
			value := 0
			if spec.ofAmounts {
				value = classOf(yuan[project])
			} else {
				value = int(v.projects.Ord(spec.column, project))
			}
			if last[value] != article+1 {
				last[value] = article + 1
				counts[value]++
			}
		}
	}
	return counts
}
