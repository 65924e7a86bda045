package index

import (
	"context"
	"time"

	"zonesearch/index/table"
)

// Projects finds projects.
func (x *Index) Projects(ctx context.Context, req ProjectRequest) (*ProjectResult, error) {
	started := time.Now()
	if err := req.check(); err != nil {
		return nil, err
	}
	var result *ProjectResult
	err := x.answer(ctx, func(v *view) error {
		q, err := x.ask(ctx, v, ofProjects, req.Query, &req.Filter)
		if err != nil {
			return err
		}
		result, err = x.projectResult(q, &req)
		return err
	})
	if err != nil {
		return nil, err
	}
	result.TookMS = float64(time.Since(started).Microseconds()) / 1000
	return result, nil
}

func (x *Index) projectResult(q *question, req *ProjectRequest) (*ProjectResult, error) {
	order := q.projectOrder(req.Sort)
	digest := questionDigest("projects", req.Query, req.Filter, order, req.Unique)
	result := &ProjectResult{
		Query:    q.plan.info(req.Query, q.relaxed),
		Total:    q.found.Len(),
		Snapshot: q.view.token(),
	}
	told, err := q.told()
	if err != nil {
		return nil, err
	}
	result.Sum, result.TotalUnique = told.sum, len(told.latest)
	if result.Facets, err = q.facets(req.Facets, req.FacetSize, q.matched, &req.Filter, q.sets); err != nil {
		return nil, err
	}
	if req.Unique {
		if q.found, err = q.snap.SetOf(q.ctx, told.latest); err != nil {
			return nil, err
		}
	}
	rows, next, err := q.page(order, req.Page, digest)
	if err != nil {
		return nil, err
	}
	result.NextCursor = next
	if result.Projects, err = x.shownProjects(q.view, rowsOf(rows)); err != nil {
		return nil, err
	}
	x.correct(q, result.Total, &result.Query)
	result.Partial = x.incomplete(&result.Query)
	return result, nil
}

// projectOrder is order for projects, which come newest first where nothing
// else is asked for.
func (q *question) projectOrder(s Sort) Sort {
	if s == "" || s == ByRelevance && len(q.plan.wanted) == 0 {
		return ByDateDesc
	}
	return s
}

// rowsOf lists the rows of hits.
func rowsOf(hits []table.Hit) []uint32 {
	rows := make([]uint32, len(hits))
	for i := range hits {
		rows[i] = hits[i].Row
	}
	return rows
}

// Lifeline gives the mentions of one project, oldest first.
func (x *Index) Lifeline(ctx context.Context, id string) (*Lifeline, error) {
	var line *Lifeline
	err := x.answer(ctx, func(v *view) error {
		e := v.evaluation(ctx, ofProjects)
		set, err := e.snap.Equal(ctx, colLifeline, id)
		if err != nil {
			return err
		}
		if id == "" || set.IsEmpty() {
			return ErrNotFound
		}
		rows, err := e.snap.Sort(ctx, set, table.Order{Column: numDay, Limit: maxMentions})
		if err != nil {
			return err
		}
		mentions, err := x.shownProjects(v, rowsOf(rows))
		if err != nil {
			return err
		}
		line = &Lifeline{ID: id, Amounts: []string{}}
		for _, p := range mentions {
			line.add(p)
		}
		return nil
	})
	return line, err
}

// maxMentions bounds a lifeline; a project reported every week for ten years
// stays within it.
const maxMentions = 500

// add puts in the next mention.
func (l *Lifeline) add(p Project) {
	l.Mentions = append(l.Mentions, p)
	l.SilentSince = max(l.SilentSince, p.Date)
	if p.Amount == nil {
		return
	}
	for _, known := range l.Amounts {
		if known == p.Amount.Text {
			return
		}
	}
	l.Amounts = append(l.Amounts, p.Amount.Text)
}
