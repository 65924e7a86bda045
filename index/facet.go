package index

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"zonesearch/index/table"
)

// facetSpec says how a facet is counted.
type facetSpec struct {
	dimension dimension
	// column is the keyword column; ofAmounts counts classes of numYuan.
	column    int
	ofAmounts bool
	// ofProjects says that an article counts by its projects.
	ofProjects bool
	// byTime says that the facet comes whole and in the order of time.
	byTime bool
}

// facetSpecOf says how a facet is counted. Years are counted from months.
func facetSpecOf(f Facet) facetSpec {
	switch f {
	case FacetZone:
		return facetSpec{dimension: byZone, column: colZone}
	case FacetCity:
		return facetSpec{dimension: byCity, column: colCity}
	case FacetProvince:
		return facetSpec{dimension: byProvince, column: colProvince}
	case FacetSource:
		return facetSpec{dimension: bySource, column: colSource}
	case FacetLevel:
		return facetSpec{dimension: byLevel, column: colLevel}
	case FacetKind:
		return facetSpec{dimension: byKind, column: colKind}
	case FacetIndustry:
		return facetSpec{dimension: byIndustry, column: colIndustry, ofProjects: true}
	case FacetStage:
		return facetSpec{dimension: byStage, column: colStage, ofProjects: true}
	case FacetCurrency:
		return facetSpec{dimension: byCurrency, column: colCurrency, ofProjects: true}
	case FacetAmount:
		return facetSpec{dimension: byAmount, ofAmounts: true, ofProjects: true}
	}
	return facetSpec{dimension: byTime, column: colMonth, byTime: true}
}

// amountClass is a class of amounts in yuan; max is exclusive.
type amountClass struct {
	name     string
	min, max int64
}

const yi = 100_000_000

// amountClasses are the classes in ascending order; the last is of projects
// without an amount in yuan.
func amountClasses() []amountClass {
	return []amountClass{
		{"<1亿", 0, yi},
		{"1亿-10亿", yi, 10 * yi},
		{"10亿-50亿", 10 * yi, 50 * yi},
		{"50亿-100亿", 50 * yi, 100 * yi},
		{">=100亿", 100 * yi, math.MaxInt64},
		{"none", table.Missing, 0},
	}
}

// classOf gives the place of an amount among the classes.
func classOf(yuan int64) int {
	switch {
	case yuan == table.Missing:
		return 5
	case yuan < yi:
		return 0
	case yuan < 10*yi:
		return 1
	case yuan < 50*yi:
		return 2
	case yuan < 100*yi:
		return 3
	}
	return 4
}

// facets counts the hits of a query by each facet asked for: those that meet
// the whole filter but for the facet's own dimension.
func (e *evaluation) facets(facets []Facet, size int, matched table.Set, f *Filter, sets *filterSets) (map[Facet]Counts, error) {
	out := make(map[Facet]Counts, len(facets))
	if size == 0 {
		size = DefaultFacetSize
	}
	// Facets whose own dimension selects nothing count the same set, in one pass.
	var shared, ofProjects []Facet
	for _, facet := range facets {
		spec := facetSpecOf(facet)
		switch {
		case spec.ofProjects && e.of == ofArticles:
			ofProjects = append(ofProjects, facet)
		case spec.ofAmounts:
			counts, err := e.amountFacet(matched.And(sets.but(e.snap, byAmount)), f)
			if err != nil {
				return nil, err
			}
			out[facet] = counts
		case !spec.byTime && sets.narrows[spec.dimension]:
			counts, err := e.keywordFacets([]Facet{facet}, matched.And(sets.but(e.snap, spec.dimension)), f)
			if err != nil {
				return nil, err
			}
			out[facet] = cut(counts[0], spec, size)
		default:
			shared = append(shared, facet)
		}
	}
	counts, err := e.keywordFacets(shared, matched.And(sets.all(e.snap)), f)
	if err != nil {
		return nil, err
	}
	for i, facet := range shared {
		out[facet] = cut(counts[i], facetSpecOf(facet), size)
	}
	return out, e.projectFacets(ofProjects, matched, f, sets, func(facet Facet, counts Counts) {
		out[facet] = cut(counts, facetSpecOf(facet), size)
	})
}

// keywordFacets counts a set by several columns in one pass.
func (e *evaluation) keywordFacets(facets []Facet, set table.Set, f *Filter) ([]Counts, error) {
	if len(facets) == 0 {
		return nil, nil
	}
	columns := make([]int, len(facets))
	for i, facet := range facets {
		columns[i] = facetSpecOf(facet).column
	}
	byOrd, err := e.snap.Count(e.ctx, set, columns)
	if err != nil {
		return nil, err
	}
	out := make([]Counts, len(facets))
	for i, facet := range facets {
		values := e.snap.Values(columns[i])
		out[i] = e.named(facet, f, func(yield func(value string, n int)) {
			for ord, n := range byOrd[i] {
				if n > 0 {
					yield(values[ord], int(n))
				}
			}
		})
	}
	return out, nil
}

