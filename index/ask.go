package index

import (
	"context"

	"zonesearch/index/table"
)

// question is a query and filter evaluated against one table of a view.
type question struct {
	*evaluation
	plan   *plan
	filter *Filter
	sets   *filterSets
	// matched is what the query finds, found what the filter leaves of it.
	matched table.Set
	found   table.Set
	relaxed bool
	weights weights
	fading  []float64
}

// ask evaluates a query and a filter.
func (x *Index) ask(ctx context.Context, v *view, of tableKind, query string, f *Filter) (*question, error) {
	p, err := x.planner.plan(query)
	if err != nil {
		return nil, err
	}
	q := &question{evaluation: v.evaluation(ctx, of), plan: p, filter: f, weights: x.rankings.words, fading: x.fading}
	q.queried = p.fields
	if p.asks {
		q.weights = x.rankings.questions
	}
	if q.matched, q.relaxed, err = p.match(q.evaluation); err != nil {
		return nil, err
	}
	if q.sets, err = q.evaluation.filter(f); err != nil {
		return nil, err
	}
	q.found = q.matched.And(q.sets.all(q.snap))
	return q, nil
}

// answer runs a question on the newest view.
func (x *Index) answer(ctx context.Context, f func(*view) error) error {
	v, err := x.view()
	if err != nil {
		return err
	}
	defer v.release()
	return x.guard(func() error { return f(v) })
}

// order gives the order asked for or, where none was, the default.
func (q *question) order(s Sort) Sort {
	switch {
	case s == "" && q.of == ofArticles && q.plan.node != nil:
		return ByRelevance
	case s == "", s == ByRelevance && len(q.plan.wanted) == 0:
		return ByDateDesc
	}
	return s
}

// page gives the rows of a page in order, and where the next one begins; ""
// where there is none.
func (q *question) page(s Sort, p Page, digest uint64) ([]table.Hit, string, error) {
	limit := p.limit()
	var from cursor
	if p.Cursor != "" {
		var err error
		if from, err = parseCursor(p.Cursor, digest); err != nil {
			return nil, "", err
		}
	} else {
		from.Offset = p.offset()
	}
	next := cursor{Question: digest}
	if s == ByRelevance {
		hits, err := q.rank(from.Offset, limit)
		next.Offset = from.Offset + len(hits)
		if err != nil || next.Offset >= q.found.Len() {
			return hits, "", err
		}
		return hits, next.String(), nil
	}
	// One more than asked for tells whether there is a next page.
	o := orderOf(s, q.of)
	o.Limit = limit + 1
	if p.Cursor == "" {
		o.Skip = from.Offset
	} else {
		row, _ := q.snap.RowOf(from.Seq)
		o.After = &table.Hit{Row: row, Key: from.Value}
	}
	hits, err := q.snap.Sort(q.ctx, q.found, o)
	if err != nil || len(hits) <= limit {
		return hits, "", err
	}
	hits = hits[:limit]
	last := hits[limit-1]
	next.Value, next.Seq = last.Key, q.snap.Seq(last.Row)
	return hits, next.String(), nil
}

// orderOf gives the column that an order goes by.
func orderOf(s Sort, of tableKind) table.Order {
	switch s {
	case ByDateAsc:
		return table.Order{Column: numDay}
	case ByAddedDesc:
		return table.Order{Column: numAdded, Descending: true}
	case ByAmountDesc:
		if of == ofProjects {
			return table.Order{Column: numYuan, Descending: true}
		}
	}
	return table.Order{Column: numDay, Descending: true}
}

func (p Page) limit() int {
	if p.Limit == 0 {
		return DefaultLimit
	}
	return p.Limit
}

// offset counts the hits before the page.
func (p Page) offset() int { return max(0, p.Number-1) * p.limit() }
