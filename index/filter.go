package index

import (
	"math"

	"zonesearch/index/table"
)

// dimension is a part of a filter whose own selection a facet leaves aside.
type dimension int

const (
	byZone dimension = iota
	byCity
	byProvince
	bySource
	byLevel
	byKind
	// byIndustry to byAmount narrow projects, and articles through them.
	byIndustry
	byStage
	byCurrency
	byAmount
	// byTime and byQuery, field prefixes in the query, are no facet's own: they
	// bound every count.
	byTime
	byQuery
	dimensions
)

// filterSets are the rows that each dimension of a filter admits; a dimension
// that does not narrow has none.
type filterSets struct {
	narrows [dimensions]bool
	sets    [dimensions]table.Set
}

// all gives the rows that every dimension admits.
func (f *filterSets) all(snap *table.Snapshot) table.Set { return f.but(snap, dimensions) }

// but gives the rows that every dimension but one admits.
func (f *filterSets) but(snap *table.Snapshot, left dimension) table.Set {
	set := snap.All()
	for d := range dimensions {
		if d != left && f.narrows[d] {
			set = set.And(f.sets[d])
		}
	}
	return set
}

// narrowsBeside reports whether a dimension beside one narrows.
func (f *filterSets) narrowsBeside(left dimension) bool {
	for d := range dimensions {
		if d != left && f.narrows[d] {
			return true
		}
	}
	return false
}

func (f *filterSets) narrow(d dimension, set table.Set) {
	if f.narrows[d] {
		set = f.sets[d].And(set)
	}
	f.narrows[d], f.sets[d] = true, set
}

// filter evaluates a filter. Of articles, the dimensions that narrow projects
// come as one set, that of the articles one of whose projects meets them all; it
// stands under byAmount, and facets of projects count otherwise (see
// projectFacets).
func (e *evaluation) filter(f *Filter) (*filterSets, error) {
	sets := &filterSets{}
	if err := e.plainFilter(f, sets); err != nil {
		return nil, err
	}
	if e.of == ofProjects {
		return sets, e.projectFilter(f, sets)
	}
	if !f.narrowsProjects() {
		return sets, nil // what the query asks of projects is a condition of its own
	}
	p, projects, err := e.admitted(f)
	if err != nil {
		return nil, err
	}
	articles, err := e.view.articlesOf(e.ctx, projects.all(p.snap))
	if err != nil {
		return nil, err
	}
	sets.narrow(byAmount, articles)
	return sets, nil
}

// admitted evaluates what a filter asks of projects, and what the query asks of
// them beside it: one project has to meet both.
func (e *evaluation) admitted(f *Filter) (p *evaluation, sets *filterSets, err error) {
	p, sets = e.view.evaluation(e.ctx, ofProjects), &filterSets{}
	if err := p.projectFilter(f, sets); err != nil {
		return nil, nil, err
	}
	if e.queried != nil && e.queried.narrowsProjects() {
		queried := &filterSets{}
		if err := p.projectFilter(e.queried, queried); err != nil {
			return nil, nil, err
		}
		sets.narrow(byQuery, queried.all(p.snap))
	}
	return p, sets, nil
}

// narrowsProjects reports whether the filter speaks of projects.
func (f *Filter) narrowsProjects() bool {
	return len(f.Industries)+len(f.Stages)+len(f.Currencies) > 0 || f.AmountMin != nil || f.AmountMax != nil
}

// plainFilter evaluates the dimensions that both tables have.
func (e *evaluation) plainFilter(f *Filter, sets *filterSets) error {
	keywords := []struct {
		dimension dimension
		column    int
		values    []string
	}{
		{byZone, colZone, e.view.places.zoneNames(f.Zones)},
		{byCity, colCity, e.view.places.cityNames(f.Cities)},
		{byProvince, colProvince, e.view.places.provinceNames(f.Provinces)},
		{bySource, colSource, f.Sources},
		{byLevel, colLevel, f.Levels},
		{byKind, colKind, f.Kinds},
	}
	for _, k := range keywords {
		if err := e.keyword(sets, k.dimension, k.column, k.values); err != nil {
			return err
		}
	}
	if f.From != "" || f.To != "" {
		from, to := int64(math.MinInt64), int64(math.MaxInt64)
		if f.From != "" {
			from = dayNumber(f.From)
		}
		if f.To != "" {
			to = dayNumber(f.To)
		}
		if err := e.number(sets, byTime, numDay, from, to); err != nil {
			return err
		}
	}
	if !f.AddedFrom.IsZero() {
		return e.number(sets, byTime, numAdded, f.AddedFrom.Unix(), math.MaxInt64)
	}
	return nil
}

// projectFilter evaluates the dimensions that projects alone have.
func (e *evaluation) projectFilter(f *Filter, sets *filterSets) error {
	if err := e.keyword(sets, byIndustry, colIndustry, f.Industries); err != nil {
		return err
	}
	if err := e.keyword(sets, byStage, colStage, f.Stages); err != nil {
		return err
	}
	if err := e.keyword(sets, byCurrency, colCurrency, f.Currencies); err != nil {
		return err
	}
	if f.AmountMin == nil && f.AmountMax == nil {
		return nil
	}
	low, high := int64(0), int64(math.MaxInt64)
	if f.AmountMin != nil {
		low = *f.AmountMin
	}
	if f.AmountMax != nil {
		high = *f.AmountMax
	}
	return e.number(sets, byAmount, numYuan, low, high)
}

func (e *evaluation) keyword(sets *filterSets, d dimension, column int, values []string) error {
	if len(values) == 0 {
		return nil
	}
	set, err := e.snap.Any(e.ctx, column, values...)
	if err == nil {
		sets.narrow(d, set)
	}
	return err
}

func (e *evaluation) number(sets *filterSets, d dimension, column int, low, high int64) error {
	set, err := e.snap.Range(e.ctx, column, low, high)
	if err == nil {
		sets.narrow(d, set)
	}
	return err
}