// named makes the values of a facet from counts. What has no value is in no
// bucket; months of one year are one where years are asked for.
func (e *evaluation) named(facet Facet, f *Filter, each func(yield func(value string, n int))) Counts {
	byValue := map[string]int{}
	each(func(value string, n int) {
		if facet == FacetYear && value != "" {
			value = value[:4]
		}
		if value != "" {
			byValue[value] += n
		}
	})
	selected := e.selectedValues(facet, f)
	counts := make(Counts, 0, len(byValue))
	for value, n := range byValue {
		counts = append(counts, Count{Value: value, Count: n, Selected: slices.Contains(selected, value)})
	}
	return counts
}

// selectedValues lists the facet's values that the filter selects.
func (e *evaluation) selectedValues(facet Facet, f *Filter) []string {
	switch facet {
	case FacetZone:
		return e.view.places.zoneNames(f.Zones)
	case FacetCity:
		return e.view.places.cityNames(f.Cities)
	case FacetProvince:
		return e.view.places.provinceNames(f.Provinces)
	case FacetSource:
		return f.Sources
	case FacetLevel:
		return f.Levels
	case FacetKind:
		return f.Kinds
	case FacetIndustry:
		return f.Industries
	case FacetStage:
		return f.Stages
	case FacetCurrency:
		return f.Currencies
	}
	return nil
}

// cut puts the values of a facet in order and keeps the first of them.
func cut(counts Counts, spec facetSpec, size int) Counts {
	if spec.ofAmounts {
		return counts
	}
	if !spec.byTime && len(counts) > size {
		counts = atLeastNth(counts, size)
	}
	slices.SortFunc(counts, func(a, b Count) int {
		if !spec.byTime && a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	if !spec.byTime && len(counts) > size {
		return counts[:size]
	}
	return counts
}

// atLeastNth leaves out what is less than the nth largest: a facet has a
// thousand zones, of which a page shows a few, and only these have to be sorted
// by name.
func atLeastNth(counts Counts, n int) Counts {
	numbers := make([]int, len(counts))
	for i, c := range counts {
		numbers[i] = c.Count
	}
	slices.Sort(numbers)
	least := numbers[len(numbers)-n]
	return slices.DeleteFunc(counts, func(c Count) bool { return c.Count < least })
}

// amountFacet counts projects by class of amount. Where they are more than
// half, the others are counted and taken off the whole.
func (e *evaluation) amountFacet(projects table.Set, f *Filter) (Counts, error) {
	if 2*projects.Len() <= e.snap.Len() {
		counts, err := e.view.countClasses(e.ctx, projects)
		return amountCounts(counts, f), err
	}
	whole, err := e.view.classes()
	if err != nil {
		return nil, err
	}
	counts, err := e.view.countClasses(e.ctx, e.snap.All().AndNot(projects))
	for class, n := range whole {
		counts[class] = n - counts[class]
	}
	return amountCounts(counts, f), err
}

// countClasses counts projects by class of amount.
func (v *view) countClasses(ctx context.Context, projects table.Set) ([]int32, error) {
	counts := make([]int32, len(amountClasses()))
	yuan := v.projects.Numbers(numYuan)
	var mu sync.Mutex
	return counts, v.projects.Stretches(ctx, projects, func(rows []uint32) {
		some := make([]int32, len(counts))
		for _, row := range rows {
			some[classOf(yuan[row])]++
		}
		mu.Lock()
		defer mu.Unlock()
		for class, n := range some {
			counts[class] += n
		}
	})
}

// amountCounts names the classes; those that nothing is in are left out.
func amountCounts(counts []int32, f *Filter) Counts {
	out := make(Counts, 0, len(counts))
	for i, c := range amountClasses() {
		if counts[i] == 0 {
			continue
		}
		n := Count{Value: c.name, Count: int(counts[i])}
		if c.min != table.Missing {
			n.Min = &c.min
			if c.max != math.MaxInt64 {
				n.Max = &c.max
			}
			n.Selected = f.AmountMin != nil && *f.AmountMin == c.min || f.AmountMin == nil && f.AmountMax != nil && c.min == 0 && *f.AmountMax < c.max
		}
		out = append(out, n)
	}
	return out
}

// members marks the rows of a set.
func (e *evaluation) members(set table.Set) ([]bool, error) { return members(e.ctx, e.snap, set) }

func members(ctx context.Context, snap *table.Snapshot, set table.Set) ([]bool, error) {
	in := make([]bool, snap.Rows())
	return in, snap.Stretches(ctx, set, func(rows []uint32) {
		for _, row := range rows {
			in[row] = true
		}
	})
}
