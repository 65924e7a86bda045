package index

import (
	"context"
	"slices"

	"zonesearch/index/table"
)

// standardSeries is how many series a trend has where nothing else is asked.
const standardSeries = 10

// Trend counts articles over time.
func (x *Index) Trend(ctx context.Context, req TrendRequest) (*Trend, error) {
	if err := req.check(); err != nil {
		return nil, err
	}
	out := &Trend{Buckets: []string{}, Series: []Series{}, Warnings: []Warning{}}
	err := x.answer(ctx, func(v *view) error {
		out.Snapshot = v.token()
		all, err := x.ask(ctx, v, ofArticles, "", &req.Filter)
		if err != nil {
			return err
		}
		t := &trender{question: all, collapse: req.Collapse, interval: req.Interval}
		if err := t.span(); err != nil {
			return err
		}
		out.Buckets = t.buckets
		sets, err := x.trendSets(t, v, &req, out)
		if err != nil {
			return err
		}
		for _, s := range sets {
			out.Series = append(out.Series, t.series(s.name, s.set))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// namedSet is the articles of one series.
type namedSet struct {
	name string
	set  table.Set
}

// trendSets finds the articles of each series.
func (x *Index) trendSets(t *trender, v *view, req *TrendRequest, out *Trend) ([]namedSet, error) {
	queries := req.Queries
	if len(queries) == 0 {
		queries = []string{""}
	}
	var sets []namedSet
	for _, text := range queries {
		q, err := x.ask(t.ctx, v, ofArticles, text, &req.Filter)
		if err != nil {
			return nil, err
		}
		for _, w := range q.plan.info(text, q.relaxed).Warnings {
			if !slices.Contains(out.Warnings, w) {
				out.Warnings = append(out.Warnings, w)
			}
		}
		name := "all"
		if req.By == "query" {
			name = text
		}
		sets = append(sets, namedSet{name, q.found})
	}
	if req.By == "" || req.By == "query" {
		return sets, nil
	}
	return t.split(Facet(req.By), sets[0].set, req)
}

// trender counts sets of articles into buckets of time.
type trender struct {
	*question
	interval Interval
	collapse bool
	buckets  []string
	// place gives the bucket of each month, by ordinal; -1 for none.
	place []int
	// whole counts all articles under the filters, by bucket.
	whole []int
}

// span lays out the buckets from the first to the last article under the
// filters.
func (t *trender) span() error {
	months := t.snap.Values(colMonth)
	counts, err := t.snap.Count(t.ctx, t.found, []int{colMonth})
	if err != nil {
		return err
	}
	first, last := "", ""
	for ord, n := range counts[0] {
		if month := months[ord]; n > 0 && month != "" {
			if first == "" || month < first {
				first = month
			}
			last = max(last, month)
		}
	}
	t.buckets = bucketsBetween(first, last, t.interval)
	if t.buckets == nil {
		t.buckets = []string{}
	}
	at := make(map[string]int, len(t.buckets))
	for i, b := range t.buckets {
		at[b] = i
	}
	t.place = make([]int, len(months))
	for ord, month := range months {
		t.place[ord] = -1
		if month == "" {
			continue
		}
		if i, ok := at[bucketOf(month, t.interval)]; ok {
			t.place[ord] = i
		}
	}
	t.whole = t.count(t.found)
	return nil
}

// count counts a set by bucket; of reprints one for each bucket where they are
// collapsed.
func (t *trender) count(set table.Set) []int {
	counts := make([]int, len(t.buckets))
	seen := map[[2]int64]bool{}
	set.Each(func(d table.Doc) bool {
		row := t.snap.Row(d)
		i := t.place[t.snap.Ord(colMonth, row)]
		if i < 0 {
			return true
		}
		if t.collapse {
			key := [2]int64{int64(i), t.snap.Number(numGroup, row)}
			if seen[key] {
				return true
			}
			seen[key] = true
		}
		counts[i]++
		return true
	})
	return counts
}

// series counts one set, its share and its projects' amounts.
func (t *trender) series(name string, set table.Set) Series {
	s := Series{Name: name, Counts: t.count(set), Share: make([]float64, len(t.buckets)), AmountYuan: make([]int64, len(t.buckets))}
	for i, n := range s.Counts {
		if t.whole[i] > 0 {
			s.Share[i] = float64(n) / float64(t.whole[i])
		}
	}
	owners, yuan := t.view.owners(), t.view.projects.Numbers(numYuan)
	set.Each(func(d table.Doc) bool {
		article := t.snap.Row(d)
		i := t.place[t.snap.Ord(colMonth, article)]
		if i < 0 {
			return true
		}
		from, to := owners.projectsOf(article)
		for _, amount := range yuan[from:to] {
			if amount != table.Missing {
				s.AmountYuan[i] += amount
			}
		}
		return true
	})
	return s
}

// split parts a set by the values of a facet, the largest first.
func (t *trender) split(by Facet, set table.Set, req *TrendRequest) ([]namedSet, error) {
	size := req.Series
	if size == 0 {
		size = standardSeries
	}
	// set is filtered already, so no dimension is left aside. An article also
	// counts for its other projects' industries: only those the filter chose
	// are kept.
	counts, err := t.facets([]Facet{by}, MaxFacetSize, set, &req.Filter, &filterSets{})
	if err != nil {
		return nil, err
	}
	values := slices.DeleteFunc(counts[by], func(c Count) bool {
		return by == FacetIndustry && len(req.Filter.Industries) > 0 && !c.Selected
	})
	sets := make([]namedSet, 0, min(len(values), size))
	for _, c := range values[:min(len(values), size)] {
		part, err := t.withValue(by, c.Value, &req.Filter)
		if err != nil {
			return nil, err
		}
		sets = append(sets, namedSet{c.Value, set.And(part)})
	}
	return sets, nil
}

// withValue gives the articles that have a value of a facet; of one that speaks
// of projects those with a project that has it and meets the filter.
func (t *trender) withValue(by Facet, value string, f *Filter) (table.Set, error) {
	spec := facetSpecOf(by)
	if !spec.ofProjects {
		return t.snap.Equal(t.ctx, spec.column, value)
	}
	p, admitted, err := t.admitted(f)
	if err != nil {
		return table.Set{}, err
	}
	projects, err := p.snap.Equal(t.ctx, spec.column, value)
	if err != nil {
		return projects, err
	}
	return t.view.articlesOf(t.ctx, projects.And(admitted.all(p.snap)))
}
