package index

import (
	"context"

	"zonesearch/index/table"
)

// exportChunk is how many articles an export reads in one go: enough to make
// reading cheap, few enough to hold in memory with ease.
const exportChunk = 256

// ExportArticles gives every article that a request finds. Its page does not
// apply. The export keeps seeing the index as it is now; close it.
func (x *Index) ExportArticles(ctx context.Context, req SearchRequest) (*ArticleExport, error) {
	v, err := x.view()
	if err != nil {
		return nil, err
	}
	q, err := x.ask(ctx, v, ofArticles, req.Query, &req.Filter)
	if err != nil {
		v.release()
		return nil, err
	}
	order := q.order(req.Sort)
	var rows []table.Hit
	if req.Collapse {
		group := q.snap.Numbers(numGroup)
		members := map[int64][]uint32{}
		q.found.Each(func(d table.Doc) bool {
			row := q.snap.Row(d)
			members[group[row]] = append(members[group[row]], row)
			return true
		})
		rows, err = q.leads(order, len(members), members)
	} else {
		rows, err = q.every(order)
	}
	if err != nil {
		v.release()
		return nil, err
	}
	info := q.plan.info(req.Query, q.relaxed)
	x.incomplete(&info)
	return &ArticleExport{
		Query: info, Total: len(rows), Snapshot: v.token(), Close: v.release,
		Each: func(fn func(*Article) error) error {
			for len(rows) > 0 {
				if err := ctx.Err(); err != nil {
					return err
				}
				n := min(exportChunk, len(rows))
				articles, err := x.articlesOf(q.snap, rows[:n])
				if err != nil {
					return err
				}
				for i, a := range articles {
					whole, err := x.whole(v, rows[i].Row, a)
					if err != nil {
						return err
					}
					if err := fn(whole); err != nil {
						return err
					}
				}
				rows = rows[n:]
			}
			return nil
		},
	}, nil
}

// ExportProjects gives every project that a request finds, as ExportArticles
// does.
func (x *Index) ExportProjects(ctx context.Context, req ProjectRequest) (*ProjectExport, error) {
	v, err := x.view()
	if err != nil {
		return nil, err
	}
	q, err := x.ask(ctx, v, ofProjects, req.Query, &req.Filter)
	if err != nil {
		v.release()
		return nil, err
	}
	if req.Unique {
		var sum Sum
		q.found = q.snap.SetOf(q.sum(&sum))
	}
	rows, err := q.every(q.projectOrder(req.Sort))
	if err != nil {
		v.release()
		return nil, err
	}
	info := q.plan.info(req.Query, q.relaxed)
	x.incomplete(&info)
	return &ProjectExport{
		Query: info, Total: len(rows), Snapshot: v.token(), Close: v.release,
		Each: func(fn func(*Project) error) error {
			for _, hit := range rows {
				if err := ctx.Err(); err != nil {
					return err
				}
				p, err := readProject(q.snap, hit.Row)
				if err != nil {
					return err
				}
				if err := fn(&p); err != nil {
					return err
				}
			}
			return nil
		},
	}, nil
}

// every gives all the found in order.
func (q *question) every(s Sort) ([]table.Hit, error) {
	n := q.found.Len()
	if s == ByRelevance {
		return q.rank(0, n)
	}
	o := orderOf(s, q.of)
	o.Limit = n
	return q.snap.Sort(q.ctx, q.found, o)
}
