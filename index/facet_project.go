package index

import (
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
			counted = e.view.tally(articles, facets, projects)
		} else {
			counted = e.view.tallyAll(articles, facets)
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
func (v *view) tallyAll(articles table.Set, facets []Facet) tally {
	if 2*articles.Len() <= v.articles.Len() {
		return v.tally(articles, facets, nil)
	}
	whole, counts := v.tallied(), v.tally(v.articles.All().AndNot(articles), facets, nil)
	for _, facet := range facets {
		for value, n := range whole[facet] {
			counts[facet][value] = n - counts[facet][value]
		}
	}
	return counts
}

// tally counts articles by facets of their projects; admitted are the projects
// that count, by row, nil for all.
func (v *view) tally(articles table.Set, facets []Facet, admitted []bool) tally {
	type counter struct {
		counts []int32
		last   []uint32 // the article that counted last for a value, plus one
		value  func(project uint32) int
	}
	out, counters := tally{}, make([]counter, len(facets))
	yuan := v.projects.Numbers(numYuan)
	for i, facet := range facets {
		size, value := len(amountClasses()), func(project uint32) int { return classOf(yuan[project]) }
		if spec := facetSpecOf(facet); !spec.ofAmounts {
			size, value = len(v.projects.Values(spec.column)), func(project uint32) int { return int(v.projects.Ord(spec.column, project)) }
		}
		counters[i] = counter{make([]int32, size), make([]uint32, size), value}
		out[facet] = counters[i].counts
	}
	owners := v.owners()
	articles.Each(func(d table.Doc) bool {
		article := v.articles.Row(d)
		from, to := owners.projectsOf(article)
		for project := from; project < to; project++ {
			if admitted != nil && !admitted[project] {
				continue
			}
			for i := range counters {
				c := &counters[i]
				if value := c.value(project); c.last[value] != article+1 {
					c.last[value] = article + 1
					c.counts[value]++
				}
			}
		}
		return true
	})
	return out
}
